/** The helpers that compiled modules carry, as the text that they carry. */
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { library, type LibraryName } from '../../compiler/emit/js/library.generated.ts';

type Helper = (...given: readonly unknown[]) => unknown;

/** Made anew where it is asked for: time zones are kept once they have been looked up. */
function helpers(): Readonly<Record<LibraryName, Helper>> {
  const names = (Object.keys(library) as LibraryName[]).filter((name) => /^(?:\/\*\*[^]*?\*\/\s*)?function /.test(library[name].code));
  const code = Object.values(library).map((piece) => piece.code).join('\n');
  return new Function(`'use strict';\n${code}\nreturn { ${names.join(', ')} };`)() as Readonly<Record<LibraryName, Helper>>;
}

type Rows = readonly (readonly [given: readonly unknown[], expected: unknown])[];

let stateless: ReturnType<typeof helpers> | undefined;

function table(name: LibraryName, rows: Rows): void {
  for (const [given, expected] of rows) {
    test(`${name}(${inspect(given).slice(2, -2)})`, () => {
      stateless ??= helpers();
      expect(stateless[name](...given)).toEqual(expected);
    });
  }
}

describe('values', () => {
  table('readNumber', [[[5], 5], [[-0.5], -0.5], [[NaN], NaN], [[Infinity], NaN], [[-Infinity], NaN], [['5'], NaN], [[null], NaN], [[5n], NaN], [[true], NaN]]);
  table('readDuration', [
    [[1500], 1500], [[1500.4], 1500], [[1500.5], 1501], [[-2.6], -3], [[1e15], 1e15], [[-1e15], -1e15], [[1e15 + 1], NaN], [[-1e15 - 1], NaN], [[NaN], NaN], [['1'], NaN], [[new Date(5)], NaN],
  ]);
  table('readBoolean', [[[true], true], [[false], false], [['true'], undefined], [[1], undefined], [[null], undefined]]);
  table('readMember', [[['vp'], 'vp'], [[' vp'], ' vp'], [[''], ''], [[' \t\n\v\f\r'], ''], [[5], ''], [['\u00a0'], '\u00a0'], [['\b'], '\b'], [['\u000e'], '\u000e'], [['a '], 'a '], [[' v '], ' v ']]);
  table('readText', [
    [[' A b\t'], 'a b'], [['\n\v\f\r x'], 'x'], [[''], ''], [['   '], ''], [[5], ''], [['\u00a0A'], '\u00a0a'], [['\u0130'], 'i'], [['a\u0130'], 'ai'], [['\u03a3\u03a3'], '\u03c3\u03c3'], [['\u212a'], 'k'], [[' \u00c4 '], '\u00e4'],
    [['\bA'], '\ba'], [['A\u000e'], 'a\u000e'], [['\u007fA'], '\u007fa'], [['\u0080A '], '\u0080a'], [['\u{10400}'], '\u{10428}'], [['\u{1e921}'], '\u{1e943}'], [['\u0178'], '\u00ff'], [['\u0100\u0101\u0102'], '\u0101\u0101\u0103'],
  ]);
  table('readLowerCase', [[[' A'], ' a'], [[5], '']]);
  table('readDomain', [[['a@B.io '], 'b.io'], [['a@b@c.io'], 'c.io'], [['a@'], ''], [['a'], ''], [['@x'], 'x'], [[5], '']]);
  table('readHost', [
    [['https://Acme.com/a/b'], 'acme.com'], [['acme.com/a'], 'acme.com'], [['acme.com'], 'acme.com'], [[' acme.com '], 'acme.com'], [['/a'], ''], [['https://u:p@acme.com:8080/a'], 'acme.com'], [['acme.com:80'], 'acme.com'],
    [['acme.com:8a'], 'acme.com:8a'], [['a@b@c.com/x'], 'c.com'], [['https://acme.com?x'], 'acme.com'], [['https://acme.com#x/y'], 'acme.com'], [['acme.com?u=http://b.com'], 'acme.com'], [['https:///a'], ''], [['x+y-z.0://b/c'], 'b'],
    [['x_y://b/c'], 'x_y'], [['1x://b/c'], '1x'], [['x9://b'], 'b'], [['A://b'], 'b'], [['Z://b'], 'b'], [['z://b'], 'b'], [['aZ://b'], 'b'], [['[://b'], '['], [['{://b'], '{'], [['`://b'], '`'], [['x:://b'], 'x:'], [['x/://b'], 'x'],
    [['@://b'], ''], [['a@://b'], ''], [['a{://b'], 'a{'], [['a,://b'], 'a,'], [['x0://b'], 'b'], [['x/y://b'], 'x'], [['a://b://c'], 'b'], [['a.b/c://d'], 'a.b'], [['?x'], ''], [['#a.com'], ''], [['a.com?x'], 'a.com'], [['xy_z://b'], 'xy_z'], [['xy_://b'], 'xy_'], [[5], ''], [[''], ''],
  ]);
  table('readPath', [
    [['https://acme.com/A/b/'], '/a/b'], [['https://acme.com'], '/'], [['https://acme.com/'], '/'], [['acme.com//'], '/'], [['/'], '/'], [['//'], '/'], [['/a'], '/a'], [['/a//'], '/a'], [['acme.com/a?b=/c'], '/a'], [['acme.com/a#/c'], '/a'],
    [[' /a '], '/a'], [['?x'], '/'], [['#x'], '/'], [[''], ''], [['  '], ''], [[5], ''], [['/a b'], '/a b'], [['x://'], '/'], [['https:///'], '/'], [['https:////'], '/'],
  ]);
  table('lowerCase', [[['AbC'], 'abc'], [['A\u0130'], 'ai'], [[''], '']]);
  test('readList', () => {
    const { readList, readText, readNumber, readBoolean } = helpers();
    expect(readList([' A', '', 5, 'b', null], readText)).toEqual(['a', 'b']);
    expect(readList([1, NaN, '2', 0, -1], readNumber)).toEqual([1, 0, -1]);
    expect(readList([true, 'x', false], readBoolean)).toEqual([true, false]);
    expect(readList('abc', readText)).toEqual([]);
    expect(readList(undefined, readText)).toEqual([]);
  });
  table('onlyTimed', [[[[{ at: 1 }, { at: '1' }, null, undefined, 5, { at: NaN }]], [{ at: 1 }, { at: NaN }]], [['abc'], []], [[null], []]]);
  table('idText', [[['x'], 'x'], [[5], '5'], [[1e21], '1e+21'], [[12345678901234567890n], '12345678901234567890'], [[null], ''], [[true], '']]);
});

