import type { Decay } from './plan.ts';

/** Millionths in one. */
export const whole = 1_000_000;

/**
 * The factors of `decay`, exact: each is the one before times what is left, rounded to whole millionths, half away from
 * zero. The table ends where it no longer changes, or where the window lets no older event through.
 *
 * @param percent in ten-thousandths of a percent, so millionths: 50% is 500000
 */
export function decayTable(percent: number, every: number, window: number | null): Decay {
  const steps = window === null ? Number.MAX_SAFE_INTEGER : Math.floor((window - 1) / every);
  const factors = [whole];
  for (let step = 1; step <= steps; step += 1) {
    const before = factors[step - 1]!;
    // At most 10^12 before the division: every step is exact in a double.
    const factor = Math.floor((before * (whole - percent) + whole / 2) / whole);
    if (factor === before) break;
    factors.push(factor);
  }
  return { kind: 'decay', every, factors };
}

/** `round(value * numerator / denominator)`, half away from zero, exact for every whole number. `denominator` is above zero. */
export function roundedProduct(value: number, numerator: number, denominator: number): number {
  const product = BigInt(value) * BigInt(numerator);
  const positive = product < 0n ? -product : product;
  const rounded = (2n * positive + BigInt(denominator)) / (2n * BigInt(denominator));
  return Number(product < 0n ? -rounded : rounded);
}
