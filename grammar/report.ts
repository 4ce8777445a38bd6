/** How the phases of reading report what they find. */
import { diagnose } from '../compiler/diagnostics/diagnostic.ts';
import type { CatalogEntry, Diagnostic, Edit, Fix, ReportOptions } from '../compiler/diagnostics/diagnostic.ts';
import type { SourceFile } from '../compiler/source/source-file.ts';
import type { Span } from '../compiler/source/span.ts';

/** Collects the diagnostics of one file. */
export class Reporter {
  readonly file: SourceFile;
  readonly diagnostics: Diagnostic[] = [];

  /** Where the lexer found something wrong, in the order of the text. */
  private slips: readonly Span[] = [];

  /** How often something was reported so far, what was taken back included. */
  reports = 0;

  constructor(file: SourceFile) {
    this.file = file;
  }

  /** What is reported so far are slips of the lexer. */
  keepSlips(): void {
    this.slips = this.diagnostics.map((diagnostic) => diagnostic.span);
  }

  hasSlipBetween(start: number, end: number): boolean {
    let low = 0;
    let high = this.slips.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.slips[middle]!.end <= start) low = middle + 1;
      else high = middle;
    }
    return low < this.slips.length && this.slips[low]!.start < end;
  }

  report<Evidence>(entry: CatalogEntry<Evidence>, span: Span, evidence: Evidence, options?: ReportOptions): void {
    this.reports += 1;
    this.diagnostics.push(diagnose(entry, this.file, span, evidence, options));
  }

  /** Takes back what was reported inside a span: one mistake that is said by its whole has one diagnostic. */
  withdraw({ start, end }: Span): void {
    const kept = this.diagnostics.filter(({ span }) => span.start < start || span.end > end);
    this.diagnostics.splice(0, this.diagnostics.length, ...kept);
  }

  /** A fix that replaces one span of this file. */
  replace(title: string, span: Span, text: string): Fix {
    return { title, edits: [this.edit(span, text)] };
  }

  edit(span: Span, text: string): Edit {
    return { file: this.file, span, text };
  }
}
