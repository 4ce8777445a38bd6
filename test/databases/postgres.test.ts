/** Emitted SQL in a PostgreSQL server: letters and days, the conformance cases, random pairs. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { definitionOf } from '../check-text.ts';
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

test('a list of dates in a zone that changes its clocks by half an hour is planned within the memory of the server', async () => {
  const definition = definitionOf('definition "days off":\n  timezone "Australia/Lord_Howe"\n\nvocabulary:\n  lead off_days list of date\n\nmql when off_days 2024-02-12\n');
  const leads = [{ id: '1', off_days: ['2024-02-12', '2024-02-11T13:30:00Z'] }, { id: '2', off_days: ['2024-02-13', 'soon'] }, { id: '3', off_days: '2024-02-13;2024-02-14' }];
  const data = { leads, events: [] };
  expect(await postgresEvaluator.evaluate(definition, data, Date.UTC(2026, 0, 1))).toEqual(await referenceEvaluator.evaluate(definition, data, Date.UTC(2026, 0, 1)));
});

testConformance(postgresEvaluator);
testAgreement(postgresEvaluator, Number(process.env['DIFFERENTIAL_PAIRS'] ?? 5_000), 100);
