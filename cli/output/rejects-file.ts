import type { Definition } from '../../compiler/check/checked.ts';
import type { PlacedBadRow } from '../../engines/placed-bad-row.ts';
import { badRowMessage } from '../data/bad-row-text.ts';
import type { WholeFile } from './whole-file.ts';

/** Writes all bad rows with their reasons: CSV by that extension, else JSON Lines. */
export async function writeRejects(file: WholeFile, path: string, badRows: AsyncIterable<PlacedBadRow>, definitions: readonly Definition[]): Promise<void> {
  const isCsv = path.toLowerCase().endsWith('.csv');
  if (isCsv) file.write('table,file,line,row,column,value,code,reason,text\n');
  for await (const bad of badRows) {
    const reject = rejectOf(bad, definitions);
    file.write(isCsv ? `${Object.values(reject).map(csvCell).join(',')}\n` : `${JSON.stringify(reject)}\n`);
  }
}

/** Keys in the order of the columns of CSV. */
function rejectOf(bad: PlacedBadRow, definitions: readonly Definition[]): Readonly<Record<string, string | number | null>> {
  return {
    table: bad.table,
    file: bad.place.shownPath,
    /** Null where the file has no lines. */
    line: bad.place.line ?? null,
    /** From 1, in the file. */
    row: bad.place.rowInFile + 1,
    column: bad.column,
    value: bad.value,
    code: bad.reason,
    reason: badRowMessage(bad, definitions),
    /** The row as it stands in the file. */
    text: bad.place.text ?? null,
  };
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : `"${value.replaceAll('"', '""')}"`;
}
