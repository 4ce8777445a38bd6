/** What may be written in an item of each block but sections, and in a statement. Language reference, sections 2, 3, 6, 7 and 10. */
import type { IToken } from 'chevrotain';
import { dueInCondition, eventBefore, joining, propertyOf } from './due-in-condition.ts';
import { nothing, nameOf, openParentheses, word, words } from './due.ts';
import type { Due } from './due.ts';
import type { Scope } from '../../compiler/bind/scope.ts';
import { Bar, Comma, Equals, LeftParen, Minus, Plus, Quantity, Percent, SignedPercent, SignedQuantity, Star, Text } from '../../grammar/tokens.ts';

export function dueInStatement(item: readonly IToken[], scope: Scope): readonly Due[] {
  const last = item.at(-1);
  if (last === undefined) return [{ kind: 'item' }];
  const when = item.findIndex((token) => word(token) === 'when');
  if (when !== -1) return dueInCondition(item.slice(when + 1), scope, joining);
  const first = word(item[0]);
  const equals = item.findIndex(({ tokenType }) => tokenType === Equals);
  if (first === 'score') return equals === -1 ? [words('=')] : dueInFormula(item.slice(equals + 1));
  if (first === 'tier') return equals === -1 ? [words(...item.length === 1 ? ['='] : ['when'])] : dueInGrid(item.slice(equals + 1), scope);
  if (first === 'use') return nothing;
  if (item.length === 1) return [words('when', 'also when')];
  return word(last) === 'also' ? [words('when')] : nothing;
}

function dueInFormula(tokens: readonly IToken[]): readonly Due[] {
  const last = tokens.at(-1);
  if (last === undefined || [Plus, Minus, Star].includes(last.tokenType)) return [{ kind: 'score' }];
  if (word(last) === 'up') return [words('to')];
  if (['to', 'floor'].includes(word(last))) return nothing;
  const bounds = ['up to', 'floor'].filter((each) => !tokens.some((token) => word(token) === each.split(' ')[0]));
  if (nameOf(last) !== '') return [words('+', '-', ...bounds)];
  if (tokens.some((token) => word(token) === 'up' || word(token) === 'floor')) return [words(...bounds)];
  return [Percent, SignedPercent].includes(last.tokenType) ? [words('*')] : [Quantity, SignedQuantity].includes(last.tokenType) ? [words('*', '+', '-', ...bounds)] : nothing;
}

function dueInGrid(tokens: readonly IToken[], scope: Scope): readonly Due[] {
  const banding = tokens.slice(tokens.findLastIndex(({ tokenType }) => tokenType === Comma) + 1);
  const last = banding.at(-1);
  if (last === undefined) return [{ kind: 'score' }, { kind: 'subject', event: undefined }];
  if (last.tokenType === Bar) return [words('otherwise')];
  // Behind a comparison stands a label, which is made up there.
  return banding.length === 1 ? dueInCondition(banding, scope, nothing).filter(({ kind }) => kind === 'comparison') : [words('|')];
}

export function dueInVocabulary(item: readonly IToken[]): readonly Due[] {
  const last = item.at(-1);
  if (last === undefined) return [{ kind: 'item' }];
  const first = word(item[0]);
  const [lastWord, before] = [word(last), word(item.at(-2))];
  if (item.length === 1) return first === 'lead' || first === 'event' ? [{ kind: 'standard name', of: first === 'lead' ? 'field' : 'event' }] : nothing;
  const from = item.some((token) => word(token) === 'from');
  if (openParentheses(item) === 0 && !from && first === 'event') {
    return lastWord === 'passive' ? [words('from')] : item.length === 2 ? [words('(', 'passive', 'from')] : [words('passive', 'from')];
  }
  if (from || !['lead', 'event'].includes(first)) return nothing;
  const previous = item.at(-2)!;
  const isNamed = first === 'lead' ? item.length === 2 : openParentheses(item) > 0 && (previous.tokenType === Comma || previous.tokenType === LeftParen);
  if (lastWord === 'one' || (lastWord === 'of' && before === 'one')) return [words(lastWord === 'one' ? 'of (' : '(')];
  if (lastWord === 'list') return [words('of')];
  if (isNamed || (lastWord === 'of' && before === 'list')) return [{ kind: 'type' }];
  if (lastWord === 'money') return [{ kind: 'currency' }];
  return first === 'lead' && openParentheses(item) === 0 ? [words('from')] : nothing;
}

