/**
 * Scans one text of a file after the other, each time only the lines that changed since the last.
 *
 * No token goes over a line's end, and no token depends on those beside it but for slips, which may look at the token before and at what follows.
 * So what stands before and behind the changed lines has the tokens and the slips that it had; where a slip stands right beside them, its lines
 * are taken with them.
 *
 * INVARIANT: what is found is what `scan` finds. The tokens of the last scan are moved, and so are gone.
 */
import type { IToken } from 'chevrotain';
import { movedDiagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { moved } from '../compiler/source/span.ts';
import type { Reporter } from './report.ts';
import { scan, scanLines } from './scan.ts';
import type { Scan } from './scan.ts';

/** Tokens before the first are as they were; of those behind it, some were taken out and others put in. */
export interface TokenChange {
  readonly first: number;
  readonly removed: number;
  readonly added: number;
}

export interface Rescan extends Scan {
  /** `undefined`: all tokens are new. */
  readonly change: TokenChange | undefined;
}

interface Last extends Scan {
  readonly text: string;
  readonly slips: readonly Diagnostic[];
}

export class Rescanner {
  private last: Last | undefined;

  scan(reporter: Reporter): Rescan {
    const { last } = this;
    const found = last === undefined ? { ...scan(reporter), change: undefined } : scanChanged(last, reporter);
    this.last = { text: reporter.file.text, tokens: found.tokens, comments: found.comments, slips: [...reporter.diagnostics] };
    return found;
  }
}

/** Whole lines of the newer text, from `start` to `end`, that took the place of those from `start` to `endBefore`. */
interface Lines {
  readonly start: number;
  readonly end: number;
  readonly endBefore: number;
}

function scanChanged(last: Last, reporter: Reporter): Rescan {
  const { file } = reporter;
  const { start, end, endBefore } = withSlipsBeside(last, changedLines(last.text, file.text));
  const by = end - endBefore;
  const first = firstFrom(last.tokens, start);
  const next = firstFrom(last.tokens, endBefore);
  reporter.diagnostics.push(...last.slips.filter(({ span }) => span.start < start).map((slip) => movedDiagnostic(slip, file, 0)));
  const changed = scanLines(reporter, start, end, last.tokens[first - 1]);
  reporter.diagnostics.push(...last.slips.filter(({ span }) => span.start >= endBefore).map((slip) => movedDiagnostic(slip, file, by)));
  reporter.keepSlips();
  if (by !== 0) for (let index = next; index < last.tokens.length; index += 1) last.tokens[index]!.startOffset += by;
  return {
    tokens: replaced(last.tokens, first, next, changed.tokens),
    // Comments are in the tree of the last reading, too, and so are not moved themselves.
    comments: [
      ...last.comments.filter(({ span }) => span.start < start), ...changed.comments,
      ...last.comments.filter(({ span }) => span.start >= endBefore).map((comment) => (by === 0 ? comment : { span: moved(comment.span, by), text: comment.text })),
    ],
    change: { first, removed: next - first, added: changed.tokens.length },
  };
}

/** In the same array where that is possible: it is long, and so is what making another costs. */
function replaced(tokens: IToken[], first: number, next: number, added: IToken[]): IToken[] {
  if (added.length > 1000) return tokens.slice(0, first).concat(added, tokens.slice(next));
  tokens.splice(first, next - first, ...added);
  return tokens;
}

function changedLines(before: string, after: string): Lines {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before.charCodeAt(same) === after.charCodeAt(same)) same += 1;
  const start = same === 0 ? 0 : after.lastIndexOf('\n', same - 1) + 1;
  let sameAtEnd = 0;
  while (sameAtEnd < shorter - start && before.charCodeAt(before.length - 1 - sameAtEnd) === after.charCodeAt(after.length - 1 - sameAtEnd)) sameAtEnd += 1;
  return fromTo(before, after, start, before.length - sameAtEnd);
}

/** Up to the end of the line in which what changed ends. */
function fromTo(before: string, after: string, start: number, endBefore: number): Lines {
  const lineEnd = before.indexOf('\n', endBefore);
  const whole = lineEnd === -1 ? before.length : lineEnd + 1;
  return { start, end: after.length - (before.length - whole), endBefore: whole };
}

/** With the lines of slips between which and these lines no token stands. */
function withSlipsBeside({ text, tokens, slips }: Last, lines: Lines): Lines {
  let { start, endBefore } = lines;
  for (;;) {
    const before = tokens[firstFrom(tokens, start) - 1]?.startOffset ?? 0;
    const behind = tokens[firstFrom(tokens, endBefore)]?.startOffset ?? text.length;
    const beside = slips.filter(({ span }) => (span.start < start && span.end > before) || (span.end > endBefore && span.start <= behind && span.start >= start));
    if (beside.length === 0) break;
    for (const { span } of beside) {
      start = Math.min(start, text.lastIndexOf('\n', span.start - 1) + 1);
      endBefore = Math.max(endBefore, span.end);
    }
    const lineEnd = text.indexOf('\n', endBefore - 1);
    endBefore = lineEnd === -1 ? text.length : lineEnd + 1;
  }
  return { start, end: lines.end + endBefore - lines.endBefore, endBefore };
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
