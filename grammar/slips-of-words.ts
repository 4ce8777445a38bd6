/** Slips where plain English, or another language, was written for a sign or word of this one. See `slips.ts`. */
import type { IToken, TokenType } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import { isAnyWord, touches } from './condition-parser.ts';
import { tokenSpan } from './concrete.ts';
import { isDuration, withUnit } from './quantities.ts';
import type { EntryRule } from './parser.ts';
import type { Reporter } from './report.ts';
import type { MendedTokens, Place } from './slips.ts';
import { inserted, replaced } from './mended-tokens.ts';
import * as t from './tokens.ts';

type Slip = (place: Place) => MendedTokens | undefined;

const values: ReadonlySet<TokenType> = new Set([t.Quantity, t.Money, t.DateToken, t.Instant, t.Percent]);
const word = (token: IToken | undefined): string => token?.image.toLowerCase() ?? '';
const isValue = (token: IToken | undefined): token is IToken => token !== undefined && values.has(token.tokenType);
const hasPoints = ({ tokens, index }: Place): boolean => tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity);

/** What people write for a comparison, word by word, and the operator that it is. */
const comparisons: readonly (readonly [words: readonly string[], type: TokenType, operator: string])[] = [
  [['at', 'least'], t.GreaterEqual, '>='], [['at', 'most'], t.LessEqual, '<='],
  [['more', 'than'], t.Greater, '>'], [['greater', 'than'], t.Greater, '>'], [['larger', 'than'], t.Greater, '>'], [['bigger', 'than'], t.Greater, '>'],
  [['less', 'than'], t.Less, '<'], [['fewer', 'than'], t.Less, '<'], [['smaller', 'than'], t.Less, '<'],
  [['over'], t.Greater, '>'], [['above'], t.Greater, '>'], [['exceeds'], t.Greater, '>'], [['under'], t.Less, '<'], [['below'], t.Less, '<'],
  [['equals'], t.Equals, '='],
];

/** `employees at least 50`, `revenue is more than $5m`: the parser stops in these words or at the value after them. */
const comparisonWord: Slip = (place) => {
  const { tokens, index, reporter } = place;
  if (hasPoints(place)) return undefined;
  for (const [words, type, operator] of comparisons) {
    for (let first = index - words.length; first <= index; first += 1) {
      if (first < 1 || !words.every((each, at) => word(tokens[first + at]) === each && isAnyWord(tokens[first + at]!)) || !isValue(tokens[first + words.length])) continue;
      const is = tokens[first - 1]!.tokenType === t.Is && first > 1 ? 1 : 0;
      const span = cover(tokenSpan(tokens[first - is]!), tokenSpan(tokens[first + words.length - 1]!));
      const found = reporter.file.text.slice(span.start, span.end);
      reporter.report(codes.comparisonWord, span, { found, operator }, { fixes: [reporter.replace(`write \`${operator}\``, span, operator)] });
      return replaced(tokens, first - is, words.length + is, inserted(type, found, span.start));
    }
  }
  return undefined;
};

const wordsForImplies = /^(then|requires?|means|needs?|impl(y|ied))$/;

/** `if mql then country US`, `mql requires country US`: the parser stops in the word, or after it. */
const wordForImplies: Slip = ({ rule, tokens, index, reporter }) => {
  if (rule !== 'claimItem') return undefined;
  const at = [index, index - 1].find((each) => each > 0 && each + 1 < tokens.length && wordsForImplies.test(word(tokens[each])));
  if (at === undefined) return undefined;
  const [first, found] = [tokens[0]!, tokens[at]!];
  const hasIf = word(first) === 'if' && at > 1;
  const { end } = tokenSpan(tokens[tokens.length - 1]!);
  const { text } = reporter.file;
  const premise = text.slice(hasIf ? tokens[1]!.startOffset : first.startOffset, tokenSpan(tokens[at - 1]!).end);
  const proposed = `${premise} implies ${text.slice(tokens[at + 1]!.startOffset, end)}`.replace(/\s+/g, ' ');
  const edits = [
    ...(hasIf ? [reporter.edit({ start: first.startOffset, end: tokens[1]!.startOffset }, '')] : []), reporter.edit(tokenSpan(found), 'implies'),
  ];
  reporter.report(codes.wordsForImplies, tokenSpan(found), { found: found.image, proposed }, { fixes: [{ title: `write \`${proposed}\``, edits }] });
  return { tokens: [...tokens.slice(hasIf ? 1 : 0, at), inserted(t.Implies, found.image, found.startOffset), ...tokens.slice(at + 1)] };
};

