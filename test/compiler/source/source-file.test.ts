import { describe, expect, test } from 'vitest';
import { lineText, offsetAt, positionAt, sourceFile } from '../../../compiler/source/source-file.ts';

const file = sourceFile('a.mql', 'fit:\r\n  title "x"\n\nend');

test('each place of a text is an offset, and a line and a column from 0', () => {
  for (let offset = 0; offset <= file.text.length; offset += 1) expect(offsetAt(file, positionAt(file, offset))).toBe(offset);
  expect([0, 4, 6, 9, 18, 19, 20, 22].map((offset) => positionAt(file, offset))).toEqual([
    { line: 0, character: 0 }, { line: 0, character: 4 }, { line: 1, character: 0 }, { line: 1, character: 3 }, { line: 2, character: 0 }, { line: 3, character: 0 },
    { line: 3, character: 1 }, { line: 3, character: 3 },
  ]);
});

describe('what lies outside is taken as the nearest place inside', () => {
  test('an offset', () => {
    expect(positionAt(file, -5)).toEqual({ line: 0, character: 0 });
    expect(positionAt(file, 500)).toEqual({ line: 3, character: 3 });
  });

  test.each([
    [{ line: -1, character: 2 }, 2], [{ line: 0, character: -3 }, 0], [{ line: 0, character: 80 }, 5], [{ line: 1, character: 80 }, 17], [{ line: 2, character: 1 }, 18],
    [{ line: 3, character: 80 }, 22], [{ line: 9, character: 1 }, 20],
  ])('the position %j', (position, offset) => {
    expect(offsetAt(file, position)).toBe(offset);
  });
});

test('a line is told without its break', () => {
  expect([0, 1, 2, 3, 4].map((line) => lineText(file, line))).toEqual(['fit:', '  title "x"', '', 'end', '']);
});
