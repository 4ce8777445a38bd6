import { readFileSync } from 'node:fs';
import { DataProblem } from '../data-problem.ts';
import { unreadable, verifyGzip, type DataFile } from '../files/data-file.ts';
import { findFiles } from '../files/find-files.ts';
import type { WantedColumn } from '../wanted-columns.ts';
import { rowsOf, sqlText, type Database } from './database.ts';
import { loadCsv } from './load-csv.ts';
import { loadJson } from './load-json.ts';
import { loadParquet, loadQuery } from './load-typed.ts';
import { makeCellsExact, makeLinesExact } from './exact-json.ts';
import type { LoadedColumn, LoadedTable } from './loaded-table.ts';

export interface LoadOptions {
  readonly name: 'leads' | 'events';
  /** A file, a pattern, `-`, or a `.sql` file. */
  readonly argument: string;
  readonly wanted: readonly WantedColumn[];
  /** Some text that says "nothing" might be that of a number, a time or a truth value. */
  readonly hasMissingNumbers: boolean;
  readonly standardInput: NodeJS.ReadableStream;
  readonly signal?: AbortSignal | undefined;
}

/** What the loader of a format is given. */
export interface LoadFiles extends Omit<LoadOptions, 'standardInput' | 'signal'> {
  readonly files: readonly DataFile[];
}

/** Brings leads or events into the database as they are, in their order. Rejects with a `DataProblem`. Language reference, section 9. */
export async function loadTable(database: Database, options: LoadOptions): Promise<LoadedTable> {
  const table = await loadRows(database, options);
  if (table.format === 'json') {
    await makeLinesExact(database, table);
    return table;
  }
  const columns: LoadedColumn[] = [];
  for (const [index, column] of table.columns.entries()) {
    const mayHoldJson = column.isJson && column.native === undefined || table.name === 'events' && column.wanted.name === 'properties' && column.spellings.length > 0;
    columns.push(mayHoldJson ? { ...column, mayBeNoJson: await makeCellsExact(database, table, `w${index}`) } : column);
  }
  return { ...table, columns };
}

async function loadRows(database: Database, options: LoadOptions): Promise<LoadedTable> {
  const { argument } = options;
  if (argument.toLowerCase().endsWith('.sql')) return loadQuery(database, { ...options, query: readQuery(argument) });
  const files = await findFiles(argument, {
    standardInput: options.standardInput,
    signal: options.signal,
    temporaryFile: database.temporaryFile,
    matching: async (pattern) => {
      const rows = await rowsOf(database.connection, `SELECT file FROM glob(${sqlText(pattern)}) ORDER BY file`);
      return rows.map(([file]) => String(file));
    },
  });
  for (const file of files) {
    if (file.gzip) await verifyGzip(file);
  }
  switch (files[0]!.format) {
    case 'csv':
      return loadCsv(database, { ...options, files });
    case 'json':
      return loadJson(database, { ...options, files });
    case 'parquet':
      return loadParquet(database, { ...options, files });
  }
}

function readQuery(path: string): string {
  let query: string;
  try {
    query = readFileSync(path, 'utf8');
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (query.trim() === '') throw new DataProblem('input', `\`${path}\` is empty`, 'it should hold one SELECT');
  return query.replace(/^\ufeff/, '');
}
