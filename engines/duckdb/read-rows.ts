import type { DuckDBConnection } from '@duckdb/node-api';
import { jsonRow } from '../files/json-row.ts';
import { numberOf } from './database.ts';
import type { LoadedTable } from './loaded-table.ts';

/** Some rows of a table, in the order that was asked for. */
export interface RowChunk {
  readonly rowCount: number;
  /** The numbers of the row that were asked for beside its cells; missing is `undefined`. */
  number(extra: number, row: number): number | undefined;
  /** The row's value in each wanted column, in their order. Missing texts may be empty. */
  cells(row: number): readonly unknown[];
}

export interface RowQuery {
  /** SQL that answers numbers below 2^53, for each row. */
  readonly extras: readonly string[];
  /** SQL that follows the names of the tables: joins, `WHERE`, `ORDER BY`. The table itself is `data`. */
  readonly rest: string;
  /** What it costs to read each of them is less than a look at all rows of the table. */
  readonly areFew?: boolean;
}

/** Streams rows in chunks of a few thousand, however many there are. The connection is busy until the last. */
export async function* readRows(connection: DuckDBConnection, table: LoadedTable, query: RowQuery): AsyncGenerator<RowChunk> {
  const packing = table.format === 'json' ? linePacking(table) : await textPacking(connection, table, query.areFew ?? false);
  const extras = query.extras.map((sql) => `CAST(${sql} AS DOUBLE)`);
  const result = await connection.stream(`SELECT ${[packing.sql, ...extras].join(', ')} FROM ${table.name} AS data ${query.rest}`);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const texts = chunk.getColumnVector(0);
    const numbers = extras.map((_sql, index) => chunk.getColumnVector(index + 1));
    yield {
      rowCount: chunk.rowCount,
      number: (extra, row) => (numbers[extra]!.getItem(row) as number | null) ?? undefined,
      cells: (row) => packing.unpack(texts.getItem(row) as string),
    };
  }
}

/** A row comes as one text: each text is a call into the database, which costs more than taking one apart. */
interface Packing {
  readonly sql: string;
  readonly unpack: (text: string) => readonly unknown[];
}

async function textPacking(connection: DuckDBConnection, table: LoadedTable, areFew: boolean): Promise<Packing> {
  const cells = table.columns.map((_column, index) => `coalesce(data.w${index}, '')`);
  const separator = areFew ? undefined : await freeSeparator(connection, table);
  if (separator === undefined) {
    const sql = `CAST(to_json([${cells.join(', ')}]) AS VARCHAR)`;
    return { sql, unpack: withJsonCells(table, (text) => JSON.parse(text) as string[]) };
  }
  return { sql: `concat_ws(chr(${separator.charCodeAt(0)}), ${cells.join(', ')})`, unpack: withJsonCells(table, (text) => text.split(separator)) };
}

const separators = new WeakMap<LoadedTable, Promise<string | undefined>>();

/** A control character that no cell holds; looked for once in each table. */
function freeSeparator(connection: DuckDBConnection, table: LoadedTable): Promise<string | undefined> {
  let separator = separators.get(table);
  if (separator === undefined) separators.set(table, (separator = findSeparator(connection, table)));
  return separator;
}

async function findSeparator(connection: DuckDBConnection, table: LoadedTable): Promise<string | undefined> {
  for (const code of [0x1f, 0x1e, 0x1d, 0x1c]) {
    const holds = table.columns.map((_column, index) => `contains(w${index}, chr(${code}))`).join(' OR ');
    if ((await numberOf(connection, `SELECT count(*) FROM ${table.name} WHERE ${holds}`)) === 0) return String.fromCharCode(code);
  }
  return undefined;
}

function withJsonCells(table: LoadedTable, split: (text: string) => string[]): Packing['unpack'] {
  const json = table.columns.flatMap((column, index) => (column.isJson ? [index] : []));
  if (json.length === 0) return split;
  return (text) => {
    const cells: unknown[] = split(text);
    for (const index of json) cells[index] = cells[index] === '' ? undefined : parsedOrBad(cells[index] as string, table.columns[index]!.wanted.uses.includes('properties'));
    return cells;
  };
}

/**
 * What DuckDB writes of a NaN or an infinity within a structure is no JSON. SQL finds such a row bad, whatever the column is to be:
 * so it stays a text where properties are due, which are no text, and elsewhere it is an object, which no field is.
 */
function parsedOrBad(text: string, isProperties: boolean): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return isProperties ? text : { toJSON: () => text };
  }
}

function linePacking(table: LoadedTable): Packing {
  const keys = table.columns.map((column) => column.spellings);
  return {
    sql: 'data.line',
    unpack: (line) => {
      const object = jsonRow(line);
      return keys.map((each) => firstOf(object, each));
    },
  };
}

function firstOf(object: Readonly<Record<string, unknown>>, keys: readonly string[]): unknown {
  for (const key of keys) {
    if (Object.hasOwn(object, key)) return object[key];
  }
  return undefined;
}
