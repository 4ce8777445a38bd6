/** Emitted Spark SQL against the same by hand, in one session on two cores; `spark.py` compares the answers and measures. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { spark } from '../../compiler/emit/sql/spark.ts';
import { freeMailDomains } from '../../compiler/vocabulary/standard.ts';
import { engineSettings, sessionSettings } from '../../engines/spark/settings.ts';
import { emitted, type Job } from './jobs.ts';

export function benchSpark(python: string, folder: string, jobs: readonly Job[], rounds: number): void {
  const pairs = jobs.map((job) =>
    ({ name: job.name, hand: readFileSync(new URL(`spark/${job.name}.sql`, import.meta.url), 'utf8'), made: emitted([job.plan], spark, 'parquet') }));
  const { status } = spawnSync(python, [fileURLToPath(new URL('spark.py', import.meta.url))], {
    input: JSON.stringify({ folder, rounds, pairs, free_mail: freeMailDomains, settings: { ...sessionSettings, ...engineSettings } }),
    stdio: ['pipe', 'inherit', 'inherit'], encoding: 'utf8',
  });
  if (status !== 0) throw new Error('the run in Spark failed');
}
