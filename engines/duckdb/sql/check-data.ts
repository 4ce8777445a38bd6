/** Which rows are bad, and what is to be reported of the good ones, by SQL. Language reference, section 9. */
import { duckdb } from '../../../compiler/emit/sql/duckdb.ts';
import { emitBadEvents, emitBadLeads, emitDataReport } from '../../../compiler/emit/sql/emit-data-check.ts';
import type { Plan } from '../../../compiler/plan/plan.ts';
import type { DataReport } from '../../data-report.ts';
import { numberOf, type Database } from '../database.ts';
import type { LoadedData } from '../load-data.ts';
import type { LoadedTable } from '../loaded-table.ts';
import { relationOf, sourceOf } from './relation-of.ts';

export interface CheckedData {
  readonly badRowCount: number;
  readonly repeatedEventIds: boolean;
}

/**
 * Makes the table `bad_rows` (`is_event`, `row_number`, `reason`, `definition`: the first that cannot read the row), and
 * `bad_lead_rows` and `bad_event_rows` with the numbers alone.
 */
export async function findBadRows({ database, leads, events }: LoadedData, plans: readonly Plan[]): Promise<CheckedData> {
  const { connection } = database;
  const idsAreUnique = !(await holdsTwice(database, leads, 0));
  const repeatedEventIds = events !== undefined && (await holdsTwice(database, events, eventId));
  const options = { withoutBadRows: false, repeatedEventIds };
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
  return { badRowCount: await numberOf(connection, 'SELECT count(*) FROM bad_rows'), repeatedEventIds };
}

const eventId = 3;

/** Whether some text stands twice in a column. */
async function holdsTwice({ connection }: Database, table: LoadedTable, column: number): Promise<boolean> {
  const { spellings, text } = table.columns[column]!;
  if (spellings.length === 0) return false;
  const twice = `SELECT 1 FROM ${table.name} WHERE ${text} IS NOT NULL GROUP BY ${text} HAVING count(*) > 1 LIMIT 1`;
  return (await numberOf(connection, `SELECT count(*) FROM (${twice})`)) > 0;
}

/** Types beyond these are counted together: a column that holds no types at all would fill the memory with its values. */
const mostTypes = 10_000;

/** What a definition finds noteworthy in the good rows. */
export async function reportOf(data: LoadedData, plan: Plan, { repeatedEventIds }: CheckedData): Promise<DataReport> {
  const { database, leads, events } = data;
  const source = sourceOf(data, { withoutBadRows: true, repeatedEventIds });
  const query = emitDataReport(plan, duckdb, source, relationOf(leads, { withoutBadRows: false, repeatedEventIds }));
  const counts = new Map<string, Map<string, number>>();
  if (query !== '') {
    const result = await (await database.connect()).stream(query);
    for await (const rows of result.yieldRowsJs()) {
      for (const [kind, name, count] of rows) add(counts, String(kind), String(name), Number(count));
    }
  }
  const of = (kind: string): ReadonlyMap<string, number> => counts.get(kind) ?? new Map<string, number>();
  const carried = of('with property');
  return {
    leadRows: leads.rowCount,
    eventRows: events?.rowCount,
    unknownEventTypes: of('unknown type'),
    duplicateEvents: of('repeated event').get('') ?? 0,
    eventsWithoutLead: of('event without lead').get('') ?? 0,
    unknownSpellings: of('unknown spelling'),
    propertiesWithoutValues: plan.schema.events.filter(({ name }) => of('of type').has(name)).flatMap((event) =>
      event.properties.filter(({ name, used }) => used && !carried.has(`${event.name}.${name}`)).map(({ name }) => `${event.name}.${name}`)),
  };
}

function add(counts: Map<string, Map<string, number>>, kind: string, name: string, count: number): void {
  if (count === 0) return;
  let ofKind = counts.get(kind);
  if (ofKind === undefined) counts.set(kind, (ofKind = new Map()));
  const key = ofKind.size < mostTypes || ofKind.has(name) ? name : '…';
  ofKind.set(key, (ofKind.get(key) ?? 0) + count);
}
