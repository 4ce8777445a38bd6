import type { Diagnostic, Edit } from './diagnostic.ts';
import type { SourceFile } from '../source/source-file.ts';

/**
 * The text of the file after the fixes of its diagnostics. A diagnostic with several fixes asks for a choice and is left
 * alone, as is a fix that touches another file or overlaps one applied before it. `undefined` where nothing is to be done.
 */
export function applyFixes(file: SourceFile, diagnostics: readonly Diagnostic[]): { readonly text: string; readonly applied: number } | undefined {
  const accepted: Edit[] = [];
  let applied = 0;
  for (const { fixes } of diagnostics) {
    const [fix] = fixes;
    if (fix === undefined || fixes.length > 1 || fix.edits.some((edit) => edit.file.path !== file.path)) continue;
    if (fix.edits.some((edit) => accepted.some((other) => overlaps(edit, other)))) continue;
    accepted.push(...fix.edits);
    applied += 1;
  }
  if (applied === 0) return undefined;
  const edits = [...accepted].sort((first, second) => second.span.start - first.span.start || second.span.end - first.span.end);
  const text = edits.reduce((result, { span, text: inserted }) => result.slice(0, span.start) + inserted + result.slice(span.end), file.text);
  return { text, applied };
}

/** Two insertions at one place overlap, too: which comes first would be chance. */
function overlaps({ span: one }: Edit, { span: other }: Edit): boolean {
  return one.start === other.start || (one.start < other.end && other.start < one.end);
}
