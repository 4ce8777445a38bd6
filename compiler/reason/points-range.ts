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
  const isCut = most >= mostPoints || least <= -mostPoints;
  return {
    // Adding 0 makes 0 of -0.
    least: (Math.max(-mostPoints, Math.min(least, mostPoints)) + 0) as Points,
    most: (Math.max(-mostPoints, Math.min(most, mostPoints)) + 0) as Points,
    step: (step === 0 ? 10_000 : isCut ? commonStep(mostPoints, step) : Math.abs(step)) as Points,
  };
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
  const step = commonStep(ownStep(first), ownStep(second));
  const least = first.least + second.least;
  const most = first.most + second.most;
  // Of the two together, cut where a total is.
  const whole = step === 0 ? 10_000 : most >= mostPoints || least <= -mostPoints ? commonStep(mostPoints, step) : step;
  return makeBounds(Math.min(first.least, second.least), Math.max(first.most, second.most), whole);
}

export function clampBounds(bounds: Bounds, low: Points | undefined, high: Points | undefined): Bounds {
  const clamp = (value: number): number => Math.min(high ?? Infinity, Math.max(low ?? -Infinity, value));
  const least = clamp(bounds.least);
  const most = clamp(bounds.most);
  if (least === bounds.least && most === bounds.most) return bounds;
  const ends = [bounds.step, low, high].filter((end) => end !== undefined);
  return makeBounds(least, most, ends.reduce<number>(commonStep, 0));
}
