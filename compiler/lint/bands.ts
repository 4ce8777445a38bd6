/** The ranges of a banding of numbers, and which numbers stand next to each other. */
import type { Origin, Subject } from '../check/checked.ts';
import type { IntervalTest, NumberRange } from '../reason/number-range.ts';
import { amountKind } from './amounts.ts';
import type { Banding } from './each-banding.ts';
import { isEmptyRange } from './empty-range.ts';

export interface Band {
  readonly origin: Origin;
  readonly test: IntervalTest;
}

/** The cases that are plain ranges of numbers. */
export function bandsOf({ cases }: Banding): readonly Band[] {
  return cases.flatMap(({ origin, test }) => (test?.kind === 'interval' && !isEmptyRange(test) ? [{ origin, test }] : []));
}

/**
 * How far apart two numbers are that have nothing between them that anybody would write. Counts are whole. The numbers of
 * fields need not be, but `1..49 | 50..199` means whole ones: where the ends of the bands have so many decimal places, neighbours
 * differ by one in the last. Durations written in whole seconds are taken as such.
 */
export function gridOf(subject: Subject, range: NumberRange, bands: readonly Band[]): number {
  // Open ends are no finer than any other.
  const ends = bands.flatMap(({ test: { low, high } }) => [low?.value ?? 0, high?.value ?? 0]);
  if (amountKind(subject) === 'duration') return ends.every((end) => end % 1000 === 0) ? 1000 : 1;
  return range.step ?? 10 ** -Math.max(...ends.map(decimalPlaces));
}

function decimalPlaces(value: number): number {
  if (Number.isInteger(value)) return 0;
  const [, fraction, exponent] = /^-?\d+(?:\.(\d+))?(?:e(.+))?$/.exec(String(value)) ?? [];
  return Math.max(0, (fraction?.length ?? 0) - Number(exponent ?? 0));
}

/** The first and last number of the grid inside; infinite where the band is open. */
export function firstOf({ low }: IntervalTest, grid: number): number {
  if (low === undefined) return -Infinity;
  return low.inclusive ? low.value : low.value + grid;
}

export function lastOf({ high }: IntervalTest, grid: number): number {
  if (high === undefined) return Infinity;
  return high.inclusive ? high.value : high.value - grid;
}

/** The subject's values, or those that people write for it, are whole numbers. */
export function isWhole(subject: Subject, range: NumberRange, value: number): boolean {
  const kind = amountKind(subject);
  if (kind === 'points') return range.step! % 10_000 === 0;
  return kind === 'number' && (range.step === 1 || (subject.kind === 'field' && subject.type.kind === 'number' && Number.isInteger(value)));
}
