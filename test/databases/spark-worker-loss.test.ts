/** A million events in partitioned Parquet, scored by a cluster of Spark: exact, also when a worker is lost in the middle of the run. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DuckDBConnection } from '@duckdb/node-api';
import { compileSql } from '../../compiler/emit/sql/compile-sql.ts';
import { duckdb } from '../../compiler/emit/sql/duckdb.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import { spark } from '../../compiler/emit/sql/spark.ts';
import { assumedSource } from '../../compiler/emit/sql/source.ts';
import { trusted } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { readResult, type Cell } from '../../engines/sql/read-result.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import type { Result } from '../../reference/result.ts';
import { definitionOf } from '../check-text.ts';
import { examplesFolder } from '../examples/example-files.ts';
import { openSpark, type SparkDatabase } from '../spark-evaluator.ts';
import { freePort } from './free-port.ts';
import { startSpark, type SparkCluster } from './spark-cluster.ts';

// The limits end what hangs: a cluster on a busy machine takes its time.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const now = Date.UTC(2026, 0, 1);
const definition = definitionOf(readFileSync(join(examplesFolder, 'mid-market-crm', 'mid-market-crm.mql'), 'utf8'));
const plan = makePlan(definition);
const [leadCount, eventCount] = [20_000, 1_000_000];

/** A draw that depends on the row alone. */
const draw = (salt: number, limit: number): string => `cast(hash(i * 64 + ${salt}) % ${limit} as bigint)`;
const pick = (salt: number, choices: readonly string[]): string => `[${choices.map((choice) => `'${choice}'`).join(', ')}][${draw(salt, choices.length)} + 1]`;

let folder: string;
let connection: DuckDBConnection;
let cluster: SparkCluster;
let session: SparkDatabase;
let address: string;
let expected: ReadonlyMap<string, Result>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mql-spark-data-'));
  const { DuckDBInstance } = await import('@duckdb/node-api');
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await connection.run(`create table leads as select cast(i as varchar) as id, 'person' || i || '@company' || ${draw(1, 500)} || '.example' as email,
    ${pick(2, ['US', 'United States', 'GB', 'Germany'])} as country, ${pick(3, ['California', 'Oregon', 'Texas'])} as region,
    cast(if(${draw(4, 9)} = 0, null, ${draw(5, 300)} + 1) as double) as "Number of Employees",
    [${pick(6, ['Salesforce', 'Zoho'])}, ${pick(7, ['HubSpot', 'Slack'])}] as tech_stack,
    ${pick(8, ['VP Sales', 'Head of Growth', 'Student', 'Manager'])} as title, ${pick(9, ['vp', 'CXO', 'manager', 'director'])} as seniority
    from range(${leadCount}) as rows(i)`);
  await connection.run(`create table events as select cast(${draw(10, leadCount)} as varchar) as lead_id,
    ${pick(11, ['page_view', 'page_view', 'page_view', 'pricing_view', 'webinar', 'demo_request', 'email_open'])} as type,
    make_timestamptz(cast(${now} as bigint) * 1000 - ${draw(12, 90 * 86_400)} * 1000000) as "at",
    'https://vendor.example' || ${pick(13, ['/pricing', '/docs/api', '/'])} as url, cast(${draw(14, 600)} as double) as duration,
    ${pick(15, ['Sales Pipeline Management', 'Forecasting'])} as title from range(${eventCount}) as rows(i)`);
  await connection.run(`copy (select * from leads) to '${folder}/leads.parquet' (format parquet)`);
  await connection.run(`copy (select *, strftime("at" at time zone 'UTC', '%Y-%m') as month from events) to '${folder}/events' (format parquet, partition_by (month), row_group_size 20480)`);
  const { text } = emitQuery([plan], duckdb, { source: assumedSource(plan), output: 'results', now: trusted(`cast(${now} as bigint)`) });
  expected = byId((await connection.runAndReadAll(text)).getRowsJson() as Cell[][]);

  cluster = await startSpark();
  const port = await freePort();
  address = `http://127.0.0.1:${port}/api/v1/applications`;
  session = await openSpark(cluster.url, {
    'spark.ui.enabled': 'true', 'spark.ui.port': String(port), 'spark.ui.liveUpdate.period': '0', 'spark.sql.shuffle.partitions': '16',
    // Small pieces: there is always a task under way, and enough left when a worker goes.
    'spark.sql.files.maxPartitionBytes': '512k', 'spark.sql.adaptive.enabled': 'false',
  });
  await session.run(`create temporary view leads as select * from parquet.\`${folder}/leads.parquet\``);
  await session.run(`create temporary view events as select * from parquet.\`${folder}/events\``);
});
afterAll(async () => {
  connection.closeSync();
  await session.close();
  await cluster.close();
  rmSync(folder, { recursive: true, force: true });
});

function byId(rows: readonly (readonly Cell[])[]): ReadonlyMap<string, Result> {
  const results = rows.map((row) => {
    const cells = row[Symbol.iterator]();
    return readResult(plan, String(cells.next().value), cells);
  });
  return new Map(results.map((result) => [result.id, result]));
}

/** What `mql compile` writes, with the evaluation time put in. */
const query = compileSql(plan, spark, { leads: ['leads'], events: ['events'] }).replaceAll(':now', `${now}L`);

interface Executor {
  readonly id: string;
  readonly isActive: boolean;
  readonly activeTasks: number;
  readonly completedTasks: number;
}

async function executors(): Promise<readonly Executor[]> {
  const [application] = await (await fetch(address)).json() as [{ readonly id: string }];
  const all = await (await fetch(`${address}/${application.id}/allexecutors`)).json() as readonly Executor[];
  return all.filter(({ id }) => id !== 'driver');
}

test('what is expected is what the reference says, of every hundredth lead', async () => {
  const rows = async (sql: string): Promise<Record<string, unknown>[]> => (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
  const leads = await rows('select * from leads where cast(id as bigint) % 100 = 0');
  const events = await rows('select * replace (epoch_ms("at") as "at") from events where cast(lead_id as bigint) % 100 = 0');
  const ofReference = await referenceEvaluator.evaluate(definition, { leads, events: events.map((event) => ({ ...event, at: Number(event['at']) })) }, now);
  expect(ofReference.badRows).toEqual([]);
  expect(ofReference.results).toHaveLength(leadCount / 100);
  expect(ofReference.results.map(({ id }) => expected.get(id))).toEqual(ofReference.results);
  // Data that shows nothing would prove nothing.
  expect(new Set(ofReference.results.map(({ score }) => score)).size).toBeGreaterThan(20);
});

test('a million events are scored exactly', async () => {
  expect(byId(await session.run(query))).toEqual(expected);
  expect((await executors()).filter(({ completedTasks }) => completedTasks > 0)).toHaveLength(2);
});

test('a worker that is lost in the middle of a run changes nothing', async () => {
  const before = new Map((await executors()).map(({ id, completedTasks }) => [id, completedTasks]));
  let isDone = false;
  const run = session.run(query).finally(() => {
    isDone = true;
  });
  const isInTheMiddle = ({ id, activeTasks, completedTasks }: Executor): boolean => activeTasks > 0 && completedTasks > (before.get(id) ?? 0);
  for (let found: readonly Executor[] = []; found.length < 2;) {
    if (isDone) throw new Error('the run was over before both workers were seen in the middle of it');
    found = (await executors()).filter(isInTheMiddle);
  }
  cluster.killWorker(0);
  const results = byId(await run);
  expect(results).toEqual(expected);
  expect((await executors()).filter(({ isActive }) => !isActive)).toHaveLength(1);
});
