/** Which rows are bad, and what is to be reported of the good ones, by SQL. Language reference, section 9. */
import { duckdb } from '../../../compiler/emit/sql/duckdb.ts';
import { emitBadEvents, emitBadLeads } from '../../../compiler/emit/sql/emit-data-check.ts';
import { emitDataReport } from '../../../compiler/emit/sql/emit-data-report.ts';
import { readingRules } from '../../../compiler/emit/sql/emit-query.ts';
import type { Plan } from '../../../compiler/plan/plan.ts';
import type { DataReport } from '../../data-report.ts';
import { numberOf, type Database } from '../database.ts';
import { idTextOf } from '../id-text.ts';
import { workInPlace } from '../in-place.ts';
import type { LoadedData } from '../load-data.ts';
import type { LoadedTable } from '../loaded-table.ts';
import { instantColumn } from './instant-column.ts';
import { relationOf, sourceOf, type RelationOptions } from './relation-of.ts';

export interface CheckedData extends RelationOptions {
  readonly badRowCount: number;
  /** Of each definition, where no row is bad. */
  readonly reports: readonly DataReport[] | undefined;
}

/**
 * Looks for bad rows: in one pass, together with all that is noteworthy, as long as there are none and no id stands twice. Otherwise
 * it makes the table `bad_rows` (`is_event`, `row_number`, `reason`, `definition`: the first that cannot read the row), and
 * `bad_lead_rows` and `bad_event_rows` with the numbers alone.
 */
export function checkData(data: LoadedData, plans: readonly Plan[]): Promise<CheckedData> {
  return workInPlace(data, () => check(data, plans));
}

async function check(data: LoadedData, plans: readonly Plan[]): Promise<CheckedData> {
  const { database, leads, events } = data;
  const idsAreUnique = !(await holdsTwice(database, leads, 0));
  const repeatedEventIds = events !== undefined && (await holdsTwice(database, events, eventId));
  const instants = events === undefined ? undefined : await instantColumn(database, events, plans);
  const options: RelationOptions = { withoutBadRows: false, repeatedEventIds, instants };
  if (idsAreUnique && !repeatedEventIds) {
    const reports: DataReport[] = [];
    // Versions of one definition mostly read the data alike: what one finds, all find.
    const known = new Map<string, DataReport>();
    for (const plan of plans) {
      const readsAlike = JSON.stringify([plan.schema, readingRules(plan)]);
      let report = known.get(readsAlike);
      if (report === undefined) {
        const read = await readReport(data, plan, options, true);
        if (read.isAnyBad) break;
        report = read.report;
        known.set(readsAlike, report);
      }
      reports.push(report);
    }
    if (reports.length === plans.length) return { ...options, badRowCount: 0, reports };
  }
  const badRowCount = await findBadRows(data, plans, options, idsAreUnique);
  return { ...options, withoutBadRows: badRowCount > 0, badRowCount, reports: undefined };
}

async function findBadRows({ database, leads, events }: LoadedData, plans: readonly Plan[], options: RelationOptions, idsAreUnique: boolean): Promise<number> {
  const { connection } = database;
  await connection.run('CREATE TABLE bad_rows_of_each (is_event BOOLEAN, row_number BIGINT, reason VARCHAR, definition INTEGER)');
  for (const [definition, plan] of plans.entries()) {
    const add = (isEvent: boolean, query: string): Promise<unknown> =>
      connection.run(`INSERT INTO bad_rows_of_each SELECT ${isEvent}, bad_row, bad_reason, ${definition} FROM (\n${query})`);
    await add(false, emitBadLeads(plan, duckdb, relationOf(leads, options), idsAreUnique));
    if (events !== undefined) await add(true, emitBadEvents(plan, duckdb, relationOf(events, options)));
  }
  await connection.run('CREATE TABLE bad_rows AS SELECT is_event, row_number, arg_min(reason, definition) AS reason, min(definition) AS definition FROM bad_rows_of_each GROUP BY ALL');
  for (const [table, isEvent] of [['bad_lead_rows', false], ['bad_event_rows', true]] as const) {
    await connection.run(`CREATE TABLE ${table} AS SELECT row_number FROM bad_rows WHERE is_event = ${isEvent}`);
  }
  return numberOf(connection, 'SELECT count(*) FROM bad_rows');
}

const eventId = 3;

/** Whether some text stands twice in a column. */
async function holdsTwice({ connection }: Database, table: LoadedTable, column: number): Promise<boolean> {
  const { spellings, native } = table.columns[column]!;
  if (spellings.length === 0) return false;
  const id = native?.sql ?? idTextOf(table, column);
  const twice = `SELECT 1 FROM ${table.name} WHERE ${id} IS NOT NULL GROUP BY ${id} HAVING count(*) > 1 LIMIT 1`;
  return (await numberOf(connection, `SELECT count(*) FROM (${twice})`)) > 0;
}

/** Types beyond these are counted together: a column that holds no types at all would fill the memory with its values. */
const mostTypes = 10_000;

/** What each definition finds noteworthy in the good rows. */
export async function reportsOf(data: LoadedData, plans: readonly Plan[], checked: CheckedData): Promise<readonly DataReport[]> {
  if (checked.reports !== undefined) return checked.reports;
  const reports: DataReport[] = [];
  for (const plan of plans) reports.push((await readReport(data, plan, checked, false)).report);
  return reports;
}

async function readReport(data: LoadedData, plan: Plan, options: RelationOptions, countsBadRows: boolean): Promise<{ readonly report: DataReport; readonly isAnyBad: boolean }> {
  const { database, leads, events } = data;
  const allLeads = relationOf(leads, { ...options, withoutBadRows: false });
  const query = emitDataReport(plan, duckdb, sourceOf(data, options), allLeads, countsBadRows);
  const counts = new Map<string, Map<string, number>>();
  if (query !== '') {
    const result = await (await database.connect()).stream(query);
    for await (const rows of result.yieldRowsJs()) {
      for (const [kind, name, count] of rows) add(counts, String(kind), String(name), Number(count));
    }
  }
  const of = (kind: string): ReadonlyMap<string, number> => counts.get(kind) ?? new Map<string, number>();
  const carried = of('with property');
  const report: DataReport = {
    leadRows: leads.rowCount,
    eventRows: events?.rowCount,
    unknownEventTypes: of('unknown type'),
    duplicateEvents: of('repeated event').get('') ?? 0,
    eventsWithoutLead: of('event without lead').get('') ?? 0,
    unknownSpellings: of('unknown spelling'),
    earlyTimes: of('early time'),
    propertiesWithoutValues: plan.schema.events.filter(({ name }) => of('of type').has(name)).flatMap((event) =>
      event.properties.filter(({ name, used }) => used && !carried.has(`${event.name}.${name}`)).map(({ name }) => `${event.name}.${name}`)),
  };
  return { report, isAnyBad: of('bad row').size > 0 };
}

function add(counts: Map<string, Map<string, number>>, kind: string, name: string, count: number): void {
  if (count === 0) return;
  let ofKind = counts.get(kind);
  if (ofKind === undefined) counts.set(kind, (ofKind = new Map()));
  const key = ofKind.size < mostTypes || ofKind.has(name) ? name : '…';
  ofKind.set(key, (ofKind.get(key) ?? 0) + count);
}
