import { readHeader } from '../files/csv-file.ts';
import { recordsOf, utf8, type TextRecord } from '../files/text-lines.ts';
import type { RowPlace } from '../placed-bad-row.ts';
import type { LoadedPart, LoadedTable } from './loaded-table.ts';

/**
 * Finds rows in their files, which are read once more for it: only a run that has something to report does.
 * @param rows ascending, each once
 */
export async function* locateRows(table: LoadedTable, rows: Iterable<number>): AsyncGenerator<RowPlace> {
  const wanted = rows[Symbol.iterator]();
  let next = wanted.next();
  for (const part of table.parts) {
    const end = part.firstRow + part.rowCount;
    if (next.done === true || next.value >= end) continue;
    let row = part.firstRow;
    for await (const record of rowRecords(table, part)) {
      if (row === next.value) {
        yield { row, rowInFile: row - part.firstRow, shownPath: part.shownPath, line: record.line, text: utf8(record.bytes) };
        next = wanted.next();
        if (next.done === true) return;
        if (next.value >= end) break;
      }
      row += 1;
    }
    while (next.done !== true && next.value < end) {
      yield { row: next.value, rowInFile: next.value - part.firstRow, shownPath: part.shownPath, line: undefined, text: undefined };
      next = wanted.next();
    }
    if (next.done === true) return;
  }
}

/** The records of a part that are rows, in their order; nothing where rows have no lines. */
async function* rowRecords(table: LoadedTable, part: LoadedPart): AsyncGenerator<TextRecord> {
  if (part.file === undefined) return;
  if (table.format === 'csv') {
    const header = await readHeader(part.file);
    let inHeader = true;
    for await (const record of recordsOf(part.file, header.delimiter)) {
      if (!inHeader) yield record;
      inHeader = false;
    }
  }
  if (table.format === 'json') {
    let first = true;
    for await (const record of recordsOf(part.file)) {
      if (record.bytes.trim() === '') continue;
      // An array has its rows wherever its writer liked.
      if (first && record.bytes.trimStart().startsWith('[')) return;
      first = false;
      yield record;
    }
  }
}
