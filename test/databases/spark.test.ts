/**
 * Emitted SQL in a cluster of Spark: the conformance cases. Planning takes Spark longer than anything else, and cells of JSON make
 * long queries: cases that are not about reading have their rows in typed tables, and explanations are compared. `SPARK_CASES` says
 * how many of the cases are run, spread evenly; `DIFFERENTIAL_PAIRS` adds random pairs, which take minutes for each definition.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { readRows } from '../../reference/read-rows.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { openSpark, type SparkDatabase } from '../spark-evaluator.ts';
import { sqlEvaluator } from '../sql-evaluator.ts';
import { explainTyped } from '../typed-evaluator.ts';
import { NotTabular, typedTables } from '../typed-tables.ts';
import { testAgreement } from './agreement-with-reference.ts';
import { scoringCases, testConformance, type ScoringCase } from './conformance-cases.ts';
import { startSpark, type SparkCluster } from './spark-cluster.ts';

// The limits end what hangs: a cluster on a busy machine takes its time.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

let cluster: SparkCluster;
let database: SparkDatabase;
const evaluator = sqlEvaluator('spark', () => Promise.resolve(database));

beforeAll(async () => {
  cluster = await startSpark();
  database = await openSpark(cluster.url);
});
afterAll(async () => {
  await database.close();
  await cluster.close();
});

const all = scoringCases();
const step = Math.max(1, Math.ceil(all.length / Number(process.env['SPARK_CASES'] ?? all.length)));
const cases = all.filter((_case, index) => index % step === 0);
const [inJson, inTables] = [cases.filter((each) => !isTabular(each)), cases.filter(isTabular)];

function isTabular({ isOfReading, definition, data }: ScoringCase): boolean {
  if (isOfReading) return false;
  try {
    typedTables(makePlan(definition), readRows(definition, data));
    return true;
  } catch (problem) {
    if (problem instanceof NotTabular) return false;
    throw problem;
  }
}

describe('typed tables', () => {
  test.each(inTables)('$title', async ({ definition, data, now }) => {
    const { explanations } = await referenceEvaluator.evaluate(definition, data, now);
    expect(await explainTyped(database, definition, data, now)).toEqual(explanations);
  });
});

testConformance(evaluator, inJson);
const pairs = Number(process.env['DIFFERENTIAL_PAIRS'] ?? 0);
if (pairs > 0) testAgreement(evaluator, pairs, 200);
