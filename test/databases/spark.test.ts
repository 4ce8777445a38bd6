/**
 * Emitted SQL in Spark: `SPARK_PYTHON` is a Python with `pyspark` 4, `SPARK_MASTER` a cluster (else a session of its own).
 * `SPARK_CASES` leaves all but so many of the conformance cases out.
 */
import { afterAll } from 'vitest';
import { sparkEvaluator } from '../spark-evaluator.ts';
import { testAgreement } from './agreement-with-reference.ts';
import { testConformance } from './conformance-cases.ts';

testConformance(sparkEvaluator, Number(process.env['SPARK_CASES'] ?? Number.POSITIVE_INFINITY));
testAgreement(sparkEvaluator, Number(process.env['DIFFERENTIAL_PAIRS'] ?? 2_000), 200);

afterAll(() => sparkEvaluator.close());
