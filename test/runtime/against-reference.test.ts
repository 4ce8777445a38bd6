/** The runtime's reading of values against the reference's: written twice, they must agree on every text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScalarType, ValueType } from '../../compiler/vocabulary/types.ts';
import { readFormatted, readInstant as referenceInstant } from '../../reference/read-time.ts';
import { readValue, unreadable as referenceUnreadable } from '../../reference/read-value.ts';
import { normalForm as referenceNormalForm } from '../../reference/text.ts';
import { formatReader, readInstant } from '../../runtime/read-time.ts';
import { missingTextCheck, unreadable, valueReader } from '../../runtime/read-value.ts';
import type { ValueType as SchemaType } from '../../runtime/schema.ts';
import { normalForm } from '../../runtime/text.ts';

const zones = fc.constantFrom('UTC', 'America/New_York', 'America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kolkata', 'Australia/Lord_Howe');
const two = fc.oneof(fc.integer({ min: 0, max: 61 }).map((value) => String(value).padStart(2, '0')), fc.integer({ min: 0, max: 99 }).map(String));
const year = fc.oneof(fc.integer({ min: 2008, max: 2028 }), fc.constantFrom(0, 1, 9999, 1970)).map((value) => String(value).padStart(4, '0'));
const month = fc.integer({ min: 0, max: 13 }).map((value) => String(value).padStart(2, '0'));
const dayOfMonth = fc.integer({ min: 0, max: 32 }).map((value) => String(value).padStart(2, '0'));
const fraction = fc.constantFrom('', '.5', ',25', '.1239', '.', '.000999999999');
const offset = fc.constantFrom('', 'Z', 'z', '+00', '-00:00', '+05:30', '+0530', '-11:00', '+14:00', '+24:00', '+05:60', '+5', ' ', '+05:', 'UTC');
const isoText = fc.tuple(year, month, dayOfMonth, fc.constantFrom('T', ' ', 't', 'x', ''), two, two, two, fraction, offset, fc.integer({ min: 0, max: 3 })).map(
  ([y, m, d, separator, hour, minute, second, rest, zone, length]) => {
    const date = `${y}-${m}-${d}`;
    if (length === 0) return date;
    const time = length === 1 ? `${hour}:${minute}` : `${hour}:${minute}:${second}${rest}`;
    return `${date}${separator}${time}${zone}`;
  },
);
/** The text with one character changed, put in or left out. */
const mutated = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(text, fc.nat(40), fc.constantFrom(...'0123456789-+:.,TZ e;é\t'), fc.integer({ min: 0, max: 3 })).map(([original, place, character, change]) => {
    const at = place % (original.length + 1);
    if (change === 0) return original;
    return original.slice(0, at) + (change === 1 ? '' : character) + original.slice(change === 2 ? at : at + 1);
  });

describe('times', () => {
  test('in ISO 8601 and epoch milliseconds', () => {
    const epoch = fc.oneof(fc.integer().map(String), fc.integer({ min: -62_135_596_800_002, max: 253_402_300_800_001 }).map(String));
    fc.assert(fc.property(mutated(fc.oneof(isoText, epoch)), zones, (text, zone) => {
      expect(readInstant(text, zone)).toBe(referenceInstant(text, zone));
    }), { numRuns: 5000 });
  });

  test('in formats that the checker lets pass: with a year, a month and a day', () => {
    const directive = fc.constantFrom('%Y', '%y', '%m', '%b', '%B', '%d', '%H', '%I', '%M', '%S', '%f', '%p', '%z', '%%', ' ', '/', '.', '(', ':');
    const date = fc.tuple(fc.constantFrom('%Y', '%y'), fc.constantFrom('%m', '%b', '%B'), fc.constant('%d'));
    const whole = fc.tuple(fc.array(directive, { maxLength: 5 }), date).chain(([others, parts]) => fc.shuffledSubarray([...others, ...parts], { minLength: others.length + 3 }));
    const format = fc.oneof(whole.map((parts) => parts.join('')), fc.constantFrom('%d/%m/%Y', '%d.%m.%y %H:%M', '%b %d, %Y %I:%M %p', '%Y%m%d%z'));
    const part = fc.constantFrom('1', '12', '31', '2026', '68', '69', '00', '9', 'Jan', 'may', 'SEPTEMBER', 'am', 'PM', '+02:00', 'z', '%', ' ', '/', '.', '(', ':', ', ', 'q');
    fc.assert(fc.property(format, fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')), zones, (each, text, zone) => {
      expect(formatReader(each, zone)(text)).toBe(readFormatted(text, each, zone));
    }), { numRuns: 5000 });
  });

  test('in the formats that they are written in', () => {
    const written = fc.tuple(year, fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }), two, two).map(([y, m, d, hour, minute]) => `${d}/${m}/${y} ${hour}:${minute}`);
    fc.assert(fc.property(mutated(written), zones, (text, zone) => {
      expect(formatReader('%d/%m/%Y %H:%M', zone)(text)).toBe(readFormatted(text, '%d/%m/%Y %H:%M', zone));
    }), { numRuns: 3000 });
  });
});

