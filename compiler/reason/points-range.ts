/** Ranges of points, in whole ten-thousandths. */
import type { Points } from '../check/checked.ts';

/** Every total is kept within this and its negative: 1,000,000,000 points. */
export const mostPoints = 10_000_000_000_000;

export interface Bounds {
  readonly least: Points;
  readonly most: Points;
  /** Above zero. Every total is a multiple of it, the limits of a total included. */
  readonly step: Points;
}

/** Infinite and greater ends are cut at the limits of a total. A step of 0, for nothing at all, becomes a whole point. */
export function makeBounds(least: number, most: number, step: number): Bounds {
  const low = withinLimits(least);
  const high = withinLimits(most);
  const whole = commonStep(commonStep(step, low), high);
  return { least: low, most: high, step: (whole === 0 ? 10_000 : whole) as Points };
}

function withinLimits(total: number): Points {
  // Adding 0 makes 0 of -0.
  return (Math.max(-mostPoints, Math.min(total, mostPoints)) + 0) as Points;
}

export const nothingPaid: Bounds = makeBounds(0, 0, 0);

/** The greatest number that divides both. */
export function commonStep(first: number, second: number): number {
  let greater = Math.abs(first);
  let lesser = Math.abs(second);
  while (lesser !== 0) {
    const rest = greater % lesser;
    greater = lesser;
    lesser = rest;
  }
  return greater;
}

export function addBounds(parts: readonly Bounds[]): Bounds {
  let least = 0;
  let most = 0;
  let step = 0;
  for (const part of parts) {
    least += part.least;
    most += part.most;
    step = commonStep(step, ownStep(part));
  }
  return makeBounds(least, most, step);
}

/** What is always 0 has no step of its own. */
function ownStep({ least, most, step }: Bounds): number {
  return least === 0 && most === 0 ? 0 : step;
}

/** One of the two. */
export function eitherBounds(first: Bounds, second: Bounds): Bounds {
  return makeBounds(Math.min(first.least, second.least), Math.max(first.most, second.most), commonStep(ownStep(first), ownStep(second)));
}

export function clampBounds(bounds: Bounds, low: Points | undefined, high: Points | undefined): Bounds {
  if (low === undefined && high === undefined) return bounds;
  const clamp = (value: number): number => Math.min(high ?? Infinity, Math.max(low ?? -Infinity, value));
  return makeBounds(clamp(bounds.least), clamp(bounds.most), bounds.step);
}
