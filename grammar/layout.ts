/**
 * Where items begin and end. Cuts the tokens into logical items, each a block's header, a statement or an item of a block, so that the parser
 * never sees more than one. Language reference, sections 1 and 2. Indentation carries no meaning.
 *
 * INVARIANT: one pass; each token is looked at a bounded number of times, whatever the text.
 */
import type { IToken, TokenType } from 'chevrotain';
import { tokenMatcher } from 'chevrotain';
import { positionAt } from '../compiler/source/source-file.ts';
import type { SourceFile } from '../compiler/source/source-file.ts';
import * as t from './tokens.ts';

/** `broken header`: an item with a colon that no header has there; the colon is its last token. */
export type ItemKind = 'header' | 'broken header' | 'item' | 'use' | 'stage' | 'tier' | 'tier grid' | 'score';

export interface LogicalItem {
  readonly kind: ItemKind;
  /** Without the `;` at its end; never empty. */
  readonly tokens: IToken[];
}

const joining: ReadonlySet<TokenType> = new Set([t.And, t.Or, t.Bar, t.Comma]);
const relations: ReadonlySet<TokenType> = new Set([t.Equals, t.NotEquals, t.Is, t.Less, t.LessEqual, t.Greater, t.GreaterEqual]);
/** Behind these a number with a sign is a value, and no points. */
const beforeValues: ReadonlySet<TokenType> = new Set([...relations, t.RangeDots, t.Comma, t.LeftParen, t.Floor]);
/** A sign by itself begins no item: it goes on with a formula, or is a slip in the points of a rule. */
const signs: ReadonlySet<TokenType> = new Set([t.Plus, t.Minus]);
/** Words and signs that begin a rule's tail whatever follows. */
const tailStarts: ReadonlySet<TokenType> = new Set([
  t.SignedQuantity, t.SignedPercent, t.SignedMoney, t.Per, t.Within, t.Once, t.Floor, t.Decay, t.Fade, t.When,
]);

export interface Layout {
  readonly items: LogicalItem[];
  /** Of each item the index of its first token. */
  readonly starts: number[];
}

export function layOut(file: SourceFile, tokens: readonly IToken[]): LogicalItem[] {
  return layOutFrom(file, tokens, 0, () => false).items;
}

/**
 * Lays out from the first token of an item on, which is a header or the first of all. `endsAt` is asked at the first token of each header whether
 * to stop before it: what comes behind a header depends on nothing before it.
 */
export function layOutFrom(file: SourceFile, tokens: readonly IToken[], from: number, endsAt: (index: number) => boolean): Layout {
  return new Cutter(file, tokens, from).run(endsAt);
}

class Cutter implements Layout {
  private readonly file: SourceFile;
  private readonly all: readonly IToken[];
  private readonly from: number;
  private readonly parentheses: Parentheses;
  readonly items: LogicalItem[] = [];
  readonly starts: number[] = [];
  private line = 0;
  /** Whether the last block that began is a `claim`. */
  private inClaim = false;
  /** Whether the item, or the last of its cases, has its points: points on a line of their own then begin the next item, which is one by mistake. */
  private paid = false;

  constructor(file: SourceFile, tokens: readonly IToken[], from: number) {
    this.file = file;
    this.all = tokens;
    this.from = from;
    this.parentheses = new Parentheses(tokens, from);
    if (from > 0) this.line = positionAt(file, tokens[from]!.startOffset).line;
  }

  run(endsAt: (index: number) => boolean): Layout {
    let start = this.from;
    let depth = 0;
    let index = start;
    while (index < this.all.length) {
      const token = this.all[index]!;
      const newLine = this.beginsLine(token);
      if (newLine && start < index && (depth > 0 ? this.endsParentheses(index) : !this.goesOn(index, start))) {
        this.add(start, index);
        start = index;
        depth = 0;
        this.paid = false;
      }
      if (token.tokenType === t.SignedQuantity && !beforeValues.has(this.typeAt(index - 1) ?? t.Bar)) this.paid = true;
      else if (token.tokenType === t.Bar) this.paid = false;
      if (token.tokenType === t.Semicolon) {
        this.add(start, index);
        start = index + 1;
        depth = 0;
        this.paid = false;
      } else if (token.tokenType === t.Colon && start < index && !this.isInsideWord(index)) {
        this.push('broken header', start, index + 1);
        start = index + 1;
        depth = 0;
      } else if (index === start) {
        const end = this.headerEnd(index);
        if (end !== undefined) {
          if (endsAt(index)) return this;
          this.push('header', index, end);
          this.inClaim = /^claim$/i.test(token.image);
          index = end - 1;
          start = end;
          this.paid = false;
          // Whether the next token begins a line is asked from the header's end on.
          this.skipLinesTo(this.all[index]!);
        }
      }
      if (start <= index) {
        if (token.tokenType === t.LeftParen) depth += 1;
        else if (token.tokenType === t.RightParen && depth > 0) depth -= 1;
      }
      index += 1;
    }
    this.add(start, this.all.length);
    return this;
  }

  private push(kind: ItemKind, start: number, end: number): void {
    this.items.push({ kind, tokens: this.all.slice(start, end) });
    this.starts.push(start);
  }

  private add(start: number, end: number): void {
    if (start >= end) return;
    const kind = this.kindAt(start, end);
    if (kind !== 'item') this.inClaim = false;
    this.push(kind, start, end);
  }

