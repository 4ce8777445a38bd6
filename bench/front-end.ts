/**
 * Reading and checking long files: what `mql check` and editors wait for.
 *
 *     npm run bench:front-end
 *     BENCH_EDITS=100000 npm run bench:front-end      and memory over so many edits
 *
 * All is warm: the first rounds are not counted. Of the times in milliseconds the median, the least and the 99th percentile are shown. On a busy
 * machine that says little, so the processor's time of the thread that works is shown, too. What editors wait for, protocol included: `bench/editor.ts`.
 */
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { withLikelyMistakes } from '../compiler/analyze.ts';
import { check } from '../compiler/check/check.ts';
import { sourceFile } from '../compiler/source/source-file.ts';
import { read } from '../grammar/read.ts';
import { Workspace } from '../lsp/workspace.ts';
import { drawnDefinition, sharedVocabulary, writtenDefinition } from './long-definitions.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 60);
const warmUp = 15;

/** Milliseconds of the processor that this thread has had. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function show(name: string, unsorted: readonly number[], processor: readonly number[] = []): void {
  const times = unsorted.toSorted((left, right) => left - right);
  const at = (part: number): string => times[Math.min(times.length - 1, Math.floor(times.length * part))]!.toFixed(1).padStart(8);
  console.log(`${name.padEnd(58)}${at(0.5)}${at(0)}${at(0.99)}${median(processor)}`);
}

function median(times: readonly number[]): string {
  return times.length === 0 ? '' : times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)]!.toFixed(1).padStart(11);
}

/** One step after the other, each timed by itself; the first rounds are left out. */
function measure(steps: Readonly<Record<string, (round: number) => void>>): void {
  const names = Object.keys(steps);
  const times = names.map((): number[] => []);
  const processor = names.map((): number[] => []);
  for (let round = 0; round < warmUp + rounds; round += 1) {
    names.forEach((name, index) => {
      const start = performance.now();
      const before = processorTime();
      steps[name]!(round);
      if (round < warmUp) return;
      processor[index]!.push(processorTime() - before);
      times[index]!.push(performance.now() - start);
    });
  }
  names.forEach((name, index) => show(name, times[index]!, processor[index]));
  const sums = (all: readonly (readonly number[])[]): number[] => all[0]!.map((_time, round) => all.reduce((sum, each) => sum + each[round]!, 0));
  show('  all of it', sums(times), sums(processor));
}

const load = (): string => loadavg().map((value) => value.toFixed(1)).join(' ');
const none = (): undefined => undefined;
console.log(`load ${load()}\n${'milliseconds'.padEnd(58)}${['median', 'least', '99%'].map((head) => head.padStart(8)).join('')}  processor`);

for (const [kind, make] of [['written', writtenDefinition], ['drawn', drawnDefinition]] as const) {
  const texts = Array.from({ length: 5 }, (_value, index) => make(1000, index + 1));
  let file = sourceFile('long.mql', texts[0]!);
  let known = read(file);
  let checked = check(file, none);
  measure({
    [`${kind}, 1000 lines: read`]: (round) => { file = sourceFile('long.mql', texts[round % texts.length]!); known = read(file); },
    [`${kind}, 1000 lines: check`]: () => { checked = check(file, none, () => known); },
    [`${kind}, 1000 lines: lints`]: () => { withLikelyMistakes(checked); },
  });
}

// One letter after another, at another place each time.
const lines = writtenDefinition(2000, 7).split('\n');
const workspace = new Workspace({ today: () => '2026-06-01', readFile: none });
let edits = 0;
function edit(): void {
  edits += 1;
  const at = 30 + (edits * 37) % (lines.length - 60);
  lines[at] = lines[at]!.endsWith('#') ? lines[at]!.slice(0, -1) : `${lines[at]!}#`;
  if (edits % 3 === 0) lines.splice(at, 0, '');
  else if (edits % 3 === 1 && lines.length > 2000) lines.splice(lines.indexOf('', 40), 1);
  workspace.setDocument('edited.mql', lines.join('\n'));
}
edit();
workspace.diagnostics('edited.mql');
measure({
  'an edit of 2000 lines: until the first diagnostics': () => { edit(); workspace.earlyDiagnostics('edited.mql'); },
  'an edit of 2000 lines: then the likely mistakes': () => { workspace.diagnostics('edited.mql'); },
});

const shared = new Workspace({ today: () => '2026-06-01', readFile: none });
const paths = Array.from({ length: 200 }, (_value, index) => `folder/${index}.mql`);
shared.setDocument('folder/names.mql', sharedVocabulary);
paths.forEach((path, index) => shared.setDocument(path, writtenDefinition(200, index, 'names.mql')));
for (const path of paths) shared.diagnostics(path);
const vocabularyTimes: number[] = [];
for (let round = 0; round < 12; round += 1) {
  const start = performance.now();
  shared.setDocument('folder/names.mql', sharedVocabulary.replace('vocabulary:', `vocabulary:\n  lead added_${round} number`));
  for (const path of paths) shared.earlyDiagnostics(path);
  if (round >= 2) vocabularyTimes.push(performance.now() - start);
}
show('an edit of a vocabulary that 200 files of 200 lines use', vocabularyTimes);

const small = fileURLToPath(new URL('../examples/mid-market-crm/mid-market-crm.mql', import.meta.url));
const command = fileURLToPath(new URL('../dist/mql.js', import.meta.url));
const starts = (parameters: readonly string[]): number => {
  const start = performance.now();
  spawnSync(process.execPath, parameters, { stdio: 'ignore' });
  return performance.now() - start;
};
show('mql check of a small file, beyond node -e 0', Array.from({ length: 15 }, () => -starts(['-e', '0']) + starts([command, 'check', small])));

const many = Number(process.env['BENCH_EDITS'] ?? 0);
for (let count = 0; count < many; count += 1) {
  edit();
  workspace.earlyDiagnostics('edited.mql');
  if (count % Math.ceil(many / 10) === 0) {
    globalThis.gc?.();
    console.log(`after ${count} edits: ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB`);
  }
}
console.log(`load ${load()}`);
