/** How a line that is too long is cut around what is meant. */
import { expect, test } from 'vitest';
import { codeFrame } from '../../../compiler/diagnostics/code-frame.ts';
import { sourceFile } from '../../../compiler/source/source-file.ts';

const digits = (count: number): string => '1234567890'.repeat(10).slice(0, count);

/** The text of the frame, and of its carets the first column and how many they are. */
function cut(before: string, marked: string, after: string, width: number): readonly [string, number, number] {
  const { text, carets } = codeFrame(sourceFile('a.mql', before + marked + after), { start: before.length, end: before.length + marked.length }, width);
  return [text, carets.indexOf('^'), carets.length - carets.indexOf('^')];
}

test('a line that just fits stays whole', () => {
  expect(cut(digits(20), 'bad', digits(17), 40)).toEqual([`${digits(20)}bad${digits(17)}`, 20, 3]);
  expect(cut(digits(37), 'bad', '', 40)).toEqual([`${digits(37)}bad`, 37, 3]);
});

test('what stands behind is cut first', () => {
  expect(cut(digits(20), 'bad', digits(18), 40)).toEqual([`${digits(20)}bad${digits(16)}…`, 20, 3]);
  expect(cut('', 'bad', digits(50), 40)).toEqual([`bad${digits(36)}…`, 0, 3]);
});

test('of a long beginning the last columns are kept', () => {
  expect(cut(digits(21), 'bad', digits(30), 40)).toEqual([`…${digits(21).slice(-19)}bad${digits(16)}…`, 20, 3]);
  expect(cut(digits(60), 'bad', '', 40)).toEqual([`…${digits(60).slice(-19)}bad`, 20, 3]);
  expect(cut(digits(60), 'bad', digits(50), 80)).toEqual([`…${digits(60).slice(-56)}bad${digits(19)}…`, 57, 3]);
});

test('a beginning for which there is room is kept', () => {
  expect(cut(digits(30), 'bad', digits(60), 80)).toEqual([`${digits(30)}bad${digits(46)}…`, 30, 3]);
  expect(cut(digits(57), 'bad', digits(50), 80)).toEqual([`${digits(57)}bad${digits(19)}…`, 57, 3]);
});

test('a span that is wider than the line is cut, too', () => {
  expect(cut('', digits(40), '', 40)).toEqual([digits(40), 0, 40]);
  expect(cut('', digits(41), '', 40)).toEqual([`${digits(39)}…`, 0, 40]);
  expect(cut(digits(10), digits(40), 'x', 40)).toEqual([`${digits(10)}${digits(29)}…`, 10, 30]);
  expect(cut(digits(30), digits(100), 'x', 40)).toEqual([`…${digits(30).slice(-19)}${digits(19)}…`, 20, 20]);
});

test('a span that fills the line leaves nothing of what stands behind', () => {
  expect(cut(digits(20), digits(20), 'more', 40)).toEqual([`${digits(20)}${digits(20)}`, 20, 20]);
  expect(cut(digits(20), digits(19), 'more', 40)).toEqual([`${digits(20)}${digits(19)}…`, 20, 19]);
});

test('wide letters are not cut in two', () => {
  expect(cut('日'.repeat(30), 'bad', '', 40)).toEqual([`…${'日'.repeat(9)}bad`, 19, 3]);
  expect(cut('', 'bad', '日'.repeat(30), 40)).toEqual([`bad${'日'.repeat(18)}…`, 0, 3]);
});

test('without a width a line has 120 columns', () => {
  const shown = (count: number): string => codeFrame(sourceFile('a.mql', 'a'.repeat(count)), { start: 0, end: 1 }).text;
  expect(shown(120)).toBe('a'.repeat(120));
  expect(shown(121)).toBe(`${'a'.repeat(119)}…`);
});

test('a tab behind the span reaches the next column of four of the line', () => {
  expect(cut('', 'bad', 'x\tc', 40)).toEqual(['badx    c', 0, 3]);
  expect(cut('', 'bad', '\tc', 40)).toEqual(['bad c', 0, 3]);
});
