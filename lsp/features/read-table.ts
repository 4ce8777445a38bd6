/** Small tables as the editor reads them: CSV and JSON Lines. The command line reads more, through its database. */
import { csvCells, delimiterOf } from '../../engines/files/csv-record.ts';

export type Row = Readonly<Record<string, unknown>>;
export type TableReading = { readonly rows: readonly Row[] } | { readonly problem: string };

/** `name` tells the format by its ending. What cannot be read is said in `problem`; the rows themselves are judged later. */
export function readTable(name: string, text: string): TableReading {
  const content = text.replace(/^\ufeff/, '');
  if (/\.(jsonl|ndjson)$/i.test(name)) return readJsonLines(name, content);
  if (/\.(csv|tsv)$/i.test(name)) return readCsv(name, content);
  return { problem: `the editor reads CSV and JSON Lines, and \`${name}\` is neither; \`mql score\` reads it` };
}

function readJsonLines(name: string, text: string): TableReading {
  const rows: Row[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const row = parsed(line);
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return { problem: `line ${index + 1} of \`${name}\` is no JSON object` };
    rows.push(row as Row);
  }
  return { rows };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function readCsv(name: string, text: string): TableReading {
  const records = csvRecords(text);
  const [header, ...others] = records;
  if (header === undefined) return { problem: `\`${name}\` is empty` };
  const delimiter = delimiterOf(header.text);
  const columns = csvCells(header.text, delimiter);
  if (columns.kind === 'broken') return { problem: `the header of \`${name}\` has a quote that does not close` };
  const rows: Row[] = [];
  for (const { text: record, line } of others) {
    const cells = csvCells(record, delimiter);
    if (cells.kind === 'broken') return { problem: `line ${line} of \`${name}\` has a broken quote` };
    rows.push(Object.fromEntries(columns.cells.map((column, index) => [column.trim(), cells.cells[index] ?? ''])));
  }
  return { rows };
}

interface CsvRecord {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** Lines, but for those that end inside quotes. Blank ones are passed over. */
function csvRecords(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let open: { text: string; readonly line: number } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (open === undefined) open = { text: line, line: index + 1 };
    else open.text += `\n${line}`;
    const quotes = open.text.split('"').length - 1;
    if (quotes % 2 !== 0) continue;
    const record = open.text.replace(/\r$/, '');
    if (record.trim() !== '') records.push({ text: record, line: open.line });
    open = undefined;
  }
  if (open !== undefined) records.push(open);
  return records;
}
