/**
 * Emitted SQL in a cluster of Spark: the conformance cases and random pairs, several at once, each in a session of its own. Planning
 * takes Spark longer than anything else, and cells of JSON make long queries: cases that are not about reading have their rows in
 * typed tables, and explanations are compared. Sessions have settings for small data; a part of the cases is run once more with
 * those that users have. `SPARK_CASES` says how many of the cases are run, spread evenly, `DIFFERENTIAL_PAIRS` how many pairs.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { definitionOf } from '../check-text.ts';
import type { GeneratedCase } from '../differential/case.ts';
import type { Evaluator } from '../evaluator.ts';
import { startSparkApplication, type SparkApplication, type SparkDatabase } from '../spark-evaluator.ts';
import { sqlEvaluator } from '../sql-evaluator.ts';
import { explainTyped, isTabular, typedEvaluator } from '../typed-evaluator.ts';
import { expectSameLetters, telling } from '../emit-sql/letters-and-days.ts';
import { testAgreement } from './agreement-with-reference.ts';
import { scoringCases, type ScoringCase } from './conformance-cases.ts';
import { SessionPool } from './session-pool.ts';
import { startSpark, type SparkCluster } from './spark-cluster.ts';
import { settingsForSmallData, settingsOfUsers } from './spark-settings.ts';

// The limits end what hangs: a cluster on a busy machine takes its time.
vi.setConfig({ testTimeout: 3_600_000, hookTimeout: 900_000 });

/** How many plans the driver makes at once: one for each processor, and one while others wait for the cluster. */
const atOnce = 3;
let cluster: SparkCluster;
let application: SparkApplication;
let sessions: SessionPool<SparkDatabase>;
let sessionsOfUsers: SessionPool<SparkDatabase>;

beforeAll(async () => {
  cluster = await startSpark();
  application = await startSparkApplication(cluster.url, settingsForSmallData, atOnce);
  sessions = new SessionPool(await Promise.all(Array.from({ length: atOnce }, () => application.openSession())));
  sessionsOfUsers = new SessionPool([await application.openSession(settingsOfUsers)]);
});
afterAll(async () => {
  await application.close();
  await cluster.close();
});

const all = scoringCases();
const step = Math.max(1, Math.ceil(all.length / Number(process.env['SPARK_CASES'] ?? all.length)));
const cases = all.filter((_case, index) => index % step === 0);
const inTables = cases.filter(({ isOfReading, definition, data }) => !isOfReading && isTabular(definition, data));
const inJson = cases.filter((each) => !inTables.includes(each));

async function expectSameExplanations(database: SparkDatabase, { definition, data, now }: ScoringCase): Promise<void> {
  const { explanations } = await referenceEvaluator.evaluate(definition, data, now);
  expect(await explainTyped(database, definition, data, now)).toEqual(explanations);
}

const pairs = Number(process.env['DIFFERENTIAL_PAIRS'] ?? 2_000);
const pairsInJson = Math.ceil(pairs / 20);
const leads = 50;
const inSession: Evaluator = {
  name: 'Spark, cells of JSON',
  evaluate: (definition, data, now) => sessions.use((database) => sqlEvaluator('spark', () => Promise.resolve(database)).evaluate(definition, data, now)),
  close: () => Promise.resolve(),
};
const inTypedTables = typedEvaluator('Spark, typed tables', (work) => sessions.use(work));
const suitsTables = (generated: GeneratedCase): boolean => isTabular(definitionOf(generated.text), generated);

describe.concurrent('several at once', () => {
  // What takes longest comes first.
  if (pairs > 0) {
    testAgreement(inSession, pairsInJson, leads, { isToldWhole: true });
    for (let part = 0; part < atOnce; part += 1) testAgreement(inTypedTables, Math.ceil(pairs / atOnce), leads, { part, suits: suitsTables, isToldWhole: true });
  }

  test('Spark has the letters of Unicode 17', () => sessions.use((database) => expectSameLetters(database, telling())));

  test.each(inJson)('cells of JSON: $title', async ({ definition, data, now }) => {
    expect(await inSession.evaluate(definition, data, now)).toEqual(await referenceEvaluator.evaluate(definition, data, now));
  });

  test.each(inTables)('typed tables: $title', (each) => sessions.use((database) => expectSameExplanations(database, each)));

  test.each(inTables.filter((_case, index) => index % 20 === 0))('typed tables, with the settings that users have: $title', (each) =>
    sessionsOfUsers.use((database) => expectSameExplanations(database, each)));
});