describe('texts', () => {
  table('mentions', [
    [['head of sales', ['head']], true], [['head of sales', ['of', 'sales']], true], [['head of sales', ['head', 'sales']], false], [['heads', ['head']], false], [['a b a c', ['a', 'c']], true], [['a b', ['a', 'b', 'c']], false],
    [['...', ['a']], false], [['x-ray', ['ray']], true], [['\u00e4 b2', ['b2']], true], [['of', ['of']], true], [['b a', ['a', 'b']], false],
  ]);
  table('matches', [
    [['ab', ['a', 'b']], true], [['axb', ['a', 'b']], true], [['a', ['a', 'a']], false], [['aa', ['a', 'a']], true], [['xb', ['a', 'b']], false], [['ax', ['a', 'b']], false], [['abc', ['', 'b', '']], true], [['ac', ['', 'b', '']], false],
    [['abab', ['ab', 'ab', '']], true], [['abxab', ['', 'ab', 'ab']], true], [['xab', ['', 'ab', 'ab']], false], [['abcb', ['a', 'b', 'c', '']], true], [['acb', ['a', 'b', 'c', '']], false], [['abb', ['a', 'b', 'b']], true], [['ab', ['a', 'b', 'b']], false],
    [['aba', ['a', 'ab', 'a']], false], [['aaba', ['a', 'ab', 'a']], true], [['aab', ['a', 'a', 'b']], true], [['axayb', ['a', 'a', 'y', 'b']], true], [['', ['', '']], true],
  ]);
});

