import { chmodSync, existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { removeUnfinishedFiles, wholeFile, writeWholeFile } from '../../cli/output/whole-file.ts';
import { colourOf, widthOf } from '../../cli/terminal/colour.ts';
import { counted, groupDigits, table } from '../../cli/terminal/table.ts';

describe('a table', () => {
  test('keeps its columns under wide, long and unprintable text', () => {
    const text = table([{ title: 'id', align: 'left' }, { title: 'score', align: 'right' }], [['日本', '1'], ['a\nb', '22.5'], ['x'.repeat(60), '-3']]);
    expect(text.split('\n')).toEqual([
      `id${' '.repeat(38)}  score`,
      `日本${' '.repeat(36)}      1`,
      `a b${' '.repeat(37)}   22.5`,
      `${'x'.repeat(39)}…     -3`,
      '',
    ]);
  });

  test('numbers are grouped, and words follow them', () => {
    expect([0, 999, 1000, 1234567].map(groupDigits)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect([counted(1, 'row'), counted(2000, 'row'), counted(1, 'row repeats', 'rows repeat')]).toEqual(['1 row', '2,000 rows', '1 row repeats']);
  });
});

describe('colour', () => {
  const before = { ...process.env };
  beforeEach(() => {
    delete process.env['NO_COLOR'];
    process.env['TERM'] = 'xterm';
  });
  afterEach(() => {
    process.env['NO_COLOR'] = before['NO_COLOR'];
    if (before['NO_COLOR'] === undefined) delete process.env['NO_COLOR'];
    process.env['TERM'] = before['TERM'];
  });
  const stream = (isTTY: boolean, columns = 100) => ({ isTTY, columns }) as NodeJS.WriteStream;

  test('is for terminals, and never where NO_COLOR is set', () => {
    expect(colourOf(stream(true)).paint('error', 'x')).toBe('\u001b[31mx\u001b[39m');
    expect(colourOf(stream(false)).paint('error', 'x')).toBe('x');
    process.env['NO_COLOR'] = '1';
    expect(colourOf(stream(true)).on).toBe(false);
    delete process.env['NO_COLOR'];
    process.env['TERM'] = 'dumb';
    expect(colourOf(stream(true)).on).toBe(false);
  });

  test('the width is the terminal\'s, where it says one', () => {
    expect([widthOf(stream(true, 80)), widthOf(stream(true, 0)), widthOf(stream(false, 80))]).toEqual([80, undefined, undefined]);
  });
});

describe('a whole file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mql-whole-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);

  test('is not there before it is finished, and nothing of it when it is abandoned', () => {
    const file = wholeFile(path('out'));
    file.write('half');
    expect(existsSync(path('out'))).toBe(false);
    file.write(Buffer.from(' and half'));
    file.finish();
    expect(readFileSync(path('out'), 'utf8')).toBe('half and half');
    const other = wholeFile(path('out'));
    other.write('something else');
    removeUnfinishedFiles();
    expect(readdirSync(folder)).toEqual(['out']);
    expect(readFileSync(path('out'), 'utf8')).toBe('half and half');
  });

  test('keeps the permissions of what was there', () => {
    writeFileSync(path('out'), '');
    chmodSync(path('out'), 0o640);
    writeWholeFile(path('out'), 'new');
    expect(statSync(path('out')).mode & 0o777).toBe(0o640);
  });

  test('goes where a link leads, and leaves the link', () => {
    writeFileSync(path('target'), '');
    symlinkSync('target', path('link'));
    writeWholeFile(path('link'), 'new');
    expect(lstatSync(path('link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(path('target'), 'utf8')).toBe('new');
  });

  test('is written straight to a device', () => {
    writeWholeFile('/dev/null', 'gone');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});
