import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { jsonRow } from '../files/json-row.ts';
import type { LoadedTable } from './loaded-table.ts';

/** Some rows of a table, in the order that was asked for. */
export interface RowChunk {
  readonly rowCount: number;
  /** The numbers of the row that were asked for beside its cells; missing is `undefined`. */
  number(extra: number, row: number): number | undefined;
  /** The row's value in each wanted column, in their order. The list is used again for the next row. */
  cells(row: number): readonly unknown[];
}

export interface RowQuery {
  /** SQL that answers numbers below 2^53, for each row. */
  readonly extras: readonly string[];
  /** SQL that follows the names of the tables: joins, `WHERE`, `ORDER BY`. The table itself is `data`. */
  readonly rest: string;
}

/** Streams rows in chunks of a few thousand, however many there are. The connection is busy until the last. */
export async function* readRows(connection: DuckDBConnection, table: LoadedTable, query: RowQuery): AsyncGenerator<RowChunk> {
  const extras = query.extras.map((sql) => `CAST(${sql} AS DOUBLE)`);
  const cells = table.format === 'json' ? ['data.line'] : table.columns.map((_column, index) => `data.w${index}`);
  const result = await connection.stream(`SELECT ${[...extras, ...cells].join(', ')} FROM ${table.name} AS data ${query.rest}`);
  const cellsOf = table.format === 'json' ? jsonCells(table) : textCells(table);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    const columns = chunk.getColumns();
    const values = columns.slice(extras.length);
    yield {
      rowCount: chunk.rowCount,
      number: (extra, row) => (columns[extra]![row] as number | null) ?? undefined,
      cells: (row) => cellsOf(values, row),
    };
  }
}

type CellsOf = (columns: readonly (readonly DuckDBValue[])[], row: number) => readonly unknown[];

function textCells(table: LoadedTable): CellsOf {
  const cells: unknown[] = table.columns.map(() => undefined);
  const isJson = table.columns.map((column) => column.isJson);
  return (columns, row) => {
    for (let index = 0; index < cells.length; index += 1) {
      const value = columns[index]![row];
      cells[index] = isJson[index] && typeof value === 'string' ? JSON.parse(value) : value;
    }
    return cells;
  };
}

function jsonCells(table: LoadedTable): CellsOf {
  const cells: unknown[] = table.columns.map(() => undefined);
  const keys = table.columns.map((column) => column.spellings);
  return (columns, row) => {
    const object = jsonRow(columns[0]![row] as string);
    for (let index = 0; index < cells.length; index += 1) cells[index] = firstOf(object, keys[index]!);
    return cells;
  };
}

function firstOf(object: Readonly<Record<string, unknown>>, keys: readonly string[]): unknown {
  for (const key of keys) {
    if (Object.hasOwn(object, key)) return object[key];
  }
  return undefined;
}
