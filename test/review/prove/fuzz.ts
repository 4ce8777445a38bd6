/**
 * Pairs of definitions, mutated and rewritten, what was proved of them, and every fault. The time is the processor's, all
 * threads together, so that other work on the machine does not count.
 *
 *     npm run fuzz:proof -- SEED PAIRS MILLISECONDS [FILE [mutated|rewritten]]
 *
 * FILE keeps a line of JSON for each pair: a run that was ended goes on behind it, and what the versions of the code in it
 * came to is added up.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { endSolver } from '../../../review/prove/solver.ts';
import { tryMutations, tryRewrite, type Tried } from './pairs.ts';

type Kind = 'mutated' | 'rewritten';

/** What one seed came to. */
interface Line {
  readonly seed: number;
  readonly kind: Kind;
  readonly answers: readonly string[];
  readonly faults: readonly string[];
  /** Milliseconds of the processor for all of the answers together, all threads. */
  readonly taken: number;
  /** Of the processor, that one pair may take. */
  readonly milliseconds: number;
  readonly commit: string;
}

const [, , ...words] = process.argv;
const [seed = 1, pairs = 2_000, milliseconds = 10_000] = words.slice(0, 3).map(Number);
const file = words[3];
const kinds = (['mutated', 'rewritten'] as const).filter((kind) => words[4] === undefined || words[4] === kind);
const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
const effort = { milliseconds, clock: processor, patience: 10 };
const commit = execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=12'], { encoding: 'utf8' }).trim();
const lines: Line[] = file === undefined || !existsSync(file) ? [] : readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
const done = new Set(lines.map((line) => `${line.kind} ${line.seed}`));

const countOf = (kind: Kind): number => lines.filter((line) => line.kind === kind).reduce((count, { answers }) => count + answers.length, 0);

async function run(at: number, kind: Kind, work: () => Promise<Tried>): Promise<void> {
  if (done.has(`${kind} ${at}`)) return;
  const start = processor();
  const { answers, faults } = await work().catch((problem: unknown): Tried => (
    { answers: [], faults: [`PROOF_SEED=${at}: it ended with ${problem instanceof Error ? problem.stack : String(problem)}`] }));
  const line: Line = { seed: at, kind, answers, faults, taken: processor() - start, milliseconds, commit };
  lines.push(line);
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
  for (const [index, answer] of answers.entries()) if (answer.startsWith('undecided')) console.log(`seed ${at}, ${kind} ${index + 1}: ${answer}`);
  for (const fault of faults) console.log(`FAULT ${kind} ${fault}\n`);
}

function tell(): void {
  const counts = new Map<string, number>();
  for (const { kind, answers } of lines) for (const answer of answers) counts.set(`${kind} ${answer}`, (counts.get(`${kind} ${answer}`) ?? 0) + 1);
  const times = lines.flatMap(({ answers, taken }) => answers.map(() => taken / answers.length)).sort((first, second) => first - second);
  const part = (share: number): string => `${((times[Math.floor(times.length * share)] ?? 0) / 1_000).toFixed(2)} s`;
  const faults = lines.reduce((count, line) => count + line.faults.length, 0);
  const seeds = lines.map((line) => line.seed);
  console.log(`${new Date().toISOString()} seeds ${Math.min(...seeds)} to ${Math.max(...seeds)}, ${countOf('mutated')} mutated, ${countOf('rewritten')} rewritten, ${faults} faults; of CPU half within ${part(0.5)}, 95 % within ${part(0.95)}; ${(processor() / 1_000).toFixed(0)} s of CPU, load ${loadavg()[0]!.toFixed(1)}; commits ${[...new Set(lines.map((line) => line.commit))].join(' ')}`);
  for (const [answer, count] of [...counts].sort()) console.log(`  ${String(count).padStart(5)} ${answer}`);
}

for (let at = seed; kinds.some((kind) => countOf(kind) < pairs); at += 1) {
  for (const kind of kinds) if (countOf(kind) < pairs) await run(at, kind, () => (kind === 'mutated' ? tryMutations : tryRewrite)(at, effort));
  if ((at - seed) % 20 === 19) tell();
}
tell();
await endSolver();
