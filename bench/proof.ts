/**
 * How long proofs take: of the examples, and of a long definition against a change of one point.
 *
 *     npm run bench:proof
 *
 * The first proof of a process also loads the solver, which is told apart.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { check } from '../compiler/check/check.ts';
import type { Definition } from '../compiler/check/checked.ts';
import { sourceFile } from '../compiler/source/source-file.ts';
import { changesBetween } from '../review/diff/changes.ts';
import { proveDiff } from '../review/diff/diff-proof.ts';
import { endSolver, openSolver } from '../review/prove/solver.ts';
import { onePointMore } from './one-point-more.ts';

const clock = (): number => performance.now();

function definitionOf(text: string): Definition {
  const { definition, diagnostics } = check(sourceFile('d.mql', text), () => undefined);
  if (definition === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return definition;
}

/** Milliseconds of the processor, all threads together: what the machine does besides says nothing of it. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function measure(name: string, text: string): Promise<void> {
  const start = clock();
  const atStart = processor();
  const [before, after] = [definitionOf(text), definitionOf(onePointMore(text))];
  const changes = changesBetween(before, after);
  const byRule = clock();
  const solver = await openSolver();
  const proof = await proveDiff(solver, before, after, { milliseconds: 10_000, clock });
  await solver.close();
  const whole = clock() - start;
  const spent = processor() - atStart;
  const decided = proof.outcomes.filter(({ proof: { kind } }) => kind !== 'undecided').length;
  const outcomes = proof.answer === 'same' ? '' : `, ${decided} of ${proof.outcomes.length} outcomes decided`;
  console.log(`${name.padEnd(32)} ${String(text.split('\n').length).padStart(5)} lines ${(byRule - start).toFixed(0).padStart(6)} ${whole.toFixed(0).padStart(8)} ${spent.toFixed(0).padStart(8)}  ${changes.length} changed: ${proof.answer}${outcomes}${proof.reason === undefined ? '' : ` (${proof.reason})`}`);
}

console.log(`load ${loadavg().map((value) => value.toFixed(1)).join(' ')}; milliseconds: by rule, with proof, of the processor`);
const loading = clock();
const beforeLoading = processor();
await (await openSolver()).close();
console.log(`loading the solver: ${(clock() - loading).toFixed(0)}, of the processor ${(processor() - beforeLoading).toFixed(0)}`);
const folder = new URL('../examples/', import.meta.url);
for (const name of readdirSync(folder).sort()) {
  const file = new URL(`${name}/${name}.mql`, folder);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    continue;
  }
  await measure(name, text);
}
await endSolver();
