import { openSync, closeSync, writeSync } from 'node:fs';
import type { DuckDBAppender } from '@duckdb/node-api';
import { sqlName, sqlText, type Database } from '../duckdb/database.ts';
import type { OutputType, OutputValue } from './result-columns.ts';

/** Takes rows in their order, and writes them to a file. */
export interface RowWriter<Row> {
  write(rows: readonly Row[]): void;
  /** After the last row. */
  finish(): Promise<void>;
}

export interface OutputColumn<Row> {
  readonly name: string;
  readonly type: OutputType;
  readonly valueOf: (row: Row) => OutputValue;
}

/** @param json of a row, without a line break */
export function jsonLinesWriter<Row>(path: string, json: (row: Row) => string): RowWriter<Row> {
  const file = textFile(path);
  return {
    write: (rows) => file.write(rows.map((row) => `${json(row)}\n`).join('')),
    finish: file.finish,
  };
}

export function csvWriter<Row>(path: string, columns: readonly OutputColumn<Row>[]): RowWriter<Row> {
  const file = textFile(path);
  file.write(`${columns.map(({ name }) => csvCell(name)).join(',')}\n`);
  return {
    write: (rows) => file.write(rows.map((row) => `${columns.map((column) => csvCell(column.valueOf(row))).join(',')}\n`).join('')),
    finish: file.finish,
  };
}

/** Texts that a reader would take otherwise stand in quotes. */
export function csvCell(value: OutputValue): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const sqlTypes: Readonly<Record<OutputType, string>> = { text: 'VARCHAR', number: 'DOUBLE', 'whole number': 'BIGINT', boolean: 'BOOLEAN' };

/** @param table a name for the rows in the database until the file is written */
export async function parquetWriter<Row>(path: string, columns: readonly OutputColumn<Row>[], database: Database, table: string): Promise<RowWriter<Row>> {
  const connection = await database.connect();
  await connection.run(`CREATE TABLE ${table} (${columns.map(({ name, type }) => `${sqlName(name)} ${sqlTypes[type]}`).join(', ')})`);
  const appender = await connection.createAppender(table);
  return {
    write: (rows) => {
      for (const row of rows) {
        for (const column of columns) append(appender, column.type, column.valueOf(row));
        appender.endRow();
      }
    },
    finish: async () => {
      appender.closeSync();
      await connection.run(`COPY (SELECT * FROM ${table} ORDER BY rowid) TO ${sqlText(path)} (FORMAT parquet, USE_TMP_FILE false)`);
    },
  };
}

function append(appender: DuckDBAppender, type: OutputType, value: OutputValue): void {
  if (value === null) appender.appendNull();
  else if (typeof value === 'string') appender.appendVarchar(value);
  else if (typeof value === 'boolean') appender.appendBoolean(value);
  else if (type === 'whole number') appender.appendBigInt(BigInt(value));
  else appender.appendDouble(value);
}

/** A file of text that is there already. */
function textFile(path: string): { write(text: string): void; finish(): Promise<void> } {
  const descriptor = openSync(path, 'w');
  return {
    write: (text) => {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
    },
    finish: async () => closeSync(descriptor),
  };
}
