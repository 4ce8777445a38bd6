/** An engine that runs emitted SQL, over raw rows loaded as JSON, a column for each key. */
import type { Definition } from '../compiler/check/checked.ts';
import type { Dialect } from '../compiler/emit/sql/dialect.ts';
import { emitBadEvents, emitBadLeads } from '../compiler/emit/sql/emit-data-check.ts';
import { emitDataReport } from '../compiler/emit/sql/emit-data-report.ts';
import { emitQuery } from '../compiler/emit/sql/emit-query.ts';
import { folded, type Column, type Relation, type Source } from '../compiler/emit/sql/source.ts';
import { trusted } from '../compiler/emit/sql/sql.ts';
import { makePlan } from '../compiler/plan/make-plan.ts';
import type { Plan } from '../compiler/plan/plan.ts';
import { readItems, readResult, type Cell, type Payment } from '../engines/sql/read-result.ts';
import type { BadRow, DataReport, Evaluation, Evaluator, RawData } from './evaluator.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a database must do to be tested. */
export interface TestDatabase {
  readonly dialect: Dialect;
  /** Makes a table anew: `mql_row` with whole numbers, then columns that hold JSON text. */
  load(table: string, columns: readonly string[], rows: readonly (readonly (string | null)[])[]): Promise<void>;
  run(sql: string): Promise<readonly (readonly Cell[])[]>;
  close(): Promise<void>;
}

export const rowNumber = 'mql_row';

export function sqlEvaluator(name: string, open: () => Promise<TestDatabase>): Evaluator {
  let database: Promise<TestDatabase> | undefined;
  return {
    name,
    async evaluate(definition, data, now) {
      database ??= open();
      return evaluate(await database, definition, data, now);
    },
    async close() {
      await (await database)?.close();
      database = undefined;
    },
  };
}

async function evaluate(database: TestDatabase, definition: Definition, data: RawData, now: number): Promise<Evaluation> {
  const leads = await loadTable(database, 'raw_leads', data.leads);
  const events = await loadTable(database, 'raw_events', data.events);
  return evaluateTables(database, makePlan(definition), leads, events, data, now);
}

/** @param leads a table that is called by its name alone, as that of the events is */
export async function evaluateTables(database: TestDatabase, plan: Plan, leads: Relation, events: Relation, data: RawData, now: number): Promise<Evaluation> {
  const { dialect } = database;
  const badLeads = (await database.run(emitBadLeads(plan, dialect, leads))).map((row) => badRow('leads', row, data.leads));
  const badEvents = (await database.run(emitBadEvents(plan, dialect, events))).map((row) => badRow('events', row, data.events));
  const { reportText, scored, paid } = queriesOfGoodRows(dialect, plan, leads, events, [...badLeads, ...badEvents], now);
  const report = readReport(reportText === '' ? [] : await database.run(reportText));
  const payments = readPayments(plan, paid.text === '' ? [] : await database.run(paid.text));
  const explanations = (await database.run(scored.text)).map((row) => {
    const cells = row[Symbol.iterator]();
    const id = String(cells.next().value);
    const result = readResult(plan, id, cells);
    return { ...result, items: readItems(scored.items[0]!, cells, (item) => payments.get(`${item + 1} ${id}`) ?? []) };
  });
  return { results: explanations.map(({ items: _items, ...result }) => result), explanations, badRows: [...badLeads, ...badEvents], report };
}

/** What is asked once it is known which rows are bad. */
export function queriesOfGoodRows(dialect: Dialect, plan: Plan, leads: Relation, events: Relation, bad: readonly BadRow[], now: number) {
  const of = (relation: Relation, name: BadRow['table']): Relation => without(dialect, relation, bad.filter(({ table }) => table === name));
  const source: Source = { leads: of(leads, 'leads'), events: of(events, 'events') };
  const options = { source, now: trusted(`cast(${now} as ${dialect.types.integer})`), repeatedIds: true };
  return {
    reportText: emitDataReport(plan, dialect, source, leads),
    scored: emitQuery([plan], dialect, { ...options, output: 'explanations' }),
    paid: emitQuery([plan], dialect, { ...options, output: 'payments' }),
  };
}

function keysOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row).map(folded)))].filter((key) => key !== '');
}

/** The table of these rows as JSON, a column for each key. */
export function relationOfRows(table: string, rows: readonly Row[]): Relation {
  return { from: { name: [table] }, columns: keysOf(rows).map((name): Column => ({ name, form: 'json' })), rowNumber };
}

