import { dirname, resolve } from 'node:path';
import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBType } from '@duckdb/node-api';
import { DataProblem } from '../data-problem.ts';
import { findColumns, type WantedColumn } from '../wanted-columns.ts';
import { numberOf, sqlName, sqlText, type Database } from './database.ts';
import type { LoadFiles } from './load-table.ts';
import type { LoadedColumn, LoadedPart, LoadedTable } from './loaded-table.ts';

/** Parquet has types of its own: each value is read as the text that the same value has in CSV. */
export async function loadParquet(database: Database, { name, argument, wanted, files }: LoadFiles): Promise<LoadedTable> {
  const parts: LoadedPart[] = [];
  const insert = new TypedTable(database.connection, name, wanted);
  let firstRow = 0;
  for (const file of files) {
    // Old writers do not say that their texts are texts.
    const query = `SELECT * FROM read_parquet(${sqlText(file.path)}, binary_as_string = true)`;
    const rowCount = await insert.add(query, file.shownPath);
    parts.push({ file, shownPath: file.shownPath, firstRow, rowCount });
    firstRow += rowCount;
  }
  const shownPath = files.length === 1 ? files[0]!.shownPath : argument;
  return { name, shownPath, format: 'parquet', ...insert.columns(), rowCount: firstRow, parts };
}

export interface LoadQuery {
  readonly name: 'leads' | 'events';
  readonly argument: string;
  readonly wanted: readonly WantedColumn[];
  /** One SELECT in DuckDB's dialect. Its relative paths are looked for in the current folder, then beside the `.sql` file. */
  readonly query: string;
}

export async function loadQuery(database: Database, { name, argument, wanted, query }: LoadQuery): Promise<LoadedTable> {
  const { connection } = database;
  const insert = new TypedTable(connection, name, wanted);
  const rowCount = await insert.add(query, argument).catch(async (problem: unknown) => {
    if (!(problem instanceof DataProblem) || !problem.message.includes('No files found')) throw problem;
    // Not set from the start: a pattern would then be looked for beside the query alone.
    await connection.run(`SET file_search_path = ${sqlText(dirname(resolve(argument)))}`);
    return insert.add(query, argument).finally(() => connection.run('RESET file_search_path'));
  });
  const parts = [{ file: undefined, shownPath: argument, firstRow: 0, rowCount }];
  return { name, shownPath: argument, format: 'query', ...insert.columns(), rowCount, parts };
}

/** A table of texts that results with types are put into. */
class TypedTable {
  readonly #connection: DuckDBConnection;
  readonly #name: string;
  readonly #wanted: readonly WantedColumn[];
  readonly #spellings: Set<string>[];
  readonly #isJson: boolean[];
  readonly #columnNames = new Set<string>();
  #made = false;

  constructor(connection: DuckDBConnection, name: string, wanted: readonly WantedColumn[]) {
    this.#connection = connection;
    this.#name = name;
    this.#wanted = wanted;
    this.#spellings = wanted.map(() => new Set());
    this.#isJson = wanted.map(() => false);
  }

  /** Answers the number of rows. */
  async add(query: string, shownPath: string): Promise<number> {
    try {
      return await this.#add(query, shownPath);
    } catch (cause) {
      if (cause instanceof DataProblem) throw cause;
      const message = cause instanceof Error ? cause.message.trim() : String(cause);
      // The text of a query of our own would only confuse.
      const shown = shownPath.toLowerCase().endsWith('.sql') ? message.replace(/\n+/g, '\n  ') : message.split('\n')[0]!;
      throw new DataProblem('input', `cannot read \`${shownPath}\`: ${shown}`);
    }
  }