/** `between 50 and 500`, `50 to 500`, `50 - 500`, `50+` */
const rangeOfWords: Slip = (place) => {
  const { tokens, index, found, previous, next, reporter } = place;
  if (found === undefined || previous === undefined) return undefined;
  const report = (first: IToken, last: IToken, proposed: string): void => {
    const span = cover(tokenSpan(first), tokenSpan(last));
    const text = reporter.file.text.slice(span.start, span.end);
    reporter.report(codes.rangeOfWords, span, { found: text, proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)] });
  };
  const dots = inserted(t.RangeDots, '', found.startOffset);
  const high = tokens[index + 2];
  if (word(previous) === 'between' && isValue(found) && next?.tokenType === t.And && isValue(high)) {
    report(previous, high, `${found.image}..${high.image}`);
    return replaced(tokens, index - 1, 4, found, inserted(t.RangeDots, next.image, next.startOffset), high);
  }
  if (!isValue(previous)) return undefined;
  const isDash = found.tokenType === t.Minus && high?.tokenType === t.SignedQuantity;
  if ((word(found) === 'to' || isDash) && isValue(next)) {
    report(previous, next, `${previous.image}..${next.image}`);
    return replaced(tokens, index, 1, inserted(t.RangeDots, found.image, found.startOffset));
  }
  if (found.tokenType === t.Plus && touches(previous, found) && !isValue(next)) {
    report(previous, found, `${previous.image}..`);
    return replaced(tokens, index, 1, dots);
  }
  return undefined;
};

/** `webinar in the last 30 days`, `webinar last 30d`, `webinar in 30 days` */
const lastForWithin: Slip = ({ tokens, index, reporter }) => {
  let last = index;
  while (last > 0 && last > index - 4 && !/^(last|past)$/.test(word(tokens[last]))) last -= 1;
  // `in 30 days`, `for 30 days`: without `last`, the duration has to follow the word where the parser stopped.
  if (!/^(last|past)$/.test(word(tokens[last]))) last = [index - 1, index].find((at) => at > 0 && /^(in|for|during)$/.test(word(tokens[at]))) ?? 0;
  if (last === 0) return undefined;
  const number = tokens[last + 1];
  if (number?.tokenType !== t.Quantity) return undefined;
  const unit = tokens[last + 2];
  const apart = unit !== undefined && isAnyWord(unit) && /\d$/.test(number.image) ? withUnit(number.image, unit.image) : undefined;
  const duration = apart ?? number.image;
  if (!isDuration(duration)) return undefined;
  const end = apart === undefined ? last + 1 : last + 2;
  let first = last;
  if (word(tokens[first - 1]) === 'the') first -= 1;
  if (tokens[first - 1]?.tokenType === t.In || tokens[first - 1]?.tokenType === t.Within) first -= 1;
  if (first < 1) return undefined;
  const span = cover(tokenSpan(tokens[first]!), tokenSpan(tokens[end]!));
  const proposed = `within ${duration}`;
  reporter.report(codes.lastForWithin, span, { found: reporter.file.text.slice(span.start, span.end), proposed }, {
    fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)],
  });
  const amount = inserted(t.Quantity, reporter.file.text.slice(number.startOffset, span.end), number.startOffset, duration);
  return replaced(tokens, first, end - first + 1, inserted(t.Within, tokens[first]!.image, span.start), amount);
};

const sinceWhen: ReadonlySet<TokenType> = new Set([t.After, t.Greater, t.GreaterEqual]);
const untilWhen: ReadonlySet<TokenType> = new Set([t.Before, t.Less, t.LessEqual]);

/** The last token of `today - 30d`, `now -30d` or `30d ago`, and the duration in it. */
function agoFrom(tokens: readonly IToken[], first: number): { readonly last: number; readonly duration: IToken; readonly image: string } | undefined {
  const [start, second, third] = [tokens[first], tokens[first + 1], tokens[first + 2]];
  if (start?.tokenType === t.Quantity && isDuration(start.image) && word(second) === 'ago') return { last: first + 1, duration: start, image: start.image };
  if (!/^(today|now)$/.test(word(start)) || second === undefined) return undefined;
  if (second.tokenType === t.Minus && third?.tokenType === t.Quantity && isDuration(third.image)) return { last: first + 2, duration: third, image: third.image };
  const image = second.image.slice(1);
  return second.tokenType === t.SignedQuantity && second.image.startsWith('-') && isDuration(image) ? { last: first + 1, duration: second, image } : undefined;
}

/** `created after today - 30d`, `created >= 30d ago` */
const daysAgo: Slip = ({ tokens, index, reporter }) => {
  for (let at = Math.max(1, index - 4); at <= index; at += 1) {
    const operator = tokens[at];
    if (operator === undefined || !(sinceWhen.has(operator.tokenType) || untilWhen.has(operator.tokenType))) continue;
    const ago = agoFrom(tokens, at + 1);
    if (ago === undefined) continue;
    const subject = tokens[at - 1]!;
    const span = cover(tokenSpan(operator), tokenSpan(tokens[ago.last]!));
    const within = `within ${ago.image}`;
    const isAfter = sinceWhen.has(operator.tokenType);
    // The opposite holds for a missing date, too, so that is for the author to say.
    reporter.report(codes.lastForWithin, span, { found: reporter.file.text.slice(span.start, span.end), proposed: isAfter ? within : `not ${subject.image} ${within}` }, {
      fixes: isAfter ? [reporter.replace(`write \`${within}\``, span, within)] : [],
    });
    return replaced(
      tokens, at, ago.last - at + 1,
      inserted(t.Within, operator.image, span.start), inserted(t.Quantity, ago.duration.image, ago.duration.startOffset, ago.image),
    );
  }
  return undefined;
};

