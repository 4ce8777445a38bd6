import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb } from '../duckdb-evaluator.ts';
import type { TestDatabase } from '../sql-evaluator.ts';
import { codePoints, expectSameDays, expectSameLetters, zones } from './letters-and-days.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDuckdb();
});
afterAll(() => database.close());

test('DuckDB has the letters of Unicode 17', () => expectSameLetters(database));

test.each(zones)('DuckDB has the days and local times of %s', (zone) => expectSameDays(database, zone));

test('and the check notices when it has not', async () => {
  const { dialect } = database;
  const careless = { ...database, dialect: { ...dialect, lower: (value: Parameters<typeof dialect.lower>[0]) => dialect.trim(value) } };
  await expect(expectSameLetters(careless, codePoints().filter((code) => code < 0x600))).rejects.toThrow('lower-cased otherwise');
});
