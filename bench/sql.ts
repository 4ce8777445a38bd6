/**
 * Emitted DuckDB SQL against SQL written by hand for the same job, and against the bare scan of the columns that the job needs.
 *
 *     npm run bench:sql                                   1 million leads, 20 million events, Parquet and CSV
 *     BENCH_LEADS=50000 BENCH_EVENTS=1000000 BENCH_FORMATS=parquet BENCH_JOBS=nine-rules npm run bench:sql
 *     BENCH_GROWTH=1000000,5000000,20000000 npm run bench:sql      what each of so many events costs, and nothing else
 *     BENCH_SPARK=python npm run bench:sql                the same in Spark: a Python that has pyspark 4
 *     BENCH_COMMAND=dist/mql.js npm run bench:sql         the whole of `mql score`, from files to a file, of one or more builds (`a/mql.js,b/mql.js`);
 *                                                         `BENCH_OPTIONS` are further options of the command, `BENCH_OUTPUTS` the formats of its output
 *
 * The answers are compared first, every column of every lead. Then the contenders take turns, each query in a process of its own.
 * `BENCH_FOLDER` keeps the data for the next run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { duckdb } from '../compiler/emit/sql/duckdb.ts';
import { freeMailDomains } from '../compiler/vocabulary/standard.ts';
import { bareScan, emitted, jobs, views, type Format, type Job } from './sql/jobs.ts';
import { makeData } from './sql/make-data.ts';
import type { QueryCost, QueryRun } from './sql/run-query.ts';
import { benchSpark } from './sql/spark.ts';
import { wholeRound } from './sql/whole-command.ts';

const setting = (name: string, fallback: string): string => process.env[`BENCH_${name}`] ?? fallback;
const leads = Number(setting('LEADS', '1000000'));
const events = Number(setting('EVENTS', '20000000'));
const rounds = Number(setting('ROUNDS', '5'));
const formats = setting('FORMATS', 'parquet,csv').split(',') as Format[];
const chosen = jobs.filter(({ name }) => setting('JOBS', name).split(',').includes(name));
const kept = process.env['BENCH_FOLDER'];
const folder = kept ?? mkdtempSync(join(tmpdir(), 'mql-bench-'));
const threads = 2;

const byHand = (job: Job): string => readFileSync(new URL(`sql/${job.name}.sql`, import.meta.url), 'utf8');
const setup = (format: Format): readonly string[] =>
  [...views(format), `create table free_mail as select unnest([${freeMailDomains.map((domain) => `'${domain}'`).join(', ')}]) as domain`];

const { BENCH_GROWTH: growth, BENCH_SPARK: python, BENCH_COMMAND: scripts } = process.env;
if (python !== undefined) {
  const data = await makeData(join(folder, `${leads}-${events}`), leads, events);
  benchSpark(python, data.folder, chosen, rounds);
} else if (growth !== undefined) await measureGrowth(growth.split(',').map(Number));
else if (scripts !== undefined) await measureCommand(scripts.split(','));
else await compareAll();
if (kept === undefined) rmSync(folder, { recursive: true });

async function compareAll(): Promise<void> {
  const data = await makeData(join(folder, `${leads}-${events}`), leads, events);
  console.log(`${leads} leads, ${events} events, ${rounds} rounds, ${threads} threads; load ${load()}; medians, and least in brackets`);
  for (const format of formats) {
    for (const job of chosen) {
      await expectSameAnswers(data.folder, format, job);
      const contenders = new Map([
        ['by hand', byHand(job)], ['emitted', emitted([job.plan], duckdb, format)], ['bare scan', bareScan(job, 'all')],
        ['scan in time', bareScan(job, 'in time')], ['scan by lead', bareScan(job, 'by lead')],
      ]);
      const costs = new Map([...contenders.keys()].map((name) => [name, [] as QueryCost[]]));
      for (let round = 0; round < rounds; round += 1) {
        for (const [name, query] of contenders) costs.get(name)!.push(cost({ folder: data.folder, setup: setup(format), query, threads }));
      }
      console.log(`\n${job.name}, ${format}; load ${load()}`);
      for (const name of contenders.keys()) console.log(line(name, costs.get(name)!, costs.get('by hand')!));
    }
  }
}

/** Builds of the command and queries take turns. */
async function measureCommand(builds: readonly string[]): Promise<void> {
  const data = await makeData(join(folder, `${leads}-${events}`), leads, events);
  const options = setting('OPTIONS', '').split(' ').filter((option) => option !== '');
  console.log(`${leads} leads, ${events} events, ${rounds} rounds, from files to a file; load ${load()}; medians, and least in brackets`);
  for (const from of formats) {
    for (const job of chosen) {
      const queries = new Map([['by hand', byHand(job)], ['emitted', emitted([job.plan], duckdb, from)]]);
      for (const to of setting('OUTPUTS', 'csv,parquet').split(',') as Format[]) {
        const costs = new Map<string, QueryCost[]>();
        for (let round = 0; round < rounds; round += 1) {
          for (const [index, build] of builds.entries()) {
            const ofBuild = wholeRound({ folder: data.folder, job, from, to, threads, setup: setup(from), queries: index === 0 ? queries : new Map(), script: build, options });
            for (const [name, one] of ofBuild) {
              const label = name === 'mql score' && builds.length > 1 ? build : name;
              costs.set(label, [...costs.get(label) ?? [], one]);
            }
          }
        }
        console.log(`\n${job.name}, ${from} to ${to}; load ${load()}`);
        for (const [name, each] of costs) console.log(line(name, each, costs.get('by hand')!));
      }
    }
  }
}

