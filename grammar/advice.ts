/** What would be right where something else was found: the words of the general reading diagnostic. */
import { isAnyWord, touches } from './condition-parser.ts';
import type { Place } from './slips.ts';
import { isCurrency } from '../tables/currencies.ts';
import * as t from './tokens.ts';

/** What may stand where an item could have ended. */
export function dueAtEnd(place: Place): string {
  switch (place.rule) {
    case 'sectionItem': {
      const hasPoints = place.tokens.slice(0, place.index).some((token) => token.tokenType === t.SignedQuantity);
      return hasPoints ? 'the end of the line' : 'points, `and`, `or` or the end of the line';
    }
    case 'exclusion': case 'defineItem': case 'stageStatement': case 'tierStatement':
      return '`and`, `or` or the end of the line';
    default:
      return 'the end of the line';
  }
}

/** Words that people write after points, and what is written here. */
const wordsAfterPoints: ReadonlyMap<string, string> = new Map(Object.entries({
  every: 'write `once every 7d`',
  else: 'write cases, as in `employees 50.. +10 | otherwise +5`',
  decays: 'write `decay 50% every 30d`',
  decaying: 'write `decay 50% every 30d`',
  fades: 'write `fade over 30d`',
  fading: 'write `fade over 30d`',
  each: 'a rule over one bare event pays for each event; remove `each`',
  only: 'write `once`, or `when ...` for a condition',
  in: 'write `within 30d`',
  and: 'write two rules, or the condition before the points',
  or: 'write two rules, or the condition before the points',
}));

/** Functions of other languages, and what does their work here. */
const functions: ReadonlyMap<string, string> = new Map([
  ...['lower', 'upper', 'trim', 'lcase', 'ucase'].map((name) => [name, 'texts are compared in any case, and without blanks around them: leave the function out'] as const),
  ...['count', 'number', 'num'].map((name) => [name, 'an event is its own count, as in `webinar >= 3`'] as const),
  ['sum', 'sums are written `total page_view.duration`'],
  ['max', 'the time since the latest event is written `since webinar`'],
  ...['len', 'length', 'size'].map((name) => [name, 'whether there is a value is asked by `is known`'] as const),
  ...['now', 'today', 'datediff', 'date_diff', 'getdate', 'age'].map((name) => [name, 'windows are written `created within 30d`, the time since an event `since webinar`'] as const),
  ...['isnull', 'ifnull', 'coalesce', 'isblank', 'isempty', 'nvl'].map((name) => [name, 'write `is missing` or `is known`'] as const),
]);

export function adviceFor(place: Place): string | undefined {
  const { rule, tokens, index, found, previous, next, due } = place;
  const isEnd = due === 'the end of the line';
  if (found?.tokenType === t.SignedPercent) return 'points are numbers, as in `+10`; a share of a score stands in a formula, as in `score = 60% * fit`';
  if (found?.tokenType === t.RangeDots && previous?.tokenType === t.SignedQuantity) {
    return `a sign after a name begins points; write \`>= ${previous.image}\` for the range from ${previous.image} on`;
  }
  if (found?.tokenType === t.Of && previous?.tokenType === t.All) return 'several texts that all have to be there are several conditions, joined by `and`';
  if (found?.tokenType === t.Word && previous?.tokenType === t.Quantity && isCurrency(found.image)) return `the currency stands first: write \`${found.image} ${previous.image}\``;
  if (rule === 'sectionItem' && index === 0 && found?.tokenType === t.Quantity && tokens.length === 1) {
    return `a threshold is the condition of a stage: write \`mql when score >= ${found.image}\``;
  }
  if (found?.tokenType === t.LeftParen && previous !== undefined && isAnyWord(previous) && touches(previous, found)) {
    return functions.get(previous.image.toLowerCase()) ?? `\`${previous.image}(...)\` is no part of the language: there are no functions`;
  }
  if (previous?.tokenType === t.Once) return 'write `once`, `once per day`, `once per week`, `once per month` or `once every 7d`';
  if (found !== undefined && (found.tokenType === t.Any || found.tokenType === t.All || found.tokenType === t.None) && next?.tokenType === t.LeftParen) {
    return `write \`${found.image} of (...)\``;
  }
  if (rule === 'claimItem' && found?.tokenType === t.Implies) {
    return 'write `implies` once, outside parentheses, without `always` or `never` before it; elsewhere write `not P or C`';
  }
  if (rule === 'scoreStatement' && found?.tokenType === t.Star) return 'write the factor first, as in `60% * fit`';
  if ((rule === 'stageStatement' || rule === 'tierStatement') && (found?.tokenType === t.Plus || found?.tokenType === t.SignedQuantity)) {
    return 'declare a sum as a score of its own, as in `score interest = fit + intent`, and ask that';
  }
  if (due === 'a condition' && found?.tokenType === t.Quantity && next !== undefined && isAnyWord(next)) return 'write the number after what is counted, as in `page_view >= 3`';
  if (due === 'a condition' && found?.tokenType === t.Text && previous?.tokenType === t.Or && index > 1) return 'several values of one subject stand in `in (..., ...)`';
  if (due === 'a condition' && found?.tokenType === t.Text) {
    return 'write what it is compared with before it, as in `title "VP *"`; a column gets a name in the vocabulary, as in `lead seats number from "Seats"`';
  }
  if (rule !== 'sectionItem' || !isEnd || found === undefined) return undefined;
  if (tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity)) return wordsAfterPoints.get(found.image.toLowerCase());
  if (found.tokenType === t.Bar) return 'each case has points, as in `1..49 +5 | 50.. +10`; several values stand in `in (..., ...)`';
  if (isAnyWord(found) || found.tokenType === t.Text) return 'join conditions with `and` or `or`; several values stand in `in (..., ...)`';
  return undefined;
}
