/**
 * Comments inside an item. A comment can stand wherever a line may end; the formatter ends lines at certain gaps between tokens only. So each
 * comment is moved to the nearest such gap before it, and stays there for good.
 *
 * The gaps are found by printing the file once without comments (`collect`): whatever asks for a line break names its gap.
 * A gap's key is the offset at which the token before it ends.
 */
import type { IToken } from 'chevrotain';
import { doc } from './doc.ts';
import type { Doc } from './doc.ts';
import type { Comment } from '../tree.ts';
import type { Span } from '../../compiler/source/span.ts';
import * as t from '../tokens.ts';

const { breakParent, hardline, lineSuffix } = doc;

export interface PlacedComment {
  readonly text: string;
  readonly span: Span;
  /** Stands on the line of the token before it. */
  readonly sameLine: boolean;
}

export class Gaps {
  readonly text: string;
  private readonly tokens: readonly IToken[];
  private readonly known = new Set<number>();
  private readonly placed = new Map<number, PlacedComment[]>();
  /** The gaps that hold comments, in order. */
  private readonly ends: number[] = [];

  constructor(text: string, tokens: readonly IToken[]) {
    this.text = text;
    this.tokens = tokens;
  }

  /** What is printed where a line may end, after the token that ends at `end`: `usual`, or the comments that stand there. */
  breakAt(end: number, usual: Doc): Doc {
    this.known.add(end);
    const comments = this.placed.get(end);
    if (comments === undefined) return usual;
    const [first, ...rest] = comments;
    if (first === undefined) return usual;
    const own = first.sameLine ? rest : comments;
    return [
      first.sameLine ? lineSuffix(` ${first.text}`) : '',
      breakParent,
      hardline,
      own.map((comment) => [comment.text, hardline]),
    ];
  }

  hasComments(from: number, to: number): boolean {
    const last = this.ends[countUpTo(this.ends, to) - 1];
    return last !== undefined && last >= from;
  }

  /** Gives every comment inside an item its gap. Those without one are returned: they go before the item. */
  place(comments: readonly Comment[], itemAt: (offset: number) => Span | undefined): PlacedComment[] {
    const homeless: PlacedComment[] = [];
    const gaps = [...this.known].sort((left, right) => left - right);
    for (const comment of comments) {
      const item = itemAt(comment.span.start);
      const placed = { text: comment.text.trimEnd(), span: comment.span, sameLine: this.followsToken(comment.span.start) };
      if (item === undefined) continue;
      const gap = gaps[countUpTo(gaps, this.tokenEndFor(comment.span.start)) - 1];
      if (gap === undefined || gap <= item.start) {
        homeless.push({ ...placed, sameLine: false });
        continue;
      }
      const there = this.placed.get(gap);
      if (there === undefined) {
        this.placed.set(gap, [placed]);
        this.ends.push(gap);
      } else there.push({ ...placed, sameLine: false });
    }
    return homeless;
  }

  /** Whether a token stands before the offset on its line. */
  followsToken(offset: number): boolean {
    const before = this.tokenBefore(offset);
    return before !== undefined && !this.text.slice(endOf(before), offset).includes('\n');
  }

  private tokenBefore(offset: number): IToken | undefined {
    return this.tokens[this.countBefore(offset) - 1];
  }

  /** The end of the token before a comment; a comma right after it is taken as standing before it. */
  private tokenEndFor(offset: number): number {
    const count = this.countBefore(offset);
    const next = this.tokens[count];
    if (next?.tokenType === t.Comma) return endOf(next);
    const before = this.tokens[count - 1];
    return before === undefined ? 0 : endOf(before);
  }

  private countBefore(offset: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tokens[middle]!.startOffset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The end of the comma that follows the offset, or the offset itself where none does. */
  afterComma(offset: number): number {
    const next = this.tokens[this.countBefore(offset)];
    return next?.tokenType === t.Comma ? endOf(next) : offset;
  }

  /** The end of the first `(` at or after the offset. */
  afterOpen(offset: number): number {
    for (let index = this.countBefore(offset); index < this.tokens.length; index += 1) {
      const token = this.tokens[index]!;
      if (token.tokenType === t.LeftParen) return endOf(token);
    }
    return offset;
  }
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
