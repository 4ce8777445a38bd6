/** Parts of data whose columns have types, as one table: a view of the files where they are, or a copy of the columns that are wanted. */
import type { DuckDBConnection, DuckDBType } from '@duckdb/node-api';
import type { FoundColumn, WantedColumn } from '../wanted-columns.ts';
import { sqlText } from './database.ts';
import type { LoadedColumn, LoadedPart, LoadedTable } from './loaded-table.ts';
import { isNested, nativeColumn, textSql } from './typed-column.ts';

export interface TypedPart extends LoadedPart {
  /** SQL that stands after `FROM`. */
  readonly source: string;
  readonly names: readonly string[];
  readonly types: readonly DuckDBType[];
  /** Where each wanted column stands among them. */
  readonly found: readonly FoundColumn[];
}

/** A wanted column, and how it is kept. */
export interface TypedColumn {
  readonly loaded: LoadedColumn;
  /** The type in which all parts have it, if it is read as it is; else its text is kept. */
  readonly type: DuckDBType | undefined;
  /** SQL: what is read, out of the column of that type. */
  readonly value: string | undefined;
}

/** @param hasMissingNumbers some text that says "nothing" might be that of a number, a time or a truth value */
export function typedColumns(wanted: readonly WantedColumn[], parts: readonly TypedPart[], hasMissingNumbers: boolean): readonly TypedColumn[] {
  return wanted.map((column, index) => {
    const types = parts.flatMap(({ found, types: all }) => (found[index] === undefined ? [] : [all[found[index]]!]));
    const spellings = new Set(parts.flatMap(({ found, names }) => (found[index] === undefined ? [] : [names[found[index]]!])));
    // A column may be wanted under two names.
    const uses = wanted.flatMap((other, place) => (parts.some(({ found }) => found[index] !== undefined && found[place] === found[index]) ? other.uses : []));
    const [type] = types;
    const isOne = type !== undefined && types.every((each) => signature(each) === signature(type));
    const native = isOne ? nativeColumn(`r${index}`, type, uses, hasMissingNumbers) : undefined;
    const loaded: LoadedColumn = {
      wanted: column, spellings: [...spellings], text: `w${index}`, isJson: types.some(isNested),
      ...(native === undefined ? {} : { native: { form: native.form, sql: `n${index}` } }),
    };
    return { loaded, type: native === undefined ? undefined : type, value: native?.sql };
  });
}

/** JSON may have to be written anew, and is made of a structure but once. */
export function canStayInPlace(columns: readonly TypedColumn[], parts: readonly TypedPart[]): boolean {
  const isRewritten = columns.some(({ loaded, type }) => type === undefined && (loaded.isJson || loaded.wanted.uses.includes('properties')) && loaded.spellings.length > 0);
  const hidesNumbers = parts.some(({ names }) => names.some((name) => /^file_(row_number|index)$/i.test(name)));
  return !isRewritten && !hidesNumbers && groupsOf(parts).length <= mostGroups;
}

/** What is planned and started one by one: more than these are copied. */
const mostGroups = 16;

/** Neighbours whose columns have the same names and types, which DuckDB reads as one. */
function groupsOf(parts: readonly TypedPart[]): readonly TypedPart[][] {
  const groups: TypedPart[][] = [];
  let last: string | undefined;
  for (const part of parts) {
    const own = JSON.stringify([part.names, part.types.map(signature)]);
    if (own === last) groups.at(-1)!.push(part);
    else groups.push([part]);
    last = own;
  }
  return groups;
}

function signature(type: DuckDBType): string {
  return `${type.toString()} ${type.alias ?? ''}`;
}

/** Makes the view, and answers the parts with a look at each. */
export async function viewOfFiles(connection: DuckDBConnection, name: LoadedTable['name'], columns: readonly TypedColumn[], parts: readonly TypedPart[]): Promise<readonly LoadedPart[]> {
  const selects = groupsOf(parts).map((group) => {
    const [first] = group;
    const files = group.map(({ file }) => sqlText(file!.path)).join(', ');
    const before = group.length === 1 ? String(first!.firstRow) : `[${group.map(({ firstRow }) => firstRow).join(', ')}][CAST(file_index AS BIGINT) + 1]`;
    return `SELECT ${before} + file_row_number AS rowid, ${kept(columns, first!)} FROM read_parquet([${files}], binary_as_string = true) AS source(${aliases(first!)})`;
  });
  await connection.run(`CREATE VIEW ${name} AS ${viewSelect(columns, `(${selects.join('\nUNION ALL ')})`)}`);
  return parts.map((part) => {
    const values = part.found.flatMap((index) => (index === undefined ? [] : [`c${index}`]));
    return { ...part, look: `SELECT bit_xor(hash(${values.join(', ')})) FROM ${part.source} AS source(${aliases(part)})` };
  });
}

/** Copies a part behind those before it; the first makes the table, and the view over it. @returns the number of its rows */
export async function copyPart(connection: DuckDBConnection, name: LoadedTable['name'], columns: readonly TypedColumn[], part: TypedPart, isFirst: boolean): Promise<number> {
  const table = `${name}_rows`;
  if (isFirst) {
    await connection.run(`CREATE TABLE ${table} (${columns.map(({ type }, index) => `${nameOf(type, index)} ${type?.toString() ?? 'VARCHAR'}`).join(', ')})`);
    await connection.run(`CREATE VIEW ${name} AS ${viewSelect(columns, `(SELECT rowid, * FROM ${table})`)}`);
  }
  return (await connection.run(`INSERT INTO ${table} SELECT ${kept(columns, part)} FROM ${part.source} AS source(${aliases(part)})`)).rowsChanged;
}

function aliases({ names }: TypedPart): string {
  return names.map((_name, index) => `c${index}`).join(', ');
}

function nameOf(type: DuckDBType | undefined, index: number): string {
  return `${type === undefined ? 'w' : 'r'}${index}`;
}

/** Each column as it is kept, out of those of a part. */
function kept(columns: readonly TypedColumn[], { found, types }: TypedPart): string {
  return columns.map(({ loaded, type }, index) => {
    const place = found[index];
    const value = place === undefined ? `NULL::${type?.toString() ?? 'VARCHAR'}` : type !== undefined ? `c${place}` : keptText(`c${place}`, types[place]!, loaded);
    return `${value} AS ${nameOf(type, index)}`;
  }).join(', ');
}

/** Where other parts have JSON, a text is a text of JSON, too, unless it holds the properties as JSON. */
function keptText(column: string, type: DuckDBType, { isJson, wanted }: LoadedColumn): string {
  const text = textSql(column, type);
  if (!isJson || isNested(type)) return text;
  const quoted = `CAST(to_json(${text}) AS VARCHAR)`;
  return wanted.uses.includes('properties') ? `CASE WHEN json_valid(${text}) THEN ${text} ELSE ${quoted} END` : quoted;
}

/** Of each column the text, and where it may be read as it is, its value. */
function viewSelect(columns: readonly TypedColumn[], from: string): string {
  const made = columns.flatMap(({ type, value }, index) => type === undefined ? [`w${index}`] : [`${textSql(`r${index}`, type)} AS w${index}`, `${value!} AS n${index}`]);
  return `SELECT rowid, ${made.join(', ')} FROM ${from} AS kept`;
}