  /** Whether a line break stands between the token and the one before it. Must be asked of each token once, in order. */
  private beginsLine(token: IToken): boolean {
    const before = this.line;
    this.skipLinesTo(token);
    return this.line > before;
  }

  private skipLinesTo(token: IToken): void {
    const { lineStarts } = this.file;
    while (this.line + 1 < lineStarts.length && lineStarts[this.line + 1]! <= token.startOffset) this.line += 1;
  }

  /** `10:00Z`: nothing between the colon and the tokens beside it. */
  private isInsideWord(index: number): boolean {
    const [before, colon, after] = [this.all[index - 1], this.all[index]!, this.all[index + 1]];
    return before !== undefined && after !== undefined && before.startOffset + before.image.length === colon.startOffset && after.startOffset === colon.startOffset + 1;
  }

  private typeAt(index: number): TokenType | undefined {
    return this.all[index]?.tokenType;
  }

  private isWord(index: number): boolean {
    const token = this.all[index];
    return token !== undefined && tokenMatcher(token, t.AnyWord);
  }

  /** Whether the line that begins here continues the item of the line before. */
  private goesOn(index: number, start: number): boolean {
    const type = this.typeAt(index)!;
    if (type === t.SignedQuantity && this.paid && !this.joinsNext(index - 1) && this.typeAt(start) !== t.Score) return false;
    if (this.inClaim && (type === t.Implies || this.typeAt(index - 1) === t.Implies)) return true;
    if (this.joinsNext(index - 1) || joining.has(type) || signs.has(type) || tailStarts.has(type)) return true;
    const next = this.typeAt(index + 1);
    if (type === t.At) return next === t.Most;
    if (type === t.Up) return next === t.To;
    return type === t.As && next === t.Text;
  }

  /** Whether a line that ends with the token goes on. `region = OR` does not: in the place of a value every word is a value. */
  private joinsNext(index: number): boolean {
    const type = this.typeAt(index)!;
    if (!joining.has(type)) return false;
    return (type !== t.And && type !== t.Or) || !relations.has(this.typeAt(index - 1) ?? t.Comma);
  }

  /** A line that begins a block or a stage ends open parentheses. */
  private endsParentheses(index: number): boolean {
    return this.headerEnd(index) !== undefined || this.isStage(index) || (this.typeAt(index) === t.Tier && this.typeAt(index + 2) === t.When);
  }

  private isStage(index: number): boolean {
    if (!this.isWord(index)) return false;
    const next = this.typeAt(index + 1);
    return next === t.When || (next === t.Also && this.typeAt(index + 2) === t.When);
  }

  /** The index after the colon of the header that begins here, or `undefined`. */
  private headerEnd(index: number): number | undefined {
    if (!this.isWord(index)) return undefined;
    const next = this.typeAt(index + 1);
    if (next === t.Colon) return index + 2;
    if (next === t.Text && this.typeAt(index + 2) === t.Colon) return index + 3;
    const open = next === t.Text ? index + 2 : index + 1;
    if (this.typeAt(open) !== t.LeftParen) return undefined;
    const close = this.parentheses.closing(open);
    if (close !== undefined && this.typeAt(close + 1) === t.Colon) return close + 2;
    return undefined;
  }

  /** In a claim, `score = 50` and `tier = A` compare: no sum and no grid is one word or number long, but for the name of a section. */
  private comparesOutcome(start: number, end: number): boolean {
    if (!this.inClaim || this.typeAt(start + 1) !== t.Equals) return false;
    if (start + 3 < end && ![t.And, t.Or, t.Implies].includes(this.typeAt(start + 3)!)) return false;
    return this.typeAt(start) === t.Tier || this.typeAt(start + 2) === t.Quantity || this.typeAt(start + 2) === t.SignedQuantity;
  }

  private kindAt(start: number, end: number): ItemKind {
    if (this.comparesOutcome(start, end)) return 'item';
    const next = this.typeAt(start + 1);
    switch (this.typeAt(start)) {
      case t.Use:
        if (end - start === 2 && next === t.Text) return 'use';
        break;
      case t.Tier:
        if (next === t.Equals) return 'tier grid';
        if (this.typeAt(start + 2) === t.When) return 'tier';
        break;
      case t.Score:
        if (next === t.Equals || (this.typeAt(start + 2) === t.Equals && start + 2 < end && this.isWord(start + 1))) return 'score';
        break;
      default:
        break;
    }
    return this.isStage(start) ? 'stage' : 'item';
  }
}

/**
 * For each `(`, the index of its `)`. No header holds `;` or a second `:`, so parentheses are matched between those. They are matched as far as
 * somebody asks.
 */
class Parentheses {
  private readonly tokens: readonly IToken[];
  private readonly found = new Map<number, number>();
  private open: number[] = [];
  private next: number;
  /** Those before it that have no partner never get one. */
  private settled: number;

  constructor(tokens: readonly IToken[], from: number) {
    this.tokens = tokens;
    this.next = from;
    this.settled = from;
  }

  closing(index: number): number | undefined {
    while (this.settled <= index && !this.found.has(index) && this.next < this.tokens.length) this.matchNext();
    return this.found.get(index);
  }

  private matchNext(): void {
    const type = this.tokens[this.next]!.tokenType;
    if (type === t.LeftParen) this.open.push(this.next);
    else if (type === t.RightParen) {
      const start = this.open.pop();
      if (start !== undefined) this.found.set(start, this.next);
    } else if (type === t.Semicolon || type === t.Colon) {
      this.open = [];
      this.settled = this.next;
    }
    this.next += 1;
  }
}