  async #add(query: string, shownPath: string): Promise<number> {
    const source = await describe(this.#connection, query, shownPath);
    const found = findColumns(this.#wanted, source.names, shownPath);
    source.names.forEach((name) => this.#columnNames.add(name));
    const select = found.map((index, each) => {
      if (index === undefined) return `NULL::VARCHAR AS w${each}`;
      const type = source.types[index]!;
      this.#spellings[each]!.add(source.names[index]!);
      if (isNested(type)) this.#isJson[each] = true;
      return `${textSql(`c${index}`, type)} AS w${each}`;
    });
    const names = source.names.map((_name, index) => `c${index}`).join(', ');
    const rows = `SELECT ${select.join(', ')} FROM (\n${source.query}\n) AS source(${names})`;
    if (this.#made) return (await this.#connection.run(`INSERT INTO ${this.#name} ${rows}`)).rowsChanged;
    this.#made = true;
    await this.#connection.run(`CREATE TABLE ${this.#name} AS ${rows}`);
    return numberOf(this.#connection, `SELECT count(*) FROM ${this.#name}`);
  }

  columns(): Pick<LoadedTable, 'columns' | 'columnNames'> {
    const columns = this.#wanted.map((wanted, index): LoadedColumn => {
      return { wanted, spellings: [...this.#spellings[index]!], text: `w${index}`, isJson: this.#isJson[index]! };
    });
    return { columns, columnNames: [...this.#columnNames] };
  }
}

interface Source {
  /** Without the `;` at its end. */
  readonly query: string;
  readonly names: readonly string[];
  readonly types: readonly DuckDBType[];
}

async function describe(connection: DuckDBConnection, query: string, shownPath: string): Promise<Source> {
  const statements = await connection.extractStatements(query);
  const oneSelect = new DataProblem('input', `\`${shownPath}\` holds ${statements.count} statements`, 'it should hold one SELECT');
  if (statements.count !== 1) throw oneSelect;
  const prepared: DuckDBPreparedStatement = await statements.prepare(0);
  const { StatementType } = await import('@duckdb/node-api');
  if (prepared.statementType !== StatementType.SELECT) {
    throw new DataProblem('input', `\`${shownPath}\` holds a statement that is no query`, 'it should hold one SELECT');
  }
  const indexes = Array.from({ length: prepared.columnCount }, (_, index) => index);
  const source = {
    query: withoutSemicolon(query),
    names: indexes.map((index) => prepared.columnName(index)),
    types: indexes.map((index) => prepared.columnType(index)),
  };
  prepared.destroySync();
  return source;
}

/** The query can stand in parentheses once the `;` after its last word is gone; comments may follow that. */
function withoutSemicolon(query: string): string {
  return query.replace(/;(?=(?:\s|--[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*$)/, ' ');
}

function isNested(type: DuckDBType): boolean {
  return type.alias === 'JSON' || /\[|^(STRUCT|MAP|UNION|VARIANT)/.test(type.toString());
}

/** SQL: the value as the text that it has in CSV or JSON Lines. */
function textSql(column: string, type: DuckDBType): string {
  const name = type.toString();
  if (type.alias === 'JSON') return `CAST(${column} AS VARCHAR)`;
  if (isNested(type)) return `CAST(to_json(${column}) AS VARCHAR)`;
  if (name === 'FLOAT' || name === 'DOUBLE') {
    // Tables of data frames hold whole numbers, ids among them, as doubles, and NaN where nothing is known.
    return `CASE WHEN isnan(${column}) THEN NULL WHEN ${column} = trunc(${column}) AND abs(${column}) < 1e15 THEN CAST(CAST(${column} AS BIGINT) AS VARCHAR) ELSE CAST(${column} AS VARCHAR) END`;
  }
  if (name.startsWith('TIMESTAMP WITH TIME ZONE') || name === 'TIMESTAMPTZ') return `CAST(epoch_ms(${column}) AS VARCHAR)`;
  if (name.startsWith('TIMESTAMP')) return `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%g')`;
  if (name === 'INTERVAL') return `CAST(extract('epoch' FROM ${column}) AS VARCHAR)`;
  return `CAST(${sqlName(column)} AS VARCHAR)`;
}
