/** Results that Spark itself writes: a folder of part files of Parquet, where every machine of the cluster writes its own. */
import type { EmittedQuery } from '../../compiler/emit/sql/emit-query.ts';
import { spark } from '../../compiler/emit/sql/spark.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { DataProblem } from '../data-problem.ts';
import type { ScoreRequest } from '../engine.ts';
import { partKey, resultColumns, resultParts, type OutputType } from '../output/result-columns.ts';
import { writeScoreRows, type ScoreGroup, type WrittenScores } from '../sql/write-score-rows.ts';
import { batchesOf, type Session } from './session.ts';

export interface FolderRequest {
  readonly path: string;
  readonly plans: readonly Plan[];
  readonly groups: readonly ScoreGroup[];
  /** Of each group, with the number of the row. */
  readonly queries: readonly EmittedQuery['text'][];
  readonly request: ScoreRequest;
}

const types: Readonly<Record<OutputType, string>> = { text: 'string', number: 'double', 'whole number': 'bigint', boolean: 'boolean' };

/** The folder appears whole or not at all. */
export async function writeFolder(session: Session, folder: FolderRequest): Promise<WrittenScores> {
  const { path, plans, groups, queries, request } = folder;
  const columns = new Map<string, string>();
  const views: string[] = [];
  for (const [number, { members }] of groups.entries()) {
    const names = [`g${number}_id`];
    const take = (): string => {
      names.push(`g${number}_${names.length}`);
      return names.at(-1)!;
    };
    for (const { index, items } of members) {
      columns.set(`${index} id`, names[0]!);
      for (const part of resultParts(plans[index]!)) columns.set(`${index} ${partKey(part)}`, take());
      items.filter(({ points }) => points !== undefined).forEach(take);
    }
    views.push(`mql_scores_${number}`);
    // Asked more than once: worked out once.
    await session.ask({ do: 'keep_scores', name: views.at(-1)!, sql: `select * from (\n${queries[number]!}) as scored(${[...names, 'mql_row'].join(', ')})` });
  }
  const from = views.length === 1 ? views[0]! : `(select * from ${views.map((view, index) => index === 0 ? view : `join ${view} using (mql_row)`).join(' ')} order by mql_row)`;
  const written = request.contributions === undefined
    ? await countScores(session, plans, from, (index, name) => columns.get(`${index} ${partKey({ kind: 'stage', name })}`)!)
    : await writeContributions(session, folder, views);

  const outputs = resultColumns(request.definitions.map(({ definition }) => definition));
  const rows = plans.map((_plan, index) => outputs.map(({ name, type, part }) => {
    const value = part.kind === 'definition' ? spark.text(request.definitions[index]!.name) : columns.get(`${index} ${partKey(part)}`) ?? 'null';
    return { name, value: `cast(${value} as ${types[type]})` };
  }));
  const structs = rows.map((values) => `named_struct(${values.map(({ name, value }) => `${spark.text(name)}, ${value}`).join(', ')})`);
  const select = rows.length === 1 ? rows[0]!.map(({ name, value }) => `${value} as ${spark.quoted(name)}`).join(', ') : `inline(array(${structs.join(', ')}))`;
  refuse(path, await session.ask<string | null>({ do: 'write', path, sql: `select ${select} from ${from}` }));
  return written;
}

/** Rejects with a `DataProblem` where the folder holds what no run of Spark has written: before the work, so that it is known at once. */
export async function refuseKept(session: Session, path: string): Promise<void> {
  refuse(path, await session.ask<string | null>({ do: 'kept_in', path }));
}

function refuse(path: string, kept: string | null): void {
  if (kept !== null) throw new DataProblem('file', `\`${path}\` holds \`${kept}\`, which Spark has not written, and would be replaced`, 'name another folder');
}

async function countScores(session: Session, plans: readonly Plan[], from: string, column: (index: number, stage: string) => string): Promise<WrittenScores> {
  const counts = plans.flatMap((plan, index) => plan.stages.map(({ name }) => `count_if(${column(index, name)})`));
  const [row] = await session.rows(`select ${['count(*)', ...counts].join(', ')} from ${from}`);
  const [leads, ...ofStages] = row!.map(Number);
  return { leads: leads!, stages: plans.map((plan) => plan.stages.map(() => ofStages.shift()!)), highest: plans.map(() => []) };
}

async function writeContributions(session: Session, { plans, groups, request }: FolderRequest, views: readonly string[]): Promise<WrittenScores> {
  await session.ask({ do: 'open', queries: views.map((view) => `select * except (mql_row) from ${view} order by mql_row`) });
  return writeScoreRows({ plans, groups, request, batches: batchesOf(session) });
}
