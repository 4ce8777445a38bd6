/**
 * What may be written at an offset. Works on tokens, not on the tree, so that it knows its place also in a file that is
 * half typed.
 */
import type { IToken } from 'chevrotain';
import { nameKey } from '../../compiler/bind/scope.ts';
import type { Scope } from '../../compiler/bind/scope.ts';
import type { Span } from '../../compiler/source/span.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import type { EventType, ValueType } from '../../compiler/vocabulary/types.ts';
import {
  blockNames, keywordTypes, lexer, Bar, Colon, Comma, Dot, Equals, Greater, GreaterEqual, LeftParen, Less, LessEqual, NotEquals, QuotedName,
  RightParen, Semicolon, SignedQuantity, Text, UnclosedText, Word,
} from '../../grammar/tokens.ts';

export type BlockKind = 'top' | 'definition' | 'vocabulary' | 'lists' | 'define' | 'exclude' | 'section' | 'handoff' | 'test' | 'claim';

/** What is due at the cursor. */
export type Due =
  | { readonly kind: 'nothing' }
  /** At the start of an item or statement. */
  | { readonly kind: 'item' }
  /** A subject of a condition. `event`: inside its filter. */
  | { readonly kind: 'subject'; readonly event: EventType | undefined }
  /** After `name.`. */
  | { readonly kind: 'part'; readonly of: string; readonly event: EventType | undefined }
  /** After a whole subject: comparisons, and what else may follow. */
  | { readonly kind: 'comparison'; readonly type: ValueType | 'count' | 'points' | undefined; readonly isEvent: boolean }
  /** A value of that type. */
  | { readonly kind: 'value'; readonly type: ValueType | undefined; readonly inParentheses: boolean }
  | { readonly kind: 'list name' }
  /** After a complete condition in a section: points or a tail. */
  | { readonly kind: 'tail' }
  | { readonly kind: 'type' }
  | { readonly kind: 'duration' }
  | { readonly kind: 'given' } | { readonly kind: 'expect' } | { readonly kind: 'event' } | { readonly kind: 'event property'; readonly event: EventType };

export interface CompletionPlace {
  readonly block: BlockKind;
  readonly due: Due;
  /** What has been typed of the word so far; the edit replaces it. */
  readonly replaces: Span;
  readonly prefix: string;
}

interface Tokens {
  readonly all: readonly IToken[];
  readonly text: string;
}

function end(token: IToken): number {
  return token.startOffset + token.image.length;
}

function word(token: IToken | undefined): string {
  return token !== undefined && (token.tokenType === Word || token.tokenType === QuotedName) ? nameKey(token.image.replaceAll('`', '')) : '';
}

