/** Several definitions in one query: what each says alone, from one reading of the events. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../compiler/emit/sql/dialects.ts';
import { duckdb } from '../../compiler/emit/sql/duckdb.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import { assumedSource, type Source } from '../../compiler/emit/sql/source.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { definitionOf } from '../check-text.ts';

const now = duckdb.integer(duckdb.double(Date.UTC(2026, 0, 1)));
const old = plan(`
fit: employees 50.. +10; country US +5
intent (within 30d): webinar +10 once per day; page_view +1 per 2 up to 5; pricing_view +8 decay 50% every 7d
mql when score > 20
tier A when score >= 30
`);
/** The same names, other windows, another meaning of one type, a cut, a cooldown. */
const renewed = plan(`
vocabulary:
  event webinar (title text, minutes number) from "Seminar"
lists:
  rivals = "rival.example"
exclude: email.domain in rivals
fit: employees 100.. +20; title mentions "head of" +5
intent (after last sales_rejected): webinar "Sales*" +15 once every 2d; page_view where url "/docs/*" +2 at most 2; distinct page_view.url.path >= 2 +1
mql when score > 20 and not excluded
handoff: to "SDR" within 2h
`);

function plan(text: string): Plan {
  return makePlan(definitionOf(text));
}

function merged(plans: readonly Plan[]): Source {
  const sources = plans.map((each) => assumedSource(each));
  const columns = (of: (source: Source) => Source['leads']): Source['leads'] => {
    const all = sources.flatMap((source) => of(source).columns);
    return { ...of(sources[0]!), columns: all.filter((column, index) => all.findIndex(({ name }) => name === column.name) === index) };
  };
  return { leads: columns((source) => source.leads), events: columns((source) => source.events!) };
}

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run("set timezone = 'UTC'");
  await connection.run(`create table leads as select cast(i as varchar) as id, (i * 37) % 200 as employees, ['US', 'GB'][i % 2 + 1] as country,
    'p' || i || if(i % 7 = 0, '@rival.example', '@acme.example') as email, if(i % 3 = 0, 'Head of Sales', 'Clerk') as title from range(300) t(i)`);
  await connection.run(`create table events as select cast(hash(i) % 300 as varchar) as lead_id,
    ['webinar', 'Seminar', 'page_view', 'pricing_view', 'page_view', 'sales_rejected'][cast(hash(i * 3) % 6 as bigint) + 1] as type,
    timestamptz '2026-01-01 00:00:00+00' - to_seconds(cast(hash(i * 5) % 5184000 as bigint)) as "at",
    ['Sales basics', 'Forecasting'][i % 2 + 1] as title, 30 as minutes, ['https://x.example/docs/a', '/docs/b', '/pricing', '/'][cast(hash(i * 7) % 4 as bigint) + 1] as url, 10 as duration
    from range(9000) t(i)`);
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const rowsOf = async (text: string): Promise<Record<string, unknown>[]> => (await connection.runAndReadAll(text)).getRowObjectsJson();

test('two definitions in one query say what each says alone', async () => {
  const plans = [old, renewed];
  const source = merged(plans);
  const together = await rowsOf(`select * from (${emitQuery(plans, duckdb, { source, now, output: 'results' }).text}) order by id`);
  expect(together.length).toBe(300);
  for (const [index, each] of plans.entries()) {
    const alone = await rowsOf(`select * from (${emitQuery([each], duckdb, { source, now, output: 'results' }).text}) order by id`);
    const prefix = `${index + 1}_`;
    const itsPart = together.map((row) => Object.fromEntries(Object.entries(row).flatMap(([name, value]) =>
      (name === 'id' ? [[name, value]] : name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : []))));
    expect(itsPart).toEqual(alone);
    expect(new Set(alone.map(({ score }) => score)).size, 'leads that differ').toBeGreaterThan(5);
    expect(new Set(alone.map(({ mql }) => mql))).toEqual(new Set([true, false]));
  }
});

describe('the events are named once', () => {
  test.each(dialects.map((dialect) => [dialect.name, dialect] as const))('in %s', (_name, dialect) => {
    const plans = dialect.cooldownPicks === undefined ? [old, old] : [old, renewed];
    const { text } = emitQuery(plans, dialect, { source: merged(plans), output: 'results' });
    expect(text.split(`from ${dialect.quoted('events')}`).length - 1).toBe(1);
  });
});

test('definitions of different time zones share no query', () => {
  const elsewhere = plan('definition "x": timezone "Europe/London"\nweb: webinar +1\nmql when score > 0');
  expect(() => emitQuery([old, elsewhere], duckdb, { source: merged([old, elsewhere]), output: 'results' })).toThrow('time zone');
});
