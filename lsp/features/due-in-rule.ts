/** What may be written in an item of a section, and in a section's settings. Language reference, sections 2 and 5. */
import type { IToken } from 'chevrotain';
import { comparisonOperators, dueInCondition, joining, subjectBefore } from './due-in-condition.ts';
import { nothing, nameOf, openParentheses, outsideParentheses, word, words } from './due.ts';
import type { Due } from './due.ts';
import type { Scope } from '../../compiler/bind/scope.ts';
import { Bar, Comma, LeftParen, RangeDots, RightParen, SignedQuantity, Word } from '../../grammar/tokens.ts';

/** Parts of a tail by the word that begins each, as the snippets of tails are called. */
const anyTail = ['within', 'up to', 'when', 'as'] as const;
const occurrenceTail = ['once', 'once per', 'once every', 'at most', 'decay', 'fade over'] as const;

export function dueInItem(item: readonly IToken[], scope: Scope): readonly Due[] {
  if (item.length === 0) return [{ kind: 'item' }];
  const points = lastPoints(item);
  if (points === -1) {
    const condition = word(item[0]) === 'require' ? item.slice(1) : item;
    return dueInCondition(condition, scope, word(item[0]) === 'require' ? joining : [{ kind: 'points' }, ...joining]);
  }
  const behind = item.slice(points + 1);
  const bar = behind.findLastIndex(({ tokenType }) => tokenType === Bar);
  return bar === -1 ? dueInTail(item, points, scope) : dueInCase(item, behind.slice(bar + 1), scope);
}

/** The last points of the rule: a signed amount that no comparison takes for its value. */
function lastPoints(item: readonly IToken[]): number {
  let depth = 0;
  return item.findLastIndex((token, index) => {
    if (token.tokenType === RightParen) depth += 1;
    if (token.tokenType === LeftParen) depth -= 1;
    if (depth !== 0 || token.tokenType !== SignedQuantity) return false;
    const previous = item[index - 1];
    return previous !== undefined && !comparisonOperators.has(previous.tokenType) && previous.tokenType !== RangeDots && !['to', 'floor', 'is'].includes(word(previous))
      && !(word(previous) === 'not' && word(item[index - 2]) === 'is');
  });
}

/** Behind a `|`: a comparison with the subject of the rule. */
function dueInCase(item: readonly IToken[], tokens: readonly IToken[], scope: Scope): readonly Due[] {
  const first = item.findIndex((token, index) => index > 0 && token.tokenType === SignedQuantity);
  const subject = subjectBefore(item.slice(0, first), scope, undefined);
  const head = subject === undefined ? [] : item.slice(0, subject.index + 1);
  if (tokens.length === 0) {
    const comparison: readonly Due[] = subject === undefined ? [] : [{ kind: 'value', type: subject.type }, { kind: 'comparison', type: subject.type }];
    return [words('otherwise'), ...comparison];
  }
  return word(tokens[0]) === 'otherwise' ? [{ kind: 'points' }] : dueInCondition([...head, ...tokens], scope, [{ kind: 'points' }]);
}

function dueInTail(item: readonly IToken[], points: number, scope: Scope): readonly Due[] {
  const tail = item.slice(points + 1);
  const last = tail.at(-1);
  const left = tailsLeft(item, points, scope);
  if (last === undefined) return [left, words('|')];
  const when = tail.findLastIndex((token) => word(token) === 'when');
  const inWhen = tail.slice(when + 1);
  if (when !== -1 && !endsCondition(inWhen)) return dueInCondition(inWhen, scope, [...joining, left]);
  const [lastWord, before] = [word(last), word(tail.at(-2))];
  switch (lastWord) {
    case 'once': return [words('per', 'every'), left];
    case 'per': return before === 'once' ? [words('day', 'week', 'month')] : nothing;
    case 'at': return [words('most')];
    case 'up': return [words('to')];
    case 'fade': return [words('over')];
    case 'within': case 'every': case 'over': return [{ kind: 'duration' }];
    case 'decay': case 'to': case 'most': case 'as': return nothing;
    default:
  }
  if (before === 'decay') return [words('every')];
  if (before === 'most') return [words('times'), left];
  return [left];
}

/** A part of the tail that is no condition stands behind the condition of a `when`. */
function endsCondition(tokens: readonly IToken[]): boolean {
  return outsideParentheses(tokens).some((token, index, all) => (
    ['once', 'decay', 'fade', 'as', 'up'].includes(word(token)) || (word(token) === 'at' && word(all[index + 1]) === 'most')));
}

/** What the tail has not yet, and what its rule can have. */
function tailsLeft(item: readonly IToken[], points: number, scope: Scope): Due {
  const outside = outsideParentheses(item.slice(points + 1));
  const there = new Set(outside.map(word));
  const condition = outsideParentheses(item.slice(0, item.findIndex((token, index) => index > 0 && token.tokenType === SignedQuantity)));
  const isPlain = condition.every((token) => !['and', 'or', 'not', 'no', 'require', 'days', 'distinct', 'total', 'since'].includes(word(token)) && !comparisonOperators.has(token.tokenType));
  const head = item.find(({ tokenType }) => tokenType !== LeftParen);
  const isEvent = word(head) === 'activity' || scope.vocabulary.get(nameOf(head))?.kind === 'event';
  const isProportional = there.has('per') && !there.has('once');
  const used: Readonly<Record<string, boolean>> = {
    within: there.has('within'), 'up to': there.has('up'), when: there.has('when'), as: there.has('as'),
    once: there.has('once') || there.has('most'), 'once per': there.has('once'), 'once every': there.has('once'), 'at most': there.has('most'),
    decay: there.has('decay') || there.has('fade'), 'fade over': there.has('decay') || there.has('fade'),
  };
  const canPay = condition.every((token) => !['and', 'or', 'not', 'no', 'require'].includes(word(token)));
  const parts = [
    ...anyTail,
    ...(isEvent && isPlain && !isProportional ? occurrenceTail : []),
  ].filter((part) => used[part] !== true);
  return { kind: 'tail', parts: outside.length === 0 && canPay ? [...parts, 'per'] : parts };
}

/** `name (` at the start of an item that is not closed yet. */
export function isInSettings(item: readonly IToken[]): boolean {
  const [name, open] = item;
  return name?.tokenType === Word && nameOf(name) !== '' && open?.tokenType === LeftParen && openParentheses(item) > 0;
}

export function dueInSettings(item: readonly IToken[], scope: Scope): readonly Due[] {
  const last = item.at(-1)!;
  if (last.tokenType === LeftParen || last.tokenType === Comma) return [{ kind: 'settings' }];
  const after = item.findLastIndex((token) => word(token) === 'last');
  if (after !== -1 && item.slice(after).every(({ tokenType }) => tokenType !== Comma)) return after === item.length - 1 ? [{ kind: 'event' }] : dueInCondition(item.slice(after + 1), scope, nothing);
  switch (word(last)) {
    case 'within': return [{ kind: 'duration' }];
    case 'up': return [words('to')];
    case 'after': return [words('last')];
    default: return nothing;
  }
}
