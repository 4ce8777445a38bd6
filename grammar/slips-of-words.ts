/** Slips where plain English, or another language, was written for a sign or word of this one. See `slips.ts`. */
import type { IToken, TokenType } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import { isAnyWord, touches } from './condition-parser.ts';
import { tokenSpan } from './concrete.ts';
import type { MendedTokens, Place } from './slips.ts';
import { inserted, replaced } from './mended-tokens.ts';
import { phraseSlips } from './slips-of-phrases.ts';
import { windowSlips } from './slips-of-windows.ts';
import * as t from './tokens.ts';

type Slip = (place: Place) => MendedTokens | undefined;

const values: ReadonlySet<TokenType> = new Set([t.Quantity, t.Money, t.DateToken, t.Instant, t.Percent]);
const word = (token: IToken | undefined): string => token?.image.toLowerCase() ?? '';
const isValue = (token: IToken | undefined): token is IToken => token !== undefined && values.has(token.tokenType);
const hasPoints = ({ tokens, index }: Place): boolean => tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity);

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
    const is = tokens[index - 2]?.tokenType === t.Is && index > 2 ? 1 : 0;
    report(tokens[index - 1 - is]!, high, `${found.image}..${high.image}`);
    return replaced(tokens, index - 1 - is, 4 + is, found, inserted(t.RangeDots, next.image, next.startOffset), high);
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

const operators: ReadonlySet<TokenType> = new Set([t.In, t.Has, t.Contains, t.Starts, t.Ends, t.Mentions, t.Matches, t.Not]);

/** `country not US` */
const notBeforeValue: Slip = ({ tokens, index, found, previous, next, reporter }) => {
  if (found?.tokenType !== t.Not || previous === undefined || !isAnyWord(previous) || next === undefined || /^(does|do|did)$/.test(word(previous))) return undefined;
  if (operators.has(next.tokenType) || tokens[index + 2]?.tokenType === t.Of || (!isAnyWord(next) && next.tokenType !== t.Text && !isValue(next))) return undefined;
  reporter.report(codes.notBeforeValue, tokenSpan(found), {}, {
    fixes: [{ title: 'write `is not`', edits: [reporter.edit({ start: found.startOffset, end: found.startOffset }, 'is ')] }],
  });
  return replaced(tokens, index, 0, inserted(t.Is, '', found.startOffset));
};

const endsValues: ReadonlySet<TokenType> = new Set([t.SignedQuantity, t.And, t.Or, t.RightParen, t.Bar]);

/** `country US, UK`, `title is "a", "b"`: the values after the comma can be no conditions. */
const valuesWithoutParentheses: Slip = ({ rule, tokens, index, found, previous, reporter }) => {
  if (rule === 'testItem' || rule === 'listItem' || found?.tokenType !== t.Comma || previous === undefined) return undefined;
  // The cases of a banded rule have one subject.
  const isBanded = tokens.slice(index).some((token) => token.tokenType === t.Bar);
  const alike = (token: IToken | undefined): boolean => token !== undefined && (
    previous.tokenType === t.Text ? token.tokenType === t.Text
      : isAnyWord(previous) ? isAnyWord(token) && (isBanded || (/^[A-Z]{2,3}$/.test(previous.image) && /^[A-Z]{2,3}$/.test(token.image)))
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
  ...windowSlips, valuesWithoutParentheses, ...phraseSlips, rangeOfWords, notBeforeValue, conditionAfterPoints,
];
