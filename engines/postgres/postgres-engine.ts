import { emitBadEvents, emitBadLeads } from '../../compiler/emit/sql/emit-data-check.ts';
import { emitDataReport } from '../../compiler/emit/sql/emit-data-report.ts';
import { emitQuery, readingRules } from '../../compiler/emit/sql/emit-query.ts';
import { postgres } from '../../compiler/emit/sql/postgres.ts';
import type { Relation, Source } from '../../compiler/emit/sql/source.ts';
import { trusted } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { DataProblem } from '../data-problem.ts';
import type { DataReport } from '../data-report.ts';
import type { Engine, Scored, ScoreRequest } from '../engine.ts';
import { resultColumns, valueOfPart, type OutputType } from '../output/result-columns.ts';
import type { ResultRow } from '../output/write-rows.ts';
import type { PlacedBadRow } from '../placed-bad-row.ts';
import { pageBadRows } from '../sql/page-bad-rows.ts';
import { ReportRows } from '../sql/read-report.ts';
import type { Cell } from '../sql/read-result.ts';
import { writeScoreRows, type ScoreGroup, type WrittenScores } from '../sql/write-score-rows.ts';
import { wantedOfEvents, wantedOfLeads } from '../wanted-data.ts';
import { openSession, type Session } from './connection.ts';
import { goodRows, loadTable, type LoadedTable } from './load-table.ts';

/**
 * SQL in a PostgreSQL server, in one transaction that sees the data as they are when it begins. It writes nothing but temporary
 * tables, and the table of results where that is asked for.
 */
export function postgresEngine(address: string): Engine {
  return {
    name: 'postgres',
    hasTables: true,
    async score(request) {
      const session = await openSession(address, request.signal);
      try {
        return await scoreInSession(session, request);
      } catch (problem) {
        await session.close();
        throw problem;
      }
    },
  };
}

const settings = [
  'begin isolation level repeatable read',
  // What a server may be set to otherwise, and queries rest on. Compiling them would take longer than running them.
  "set local timezone = 'UTC'", "set local datestyle = 'ISO'", 'set local standard_conforming_strings = on', 'set local jit = off',
  'set local client_min_messages = error',
].join('; ');

async function scoreInSession(session: Session, request: ScoreRequest): Promise<Scored> {
  const { definitions, columns, progress, results } = request;
  const plans = definitions.map(({ definition }) => makePlan(definition));
  await session.run(settings);
  progress('reading leads');
  const named = (name: string | undefined, key: string): NonNullable<Relation['named']> => (name === undefined ? {} : { [key]: name });
  const leads = await loadTable(session, 'leads', request.leads, plans.map(({ schema }) => wantedOfLeads(schema, columns)), named(columns.leadId, 'id'));
  progress('reading events');
  const events = request.events === undefined ? undefined : await loadTable(session, 'events', request.events, plans.map(({ schema }) => wantedOfEvents(schema, columns)), {
    ...named(columns.eventLeadId, 'lead_id'), ...named(columns.eventType, 'type'), ...named(columns.eventAt, 'at'),
  });
  progress('looking for bad rows');
  const badRowCount = await findBadRows(session, plans, leads, events);
  const common = { badRowCount, badRows: (limit?: number) => badRows(session, leads, events, limit), close: () => session.close() };
  if (badRowCount > 0 && !request.setsBadRowsApart) return { ...common, leads: 0, definitions: [] };

  const source: Source = { leads: goodRows(leads, false), events: events === undefined ? null : goodRows(events, true) };
  progress('scoring');
  const groups = await makeScores(session, plans, source, request);
  progress('counting what is noteworthy in the data');
  const reports: DataReport[] = [];
  for (const plan of plans) reports.push(await reportOf(session, plan, source, leads, events));
  progress('writing results');
  const table = results.kind === 'table' ? await openTable(session, results.name, request) : undefined;
  const written = await writeScores(session, plans, groups, request, table);
  await session.run('commit');
  return { ...common, leads: written.leads, definitions: plans.map((_plan, index) => ({ stages: written.stages[index]!, report: reports[index]!, highest: written.highest[index]! })) };
}

// ---------------------------------------------------------------- bad rows

/** Makes the table `mql_bad_rows`: a row that several definitions cannot read stands there once, as the first says it. */
async function findBadRows(session: Session, plans: readonly Plan[], leads: LoadedTable, events: LoadedTable | undefined): Promise<number> {
  const parts = plans.flatMap((plan, index) => [
    [false, emitBadLeads(plan, postgres, leads.relation)] as const,
    ...(events === undefined ? [] : [[true, emitBadEvents(plan, postgres, events.relation)] as const]),
  ].map(([isEvent, query]) => `select ${isEvent} as is_event, ${index} as definition, found.* from (\n${query}) as found`));
  await session.run('create temporary table mql_bad_rows_of_each (is_event boolean, definition integer, bad_row bigint, bad_column text, bad_value text, bad_reason text)');
  for (const part of parts) await session.run(`insert into mql_bad_rows_of_each ${part}`);
  await session.run('create temporary table mql_bad_rows as select distinct on (is_event, bad_row) * from mql_bad_rows_of_each order by is_event, bad_row, definition');
  await session.run('analyze mql_bad_rows');
  const [[count]] = await session.run('select count(*) from mql_bad_rows') as [[string]];
  return Number(count);
}

