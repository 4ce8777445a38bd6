/**
 * What may be written at an offset. Works on tokens, not on the tree, so that it knows its place also in a file that is
 * half typed.
 */
import type { IToken } from 'chevrotain';
import { dueInClaim, dueInHandoff, dueInStatement, dueInTest, dueInVocabulary } from './due-in-blocks.ts';
import { dueInCondition, joining } from './due-in-condition.ts';
import { dueInItem, dueInSettings, isInSettings } from './due-in-rule.ts';
import { endOf, nothing, word } from './due.ts';
import type { BlockKind, Due } from './due.ts';
import type { Scope } from '../../compiler/bind/scope.ts';
import type { Span } from '../../compiler/source/span.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import { Bar, blockNames, Colon, Comma, Equals, LeftParen, lexer, RightParen, Semicolon, SignedQuantity, UnclosedText } from '../../grammar/tokens.ts';

export interface CompletionPlace {
  readonly block: BlockKind;
  /** The likeliest first. */
  readonly due: readonly Due[];
  /** What has been typed of the word so far; the edit replaces it. */
  readonly replaces: Span;
  readonly prefix: string;
}

/** The place at the offset; nothing is due inside comments, and in texts only where they are known. */
export function completionPlace(file: SourceFile, offset: number, scope: Scope): CompletionPlace {
  const before = file.text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const prefix = /`?[A-Za-z_][A-Za-z0-9_]*$|`$/.exec(before)?.[0] ?? '';
  const replaces = { start: offset - prefix.length, end: offset };
  const scanned = lexer.tokenize(before.slice(0, offset - prefix.length));
  const none: CompletionPlace = { block: 'top', due: nothing, replaces, prefix };
  const comment = scanned.groups['comments']?.at(-1);
  if (comment !== undefined && comment.startOffset >= lineStart) return none;
  const all = scanned.tokens;
  const last = all.at(-1);
  if (last !== undefined && last.tokenType === UnclosedText) {
    const start = last.startOffset + 1;
    const { block, itemStart } = blockAt(all.slice(0, -1), before, last.startOffset);
    return { block, due: dueInText(block, all.slice(itemStart, -1)), replaces: { start, end: offset }, prefix: before.slice(start) };
  }
  // The letters belong to what stands before them: `30d`.
  if (last !== undefined && prefix !== '' && endOf(last) === replaces.start && /[0-9"]$/.test(last.image)) return none;
  const { block, itemStart } = blockAt(all, before, replaces.start);
  return { block, due: dueIn(block, all.slice(itemStart), scope), replaces, prefix };
}

/** The block that the offset is in, and the first token of its item. */
function blockAt(all: readonly IToken[], text: string, offset: number): { readonly block: BlockKind; readonly itemStart: number } {
  let block: BlockKind = 'top';
  let itemStart = 0;
  let depth = 0;
  for (let index = 0; index < all.length; index += 1) {
    const token = all[index]!;
    const previous = all[index - 1];
    const newLine = previous !== undefined && text.slice(endOf(previous), token.startOffset).includes('\n');
    const inClaim = block === 'claim' && (word(token) === 'implies' || word(previous) === 'implies');
    // A missing `)` costs one item: what begins a block or a statement ends the parentheses.
    if (newLine && depth > 0 && (isStatement(block, all, index) || all[index + 1]?.tokenType === Colon)) { depth = 0; itemStart = index; }
    if (newLine && depth === 0 && !inClaim && !goesOn(previous, token)) itemStart = index;
    if (token.tokenType === LeftParen) depth += 1;
    if (token.tokenType === RightParen) depth = Math.max(0, depth - 1);
    if (token.tokenType === Semicolon) { itemStart = index + 1; depth = 0; }
    // The settings of a section may lack their `)`.
    if (token.tokenType === Colon && (depth === 0 || isInSettings(all.slice(itemStart, index)))) {
      depth = 0;
      const name = word(all[itemStart]);
      block = blockNames.has(name) ? (name as BlockKind) : name === '' ? block : 'section';
      itemStart = index + 1;
    }
    if (index === itemStart && (newLine || previous === undefined || previous.tokenType === Semicolon) && isStatement(block, all, index)) block = 'top';
  }
  const last = all.at(-1);
  if (last !== undefined && depth === 0 && text.slice(endOf(last), offset).includes('\n') && !joins(last) && !(block === 'claim' && word(last) === 'implies')) itemStart = all.length;
  return { block, itemStart };
}

function joins(token: IToken): boolean {
  return token.tokenType === Comma || token.tokenType === Bar || ['and', 'or'].includes(word(token));
}

function goesOn(previous: IToken, token: IToken): boolean {
  return joins(previous) || joins(token) || token.tokenType === SignedQuantity
    || ['per', 'within', 'once', 'up', 'floor', 'decay', 'fade', 'when', 'as'].includes(word(token));
}

function isStatement(block: BlockKind, all: readonly IToken[], index: number): boolean {
  const [first, second] = [word(all[index]), word(all[index + 1])];
  if (first === '') return false;
  if (second === 'when' || second === 'also') return true;
  // In a claim, `tier A implies ...` and `score = 50` are comparisons.
  if (block === 'claim') return first === 'use' || (first === 'tier' && word(all[index + 2]) === 'when');
  return ['use', 'tier'].includes(first) || (first === 'score' && (all[index + 1]?.tokenType === Equals || all[index + 2]?.tokenType === Equals));
}

function dueIn(block: BlockKind, item: readonly IToken[], scope: Scope): readonly Due[] {
  if (block !== 'vocabulary' && block !== 'test' && isInSettings(item)) return dueInSettings(item, scope);
  switch (block) {
    case 'definition': return item.length === 0 ? [{ kind: 'item' }] : nothing;
    case 'vocabulary': return dueInVocabulary(item);
    case 'lists': return item.length === 0 ? [{ kind: 'item' }] : nothing;
    case 'test': return dueInTest(item, scope);
    case 'top': return dueInStatement(item, scope);
    case 'define': {
      const equals = item.findIndex((token) => token.tokenType === Equals);
      return item.length === 0 ? [{ kind: 'item' }] : equals === -1 ? nothing : dueInCondition(item.slice(equals + 1), scope, joining);
    }
    case 'handoff': return dueInHandoff(item, scope);
    case 'claim': return dueInClaim(item, scope);
    case 'exclude': return item.length === 0 ? [{ kind: 'item' }] : dueInCondition(item, scope, joining);
    case 'section': return dueInItem(item, scope);
  }
}

/** A text that is being written, where what it can be is known. `item`: the tokens before it. */
function dueInText(block: BlockKind, item: readonly IToken[]): readonly Due[] {
  const first = word(item[0]);
  if (first === 'use' && item.length === 1) return [{ kind: 'file' }];
  if (block === 'definition' && first === 'timezone') return [{ kind: 'time zone' }];
  return block === 'test' && first === 'expect' && word(item.at(-1)) === 'handoff' ? [{ kind: 'handoff text' }] : nothing;
}
