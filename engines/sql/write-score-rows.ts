/** Rows of scores that come from a database in batches, to the files that were asked for. */
import type { EmittedQuery } from '../../compiler/emit/sql/emit-query.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import type { Result } from '../../runtime/result.ts';
import type { ScoreRequest } from '../engine.ts';
import { Highest } from '../highest.ts';
import type { Contribution } from '../output/contribution.ts';
import { contributionRowWriter, resultRowWriter, type ResultRow } from '../output/write-rows.ts';
import { readResult, type Cell } from './read-result.ts';

/** Definitions that read rows alike, and share a query. */
export interface ScoreGroup {
  /** By their place in the request. Items with points, where contributions are asked for. */
  readonly members: readonly { readonly index: number; readonly items: EmittedQuery['items'][number] }[];
}

export interface WrittenScores {
  readonly leads: number;
  /** Of each definition, how many leads are in each stage. */
  readonly stages: readonly (readonly number[])[];
  readonly highest: readonly (readonly Result[])[];
}

export interface WrittenRows {
  readonly plans: readonly Plan[];
  readonly groups: readonly ScoreGroup[];
  readonly request: ScoreRequest;
  /** A row for each good lead, in their order: of each group the id, then the columns of its query. */
  readonly batches: AsyncIterable<readonly (readonly Cell[])[]>;
  /** Told of the rows, too. */
  readonly also?: (rows: readonly ResultRow[]) => Promise<void> | undefined;
}

export async function writeScoreRows({ plans, groups, request, batches, also }: WrittenRows): Promise<WrittenScores> {
  const { definitions, results, contributions, progress } = request;
  const resultWriter = results.kind === 'file' ? await resultRowWriter(results, definitions) : undefined;
  const contributionWriter = contributions === undefined ? undefined : await contributionRowWriter(contributions, definitions);
  const highest = plans.map(() => new Highest(results.kind === 'highest' ? results.rows : 0));
  const stages = plans.map((plan) => plan.stages.map(() => 0));
  let leads = 0;
  for await (const rows of batches) {
    const read = rows.map((row) => readRow(row, plans, groups));
    for (const each of read) {
      each.forEach(({ result }, index) => {
        plans[index]!.stages.forEach(({ name }, stage) => {
          if (result.stages[name] === true) stages[index]![stage]! += 1;
        });
        highest[index]!.add(result);
      });
    }
    const made = read.flatMap((each) => each.map(({ result }, index): ResultRow => ({ definition: definitions[index]!.name, result })));
    resultWriter?.write(made);
    await also?.(made);
    contributionWriter?.write(read.flatMap((each) => each.flatMap(({ paid }, index) => paid.map((one) => ({ definition: definitions[index]!.name, ...one })))));
    leads += rows.length;
    progress(`wrote ${String(leads).replace(/\B(?=(\d{3})+$)/g, ',')} leads`);
  }
  await resultWriter?.finish();
  await contributionWriter?.finish();
  return { leads, stages, highest: highest.map((each) => each.results) };
}

interface ReadRow {
  readonly result: Result;
  readonly paid: readonly Omit<Contribution, 'definition'>[];
}

/** Of each definition, in the order of the request. */
function readRow(row: readonly Cell[], plans: readonly Plan[], groups: readonly ScoreGroup[]): readonly ReadRow[] {
  const read = new Array<ReadRow>(plans.length);
  const cells = row[Symbol.iterator]();
  for (const { members } of groups) {
    const id = String(cells.next().value);
    for (const { index, items } of members) {
      const result = readResult(plans[index]!, id, cells);
      const paid = items.filter(({ points }) => points !== undefined)
        .map(({ section, label, line }) => ({ id, section: section!, label, line, points: Number(cells.next().value) })).filter(({ points }) => points !== 0);
      read[index] = { result, paid };
    }
  }
  return read;
}
