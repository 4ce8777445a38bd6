import { expect, test } from 'vitest';
import { forgetAll, Memo } from '../../compiler/reason/memo.ts';

test('keeps what it was given', () => {
  const memo = new Memo<object, string>();
  const key = {};
  expect(memo.get(key)).toBe(undefined);
  memo.set(key, 'worked out');
  expect(memo.get(key)).toBe('worked out');
});

test('holds a bounded number of objects', () => {
  const memo = new Memo<object, number>();
  const keys = Array.from({ length: 100_000 }, () => ({}));
  keys.forEach((key, index) => memo.set(key, index));
  expect(keys.filter((key) => memo.get(key) !== undefined).length).toBeLessThanOrEqual(20_000);
  expect(memo.get(keys.at(-1)!)).toBe(99_999);
});

test('keeps nothing where all is to be forgotten', () => {
  const memo = new Memo<object, string>();
  const key = {};
  memo.set(key, 'worked out');
  forgetAll();
  expect(memo.get(key)).toBe(undefined);
  memo.set(key, 'again');
  expect(memo.get(key)).toBe('again');
});
