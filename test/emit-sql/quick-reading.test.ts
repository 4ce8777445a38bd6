/** Short cuts of reading give what the long way gives. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { duckdb } from '../../compiler/emit/sql/duckdb.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import type { ColumnForm, Source } from '../../compiler/emit/sql/source.ts';
import { sql } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { countryCodesByKey } from '../../tables/countries.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { definitionOf } from '../check-text.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run("set timezone = 'UTC'");
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const rowsOf = async (text: string): Promise<unknown[][]> => (await connection.runAndReadAll(text)).getRowsJson() as unknown[][];

test('what is quickly read as an instant is one, and the right one', async () => {
  const whole = [
    '2026-01-09T10:20:30Z', '2024-02-29T23:59:59Z', '2026-01-09T10:20:30.125Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2023-02-29T00:00:00Z',
    '2026-01-09T24:00:00Z', '2026-01-09T23:59:60Z', '2026-01-09T24:00:00.000Z', '2026-01-09T\t1:20:30Z', '2026-01-09T11:20:3.Z', '2026-01-09T11:20:3\tZ', '0000-05-05T00:00:00Z',
  ];
  const characters = [...'0123456789 -+:.TZtzBCe_/,\t'];
  const texts = new Set(whole);
  let state = 7;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % limit;
  };
  for (let count = 0; count < 20_000; count += 1) {
    const text = [...whole[below(whole.length)]!];
    for (let changes = 1 + below(3); changes > 0; changes -= 1) text[below(text.length)] = characters[below(characters.length)]!;
    texts.add(text.join(''));
  }
  await connection.run('create or replace table instants (written varchar)');
  const appender = await connection.createAppender('instants');
  for (const text of texts) {
    appender.appendVarchar(text);
    appender.endRow();
  }
  appender.closeSync();
  const read = await rowsOf(`select * from (select written, ${duckdb.quickInstant!(sql`written`)} as instant from instants) where instant is not null`);
  expect(read.length).toBeGreaterThan(100);
  const wrong = read.filter(([text, instant]) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(String(text)) || Date.parse(String(text)) !== Number(instant));
  expect(wrong).toEqual([]);
});

test('no spelling of a country has a letter that DuckDB lower-cases otherwise', () => {
  const apart = new Set(duckdb.plainly!.apart);
  expect([...countryCodesByKey().keys()].filter((key) => [...key].some((letter) => apart.has(letter)))).toEqual([]);
});

/** The same rows as columns of texts, oddly spelled, and as typed ones. */
test('texts of a file and typed columns give the same, whatever is found on the short way', async () => {
  const definition = definitionOf(`
vocabulary:
  missing "Select", "none"
fit: title mentions "head of" +5; title contains "student" -3; country NL +2; email.domain "acme.example" +1; seniority vp +7
web (within 30d): page_view +10; page_view where url "/docs/*" +1; since webinar ..7d +3
late (within 10d): webinar +4 once every 1d; page_view +2 once decay 50% every 1d; page_view "*docs*" +1 | otherwise +3 at most 1; page_view +1 fade over 30d
mql when score > 10
`);
  const plan = makePlan(definition);
  await connection.run(`create or replace table typed_leads as select * from (values
    ('1', 'Head - of Sales', 'NL', 'a@acme.example', 'vp'), ('2', 'a STUDENT ', 'the Netherlands', 'B@ACME.example ', ' Vice President'), ('none', 'x', 'US', 'x', 'vp'),
    ('4', ' select', 'Netherlands, The', 'x@y@acme.example', 'Select'), ('5', 'Heads of', 'N.L.', 'acme.example', 'VP-Level'), ('a b', null, null, null, null)) as leads(id, title, country, email, seniority)`);
  await connection.run(`create or replace table text_events as select * from (values
    ('1', 'page_view', '2025-12-30T10:00:00Z', 'https://x.example/docs/a?b'), ('1', ' Page-View', '2025-12-30 10:00', '/DOCS/a'), ('2', 'PAGE VIEW', '1767168000000', '/'),
    ('2', 'webinar', '2025-12-31T23:00:00+02:00', null), ('4', 'webinar', ' 2025-12-31T23:00:00.500Z ', null), ('5', 'pageview', '2025-12-02T00:00:00Z', '/docs/'),
    ('a b', 'page_view', '2025-12-02T00:00:00.001Z', 'docs/a'), ('a b', 'unheard_of', '2025-12-30', '/docs/a')) as events(lead_id, type, "at", url)`);
  await connection.run(`create or replace table typed_events as select lead_id, type, make_timestamptz(1000 * instant) as "at", url from text_events join (values
    ('2025-12-30T10:00:00Z', 1767088800000), ('2025-12-30 10:00', 1767088800000), ('1767168000000', 1767168000000), ('2025-12-31T23:00:00+02:00', 1767214800000),
    (' 2025-12-31T23:00:00.500Z ', 1767222000500), ('2025-12-02T00:00:00Z', 1764633600000), ('2025-12-02T00:00:00.001Z', 1764633600001), ('2025-12-30', 1767052800000)) as known("at", instant) using ("at")`);
  const source = (events: string, at: ColumnForm): Source => ({
    leads: { from: { name: ['typed_leads'] }, columns: ['id', 'title', 'country', 'email', 'seniority'].map((name) => ({ name, form: 'text' as const })) },
    events: { from: { name: [events] }, columns: ['lead_id', 'type', 'url'].map((name) => ({ name, form: 'text' as ColumnForm })).concat([{ name: 'at', form: at }]) },
  });
  const now = sql`${Date.UTC(2026, 0, 1)}`;
  const scored = (of: Source): Promise<unknown[][]> =>
    rowsOf(`select id, fit, web, late, score from (${emitQuery([plan], duckdb, { source: of, now, output: 'results' }).text}) where id is not null order by id`);
  const ofTexts = await scored(source('text_events', 'text'));
  expect(ofTexts).toEqual(await scored(source('typed_events', 'timestamp with time zone')));
  const objects = async (table: string): Promise<Record<string, unknown>[]> => (await connection.runAndReadAll(`select * from ${table}`)).getRowObjectsJson();
  const { results } = await referenceEvaluator.evaluate(definition, { leads: await objects('typed_leads'), events: await objects('text_events') }, Date.UTC(2026, 0, 1));
  const judged = results.map(({ id, score, sections }) => [id, sections['fit'], sections['web'], sections['late'], score]);
  expect(ofTexts.map(([id, ...points]) => [id, ...points.map(Number)])).toEqual(judged.sort(([left], [right]) => (String(left) < String(right) ? -1 : 1)));
  expect(judged.map(([, , , late]) => late)).toEqual([3.9334, 10, 4, 0, 0]);
});

