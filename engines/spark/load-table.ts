/** Leads and events where Spark finds them: files of Parquet, tables of its catalogue, queries. */
import { readFileSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { spark } from '../../compiler/emit/sql/spark.ts';
import type { Relation } from '../../compiler/emit/sql/source.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { DataProblem } from '../data-problem.ts';
import { unreadable } from '../files/data-file.ts';
import { findColumns, type WantedColumn } from '../wanted-columns.ts';
import { wantedOfEvents, wantedOfLeads, type ColumnNames } from '../wanted-data.ts';
import { readColumn, type SparkType, type Use } from './column-form.ts';
import type { Session } from './session.ts';

export interface LoadedTable {
  readonly name: 'leads' | 'events';
  /** As the user named it. */
  readonly shownName: string;
  /** The columns that some definition reads, without a number for each row. */
  readonly relation: Relation;
  /** What rows stand in: files, those of a table, or parts of what a query gave. */
  readonly place: 'files' | 'table' | 'part';
}

export interface LoadRequest {
  readonly name: LoadedTable['name'];
  readonly argument: string;
  readonly source: SparkSource;
  readonly plans: readonly Plan[];
  readonly columns: ColumnNames;
}

interface FoundColumn {
  readonly name: string;
  readonly type: SparkType;
}

/** Makes the view `mql_leads_rows` or `mql_events_rows`. Rejects with a `DataProblem` for what cannot be read, or lacks a column. */
export async function loadTable(session: Session, { name, argument, source, plans, columns: names }: LoadRequest): Promise<LoadedTable> {
  const all = await open(session, name, { argument, source });
  const uses = new Map<number, Use[]>();
  for (const plan of plans) {
    const { wanted, usesOfWanted } = wantedOf(name, plan, names);
    findColumns(wanted, all.map((column) => column.name), argument).forEach((found, index) => {
      if (found !== undefined) uses.set(found, [...uses.get(found) ?? [], ...usesOfWanted[index]!]);
    });
  }
  const onlyText = plans.some(({ schema }) => schema.missingTexts.some((text) => /^\s*([-+]?\.?\d|(true|false)\s*$)/i.test(text)));
  const read = all.flatMap((column, index) => {
    const itsUses = uses.get(index);
    return itsUses === undefined ? [] : [{ name: column.name, ...readColumn(column.name, column.type, itsUses, onlyText) }];
  });
  const view = `mql_${name}_rows`;
  const place = await session.ask<LoadedTable['place']>({ do: 'view', name: view, columns: read.map((column) => `${column.sql} as ${spark.quoted(column.name)}`) });
  return {
    name, shownName: argument, place,
    relation: { from: { sql: view }, columns: read.map((column) => ({ name: column.name, form: column.form })), named: namedColumns(name, names) },
  };
}

async function open(session: Session, name: string, { argument, source }: Pick<LoadRequest, 'argument' | 'source'>): Promise<readonly FoundColumn[]> {
  try {
    const isTable = source.kind === 'name' && await session.ask<boolean>({ do: 'exists', table: source.from });
    const kind = source.kind === 'query' ? 'query' : isTable ? 'table' : 'files';
    return await session.ask<readonly FoundColumn[]>({ do: 'load', name: `mql_${name}_rows`, kind, from: kind === 'files' ? argument : source.from });
  } catch (problem) {
    if (!(problem instanceof DataProblem)) throw problem;
    throw new DataProblem('file', `\`${argument}\` cannot be read: ${problem.message.replace(/^Spark says: /, '')}`);
  }
}

export interface SparkSource {
  /** `name`: of a table if there is one, else of a folder. */
  readonly kind: 'query' | 'name' | 'files';
  /** The query, the name as SQL writes it, the path. */
  readonly from: string;
}

/** A `.sql` file is a query, a plain name may be a table, and everything else is a path of Parquet. @throws DataProblem for other files */
export function sparkSource(argument: string): SparkSource {
  if (/\.sql$/i.test(argument)) return { kind: 'query', from: readQuery(argument) };
  if (argument === '-' || /\.(csv|tsv|txt|json|jsonl|ndjson|gz)$/i.test(argument)) {
    const shown = argument === '-' ? 'standard input' : `\`${argument}\``;
    throw new DataProblem(
      'file', `Spark reads Parquet, tables of its catalogue and queries, and ${shown} is none of these`,
      'give it a `.sql` file with a query that reads the data, or score it with `--engine duckdb`',
    );
  }
  const isName = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(argument) && !/\.(parquet|pq)$/i.test(argument);
  return isName ? { kind: 'name', from: argument.split('.').map(spark.quoted).join('.') } : { kind: 'files', from: argument };
}

function readQuery(path: string): string {
  let query: string;
  try {
    query = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (query.trim() === '') throw new DataProblem('input', `\`${path}\` is empty`, 'it should hold one SELECT');
  return query.replace(/;(?=(?:\s|--[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*$)/, ' ');
}

/** The columns that a definition looks at, and what it reads in each. */
function wantedOf(name: LoadedTable['name'], { schema }: Plan, names: ColumnNames): { readonly wanted: readonly WantedColumn[]; readonly usesOfWanted: readonly (readonly Use[])[] } {
  if (name === 'leads') return { wanted: wantedOfLeads(schema, names), usesOfWanted: [['id'], ...schema.fields.map(({ type }): Use[] => [type])] };
  const wanted = wantedOfEvents(schema, names);
  const own: readonly (readonly Use[])[] = [['id'], ['text'], [{ kind: 'datetime', format: null }], ['id'], ['properties']];
  const ofProperty = ({ name: property }: WantedColumn): readonly Use[] =>
    schema.events.flatMap(({ properties }) => properties.filter((each) => each.used && each.name === property).map(({ type }) => type));
  return { wanted, usesOfWanted: [...own, ...wanted.slice(own.length).map(ofProperty)] };
}

function namedColumns(name: LoadedTable['name'], { leadId, eventLeadId, eventType, eventAt }: ColumnNames): NonNullable<Relation['named']> {
  const given = name === 'leads' ? { id: leadId } : { lead_id: eventLeadId, type: eventType, at: eventAt };
  return Object.fromEntries(Object.entries(given).filter(([, column]) => column !== undefined));
}

// ---------------------------------------------------------------- rows by their numbers

/** Where rows stand: a file, or a part of what a query gave. In order. */
export interface Part {
  readonly key: string;
  readonly shownPath: string;
  /** From 0, of the whole table. */
  readonly firstRow: number;
}

export interface NumberedTable extends LoadedTable {
  readonly parts: readonly Part[];
  readonly rowCount: number;
  /** The same with a number for each row, from 0. */
  readonly numbered: Relation;
}

export const rowNumber = 'mql_row';

/** Makes the view `mql_leads` or `mql_events`. @param counts the rows of each part */
export async function numberRows(session: Session, table: LoadedTable, counts: readonly (readonly [key: string, count: number])[]): Promise<NumberedTable> {
  const shown = counts.map(([key, count]) => ({ key, count, shownPath: table.place === 'files' ? shownPath(key, table.shownName) : table.shownName }));
  const order = ({ key, shownPath: path }: (typeof shown)[number]): Buffer => Buffer.from(table.place === 'files' ? path : key);
  shown.sort((first, second) => table.place === 'part' ? Number(first.key) - Number(second.key) : Buffer.compare(order(first), order(second)));
  let rowCount = 0;
  const parts = shown.map(({ key, count, shownPath: path }): Part => {
    rowCount += count;
    return { key, shownPath: path, firstRow: rowCount - count };
  });
  const view = `mql_${table.name}`;
  const columns = table.relation.columns.map(({ name }) => `data.${spark.quoted(name)}`);
  const list = parts.map(({ key, firstRow }) => `(${spark.text(key)}, ${firstRow}L)`).join(', ');
  const places = parts.length < 2 ? '' : ` join (select /*+ broadcast */ * from values ${list} as places(part, first_row)) as places on places.part = data.mql_part`;
  const number = parts.length < 2 ? 'data.mql_index' : 'places.first_row + data.mql_index';
  await session.ask({ do: 'define', name: view, sql: `select ${[`${number} as ${rowNumber}`, ...columns].join(', ')} from mql_${table.name}_rows as data${places}` });
  return { ...table, parts, rowCount, numbered: { ...table.relation, from: { sql: view }, rowNumber } };
}

/** The part in which a row stands. */
export function partOf({ parts }: NumberedTable, row: number): Part {
  let [from, to] = [0, parts.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (parts[middle]!.firstRow <= row) from = middle;
    else to = middle;
  }
  return parts[from]!;
}

/** A file as the user might have named it. */
function shownPath(key: string, argument: string): string {
  let path = key;
  try {
    path = decodeURIComponent(key);
  } catch {
    // A name with a `%` that stands for itself.
  }
  if (!path.startsWith('file:')) return path;
  path = path.replace(/^file:(\/\/)?(?=\/)/, '');
  return isAbsolute(argument) || argument.startsWith('file:') ? path : relative('.', path);
}
