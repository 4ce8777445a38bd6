/** How far what is known narrows a range. */
import { expect, test } from 'vitest';
import { narrowed } from '../../compiler/reason/event-relations.ts';
import type { Literal } from '../../compiler/reason/worlds.ts';

type End = readonly [value: number, inclusive: boolean] | undefined;

function literal(low: End, high: End, holds = true): Literal {
  const [lower, upper] = [low, high].map((end) => (end === undefined ? undefined : { value: end[0], inclusive: end[1] }));
  return { test: { kind: 'interval', low: lower, high: upper }, holds };
}

const [from5, above5, to5, below5] = [literal([5, true], undefined), literal([5, false], undefined), literal(undefined, [5, true]), literal(undefined, [5, false])];
const not = ({ test: each }: Literal): Literal => ({ test: each, holds: false });

test.each<readonly [string, readonly Literal[], readonly [number, number], readonly [number, number]]>([
  ['nothing', [], [0, 9], [0, 9]],
  ['>= 5', [from5], [5, 9], [5, 9]],
  ['> 5', [above5], [6, 9], [5, 9]],
  ['<= 5', [to5], [0, 5], [0, 5]],
  ['< 5', [below5], [0, 4], [0, 5]],
  ['not >= 5', [not(from5)], [0, 4], [0, 5]],
  ['not > 5', [not(above5)], [0, 5], [0, 5]],
  ['not <= 5', [not(to5)], [6, 9], [5, 9]],
  ['not < 5', [not(below5)], [5, 9], [5, 9]],
  ['2..7', [literal([2, true], [7, true])], [2, 7], [2, 7]],
  ['not 2..7', [literal([2, true], [7, true], false)], [0, 9], [0, 9]],
  ['>= 5 and <= 7', [from5, literal(undefined, [7, true])], [5, 7], [5, 7]],
  ['>= 5 and >= 2', [from5, literal([2, true], undefined)], [5, 9], [5, 9]],
  ['<= 5 and <= 7', [to5, literal(undefined, [7, true])], [0, 5], [0, 5]],
  ['not >= 5 and not >= 7', [not(from5), literal([7, true], undefined, false)], [0, 4], [0, 5]],
  ['not <= 5 and not <= 2', [not(to5), literal(undefined, [2, true], false)], [6, 9], [5, 9]],
  ['>= -5 and <= 20', [literal([-5, true], undefined), literal(undefined, [20, true])], [0, 9], [0, 9]],
  ['known', [{ test: { kind: 'known' }, holds: true }], [0, 9], [0, 9]],
])('%s', (_what, literals, whole, any) => {
  expect(narrowed({ low: 0, high: 9, step: 1 }, literals)).toEqual({ low: whole[0], high: whole[1], step: 1 });
  // Of steps above one the nearest whole number is enough.
  expect(narrowed({ low: 0, high: 9, step: 3 }, literals)).toEqual({ low: whole[0], high: whole[1], step: 3 });
  expect(narrowed({ low: 0, high: 9, step: undefined }, literals)).toEqual({ low: any[0], high: any[1], step: undefined });
});
