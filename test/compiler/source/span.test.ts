import { expect, test } from 'vitest';
import { contains, cover, moved } from '../../../compiler/source/span.ts';

test('a span is moved as a whole, and is the same object where it stays', () => {
  const span = { start: 5, end: 9 };
  expect(moved(span, 3)).toEqual({ start: 8, end: 12 });
  expect(moved(span, -2)).toEqual({ start: 3, end: 7 });
  expect(moved(span, 0)).toBe(span);
});

test('two spans are covered whatever their order, and both ends belong to a span', () => {
  expect(cover({ start: 5, end: 9 }, { start: 2, end: 3 })).toEqual({ start: 2, end: 9 });
  expect(cover({ start: 2, end: 3 }, { start: 5, end: 9 })).toEqual({ start: 2, end: 9 });
  expect([4, 5, 9, 10].map((offset) => contains({ start: 5, end: 9 }, offset))).toEqual([false, true, true, false]);
});
