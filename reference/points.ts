/**
 * Exact amounts of points. INVARIANT: a `bigint` of points is in whole ten-thousandths, however large.
 * Language reference, section 5, "Exact arithmetic".
 */

/** No rule, section or score goes further than a thousand million points either way. */
const widest = 1_000_000_000n * 10_000n;

export function withinBounds(points: bigint): bigint {
  if (points > widest) return widest;
  if (points < -widest) return -widest;
  return points;
}

/** `numerator / denominator` to the nearest whole number, halves away from zero. The denominator is above zero. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** A section's or formula's ceiling first, then its floor. */
export function betweenFloorAndCeiling(points: bigint, floor: number | undefined, ceiling: number | undefined): bigint {
  let cut = points;
  if (ceiling !== undefined && cut > BigInt(ceiling)) cut = BigInt(ceiling);
  if (floor !== undefined && cut < BigInt(floor)) cut = BigInt(floor);
  return cut;
}

/** The ceiling of a rule, which has the sign of the rule's points. */
export function upTo(points: bigint, ceiling: number | undefined): bigint {
  if (ceiling === undefined) return points;
  const limit = BigInt(ceiling);
  if (points > 0n) return points < limit ? points : limit;
  if (points < 0n) return points > limit ? points : limit;
  return 0n;
}

/** As results show them: a JSON number of points. */
export function shown(points: bigint): number {
  return Number(points) / 10_000;
}

/** How a data value counts in a `total` and in a proportional rule: whole ten-thousandths, beyond a hundred thousand million cut. */
export function tenThousandthsOf(value: number): bigint {
  const size = Math.min(Math.abs(value), 100_000_000_000);
  const whole = BigInt(Math.floor(size * 10_000 + 0.5));
  return value < 0 ? -whole : whole;
}
