import { expect, test } from 'vitest';
import { badReason, shownValue } from '../../runtime/bad-row.ts';

const circle: Record<string, unknown> = {};
circle['self'] = circle;

test.each([
  ['nothing', undefined, ''], ['null', null, ''], ['a text', ' a"b ', ' a"b '], ['a number', 1.5, '1.5'], ['a large whole number', 12345678901234567890n, '12345678901234567890'],
  ['an object', { a: [1, null] }, '{"a":[1,null]}'], ['a function', () => 0, ''], ['an object that holds itself', circle, '[object Object]'], ['an object with a large number', { a: 1n }, '[object Object]'],
])('%s is shown as it is', (_what, value, shown) => {
  expect(shownValue(value)).toBe(shown);
});

test('reasons are numbered through', () => {
  expect(Object.values(badReason)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `MQL300${number}`));
});
