/** Emitted SQL in DuckDB against the reference, at length. The conformance cases are in the quick tests. */
import { afterAll } from 'vitest';
import { duckdbEvaluator } from '../duckdb-evaluator.ts';
import { typedCase, typedDuckdbEvaluator } from '../typed-duckdb-evaluator.ts';
import { testAgreement } from './agreement-with-reference.ts';

const typed = typedDuckdbEvaluator();

testAgreement(duckdbEvaluator, Number(process.env['DIFFERENTIAL_PAIRS'] ?? 20_000), 200);
testAgreement(typed, Number(process.env['TYPED_PAIRS'] ?? 2_000), 100, { typed: typedCase });

afterAll(async () => {
  await duckdbEvaluator.close();
  await typed.close();
});
