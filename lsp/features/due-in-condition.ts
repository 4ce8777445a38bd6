/** What may be written in a condition, by the tokens from its start to the cursor. Language reference, section 4. */
import type { IToken } from 'chevrotain';
import { nothing, nameOf, outsideParentheses, word, words } from './due.ts';
import type { Due, SubjectType } from './due.ts';
import { nameKey } from '../../compiler/bind/scope.ts';
import type { Scope } from '../../compiler/bind/scope.ts';
import type { EventProperty, EventType } from '../../compiler/vocabulary/types.ts';
import {
  Bar, Comma, Dot, Equals, Greater, GreaterEqual, LeftParen, Less, LessEqual, NotEquals, RightParen, SignedQuantity, Text,
} from '../../grammar/tokens.ts';

export const comparisonOperators = new Set([Equals, NotEquals, Less, LessEqual, Greater, GreaterEqual]);
const textOperators: ReadonlySet<string> = new Set(['contains', 'mentions', 'matches', 'with']);
const beforeSubjects: ReadonlySet<string> = new Set(['and', 'or', 'no', 'require', 'when', 'where', 'implies', 'always', 'never']);

/** @param end what else may be written where the condition may be complete */
export function dueInCondition(tokens: readonly IToken[], scope: Scope, end: readonly Due[]): readonly Due[] {
  const event = filteredEvent(tokens, scope);
  const subject: Due = { kind: 'subject', event };
  const last = tokens.at(-1);
  if (last === undefined) return [subject];
  const lastWord = word(last);
  const before = word(tokens.at(-2));
  if (last.tokenType === Dot) return [partDue(tokens, scope, event)];
  if (beforeSubjects.has(lastWord)) return [subject];
  if (['within', 'every', 'over'].includes(lastWord)) return [{ kind: 'duration' }];
  if (['since', 'total', 'distinct'].includes(lastWord) || (lastWord === 'with' && before === 'days')) return [{ kind: 'event' }];
  if (lastWord === 'days') return [words('with')];
  if (lastWord === 'at') return [words('least')];
  if (lastWord === 'least' && before === 'at') return nothing;
  if (word(tokens.at(-2)) === 'least' && word(tokens.at(-3)) === 'at') return [words('of (')];
  const found = subjectBefore(tokens, scope, event);
  const type = found?.type;
  const isBare = found !== undefined && found.index === tokens.length - 1;
  if (lastWord === 'not') {
    if (before === 'is') return [valueDue(type), words('missing', 'known')];
    return found !== undefined && found.index === tokens.length - 2 ? [{ kind: 'negated comparison', type: found.type }] : [subject];
  }
  if (['any', 'all', 'none'].includes(lastWord)) return [words('of (')];
  if (lastWord === 'of') return textOperators.has(word(tokens.at(-3))) ? [words('('), { kind: 'list name' }] : [words('(')];
  if (lastWord === 'in') return [{ kind: 'list name' }, words('(')];
  if (lastWord === 'is') return [valueDue(type), words('not', 'missing', 'known')];
  if (lastWord === 'has') return [valueDue(type), words('any of (', 'all of (')];
  if (lastWord === 'starts' || lastWord === 'ends') return [words('with')];
  if (textOperators.has(lastWord)) return [words('any of (')];
  if (lastWord === 'before' || lastWord === 'after') return [valueDue(type)];
  if (last.tokenType === LeftParen) return [opensValues(tokens) ? valueDue(type) : subject];
  if (last.tokenType === Comma) return [insideValues(tokens) ? valueDue(type) : subject];
  if (comparisonOperators.has(last.tokenType) || last.tokenType === Bar) return [valueDue(type)];
  const isOpen = opensSomething(tokens);
  const after = isOpen ? joining : end;
  if (found === undefined) return after;
  // What has been said of an event's selector is not said again.
  const clauses = found.isEvent ? selectorClauses(tokens.slice(found.index + 1)) : nothing;
  const comparison: Due = { kind: 'comparison', type: found.type };
  if (isBare && found.isEvent) return [...clauses, ...after, comparison, valueDue(found.type)];
  // Of a few values one is likely; of all countries not.
  if (isBare) return [...(isOfFew(found.type) ? [valueDue(found.type), comparison] : [comparison, valueDue(found.type)]), ...after];
  return found.isEvent && isClauseEnd(tokens.slice(found.index + 1)) ? [...clauses, ...after, ...(endsInWindow(tokens) ? [comparison] : [])] : after;
}

