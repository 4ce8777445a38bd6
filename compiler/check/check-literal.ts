/** Literals in the units of what they are compared with. Language reference, sections 1, 3 and 5. */
import type { Bound, Points } from './checked.ts';
import { report, sourceText } from './context.ts';
import type { CheckContext } from './context.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import type { Span } from '../source/span.ts';
import { unreachable } from '../unreachable.ts';
import type { ValueType } from '../vocabulary/types.ts';
import type { DateLiteral, InstantLiteral, ValueOrRange } from '../../grammar/tree.ts';
import { dayOfDate, dayStart, instantOfLocal } from '../../tables/calendar.ts';

/** The most that a total, and so a number that is added up or divided, counts as. Language reference, section 5. */
const largestTotalled = 100_000_000_000;

/** What a value is, for messages: "the number `50`". */
export function describeValue(context: CheckContext, value: ValueOrRange): string {
  const text = context.file.text.slice(value.span.start, value.span.end);
  switch (value.kind) {
    case 'number': return `the number \`${text}\``;
    case 'percent': return `the percentage \`${text}\``;
    case 'duration': return `the duration \`${text}\``;
    case 'money': return `the amount \`${text}\``;
    case 'date': return `the date \`${text}\``;
    case 'instant': return `the instant \`${text}\``;
    case 'text': return `the text \`${text}\``;
    case 'word': return `the word \`${text}\``;
    case 'range': return `the range \`${text}\``;
    default: return unreachable(value);
  }
}

/** A type with its article: "a number", "one of `a` or `b`". */
export function describeType(type: ValueType): string {
  switch (type.kind) {
    case 'number': return 'a number';
    case 'money': return `an amount in ${type.currency}`;
    case 'boolean': return 'true or false';
    case 'text': return 'a text';
    case 'email': return 'an email address';
    case 'url': return 'a url';
    case 'country': return 'a country';
    case 'one of': return 'one of a few values';
    case 'date': return 'a date';
    case 'datetime': return 'a date and time';
    case 'duration': return 'a duration';
    case 'list': return `a list of ${plural(type.element.kind)}`;
    default: return unreachable(type);
  }
}

function plural(kind: string): string {
  return { country: 'countries', money: 'amounts', 'one of': 'values', boolean: 'booleans' }[kind] ?? `${kind}s`;
}

/** Whole ten-thousandths, or `undefined` with a diagnostic where the amount is too large or too fine. */
export function pointsOf(context: CheckContext, node: { readonly span: { start: number; end: number }; readonly decimal: string }): Points | undefined {
  // Nearly all points are a few digits; `-0` is 0.
  if (/^[+-]?\d{1,6}$/.test(node.decimal)) return (Number(node.decimal) * 10_000 || 0) as Points;
  const scaled = scaledDecimal(node.decimal, 4);
  if (scaled === undefined || scaled > 10_000_000_000n || scaled < -10_000_000_000n) {
    return report(context, codes.pointsRange, node.span, { text: context.file.text.slice(node.span.start, node.span.end) });
  }
  return Number(scaled) as Points;
}

/** The decimal times 10^places (one at least), exactly; `undefined` where it is not whole. */
export function scaledDecimal(decimal: string, places: number): bigint | undefined {
  const [, sign, digits, fraction = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(decimal)!;
  if (fraction.length > places) return undefined;
  const whole = BigInt(digits + fraction.padEnd(places, '0'));
  return sign === '-' ? -whole : whole;
}

/** A literal as `total` and proportional rules take it: whole ten-thousandths, rounded half away from zero. */
export function tenThousandths(context: CheckContext, literal: { readonly span: Span }, value: number, subject: string): number | undefined {
  if (Math.abs(value) > largestTotalled) return report(context, codes.beyondTotal, literal.span, { subject, found: sourceText(context, literal) });
  const size = Math.floor(Math.abs(value) * 10_000 + 0.5);
  return value < 0 ? -size : size;
}

/** A bare date is its whole day in the definition's time zone: from `start` on, until before `end`. */
export function daySpan(context: CheckContext, date: DateLiteral): { readonly start: number; readonly end: number } {
  const day = dayOfDate(date)!;
  return { start: dayStart(context.timezone, day), end: dayStart(context.timezone, day + 1) };
}

export function instantOf(context: CheckContext, literal: InstantLiteral): number {
  const local = Date.parse(`${literal.local}Z`);
  return literal.offsetMinutes === undefined ? instantOfLocal(context.timezone, local) : local - literal.offsetMinutes * 60_000;
}

export function inclusive(value: number): Bound {
  return { value, inclusive: true };
}

export function exclusive(value: number): Bound {
  return { value, inclusive: false };
}
