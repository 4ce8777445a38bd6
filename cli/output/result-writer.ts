import type { DuckDBAppender } from '@duckdb/node-api';
import type { Definition } from '../../compiler/check/checked.ts';
import { sqlName, sqlText, type Database } from '../../engines/duckdb/database.ts';
import type { Result } from '../../runtime/result.ts';
import { resultColumns, type ResultColumn } from './result-columns.ts';

/** Takes results in the order of the leads. */
export interface ResultWriter {
  write(results: readonly Result[]): void;
  /** After the last result. */
  finish(): Promise<void>;
}

/** One result of section 6 of the language reference a line. */
export function jsonLinesWriter(emit: (text: string) => void): ResultWriter {
  return {
    write: (results) => emit(results.map((result) => `${JSON.stringify(result)}\n`).join('')),
    finish: async () => {},
  };
}

export function csvWriter(definition: Definition, emit: (text: string) => void): ResultWriter {
  const columns = resultColumns(definition);
  emit(`${columns.map(({ name }) => csvCell(name)).join(',')}\n`);
  return {
    write: (results) => emit(results.map((result) => `${columns.map((column) => csvCell(column.valueOf(result))).join(',')}\n`).join('')),
    finish: async () => {},
  };
}

function csvCell(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const sqlTypes: Readonly<Record<ResultColumn['type'], string>> = { text: 'VARCHAR', number: 'DOUBLE', boolean: 'BOOLEAN' };

/** @param path where the file is written */
export async function parquetWriter(definition: Definition, database: Database, path: string): Promise<ResultWriter> {
  const columns = resultColumns(definition);
  const connection = await database.connect();
  await connection.run(`CREATE TABLE results (${columns.map(({ name, type }) => `${sqlName(name)} ${sqlTypes[type]}`).join(', ')})`);
  const appender = await connection.createAppender('results');
  return {
    write: (results) => {
      for (const result of results) {
        for (const column of columns) append(appender, column.valueOf(result));
        appender.endRow();
      }
    },
    finish: async () => {
      appender.closeSync();
      const select = columns.map(({ name }) => (name === 'handoff_within_ms' ? `CAST(${sqlName(name)} AS BIGINT) AS ${sqlName(name)}` : sqlName(name))).join(', ');
      await connection.run(`COPY (SELECT ${select} FROM results ORDER BY rowid) TO ${sqlText(path)} (FORMAT parquet)`);
    },
  };
}

function append(appender: DuckDBAppender, value: string | number | boolean | null): void {
  if (value === null) appender.appendNull();
  else if (typeof value === 'string') appender.appendVarchar(value);
  else if (typeof value === 'number') appender.appendDouble(value);
  else appender.appendBoolean(value);
}
