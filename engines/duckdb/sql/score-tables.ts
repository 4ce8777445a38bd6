/** The results of all definitions, as tables of the database. */
import { duckdb } from '../../../compiler/emit/sql/duckdb.ts';
import { emitQuery, readingRules } from '../../../compiler/emit/sql/emit-query.ts';
import { trusted } from '../../../compiler/emit/sql/sql.ts';
import type { Plan } from '../../../compiler/plan/plan.ts';
import { partKey, resultParts, type ResultPart } from '../../output/result-columns.ts';
import { workInPlace } from '../in-place.ts';
import type { LoadedData } from '../load-data.ts';
import type { CheckedData } from './check-data.ts';
import { sourceOf } from './relation-of.ts';

/** Where the results of a definition are: columns of `from`, which has a row for each good lead, in the order of the data. */
export interface ScoreTable {
  readonly plan: Plan;
  /** SQL: the table, its columns by `column`. */
  readonly from: string;
  readonly id: string;
  /** SQL: the value of a part of the result; `undefined` where the definition has none. */
  column(part: ResultPart): string | undefined;
  /** All columns of the result but the id, in the order in which `readResult` takes them. */
  readonly columns: readonly string[];
  /** The rules, in their order, each with the column of its points. Empty unless asked for. */
  readonly rules: readonly { readonly section: string; readonly label: string; readonly line: number; readonly points: string }[];
}

/** Scores the good leads: one query for all definitions that read rows alike, which is all of them unless zones or missing texts differ. */
export async function makeScoreTables(
  data: LoadedData, plans: readonly Plan[], checked: CheckedData, options: { readonly now: number; readonly withPoints: boolean },
): Promise<readonly ScoreTable[]> {
  const { connection } = data.database;
  const source = sourceOf(data, checked);
  const groups = Map.groupBy(plans, (plan) => JSON.stringify(readingRules(plan)));
  const tables = new Map<Plan, ScoreTable>();
  let number = 0;
  for (const group of groups.values()) {
    number += 1;
    const table = `scores_${number}`;
    const { text, items } = emitQuery(group, duckdb, {
      source, output: options.withPoints ? 'points' : 'results', now: trusted(`cast(${options.now} as bigint)`), repeatedIds: checked.repeatedEventIds,
    });
    let count = 1;
    const take = (): string => `c${count++}`;
    for (const [index, plan] of group.entries()) {
      tables.set(plan, tableOf(plan, table, take, options.withPoints ? items[index]! : []));
    }
    const names = Array.from({ length: count }, (_, index) => `c${index}`).join(', ');
    // Ids are texts, in whatever type they are joined.
    await workInPlace(data, () => connection.run(`CREATE TABLE ${table} AS SELECT * REPLACE (CAST(c0 AS VARCHAR) AS c0) FROM (\n${text}) AS scored(${names})`));
  }
  return plans.map((plan) => tables.get(plan)!);
}

type Items = ReturnType<typeof emitQuery>['items'][number];

function tableOf(plan: Plan, table: string, take: () => string, items: Items): ScoreTable {
  const byPart = new Map<string, string>();
  const columns: string[] = [];
  for (const part of resultParts(plan)) {
    const column = `${table}.${take()}`;
    columns.push(column);
    byPart.set(partKey(part), column);
  }
  const rules = items.filter(({ points }) => points !== undefined)
    .map(({ section, label, line }) => ({ section: section!, label, line, points: `${table}.${take()}` }));
  byPart.set(partKey({ kind: 'id' }), `${table}.c0`);
  return { plan, from: table, id: `${table}.c0`, column: (part) => byPart.get(partKey(part)), columns, rules };
}
