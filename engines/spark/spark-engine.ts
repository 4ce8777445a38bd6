import { emitQuery, readingRules } from '../../compiler/emit/sql/emit-query.ts';
import { spark } from '../../compiler/emit/sql/spark.ts';
import { trusted } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { DataProblem } from '../data-problem.ts';
import type { Engine, Scored, ScoreRequest } from '../engine.ts';
import { writeScoreRows, type ScoreGroup, type WrittenScores } from '../sql/write-score-rows.ts';
import { badRows, checkData, reportsOf, type CheckedData } from './check-data.ts';
import { loadTable, sparkSource, type SparkSource } from './load-table.ts';
import { batchesOf, openSession, type Session } from './session.ts';
import { engineSettings } from './settings.ts';
import { refuseKept, writeFolder, type FolderRequest } from './write-folder.ts';

/** SQL in the user's Spark: no row of the data comes into this process but results and bad ones. @param master `undefined` for what Spark is set to */
export function sparkEngine(master: string | undefined): Engine {
  return {
    name: 'spark',
    hasTables: false,
    hasFolders: true,
    async score(request) {
      if (request.memory !== undefined) throw new DataProblem('file', '`--memory` does not bound Spark', 'set `spark.driver.memory` and `spark.executor.memory` in its `spark-defaults.conf`');
      // What Spark does not read is said before it is started.
      const sources = { leads: sparkSource(request.leads), events: request.events === undefined ? undefined : sparkSource(request.events) };
      const session = await openSession({ master, progress: request.progress, signal: request.signal });
      try {
        return await scoreInSession(session, request, sources);
      } catch (problem) {
        await session.close();
        throw problem;
      }
    },
  };
}

interface Sources {
  readonly leads: SparkSource;
  readonly events: SparkSource | undefined;
}

async function scoreInSession(session: Session, request: ScoreRequest, sources: Sources): Promise<Scored> {
  const { definitions, columns, progress } = request;
  const plans = definitions.map(({ definition }) => makePlan(definition));
  if (request.results.kind === 'folder') await refuseKept(session, request.results.path);
  progress('reading leads');
  const leads = await loadTable(session, { name: 'leads', argument: request.leads, source: sources.leads, plans, columns });
  progress('reading events');
  const events = request.events === undefined || sources.events === undefined ? undefined
    : await loadTable(session, { name: 'events', argument: request.events, source: sources.events, plans, columns });
  await session.ask({ do: 'change', settings: engineSettings });
  progress('looking for bad rows');
  const checked = await checkData(session, plans, { leads, events });
  const { badRowCount } = checked;
  const common = { badRowCount, badRows: (limit?: number) => badRowCount === 0 ? none() : badRows(session, checked, limit), close: () => session.close() };
  if (badRowCount > 0 && !request.setsBadRowsApart) return { ...common, leads: 0, definitions: [] };

  progress('counting what is noteworthy in the data');
  const reports = await reportsOf(session, plans, checked);
  progress('scoring');
  const { queries, groups } = scoreQueries(plans, checked, request);
  const written = await writeScores(session, { plans, queries, groups, request });
  return { ...common, leads: written.leads, definitions: plans.map((_plan, index) => ({ stages: written.stages[index]!, report: reports[index]!, highest: written.highest[index]! })) };
}

async function writeScores(session: Session, scores: Omit<FolderRequest, 'path'>): Promise<WrittenScores> {
  const { queries, request: { results } } = scores;
  if (results.kind === 'folder') return writeFolder(session, { ...scores, path: results.path });
  if (results.kind === 'table') throw new DataProblem('file', 'Spark writes files and folders here, and no tables');
  await session.ask({ do: 'open', queries });
  return writeScoreRows({ ...scores, batches: batchesOf(session) });
}

/** A query for all definitions that read rows alike, which is all of them unless zones or missing texts differ. */
function scoreQueries(plans: readonly Plan[], { source, repeatedEventIds }: CheckedData, { now, contributions, results }: ScoreRequest) {
  const queries: string[] = [];
  const groups: ScoreGroup[] = [];
  for (const members of Map.groupBy(plans.keys(), (index) => JSON.stringify(readingRules(plans[index]!))).values()) {
    const { text, items } = emitQuery(members.map((index) => plans[index]!), spark, {
      source, output: contributions === undefined ? 'results' : 'points', now: trusted(`cast(${now} as bigint)`), repeatedIds: repeatedEventIds,
      withRow: results.kind === 'folder',
    });
    queries.push(text);
    groups.push({ members: members.map((index, place) => ({ index, items: contributions === undefined ? [] : items[place]! })) });
  }
  return { queries, groups };
}

async function* none(): AsyncGenerator<never> {}
