/**
 * Reading and checking long files: what `mql check` and editors wait for.
 *
 *     npm run bench:front-end
 *
 * All is warm: the first rounds are not counted. Of the wall time the median, the least and the 99th percentile are shown,
 * and the processor's time by the round, which other work on the machine touches less.
 */
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { analyze } from '../compiler/analyze.ts';
import { check } from '../compiler/check/check.ts';
import { lint } from '../compiler/lint/lint.ts';
import { sourceFile } from '../compiler/source/source-file.ts';
import { read } from '../grammar/read.ts';
import { drawnDefinition, writtenDefinition } from './long-definitions.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 60);
const warmUp = 15;

function measure(name: string, run: (round: number) => void): void {
  const times: number[] = [];
  let cpu = 0;
  for (let round = -warmUp; round < rounds; round += 1) {
    const before = process.cpuUsage();
    const start = performance.now();
    run(round + warmUp);
    const time = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    if (round < 0) continue;
    times.push(time);
    cpu += (user + system) / 1000;
  }
  times.sort((left, right) => left - right);
  const at = (part: number): string => times[Math.min(times.length - 1, Math.floor(times.length * part))]!.toFixed(1).padStart(7);
  console.log(`${name.padEnd(44)} ${at(0.5)} ${at(0)} ${at(0.99)} ${(cpu / rounds).toFixed(1).padStart(7)}`);
}

const load = (): string => loadavg().map((value) => value.toFixed(1)).join(' ');
console.log(`load ${load()}\n${'milliseconds'.padEnd(44)} ${['median', 'least', '99%', 'cpu'].map((head) => head.padStart(7)).join(' ')}`);
for (const [kind, make] of [['written', writtenDefinition], ['drawn', drawnDefinition]] as const) {
  // Different texts of one kind, so that no cache by text tells a reader that all is known.
  const files = Array.from({ length: 5 }, (_value, index) => sourceFile(`${kind}.mql`, make(1000, index + 1)));
  const fileOf = (round: number) => files[round % files.length]!;
  const none = (): undefined => undefined;
  const definitions = files.map((file) => check(file, none).definition!);
  measure(`${kind}, 1000 lines: read`, (round) => read(fileOf(round)));
  measure(`${kind}, 1000 lines: read and check`, (round) => check(fileOf(round), none));
  measure(`${kind}, 1000 lines: lints`, (round) => lint(definitions[round % files.length]!));
  measure(`${kind}, 1000 lines: all`, (round) => analyze(fileOf(round), none));
}

const small = new URL('../examples/mid-market-crm/mid-market-crm.mql', import.meta.url).pathname;
const command = new URL('../dist/mql.js', import.meta.url).pathname;
const starts = (parameters: readonly string[]): number => {
  const start = performance.now();
  spawnSync(process.execPath, parameters, { stdio: 'ignore' });
  return performance.now() - start;
};
const differences: number[] = [];
for (let round = 0; round < 15; round += 1) differences.push(-starts(['-e', '0']) + starts([command, 'check', small]));
differences.sort((left, right) => left - right);
console.log(`mql check of a small file, more than node -e 0: median ${differences[7]!.toFixed(0)}, least ${differences[0]!.toFixed(0)}`);
console.log(`load ${load()}`);