/** Times are texts of every form, on the edges of the windows; one in four is something near such a form that the language does not read. */
test('old events are left out by their letters exactly if they are old', async () => {
  const definition = definitionOf(`
short (within 3d): webinar +1
long (within 30d): page_view +1; download "a" +1
longest (within 90d): chat +1
mql when score > 10
`);
  const day = 86_400_000;
  const now = Date.UTC(2026, 0, 1);
  const forms: readonly ((iso: string, instant: number) => string)[] = [
    (iso) => iso.replace('.000', ''), (iso) => iso, (iso) => ` ${iso}`, (iso) => `${iso}\t`, (iso) => iso.toLowerCase(), (iso) => iso.replace('T', ' '),
    (iso) => iso.replace('Z', ''), (iso) => iso.slice(0, 10), (_iso, instant) => String(instant), (_iso, instant) => `+${instant}`, (_iso, instant) => ` ${instant}`,
    (_iso, instant) => `${new Date(instant + 14 * 3_600_000).toISOString().replace('Z', '')}+14:00`,
    (_iso, instant) => `${new Date(instant - 12 * 3_600_000).toISOString().slice(0, 16)}-1200`,
    (iso) => `${iso.slice(0, 17)}5.Z`, (iso) => `${iso.slice(0, 11)}24:00:00Z`, (iso) => ` ${iso.slice(1, 19)}Z`, (iso) => iso.replaceAll('-', '/'),
    (_iso, instant) => `${instant}Z`, (iso) => `${iso.slice(0, 5)}${iso.slice(6)}`,
  ];
  const events = forms.flatMap((form, index) => ['webinar', ' Webinar', 'page_view', 'download', 'chat'].flatMap((type) => [3, 30, 90].flatMap((days) =>
    [-day, -1000, 0, 1000, day].map((off) => {
      const instant = now - days * day + off;
      return { lead_id: String(index), type, at: form(new Date(instant).toISOString(), instant), title: 'a' };
    }))));
  const rows = (of: readonly Readonly<Record<string, string>>[]): string => of.map((row) => `(${Object.values(row).map((cell) => `'${cell}'`).join(', ')})`).join(', ');
  const leads = forms.map((_form, index) => ({ id: String(index), title: 'x' }));
  await connection.run(`create or replace table few_leads as from (values ${rows(leads)}) as leads(id, title)`);
  await connection.run(`create or replace table old_events as from (values ${rows(events)}) as events(lead_id, type, "at", title)`);
  const column = (name: string): { name: string; form: 'text' } => ({ name, form: 'text' });
  const source: Source = {
    leads: { from: { name: ['few_leads'] }, columns: ['id', 'title'].map(column) },
    events: { from: { name: ['old_events'] }, columns: ['lead_id', 'type', 'at', 'title'].map(column) },
  };
  const query = emitQuery([makePlan(definition)], duckdb, { source, now: sql`${now}`, output: 'results' }).text;
  const made = await rowsOf(`select id, short, long, longest from (${query}) order by cast(id as integer)`);
  const { results } = await referenceEvaluator.evaluate(definition, { leads, events }, now);
  const judged = results.map(({ id, sections }) => [id, sections['short'], sections['long'], sections['longest']]);
  expect(made.map(([id, ...points]) => [id, ...points.map(Number)])).toEqual(judged);
  expect(judged.filter(([, , , longest]) => longest !== 0).length).toBe(13);
});