describe('amounts', () => {
  table('tenThousandths', [[[1], 10_000], [[0.00005], 1], [[0.00004], 0], [[-0.00005], -1], [[-1.5], -15_000], [[0], 0], [[NaN], NaN], [[1e11], 1e15], [[2e11], 1e15], [[-2e11], -1e15], [[1e11 - 1], 999_999_999_990_000]]);
  table('wholeUnits', [[[7, 3], 2], [[6, 3], 2], [[3, 3], 1], [[2, 3], 0], [[0, 3], 0], [[-7, 3], 0], [[NaN, 3], 0], [[9_007_199_254_740_991, 2], 4_503_599_627_370_495]]);
  table('bounded', [[[5, 10], 5], [[10, 10], 10], [[11, 10], 10], [[-10, 10], -10], [[-11, 10], -10], [[0, 10], 0]]);
  table('scaled', [
    [[10_000, 500_000], 5000], [[1, 500_000], 1], [[1, 499_999], 0], [[-1, 500_000], -1], [[1, -500_000], -1], [[-3, -500_000], 2], [[0, 500_000], 0], [[9_999_999_999_999, 333_333], 3_333_330_000_000], [[10_000_000_000_000, 1_234_567], 12_345_670_000_000],
    [[9_999_999_999_999, -1_234_567], -12_345_669_999_999], [[-9_999_999_999_999, 1_234_567], -12_345_669_999_999], [[9_000_000_001, 1_000_001], 9_000_009_001], [[8_999_999_999, 1_000_000], 8_999_999_999], [[9_000_000_000, 1_000_000], 9_000_000_000], [[9_007_199_499_999, 1_000_001], 9_007_208_507_198], [[3, 0], 0],
  ]);
  table('scaledExactly', [[[1n, 500_000n], 1n], [[1n, 499_999n], 0n], [[-1n, 500_000n], -1n], [[-1n, 499_999n], 0n], [[0n, 5n], 0n], [[-3n, -500_000n], 2n], [[10n ** 20n, 333_333n], 33_333_300_000_000_000_000n], [[-7n, 1_000_000n], -7n]]);
  table('fadedPoints', [[[100, 0, 3], 100], [[100, 1, 3], 67], [[100, 2, 3], 33], [[100, 3, 3], 0], [[100, 4, 3], 0], [[-100, 1, 3], -67], [[1, 1, 2], 1], [[-1, 1, 2], -1], [[0, 1, 2], 0], [[5, 2, 10], 4]]);
  table('unitsOfTotal', [[[70, 0n, 30], 2], [[-70, 0n, 30], 0], [[70, 10n ** 18n, 30], 33_333_333_333_333_336], [[0, -(10n ** 18n), 30], 0], [[1, 29n, 30], 1], [[0, 29n, 30], 0]]);
  table('totalOf', [[[5, 0n], 5], [[5, 10n], 15], [[-5, 10n], 5], [[1, 10n ** 18n], 1e18]]);
  table('largeSum', [[[[1n, 2n], Infinity, -Infinity], 3], [[[5n, -8n], Infinity, -Infinity], -3], [[[5n, 8n], 10, -Infinity], 10], [[[-5n, -8n], Infinity, -10], -10], [[[10n ** 14n], Infinity, -Infinity], 1e13], [[[-(10n ** 14n)], Infinity, -Infinity], -1e13], [[[], 5, -5], 0]]);
});

