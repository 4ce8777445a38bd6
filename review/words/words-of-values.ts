/** Tests of values in words, for people who do not read code. */
import type { Bound, Part, Subject, ValueTest } from '../../compiler/check/checked.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { ValueType } from '../../compiler/vocabulary/types.ts';
import { countries } from '../../tables/countries.ts';
import { offsetAt } from '../../tables/calendar.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** "30 days", "3 minutes", "1 hour": the largest unit that says it whole. */
export function durationWords(milliseconds: number): string {
  for (const [name, size] of [['day', day], ['hour', hour], ['minute', minute], ['second', second]] as const) {
    if (milliseconds >= size && milliseconds % size === 0) return counted(milliseconds / size, name);
  }
  return counted(milliseconds, 'millisecond');
}

export function counted(count: number, word: string): string {
  return `${groupDigits(count)} ${count === 1 ? word : plural(word)}`;
}

/** English enough for the names of events: "page view" to "page views", "activity" to "activities". */
export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

export function groupDigits(value: number): string {
  const [whole, fraction] = String(value).split('.') as [string, string?];
  return /e/.test(String(value)) ? String(value) : whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}

/** `page_view` as "page view". */
export function nameWords(name: string): string {
  return name.replaceAll('_', ' ').trim();
}

export function quoted(text: string): string {
  return `“${text}”`;
}

/** What a number of the subject stands for: "$5,000", "30 days", "2026-01-31", "50". */
export type Unit =
  | { readonly kind: 'plain' | 'duration' | 'points' | 'ten-thousandths' }
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'instant'; readonly timezone: string };

export function valueWords(value: number, unit: Unit): string {
  switch (unit.kind) {
    // Four digits may be a year.
    case 'plain': return Math.abs(value) < 10_000 ? String(value) : groupDigits(value);
    case 'points': case 'ten-thousandths': return groupDigits(value / 10_000);
    case 'duration': return durationWords(value);
    case 'money': return `${unit.currency} ${groupDigits(value)}`;
    case 'instant': return instantWords(value, unit.timezone);
    default: return unreachable(unit);
  }
}

function instantWords(at: number, timezone: string): string {
  const local = new Date(at + offsetAt(timezone, at)).toISOString();
  return local.endsWith('T00:00:00.000Z') ? local.slice(0, 10) : `${local.slice(0, 16).replace('T', ' ')} (${timezone})`;
}

export function unitOf(subject: Subject, timezone: string): Unit {
  switch (subject.kind) {
    case 'field': case 'property': return unitOfType(subject.type, timezone);
    case 'count': case 'days': case 'distinct': case 'tier': return { kind: 'plain' };
    case 'since': return { kind: 'duration' };
    case 'total': return subject.property.type.kind === 'duration' ? { kind: 'duration' } : { kind: 'ten-thousandths' };
    case 'score': return { kind: 'points' };
    default: return unreachable(subject);
  }
}

function unitOfType(type: ValueType, timezone: string): Unit {
  const scalar = type.kind === 'list' ? type.element : type;
  switch (scalar.kind) {
    case 'duration': return { kind: 'duration' };
    case 'money': return { kind: 'money', currency: scalar.currency };
    case 'date': case 'datetime': return { kind: 'instant', timezone };
    default: return { kind: 'plain' };
  }
}

function bound(side: 'low' | 'high', { value, inclusive }: Bound, unit: Unit): string {
  const text = valueWords(value, unit);
  if (unit.kind === 'instant') return side === 'low' ? `${inclusive ? 'on or after' : 'after'} ${text}` : `${inclusive ? 'on or before' : 'before'} ${text}`;
  return side === 'low' ? `${inclusive ? 'at least' : 'more than'} ${text}` : `${inclusive ? 'at most' : 'less than'} ${text}`;
}

/** "at least 50", "between 50 and 500", "exactly 3". */
export function intervalWords(test: Extract<ValueTest, { kind: 'interval' }>, unit: Unit): string {
  const { low, high } = test;
  if (low !== undefined && high !== undefined) {
    if (low.value === high.value && low.inclusive && high.inclusive) return unit.kind === 'instant' ? `at ${valueWords(low.value, unit)}` : `exactly ${valueWords(low.value, unit)}`;
    if (low.inclusive && high.inclusive) return `between ${valueWords(low.value, unit)} and ${valueWords(high.value, unit)}`;
    return `${bound('low', low, unit)} and ${bound('high', high, unit)}`;
  }
  return low === undefined ? bound('high', high!, unit) : bound('low', low, unit);
}

export function partWords(part: Part | undefined): string {
  return part === undefined ? '' : { domain: '’s domain', host: '’s host', path: '’s path' }[part];
}

const textVerbs = {
  equals: 'is', matches: 'is like', contains: 'contains', 'starts with': 'starts with', 'ends with': 'ends with', mentions: 'mentions',
} as const;

/** A test as what follows its subject: "is at least 50", "is Germany or France", "mentions “student”". */
export function testWords(test: ValueTest, unit: Unit, type: ValueType | undefined): string {
  switch (test.kind) {
    case 'interval': return `is ${intervalWords(test, unit)}`;
    case 'recent': return `is in the last ${durationWords(test.milliseconds)}`;
    case 'boolean': return `is ${test.value}`;
    case 'text': return `${test.operator === 'matches' && test.pieces.length === 1 ? 'is' : textVerbs[test.operator]} ${quoted(test.operator === 'matches' ? test.pieces.join('*') : test.operand)}`;
    case 'member': return `is ${memberWords(test.member, type)}`;
    case 'label': return `is ${test.label}`;
    case 'any': return anyWords(test.tests, unit, type);
    case 'missing': return 'is missing';
    case 'known': return 'is known';
    case 'not': return `not (${testWords(test.test, unit, type)})`;
    case 'has': {
      const element = type?.kind === 'list' ? type.element : type;
      const inner = test.tests.map((one) => testWords(one, unit, element).replace(/^is /, ''));
      return `has ${list(inner, test.quantifier === 'all' ? 'and' : 'or')}`;
    }
    default: return unreachable(test);
  }
}

function memberWords(member: string, type: ValueType | undefined): string {
  const scalar = type?.kind === 'list' ? type.element : type;
  if (scalar?.kind === 'country') return countries.find((country) => country.code === member)?.name ?? member;
  return nameWords(member);
}

/** "is Germany or France" rather than "is Germany or is France". */
function anyWords(tests: readonly ValueTest[], unit: Unit, type: ValueType | undefined): string {
  if (tests.length === 0) return 'is one of nothing';
  const texts = tests.map((one) => testWords(one, unit, type));
  const verb = /^(is like|is|contains|starts with|ends with|mentions|has) /.exec(texts[0]!)?.[1];
  if (verb !== undefined && texts.every((text) => text.startsWith(`${verb} `))) return `${verb} ${list(shortened(texts.map((text) => text.slice(verb.length + 1))), 'or')}`;
  return list(texts, 'or');
}

/** Long lists name their first entries and count the rest. */
function shortened(texts: readonly string[]): string[] {
  return texts.length <= 12 ? [...texts] : [...texts.slice(0, 10), `${texts.length - 10} more`];
}

export function list(texts: readonly string[], word: 'and' | 'or'): string {
  if (texts.length <= 1) return texts.join('');
  return `${texts.slice(0, -1).join(', ')} ${word} ${texts.at(-1)}`;
}
