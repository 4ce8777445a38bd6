/** What would be right where something else was found: the words of the general reading diagnostic. */
import { isAnyWord } from './condition-parser.ts';
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
  max: 'write `up to 30` for points, `at most 3 times` for events',
  maximum: 'write `up to 30` for points, `at most 3 times` for events',
  cap: 'write `up to 30`',
  capped: 'write `up to 30`',
  limit: 'write `up to 30`',
  each: 'a rule over one bare event pays for each event; remove `each`',
  only: 'write `once`, or `when ...` for a condition',
  in: 'write `within 30d`',
  and: 'write two rules, or the condition before the points',
  or: 'write two rules, or the condition before the points',
}));

export function adviceFor(place: Place): string | undefined {
  const { rule, tokens, index, found, previous, next, due } = place;
  const isEnd = due === 'the end of the line';
  if (rule === 'sectionItem' && index === 0 && found?.tokenType === t.SignedQuantity) return 'points follow their condition, as in `webinar +10`';
  if (found?.tokenType === t.SignedPercent) return 'points are numbers, as in `+10`; a share of a score stands in a formula, as in `score = 60% * fit`';
  if (found?.tokenType === t.RangeDots && previous?.tokenType === t.SignedQuantity) {
    return `a sign after a name begins points; write \`>= ${previous.image}\` for the range from ${previous.image} on`;
  }
  if (found?.tokenType === t.Of && previous?.tokenType === t.All) return 'several texts that all have to be there are several conditions, joined by `and`';
  if (previous !== undefined && found?.tokenType === t.Word && previous.tokenType === t.Quantity && isCurrency(found.image)) return `the currency stands first: write \`${found.image} ${previous.image}\``;
  if (rule === 'sectionItem' && index === 0 && found?.tokenType === t.Quantity && tokens.length === 1) {
    return `a threshold is the condition of a stage: write \`mql when score >= ${found.image}\``;
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
  if (due === 'a condition' && found?.tokenType === t.Text) return 'write what it is compared with before it, as in `title "VP *"`';
  if (rule !== 'sectionItem' || !isEnd || found === undefined) return undefined;
  if (tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity)) return wordsAfterPoints.get(found.image.toLowerCase());
  if (found.tokenType === t.Bar) return 'each case has points, as in `1..49 +5 | 50.. +10`; several values stand in `in (..., ...)`';
  if (isAnyWord(found) || found.tokenType === t.Text) return 'join conditions with `and` or `or`; several values stand in `in (..., ...)`';
  return undefined;
}
