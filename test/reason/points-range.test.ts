/** Ranges of points: what they add up to, and what every total is a multiple of. */
import { expect, test } from 'vitest';
import type { Points } from '../../compiler/check/checked.ts';
import { addBounds, clampBounds, commonStep, eitherBounds, makeBounds, mostPoints, nothingPaid } from '../../compiler/reason/points-range.ts';

const points = (amount: number): Points => amount as Points;

test.each([[12, 18, 6], [18, 12, 6], [-12, 18, 6], [12, -18, 6], [0, 5, 5], [5, 0, 5], [-5, 0, 5], [0, -5, 5], [0, 0, 0], [7, 5, 1]])('the greatest number that divides %d and %d is %d', (first, second, expected) => {
  expect(commonStep(first, second)).toBe(expected);
});

test.each([
  ['nothing at all has a whole point for its step', () => makeBounds(0, 0, 0), { least: 0, most: 0, step: 10_000 }],
  ['so has what is nothing for every lead', () => nothingPaid, { least: 0, most: 0, step: 10_000 }],
  ['no least amount is a negative zero', () => makeBounds(-0, -0, 0), { least: 0, most: 0, step: 10_000 }],
  ['a step has no sign', () => makeBounds(-30, 0, -30), { least: -30, most: 0, step: 30 }],
  ['a total is cut at its limits, which are multiples of the step', () => makeBounds(0, Infinity, 30_000), { least: 0, most: mostPoints, step: 10_000 }],
  ['below, too', () => makeBounds(-Infinity, 0, 30_000), { least: -mostPoints, most: 0, step: 10_000 }],
  ['just below the limit nothing is cut', () => makeBounds(0, mostPoints - 10_000, 30_000), { least: 0, most: mostPoints - 10_000, step: 30_000 }],
  ['one or the other', () => eitherBounds(makeBounds(10, 20, 10), makeBounds(-15, 5, 5)), { least: -15, most: 20, step: 5 }],
  ['something or nothing: a multiple of what is something', () => eitherBounds(makeBounds(30, 30, 30), nothingPaid), { least: 0, most: 30, step: 30 }],
  ['nothing or something', () => eitherBounds(nothingPaid, makeBounds(-30, -30, 30)), { least: -30, most: 0, step: 30 }],
  ['nothing or nothing', () => eitherBounds(nothingPaid, nothingPaid), { least: 0, most: 0, step: 10_000 }],
  ['a sum', () => addBounds([makeBounds(-10, 20, 10), makeBounds(0, 15, 15)]), { least: -10, most: 35, step: 5 }],
  ['a sum with nothing in it', () => addBounds([nothingPaid, makeBounds(0, 3, 3)]), { least: 0, most: 3, step: 3 }],
  ['a sum of nothing', () => addBounds([]), { least: 0, most: 0, step: 10_000 }],
  ['a sum beyond the limit', () => addBounds([makeBounds(0, mostPoints, 30_000), makeBounds(0, 60_000, 60_000)]), { least: 0, most: mostPoints, step: 10_000 }],
  ['a ceiling', () => clampBounds(makeBounds(0, 100, 10), undefined, points(45)), { least: 0, most: 45, step: 5 }],
  ['a ceiling that is not reached', () => clampBounds(makeBounds(0, 40, 10), undefined, points(45)), { least: 0, most: 40, step: 10 }],
  ['a floor', () => clampBounds(makeBounds(-100, 0, 10), points(-45), undefined), { least: -45, most: 0, step: 5 }],
  ['a floor above all of it', () => clampBounds(makeBounds(-100, 0, 10), points(4), undefined), { least: 4, most: 4, step: 2 }],
  ['a ceiling below all of it', () => clampBounds(makeBounds(50, 100, 10), undefined, points(45)), { least: 45, most: 45, step: 5 }],
])('%s', (_what, bounds, expected) => {
  expect(bounds()).toEqual(expected);
});
