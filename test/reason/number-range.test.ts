/** The few numbers that stand for all of a range, beside all numbers of the range on a fine grid. */
import { describe, expect, test } from 'vitest';
import { intervalHolds, representatives, type IntervalTest, type NumberRange } from '../../compiler/reason/number-range.ts';

const at = (value: number, inclusive: boolean) => ({ value, inclusive });
const intervals: readonly IntervalTest[] = [-3, -0.5, 2, 3.5].flatMap((end, index, ends): IntervalTest[] => [
  { kind: 'interval', low: at(end, index % 2 === 0), high: undefined },
  { kind: 'interval', low: undefined, high: at(end, index % 2 === 1) },
  ...ends.slice(index).map((high): IntervalTest => ({ kind: 'interval', low: at(end, high % 1 === 0), high: at(high, index > 1) })),
]);

/** In which ways the intervals hold together. */
function ways(values: readonly number[], tests: readonly IntervalTest[]): string {
  return [...new Set(values.map((value) => tests.map((each) => (intervalHolds(each, value) ? 'y' : 'n')).join('')))].sort().join(' ');
}

function grid({ low, high, step = 0.25 }: NumberRange): readonly number[] {
  return Array.from({ length: 57 }, (_, index) => (index - 28) * step).filter((value) => value >= low && value <= high);
}

const ends = [[-Infinity, Infinity], [0, Infinity], [-Infinity, 2], [0, 3], [2, 2], [-6, -6], [6, 12], [0, -1]] as const;
const ranges = [undefined, 0.25, 1, 2, 3].flatMap((step) => ends.map(([low, high]): NumberRange => ({ low, high, step })));

describe('each way in which intervals hold together is that of a number, and no other', () => {
  const combinations = [[], ...intervals.flatMap((first) => [[first], ...intervals.map((second) => [second, first])])];
  test.each(ranges)('%j', (range) => {
    const all = grid(range);
    const wrong = combinations.filter((tests) => ways(representatives(range, tests), tests) !== ways(all, tests));
    expect(wrong).toEqual([]);
  });
});

test('the ends of a range that are no multiples of its step', () => {
  expect(representatives({ low: -2, high: 8, step: 5 }, [])).toEqual([0, 5]);
  expect(representatives({ low: 1, high: 4, step: 5 }, [])).toEqual([]);
  expect(representatives({ low: 3, high: 12, step: 5 }, [])).toEqual([5, 10]);
});

const counts: NumberRange = { low: 0, high: Infinity, step: 1 };
const between = (low: number, high: number): IntervalTest => ({ kind: 'interval', low: at(low, false), high: at(high, false) });

test('one multiple between two ends that are no part of the interval', () => {
  expect(ways(representatives(counts, [between(5, 7)]), [between(5, 7)])).toBe('n y');
  expect(ways(representatives(counts, [between(5, 6)]), [between(5, 6)])).toBe('n');
});

test('a number between two ends that lie close together', () => {
  expect(ways(representatives({ low: -Infinity, high: Infinity, step: undefined }, [between(5, 5.001)]), [between(5, 5.001)])).toBe('n y');
});

test('above an end so great that the next multiple is no other number', () => {
  const upTo: IntervalTest = { kind: 'interval', low: undefined, high: at(1e20, true) };
  expect(ways(representatives(counts, [upTo]), [upTo])).toBe('n y');
});

test('no negative zero', () => {
  const found = representatives({ low: -5, high: 5, step: 5 }, [between(-0, 5)]);
  expect(found).toContain(0);
  expect(found.filter((value) => Object.is(value, -0))).toEqual([]);
});

test('whether a number is in an interval', () => {
  const held = (low: boolean, high: boolean): readonly boolean[] => [0, 1, 2, 3, 4].map((value) => intervalHolds({ kind: 'interval', low: at(1, low), high: at(3, high) }, value));
  expect(held(true, true)).toEqual([false, true, true, true, false]);
  expect(held(false, true)).toEqual([false, false, true, true, false]);
  expect(held(true, false)).toEqual([false, true, true, false, false]);
  expect(intervalHolds({ kind: 'interval', low: undefined, high: undefined }, 1)).toBe(true);
});
