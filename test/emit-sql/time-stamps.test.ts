/** Time stamps of every grain, before and after 1970, count as the milliseconds that they fall into. */
import { expect, test } from 'vitest';
import { duckdb } from '../../compiler/emit/sql/duckdb.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import { sql, trusted } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { definitionOf } from '../check-text.ts';
import { openDuckdb } from '../duckdb-evaluator.ts';

test('microseconds are dropped downwards, before 1970 as after it', async () => {
  const database = await openDuckdb();
  await database.run("set timezone = 'UTC'");
  const of = async (timestamp: string): Promise<unknown> =>
    (await database.run(`select ${duckdb.localMilliseconds(trusted(`timestamp '${timestamp}'`))}, ${duckdb.instantMilliseconds(trusted(`timestamptz '${timestamp}'`))}`))[0]!.map(String);
  expect(await of('1926-04-23 02:00:00.001999')).toEqual(Array(2).fill(String(Date.UTC(1926, 3, 23, 2, 0, 0, 1))));
  expect(await of('2026-04-23 02:00:00.001999')).toEqual(Array(2).fill(String(Date.UTC(2026, 3, 23, 2, 0, 0, 1))));
  expect(await of('infinity')).toEqual(['null', 'null']);
  await database.close();
});

test('events whose time stamps are of nanoseconds count within their window and for all time', async () => {
  const database = await openDuckdb();
  const plan = makePlan(definitionOf('intent:\n  webinar +1\n  pricing_view within 1d +10\nmql when score > 0\n'));
  await database.run("create temp table leads as select 'a' as id");
  await database.run(`create temp table events as select 'a' as lead_id, type, cast(moment as timestamp_ns) as "at" from (values ('webinar', '1990-01-01'),
    ('pricing_view', '2026-01-01 00:00:00.000999999'), ('pricing_view', '2026-01-01 00:00:00.001'), ('pricing_view', '2026-01-02 00:00:00.000999999'), ('pricing_view', '2026-01-02 00:00:00.001')) as t(type, moment)`);
  const { text } = emitQuery([plan], duckdb, {
    source: {
      leads: { from: { name: ['leads'] }, columns: [{ name: 'id', form: 'text' }] },
      events: { from: { name: ['events'] }, columns: [{ name: 'lead_id', form: 'text' }, { name: 'type', form: 'text' }, { name: 'at', form: 'timestamp' }] },
    },
    output: 'results', now: sql`${Date.UTC(2026, 0, 2)}`,
  });
  expect(Number((await database.run(text))[0]![1])).toBe(21);
  await database.close();
});
