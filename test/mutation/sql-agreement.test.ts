/** Random definitions with the same seeds on every run, by emitted SQL over rows of all kinds, and all that a query can be asked for. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { definitionOf } from '../check-text.ts';
import { cases, type GeneratedCase } from '../differential/case.ts';
import { difference } from '../differential/compare.ts';
import { evaluators } from '../evaluators.ts';
import { typedCase } from '../typed-duckdb-evaluator.ts';
import { expectSameOfGoodRows } from './good-rows.ts';
import { typedDatabase, typedEvaluator } from './sql-evaluators.ts';

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
      await expectSameOfGoodRows(typedDatabase, { definition: definitionOf(text), data: { leads, events }, now });
    });
  }
}
