/** Emitted SQL in DuckDB against the reference, at length. The conformance cases are in the quick tests. */
import { afterAll } from 'vitest';
import { duckdbEvaluator } from '../duckdb-evaluator.ts';
import { testAgreement } from './agreement-with-reference.ts';

testAgreement(duckdbEvaluator, Number(process.env['DIFFERENTIAL_PAIRS'] ?? 20_000), 200);

afterAll(() => duckdbEvaluator.close());
