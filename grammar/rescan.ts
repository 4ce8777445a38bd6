/**
 * Scans one text of a file after the other, each time only the lines that changed since the last.
 *
 * No token goes over a line's end, and where nothing is wrong no token depends on those beside it. So as long as the scan has nothing to report,
 * what stands before and behind the changed lines has the tokens that it had.
 *
 * INVARIANT: what is found is what `scan` finds. The tokens of the last scan are moved, and so are gone.
 */
import type { IToken } from 'chevrotain';
import { sourceFile } from '../compiler/source/source-file.ts';
import type { SourceFile } from '../compiler/source/source-file.ts';
import { detached } from './detached.ts';
import { Reporter } from './report.ts';
import { scan } from './scan.ts';
import type { Scan } from './scan.ts';

interface Last extends Scan {
  readonly text: string;
}

export class Rescanner {
  private last: Last | undefined;

  scan(reporter: Reporter): Scan {
    const { file } = reporter;
    const { last } = this;
    this.last = undefined;
    const found = (last === undefined ? undefined : ofChangedLines(last, file)) ?? scan(reporter);
    if (reporter.diagnostics.length === 0) this.last = { text: file.text, ...found };
    return found;
  }
}

/** `undefined` where something is wrong in the changed lines. */
function ofChangedLines(last: Last, { path, text }: SourceFile): Scan | undefined {
  const { start, end, endBefore } = changedLines(last.text, text);
  // The lines themselves, and not a part of the whole text: tokens stay for many edits, and each would keep another text.
  const reporter = new Reporter(sourceFile(path, detached(text.slice(start, end))));
  const changed = scan(reporter);
  if (reporter.diagnostics.length > 0) return undefined;
  const moved = end - endBefore;
  const first = firstFrom(last.tokens, start);
  const next = firstFrom(last.tokens, endBefore);
  for (const token of changed.tokens) token.startOffset += start;
  if (moved !== 0) for (let index = next; index < last.tokens.length; index += 1) last.tokens[index]!.startOffset += moved;
  return {
    tokens: last.tokens.slice(0, first).concat(changed.tokens, last.tokens.slice(next)),
    // Comments are in the tree of the last reading, too, and so are not moved themselves.
    comments: [
      ...last.comments.filter(({ span }) => span.start < start),
      ...changed.comments.map(({ span, text: comment }) => ({ span: { start: span.start + start, end: span.end + start }, text: comment })),
      ...last.comments.filter(({ span }) => span.start >= endBefore)
        .map((comment) => (moved === 0 ? comment : { span: { start: comment.span.start + moved, end: comment.span.end + moved }, text: comment.text })),
    ],
  };
}

/** Whole lines of `after`, from `start` to `end`, that took the place of those from `start` to `endBefore`. */
function changedLines(before: string, after: string): { readonly start: number; readonly end: number; readonly endBefore: number } {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before.charCodeAt(same) === after.charCodeAt(same)) same += 1;
  const start = same === 0 ? 0 : after.lastIndexOf('\n', same - 1) + 1;
  let sameAtEnd = 0;
  while (sameAtEnd < shorter - start && before.charCodeAt(before.length - 1 - sameAtEnd) === after.charCodeAt(after.length - 1 - sameAtEnd)) sameAtEnd += 1;
  const lineEnd = after.indexOf('\n', after.length - sameAtEnd);
  const end = lineEnd === -1 ? after.length : lineEnd + 1;
  return { start, end, endBefore: before.length - (after.length - end) };
}

/** The index of the first token that begins at the offset or behind it. */
function firstFrom(tokens: readonly IToken[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.startOffset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
