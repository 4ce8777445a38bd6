/**
 * What a number with letters after it means: the one place that knows suffixes, currency signs and the limits of durations.
 * Language reference, section 1.
 */
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import type { Span } from '../compiler/source/span.ts';
import { currencySymbols } from '../tables/currencies.ts';
import type { Reporter } from './report.ts';
import type { DurationLiteral, MoneyLiteral, NumberLiteral, PercentLiteral, Points } from './tree.ts';

/** Suffixes of numbers: how many places the decimal point moves. */
const numberSuffixes: ReadonlyMap<string, number> = new Map([['', 0], ['k', 3], ['m', 6], ['bn', 9]]);

/** Suffixes of durations, in milliseconds. */
const durationSuffixes: ReadonlyMap<string, number> = new Map([['s', 1_000], ['min', 60_000], ['h', 3_600_000], ['d', 86_400_000], ['w', 604_800_000]]);

/** What people write for a unit, in lower case, and the unit that it is: a suffix and how many of it. */
const unitWords = new Map<string, readonly [factor: number, suffix: string]>([
  ...spelled(1, 's', 'sec', 'secs', 'second', 'seconds'),
  ...spelled(1, 'min', 'mins', 'minute', 'minutes'),
  ...spelled(1, 'h', 'hr', 'hrs', 'hour', 'hours'),
  ...spelled(1, 'd', 'day', 'days'),
  ...spelled(1, 'w', 'wk', 'wks', 'week', 'weeks'),
  ...spelled(30, 'd', 'mo', 'mos', 'mon', 'mth', 'mths', 'month', 'months'),
  ...spelled(365, 'd', 'y', 'yr', 'yrs', 'year', 'years'),
  ...spelled(90, 'd', 'q', 'quarter', 'quarters'),
  ...spelled(1, 'k', 'thousand', 'thousands'),
  ...spelled(1, 'm', 'mn', 'mm', 'mil', 'mio', 'million', 'millions'),
  ...spelled(1, 'bn', 'b', 'billion', 'billions', 'bln'),
]);

function spelled(factor: number, suffix: string, ...words: string[]): [string, readonly [number, string]][] {
  return words.map((word) => [word, [factor, suffix]]);
}

const mostMilliseconds = 36_500 * 86_400_000;
/** Longer numbers are a slip, and no double holds them. */
const mostDigits = 100;

interface Parts {
  readonly sign: '' | '-';
  readonly signed: boolean;
  readonly whole: string;
  readonly fraction: string;
  /** In lower case. */
  readonly suffix: string;
}

function partsOf(image: string): Parts {
  return commonParts(image) ?? writtenParts(image);
}

/** Of a number such as `+10`, `250` or `30d`, without point, `_` or capitals, as nearly all are. */
function commonParts(image: string): Parts | undefined {
  const first = image.charCodeAt(0);
  const signed = first === plus || first === minus;
  const start = signed ? 1 : 0;
  let end = start;
  while (isBetween(image.charCodeAt(end), zero, nine)) end += 1;
  if (end === start) return undefined;
  let last = end;
  while (isBetween(image.charCodeAt(last), letterA, letterZ)) last += 1;
  if (last < image.length) return undefined;
  return { sign: first === minus ? '-' : '', signed, whole: image.slice(start, end), fraction: '', suffix: end === last ? '' : image.slice(end) };
}

const [plus, minus, zero, nine, letterA, letterZ] = [0x2b, 0x2d, 0x30, 0x39, 0x61, 0x7a];

function isBetween(code: number, low: number, high: number): boolean {
  return code >= low && code <= high;
}

function writtenParts(image: string): Parts {
  const match = /^([+-]?)(\d+(?:_\d+)*)(?:\.(\d+(?:_\d+)*))?([A-Za-z_][A-Za-z0-9_]*)?$/.exec(image);
  const sign = match?.[1] ?? '';
  return {
    sign: sign === '-' ? '-' : '',
    signed: sign !== '',
    whole: (match?.[2] ?? '0').replaceAll('_', ''),
    fraction: (match?.[3] ?? '').replaceAll('_', ''),
    suffix: (match?.[4] ?? '').toLowerCase(),
  };
}

