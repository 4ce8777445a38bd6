/** All that a query can be asked for, over tables of good rows, is what the reference says. */
import { expect } from 'vitest';
import { emitQuery, type QueryOptions } from '../../compiler/emit/sql/emit-query.ts';
import { trusted } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { readResult } from '../../engines/sql/read-result.ts';
import { readRows } from '../../reference/read-rows.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import type { ScoringCase } from '../databases/conformance-cases.ts';
import { explainTyped, isTabular, type TypedDatabase } from '../typed-evaluator.ts';
import { typedSource, typedTables } from '../typed-tables.ts';
import { areKnown } from './sql-evaluators.ts';

export async function expectSameOfGoodRows(database: TypedDatabase, { definition, data, now }: Pick<ScoringCase, 'definition' | 'data' | 'now'>): Promise<void> {
  if (!isTabular(definition, data)) return;
  const { plan, ...rows } = typedTables(makePlan(definition), readRows(definition, data));
  const options = { source: typedSource({ plan, ...rows }, { leads: 'typed_leads', events: 'typed_events' }), now: trusted(`cast(${now} as ${database.dialect.types.integer})`) };
  const emit = (output: QueryOptions['output']): string => emitQuery([plan], database.dialect, { ...options, output }).text;
  if (areKnown((['explanations', 'payments', 'results', 'contributions'] as const).map(emit))) return;
  const { explanations } = await referenceEvaluator.evaluate(definition, data, now);
  expect(await explainTyped(database, definition, data, now)).toEqual(explanations);
  const results = (await database.run(emit('results'))).map((row) => {
    const cells = row[Symbol.iterator]();
    return readResult(plan, String(cells.next().value), cells);
  });
  expect(results).toEqual(explanations.map(({ items: _items, ...result }) => result));
  const paid = await database.run(emit('contributions'));
  const said = explanations.flatMap(({ id, items }) => items.flatMap(({ section, label, points, line }) => (points === undefined || points === 0 ? [] : [[id, section ?? '', label, line, points]])));
  expect(paid.map(([id, , section, label, line, points]) => [id, section, label, Number(line), Number(points)]).sort(byText)).toEqual(said.sort(byText));
}

function byText(left: readonly unknown[], right: readonly unknown[]): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}
