/** What lies in a window, and which calendar days do: by texts, by time stamps of any zone, and by sets of days. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Dialect } from '../../compiler/emit/sql/dialect.ts';
import { duckdb } from '../../compiler/emit/sql/duckdb.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import type { ColumnForm, Source } from '../../compiler/emit/sql/source.ts';
import { sql, trusted } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { readResult } from '../../engines/sql/read-result.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { definitionOf } from '../check-text.ts';
import { openDuckdb } from '../duckdb-evaluator.ts';
import type { TestDatabase } from '../sql-evaluator.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 0, 1);
let database: TestDatabase;
beforeAll(async () => {
  database = await openDuckdb();
  await database.run("set timezone = 'UTC'");
});
afterAll(() => database.close());

interface EventRow extends Readonly<Record<string, unknown>> {
  readonly lead_id: string;
  readonly type: string;
  readonly at: string;
}

/** The scores by the lead's id, which are what the reference says. @param type of the column `at`, whose texts cast to it */
async function scores(text: string, events: readonly EventRow[], form: ColumnForm, type: string, dialect: Dialect = duckdb): Promise<Record<string, number>> {
  const definition = definitionOf(text);
  const plan = makePlan(definition);
  const leads = [...new Set(events.map((event) => event.lead_id))].map((id) => ({ id }));
  const rows = events.map((event) => `(${[event.lead_id, event.type, event.at].map(duckdb.text).join(', ')})`);
  await database.run(`create or replace temp table leads as select distinct lead_id as id from (values ${rows.join(', ')}) as rows(lead_id, type, moment)`);
  await database.run(`create or replace temp table events as select lead_id, type, cast(moment as ${type}) as "at" from (values ${rows.join(', ')}) as rows(lead_id, type, moment)`);
  const source: Source = {
    leads: { from: { name: ['leads'] }, columns: [{ name: 'id', form: 'text' }] },
    events: { from: { name: ['events'] }, columns: [{ name: 'lead_id', form: 'text' }, { name: 'type', form: 'text' }, { name: 'at', form }] },
  };
  const query = emitQuery([plan], dialect, { source, now: trusted(String(now)), output: 'results' });
  const results = (await database.run(query.text)).map((row) => {
    const cells = row[Symbol.iterator]();
    const id = String(cells.next().value);
    return readResult(plan, id, cells);
  });
  const { results: expected } = await referenceEvaluator.evaluate(definition, { leads, events }, now);
  const byId = (left: { readonly id: string }, right: { readonly id: string }): number => (left.id < right.id ? -1 : 1);
  expect(results.sort(byId)).toEqual([...expected].sort(byId));
  return Object.fromEntries(results.map(({ id, score }) => [id, score]));
}

test('times as texts of any offset count up to both ends of the widest window', async () => {
  const events = [
    { lead_id: 'first', type: 'webinar', at: '2025-12-22T00:00:00.001Z' }, { lead_id: 'too early', type: 'webinar', at: '2025-12-22T00:00:00Z' },
    { lead_id: 'east', type: 'Webinar', at: '2025-12-22T14:00:00.001+14:00' }, { lead_id: 'west', type: 'webinar', at: '2025-12-21T12:00:00.001-12:00' },
    { lead_id: 'too far west', type: 'webinar', at: '2025-12-21T12:00:00-12:00' }, { lead_id: 'number', type: 'webinar', at: String(now - 10 * day + 1) },
    { lead_id: 'slashes', type: 'webinar', at: '2025-12-25' }, { lead_id: 'now', type: 'webinar', at: '2026-01-01T00:00:00Z' }, { lead_id: 'later', type: 'webinar', at: '2026-01-01T00:00:00.001Z' },
    { lead_id: 'short', type: 'page_view', at: '2025-12-27T00:00:00Z' }, { lead_id: 'long', type: 'page_view', at: '2025-12-30T00:00:00Z' }, { lead_id: 'other', type: 'call', at: '2025-12-30T00:00:00Z' },
  ];
  const text = 'web: webinar within 10d +1; page_view within 5d +2\nmql when score > 0\n';
  expect(await scores(text, events, 'text', 'varchar')).toEqual({
    'first': 1, 'too early': 0, 'east': 1, 'west': 1, 'too far west': 0, 'number': 1, 'slashes': 1, 'now': 1, 'later': 0, 'short': 0, 'long': 2, 'other': 0,
  });
});

