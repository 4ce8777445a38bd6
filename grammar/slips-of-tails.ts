/** Slips in what follows points, and in the settings of a section: a tail in other words. See `slips.ts`. */
import type { IToken, TokenType } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import { tokenSpan } from './concrete.ts';
import { isDuration, withUnit } from './quantities.ts';
import type { MendedTokens, Place } from './slips.ts';
import { inserted, replaced } from './mended-tokens.ts';
import * as t from './tokens.ts';

type Slip = (place: Place) => MendedTokens | undefined;

const word = (token: IToken | undefined): string => token?.image.toLowerCase() ?? '';
type Part = readonly [type: TokenType, image: string];

/** The tokens of `parts` in place of those from `first` to `last`. A `number` behind them stays, and is shown with them. */
function asTail({ tokens, reporter }: Place, first: number, last: number, parts: readonly Part[], number?: IToken): MendedTokens {
  const span = cover(tokenSpan(tokens[first]!), tokenSpan(tokens[last]!));
  const found = reporter.file.text.slice(span.start, span.end);
  const proposed = parts.map(([, image]) => image).join(' ');
  const behind = number === undefined ? '' : ` ${number.image}`;
  reporter.report(codes.tailInOtherWords, span, { found: found + behind, proposed: proposed + behind }, { fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)] });
  return replaced(tokens, first, last - first + 1, ...parts.map(([type, image], index) => (
    inserted(type, index === 0 ? found : '', index === 0 ? span.start : span.end, image))));
}

const oncePer = (unit: 'day' | 'week' | 'month'): readonly Part[] => [[t.Once, 'once'], [t.Per, 'per'], [{ day: t.Day, week: t.Week, month: t.Month }[unit], unit]];
const upTo: readonly Part[] = [[t.Up, 'up'], [t.To, 'to']];

/** Whole phrases behind points, word by word, and what each is. A phrase that ends with `N` needs a number behind it, which stays. */
const phrases: readonly (readonly [words: string, parts: readonly Part[]])[] = [
  ['once a day', oncePer('day')], ['once every day', oncePer('day')], ['once each day', oncePer('day')], ['once daily', oncePer('day')],
  ['every day', oncePer('day')], ['daily', oncePer('day')], ['a day', oncePer('day')],
  ['once a week', oncePer('week')], ['once every week', oncePer('week')], ['once each week', oncePer('week')], ['once weekly', oncePer('week')],
  ['every week', oncePer('week')], ['weekly', oncePer('week')],
  ['once a month', oncePer('month')], ['once every month', oncePer('month')], ['once each month', oncePer('month')], ['once monthly', oncePer('month')],
  ['every month', oncePer('month')], ['monthly', oncePer('month')],
  ['only once', [[t.Once, 'once']]], ['just once', [[t.Once, 'once']]], ['one time', [[t.Once, 'once']]],
  ['upto N', upTo], ['cap at N', upTo], ['capped at N', upTo], ['cap N', upTo], ['capped N', upTo], ['limit N', upTo], ['limited to N', upTo],
  ['max N', upTo], ['maximum N', upTo], ['up N', upTo],
];

/** Whether a phrase for a tail begins at `index`, as in `webinar +10, max 30`. */
export function beginsTailInOtherWords(tokens: readonly IToken[], index: number): boolean {
  return phrases.some(([phrase]) => phrase.split(' ').every((each, at) => (each === 'N' ? tokens[index + at]?.tokenType === t.Quantity : each === word(tokens[index + at]))));
}

/** `webinar +10 daily`, `webinar +10 max 30`, `webinar +10 once a week` */
const phraseAfterPoints: Slip = (place) => {
  const { rule, tokens, index } = place;
  if (rule !== 'sectionItem' || !tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity)) return undefined;
  for (const [phrase, parts] of phrases) {
    const words = phrase.split(' ');
    const needsNumber = words[words.length - 1] === 'N';
    if (needsNumber) words.pop();
    for (let first = Math.max(1, index - words.length + 1); first <= index; first += 1) {
      if (!words.every((each, at) => word(tokens[first + at]) === each)) continue;
      const last = first + words.length - 1;
      const number = tokens[last + 1];
      if (!needsNumber) return asTail(place, first, last, parts);
      if (number?.tokenType !== t.Quantity && number?.tokenType !== t.SignedQuantity) continue;
      // `max 3 times` is of events.
      const isTimes = /^times?$/.test(word(tokens[last + 2]));
      return asTail(place, first, last, isTimes ? [[t.At, 'at'], [t.Most, 'most']] : parts, number);
    }
  }
  return undefined;
};

/** `once per 7 days`, `once per 7d` */
const oncePerDuration: Slip = (place) => {
  const { tokens, index, found, previous } = place;
  if (previous?.tokenType !== t.Per || tokens[index - 2]?.tokenType !== t.Once || found?.tokenType !== t.Quantity) return undefined;
  return asTail(place, index - 1, index - 1, [[t.Every, 'every']]);
};