async function loadTable(database: TestDatabase, table: string, rows: readonly Row[]): Promise<Relation> {
  const keys = keysOf(rows);
  await database.load(table, keys, rows.map((row) => {
    if (!database.dialect.checksJson) row = parsedProperties(row);
    const cells = new Map<string, string>();
    for (const [key, value] of Object.entries(row)) {
      if (value !== undefined && !cells.has(folded(key))) cells.set(folded(key), JSON.stringify(value));
    }
    return keys.map((key) => cells.get(key) ?? null);
  }));
  return relationOfRows(table, rows);
}

/** Where a text cannot be asked whether it is JSON, the column has the database's JSON type. */
function parsedProperties(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => {
    if (folded(key) !== 'properties' || typeof value !== 'string') return [key, value];
    try {
      return [key, JSON.parse(value) as unknown];
    } catch {
      return [key, value];
    }
  }));
}

function without(dialect: Dialect, relation: Relation, bad: readonly BadRow[]): Relation {
  if (bad.length === 0 || !('name' in relation.from)) return relation;
  const rows = bad.map(({ row }) => row).join(', ');
  return { ...relation, from: { sql: `(select * from ${dialect.quoted(relation.from.name[0]!)} where ${rowNumber} not in (${rows})) as good_rows` } };
}

/** The row as it was spelled: columns are loaded by their folded names. */
function badRow(table: 'leads' | 'events', [row, column, value, reason]: readonly Cell[], rows: readonly Row[]): BadRow {
  const raw = rows[Number(row)]!;
  const sought = folded(String(column));
  const nested = nestedProperties(raw);
  const isOwn = ['id', 'leadid', 'type', 'at', 'properties'].includes(sought) && reason !== 'MQL3001';
  const key = (isOwn ? undefined : nested.find((each) => folded(each) === sought)) ?? Object.keys(raw).find((each) => folded(each) === sought);
  return { table, row: Number(row), column: key ?? (sought === 'leadid' ? 'lead_id' : sought), value: withJavaScriptNumbers(String(value)), reason: String(reason) };
}

/** Databases write the numbers inside JSON in ways of their own, such as `1e300` for `1e+300`: what reads as the same JSON is the same value. */
function withJavaScriptNumbers(value: string): string {
  if (!/^[[{].*\de\d/s.test(value)) return value;
  const rewritten = value.replace(/(?<=\d)e(?=\d)/g, 'e+');
  try {
    return JSON.stringify(JSON.parse(value)) === rewritten ? rewritten : value;
  } catch {
    return value;
  }
}

function nestedProperties(row: Row): readonly string[] {
  const key = Object.keys(row).find((each) => folded(each) === 'properties');
  const value = key === undefined ? undefined : row[key];
  try {
    const object: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    return typeof object === 'object' && object !== null && !Array.isArray(object) ? Object.keys(object) : [];
  } catch {
    return [];
  }
}

function readReport(rows: readonly (readonly Cell[])[]): DataReport {
  const of = (kind: string): [string, number][] =>
    rows.filter((row) => row[0] === kind && Number(row[2]) > 0).map((row) => [String(row[1]), Number(row[2])]);
  const total = (kind: string): number => of(kind).reduce((sum, [, count]) => sum + count, 0);
  return {
    unknownEventTypes: Object.fromEntries(of('unknown type')),
    duplicateEvents: total('repeated event'),
    eventsWithoutLead: total('event without lead'),
    unknownSpellings: Object.fromEntries(of('unknown spelling')),
    earlyTimes: Object.fromEntries(of('early time')),
  };
}

/** By item and lead, in the order in which explanations show them. */
export function readPayments(plan: Plan, rows: readonly (readonly Cell[])[]): Map<string, Payment[]> {
  const names = new Map<string, string>();
  plan.schema.events.forEach((event) => event.spellings.forEach((spelling) => names.has(folded(spelling)) || names.set(folded(spelling), event.name)));
  plan.schema.events.forEach((event) => names.has(folded(event.name)) || names.set(folded(event.name), event.name));
  const payments = new Map<string, Payment[]>();
  for (const [lead, , item, at, type, points] of rows) {
    const key = `${String(item)} ${String(lead)}`;
    const payment = { at: Number(at), type: names.get(String(type))!, points: Number(points) };
    payments.set(key, [...payments.get(key) ?? [], payment]);
  }
  for (const each of payments.values()) {
    each.sort((first, second) => first.at - second.at || second.points - first.points || (first.type < second.type ? -1 : 1));
  }
  return payments;
}