/** The decimal moved to the right by `places`, without zeros that say nothing. */
function shifted({ sign, whole, fraction }: Parts, places: number): string {
  if (places === 0 && fraction === '' && !whole.startsWith('0')) return sign + whole;
  const padded = fraction.padEnd(places, '0');
  const digits = (whole + padded.slice(0, places)).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(places).replace(/0+$/, '');
  const text = rest === '' ? digits : `${digits}.${rest}`;
  return text === '0' ? '0' : sign + text;
}

/** Whether the word is a unit of time or number that may stand after a number by mistake: `days`, `months`, `million`. */
export function isUnitWord(word: string): boolean {
  return unitWords.has(word.toLowerCase());
}

/** `3` and `months` are `90d`; `undefined` where the number is not whole or the word no unit. */
export function withUnit(amount: string, word: string): string | undefined {
  const unit = unitWords.get(word.toLowerCase());
  if (unit === undefined) return undefined;
  const [factor, suffix] = unit;
  if (factor === 1) return `${amount}${suffix}`;
  const whole = /^\d{1,6}$/.test(amount) ? Number(amount) * factor : undefined;
  return whole === undefined ? undefined : `${whole}${suffix}`;
}

/** Whether the letters after the number make it a duration. */
export function isDuration(image: string): boolean {
  return durationSuffixes.has(partsOf(image).suffix);
}

function tooLong(parts: Parts, span: Span, reporter: Reporter): boolean {
  const digits = parts.whole.length + parts.fraction.length;
  if (digits <= mostDigits) return false;
  reporter.report(codes.numberTooLong, span, { digits });
  return true;
}

function reportSuffix(image: string, parts: Parts, due: 'number' | 'duration' | 'value', span: Span, reporter: Reporter): void {
  const amount = image.slice(0, image.length - parts.suffix.length).replace(/^[+$£€]/, '');
  const proposed = withUnit(amount.replace(/^-/, ''), parts.suffix);
  const suitable = proposed !== undefined && (due === 'value' || (due === 'duration') === isDuration(proposed)) ? proposed : undefined;
  reporter.report(codes.unknownSuffix, span, { text: image, suffix: parts.suffix, due, proposed: suitable }, {
    fixes: suitable === undefined ? [] : [reporter.replace(`write \`${suitable}\``, { start: span.end - image.replace(/^[+-]?[$£€]?/, '').length, end: span.end }, suitable)],
  });
}

/** A number, where no duration can stand. After a diagnostic the number is 0. */
export function readNumber(image: string, span: Span, reporter: Reporter): NumberLiteral {
  return { kind: 'number', span, decimal: readDecimal(image, span, reporter), signed: isSigned(image) };
}

function isSigned(image: string): boolean {
  const first = image.charCodeAt(0);
  return first === plus || first === minus;
}

/** Of digits with a sign or none, as nearly all numbers are: without parts to be put together again. */
function plainDecimal(image: string): string | undefined {
  const first = image.charCodeAt(0);
  const start = first === plus || first === minus ? 1 : 0;
  const { length } = image;
  if (length === start || length > mostDigits || (image.charCodeAt(start) === zero && length > start + 1)) return undefined;
  for (let index = start; index < length; index += 1) if (!isBetween(image.charCodeAt(index), zero, nine)) return undefined;
  return first === plus || (first === minus && image.charCodeAt(1) === zero) ? image.slice(1) : image;
}

function readDecimal(image: string, span: Span, reporter: Reporter): string {
  const plain = plainDecimal(image);
  if (plain !== undefined) return plain;
  const parts = partsOf(image);
  const places = numberSuffixes.get(parts.suffix);
  if (places !== undefined) return tooLong(parts, span, reporter) ? '0' : shifted(parts, places);
  if (durationSuffixes.has(parts.suffix)) reporter.report(codes.numberDue, span, { text: image });
  else reportSuffix(image, parts, 'number', span, reporter);
  return '0';
}

/** A whole number above zero, such as `at most 3 times`. After a diagnostic the number is 1. */
export function readCount(image: string, span: Span, reporter: Reporter): NumberLiteral {
  const before = reporter.diagnostics.length;
  const number = readNumber(image, span, reporter);
  if (reporter.diagnostics.length > before) return { ...number, decimal: '1' };
  if (/^[1-9]\d*$/.test(number.decimal) && Number(number.decimal) <= 1_000_000) return number;
  reporter.report(codes.wholeNumberDue, span, { text: image });
  return { ...number, decimal: '1' };
}

