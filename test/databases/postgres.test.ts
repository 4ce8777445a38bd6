/** Emitted SQL in a PostgreSQL server: letters and days, the conformance cases, random pairs. */
import { afterAll, beforeAll, test } from 'vitest';
import { expectSameDays, expectSameLetters, zones } from '../emit-sql/letters-and-days.ts';
import { openPostgres, postgresEvaluator } from '../postgres-evaluator.ts';
import type { TestDatabase } from '../sql-evaluator.ts';
import { testAgreement } from './agreement-with-reference.ts';
import { testConformance } from './conformance-cases.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openPostgres();
});
afterAll(async () => {
  await database.close();
  await postgresEvaluator.close();
});

test('PostgreSQL has the letters of Unicode 17', () => expectSameLetters(database));
test.each(zones)('PostgreSQL has the days and local times of %s', (zone) => expectSameDays(database, zone));

testConformance(postgresEvaluator);
testAgreement(postgresEvaluator, Number(process.env['DIFFERENTIAL_PAIRS'] ?? 5_000), 100);
