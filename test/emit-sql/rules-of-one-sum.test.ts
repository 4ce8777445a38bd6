/** Where nothing is asked of single rules, one sum may pay for several: the scores stay what the reference says. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { duckdb } from '../../compiler/emit/sql/duckdb.ts';
import { emitQuery, type QueryOptions } from '../../compiler/emit/sql/emit-query.ts';
import type { ColumnForm, Source } from '../../compiler/emit/sql/source.ts';
import { sql } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { definitionOf } from '../check-text.ts';

const now = Date.UTC(2026, 0, 1);
let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run("set timezone = 'UTC'");
  await connection.run("create table leads as select cast(i as varchar) as id, ['US', 'GB'][i % 2 + 1] as country from range(80) t(i)");
  await connection.run(`create table events as select cast(hash(i) % 80 as varchar) as lead_id,
    ['webinar', 'page_view', 'pricing_view', 'Page View', 'form_submit'][cast(hash(i * 3) % 5 as bigint) + 1] as type,
    strftime(timestamp '2026-01-02' - to_seconds(cast(hash(i * 5) % 5184000 as bigint)), '%Y-%m-%dT%H:%M:%SZ') as "at",
    ['/docs/a', '/pricing', '/'][cast(hash(i * 7) % 3 as bigint) + 1] as url from range(900) t(i)`);
  // So busy that single rules pay all that a rule, or a section, can.
  await connection.run("insert into leads values ('busy', 'US')");
  await connection.run("insert into events select 'busy', ['page_view', 'pricing_view'][i % 2 + 1], '2025-12-31T23:00:00Z', '/' from range(3000) t(i)");
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const definition = definitionOf(`
fit: country US +5
faded: page_view +1 decay 50% every 7d; country US +1; pricing_view +8 decay 50% every 7d; webinar +5 fade over 30d
lost: page_view -1 decay 50% every 7d; pricing_view -3 fade over 20d
capped (up to 6): page_view +3 decay 50% every 7d; pricing_view +4 fade over 9d
overlapping: page_view +1 decay 50% every 7d; page_view where url "/docs/*" +2 fade over 10d; webinar +1 fade over 20d
mixed: page_view +1 decay 50% every 7d; webinar -2 decay 50% every 7d
cased (within 20d): page_view "*docs*" +1 | "*pricing*" +2; pricing_view +8 decay 50% every 7d; webinar +1 fade over 9d up to 2; form_submit +1
guarded: page_view +2 decay 50% every 7d when country US; pricing_view +8 decay 50% every 7d
huge: page_view +1000000 decay 50% every 7d; pricing_view +900000 fade over 20d; webinar +1
abyss: page_view -1000000 decay 50% every 7d; pricing_view -900000 fade over 20d; webinar -1
much: page_view +1000000
little: page_view -1000000
bounded (up to 1000000, floor -1000000): page_view +1000000; pricing_view -3
mql when score > 10
`);
const plan = makePlan(definition);
const sections = plan.scores.map(({ name }) => name);
const column = (name: string): { readonly name: string; readonly form: ColumnForm } => ({ name, form: 'text' });
const source: Source = {
  leads: { from: { name: ['leads'] }, columns: ['id', 'country'].map(column) },
  events: { from: { name: ['events'] }, columns: ['lead_id', 'type', 'at', 'url'].map(column) },
};
const emit = (output: QueryOptions['output']): string => emitQuery([plan], duckdb, { source, now: sql`${now}`, output }).text;

test('what one sum pays for is what the rules pay', async () => {
  const rows = (await connection.runAndReadAll(`select id, ${sections.join(', ')}, score from (${emit('results')}) order by id`)).getRowsJson();
  const objects = async (table: string): Promise<Record<string, unknown>[]> => (await connection.runAndReadAll(`select * from ${table}`)).getRowObjectsJson();
  const { results } = await referenceEvaluator.evaluate(definition, { leads: await objects('leads'), events: await objects('events') }, now);
  const judged = results.map(({ id, score, sections: points }) => [id, ...sections.map((name) => points[name]), score]);
  expect(rows.map(([id, ...points]) => [id, ...points.map(Number)])).toEqual(judged.sort(([left], [right]) => (String(left) < String(right) ? -1 : 1)));
  for (const [index, name] of sections.entries()) expect(new Set(judged.map((row) => row[index + 1])).size, name).toBeGreaterThan(1);
  expect(judged.some((row) => row.includes(1_000_000_000)) && judged.some((row) => row.includes(-1_000_000_000)), 'bounds are reached').toBe(true);
});

test('rules whose events exclude each other share a sum, unless their own points are asked for', () => {
  const sums = (text: string): string[] => [...text.matchAll(/ as ([a-z_]+_rules_[0-9_]+)_paid/g)].map(([, name]) => name!).sort();
  expect(sums(emit('results'))).toEqual(['abyss_rules_1_2', 'capped_rules_1_2', 'cased_rules_1_2', 'faded_rules_1_3_4', 'huge_rules_1_2', 'lost_rules_1_2', 'overlapping_rules_1_3']);
  for (const output of ['points', 'explanations', 'contributions'] as const) expect(sums(emit(output))).toEqual([]);
});
