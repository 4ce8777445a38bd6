/** Exact amounts. Points are whole ten-thousandths of a point. */

/** What of a number a `total` or a proportional rule takes: whole ten-thousandths; NaN is missing. */
export function tenThousandths(value: number): number {
  const size = Math.floor(Math.min(Math.abs(value), 1e11) * 10000 + 0.5);
  return value < 0 ? -size : size;
}

/** How many whole units are in the amount; 0 if it is negative or missing. Both are whole numbers. */
export function wholeUnits(amount: number, unit: number): number {
  return amount >= unit ? (amount - (amount % unit)) / unit : 0;
}

/** No rule, section or score goes further than a thousand million points, which is the limit. */
export function bounded(points: number, limit: number): number {
  if (points > limit) return limit;
  return points < -limit ? -limit : points;
}

/** `points` times a factor in whole millionths, rounded half away from zero, exactly. */
export function scaled(points: number, factor: number): number {
  const product = Math.abs(points * factor);
  const size = product < 9e15
    ? Math.floor((product + 500000) / 1000000)
    : Number(scaledExactly(BigInt(Math.abs(points)), BigInt(Math.abs(factor))));
  return points < 0 === factor < 0 ? size : -size;
}

/** The same beyond what numbers hold exactly. */
export function scaledExactly(points: bigint, factor: bigint): bigint {
  const product = points * factor;
  return product < 0n ? -((500000n - product) / 1000000n) : (product + 500000n) / 1000000n;
}

/** What is left of `points` after `gone` of `days` days, rounded half away from zero. */
export function fadedPoints(points: number, gone: number, days: number): number {
  if (gone >= days) return 0;
  const size = Math.floor((2 * Math.abs(points) * (days - gone) + days) / (2 * days));
  return points < 0 ? -size : size;
}

/** How many whole units are in a sum of which a part went into `more` when it grew beyond what numbers hold exactly. */
export function unitsOfTotal(sum: number, more: bigint, unit: number): number {
  return more === 0n ? wholeUnits(sum, unit) : wholeUnitsExactly(more + BigInt(sum), BigInt(unit));
}

function wholeUnitsExactly(amount: bigint, unit: bigint): number {
  return amount >= unit ? Number(amount / unit) : 0;
}

/** The sum as a number: exact as far as numbers are, and beyond that on the right side of every number that a definition can name. */
export function totalOf(sum: number, more: bigint): number {
  return more === 0n ? sum : Number(more + BigInt(sum));
}

/** The value of a score formula too large for numbers: its terms' sum within its ceiling and floor. */
export function largeSum(terms: readonly bigint[], ceiling: number, floor: number): number {
  const sum = Number(terms.reduce((left, right) => left + right, 0n));
  return bounded(Math.max(Math.min(sum, ceiling), floor), 1e13);
}
