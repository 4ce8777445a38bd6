/**
 * What the effect of a change on data costs beside one scoring run: `mql diff OLD NEW --leads --events` against `mql score NEW`, as
 * whole commands, each in a process of its own, in turns. Build first.
 *
 *     npm run build && npm run bench:effect               1 million leads, 20 million events in Parquet
 *     BENCH_LEADS=50000 BENCH_EVENTS=1000000 BENCH_FORMATS=parquet,csv BENCH_JOBS=nine-rules BENCH_ROUNDS=3 npm run bench:effect
 *
 * `BENCH_FOLDER` keeps the data for the next run; it is that of `bench:sql`. `BENCH_MQL` names another build than that of here.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeData, now } from './sql/make-data.ts';
import { onePointMore } from './one-point-more.ts';

const setting = (name: string, fallback: string): string => process.env[`BENCH_${name}`] ?? fallback;
const leads = Number(setting('LEADS', '1000000'));
const events = Number(setting('EVENTS', '20000000'));
const rounds = Number(setting('ROUNDS', '3'));
const formats = setting('FORMATS', 'parquet').split(',');
const command = setting('MQL', fileURLToPath(new URL('../dist/mql.js', import.meta.url)));
const definitions: Readonly<Record<string, string>> = {
  'mid-market-crm': '../examples/mid-market-crm/mid-market-crm.mql',
  'nine-rules': 'nine-rules.mql',
  'hubspot-style': '../examples/hubspot-style/hubspot-style.mql',
  'marketo-style': '../examples/marketo-style/marketo-style.mql',
};
const chosen = setting('JOBS', Object.keys(definitions).join(',')).split(',');

interface Cost {
  /** Milliseconds. */
  readonly wall: number;
  /** Milliseconds of the processor, all threads together. */
  readonly processor: number;
  /** Bytes that the process held at its peak. */
  readonly peak: number;
}

/** Written by the process itself when it ends: Node tells nothing of the children that it waited for. */
const tellUsage = `data:text/javascript,${encodeURIComponent(`
import { writeFileSync } from 'node:fs';
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.BENCH_USAGE, JSON.stringify({ processor: (user + system) / 1000, peak: process.resourceUsage().maxRSS * 1024 }));
});`)}`;

const work = mkdtempSync(join(tmpdir(), 'mql-bench-'));
const usageFile = join(work, 'usage.json');

function cost(args: readonly string[]): Cost {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', '--import', tellUsage, command, ...args], { cwd: work, encoding: 'utf8', env: { ...process.env, BENCH_USAGE: usageFile }, maxBuffer: 1e9 });
  const wall = performance.now() - start;
  if (status !== 0) throw new Error(`mql ${args.join(' ')}: ${stderr}`);
  return { wall, ...JSON.parse(readFileSync(usageFile, 'utf8')) as Omit<Cost, 'wall'> };
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]!;
}

const load = (): string => loadavg()[0]!.toFixed(1);

function line(name: string, costs: readonly Cost[], base: readonly Cost[]): string {
  const part = (key: 'wall' | 'processor'): string => {
    const [own, other] = [costs, base].map((each) => each.map((one) => one[key])) as [number[], number[]];
    return `${key} ${(median(own) / 1000).toFixed(2)} s (${(Math.min(...own) / 1000).toFixed(2)}), ${(median(own) / median(other)).toFixed(2)} (${(Math.min(...own) / Math.min(...other)).toFixed(2)}) times a scoring run`;
  };
  return `  ${name.padEnd(24)} ${part('wall')}; ${part('processor')}; peak ${(Math.max(...costs.map(({ peak }) => peak)) / 1e6).toFixed(0)} MB`;
}

try {
  const kept = process.env['BENCH_FOLDER'];
  const data = await makeData(join(kept ?? work, `${leads}-${events}`), leads, events);
  console.log(`${leads} leads, ${events} events, ${rounds} rounds; load ${load()}; medians, and least in brackets`);
  for (const format of formats) {
    const files = ['--leads', join(data.folder, `leads.${format}`), '--events', join(data.folder, `events.${format}`), '--now', new Date(now).toISOString()];
    for (const name of chosen) {
      const text = readFileSync(new URL(definitions[name]!, import.meta.url), 'utf8');
      const [before, after] = [join(work, 'before.mql'), join(work, 'after.mql')];
      writeFileSync(before, text);
      writeFileSync(after, onePointMore(text));
      const contenders = new Map([
        ['score into CSV', ['score', after, ...files, '-o', join(work, 'scores.csv')]],
        ['score, table', ['score', after, ...files]],
        ['diff', ['diff', before, after, ...files, '--no-proof']],
        ['diff --by country', ['diff', before, after, ...files, '--no-proof', '--by', 'country']],
      ]);
      const costs = new Map([...contenders.keys()].map((each) => [each, [] as Cost[]]));
      for (let round = 0; round < rounds; round += 1) {
        for (const [each, args] of contenders) costs.get(each)!.push(cost(args));
      }
      console.log(`\n${name}, ${format}; load ${load()}`);
      for (const each of contenders.keys()) console.log(line(each, costs.get(each)!, costs.get('score into CSV')!));
    }
  }
} finally {
  rmSync(work, { recursive: true });
}
