import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { Result } from '../../runtime/result.ts';
import { DataProblem } from '../data-problem.ts';
import type { Engine, Scored, ScoreRequest } from '../engine.ts';
import { readResult, type Cell } from '../sql/read-result.ts';
import { numberOf, type Database } from './database.ts';
import { loadData, type LoadedData } from './load-data.ts';
import { badRowDetails } from './sql/bad-row-details.ts';
import { checkData, reportsOf } from './sql/check-data.ts';
import { makeScoreTables, type ScoreTable } from './sql/score-tables.ts';
import { writeContributions, writeResults } from './sql/write-results.ts';

/** SQL in an embedded DuckDB: no row of the data comes into this process. */
export const duckdbEngine: Engine = {
  name: 'duckdb',
  hasTables: false,
  async score(request) {
    const plans = request.definitions.map(({ definition }) => makePlan(definition));
    const { leads, events, columns, standardInput, progress, signal, memory } = request;
    const loaded = await loadData(plans.map(({ schema }) => schema), { leads, events, ...columns, standardInput, progress, signal, memory });
    try {
      return await scoreLoaded(request, plans, loaded);
    } catch (problem) {
      await loaded.database.close();
      throw problem;
    }
  },
};

async function scoreLoaded(request: ScoreRequest, plans: readonly Plan[], data: LoadedData): Promise<Scored> {
  const { definitions, results, contributions, progress, setsBadRowsApart, now } = request;
  const { database } = data;
  progress('looking for bad rows');
  const checked = await checkData(data, plans);
  const common = { badRowCount: checked.badRowCount, badRows: (limit?: number) => checked.badRowCount === 0 ? none() : badRowDetails(data, plans, limit), close: () => database.close() };
  if (checked.badRowCount > 0 && !setsBadRowsApart) return { ...common, leads: 0, definitions: [] };

  progress('scoring');
  const tables = await makeScoreTables(data, plans, checked, { now, withPoints: contributions !== undefined });
  progress('writing results');
  switch (results.kind) {
    case 'file':
      await writeResults(database, tables, definitions, results);
      break;
    case 'highest':
      break;
    case 'table':
    case 'folder':
      throw new DataProblem('file', `this engine writes files, and no ${results.kind}s`);
    default:
      unreachable(results);
  }
  if (contributions !== undefined) await writeContributions(database, tables, definitions, contributions);
  progress('counting what is noteworthy in the data');
  const reports = await reportsOf(data, plans, checked);
  const leads = await numberOf(database.connection, `SELECT count(*) FROM ${tables[0]!.from}`);
  const scored = [];
  for (const [index, table] of tables.entries()) {
    scored.push({
      stages: await stageCounts(database, table),
      report: reports[index]!,
      highest: results.kind === 'highest' ? await highestOf(database, table, results.rows) : [],
    });
  }
  return { ...common, leads, definitions: scored };
}

async function stageCounts({ connection }: Database, { plan, from, column }: ScoreTable): Promise<readonly number[]> {
  const counts = plan.stages.map(({ name }) => `count(*) FILTER (${column({ kind: 'stage', name })!})`);
  const [row] = (await connection.runAndReadAll(`SELECT ${counts.join(', ')} FROM ${from}`)).getRows();
  return row!.map(Number);
}

async function highestOf({ connection }: Database, { plan, from, id, column, columns }: ScoreTable, rows: number): Promise<readonly Result[]> {
  const query = `SELECT ${[id, ...columns].join(', ')} FROM ${from} ORDER BY ${column({ kind: 'score' })!} DESC, rowid LIMIT ${rows}`;
  return ((await connection.runAndReadAll(query)).getRowsJson() as Cell[][]).map((row) => {
    const cells = row[Symbol.iterator]();
    return readResult(plan, String(cells.next().value), cells);
  });
}

async function* none(): AsyncGenerator<never> {}