describe('occurrences', () => {
  const byHour = (at: number): number => Math.floor(at / 10);
  const ats = (...list: readonly number[]): readonly { readonly at: number; readonly points: number }[] => list.map((at) => ({ at, points: 1 }));
  const [none, unlimited] = [-Infinity, Infinity];
  test.each<readonly [string, readonly { at: number; points: number; type?: string }[], number, number, typeof byHour | null, number, readonly number[]]>([
    ['in order', ats(3, 1, 2), 0, none, null, unlimited, [1, 2, 3]],
    ['a cooldown, from the oldest on', ats(5, 0, 4, 9, 10), 5, none, null, unlimited, [0, 5, 10]],
    ['a cooldown, just not over', ats(0, 4, 8), 5, none, null, unlimited, [0, 8]],
    ['a window', ats(1, 2, 3), 0, 1, null, unlimited, [2, 3]],
    ['a cooldown before the window', ats(0, 4, 8), 5, 3, null, unlimited, [8]],
    ['the latest of each unit', ats(1, 9, 10, 19, 20), 0, none, byHour, unlimited, [9, 19, 20]],
    ['a unit that comes twice', ats(1, 11, 21), 0, none, (at) => (at === 11 ? 1 : 0), unlimited, [11, 21]],
    ['the latest few', ats(4, 1, 2, 3), 0, none, null, 2, [3, 4]],
    ['as many as there may be', ats(1, 2), 0, none, null, 2, [1, 2]],
    ['fewer than there may be', ats(1, 2, 3), 0, none, null, 5, [1, 2, 3]],
    ['none of nothing', [], 5, 0, byHour, 2, []],
    ['units, then the latest few', ats(1, 9, 10, 19, 20), 0, none, byHour, 2, [19, 20]],
  ])('%s', (_what, events, cooldown, after, unit, atMost, expected) => {
    expect((helpers().limited([...events], cooldown, after, unit, atMost) as typeof events).map(({ at }) => at)).toEqual(expected);
  });

  test('of one instant what pays more counts as the later, and of what pays the same the first type', () => {
    const events = [{ at: 5, points: 2, type: 'b' }, { at: 5, points: 3, type: 'b' }, { at: 5, points: 1, type: 'b' }, { at: 5, points: 3, type: 'a' }, { at: 5, points: 3, type: 'c' }, { at: 4, points: 9, type: 'a' }];
    const { limited } = helpers();
    const told = (list: unknown): readonly string[] => (list as typeof events).map(({ at, points, type }) => `${at} ${points} ${type}`);
    expect(told(limited([...events], 0, none, null, unlimited))).toEqual(['4 9 a', '5 1 b', '5 2 b', '5 3 c', '5 3 b', '5 3 a']);
    expect(told(limited([...events].reverse(), 0, none, null, unlimited))).toEqual(['4 9 a', '5 1 b', '5 2 b', '5 3 c', '5 3 b', '5 3 a']);
    expect(told(limited([...events], 1, none, null, unlimited))).toEqual(['4 9 a', '5 3 a']);
    expect(told(limited([...events], 2, none, null, unlimited))).toEqual(['4 9 a']);
    expect(told(limited([...events], 0, none, null, 1))).toEqual(['5 3 a']);
  });

  test('as explanations show them: the oldest first, then what pays more, then by type', () => {
    const paid = [{ at: 1000, points: 10_000, type: 'b' }, { at: 0, points: 5000, type: 'b' }, { at: 1000, points: 20_000, type: 'b' }, { at: 1000, points: 10_000, type: 'a' }, { at: 1000, points: 10_000, type: 'c' }, { at: 1000, points: -0, type: 'a' }];
    const expected = [
      { at: '1970-01-01T00:00:00.000Z', type: 'b', points: 0.5 }, { at: '1970-01-01T00:00:01.000Z', type: 'b', points: 2 }, { at: '1970-01-01T00:00:01.000Z', type: 'a', points: 1 },
      { at: '1970-01-01T00:00:01.000Z', type: 'b', points: 1 }, { at: '1970-01-01T00:00:01.000Z', type: 'c', points: 1 }, { at: '1970-01-01T00:00:01.000Z', type: 'a', points: 0 },
    ];
    const { shownOccurrences } = helpers();
    expect(shownOccurrences(paid, 10_000)).toEqual(expected);
    expect(shownOccurrences([...paid].reverse(), 10_000)).toEqual(expected);
    expect(paid[0]).toEqual({ at: 1000, points: 10_000, type: 'b' });
  });
});

