/** Emitted SQL in a cluster of Spark: letters and days, the conformance cases, random pairs. `SPARK_CASES` leaves all but so many of the cases out. */
import { afterAll, beforeAll, test } from 'vitest';
import { expectSameDays, zones } from '../emit-sql/letters-and-days.ts';
import { openSpark } from '../spark-evaluator.ts';
import { sqlEvaluator, type TestDatabase } from '../sql-evaluator.ts';
import { testAgreement } from './agreement-with-reference.ts';
import { testConformance } from './conformance-cases.ts';
import { startSpark, type SparkCluster } from './spark-cluster.ts';

let cluster: SparkCluster;
let database: TestDatabase;
const evaluator = sqlEvaluator('spark', () => Promise.resolve(database));

beforeAll(async () => {
  cluster = await startSpark();
  database = await openSpark(cluster.url);
});
afterAll(async () => {
  await database.close();
  await cluster.close();
});

test.each(zones)('Spark has the days and local times of %s', (zone) => expectSameDays(database, zone));

testConformance(evaluator, Number(process.env['SPARK_CASES'] ?? Number.POSITIVE_INFINITY));
testAgreement(evaluator, Number(process.env['DIFFERENTIAL_PAIRS'] ?? 2_000), 200);
