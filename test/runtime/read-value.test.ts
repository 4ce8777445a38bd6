import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { missingTextCheck, readId, unreadable, valueReader } from '../../runtime/read-value.ts';
import type { ScalarType, ValueType } from '../../runtime/schema.ts';

const nothingElse = missingTextCheck([]);

function read(type: ValueType | ScalarType['kind'], raw: unknown, missingTexts: readonly string[] = []): unknown {
  const isMissing = missingTextCheck(missingTexts);
  const value = valueReader(typeof type === 'string' ? ({ kind: type, format: null } as ScalarType) : type, 'UTC', isMissing).read(raw);
  return value === unreadable ? 'unreadable' : value;
}

const seniority: ScalarType = {
  kind: 'one of',
  members: [{ name: 'manager', spellings: [] }, { name: 'vp', spellings: ['VP', 'Vice President'] }, { name: 'c_level', spellings: ['C-Level', 'manager'] }],
};

describe('numbers', () => {
  test.each([
    ['50', 50], [' +50 ', 50], ['-2.5', -2.5], ['007', 7], ['1e3', 1000], ['1.5E-2', 0.015], ['\t5\n', 5], [12, 12], [1.5, 1.5], [true, 'unreadable'],
  ])('%j is %s', (raw, value) => {
    expect(read('number', raw)).toBe(value);
  });
  test.each(['1,000', '$5', '5%', '.5', '5.', '1e', '0x10', 'Infinity', 'NaN', '1_000', '5 0', '٥', '1e999', '--5', '5\u00a0'])('%j is none', (raw) => {
    expect(read('number', raw)).toBe('unreadable');
  });
  test.each([NaN, Infinity, {}, [], [5], Symbol('five')])('%s is none', (raw) => {
    expect(read('number', raw)).toBe('unreadable');
  });
  test('a database integer is one', () => {
    expect(read('number', 12n)).toBe(12);
  });
  test('money is read as a number', () => {
    expect(read({ kind: 'money', currency: 'USD' }, '5000000')).toBe(5_000_000);
    expect(read({ kind: 'money', currency: 'USD' }, '$5m')).toBe('unreadable');
  });
  test('what JavaScript writes is read as the same number', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(read('number', String(value))).toBe(value === 0 ? Number(String(value)) : value);
      expect(read('number', value)).toBe(value);
    }));
  });
});

describe('missing values', () => {
  test.each(['number', 'text', 'country', 'boolean', 'datetime', 'duration', 'email', 'url'] as const)('of %s are nothing, null and blank texts', (kind) => {
    for (const raw of [undefined, null, '', ' \t\r\n\v\f']) expect(read(kind, raw)).toBeUndefined();
  });
  test('are the declared texts, in any case, and numbers of that text', () => {
    expect(read('text', ' SELECT ', ['Select', 'unknown', '0'])).toBeUndefined();
    expect(read('number', 'Unknown', ['Select', 'unknown', '0'])).toBeUndefined();
    expect(read('number', 0, ['Select', 'unknown', '0'])).toBeUndefined();
    expect(read('number', 10, ['Select', 'unknown', '0'])).toBe(10);
    expect(read('text', 'selected', ['Select'])).toBe('selected');
  });
  test('a no-break space is a text', () => {
    expect(read('text', '\u00a0')).toBe('\u00a0');
  });
});

describe('texts', () => {
  test('stay as they are, and numbers and booleans are their JSON text', () => {
    expect(['  Acme ', 5, 1e21, -0, true, 12345678901234567890n].map((raw) => read('text', raw))).toEqual(['  Acme ', '5', '1e+21', '0', 'true', '12345678901234567890']);
  });
  test('objects and lists are none', () => {
    expect(read('text', {})).toBe('unreadable');
    expect(read('url', ['a'])).toBe('unreadable');
  });
});

test.each([
  ['true', true], ['YES', true], [' 1 ', true], [1, true], [true, true], ['false', false], ['No', false], ['0', false], [0, false], [false, false],
  ['y', 'unreadable'], ['on', 'unreadable'], [2, 'unreadable'], ['1.0', 'unreadable'],
])('the boolean %j is %s', (raw, value) => {
  expect(read('boolean', raw)).toBe(value);
});

