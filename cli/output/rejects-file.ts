import type { Definition } from '../../compiler/check/checked.ts';
import type { OpenData, PlacedBadRow } from '../../engines/duckdb/open-data.ts';
import { badRowMessage } from '../data/bad-row-text.ts';
import { wholeFile } from './whole-file.ts';

/** Writes all bad rows with their reasons: CSV by that extension, else JSON Lines. */
export async function writeRejects(path: string, data: OpenData, definition: Definition): Promise<void> {
  const file = wholeFile(path);
  const isCsv = path.toLowerCase().endsWith('.csv');
  if (isCsv) file.write('table,file,line,row,column,value,code,reason,text\n');
  for await (const bad of data.badRows()) {
    const reject = rejectOf(bad, definition);
    file.write(isCsv ? `${Object.values(reject).map(csvCell).join(',')}\n` : `${JSON.stringify(reject)}\n`);
  }
  file.finish();
}

/** Keys in the order of the columns of CSV. */
function rejectOf(bad: PlacedBadRow, definition: Definition): Readonly<Record<string, string | number | null>> {
  return {
    table: bad.table,
    file: bad.place.shownPath,
    /** Null where the file has no lines. */
    line: bad.place.line ?? null,
    /** From 1, over all files. */
    row: bad.row + 1,
    column: bad.column,
    value: bad.value,
    code: bad.reason,
    reason: badRowMessage(bad, definition),
    /** The row as it stands in the file. */
    text: bad.place.text ?? null,
  };
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : `"${value.replaceAll('"', '""')}"`;
}
