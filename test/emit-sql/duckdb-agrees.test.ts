import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOfLocal as emittedInstantOfLocal } from '../../compiler/emit/sql/calendar.ts';
import { sql } from '../../compiler/emit/sql/sql.ts';
import { instantOfLocal } from '../../tables/calendar.ts';
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

/** Those around both ends are all told apart from those within. */
test.each(zones)('local times of %s near a range of instants are within it exactly if they are', async (zone) => {
  const hour = 3_600_000;
  // Hours from changes of the clocks of New York and of Berlin; Apia left out a day in between.
  const range = { after: Date.UTC(2011, 2, 13, 4), until: Date.UTC(2024, 9, 27, 2) };
  const locals = [range.after, range.until].flatMap((end) => Array.from({ length: 4000 }, (_unused, index) => end + (index - 2000) * hour));
  const middle = Array.from({ length: 4000 }, (_unused, index) => range.after + index * 28 * hour);
  const all = [...locals, ...middle, Date.UTC(1, 0, 3), Date.UTC(1970, 0, 1), Date.UTC(2039, 6, 1), Date.UTC(9999, 11, 30)];
  await database.load('times', ['time'], all.map((time) => [String(time)]));
  const rows = await database.run(`select ${emittedInstantOfLocal(zone, sql`time_at`, range)} from (
    select cast("time" as bigint) as time_at, mql_row from "times") order by mql_row`);
  const isWithin = (instant: number): boolean => instant > range.after && instant <= range.until;
  const wrong = all.filter((time, index) => {
    const [said, right] = [Number(rows[index]![0]), instantOfLocal(zone, time)];
    return isWithin(said) !== isWithin(right) || isWithin(right) && said !== right;
  });
  expect(wrong).toEqual([]);
  expect(emittedInstantOfLocal(zone, sql`time_at`, range).length).toBeLessThanOrEqual(emittedInstantOfLocal(zone, sql`time_at`).length);
});

test('and the check notices when it has not', async () => {
  const { dialect } = database;
  const careless = { ...database, dialect: { ...dialect, lower: (value: Parameters<typeof dialect.lower>[0]) => dialect.trim(value) } };
  await expect(expectSameLetters(careless, codePoints().filter((code) => code < 0x600))).rejects.toThrow('lower-cased otherwise');
});
