/** What the tests of reading share: reading a text, and showing where its diagnostics stand. */
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import { read } from '../../grammar/read.ts';
import type { ReadResult } from '../../grammar/read.ts';
import { printPart } from './print-tree.ts';

export function readText(text: string): ReadResult {
  return read(sourceFile('test.mql', text));
}

/** The printed tree, with any diagnostics below it. */
export function tree(text: string): string {
  const { tree: file, diagnostics } = readText(text);
  return [...file.parts.map(printPart), ...diagnostics.map((diagnostic) => `${diagnostic.code} ${diagnostic.message}`)].join('\n');
}

/** The one item of a section, printed, with any diagnostics below it. */
export function item(text: string): string {
  return tree(`fit:\n${text}`).replace(/^section fit:\n {2}/, '');
}

/** The text with carets and code under each diagnostic. */
export function carets(text: string): string {
  const { diagnostics } = readText(text);
  const shown: string[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    shown.push(line);
    for (const { code, span } of diagnostics) {
      if (span.start < start || span.start > end) continue;
      const width = Math.max(1, Math.min(span.end, end) - span.start);
      shown.push(`${' '.repeat(span.start - start)}${'^'.repeat(width)} ${code}`);
    }
    start = end + 1;
  }
  return shown.join('\n');
}

export function applyFix(text: string, diagnostic: Diagnostic, index = 0): string {
  const edits = [...(diagnostic.fixes[index]?.edits ?? [])].sort((left, right) => right.span.start - left.span.start);
  return edits.reduce((result, edit) => result.slice(0, edit.span.start) + edit.text + result.slice(edit.span.end), text);
}
