/** Random definitions with the same seeds on every run, by emitted SQL over rows of all kinds, and all that a query can be asked for. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emitQuery, type QueryOptions } from '../../compiler/emit/sql/emit-query.ts';
import { trusted } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { readResult } from '../../engines/sql/read-result.ts';
import { readRows } from '../../reference/read-rows.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { definitionOf } from '../check-text.ts';
import { scoringCases, type ScoringCase } from '../databases/conformance-cases.ts';
import { cases, type GeneratedCase } from '../differential/case.ts';
import { difference } from '../differential/compare.ts';
import { evaluators } from '../evaluators.ts';
import { typedCase } from '../typed-duckdb-evaluator.ts';
import { explainTyped, isTabular, type TypedDatabase } from '../typed-evaluator.ts';
import { typedSource, typedTables } from '../typed-tables.ts';
import { areKnown, typedDatabase, typedEvaluator } from './sql-evaluators.ts';

const evaluator = evaluators.at(-1)!;
const seeds = Array.from({ length: 150 }, (_unused, index) => index + 1);

/** Nothing that makes them is changed. */
const drawn = new Map<number, GeneratedCase>();
function caseOf(seed: number): GeneratedCase {
  let generated = drawn.get(seed);
  if (generated === undefined) drawn.set(seed, generated = fc.sample(cases(8), { seed, numRuns: 1 })[0]!);
  return generated;
}

for (const seed of seeds) {
  test(`cells of JSON (seed ${seed})`, async () => {
    expect(await difference(caseOf(seed), evaluator)).toBeUndefined();
  });
}

if (evaluator.name === 'duckdb') {
  for (const seed of seeds) {
    test(`typed columns (seed ${seed})`, async () => {
      expect(await difference(typedCase(caseOf(seed)), typedEvaluator, undefined, false)).toBeUndefined();
    });
    test(`good rows (seed ${seed})`, async () => {
      const { text, leads, events, now } = caseOf(seed);
      await expectSame(typedDatabase, { definition: definitionOf(text), data: { leads, events }, now });
    });
  }
  for (const each of scoringCases()) test(`good rows: ${each.title}`, () => expectSame(typedDatabase, each));
}

async function expectSame(database: TypedDatabase, { definition, data, now }: Pick<ScoringCase, 'definition' | 'data' | 'now'>): Promise<void> {
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