test.each([
  ['90', 90_000], ['1.0005', 1001], ['-1.0005', -1001], ['0.0004', 0], ['0', 0], [2.5, 2500], ['3153600000', 36_500 * 86_400_000],
  ['3153600001', 'unreadable'], ['3min', 'unreadable'], ['-0.0001', 0],
])('the duration %j is %s ms', (raw, value) => {
  expect(read('duration', raw)).toBe(value);
});

describe('countries and members', () => {
  test.each([['us', 'US'], [' Germany ', 'DE'], ['Atlantis', 'Atlantis'], [' Atlantis ', ' Atlantis '], [7, '7']])('the country %j is %j', (raw, value) => {
    expect(read('country', raw)).toBe(value);
  });
  test.each([
    ['VP', 'vp'], [' vice president ', 'vp'], ['C-LEVEL', 'c_level'], ['c_level', 'c_level'], ['Manager', 'manager'], ['c level', 'c level'], ['constructor', 'constructor'],
  ])('the seniority %j is %j', (raw, value) => {
    expect(read(seniority, raw)).toBe(value);
  });
  test('unknown spellings are counted', () => {
    const country = valueReader({ kind: 'country' }, 'UTC', nothingElse);
    const counted = ['US', 'Atlantis', 'Atlantis', '', 'de'].map((raw) => {
      country.read(raw);
      return country.unknownSpellings;
    });
    expect(counted).toEqual([0, 1, 1, 0, 0]);
    const list = valueReader({ kind: 'list', element: seniority }, 'UTC', nothingElse);
    list.read('vp; boss ;; chief');
    expect(list.unknownSpellings).toBe(2);
    list.read(null);
    expect(list.unknownSpellings).toBe(0);
  });
  test('more spellings than are remembered are still read', () => {
    const country = valueReader({ kind: 'country' }, 'UTC', nothingElse);
    for (let index = 0; index < 3000; index += 1) expect(country.read(`nowhere ${index}`)).toBe(`nowhere ${index}`);
    expect(country.read('France')).toBe('FR');
  });
});

describe('lists', () => {
  const texts: ValueType = { kind: 'list', element: { kind: 'text' } };
  test.each([
    ['HubSpot; Slack', ['HubSpot', ' Slack']], [['HubSpot', 5, null, ''], ['HubSpot', '5']], ['HubSpot', ['HubSpot']], [';', undefined], ['', undefined], [[], undefined],
    [[null], undefined], [5, ['5']], ['["a"]', ['["a"]']], [[['a']], 'unreadable'], [{}, 'unreadable'],
  ])('%j is %j', (raw, value) => {
    expect(read(texts, raw)).toEqual(value);
  });
  test('each value is read by its type', () => {
    expect(read({ kind: 'list', element: { kind: 'number' } }, '1; 2.5')).toEqual([1, 2.5]);
    expect(read({ kind: 'list', element: { kind: 'number' } }, '1; two')).toBe('unreadable');
    expect(read({ kind: 'list', element: { kind: 'country' } }, ['Germany', 'AT'])).toEqual(['DE', 'AT']);
    expect(read({ kind: 'list', element: { kind: 'text' } }, 'a;n/a;b', ['N/A'])).toEqual(['a', 'b']);
  });
});

test('a column with a format is read by it alone', () => {
  const date: ValueType = { kind: 'date', format: '%d/%m/%Y' };
  expect(read(date, '14/01/2026')).toBe(Date.UTC(2026, 0, 14));
  expect(read(date, '2026-01-14')).toBe('unreadable');
  expect(read({ kind: 'date', format: null }, '2026-01-14')).toBe(Date.UTC(2026, 0, 14));
  expect(read({ kind: 'date', format: null }, Date.UTC(2026, 0, 14))).toBe(Date.UTC(2026, 0, 14));
  expect(read({ kind: 'datetime', format: null }, new Date(5))).toBe(5);
  expect(read({ kind: 'datetime', format: null }, new Date(NaN))).toBe('unreadable');
});

test.each([
  ['42', '42'], [' 42 ', ' 42 '], [42, '42'], ['', undefined], [' ', undefined], [null, undefined], [undefined, undefined],
  [true, undefined], [{}, undefined], [NaN, undefined],
])('the id %j is %j', (raw, id) => {
  expect(readId(raw, nothingElse)).toBe(id);
});

test('an id keeps all digits of a database integer', () => {
  expect(readId(12345678901234567890n, nothingElse)).toBe('12345678901234567890');
});
