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
  const ends = [range.low];
  for (const { low, high } of intervals) ends.push(low?.value ?? range.low, high?.value ?? range.high);
  ends.push(range.high);
  const found = range.step === undefined ? amongReals(ends) : amongMultiples(ends, range.step);
  return withoutRepeats(found.filter((value) => value >= range.low && value <= range.high));
}

/** Of few numbers it takes less to look for each among the others than to make a set. */
const mostLookedFor = 16;

function withoutRepeats(values: readonly number[]): readonly number[] {
  return values.length > mostLookedFor ? [...new Set(values)] : values.filter((value, index) => values.indexOf(value) === index);
}

/**
 * The first and last of the ends are those of the range. Between two neighbouring ends the first multiple that is not below the lower one stands for
 * all, and the next one; below all of them the range's own end does.
 */
function amongMultiples(ends: readonly number[], step: number): number[] {
  // Adding 0 makes 0 of -0.
  const below = (value: number): number => Math.floor(value / step) * step + 0;
  const found = [Math.ceil(ends[0]! / step) * step + 0, below(ends.at(-1)!)];
  for (let index = 1; index < ends.length - 1; index += 1) {
    const multiple = below(ends[index]!);
    found.push(multiple, multiple + step);
  }
  return found;
}

/** All ends, and a number between each two; of an infinite and another end that is no other number, or none. */
function amongReals(ends: readonly number[]): number[] {
  const found = [...ends].sort((first, second) => first - second);
  for (let index = 1; index < ends.length; index += 1) found.push(found[index - 1]! / 2 + found[index]! / 2);
  return found;
}
