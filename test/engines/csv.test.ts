import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvCells, delimiterOf } from '../../engines/files/csv-record.ts';
import { readHeader, rowsOf } from '../../engines/files/csv-file.ts';
import { dataFile } from '../../engines/files/data-file.ts';
import { readAll, schemaOf, testFolder } from './folder.ts';

const { write } = testFolder();
const schema = schemaOf('fit: company "A*" +10; title "B*" +5\nmql when score > 5\n');

async function strictRows(path: string): Promise<{ line: number; cells: readonly string[] }[]> {
  const file = dataFile(path);
  const rows = [];
  for await (const row of rowsOf(file, await readHeader(file))) rows.push(row);
  return rows;
}

async function cellsRead(path: string): Promise<unknown[][]> {
  const { leads, badRows } = await readAll(schema, { leads: path });
  expect(badRows).toEqual([]);
  return leads.map(({ lead }) => [lead.id, lead['company'], lead['title']]);
}

describe('a record of CSV', () => {
  test.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['', ['']],
    ['a,,', ['a', '', '']],
    ['"a,b","c""d",""', ['a,b', 'c"d', '']],
    ['a"b,c', ['a"b', 'c']],
    [' "a" ,b', [' "a" ', 'b']],
  ])('%s', (record, cells) => expect(csvCells(record, ',')).toEqual({ kind: 'cells', cells }));

  test('quotes that are wrong name their cell', () => {
    expect(csvCells('a,"b', ',')).toEqual({ kind: 'broken', reason: 'unclosed quote', cell: 1 });
    expect(csvCells('"a"b,c', ',')).toEqual({ kind: 'broken', reason: 'text after quote', cell: 0 });
  });

  test.each([['a,b;c,d', ','], ['a;b;c', ';'], ['"a,b,c";d', ';'], ['a\tb', '\t'], ['a|b|c', '|'], ['a', ',']])('the delimiter of %s', (header, delimiter) => {
    expect(delimiterOf(header)).toBe(delimiter);
  });
});

describe('lines', () => {
  test('are those of the file: line breaks in quotes, blank lines and all', async () => {
    const path = write('a.csv', 'id,company,title\r\n\r\n1,"a\r\nb\nc",x\r\n\r\n\r\n2,d,"""y"""\r\n');
    expect(await strictRows(path)).toEqual([{ line: 3, cells: ['1', 'a\r\nb\nc', 'x'] }, { line: 8, cells: ['2', 'd', '"y"'] }]);
  });

  test('end in LF, CRLF or CR, also mixed, with and without one at the end', async () => {
    const path = write('a.csv', 'id,company,title\r1,a,b\n2,c,d\r\n3,e,f');
    expect((await strictRows(path)).map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(await cellsRead(path)).toEqual([['1', 'a', 'b'], ['2', 'c', 'd'], ['3', 'e', 'f']]);
  });

  test('may be longer than any buffer, with breaks at its edges', async () => {
    const long = 'x'.repeat((1 << 18) - 25);
    const path = write('a.csv', `id,company,title\r\n1,${long},a\r\n2,"${long}\r\n",b\r\n`);
    expect((await strictRows(path)).map(({ line, cells }) => [line, cells[1]!.length])).toEqual([[2, long.length], [3, long.length + 2]]);
    expect((await cellsRead(path)).map(([id]) => id)).toEqual(['1', '2']);
  });
});

test('whatever cells hold, DuckDB and the strict reader read what was written', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '"', ',', ';', '\n', '\r\n', '\t', 'é', '日', '😀', '\u001f', '\\', "'", '#', '\u0001'), maxLength: 6 });
  const table = fc.record({ rows: fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), end: fc.constantFrom('\n', '\r\n'), quoted: fc.boolean(), delimiter: fc.constantFrom(',', ';', '\t', '|') });
  await fc.assert(fc.asyncProperty(table, async ({ rows, end, quoted, delimiter }) => {
    const written = (text: string): string => (quoted || /["\r\n,;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const lines = rows.map(([company, title], index) => [`id${index}`, company, title].map(written).join(delimiter));
    const path = write('a.csv', [['id', 'company', 'title'].join(delimiter), ...lines].join(end) + end);
    expect((await strictRows(path)).map(({ cells }) => cells)).toEqual(rows.map(([company, title], index) => [`id${index}`, company, title]));
    const blank = (text: string): string | undefined => (text.replace(/[ \t\n\v\f\r]/g, '') === '' ? undefined : text);
    expect(await cellsRead(path)).toEqual(rows.map(([company, title], index) => [`id${index}`, blank(company), blank(title)]));
  }), { numRuns: 60 });
});

