import { expect, test } from 'vitest';
import { characterWidth, displayWidth } from '../../../compiler/diagnostics/display-width.ts';

test.each([
  ['a letter', 'a', 1], ['an accented letter', 'é', 1], ['the last before the combining marks', '\u02ff', 1], ['the first combining mark', '\u0300', 0], ['a Greek letter', 'Ω', 1],
  ['a joiner', '\u200d', 0], ['a Chinese character', '日', 2], ['a fullwidth letter', 'Ａ', 2], ['an emoji', '😀', 2], ['the first Hangul letter', '\u1100', 2],
  ['the last of its block', '\u115f', 2], ['the first behind it', '\u1160', 1], ['the last before Hiragana', '\u3040', 1], ['the first Hiragana', '\u3041', 2],
])('%s', (_what, character, width) => {
  expect(characterWidth(character)).toBe(width);
});

test('a text is as wide as its characters together', () => {
  expect(displayWidth('')).toBe(0);
  expect(displayWidth('e\u0301 日本')).toBe(6);
});
