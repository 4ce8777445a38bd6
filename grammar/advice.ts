/** What would be right where something else was found: the words of the general reading diagnostic. */
import { isAnyWord } from './condition-parser.ts';
import type { Place } from './slips.ts';
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

/** Words of other languages in the place of a value, and what is written here. */
const foreignWords: Readonly<Record<string, string>> = {
  like: 'write `matches "..."`, where `*` stands for any text',
  contain: 'write `contains "..."`',
  includes: 'write `contains "..."`, or `has` for a list',
  equals: 'write `=`',
  greater: 'write `>` or `>=`',
  less: 'write `<` or `<=`',
  over: 'write `>`',
  above: 'write `>`',
  under: 'write `<`',
  below: 'write `<`',
  more: 'write `>`',
  fewer: 'write `<`',
  does: 'write `not contains "..."`',
};

export function adviceFor(place: Place): string | undefined {
  const { rule, found, previous, next, due } = place;
  const foreign = previous === undefined ? undefined : foreignWords[previous.image.toLowerCase()];
  if (foreign !== undefined && due === 'the end of the line') return foreign;
  if (previous?.tokenType === t.Once) return 'write `once`, `once per day`, `once per week`, `once per month` or `once every 7d`';
  if (found !== undefined && (found.tokenType === t.Any || found.tokenType === t.All || found.tokenType === t.None) && next?.tokenType === t.LeftParen) {
    return `write \`${found.image} of (...)\``;
  }
  if (rule === 'scoreStatement' && found?.tokenType === t.Star) return 'write the factor first, as in `60% * fit`';
  if (due === 'a condition' && found?.tokenType === t.Text) return 'write what it is compared with before it, as in `title "VP *"`';
  if (due === 'the end of the line' && found !== undefined && previous !== undefined && rule === 'sectionItem') {
    if (isAnyWord(found) || found.tokenType === t.Text) return 'join conditions with `and` or `or`; several values stand in `in (..., ...)`';
  }
  return undefined;
}