export function dueInHandoff(item: readonly IToken[], scope: Scope): readonly Due[] {
  const last = item.at(-1);
  const when = item.findIndex((token) => word(token) === 'when');
  if (when !== -1) return dueInCondition(item.slice(when + 1), scope, joining);
  if (last === undefined) return [{ kind: 'item' }];
  if (word(last) === 'to') return nothing;
  if (word(last) === 'within') return [{ kind: 'duration' }];
  return [words(...item.some((token) => word(token) === 'within') ? ['when'] : ['within', 'when'])];
}

export function dueInClaim(item: readonly IToken[], scope: Scope): readonly Due[] {
  if (item.length === 0) return [{ kind: 'item' }];
  const implies = item.findLastIndex((token) => word(token) === 'implies');
  if (implies !== -1) return dueInCondition(item.slice(implies + 1), scope, joining);
  return ['always', 'never'].includes(word(item[0])) ? dueInCondition(item.slice(1), scope, joining) : dueInCondition(item, scope, [words('implies'), ...joining]);
}

export function dueInTest(item: readonly IToken[], scope: Scope): readonly Due[] {
  const last = item.at(-1);
  if (last === undefined) return [{ kind: 'item' }];
  const first = word(item[0]);
  if (first === 'expect') return dueInExpect(item.slice(item.findLastIndex(({ tokenType }) => tokenType === Comma) + 1), scope);
  return first === 'given' ? dueInGiven(item, scope) : nothing;
}

function dueInExpect(given: readonly IToken[], scope: Scope): readonly Due[] {
  const outcome = word(given[0]) === 'expect' ? given.slice(1) : given;
  const last = outcome.at(-1);
  const lastWord = word(last);
  if (last === undefined || lastWord === 'not' || lastWord === 'no') return [{ kind: 'expect', after: last === undefined ? 'nothing' : lastWord as 'not' | 'no' }];
  if (word(outcome[0]) === 'no') return nothing;
  if (lastWord === 'tier') return [{ kind: 'tier label' }];
  const score = scope.scores.get(nameOf(last));
  return lastWord === 'score' || (score !== undefined && score.kind !== 'stage') ? [{ kind: 'comparison', type: 'points' }] : nothing;
}

function dueInGiven(item: readonly IToken[], scope: Scope): readonly Due[] {
  const last = item.at(-1)!;
  if (openParentheses(item) > 0) return dueInProperties(item, scope);
  if (item.length === 1 || last.tokenType === Comma) return [{ kind: 'given' }];
  const entry = item.slice(Math.max(1, item.findLastIndex((token, index) => token.tokenType === Comma && openParentheses(item.slice(0, index)) === 0) + 1));
  const symbol = scope.vocabulary.get(nameOf(last));
  if (symbol?.kind === 'field' && entry.length === 1) return [symbol.type.kind === 'list' ? words('(') : { kind: 'value', type: symbol.type }];
  const event = eventBefore(entry, scope);
  if (event === undefined) return entry.length === 1 && /^\d+$/.test(last.image) ? [{ kind: 'event' }] : nothing;
  if (word(last) === 'on' || entry.some((token) => ['ago', 'on'].includes(word(token)))) return nothing;
  if (/^\d.*[a-z]$/i.test(last.image)) return [words('ago')];
  const hasProperties = entry.some(({ tokenType }) => tokenType === LeftParen);
  return [{ kind: 'given tail', event, parts: hasProperties || event.properties.length === 0 ? ['ago', 'on'] : last.tokenType === Text ? ['(', 'ago', 'on'] : ['"', '(', 'ago', 'on'] }];
}

function dueInProperties(item: readonly IToken[], scope: Scope): readonly Due[] {
  const last = item.at(-1)!;
  const open = item.findIndex((token, index) => token.tokenType === LeftParen && openParentheses(item.slice(0, index)) === 0
    && openParentheses(item.slice(index)) === openParentheses(item));
  const head = item.slice(0, open);
  const event = eventBefore(head, scope);
  if (event === undefined) {
    const field = scope.vocabulary.get(nameOf(head.at(-1)));
    return field?.kind === 'field' ? [{ kind: 'value', type: field.type }] : nothing;
  }
  const property = propertyOf(event, nameOf(item[open + 1] === last || item.at(-2)?.tokenType === Comma || item.at(-2)?.tokenType === LeftParen ? last : undefined));
  if (openParentheses(item.slice(open)) === 1 && (last.tokenType === LeftParen || last.tokenType === Comma)) return [{ kind: 'event property', event }];
  return property === undefined ? nothing : [{ kind: 'value', type: property.type }];
}
