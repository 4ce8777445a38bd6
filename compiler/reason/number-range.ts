/** The numbers that a subject can have, and a few of them that stand for all. */
import type { ValueTest } from '../check/checked.ts';

export type IntervalTest = Extract<ValueTest, { readonly kind: 'interval' }>;

export interface NumberRange {
  /** Both ends may be infinite. */
  readonly low: number;
  readonly high: number;
  /** Every value is a multiple of it; `undefined`: any number. */
  readonly step: number | undefined;
}

export function intervalHolds(test: IntervalTest, value: number): boolean {
  if (test.low !== undefined && (test.low.inclusive ? value < test.low.value : value <= test.low.value)) return false;
  return test.high === undefined || (test.high.inclusive ? value <= test.high.value : value < test.high.value);
}

/** Numbers of the range such that each way in which the intervals can hold together is one of theirs; the ends of the range may be among them. */
export function representatives(range: NumberRange, intervals: readonly IntervalTest[]): readonly number[] {
  const ends = intervals.flatMap(({ low, high }) => [low?.value ?? range.low, high?.value ?? range.high]);
  const found = range.step === undefined ? amongReals([range.low, ...ends, range.high]) : amongMultiples(range.low, ends, range.high, range.step);
  return [...new Set(found)].filter((value) => value >= range.low && value <= range.high);
}

/** Between two neighbouring ends the first multiple that is not below the lower one stands for all, and the next one; below all of them the range's own end does. */
function amongMultiples(low: number, ends: readonly number[], high: number, step: number): number[] {
  const below = (value: number): number => Math.floor(value / step) * step;
  return [Math.ceil(low / step) * step, below(high), ...ends.flatMap((end) => [below(end), below(end) + step])];
}

/** All ends, and a number between each two; of an infinite and another end that is no other number, or none. */
function amongReals(ends: readonly number[]): number[] {
  const sorted = ends.toSorted((first, second) => first - second);
  return [...sorted, ...sorted.slice(1).map((end, index) => sorted[index]! / 2 + end / 2)];
}