test.each([['text', 'varchar'], ['timestamp', 'timestamp'], ['timestamp with time zone', 'timestamptz']] as const)('a type that one rule wants for ever and others in windows is read from its first event on (%s)', async (form, type) => {
  const events = [1, 8, 15, 4000, 700_000].map((age, index) => ({ lead_id: String(index), type: 'webinar', at: new Date(now - age * day).toISOString().slice(0, form === 'timestamp' ? -1 : undefined) }));
  for (const order of ['webinar +1; webinar within 10d +2; webinar within 5d +4', 'webinar within 5d +4; webinar within 10d +2; webinar +1', 'webinar within 10d +2; webinar +1; webinar within 5d +4']) {
    expect(await scores(`web: ${order}\nmql when score > 0\n`, events, form, type)).toEqual({ 0: 7, 1: 3, 2: 1, 3: 1, 4: 1 });
  }
  expect(await scores('web: webinar within 5d +4; webinar +1\nmql when score > 0\n', events, form, type)).toEqual({ 0: 5, 1: 1, 2: 1, 3: 1, 4: 1 });
  const late = [0, 1, 2].map((age) => ({ lead_id: String(age), type: 'webinar', at: new Date(now - age).toISOString().slice(0, form === 'timestamp' ? -1 : undefined) }));
  expect(await scores('web: webinar within 0.001s +1; webinar within 0.002s +2\nmql when score > 0\n', late, form, type)).toEqual({ 0: 3, 1: 2, 2: 0 });
  expect(await scores('web: webinar within 0.001s +1\nmql when score > 0\n', late, form, type)).toEqual({ 0: 1, 1: 0, 2: 0 });
});

test.each([['timestamp', 'timestamp'], ['timestamp with time zone', 'timestamptz']] as const)('what lies before the first instant of the language is left out (%s)', async (form, type) => {
  const end = form === 'timestamp' ? '' : 'Z';
  const events = ['0001-01-01T00:00:00.000', '0001-01-01T00:00:00.001', '0000-12-31T23:59:59.999', '0000-06-01T00:00:00'].map((at, index) => ({ lead_id: String(index), type: 'webinar', at: `${at}${end}` }));
  expect(await scores('web: webinar +1\nmql when score > 0\n', events, form, type)).toEqual({ 0: 1, 1: 1, 2: 0, 3: 0 });
});

/** Whatever the time zone of the session is. */
test.each([['UTC', 'Pacific/Auckland'], ['America/New_York', 'UTC'], ['Pacific/Auckland', 'America/New_York'], ['UTC', 'UTC']])('local time stamps count up to both ends of the widest window, in %s', async (zone, session) => {
  await database.run(`set timezone = '${session}'`);
  // Around both ends, an hour apart, further than any clock is from UTC.
  const moments = [now - 10 * day, now].flatMap((end) => Array.from({ length: 61 }, (_unused, hour) => end + (hour - 30) * day / 24));
  const events = moments.flatMap((moment, index) => [0, 1].map((more) => ({
    lead_id: String(index), type: 'webinar', at: new Date(moment + more).toISOString().slice(0, -1),
  })));
  const text = `definition "x": timezone "${zone}"\nweb: webinar within 10d +1; page_view within 1d +100\nmql when score > 0\n`;
  const counted = await scores(text, events, 'timestamp', 'timestamp');
  await scores(text, events.map((event) => ({ ...event, at: `${event.at}Z` })), 'timestamp with time zone', 'timestamptz');
  await database.run("set timezone = 'UTC'");
  expect(new Set(Object.values(counted))).toEqual(new Set([0, 1, 2]));
});

test('rules that fade alike pay the same from time stamps as from texts, events to come left out', async () => {
  const text = 'web: webinar +8 decay 50% every 7d; page_view +4 decay 50% every 7d up to 6\nother: call +2 decay 50% every 7d when webinar\nmql when score > 0\n';
  const events = ['webinar', 'page_view', 'call'].flatMap((type) => [-3, 0, 1, 6.999, 7, 8, 20, 400].map((age, index) => ({
    lead_id: `${index % 3}`, type, at: new Date(now - age * day).toISOString(),
  })));
  const ofTimestamps = await scores(text, events, 'timestamp with time zone', 'timestamptz');
  expect(ofTimestamps).toEqual(await scores(text, events, 'text', 'varchar'));
});

/** As in Spark, with the functions of DuckDB. */
const withBits: Dialect = {
  ...duckdb,
  bits: {
    of: (value) => sql`(cast(1 as ubigint) << cast(((${value} % 64) + 64) % 64 as ubigint))`, union: sql`bit_or`, count: (set) => sql`bit_count(${set})`,
    remainder: (value, divisor) => sql`(((${value} % ${divisor}) + ${divisor}) % ${divisor})`,
  },
};

test.each([['as filters', withBits], ['as cases', { ...withBits, filtersAggregates: false }]] as const)('sets of days, weeks and months count what different values count, %s', async (_name, dialect) => {
  const text = `
few: webinar within 30d +1 once per day
some: webinar within 100d +1 once per day
most: webinar within 380d +1 once per day
whole: webinar within 2000d +1 once per day; webinar +1 once per day
weeks: webinar within 900d +1 once per week; webinar within 500d +1 once per week
months: webinar within 3000d +1 once per month
asked: webinar days within 200d >= 60 +1; call days within 200d = 0 +2
mql when score > 0
`;
  const moments = Array.from({ length: 300 }, (_unused, index) => now - ((index * 7919) % 20_011) * day / 10);
  const dense = Array.from({ length: 150 }, (_unused, index) => now - index * day - 1);
  const events = [...moments, ...dense].map((moment, index) => ({ lead_id: String(index % 2), type: index % 5 === 0 ? 'page_view' : 'webinar', at: new Date(moment).toISOString() }));
  const counted = await scores(text, events, 'timestamp with time zone', 'timestamptz', dialect);
  expect(Object.values(counted).every((score) => score > 300)).toBe(true);
});
