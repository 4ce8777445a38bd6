/** Which rows are bad, and what is to be reported of the good ones. Language reference, section 9. */
import { emitBadEvents, emitBadLeads } from '../../compiler/emit/sql/emit-data-check.ts';
import { emitDataReport } from '../../compiler/emit/sql/emit-data-report.ts';
import { readingRules } from '../../compiler/emit/sql/emit-query.ts';
import { ownColumn, type Relation, type Source } from '../../compiler/emit/sql/source.ts';
import { spark } from '../../compiler/emit/sql/spark.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import type { DataReport } from '../data-report.ts';
import type { PlacedBadRow } from '../placed-bad-row.ts';
import { pageBadRows } from '../sql/page-bad-rows.ts';
import { ReportRows } from '../sql/read-report.ts';
import { numberRows, partOf, rowNumber, type LoadedTable, type NumberedTable } from './load-table.ts';
import type { Session } from './session.ts';

export interface LoadedData {
  readonly leads: LoadedTable;
  readonly events: LoadedTable | undefined;
}

export interface CheckedData {
  readonly leads: NumberedTable;
  readonly events: NumberedTable | undefined;
  readonly badRowCount: number;
  /** The good rows. */
  readonly source: Source;
  readonly repeatedEventIds: boolean;
  /** Of each definition, where no row is bad. */
  readonly reports: readonly DataReport[] | undefined;
}

/**
 * As long as no row is bad and no id stands twice, one pass tells that, and all that is noteworthy. Otherwise the view `mql_bad_rows`
 * is made: a row that several definitions cannot read stands there once, as the first says it.
 */
export async function checkData(session: Session, plans: readonly Plan[], { leads: givenLeads, events: givenEvents }: LoadedData): Promise<CheckedData> {
  const counts = await session.rows(countQuery(givenLeads, givenEvents));
  const of = (what: string): (readonly [string, number])[] => counts.filter((row) => row[0] === what).map(([, part, count]) => [String(part), Number(count)]);
  const stands = (what: string): boolean => of(what).some(([, count]) => count > 0);
  const leads = await numberRows(session, givenLeads, of('leads'));
  const events = givenEvents === undefined ? undefined : await numberRows(session, givenEvents, of('events'));
  const repeatedEventIds = stands('repeated events');
  const data = { leads, events, repeatedEventIds };
  if (!repeatedEventIds && !stands('repeated leads')) {
    // Rows of events need no numbers then.
    const source: Source = { leads: leads.numbered, events: events === undefined ? null : withoutId(events.relation) };
    const reports = await quickReports(session, plans, source, data);
    if (reports !== undefined) return { ...data, badRowCount: 0, source, reports };
  }
  const badRowCount = await findBadRows(session, plans, leads, events);
  const source: Source = { leads: goodRows(leads, badRowCount), events: events === undefined ? null : goodRows(events, badRowCount) };
  return { ...data, badRowCount, source, reports: undefined };
}

function countQuery(leads: LoadedTable, events: LoadedTable | undefined): string {
  const parts = [leads, events].flatMap((table) => {
    if (table === undefined) return [];
    const rows = `mql_${table.name}_rows`;
    const id = ownColumn(table.relation, 'id');
    const ids = id === undefined ? undefined : `select 1 as one from ${rows} where ${spark.quoted(id.name)} is not null group by ${spark.quoted(id.name)} having count(*) > 1 limit 1`;
    return [
      `select '${table.name}' as what, mql_part as part, count(*) as times from ${rows} group by mql_part`,
      ...(ids === undefined ? [] : [`select 'repeated ${table.name}' as what, '' as part, count(*) as times from (${ids})`]),
    ];
  });
  return parts.join('\nunion all\n');
}

/** Where no id stands twice, it says nothing. */
function withoutId(relation: Relation): Relation {
  const id = ownColumn(relation, 'id');
  return { ...relation, columns: relation.columns.filter((column) => column !== id) };
}

/** Versions of one definition mostly read the data alike: what one finds, all find. */
function readsAlike(plan: Plan): string {
  return JSON.stringify([plan.schema, readingRules(plan)]);
}

