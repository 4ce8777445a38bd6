/**
 * Emitted DuckDB SQL against SQL written by hand for the same job, on Parquet: the wall and the processor's time.
 *
 *     npm run bench:sql                          1 million leads, 20 million events
 *     BENCH_LEADS=100000 BENCH_EVENTS=2000000 npm run bench:sql
 *
 * The answers are compared first. Then the contenders take turns; of each the median and the least count.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { duckdb } from '../compiler/emit/sql/duckdb.ts';
import { emitQuery } from '../compiler/emit/sql/emit-query.ts';
import type { Column, Source } from '../compiler/emit/sql/source.ts';
import { trusted } from '../compiler/emit/sql/sql.ts';
import { makePlan } from '../compiler/plan/make-plan.ts';
import { definitionOf } from '../test/check-text.ts';

const leads = Number(process.env['BENCH_LEADS'] ?? 1_000_000);
const events = Number(process.env['BENCH_EVENTS'] ?? 20_000_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 7);
const folder = mkdtempSync(join(tmpdir(), 'mql-bench-'));
const instance = await DuckDBInstance.create(':memory:', { threads: '2', file_search_path: folder });
const connection = await instance.connect();

await connection.run(`copy (select i as id, ['US', 'GB', 'DE', 'FR'][cast(hash(i) % 4 + 1 as bigint)] as country, cast(hash(i * 3) % 1000 as integer) as employees,
  ['vp', 'c_level', 'manager', 'entry'][cast(hash(i * 5) % 4 + 1 as bigint)] as seniority, 'Head of ' || (hash(i * 11) % 50000) || if(i % 9 = 0, ' (student)', '') as title
  from range(${leads}) t(i)) to '${folder}/leads.parquet' (format parquet)`);
await connection.run(`copy (select cast(hash(i) % ${leads} as bigint) as lead_id, ['webinar', 'page_view', 'pricing_view', 'demo_request', 'email_open', 'email_click',
  'whitepaper', 'unsubscribe', 'chat', 'page_view'][cast(hash(i * 7) % 10 + 1 as bigint)] as type,
  timestamp '2026-01-01' - to_seconds(cast((${events} - i) * 31536000 / ${events} as bigint)) as "at"
  from range(${events}) t(i)) to '${folder}/events.parquet' (format parquet)`);

const text = (name: string): Column => ({ name, form: 'text' });
const number = (name: string): Column => ({ name, form: 'number' });
const source: Source = {
  leads: { from: { sql: "'leads.parquet'" }, columns: [number('id'), text('country'), number('employees'), text('seniority'), text('title')] },
  events: { from: { sql: "'events.parquet'" }, columns: [number('lead_id'), text('type'), { name: 'at', form: 'timestamp' }] },
};
const plan = makePlan(definitionOf(readFileSync(new URL('nine-rules.mql', import.meta.url), 'utf8')));
const emitted = emitQuery([plan], duckdb, { source, output: 'results', now: trusted(String(Date.UTC(2026, 0, 1))) }).text;
const contenders = new Map([
  ['by hand', readFileSync(new URL('sql/nine-rules.sql', import.meta.url), 'utf8')],
  ['emitted', emitted],
  ['bare scan', `select lead_id, count(*), max("at") from 'events.parquet' where "at" > timestamp '2026-01-01' - interval 90 days group by lead_id`],
]);

const compared = (query: string): string => `select id, cast(score as decimal(18, 4)) as score, qualified, mql from (${query.replace(/;\s*$/, '')})`;
const [different] = (await connection.runAndReadAll(
  `select count(*) from (${compared(emitted)} except ${compared(contenders.get('by hand')!)})`)).getRows();
if (Number(different![0]) !== 0) throw new Error(`${different![0]!} leads are scored otherwise`);

const wall = new Map<string, number[]>();
const processor = new Map<string, number[]>();
for (let round = 0; round < rounds; round += 1) {
  for (const [name, query] of contenders) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await connection.run(`create or replace temp table answers as ${query}`);
    const used = process.cpuUsage(before);
    wall.set(name, [...wall.get(name) ?? [], performance.now() - start]);
    processor.set(name, [...processor.get(name) ?? [], (used.user + used.system) / 1000]);
  }
}
connection.closeSync();
instance.closeSync();
rmSync(folder, { recursive: true });

const median = (times: readonly number[]): number => [...times].sort((left, right) => left - right)[Math.floor(times.length / 2)]!;
const byHand = { wall: wall.get('by hand')!, processor: processor.get('by hand')! };
console.log(`${leads} leads, ${events} events, ${rounds} rounds, 2 threads; milliseconds, and times the query by hand`);
for (const name of contenders.keys()) {
  const [took, used] = [wall.get(name)!, processor.get(name)!];
  console.log([
    name.padEnd(10), `wall median ${median(took).toFixed(0)} (${(median(took) / median(byHand.wall)).toFixed(2)})`,
    `least ${Math.min(...took).toFixed(0)} (${(Math.min(...took) / Math.min(...byHand.wall)).toFixed(2)})`,
    `processor median ${median(used).toFixed(0)} (${(median(used) / median(byHand.processor)).toFixed(2)})`,
  ].join('  '));
}
