/** How the phases of reading report what they find. */
import { diagnose } from '../compiler/diagnostics/diagnostic.ts';
import type { CatalogEntry, Diagnostic, Edit, Fix, ReportOptions } from '../compiler/diagnostics/diagnostic.ts';
import type { SourceFile } from '../compiler/source/source-file.ts';
import type { Span } from '../compiler/source/span.ts';

/** Collects the diagnostics of one file. */
export class Reporter {
  readonly file: SourceFile;
  readonly diagnostics: Diagnostic[] = [];

  constructor(file: SourceFile) {
    this.file = file;
  }

  report<Evidence>(entry: CatalogEntry<Evidence>, span: Span, evidence: Evidence, options?: ReportOptions): void {
    this.diagnostics.push(diagnose(entry, this.file, span, evidence, options));
  }

  /** A fix that replaces one span of this file. */
  replace(title: string, span: Span, text: string): Fix {
    return { title, edits: [this.edit(span, text)] };
  }

  edit(span: Span, text: string): Edit {
    return { file: this.file, span, text };
  }
}
