/**
 * The whole of `mql score`, from files to a file, beside the queries alone: each a process of its own, measured from its start to its end.
 * What a query alone leaves out is to look for bad rows, to count what is noteworthy, and to keep the order of the leads.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { now } from './make-data.ts';
import type { Format, Job } from './jobs.ts';
import type { QueryCost } from './run-query.ts';

export interface WholeCommand {
  readonly folder: string;
  readonly job: Job;
  readonly from: Format;
  readonly to: Format;
  readonly threads: number;
  readonly setup: readonly string[];
  readonly queries: ReadonlyMap<string, string>;
  /** The script of a build to be measured. */
  readonly script: string;
  /** Options of the command beside the data. */
  readonly options: readonly string[];
}

/** One run of each, in turns: `mql score` and each of the queries, written to a file. */
export function wholeRound({ folder, job, from, to, threads, setup, queries, script, options }: WholeCommand): ReadonlyMap<string, QueryCost> {
  const output = join(folder, `scores.${to}`);
  const costs = new Map<string, QueryCost>();
  costs.set('mql score', measured(folder, [
    script, 'score', job.path, '--leads', join(folder, `leads.${from}`), '--events', join(folder, `events.${from}`), '--now', new Date(now).toISOString(), '-o', output, ...options,
  ]));
  for (const [name, query] of queries) {
    const copied = `copy (${query}) to '${output.replaceAll("'", "''")}' (format ${to})`;
    costs.set(name, measured(folder, [fileURLToPath(new URL('run-query.ts', import.meta.url))], JSON.stringify({ folder, setup, query: copied, threads, isWhole: true })));
  }
  rmSync(output, { force: true });
  return costs;
}

function measured(folder: string, command: readonly string[], input = ''): QueryCost {
  const report = join(folder, 'cost.json');
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', '--import', new URL('process-cost.mjs', import.meta.url).href, ...command], {
    input, encoding: 'utf8', env: { ...process.env, BENCH_COST: report },
  });
  const wall = performance.now() - start;
  if (status !== 0) throw new Error(stderr);
  const cost = { wall, ...(JSON.parse(readFileSync(report, 'utf8')) as Omit<QueryCost, 'wall'>) };
  rmSync(report);
  return cost;
}
