/**
 * Scoring in one process: compiled definitions against JavaScript by hand and other engines.
 *
 *     npm install --prefix bench      once, for the other engines
 *     npm run bench
 *
 * All answers are compared first. Then the contenders take turns, round by round, so that what else the machine does
 * touches all alike; of each the median counts, and the median of the ratios to the optimal loop of the same round.
 */
import { isDeepStrictEqual } from 'node:util';
import { readFileSync } from 'node:fs';
import { emitModule } from '../compiler/emit/js/emit-module.ts';
import { makePlan } from '../compiler/plan/make-plan.ts';
import { definitionOf } from '../test/check-text.ts';
import { loadDefinition } from '../runtime/load-definition.ts';
import { idiomatic, optimal, type Answer } from './hand-written.ts';
import { benchData, type BenchEvent, type BenchLead } from './leads.ts';

interface Runner {
  readonly name: string;
  /** Of a slow one fewer leads tell the same. */
  readonly leads: number;
  /** Goes through so many leads; what it gives back keeps the work from being left out. */
  readonly all: (leads: number) => number | Promise<number>;
  readonly times: number[];
}

const count = 100_000;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 15);
const { leads, events, now } = benchData(count);
const compiled = await loadDefinition(emitModule(makePlan(definitionOf(readFileSync(new URL('nine-rules.mql', import.meta.url), 'utf8')))).code);

type Score = (lead: BenchLead, events: readonly BenchEvent[], now: number) => { readonly score: number; readonly stages: Answer['stages'] };

/** A loop of its own for each, so that the engine knows at each call what it calls. */
function runner(name: string, score: Score, of = count): Runner {
  // Answers are kept for a while, as a program would: an answer that nobody keeps need not be made.
  const all = new Function('score', 'leads', 'events', 'now', `const kept = new Array(1024).fill(null); return (count) => {
    let sum = 0;
    for (let index = 0; index < count; index += 1) {
      const answer = score(leads[index], events[index], now);
      kept[index & 1023] = answer;
      sum += answer.score + (answer.stages.mql ? 1 : 0);
    }
    return sum;
  };`)(score, leads, events, now) as (count: number) => number;
  return { name, leads: of, all, times: [] };
}

const optimalName = 'by hand, optimal: one pass, switch on the type';
const runners: Runner[] = [
  runner('compiled: score', compiled.score as unknown as Score),
  runner(optimalName, optimal),
  runner('by hand, idiomatic: filter(...).length', idiomatic),
  runner('compiled: explain', compiled.explain as unknown as Score, 20_000),
];
for (const { name, run, leads: of } of await others()) {
  runners.push({
    name,
    leads: of,
    times: [],
    all: async (limit) => {
      let sum = 0;
      for (let index = 0; index < limit; index += 1) {
        // Some engines answer at once and need not be waited for.
        const answer = run(leads[index]!, events[index]!);
        const { score, mql } = answer instanceof Promise ? await answer : answer;
        sum += score + (mql ? 1 : 0);
      }
      return sum;
    },
  });
}

await compareAnswers();
for (const each of runners) await each.all(Math.min(each.leads, 2_000));
for (let round = 0; round < rounds; round += 1) {
  for (const each of round % 2 === 0 ? runners : [...runners].reverse()) {
    const start = process.hrtime.bigint();
    await each.all(each.leads);
    each.times.push(Number(process.hrtime.bigint() - start) / 1e9 / each.leads);
  }
}
const base = runners.find((each) => each.name === optimalName)!.times;
console.log(`${count} leads, 0 to 60 events each, ${rounds} rounds, Node ${process.versions.node}`);
console.log('| contender | leads/s | of the optimal loop | times slower |\n|---|---|---|---|');
for (const { name, times } of [...runners].sort((left, right) => median(left.times) - median(right.times))) {
  const slower = median(times.map((seconds, round) => seconds / base[round]!));
  console.log(`| ${name} | ${Math.round(1 / median(times)).toLocaleString('en')} | ${(1 / slower).toPrecision(3)} | ${slower.toPrecision(3)} |`);
}

/** The other engines, if they are installed. */
async function others() {
  try {
    const { contenders } = await import('./contenders.mjs');
    return contenders(now).map((contender) => ({ ...contender, leads: contender.name.includes('json-logic') ? 20_000 : 1_000 }));
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.error('the other engines are not installed: npm install --prefix bench');
    return [];
  }
}

async function compareAnswers(): Promise<void> {
  let mqls = 0;
  for (let index = 0; index < count; index += 1) {
    const expected = optimal(leads[index]!, events[index]!, now);
    if (expected.stages.mql) mqls += 1;
    const { items: _items, ...explained } = compiled.explain(leads[index] as never, events[index] as never, now);
    for (const answer of [compiled.score(leads[index] as never, events[index] as never, now), idiomatic(leads[index]!, events[index]!, now), explained]) {
      if (!isDeepStrictEqual(answer, expected)) throw new Error(`different answers for lead ${index}: ${JSON.stringify(answer)}, ${JSON.stringify(expected)}`);
    }
  }
  for (const { name, run, leads: of } of await others()) {
    for (let index = 0; index < Math.min(of, 1_000); index += 1) {
      const expected = optimal(leads[index]!, events[index]!, now);
      const { score, mql } = await run(leads[index]!, events[index]!);
      if (score !== expected.score || mql !== expected.stages.mql) throw new Error(`${name} answers ${score}, ${mql} for lead ${index}, and by hand ${expected.score}, ${expected.stages.mql}`);
    }
  }
  console.log(`all answers agree; ${mqls} of ${count} leads are MQLs`);
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((left, right) => left - right);
  return sorted[sorted.length >> 1]!;
}
