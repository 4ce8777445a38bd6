/** The formatter: one canonical form of a definition. */
import { sourceFile } from '../../compiler/source/source-file.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import { read } from '../read.ts';
import { Reporter } from '../report.ts';
import { scan } from '../scan.ts';
import { renderDoc } from './doc.ts';
import type { Doc } from './doc.ts';
import { printFile } from './print-file.ts';

/** Columns of a line before it is broken. */
export const lineWidth = 100;

/** The document of a file, or why it has none: a file with mistakes is left as it is. */
export function documentOf(file: SourceFile): { readonly document: Doc } | { readonly diagnostics: readonly Diagnostic[] } {
  const { tree, diagnostics } = read(file);
  if (diagnostics.length > 0) return { diagnostics };
  return { document: printFile(tree, scan(new Reporter(file)).tokens) };
}

/**
 * The text in its canonical form, or the diagnostics of a text with mistakes. Formatting twice changes nothing more, and the tree stays the
 * same. A BOM is kept; lines end in LF.
 */
export async function format(text: string, path = 'definition.mql'): Promise<{ readonly text: string } | { readonly diagnostics: readonly Diagnostic[] }> {
  const result = documentOf(sourceFile(path, text));
  if ('diagnostics' in result) return result;
  return { text: (text.startsWith('\ufeff') ? '\ufeff' : '') + renderDoc(result.document, lineWidth) };
}