export function readPercent(image: string, span: Span, reporter: Reporter): PercentLiteral {
  const parts = partsOf(image.slice(0, -1));
  return { kind: 'percent', span, decimal: tooLong(parts, span, reporter) ? '0' : shifted(parts, 0), signed: parts.signed };
}

/** A duration where nothing else can stand. After a diagnostic it is one day. */
export function readDuration(image: string, span: Span, reporter: Reporter): DurationLiteral {
  const parts = partsOf(image);
  const unit = durationSuffixes.get(parts.suffix);
  const whole = unit === undefined || parts.fraction !== '' ? 0 : Number(parts.whole) * unit;
  if (whole > 0 && whole <= mostMilliseconds && parts.whole.length <= mostDigits) return { kind: 'duration', span, milliseconds: whole };
  const day: DurationLiteral = { kind: 'duration', span, milliseconds: 86_400_000 };
  if (unit === undefined) {
    if (parts.suffix === '') {
      reporter.report(codes.durationWithoutUnit, span, { text: image }, { fixes: [reporter.replace(`write \`${image}d\` for days`, span, `${image}d`)] });
    } else if (parts.suffix === 'm') {
      const amount = image.slice(0, -1);
      const months = withUnit(amount, 'months');
      reporter.report(codes.ambiguousMinutes, span, { text: image, minutes: `${amount}min`, months }, {
        fixes: [
          reporter.replace(`write \`${amount}min\` for minutes`, span, `${amount}min`),
          ...(months === undefined ? [] : [reporter.replace(`write \`${months}\` for months`, span, months)]),
        ],
      });
    } else reportSuffix(image, parts, 'duration', span, reporter);
    return day;
  }
  if (tooLong(parts, span, reporter)) return day;
  const scaled = BigInt(parts.whole + parts.fraction) * BigInt(unit);
  const divisor = 10n ** BigInt(parts.fraction.length);
  if (scaled === 0n) reporter.report(codes.zeroDuration, span, { text: image });
  else if (scaled % divisor !== 0n) reporter.report(codes.fractionOfMillisecond, span, { text: image });
  else if (scaled / divisor > BigInt(mostMilliseconds)) reporter.report(codes.durationTooLong, span, { text: image });
  else return { kind: 'duration', span, milliseconds: Number(scaled / divisor) };
  return day;
}

/** A number or a duration, as the letters say. */
export function readQuantity(image: string, span: Span, reporter: Reporter): NumberLiteral | DurationLiteral {
  const plain = plainDecimal(image);
  if (plain !== undefined) return { kind: 'number', span, decimal: plain, signed: isSigned(image) };
  const parts = partsOf(image);
  if (durationSuffixes.has(parts.suffix)) {
    if (!parts.signed) return readDuration(image, span, reporter);
    reporter.report(codes.signedDuration, span, { text: image });
    return { kind: 'duration', span, milliseconds: 86_400_000 };
  }
  if (numberSuffixes.has(parts.suffix)) return readNumber(image, span, reporter);
  reportSuffix(image, parts, 'value', span, reporter);
  return { kind: 'number', span, decimal: '0', signed: parts.signed };
}

/** ISO 4217's own code for no currency: what stands for a sign that names none, which has its diagnostic already. */
export const noCurrency = 'XXX';

/** `$5m`, `-€10`, or the number of `USD 5m` with its code. */
export function readMoney(image: string, span: Span, reporter: Reporter, code?: string): MoneyLiteral {
  const match = /^([+-]?)([^\d]?)(.*)$/s.exec(image);
  const symbol = code === undefined ? match?.[2] ?? '' : '';
  const parts = partsOf(code === undefined ? `${match?.[1] ?? ''}${match?.[3] ?? ''}` : image);
  const currency = code?.toUpperCase() ?? currencySymbols[symbol];
  const money = (decimal: string): MoneyLiteral => ({ kind: 'money', span, decimal, currency: currency ?? noCurrency });
  if (currency === undefined) {
    reporter.report(codes.unknownCurrencySign, span, { text: image, symbol });
    return money('0');
  }
  const places = numberSuffixes.get(parts.suffix);
  if (places === undefined) {
    reportSuffix(image, parts, 'number', span, reporter);
    return money('0');
  }
  return money(tooLong(parts, span, reporter) ? '0' : shifted(parts, places));
}

/** Points with their sign. After a diagnostic they are 0. */
export function readPoints(image: string, span: Span, reporter: Reporter): Points {
  return { span, decimal: readDecimal(image, span, reporter) };
}