/** `decay 50% every month`, `decay 50% per 30d`, `decay 50 every 30d`, `fade 30d` */
const decayInOtherWords: Slip = (place) => {
  const { tokens, index, found, previous, next, reporter } = place;
  if (found === undefined || previous === undefined) return undefined;
  if (previous.tokenType === t.Every) {
    const unit = withUnit('1', found.image);
    return unit !== undefined && isDuration(unit) && tokens[index - 2]?.tokenType === t.Percent ? asTail(place, index, index, [[t.Quantity, unit]]) : undefined;
  }
  if (previous.tokenType === t.Percent && tokens[index - 2]?.tokenType === t.Decay && /^(per|each|over|in)$/.test(word(found))) {
    return asTail(place, index, index, [[t.Every, 'every']]);
  }
  if (previous.tokenType === t.Decay && found.tokenType === t.Quantity && /^\d+$/.test(found.image)) return asTail(place, index, index, [[t.Percent, `${found.image}%`]]);
  if (previous.tokenType === t.Decay && word(found) === 'by' && next !== undefined) {
    reporter.report(codes.needlessWord, tokenSpan(found), { word: found.image }, {
      fixes: [reporter.replace(`remove \`${found.image}\``, { start: tokenSpan(previous).end, end: tokenSpan(found).end }, '')],
    });
    return replaced(tokens, index, 1);
  }
  return previous.tokenType === t.Fade && found.tokenType === t.Quantity && isDuration(found.image) ? asTail(place, index, index, [[t.Over, 'over'], [t.Quantity, found.image]]) : undefined;
};

/** `webinar +10 (up to 30)`: a tail in parentheses. */
const tailInParentheses: Slip = ({ rule, tokens, index, due, found, previous, reporter }) => {
  if (rule !== 'sectionItem' || due !== 'the end of the line' || found?.tokenType !== t.LeftParen || previous?.tokenType !== t.SignedQuantity) return undefined;
  const close = tokens.findIndex((token, at) => at > index && (token.tokenType === t.RightParen || token.tokenType === t.LeftParen));
  if (tokens[close]?.tokenType !== t.RightParen || close === index + 1) return undefined;
  const inside = cover(tokenSpan(tokens[index + 1]!), tokenSpan(tokens[close - 1]!));
  const span = cover(tokenSpan(found), tokenSpan(tokens[close]!));
  const proposed = reporter.file.text.slice(inside.start, inside.end);
  reporter.report(codes.tailInOtherWords, span, { found: reporter.file.text.slice(span.start, span.end), proposed }, { fixes: [reporter.replace('remove the parentheses', span, proposed)] });
  return { tokens: [...tokens.slice(0, index), ...tokens.slice(index + 1, close), ...tokens.slice(close + 1)] };
};

const settingWords: readonly (readonly [words: RegExp, parts: readonly Part[]])[] = [
  [/^(max|maximum|cap|capped|limit|ceiling|upto)$/, upTo], [/^(min|minimum)$/, [[t.Floor, 'floor']]], [/^(window|last|past|in|for|during)$/, [[t.Within, 'within']]],
];

/** `intent (30d, max 60):`, `intent (within 30d up to 60):` */
const settingInOtherWords: Slip = (place) => {
  const { rule, tokens, index, due, found, next, reporter } = place;
  if (rule !== 'header' || found === undefined) return undefined;
  if (due === t.RightParen.LABEL && [t.Up, t.Floor, t.Within, t.After].includes(found.tokenType)) {
    const at = { start: tokenSpan(tokens[index - 1]!).end, end: tokenSpan(tokens[index - 1]!).end };
    reporter.report(codes.settingsWithComma, tokenSpan(found), {}, { fixes: [reporter.replace('write `,`', at, ',')] });
    return replaced(tokens, index, 0, inserted(t.Comma, '', at.start));
  }
  if (!due.includes('`after last`')) return undefined;
  if (found.tokenType === t.Quantity) {
    const unit = next !== undefined && /^[A-Za-z]+$/.test(next.image) ? withUnit(found.image, next.image) : undefined;
    const image = unit ?? found.image;
    return isDuration(image) ? asTail(place, index, unit === undefined ? index : index + 1, [[t.Within, 'within'], [t.Quantity, image]]) : undefined;
  }
  const meant = settingWords.find(([words]) => words.test(word(found)));
  return meant !== undefined && (next?.tokenType === t.Quantity || next?.tokenType === t.SignedQuantity) ? asTail(place, index, index, meant[1]) : undefined;
};

export const tailSlips: readonly Slip[] = [phraseAfterPoints, oncePerDuration, decayInOtherWords, tailInParentheses, settingInOtherWords];
