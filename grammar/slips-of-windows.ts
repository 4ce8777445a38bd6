/** Slips where a window was written in other words, or counted back from now. See `slips.ts`. */
import type { IToken, TokenType } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import { isAnyWord } from './condition-parser.ts';
import { tokenSpan } from './concrete.ts';
import { isDuration, withUnit } from './quantities.ts';
import type { EntryRule } from './parser.ts';
import type { Reporter } from './report.ts';
import type { MendedTokens, Place } from './slips.ts';
import { inserted, replaced } from './mended-tokens.ts';
import * as t from './tokens.ts';

type Slip = (place: Place) => MendedTokens | undefined;

const word = (token: IToken | undefined): string => token?.image.toLowerCase() ?? '';

/** A duration that begins at a token, its unit touching the number or not. */
interface WrittenDuration {
  /** The index of its last token. */
  readonly last: number;
  /** As it is written in the language. */
  readonly image: string;
}

function durationAt(tokens: readonly IToken[], at: number): WrittenDuration | undefined {
  const number = tokens[at];
  if (number?.tokenType !== t.Quantity) return undefined;
  const unit = tokens[at + 1];
  const apart = unit !== undefined && isAnyWord(unit) && /\d$/.test(number.image) ? withUnit(number.image, unit.image) : undefined;
  const image = apart ?? number.image;
  return isDuration(image) ? { last: apart === undefined ? at : at + 1, image } : undefined;
}

/** `within` and its duration in place of the tokens from `first` to `last`. */
function asWindow({ tokens }: Pick<Place, 'tokens'>, reporter: Reporter, first: number, last: number, image: string): MendedTokens {
  const span = cover(tokenSpan(tokens[first]!), tokenSpan(tokens[last]!));
  return replaced(tokens, first, last - first + 1, inserted(t.Within, tokens[first]!.image, span.start), inserted(t.Quantity, reporter.file.text.slice(span.start, span.end), span.start, image));
}

/** The duration behind `in the last`, `last`, `over the past`, `in` and the like, if such words begin at `first`. */
function windowAt(tokens: readonly IToken[], first: number): WrittenDuration | undefined {
  let at = first;
  const preposition = /^(within|in|during|over|for)$/.exec(word(tokens[at]))?.[0];
  if (preposition !== undefined) at += 1;
  if (preposition === 'over' && tokens[first - 1]?.tokenType === t.Fade) return undefined;
  if (word(tokens[at]) === 'the') at += 1;
  const hasLast = /^(last|past|previous)$/.test(word(tokens[at]));
  if (hasLast) at += 1;
  // `employees over 50` is a comparison, and `within 30d` is right.
  return hasLast || (at === first + 1 && preposition !== undefined && !/^(within|over)$/.test(preposition)) ? durationAt(tokens, at) : undefined;
}

/** `webinar in the last 30 days`, `webinar last 30d`, `webinar in 30 days`, `webinar +10 over the past 2 weeks` */
const lastForWithin: Slip = ({ tokens, index, reporter }) => {
  for (let first = Math.max(1, index - 3); first <= index; first += 1) {
    const duration = windowAt(tokens, first);
    if (duration === undefined || duration.last < index - 1) continue;
    const counted = windowAfterCount(tokens, first, duration, reporter);
    if (counted !== undefined) return counted;
    reportWindow(tokens, first, duration, reporter);
    return asWindow({ tokens }, reporter, first, duration.last, duration.image);
  }
  return undefined;
};

const relations: ReadonlySet<TokenType> = new Set([t.Equals, t.NotEquals, t.Less, t.LessEqual, t.Greater, t.GreaterEqual]);

/** `page_view >= 3 in the last 30 days`: the window belongs before the comparison of the count, too, which is no second mistake. */
function windowAfterCount(tokens: readonly IToken[], first: number, { last, image }: WrittenDuration, reporter: Reporter): MendedTokens | undefined {
  const [relation, count] = [tokens[first - 2], tokens[first - 1]];
  if (first < 3 || relation === undefined || !relations.has(relation.tokenType) || count?.tokenType !== t.Quantity || !/^\d+$/.test(count.image)) return undefined;
  const span = cover(tokenSpan(relation), tokenSpan(tokens[last]!));
  const { text } = reporter.file;
  const proposed = `within ${image} ${text.slice(span.start, tokenSpan(count).end)}`;
  reporter.report(codes.lastForWithin, span, { found: text.slice(span.start, span.end), proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)] });
  const window = [inserted(t.Within, '', span.start), inserted(t.Quantity, '', span.start, image)];
  return replaced(tokens, first - 2, last - first + 3, ...window, relation, count);
}

function reportWindow(tokens: readonly IToken[], first: number, { last, image }: WrittenDuration, reporter: Reporter): void {
  const span = cover(tokenSpan(tokens[first]!), tokenSpan(tokens[last]!));
  const proposed = `within ${image}`;
  reporter.report(codes.lastForWithin, span, { found: reporter.file.text.slice(span.start, span.end), proposed }, {
    fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)],
  });
}

/** What is later than a moment, and what is earlier. */
const sinceWhen: ReadonlySet<TokenType> = new Set([t.After, t.Greater, t.GreaterEqual]);
const untilWhen: ReadonlySet<TokenType> = new Set([t.Before, t.Less, t.LessEqual]);