/**
 * `created after now -30d`: what would be points in days parses, as points, so it is looked for before the parser runs.
 * No points are in days, so that nothing right is touched.
 */
export function mendDaysAgo(rule: EntryRule, tokens: IToken[], reporter: Reporter): IToken[] {
  for (let index = 3; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    if (token.tokenType !== t.SignedQuantity || agoFrom(tokens, index - 1)?.last !== index) continue;
    const mended = daysAgo({ rule, tokens, index: index - 1, due: '', found: tokens[index - 1], previous: tokens[index - 2], next: token, reporter });
    if (mended !== undefined) return mendDaysAgo(rule, mended.tokens, reporter);
  }
  return tokens;
}

const operators: ReadonlySet<TokenType> = new Set([t.In, t.Has, t.Contains, t.Starts, t.Ends, t.Mentions, t.Matches, t.Not]);

/** `country not US` */
const notBeforeValue: Slip = ({ tokens, index, found, previous, next, reporter }) => {
  if (found?.tokenType !== t.Not || previous === undefined || !isAnyWord(previous) || next === undefined) return undefined;
  if (operators.has(next.tokenType) || (!isAnyWord(next) && next.tokenType !== t.Text && !isValue(next))) return undefined;
  reporter.report(codes.notBeforeValue, tokenSpan(found), {}, {
    fixes: [{ title: 'write `is not`', edits: [reporter.edit({ start: found.startOffset, end: found.startOffset }, 'is ')] }],
  });
  return replaced(tokens, index, 0, inserted(t.Is, '', found.startOffset));
};

const endsValues: ReadonlySet<TokenType> = new Set([t.SignedQuantity, t.And, t.Or, t.RightParen, t.Bar]);

/** `country US, UK`, `title is "a", "b"`: the values after the comma can be no conditions. */
const valuesWithoutParentheses: Slip = ({ rule, tokens, index, found, previous, reporter }) => {
  if (rule === 'testItem' || rule === 'listItem' || found?.tokenType !== t.Comma || previous === undefined) return undefined;
  const alike = (token: IToken | undefined): boolean => token !== undefined && (
    previous.tokenType === t.Text ? token.tokenType === t.Text
      : isAnyWord(previous) ? isAnyWord(token) && /^[A-Z]{2,3}$/.test(previous.image) && /^[A-Z]{2,3}$/.test(token.image)
        : isValue(previous) && isValue(token));
  let last = index - 1;
  while (tokens[last + 1]?.tokenType === t.Comma && alike(tokens[last + 2])) last += 2;
  const after = tokens[last + 1];
  if (last < index || (after !== undefined && !endsValues.has(after.tokenType))) return undefined;
  const operator = tokens[index - 2];
  const hasOperator = operator !== undefined && (operator.tokenType === t.Equals || operator.tokenType === t.Is);
  if (!hasOperator && (operator === undefined || !isAnyWord(operator))) return undefined;
  const first = hasOperator ? operator : previous;
  const start = previous.startOffset;
  const { end } = tokenSpan(tokens[last]!);
  const span = { start: first.startOffset, end };
  const proposed = `in (${reporter.file.text.slice(start, end)})`;
  reporter.report(codes.valuesWithoutParentheses, span, { proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)] });
  return replaced(
    tokens, index - (hasOperator ? 2 : 1), last - index + (hasOperator ? 3 : 2),
    inserted(t.In, '', start), inserted(t.LeftParen, '', start), ...tokens.slice(index - 1, last + 1), inserted(t.RightParen, '', end),
  );
};

/** `webinar +10 if country US`, `webinar +10 unless country US` */
const conditionAfterPoints: Slip = (place) => {
  const { rule, tokens, index, found, reporter } = place;
  if (rule !== 'sectionItem' || found === undefined || !hasPoints(place) || !/^(if|unless)$/.test(word(found))) return undefined;
  const proposed = word(found) === 'if' ? 'when' : 'when not';
  const span = tokenSpan(found);
  reporter.report(codes.conditionAfterPoints, span, { found: found.image, proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)] });
  const when = inserted(t.When, found.image, span.start);
  return proposed === 'when' ? replaced(tokens, index, 1, when) : replaced(tokens, index, 1, when, inserted(t.Not, '', span.end));
};

export const wordSlips: readonly Slip[] = [
  wordForImplies, daysAgo, valuesWithoutParentheses, comparisonWord, rangeOfWords, lastForWithin, notBeforeValue, conditionAfterPoints,
];