/** @param limit of each table */
function badRows(session: Session, leads: LoadedTable, events: LoadedTable | undefined, limit?: number): AsyncGenerator<PlacedBadRow> {
  const tables = [{ table: leads, isEvents: false }, ...(events === undefined ? [] : [{ table: events, isEvents: true }])].map(({ table, isEvents }) => ({
    isEvents, placeOf: (row: number) => ({ row, rowInFile: row, shownPath: table.shownName, line: undefined, text: undefined }),
  }));
  return pageBadRows((query) => session.run(query), tables, limit);
}

async function reportOf(session: Session, plan: Plan, source: Source, leads: LoadedTable, events: LoadedTable | undefined) {
  const report = new ReportRows();
  const query = emitDataReport(plan, postgres, source, leads.relation);
  if (query !== '') for (const row of await session.run(query)) report.add(row);
  return report.report(plan, leads.rowCount, events?.rowCount);
}

// ---------------------------------------------------------------- scores

/** Definitions that read rows alike share a query and the table of its results: a row for each good lead, in their order. */
interface Group extends ScoreGroup {
  readonly table: string;
}

async function makeScores(session: Session, plans: readonly Plan[], source: Source, { now, contributions }: ScoreRequest): Promise<readonly Group[]> {
  const groups: Group[] = [];
  for (const members of Map.groupBy(plans.keys(), (index) => JSON.stringify(readingRules(plans[index]!))).values()) {
    const table = `mql_scores_${groups.length}`;
    const output = contributions === undefined ? 'results' : 'points';
    const { text, items } = emitQuery(members.map((index) => plans[index]!), postgres, { source, output, now: trusted(`cast(${now} as bigint)`), repeatedIds: true });
    await session.run(`create temporary table ${table} as select row_number() over () as mql_order, scored.* from (\n${text}) as scored`);
    groups.push({ table, members: members.map((index, place) => ({ index, items: contributions === undefined ? [] : items[place]! })) });
  }
  return groups;
}

const batchSize = 5_000;

async function writeScores(session: Session, plans: readonly Plan[], groups: readonly Group[], request: ScoreRequest, table: ResultTable | undefined): Promise<WrittenScores> {
  const [first, ...others] = groups;
  await session.run(`declare mql_scores no scroll cursor for select * from ${first!.table}${others.map((group) => ` join ${group.table} using (mql_order)`).join('')} order by mql_order`);
  return writeScoreRows({ plans, groups, request, batches: batchesOf(session), also: (rows) => table?.write(rows) });
}

/** Without their number. */
async function* batchesOf(session: Session): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (;;) {
    const rows = await session.run(`fetch ${batchSize} from mql_scores`);
    if (rows.length === 0) return;
    yield rows.map((row) => row.slice(1));
  }
}

// ---------------------------------------------------------------- a table of results

interface ResultTable {
  write(rows: readonly ResultRow[]): Promise<void>;
}

const types: Readonly<Record<OutputType, string>> = { text: 'text', number: 'numeric', 'whole number': 'bigint', boolean: 'boolean' };

/** Makes the table anew; nobody else sees that before the transaction ends. @throws DataProblem for a table that is read */
async function openTable(session: Session, name: string, { definitions, leads, events }: ScoreRequest): Promise<ResultTable> {
  const table = name.split('.').map(postgres.quoted).join('.');
  const regclass = (each: string): string => `to_regclass(${postgres.text(each.split('.').map(postgres.quoted).join('.'))})`;
  const inputs = [leads, events].filter((each) => each !== undefined && !/\.sql$/i.test(each)).map((each) => regclass(each!));
  if (inputs.length > 0) {
    const [[isInput]] = await session.run(`select coalesce(${regclass(name)} in (${inputs.join(', ')}), false)`) as [[boolean]];
    if (isInput) throw new DataProblem('file', `\`${name}\` is an input, and would be overwritten`);
  }
  const columns = resultColumns(definitions.map(({ definition }) => definition));
  await session.run(`drop table if exists ${table}`);
  await session.run(`create table ${table} (${columns.map((column) => `${postgres.quoted(column.name)} ${types[column.type]}`).join(', ')})`);
  return {
    write: async (rows) => {
      const values = rows.map(({ definition, result }) => `(${columns.map(({ part, type }) => {
        const value = valueOfPart(part, definition, result);
        if (value === null) return `null::${types[type]}`;
        return typeof value === 'string' ? postgres.text(value) : `${value}::${types[type]}`;
      }).join(', ')})`);
      await session.run(`insert into ${table} values ${values.join(', ')}`);
    },
  };
}
