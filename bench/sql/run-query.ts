/**
 * One query in a process of its own, so that its peak of memory is its own: reads `{ folder, setup, query, threads }` as JSON from its
 * standard input and writes what the query took, in milliseconds and bytes.
 */
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

export interface QueryRun {
  readonly folder: string;
  /** Statements that come before and are not measured. */
  readonly setup: readonly string[];
  readonly query: string;
  readonly threads: number;
  /** The query is a whole statement, and no table is made of its answer. */
  readonly isWhole?: boolean;
}

export interface QueryCost {
  readonly wall: number;
  readonly processor: number;
  /** The most that the process held at once, of which some 100 MB are Node and DuckDB themselves. */
  readonly peak: number;
}

const run = JSON.parse(readFileSync(0, 'utf8')) as QueryRun;
const instance = await DuckDBInstance.create(':memory:', { threads: String(run.threads), file_search_path: run.folder, preserve_insertion_order: 'false' });
const connection = await instance.connect();
for (const statement of run.setup) await connection.run(statement);
const [start, before] = [performance.now(), process.cpuUsage()];
await connection.run(run.isWhole === true ? run.query : `create temp table answers as ${run.query}`);
const [wall, used] = [performance.now() - start, process.cpuUsage(before)];
const cost: QueryCost = { wall, processor: (used.user + used.system) / 1000, peak: process.resourceUsage().maxRSS * 1024 };
console.log(JSON.stringify(cost));
connection.closeSync();
instance.closeSync();