async function measureGrowth(sizes: readonly number[]): Promise<void> {
  for (const size of sizes) {
    const data = await makeData(join(folder, `${size / 20}-${size}`), size / 20, size);
    for (const job of chosen) {
      const query = emitted([job.plan], duckdb, 'parquet');
      const costs = Array.from({ length: rounds }, () => cost({ folder: data.folder, setup: setup('parquet'), query, threads }));
      const used = Math.min(...costs.map(({ processor }) => processor));
      console.log(`${job.name.padEnd(16)} ${String(size).padStart(9)} events  processor ${used.toFixed(0)} ms, ${((used * 1e6) / size).toFixed(0)} ns an event  ${
        `peak ${(Math.max(...costs.map(({ peak }) => peak)) / 1e6).toFixed(0)} MB  load ${load()}`}`);
    }
  }
}

async function expectSameAnswers(path: string, format: Format, job: Job): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads), file_search_path: path, preserve_insertion_order: 'false' });
  const connection = await instance.connect();
  for (const statement of setup(format)) await connection.run(statement);
  await connection.run(`create temp table hand as ${byHand(job)}`);
  await connection.run(`create temp table made as ${emitted([job.plan], duckdb, format)}`);
  const columns = (await connection.runAndReadAll('describe made')).getRows().map(([name, type]) =>
    (String(type).startsWith('DECIMAL') ? `cast("${String(name)}" as decimal(18, 4))` : name === 'id' ? 'cast(id as varchar)' : `"${String(name)}"`)).join(', ');
  const [counts] = (await connection.runAndReadAll(
    `select (select count(*) from made), (select count(*) from hand), (select count(*) from (select ${columns} from made except select ${columns} from hand))`)).getRows();
  const [made, hand, different] = counts!.map(Number);
  if (made !== hand || different !== 0) throw new Error(`${job.name}, ${format}: ${made!} and ${hand!} leads, of which ${different!} are scored otherwise`);
  connection.closeSync();
  instance.closeSync();
}

function cost(run: QueryRun): QueryCost {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--no-warnings', fileURLToPath(new URL('sql/run-query.ts', import.meta.url))], { input: JSON.stringify(run), encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as QueryCost;
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]!;
}

function line(name: string, costs: readonly QueryCost[], base: readonly QueryCost[]): string {
  const part = (key: 'wall' | 'processor'): string => {
    const [own, other] = [costs, base].map((each) => each!.map((one) => one[key])) as [number[], number[]];
    return `${key} ${median(own).toFixed(0)} ms (${Math.min(...own).toFixed(0)}), ${(median(own) / median(other)).toFixed(2)} (${(Math.min(...own) / Math.min(...other)).toFixed(2)}) times by hand`;
  };
  return `  ${name.padEnd(12)} ${part('wall')}; ${part('processor')}; peak ${(median(costs.map(({ peak }) => peak)) / 1e6).toFixed(0)} MB`;
}

function load(): string {
  return loadavg()[0]!.toFixed(1);
}