describe('a file that is broken rejects with its line', () => {
  test.each([
    ['a row too short', 'id,company,title\n1,a,b\n2,a\n', ':3: this row has 2 cells, the header has 3'],
    ['a row too long', 'id,company,title\n1,a,b,c,d\n', ':2: this row has 5 cells, the header has 3'],
    ['a quote that is never closed', 'id,company,title\n1,a,b\n2,"a,b\n3,c,d\n', ':3: the quote that opens cell 2 of this record is never closed'],
    ['text after a quote', 'id,company,title\n1,"a"b,c\n', ':2: cell 2 has text after its closing quote'],
    ['an empty file', '', 'is empty'],
  ])('%s', async (_what, text, message) => {
    await expect(readAll(schema, { leads: write('a.csv', text) })).rejects.toThrow(message);
  });

  test('bytes that are no UTF-8, in a column that is read', async () => {
    const path = write('a.csv', Buffer.from('id,company,title\n1,a,b\n2,caf\u00e9,b\n', 'latin1'));
    await expect(readAll(schema, { leads: path })).rejects.toThrow(':3: the bytes in cell 2 are not UTF-8');
  });

  test('UTF-16 and workbooks are named for what they are', async () => {
    await expect(readAll(schema, { leads: write('a.csv', Buffer.from('\ufeffid,company', 'utf16le')) })).rejects.toThrow('is in UTF-16');
    await expect(readAll(schema, { leads: write('b.csv', 'PK\u0003\u0004abc') })).rejects.toThrow('is a zip archive or an Excel workbook');
  });
});

test('one empty cell too many is passed over, as spreadsheets leave it', async () => {
  expect(await cellsRead(write('a.csv', 'id,company,title\n1,a,b,\n2,c,d,\n'))).toEqual([['1', 'a', 'b'], ['2', 'c', 'd']]);
});

test('a file of one column has no rows in its blank lines', async () => {
  const { leads, badRows } = await readAll(schemaOf('intent: webinar +10\nmql when score > 5\n'), { leads: write('a.csv', 'id\n1\n\n2\n\n') });
  expect(leads.map(({ lead }) => lead.id)).toEqual(['1', '2']);
  expect(badRows).toEqual([]);
});

test('a file of 10,000 columns', async () => {
  const names = Array.from({ length: 9_997 }, (_, index) => `column ${index}`);
  const text = `${['id', ...names, 'Company', 'TITLE'].join(',')}\n${['7', ...names.map(() => 'x'), 'a', 'b'].join(',')}\n`;
  expect(await cellsRead(write('a.csv', text))).toEqual([['7', 'a', 'b']]);
});

test('columns with names of evil', async () => {
  const evil = schemaOf(`vocabulary:
  lead hidden text from "__proto__"
  lead made text from "constructor"
  lead dropped text from "'; drop table leads; --"
fit: hidden "a" +1; made "b" +2; dropped "c" +4
mql when score > 5
`);
  const { leads } = await readAll(evil, { leads: write('a.csv', `id,__proto__,constructor,'; drop table leads; --\n1,a,b,c\n`) });
  expect(leads.map(({ lead }) => [lead.id, lead['hidden'], lead['made'], lead['dropped']])).toEqual([['1', 'a', 'b', 'c']]);
});