function isOfFew(type: SubjectType): boolean {
  return type === 'handoff' || (typeof type === 'object' && (type.kind === 'one of' || type.kind === 'boolean'));
}

export const joining: readonly Due[] = [words('and', 'or')];

function partDue(tokens: readonly IToken[], scope: Scope, event: EventType | undefined): Due {
  const owner = nameOf(tokens.at(-2));
  const outer = tokens.at(-3)?.tokenType === Dot ? scope.vocabulary.get(nameOf(tokens.at(-4))) : undefined;
  const symbol = scope.vocabulary.get(owner);
  return { kind: 'part', of: owner, event: outer?.kind === 'event' ? outer : symbol?.kind === 'event' ? symbol : event };
}

/** `where` and `within`, as far as they are not there; a text is, if anything, the first clause. */
function selectorClauses(clauses: readonly IToken[]): readonly Due[] {
  const there = new Set(outsideParentheses(clauses).map(word));
  const left = ['where', 'within'].filter((each) => !there.has(each) && !(each === 'where' && there.has('within')));
  return left.length === 0 ? nothing : [words(...left)];
}

/** Behind an event stand only clauses of its selector: a text or texts, a whole filter, a window. */
function isClauseEnd(clauses: readonly IToken[]): boolean {
  const outside = outsideParentheses(clauses);
  const where = outside.findIndex((token) => word(token) === 'where');
  const own = where === -1 ? outside : outside.slice(0, where);
  return own.every((token, index) => token.tokenType === Text || ['within', 'in'].includes(word(token)) || word(own[index - 1]) === 'within');
}

function endsInWindow(tokens: readonly IToken[]): boolean {
  return word(tokens.at(-2)) === 'within' || tokens.at(-1)?.tokenType === RightParen || tokens.at(-1)?.tokenType === Text;
}

export interface SubjectBefore {
  readonly index: number;
  readonly type: SubjectType;
  /** A selector, whose clauses may follow. */
  readonly isEvent: boolean;
}

/** The last word outside closed parentheses that is a subject by the names in scope. */
export function subjectBefore(tokens: readonly IToken[], scope: Scope, event: EventType | undefined): SubjectBefore | undefined {
  let depth = 0;
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const token = tokens[index]!;
    if (token.tokenType === RightParen) depth += 1;
    if (token.tokenType === LeftParen) depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    if (['and', 'or', 'when', 'where', 'implies'].includes(word(token))) return undefined;
    const found = subjectAt(tokens, index, scope, event);
    if (found !== undefined) return { index, ...found };
  }
  return undefined;
}

function subjectAt(tokens: readonly IToken[], index: number, scope: Scope, event: EventType | undefined): Omit<SubjectBefore, 'index'> | undefined {
  const token = tokens[index]!;
  if (tokens[index - 1]?.tokenType === Dot) return partAt(tokens, index, scope, event);
  switch (word(token)) {
    case 'activity': return { type: word(tokens[index - 1]) === 'since' ? { kind: 'duration' } : 'count', isEvent: true };
    case 'score': return { type: 'points', isEvent: false };
    case 'tier': return { type: 'tier', isEvent: false };
    case 'qualified': case 'excluded': return { type: 'condition', isEvent: false };
    default:
  }
  const name = nameOf(token);
  if (name === '' || isValueWord(tokens, index)) return undefined;
  const property = event && propertyOf(event, name);
  if (property !== undefined) return { type: property.type, isEvent: false };
  const symbol = scope.vocabulary.get(name);
  if (symbol?.kind === 'field') return { type: symbol.type, isEvent: false };
  if (symbol?.kind === 'event') return { type: word(tokens[index - 1]) === 'since' ? { kind: 'duration' } : 'count', isEvent: true };
  if (symbol?.kind === 'defined') return { type: 'condition', isEvent: false };
  const score = scope.scores.get(name);
  // Claims ask it by that word, where nothing else is called so.
  if (score === undefined) return name === 'handoff' ? { type: 'handoff', isEvent: false } : undefined;
  return { type: score.kind === 'stage' ? 'condition' : 'points', isEvent: false };
}

