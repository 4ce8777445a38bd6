import { expect, test } from 'vitest';
import { didYouMean, either } from '../../../compiler/diagnostics/phrases.ts';

const letters = (count: number): string[] => [...'abcdefghijklmnopqrstuvwxyz'].slice(0, count);

test('names are joined as in a sentence', () => {
  expect(either([])).toBe('');
  expect(either(['a'])).toBe('`a`');
  expect(either(['a', 'b'])).toBe('`a` or `b`');
  expect(either(letters(3))).toBe('`a`, `b` or `c`');
  expect(either(letters(12))).toBe('`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, `i`, `j`, `k` or `l`');
});

test('of many names the others are counted', () => {
  expect(either(letters(13))).toBe('`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, `i`, `j` or one of 3 others');
  expect(either(letters(26))).toBe('`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, `i`, `j` or one of 16 others');
});

test('near names are a question', () => {
  expect(didYouMean([])).toBe(undefined);
  expect(didYouMean(['a', 'b'])).toBe('did you mean `a` or `b`?');
});