const members = [{ name: 'vp', spellings: ['VP', 'Vice President', 'boss'] }, { name: 'boss', spellings: [] }, { name: 'c_level', spellings: ['C-Level', 'vp'] }];
const scalars: readonly ScalarType[] = [
  { kind: 'number' }, { kind: 'money', currency: 'USD' }, { kind: 'boolean' }, { kind: 'text' }, { kind: 'email' }, { kind: 'url' }, { kind: 'country' },
  { kind: 'one of', members }, { kind: 'date', format: undefined }, { kind: 'datetime', format: '%d/%m/%Y' }, { kind: 'duration' },
];
const types = fc.oneof(fc.constantFrom(...scalars), fc.constantFrom(...scalars).map((element): ValueType => ({ kind: 'list', element })));
const cell = fc.oneof(
  fc.constantFrom('', ' ', 'Select', 'select ', '0', '1', 'yes', 'No', 'TRUE', ' vp', 'Boss', 'c-level', 'US', 'u.s.a.', 'Côte d’Ivoire', 'Atlantis', '14/01/2026', '1,000', '$5', 'a;b', ';;', 'İ'),
  isoText, fc.double().map(String), fc.string({ maxLength: 6 }),
);
/** JSON has no other numbers. */
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const scalarRaw = fc.oneof(cell, finite, fc.integer(), fc.boolean(), fc.constantFrom(null, undefined, {}, -0, 0.0005, -1.0005, 3_153_600_000, 3_153_600_000.1));
const raw = fc.oneof(scalarRaw, fc.array(scalarRaw, { maxLength: 4 }), fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(';')));

/** The schema of a compiled module has `null` where the vocabulary has `undefined`. */
function schemaType(type: ValueType): SchemaType {
  return JSON.parse(JSON.stringify(type, (_key, value: unknown) => (isDate(value) ? { ...value, format: value.format ?? null } : value))) as SchemaType;
}

function isDate(value: unknown): value is { kind: string; format: string | undefined } {
  return typeof value === 'object' && value !== null && 'format' in value;
}

/** Typed values of JavaScript keep an unknown spelling as its text. */
function flat(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(flat);
  return typeof value === 'object' && value !== null && 'unknown' in value ? value.unknown : value;
}

function unknownsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((count, each) => count + unknownsIn(each), 0);
  return typeof value === 'object' && value !== null ? 1 : 0;
}

test('values of every type', () => {
  fc.assert(fc.property(types, raw, zones, fc.constantFrom([], ['Select', '0', 'a']), (type, value, zone, missingTexts) => {
    const expected = readValue(value, type, { zone, missingTexts: missingTexts.map(referenceNormalForm) });
    const reader = valueReader(schemaType(type), zone, missingTextCheck(missingTexts));
    const read = reader.read(value);
    if (expected === referenceUnreadable) {
      expect(read).toBe(unreadable);
    } else {
      // `0` and `-0` are one number.
      expect(read === 0 ? 0 : read).toEqual(expected === 0 ? 0 : flat(expected));
      expect(reader.unknownSpellings).toBe(unknownsIn(expected));
    }
  }), { numRuns: 20_000 });
});

test('normal forms', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[ \t\n\v\f\rAÄİΣςẞ𐐀]{0,10}$/u)), (text) => {
    expect(normalForm(text)).toBe(referenceNormalForm(text));
  }), { numRuns: 5000 });
});