/** `undefined` where some row is bad. */
async function quickReports(session: Session, plans: readonly Plan[], source: Source, data: Pick<CheckedData, 'leads' | 'events'>): Promise<readonly DataReport[] | undefined> {
  const known = new Map<string, DataReport>();
  for (const plan of plans) {
    if (known.has(readsAlike(plan))) continue;
    const read = await readReport(session, plan, source, data, true);
    if (read.isAnyBad) return undefined;
    known.set(readsAlike(plan), read.report);
  }
  return plans.map((plan) => known.get(readsAlike(plan))!);
}

/** What each definition finds noteworthy in the good rows. */
export async function reportsOf(session: Session, plans: readonly Plan[], checked: CheckedData): Promise<readonly DataReport[]> {
  if (checked.reports !== undefined) return checked.reports;
  const known = new Map<string, DataReport>();
  for (const plan of plans) if (!known.has(readsAlike(plan))) known.set(readsAlike(plan), (await readReport(session, plan, checked.source, checked, false)).report);
  return plans.map((plan) => known.get(readsAlike(plan))!);
}

async function readReport(session: Session, plan: Plan, source: Source, { leads, events }: Pick<CheckedData, 'leads' | 'events'>, countsBadRows: boolean) {
  const query = emitDataReport(plan, spark, source, leads.numbered, countsBadRows);
  const rows = query === '' ? [] : await session.rows(query);
  const report = new ReportRows();
  for (const row of rows) report.add(row);
  const isAnyBad = rows.some(([kind, , count]) => kind === 'bad row' && Number(count) > 0);
  return { report: report.report(plan, leads.rowCount, events?.rowCount), isAnyBad };
}

// ---------------------------------------------------------------- bad rows

async function findBadRows(session: Session, plans: readonly Plan[], leads: NumberedTable, events: NumberedTable | undefined): Promise<number> {
  const firsts = [...plans.entries()].filter(([index, plan]) => plans.findIndex((other) => readsAlike(other) === readsAlike(plan)) === index);
  const parts = firsts.flatMap(([index, plan]) => [
    [false, emitBadLeads(plan, spark, leads.numbered)] as const,
    ...(events === undefined ? [] : [[true, emitBadEvents(plan, spark, events.numbered)] as const]),
  ].map(([isEvent, query]) => `select ${isEvent} as is_event, ${index} as definition, found.* from (\n${query}) as found`));
  const first = `select *, row_number() over (partition by is_event, bad_row order by definition) as mql_place from (\n${parts.join('\nunion all\n')})`;
  await session.ask({ do: 'keep', name: 'mql_bad_rows', sql: firsts.length === 1 ? parts.join('\nunion all\n') : `select * from (${first}) where mql_place = 1` });
  const [[count]] = await session.rows('select count(*) from mql_bad_rows') as [[number]];
  return Number(count);
}

function goodRows({ name, numbered }: NumberedTable, badRowCount: number): Relation {
  if (badRowCount === 0) return numbered;
  const bad = `(select bad_row from mql_bad_rows where is_event = ${name === 'events'}) as bad`;
  return { ...numbered, from: { sql: `(select given.* from mql_${name} as given left anti join ${bad} on bad.bad_row = given.${rowNumber}) as good_${name}` } };
}

/** In the order of the data, leads first. @param limit of each table */
export function badRows(session: Session, { leads, events }: CheckedData, limit?: number): AsyncGenerator<PlacedBadRow> {
  const tables = [{ table: leads, isEvents: false }, ...(events === undefined ? [] : [{ table: events, isEvents: true }])].map(({ table, isEvents }) => ({
    isEvents, placeOf: (row: number) => placeOf(table, row), shownValue: (column: string, value: string) => shownNumber(table, column, value),
  }));
  return pageBadRows((query) => session.rows(query), tables, limit);
}

/** Rows of a query or table stand in no file: they count through. */
function placeOf(table: NumberedTable, row: number): PlacedBadRow['place'] {
  const { shownPath, firstRow } = partOf(table, row);
  return { row, rowInFile: table.place === 'files' ? row - firstRow : row, shownPath, line: undefined, text: undefined };
}

/** As files of text, and other engines, spell it. */
function shownNumber({ relation }: NumberedTable, name: string, value: string): string {
  return relation.columns.some((column) => column.name === name && column.form === 'number') ? value.replace('Infinity', 'inf') : value;
}
