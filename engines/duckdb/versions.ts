/** Two versions of a definition over the same data: scored in one pass, and compared where the data is. */
import type { Definition } from '../../compiler/check/checked.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { createReader } from '../../runtime/reader.ts';
import type { Result } from '../../runtime/result.ts';
import type { Schema } from '../../runtime/schema.ts';
import type { Lead } from '../../runtime/typed-data.ts';
import { DataProblem } from '../data-problem.ts';
import { readResult, type Cell } from '../sql/read-result.ts';
import { jsonPointer, sqlText } from './database.ts';
import { loadData, type DataSource, type LoadedData } from './load-data.ts';
import type { LoadedTable } from './loaded-table.ts';
import { namesFor } from './names-for-reader.ts';
import type { LeadWithEvents } from './open-data.ts';
import { readSomeLeads } from './read-some.ts';
import { readRows } from './read-rows.ts';
import { checkData } from './sql/check-data.ts';
import { ComparedTables, type ResultsCompared } from './sql/compare-results.ts';
import { makeScoreTables } from './sql/score-tables.ts';
import { checkedTogether } from './sql/checked-together.ts';

/** A lead under both versions, each with the lead as it reads it. */
export interface LeadOfBoth {
  readonly results: readonly [before: Result, after: Result];
  readonly read: readonly [before: LeadWithEvents, after: LeadWithEvents];
}

/** Leads whose cell of a column is the same. */
export interface LeadsAlike {
  /** One of them. */
  readonly lead: Lead;
  readonly leads: number;
  readonly gained: number;
  readonly lost: number;
}

export interface Versions {
  /** Rows that one of the versions cannot read. If there are any, nothing is scored, and nothing else may be asked. */
  readonly badRowCount: number;
  /** @param stages of both versions */
  compare(stages: readonly string[]): Promise<ResultsCompared>;
  /** The first leads of which some stage differs, in the order of the data. */
  firstFlips(stages: readonly string[], limit: number): Promise<readonly LeadOfBoth[]>;
  /** All leads, by what they have in the only field of the schema, with how many of them gain and lose the stage. */
  byField(schema: Schema, stage: string): AsyncGenerator<LeadsAlike>;
  close(): Promise<void>;
}

/** Rejects with a `DataProblem` for data that cannot be read at all. @param alsoRead fields that neither version may ask for */
export async function openVersions(definitions: readonly [before: Definition, after: Definition], source: DataSource, now: number, alsoRead: readonly Schema[]): Promise<Versions> {
  const plans = definitions.map(makePlan);
  const progress = source.progress ?? (() => {});
  const data = await loadData([...plans.map(({ schema }) => schema), ...alsoRead], source);
  const { connection } = data.database;
  try {
    progress('looking for bad rows');
    const checked = await checkData(data, checkedTogether(plans));
    const close = (): Promise<void> => data.database.close();
    if (checked.badRowCount > 0) {
      const none = (): never => {
        throw new Error('data with bad rows is not compared');
      };
      return { badRowCount: checked.badRowCount, compare: none, firstFlips: none, byField: none, close };
    }
    progress('scoring');
    const [before, after] = await makeScoreTables(data, plans, checked, { now, withPoints: false });
    const compared = new ComparedTables(before!, after!);
    progress('comparing');

    return {
      badRowCount: 0,
      compare: (stages) => compared.compare(connection, stages),
      async firstFlips(stages, limit) {
        const columns = [compared.row, ...[before!, after!].flatMap((table) => [table.id, ...table.columns])];
        const query = `SELECT ${columns.join(', ')} FROM ${compared.from} WHERE ${compared.flips(stages)} ORDER BY ${compared.row} LIMIT ${limit}`;
        const found = (await connection.runAndReadAll(query)).getRowsJson() as Cell[][];
        const rows = found.map(([row]) => Number(row));
        const read = await readSomeLeads(data, plans.map(({ schema }) => schema), rows);
        return found.map(([, ...row]): LeadOfBoth => {
          const cells = row[Symbol.iterator]();
          const [old, now_] = plans.map((plan) => readResult(plan, String(cells.next().value), cells));
          return { results: [old!, now_!], read: [read[0]!.get(old!.id)!, read[1]!.get(now_!.id)!] };
        });
      },
      byField: (schema, stage) => byField(data, compared, schema, stage),
      close,
    };
  } catch (problem) {
    await data.database.close();
    throw problem;
  }
}

/** Each cell is read once, however many leads have it, and by the reader itself: how a value is spelled is not for SQL to say. */
async function* byField({ database, leads }: LoadedData, compared: ComparedTables, schema: Schema, stage: string): AsyncGenerator<LeadsAlike> {
  const { before, after } = compared.inStage(stage);
  const counts = ['count(*) AS leads', `count(*) FILTER (WHERE ${after} AND NOT ${before}) AS gained`, `count(*) FILTER (WHERE ${before} AND NOT ${after}) AS lost`];
  const joined = `${compared.from} JOIN ${leads.name} AS data ON data.rowid = ${compared.row}`;
  await database.connection.run(
    `CREATE OR REPLACE TABLE leads_alike AS SELECT min(data.rowid) AS first, ${counts.join(', ')} FROM ${joined} GROUP BY ${cellsOf(leads, schema.fields[0]!.name).join(', ')}`);
  const reader = createReader(schema).leadRows(namesFor(leads));
  const query = { extras: ['leads_alike.leads', 'gained', 'lost'], rest: 'JOIN leads_alike ON leads_alike.first = data.rowid', areFew: true };
  for await (const chunk of readRows(await database.connect(), leads, query)) {
    for (let index = 0; index < chunk.rowCount; index += 1) {
      const lead = reader.readCells(chunk.cells(index));
      if (lead === undefined) throw new DataProblem('input', 'a column that leads are counted by has values that cannot be read', '`mql score` with a rule that asks for it shows which');
      const number = (extra: number): number => chunk.number(extra, index)!;
      yield { lead, leads: number(0), gained: number(1), lost: number(2) };
    }
  }
}

/** SQL: all that the reader sees of a field. The first column is the id of the lead. */
function cellsOf({ columns, format }: LoadedTable, field: string): readonly string[] {
  return columns.slice(1).filter(({ wanted }) => wanted.name === field).flatMap(({ text, spellings }) => {
    if (format !== 'json') return [`data.${text}`];
    // Of JSON its kind, too: a text may look like a list.
    return [text, ...spellings.map((key) => `json_type(line, ${sqlText(jsonPointer(key))})`)];
  });
}
