/** In a worker of its own: runs the tests once as they are, and then, one mutant after the other, those that reach it. */
import { parentPort, workerData } from 'node:worker_threads';
import { collectedTests } from './collected-tests.mjs';

/** What the main thread sends. */
export interface Work {
  readonly mutantIds: readonly number[];
  /** What an earlier worker found of the tests as they are. */
  readonly survey: Survey | undefined;
}

export interface Survey {
  /** Of each test that passes: how long it takes, how often its loops turn, and which mutants it reaches. */
  readonly tests: readonly { readonly index: number; readonly milliseconds: number; readonly ticks: number; readonly reached: readonly number[] }[];
  readonly failing: readonly string[];
  /** Reached while the files were loaded: too early to be changed. */
  readonly early: readonly number[];
}

export type Report =
  | { readonly kind: 'survey'; readonly survey: Survey }
  | { readonly kind: 'began'; readonly id: number }
  | { readonly kind: 'ended'; readonly id: number; readonly killedBy: string | undefined; readonly tests: number };

const world = globalThis as unknown as { __mutant: (id: number) => boolean; __tick: () => void };
/** By the mutant's id: 1 where it was reached. */
let reached = new Uint8Array(100_000);
let active = -1;
let ticks = 0;
let mostTicks = Infinity;
/** What tests may take, as the survey measured them, before a mutant counts as not found: the score is then a lower bound. */
const mostMilliseconds = 5000;

world.__mutant = (id) => {
  reached[id] = 1;
  return false;
};
world.__tick = () => {
  ticks += 1;
  if (ticks > mostTicks) throw new Error('a loop that does not end');
};

async function passes(run: () => unknown): Promise<boolean> {
  ticks = 0;
  try {
    await run();
    return true;
  } catch {
    return false;
  }
}

function idsOf(marks: Uint8Array): number[] {
  const ids: number[] = [];
  marks.forEach((mark, id) => { if (mark === 1) ids.push(id); });
  return ids;
}

async function makeSurvey(): Promise<Survey> {
  const early = idsOf(reached);
  const tests: Survey['tests'][number][] = [];
  const failing: string[] = [];
  for (const [index, { name, run }] of collectedTests.entries()) {
    reached = new Uint8Array(reached.length);
    const start = performance.now();
    const passed = await passes(run);
    if (process.env['MUTATION_TRACE'] !== undefined) console.error(`${(performance.now() - start).toFixed(0)} ms ${name}`);
    if (passed) tests.push({ index, milliseconds: performance.now() - start, ticks, reached: idsOf(reached) });
    else failing.push(name);
  }
  return { tests, failing, early };
}

async function main(): Promise<void> {
  const report = (message: Report): void => parentPort!.postMessage(message);
  const { mutantIds, survey: known } = workerData as Work;
  const survey = known ?? await makeSurvey();
  if (known === undefined) report({ kind: 'survey', survey });
  world.__mutant = (id) => id === active;
  const quickest = [...survey.tests].sort((first, second) => first.milliseconds - second.milliseconds);
  const sets = new Map(quickest.map((each) => [each, new Set(each.reached)]));
  for (const id of mutantIds) {
    report({ kind: 'began', id });
    let killedBy: string | undefined;
    let count = 0;
    let spent = 0;
    for (const each of quickest) {
      if (!sets.get(each)!.has(id)) continue;
      if (spent > mostMilliseconds) break;
      spent += each.milliseconds;
      count += 1;
      active = id;
      mostTicks = each.ticks * 20 + 100_000;
      const passed = await passes(collectedTests[each.index]!.run);
      active = -1;
      mostTicks = Infinity;
      if (passed) continue;
      killedBy = collectedTests[each.index]!.name;
      break;
    }
    report({ kind: 'ended', id, killedBy, tests: count });
  }
}

export { main };