/** The place at the offset; `nothing` inside comments and unfinished texts where nothing is proposed. */
export function completionPlace(file: SourceFile, offset: number, scope: Scope): CompletionPlace {
  const before = file.text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const prefix = /`?[A-Za-z_][A-Za-z0-9_]*$/.exec(before)?.[0] ?? '';
  const replaces = { start: offset - prefix.length, end: offset };
  const nothing = (block: BlockKind): CompletionPlace => ({ block, due: { kind: 'nothing' }, replaces, prefix });

  const scanned = lexer.tokenize(before.slice(0, offset - prefix.length));
  const comment = scanned.groups['comments']?.at(-1);
  if (comment !== undefined && comment.startOffset >= lineStart) return nothing('top');
  const all = scanned.tokens;
  const last = all.at(-1);
  if (last !== undefined && (last.tokenType === UnclosedText || (prefix !== '' && end(last) === replaces.start && /[0-9]$/.test(last.image)))) {
    return nothing('top');
  }
  const tokens: Tokens = { all, text: before };
  const { block, itemStart } = blockAt(tokens, replaces.start);
  const item = all.slice(itemStart);
  return { block, due: dueIn(block, item, scope), replaces, prefix };
}

/** The block that the offset is in, and the first token of its item. */
function blockAt({ all, text }: Tokens, offset: number): { readonly block: BlockKind; readonly itemStart: number } {
  let block: BlockKind = 'top';
  let itemStart = 0;
  let depth = 0;
  for (let index = 0; index < all.length; index += 1) {
    const token = all[index]!;
    const previous = all[index - 1];
    const newLine = previous !== undefined && text.slice(end(previous), token.startOffset).includes('\n');
    const inClaim = block === 'claim' && (word(token) === 'implies' || word(previous) === 'implies');
    if (newLine && depth === 0 && !inClaim && !goesOn(previous, token)) { itemStart = index; }
    if (token.tokenType === LeftParen) depth += 1;
    if (token.tokenType === RightParen) depth = Math.max(0, depth - 1);
    if (token.tokenType === Semicolon) { itemStart = index + 1; depth = 0; }
    if (token.tokenType === Colon && depth === 0) {
      const name = word(all[itemStart]);
      block = blockNames.has(name) ? (name as BlockKind) : name === '' ? block : 'section';
      itemStart = index + 1;
    }
    if (index === itemStart && word(token) !== '' && newLine && isStatement(all, index)) block = 'top';
  }
  const last = all.at(-1);
  if (last !== undefined && depth === 0 && text.slice(end(last), offset).includes('\n') && !joins(last) && !(block === 'claim' && word(last) === 'implies')) itemStart = all.length;
  return { block, itemStart };
}

function joins(token: IToken): boolean {
  return token.tokenType === Comma || token.tokenType === Bar || ['and', 'or'].includes(word(token));
}

function goesOn(previous: IToken, token: IToken): boolean {
  return joins(previous) || joins(token) || token.tokenType === SignedQuantity
    || ['per', 'within', 'once', 'up', 'floor', 'decay', 'fade', 'when', 'as'].includes(word(token));
}

function isStatement(all: readonly IToken[], index: number): boolean {
  const second = word(all[index + 1]);
  return second === 'when' || second === 'also' || ['use', 'tier'].includes(word(all[index])) || (word(all[index]) === 'score' && all[index + 1]?.tokenType === Equals);
}

const comparisonOperators = new Set([Equals, NotEquals, Less, LessEqual, Greater, GreaterEqual]);
const textOperators = new Set(['contains', 'mentions', 'matches', 'with', 'before', 'after', 'is', 'has']);

function dueIn(block: BlockKind, item: readonly IToken[], scope: Scope): Due {
  const last = item.at(-1);
  switch (block) {
    case 'definition': return item.length === 0 ? { kind: 'item' } : { kind: 'nothing' };
    case 'vocabulary': return dueInVocabulary(item);
    case 'lists': return item.length === 0 ? { kind: 'nothing' } : { kind: 'value', type: undefined, inParentheses: true };
    case 'test': return dueInTest(item, scope);
    case 'top': {
      const when = item.findIndex((token) => word(token) === 'when');
      if (when !== -1) return dueInCondition(item.slice(when + 1), scope, false);
      if (item.length === 0) return { kind: 'item' };
      if (word(item[0]) === 'score' || (word(item[0]) === 'tier' && item.some((token) => token.tokenType === Equals))) return { kind: 'subject', event: undefined };
      return { kind: 'nothing' };
    }
    case 'define': {
      const equals = item.findIndex((token) => token.tokenType === Equals);
      return equals === -1 ? { kind: 'nothing' } : dueInCondition(item.slice(equals + 1), scope, false);
    }
    case 'handoff': {
      const when = item.findIndex((token) => word(token) === 'when');
      if (when !== -1) return dueInCondition(item.slice(when + 1), scope, false);
      return last === undefined ? { kind: 'item' } : word(last) === 'within' ? { kind: 'duration' } : { kind: 'tail' };
    }
    case 'claim': return dueInClaim(item, scope);
    case 'exclude': case 'section': return item.length === 0 ? { kind: 'item' } : dueInCondition(item, scope, block === 'section');
  }
}

function dueInVocabulary(item: readonly IToken[]): Due {
  const last = item.at(-1);
  if (last === undefined) return { kind: 'item' };
  if (word(item[0]) === 'lead') return item.length === 2 || word(last) === 'of' ? { kind: 'type' } : { kind: 'nothing' };
  if (word(item[0]) !== 'event') return { kind: 'nothing' };
  const open = item.findIndex((token) => token.tokenType === LeftParen);
  const previous = item.at(-2);
  return open !== -1 && (previous?.tokenType === Comma || previous?.tokenType === LeftParen) ? { kind: 'type' } : { kind: 'nothing' };
}

function dueInTest(item: readonly IToken[], scope: Scope): Due {
  const last = item.at(-1);
  if (last === undefined) return { kind: 'item' };
  const first = word(item[0]);
  if (first === 'expect') return item.length === 1 || last.tokenType === Comma || ['not', 'no'].includes(word(last)) ? { kind: 'expect' } : { kind: 'nothing' };
  if (first !== 'given') return { kind: 'nothing' };
  let depth = 0;
  for (const token of item) depth += token.tokenType === LeftParen ? 1 : token.tokenType === RightParen ? -1 : 0;
  const open = item.findLastIndex((token) => token.tokenType === LeftParen);
  if (depth > 0) {
    const event = eventBefore(item.slice(0, open), scope);
    if (event !== undefined && (last.tokenType === LeftParen || last.tokenType === Comma)) return { kind: 'event property', event };
    const property = event?.properties.find((one) => nameKey(one.name) === word(last));
    return property === undefined ? { kind: 'value', type: undefined, inParentheses: true } : { kind: 'value', type: property.type, inParentheses: true };
  }
  if (item.length === 1 || last.tokenType === Comma) return { kind: 'given' };
  const symbol = scope.vocabulary.get(word(last));
  if (symbol?.kind === 'field') return { kind: 'value', type: symbol.type, inParentheses: false };
  return /^\d+$/.test(last.image) ? { kind: 'event' } : { kind: 'nothing' };
}

function dueInClaim(item: readonly IToken[], scope: Scope): Due {
  if (item.length === 0) return { kind: 'item' };
  const implies = item.findLastIndex((token) => word(token) === 'implies');
  if (implies !== -1) return dueInCondition(item.slice(implies + 1), scope, false);
  return dueInCondition(['always', 'never'].includes(word(item[0])) ? item.slice(1) : item, scope, false);
}

function eventBefore(item: readonly IToken[], scope: Scope): EventType | undefined {
  for (const token of item.toReversed()) {
    if (token.tokenType === Comma) return undefined;
    const symbol = scope.vocabulary.get(word(token));
    if (symbol?.kind === 'event') return symbol;
  }
  return undefined;
}

/** The event whose filter the end of the tokens stands in. */
function filteredEvent(tokens: readonly IToken[], scope: Scope): EventType | undefined {
  const where = tokens.findLastIndex((token) => word(token) === 'where');
  if (where === -1) return undefined;
  let depth = 0;
  let opened = false;
  for (const token of tokens.slice(where + 1)) {
    if (token.tokenType === LeftParen) { depth += 1; opened = true; }
    if (token.tokenType === RightParen) depth -= 1;
    if (depth < 0) return undefined;
    // A filter is one predicate or one parenthesis; `and` after it, or points, end it.
    if (depth === 0 && (['and', 'or', 'within'].includes(word(token)) || token.tokenType === SignedQuantity || (opened && token.tokenType === RightParen))) return undefined;
  }
  return eventBefore(tokens.slice(0, where), scope);
}

/** Walks a condition from its start, keeping what the last subject was. */
function dueInCondition(tokens: readonly IToken[], scope: Scope, paysPoints: boolean): Due {
  const event = filteredEvent(tokens, scope);
  const last = tokens.at(-1);
  if (last === undefined) return { kind: 'subject', event };
  const lastWord = word(last);
  if (last.tokenType === Dot) {
    const owner = word(tokens.at(-2));
    const symbol = scope.vocabulary.get(owner);
    return { kind: 'part', of: owner, event: symbol?.kind === 'event' ? symbol : event };
  }
  if (['within', 'every', 'over'].includes(lastWord)) return { kind: 'duration' };
  if (['and', 'or', 'not', 'no', 'require', 'when', 'where'].includes(lastWord)) return { kind: 'subject', event };
  if (['since', 'total', 'distinct'].includes(lastWord) || (lastWord === 'with' && word(tokens.at(-2)) === 'days')) return { kind: 'event' };
  const subject = subjectBefore(tokens, scope, event);
  if (lastWord === 'in') return { kind: 'list name' };
  if (last.tokenType === LeftParen) {
    const before = word(tokens.at(-2));
    return ['in', 'of', 'has'].includes(before) && !['any', 'all', 'none'].includes(word(tokens.at(-3))) || isListOperand(tokens) ? valueDue(subject, true) : { kind: 'subject', event };
  }
  if (last.tokenType === Comma) return insideValues(tokens) ? valueDue(subject, true) : { kind: 'subject', event };
  if (comparisonOperators.has(last.tokenType) || textOperators.has(lastWord) || last.tokenType === Bar) return valueDue(subject, false);
  if (subject !== undefined && subject.index === tokens.length - 1) {
    return { kind: 'comparison', type: subject.type, isEvent: subject.isEvent };
  }
  if (last.tokenType === SignedQuantity || paysPoints) return { kind: 'tail' };
  return { kind: 'tail' };
}

interface SubjectBefore {
  readonly index: number;
  readonly type: ValueType | 'count' | 'points' | undefined;
  readonly isEvent: boolean;
}

/** The last word that is a subject by the names in scope. */
function subjectBefore(tokens: readonly IToken[], scope: Scope, event: EventType | undefined): SubjectBefore | undefined {
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const name = word(tokens[index]);
    if (name === '' || tokens[index]!.tokenType === Text) continue;
    const property = event?.properties.find((one) => nameKey(one.name) === name);
    if (property !== undefined) return { index, type: property.type, isEvent: false };
    if (tokens[index - 1]?.tokenType === Dot) {
      if (['domain', 'host', 'path'].includes(name)) return { index, type: { kind: 'text' }, isEvent: false };
      continue;
    }
    const symbol = scope.vocabulary.get(name);
    if (symbol?.kind === 'field') return { index, type: symbol.type, isEvent: false };
    if (symbol?.kind === 'event') return { index, type: 'count', isEvent: true };
    if (symbol?.kind === 'defined') return { index, type: undefined, isEvent: false };
    if (name === 'activity') return { index, type: 'count', isEvent: true };
    if (name === 'score' || (scope.scores.get(name) !== undefined && scope.scores.get(name)!.kind !== 'stage')) return { index, type: 'points', isEvent: false };
    if (keywordTypes.has(name) && ['and', 'or', 'when', 'where'].includes(name)) return undefined;
  }
  return undefined;
}

function valueDue(subject: SubjectBefore | undefined, inParentheses: boolean): Due {
  const type = subject?.type;
  return { kind: 'value', type: typeof type === 'string' ? undefined : type, inParentheses };
}

/** `any of (` after a text operator or `has`: values, not conditions. */
function isListOperand(tokens: readonly IToken[]): boolean {
  if (word(tokens.at(-2)) !== 'of') return false;
  return textOperators.has(word(tokens.at(-4)));
}

function insideValues(tokens: readonly IToken[]): boolean {
  let depth = 0;
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const token = tokens[index]!;
    if (token.tokenType === RightParen) depth += 1;
    else if (token.tokenType === LeftParen) {
      if (depth === 0) return word(tokens[index - 1]) === 'in' || word(tokens[index - 1]) === 'has' || isListOperand(tokens.slice(0, index + 1));
      depth -= 1;
    }
  }
  return false;
}
