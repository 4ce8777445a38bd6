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

/** Numbers of the range such that each way in which the intervals can hold together is one of theirs. */
export function representatives(range: NumberRange, intervals: readonly IntervalTest[]): readonly number[] {
  const ends = new Set<number>();
  for (const { low, high } of intervals) {
    if (low !== undefined) ends.add(low.value);
    if (high !== undefined) ends.add(high.value);
  }
  const found = range.step === undefined ? amongReals([...ends]) : [...ends].flatMap((end) => aroundMultiple(end, range.step!));
  found.push(Number.isFinite(range.low) ? range.low : Number.isFinite(range.high) ? range.high : 0);
  return [...new Set(found)].filter((value) => value >= range.low && value <= range.high);
}

/** Between two neighbouring ends there is the first multiple above the lower one, or none. */
function aroundMultiple(end: number, step: number): number[] {
  const below = Math.floor(end / step) * step;
  return [below - step, below, below + step];
}

function amongReals(ends: number[]): number[] {
  ends.sort((first, second) => first - second);
  const found: number[] = [];
  ends.forEach((end, index) => {
    found.push(end);
    const next = ends[index + 1];
    if (next !== undefined) found.push(end / 2 + next / 2);
  });
  if (ends.length > 0) found.push(ends[0]! - 1 - Math.abs(ends[0]!), ends.at(-1)! + 1 + Math.abs(ends.at(-1)!));
  return found;
}
