/** Data whose columns have types: Parquet, which is read where it is, and the results of queries. */
import { dirname, resolve } from 'node:path';
import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBType } from '@duckdb/node-api';
import { DataProblem } from '../data-problem.ts';
import type { DataFile } from '../files/data-file.ts';
import { findColumns } from '../wanted-columns.ts';
import { numberOf, sqlText, type Database } from './database.ts';
import type { LoadFiles, LoadOptions } from './load-table.ts';
import type { LoadedPart, LoadedTable } from './loaded-table.ts';
import { canStayInPlace, copyPart, typedColumns, viewOfFiles, type TypedPart } from './typed-parts.ts';

export async function loadParquet({ connection }: Database, { name, argument, wanted, hasMissingNumbers, files }: LoadFiles): Promise<LoadedTable> {
  const described: TypedPart[] = [];
  let rowCount = 0;
  for (const file of files) {
    const part = await reading(file.shownPath, () => describeFile(connection, wanted, file, rowCount));
    described.push(part);
    rowCount += part.rowCount;
  }
  const columns = typedColumns(wanted, described, hasMissingNumbers);
  let parts: readonly LoadedPart[] = described;
  if (canStayInPlace(columns, described)) parts = await viewOfFiles(connection, name, columns, described);
  else {
    for (const part of described) await reading(part.shownPath, () => copyPart(connection, name, columns, part, part === described[0]));
  }
  return {
    name, shownPath: files.length === 1 ? files[0]!.shownPath : argument, format: 'parquet', columnNames: [...new Set(described.flatMap(({ names }) => names))],
    columns: columns.map(({ loaded }) => loaded), rowCount, parts,
  };
}

async function describeFile(connection: DuckDBConnection, wanted: LoadFiles['wanted'], file: DataFile, firstRow: number): Promise<TypedPart> {
  // Old writers do not say that their texts are texts.
  const source = `read_parquet(${sqlText(file.path)}, binary_as_string = true)`;
  const { names, types } = await describe(connection, `SELECT * FROM ${source}`, file.shownPath);
  const rowCount = await numberOf(connection, `SELECT count(*) FROM ${source}`);
  return { file, shownPath: file.shownPath, firstRow, rowCount, source, names, types, found: findColumns(wanted, names, file.shownPath) };
}

export interface LoadQuery extends Omit<LoadOptions, 'standardInput' | 'signal'> {
  /** One SELECT in DuckDB's dialect. Its relative paths are looked for in the current folder, then beside the `.sql` file. */
  readonly query: string;
}

export async function loadQuery({ connection }: Database, request: LoadQuery): Promise<LoadedTable> {
  const { argument } = request;
  return copyQuery(connection, request).catch(async (problem: unknown) => {
    if (!(problem instanceof DataProblem) || !problem.message.includes('No files found')) throw problem;
    // Not set from the start: a pattern would then be looked for beside the query alone.
    await connection.run(`SET file_search_path = ${sqlText(dirname(resolve(argument)))}`);
    return copyQuery(connection, request).finally(() => connection.run('RESET file_search_path'));
  });
}

async function copyQuery(connection: DuckDBConnection, { name, argument, wanted, hasMissingNumbers, query }: LoadQuery): Promise<LoadedTable> {
  return reading(argument, async () => {
    const { names, types } = await describe(connection, query, argument);
    const source = `(\n${withoutSemicolon(query)}\n)`;
    const part: TypedPart = { file: undefined, shownPath: argument, firstRow: 0, rowCount: 0, source, names, types, found: findColumns(wanted, names, argument) };
    const columns = typedColumns(wanted, [part], hasMissingNumbers);
    const rowCount = await copyPart(connection, name, columns, part, true);
    return {
      name, shownPath: argument, format: 'query', columnNames: [...new Set(names)], columns: columns.map(({ loaded }) => loaded), rowCount, parts: [{ ...part, rowCount }],
    };
  });
}

/** What DuckDB cannot read is a problem of the data. */
async function reading<Result>(shownPath: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    throw cause instanceof DataProblem ? cause : cannotRead(shownPath, cause);
  }
}

function cannotRead(shownPath: string, cause: unknown): DataProblem {
  const message = cause instanceof Error ? cause.message.trim() : String(cause);
  // The text of a query of our own would only confuse.
  const shown = shownPath.toLowerCase().endsWith('.sql') ? message.replace(/\n+/g, '\n  ') : message.split('\n')[0]!;
  return new DataProblem('input', `cannot read \`${shownPath}\`: ${shown}`);
}

/** Rejects with the problem of a file that is read in place and cannot be, if there is one: then that is why some query failed. */
export async function lookAtFiles(connection: DuckDBConnection, tables: readonly LoadedTable[]): Promise<void> {
  for (const { shownPath, look } of tables.flatMap(({ parts }) => parts)) {
    if (look !== undefined) await reading(shownPath, () => connection.run(look));
  }
}

interface Described {
  readonly names: readonly string[];
  readonly types: readonly DuckDBType[];
}

async function describe(connection: DuckDBConnection, query: string, shownPath: string): Promise<Described> {
  const statements = await connection.extractStatements(query);
  const oneSelect = new DataProblem('input', `\`${shownPath}\` holds ${statements.count} statements`, 'it should hold one SELECT');
  if (statements.count !== 1) throw oneSelect;
  const prepared: DuckDBPreparedStatement = await statements.prepare(0);
  const { StatementType } = await import('@duckdb/node-api');
  if (prepared.statementType !== StatementType.SELECT) {
    throw new DataProblem('input', `\`${shownPath}\` holds a statement that is no query`, 'it should hold one SELECT');
  }
  const indexes = Array.from({ length: prepared.columnCount }, (_, index) => index);
  const described = { names: indexes.map((index) => prepared.columnName(index)), types: indexes.map((index) => prepared.columnType(index)) };
  prepared.destroySync();
  return described;
}

/** The query can stand in parentheses once the `;` after its last word is gone; comments may follow that. */
function withoutSemicolon(query: string): string {
  return query.replace(/;(?=(?:\s|--[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*$)/, ' ');
}
