/**
 * Goes on until it is ended: pairs of definitions, mutated and rewritten, what was proved of them, and every fault. The time
 * is the processor's, all threads together, so that other work on the machine does not count.
 *
 *     npm run fuzz:proof -- SEED PAIRS MILLISECONDS
 */
import { loadavg } from 'node:os';
import { endSolver } from '../../../review/prove/solver.ts';
import { tryMutations, tryRewrite, type Tried } from './pairs.ts';

const [seed = 1, pairs = 2_000, milliseconds = 10_000] = process.argv.slice(2).map(Number);
const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
const effort = { milliseconds, clock: processor, patience: 10 };
const tried = { mutated: 0, rewritten: 0, faults: 0 };
const counts = new Map<string, number>();
/** In milliseconds of the processor, all threads together. */
const times: number[] = [];
let at = seed;

async function run(name: 'mutated' | 'rewritten', work: () => Promise<Tried>): Promise<void> {
  const start = processor();
  const { answers, faults } = await work();
  const taken = processor() - start;
  for (const [index, answer] of answers.entries()) {
    if (answer.startsWith('undecided')) console.log(`seed ${at}, ${name} ${index + 1}: ${answer}`);
    counts.set(`${name} ${answer}`, (counts.get(`${name} ${answer}`) ?? 0) + 1);
    times.push(taken / answers.length);
  }
  tried[name] += answers.length;
  tried.faults += faults.length;
  for (const fault of faults) console.log(`FAULT ${name} ${fault}\n`);
}

function tell(): void {
  const sorted = [...times].sort((first, second) => first - second);
  const part = (share: number): string => `${((sorted[Math.floor(sorted.length * share)] ?? 0) / 1_000).toFixed(2)} s`;
  console.log(`${new Date().toISOString()} seeds ${seed} to ${at}, ${tried.mutated} mutated, ${tried.rewritten} rewritten, ${tried.faults} faults; of CPU half within ${part(0.5)}, 95 % within ${part(0.95)}; ${(processor() / 1_000).toFixed(0)} s of CPU, load ${loadavg()[0]!.toFixed(1)}`);
  for (const [answer, count] of [...counts].sort()) console.log(`  ${String(count).padStart(5)} ${answer}`);
}

for (; tried.mutated < pairs || tried.rewritten < pairs; at += 1) {
  if (tried.mutated < pairs) await run('mutated', () => tryMutations(at, effort));
  if (tried.rewritten < pairs) await run('rewritten', () => tryRewrite(at, effort));
  if ((at - seed) % 20 === 19) tell();
}
tell();
await endSolver();
