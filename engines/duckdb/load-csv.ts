import { appendFileSync } from 'node:fs';
import { DataProblem } from '../data-problem.ts';
import { normalCsv, readHeader, type CsvHeader } from '../files/csv-file.ts';
import type { DataFile } from '../files/data-file.ts';
import { findColumns, type FoundColumn } from '../wanted-columns.ts';
import { sqlText, type Database } from './database.ts';
import type { LoadFiles } from './load-table.ts';
import type { LoadedPart, LoadedTable } from './loaded-table.ts';

/** Every cell is read as text; a file's own header says which of its columns are which. */
export async function loadCsv(database: Database, { name, argument, wanted, files }: LoadFiles): Promise<LoadedTable> {
  await database.connection.run(`CREATE TABLE ${name} (${wanted.map((_column, index) => `w${index} VARCHAR`).join(', ')})`);
  const parts: LoadedPart[] = [];
  const spellings = wanted.map(() => new Set<string>());
  const columnNames = new Set<string>();
  let firstRow = 0;
  for (const file of files) {
    const header = await readHeader(file);
    const found = findColumns(wanted, header.names, file.shownPath);
    header.names.forEach((columnName) => columnNames.add(columnName));
    found.forEach((index, each) => {
      if (index !== undefined) spellings[each]!.add(header.names[index]!);
    });
    const rowCount = await insertFile(database, name, file, header, found);
    parts.push({ file, shownPath: file.shownPath, firstRow, rowCount });
    firstRow += rowCount;
  }
  return {
    name,
    shownPath: files.length === 1 ? files[0]!.shownPath : argument,
    format: 'csv',
    columnNames: [...columnNames],
    columns: wanted.map((column, index) => ({ wanted: column, spellings: [...spellings[index]!], text: `w${index}`, isJson: false })),
    rowCount: firstRow,
    parts,
  };
}

async function insertFile(database: Database, table: string, file: DataFile, header: CsvHeader, found: readonly FoundColumn[]): Promise<number> {
  const insert = async (path: string, reading: ReadCsv): Promise<number> => {
    const select = found.map((index) => (index === undefined ? 'NULL' : `c${index}`)).join(', ');
    const result = await database.connection.run(`INSERT INTO ${table} SELECT ${select} FROM ${readCsvSql(path, header.names.length, reading)}`);
    return result.rowsChanged;
  };
  // Lines of one cell that are blank would come as rows, and lines before the header would be taken for it.
  if (header.names.length > 1 && header.line === 1) {
    try {
      return await insert(file.path, { header: true, delimiter: header.delimiter, gzip: file.gzip });
    } catch {
      // Whatever DuckDB could not read is read strictly below, which names the true line, or finds nothing wrong.
    }
  }
  const copy = database.temporaryFile('normal.csv');
  appendFileSync(copy, '');
  for await (const piece of normalCsv(file, header)) appendFileSync(copy, piece);
  try {
    return await insert(copy, { header: false, delimiter: ',', gzip: false, longestLine: 1 << 26 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
    throw new DataProblem('input', `cannot read \`${file.shownPath}\`: ${reason}`);
  }
}

interface ReadCsv {
  readonly header: boolean;
  readonly delimiter: string;
  readonly gzip: boolean;
  /** Bytes. */
  readonly longestLine?: number;
}

/** Nothing is guessed: delimiter, quotes and columns are given. */
function readCsvSql(path: string, width: number, reading: ReadCsv): string {
  const columns = Array.from({ length: width }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const options = [
    'auto_detect = false',
    `header = ${reading.header}`,
    `delim = ${sqlText(reading.delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `compression = '${reading.gzip ? 'gzip' : 'none'}'`,
    `columns = {${columns}}`,
    ...(reading.longestLine === undefined ? [] : [`max_line_size = ${reading.longestLine}`]),
  ];
  return `read_csv(${sqlText(path)}, ${options.join(', ')})`;
}
