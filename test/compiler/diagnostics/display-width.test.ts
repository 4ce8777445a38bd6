import { expect, test } from 'vitest';
import { characterWidth, displayWidth } from '../../../compiler/diagnostics/display-width.ts';

test.each([
  ['a letter', 'a', 1], ['an accented letter', 'é', 1], ['the last before the combining marks', '\u02ff', 1], ['the first combining mark', '\u0300', 0], ['a soft hyphen', '\u00ad', 1], ['a Greek letter', 'Ω', 1],
  ['a joiner', '\u200d', 0], ['a Chinese character', '日', 2], ['a fullwidth letter', 'Ａ', 2], ['an emoji', '😀', 2], ['the first Hangul letter', '\u1100', 2],
  ['the last of its block', '\u115f', 2], ['the first behind it', '\u1160', 1], ['the last before Hiragana', '\u3040', 1], ['the first Hiragana', '\u3041', 2],
])('%s', (_what, character, width) => {
  expect(characterWidth(character)).toBe(width);
});

test('a text is as wide as its characters together', () => {
  expect(displayWidth('')).toBe(0);
  expect(displayWidth('e\u0301 日本')).toBe(6);
});

test.each([
  ['CJK radicals and punctuation', 0x2e80, 0x303e], ['Hiragana to the first extension of Han', 0x3041, 0x4dbf], ['Han and Yi', 0x4e00, 0xa4cf], ['Hangul Jamo extended', 0xa960, 0xa97f],
  ['Hangul syllables', 0xac00, 0xd7a3], ['compatibility ideographs', 0xf900, 0xfaff], ['vertical and small forms', 0xfe30, 0xfe6f], ['fullwidth forms', 0xff00, 0xff60],
  ['fullwidth signs', 0xffe0, 0xffe6], ['Tangut', 0x17000, 0x18aff], ['Kana supplements', 0x1b000, 0x1b2ff], ['further extensions of Han', 0x20000, 0x3fffd],
])('%s are wide from end to end', (_what, first, last) => {
  expect([first - 1, first, last, last + 1].map((code) => characterWidth(String.fromCodePoint(code)) === 2)).toEqual([false, true, true, false]);
});