/** In the place of a value every word is one. */
function isValueWord(tokens: readonly IToken[], index: number): boolean {
  const previous = tokens[index - 1];
  return previous !== undefined && (comparisonOperators.has(previous.tokenType) || ['is', 'has', 'before', 'after'].includes(word(previous))
    || (previous.tokenType === LeftParen && opensValues(tokens.slice(0, index))) || (previous.tokenType === Comma && insideValues(tokens.slice(0, index))));
}

function partAt(tokens: readonly IToken[], index: number, scope: Scope, event: EventType | undefined): Omit<SubjectBefore, 'index'> | undefined {
  const name = nameOf(tokens[index]);
  if (['domain', 'host', 'path'].includes(name)) return measured(tokens, index) ?? { type: { kind: 'text' }, isEvent: false };
  const owner = scope.vocabulary.get(nameOf(tokens[index - 2]));
  const property = owner?.kind === 'event' ? propertyOf(owner, name) : event && propertyOf(event, name);
  return property === undefined ? undefined : measured(tokens, index, property) ?? { type: property.type, isEvent: false };
}

/** `total EVENT.property` is of the property's type, `distinct EVENT.property` a number of values. */
function measured(tokens: readonly IToken[], index: number, property?: EventProperty): Omit<SubjectBefore, 'index'> | undefined {
  let start = index;
  while (tokens[start - 1]?.tokenType === Dot) start -= 2;
  const measure = word(tokens[start - 1]);
  if (measure === 'distinct') return { type: 'count', isEvent: true };
  return measure === 'total' && property !== undefined ? { type: property.type, isEvent: true } : undefined;
}

export function propertyOf(event: EventType, name: string): EventProperty | undefined {
  return event.properties.find((property) => nameKey(property.name) === name);
}

function valueDue(type: SubjectType | undefined): Due {
  return { kind: 'value', type };
}

/** The event whose filter the end of the tokens stands in. */
export function filteredEvent(tokens: readonly IToken[], scope: Scope): EventType | undefined {
  const where = tokens.findLastIndex((token) => word(token) === 'where');
  if (where === -1) return undefined;
  let depth = 0;
  for (const [index, token] of tokens.slice(where + 1).entries()) {
    if (token.tokenType === LeftParen) depth += 1;
    if (token.tokenType === RightParen) depth -= 1;
    // A filter is one predicate or one parenthesis; `and` after it, or points, end it.
    const isWhole = tokens[where + 1]!.tokenType === LeftParen && depth === 0 && index > 0;
    if (depth < 0 || isWhole || (depth === 0 && (['and', 'or', 'within'].includes(word(token)) || token.tokenType === SignedQuantity))) return undefined;
  }
  return eventBefore(tokens.slice(0, where), scope);
}

/** The last event that is named since the last comma. */
export function eventBefore(item: readonly IToken[], scope: Scope): EventType | undefined {
  for (const token of outsideParentheses(item).toReversed()) {
    if (token.tokenType === Comma) return undefined;
    const symbol = scope.vocabulary.get(nameOf(token));
    if (symbol?.kind === 'event') return symbol;
  }
  return undefined;
}

/** The `(` at the end holds values, not conditions: behind `in`, `has any of`, `mentions any of`. */
function opensValues(tokens: readonly IToken[]): boolean {
  const before = word(tokens.at(-2));
  if (before === 'in') return true;
  if (before !== 'of' || !['any', 'all'].includes(word(tokens.at(-3)))) return false;
  const operator = word(tokens.at(-4));
  return operator === 'has' || textOperators.has(operator);
}

function lastOpen(tokens: readonly IToken[]): number {
  let depth = 0;
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    if (tokens[index]!.tokenType === RightParen) depth += 1;
    else if (tokens[index]!.tokenType === LeftParen && (depth -= 1) < 0) return index;
  }
  return -1;
}

function opensSomething(tokens: readonly IToken[]): boolean {
  return lastOpen(tokens) !== -1;
}

function insideValues(tokens: readonly IToken[]): boolean {
  const open = lastOpen(tokens);
  return open !== -1 && opensValues(tokens.slice(0, open + 1));
}
