/** The conformance cases over tables of good rows, whose queries are short. */
import { test } from 'vitest';
import { scoringCases } from '../databases/conformance-cases.ts';
import { evaluators } from '../evaluators.ts';
import { expectSameOfGoodRows } from './good-rows.ts';
import { typedDatabase } from './sql-evaluators.ts';

if (evaluators.at(-1)!.name === 'duckdb') {
  for (const each of scoringCases()) test(each.title, () => expectSameOfGoodRows(typedDatabase, each));
}