/** The end of `today - 30d`, `now -30d`, `30d ago` or `30 days ago`, and the duration in it. */
function agoFrom(tokens: readonly IToken[], first: number): (WrittenDuration & { readonly says: 'ago' | 'minus' }) | undefined {
  const [start, second, third] = [tokens[first], tokens[first + 1], tokens[first + 2]];
  const duration = durationAt(tokens, first);
  if (duration !== undefined) return word(tokens[duration.last + 1]) === 'ago' ? { ...duration, last: duration.last + 1, says: 'ago' } : undefined;
  if (!/^(today|now)$/.test(word(start)) || second === undefined) return undefined;
  if (second.tokenType === t.Minus && third?.tokenType === t.Quantity && isDuration(third.image)) return { last: first + 2, image: third.image, says: 'minus' };
  const image = second.image.slice(1);
  return second.tokenType === t.SignedQuantity && second.image.startsWith('-') && isDuration(image) ? { last: first + 1, image, says: 'minus' } : undefined;
}

/**
 * `created after today - 30d`, `created >= 30d ago`. The opposite of a window holds for a missing date, too, so that is for the author to say;
 * and so is `> 30d ago`, which is later than that moment for one who knows SQL, and longer ago in plain English.
 */
const daysAgo: Slip = ({ tokens, index, reporter }) => {
  for (let at = Math.max(1, index - 4); at <= index; at += 1) {
    const operator = tokens[at];
    if (operator === undefined || !(sinceWhen.has(operator.tokenType) || untilWhen.has(operator.tokenType))) continue;
    const ago = agoFrom(tokens, at + 1);
    if (ago === undefined) continue;
    const isSign = operator.tokenType !== t.After && operator.tokenType !== t.Before;
    reportAgo(tokens, at, at, ago, isSign && ago.says === 'ago' ? 'unclear' : sinceWhen.has(operator.tokenType) ? 'later' : 'earlier', reporter);
    return asWindow({ tokens }, reporter, at, ago.last, ago.image);
  }
  return undefined;
};

const longerThan = /^(more|greater|longer|older)$/;
const lessThan = /^(less|fewer)$/;

/** `created is more than 30 days ago`, `created less than 30 days ago` */
const daysAgoInWords: Slip = ({ tokens, index, reporter }) => {
  for (let at = Math.max(1, index - 4); at <= index; at += 1) {
    const isLonger = longerThan.test(word(tokens[at]));
    if ((!isLonger && !lessThan.test(word(tokens[at]))) || word(tokens[at + 1]) !== 'than') continue;
    const ago = agoFrom(tokens, at + 2);
    if (ago?.says !== 'ago') continue;
    const first = tokens[at - 1]!.tokenType === t.Is && at > 1 ? at - 1 : at;
    reportAgo(tokens, first, first, ago, isLonger ? 'earlier' : 'later', reporter);
    return asWindow({ tokens }, reporter, first, ago.last, ago.image);
  }
  return undefined;
};

function reportAgo(
  tokens: readonly IToken[], first: number, operator: number, { last, image }: WrittenDuration, meant: 'earlier' | 'later' | 'unclear', reporter: Reporter,
): void {
  const span = cover(tokenSpan(tokens[first]!), tokenSpan(tokens[last]!));
  const subject = tokens[operator - 1]!;
  const whole = cover(tokenSpan(subject), span);
  const within = `within ${image}`;
  const negated = `not ${subject.image} ${within}`;
  const isPath = tokens[operator - 2]?.tokenType === t.Dot;
  const later = reporter.replace(`write \`${within}\` for what is later than that`, span, within);
  const earlier = isPath ? [] : [reporter.replace(`write \`${negated}\` for what is longer ago, and for a missing date`, whole, negated)];
  const proposed = meant === 'later' ? within : meant === 'earlier' ? negated : `${within}\` for what is later than that, or for what is longer ago \`${negated}`;
  reporter.report(codes.lastForWithin, span, { found: reporter.file.text.slice(span.start, span.end), proposed }, {
    fixes: meant === 'later' ? [reporter.replace(`write \`${within}\``, span, within)] : meant === 'earlier' ? [] : [later, ...earlier],
  });
}

/**
 * `created after now -30d` and `webinar in last 30d`: points in days and a list called `last` parse, so they are looked for before the parser runs.
 * No points are in days, and no count is compared with a duration, so that nothing right is touched.
 */
export function mendWindows(rule: EntryRule, tokens: IToken[], reporter: Reporter): IToken[] {
  for (let index = 2; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    let mended: MendedTokens | undefined;
    if (token.tokenType === t.SignedQuantity && index > 2 && token.image.startsWith('-') && agoFrom(tokens, index - 1)?.last === index) {
      mended = daysAgo({ rule, tokens, index: index - 1, due: '', found: tokens[index - 1], previous: tokens[index - 2], next: token, reporter });
    } else if (token.tokenType === t.Quantity && tokens[index - 2]!.tokenType === t.In && index > 2) {
      const duration = windowAt(tokens, index - 2);
      if (duration !== undefined) {
        reportWindow(tokens, index - 2, duration, reporter);
        mended = asWindow({ tokens }, reporter, index - 2, duration.last, duration.image);
      }
    }
    if (mended !== undefined) return mendWindows(rule, mended.tokens, reporter);
  }
  return tokens;
}

export const windowSlips: readonly Slip[] = [daysAgo, daysAgoInWords, lastForWithin];