describe('the calendar', () => {
  const day = 86_400_000;
  const at = (text: string): number => Date.parse(text);

  test('dates and their day numbers, day by day', () => {
    const { dateOfDay, dayOfDate, monthIndex } = helpers();
    for (let number = -719_528; number < 60_000; number += number < -1000 ? 397 : number % 97 === 0 ? 1 : 13) {
      const date = new Date(number * day);
      const fields = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      expect(dateOfDay(number)).toEqual(fields);
      expect(dayOfDate(fields)).toBe(number);
      expect(monthIndex(number)).toBe(fields.year * 12 + fields.month - 1);
    }
  });

  const date = (year: number, month: number, dayOfMonth: number): readonly unknown[] => [{ year, month, day: dayOfMonth }];
  table('dayOfDate', [
    [date(1970, 1, 1), 0], [date(1970, 1, 31), 30], [date(1970, 2, 1), 31], [date(1970, 3, 1), 59], [date(2000, 2, 29), 11_016], [date(1900, 2, 29), undefined], [date(2023, 2, 29), undefined], [date(2024, 2, 30), undefined], [date(2024, 4, 31), undefined],
    [date(2024, 6, 31), undefined], [date(2024, 9, 31), undefined], [date(2024, 11, 31), undefined], [date(2024, 12, 32), undefined], [date(2024, 0, 1), undefined], [date(2024, 13, 1), undefined], [date(2024, 1, 0), undefined], [date(2024, 12, 31), 20_088],
    [date(0, 3, 1), -719_468], [date(0, 2, 29), -719_469], [date(400, 2, 29), -573_372], [date(9999, 12, 31), 2_932_896],
  ]);
  table('daysInMonth', [[[2024, 2], 29], [[2023, 2], 28], [[1900, 2], 28], [[2000, 2], 29], [[2100, 2], 28], ...[31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map((days, index): Rows[number] => [[2023, index + 1], days])]);
  table('utcDay', [[[0], 0], [[day - 1], 0], [[day], 1], [[-1], -1]]);
  table('weekIndex', [[[4], 1], [[3], 0], [[-3], 0], [[-4], -1], [[10], 1], [[11], 2]]);

  test.each<readonly [zone: string, instant: string, local: string]>([
    ['UTC', '2026-07-01T12:00:00Z', '2026-07-01T12:00:00Z'],
    ['Europe/Berlin', '2026-03-29T00:59:59.999Z', '2026-03-29T01:59:59.999Z'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00Z'],
    ['Europe/Berlin', '2026-10-25T00:59:59.999Z', '2026-10-25T02:59:59.999Z'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25T02:00:00Z'],
    ['America/New_York', '2026-01-01T04:59:59Z', '2025-12-31T23:59:59Z'],
    ['Asia/Kolkata', '2026-01-01T18:30:00Z', '2026-01-02T00:00:00Z'],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29T23:59:59Z'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31T00:00:00Z'],
    ['America/Recife', '2000-10-15T01:00:00Z', '2000-10-14T23:00:00Z'],
    ['Europe/Amsterdam', '1900-01-01T00:00:00Z', '1900-01-01T00:17:30Z'],
    ['Australia/Lord_Howe', '2026-04-04T14:59:59Z', '2026-04-05T01:59:59Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-04-05T01:30:00Z'],
    ['America/New_York', '-000044-01-01T12:00:00Z', '-000044-01-01T07:03:58Z'],
    ['America/New_York', '0000-06-01T12:00:00Z', '0000-06-01T07:03:58Z'],
  ])('%s at %s: %s', (zone, instant, local) => {
    const { offsetAt, dayNumber, zoneDay, weekOf, monthOf, dateOfDay } = helpers();
    const localTime = at(local);
    for (let round = 0; round < 2; round += 1) {
      if (zone !== 'Europe/Amsterdam') expect(offsetAt(zone, at(instant))).toBe(localTime - at(instant));
      expect(dayNumber(zone, at(instant))).toBe(Math.floor(localTime / day));
    }
    const dayOf = zoneDay(zone) as Helper;
    expect(dayOf(at(instant))).toBe(Math.floor(localTime / day));
    expect((weekOf(dayOf) as Helper)(at(instant))).toBe(Math.floor((Math.floor(localTime / day) + 3) / 7));
    const { year, month } = dateOfDay(Math.floor(localTime / day)) as { readonly year: number; readonly month: number };
    expect((monthOf(dayOf) as Helper)(at(instant))).toBe(year * 12 + month - 1);
  });

  test('a zone is known from the first instant of what is looked up at once to the last', () => {
    const block = 256 * day;
    for (const index of [79, 80, 81]) {
      const { offsetAt } = helpers();
      const [first, last] = [index * block, (index + 1) * block - 1];
      expect([first, first + 999, first + 1000, last - 1000, last - 999, last].map((instant) => offsetAt('Asia/Kolkata', instant))).toEqual(Array.from({ length: 6 }, () => 19_800_000));
    }
  });

  test('zones are asked one after the other, back and forth over every change of the clocks', () => {
    const { offsetAt } = helpers();
    const formats = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'].map((zone) => [zone, new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })] as const);
    const instants = Array.from({ length: 570 }, (_, index) => at('2025-01-01T00:00:00Z') + index * 37 * 3_600_000);
    for (const [instant, zones] of [...instants.map((each) => [each, formats] as const), ...formats.flatMap((format) => instants.map((each) => [each, [format]] as const))]) {
      for (const [zone, format] of zones) {
        const [month, dayOfMonth, year, hour, minute, second] = format.format(instant).match(/\d+/g)!.map(Number);
        expect(offsetAt(zone, instant), `${zone} ${instant}`).toBe(Date.UTC(year!, month! - 1, dayOfMonth, hour, minute, second) - instant);
      }
    }
    expect(['2026-03-29T01:00:00Z', '2026-03-29T00:59:59Z', '2026-07-01T00:00:00Z', '2026-01-01T00:00:00Z'].map((each) => offsetAt('Europe/Berlin', at(each)))).toEqual([7_200_000, 3_600_000, 7_200_000, 3_600_000]);
    expect(['2026-10-25T00:59:59Z', '2026-10-25T01:00:00Z'].map((each) => offsetAt('Europe/Berlin', at(each)))).toEqual([7_200_000, 3_600_000]);
    expect(() => offsetAt('Nowhere/Land', 0)).toThrow('no time zone: Nowhere/Land');
  });
});
