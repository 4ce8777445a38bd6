/** In a worker of its own: runs the tests once as they are, and then, one mutant after the other, those that reach it. */
import { parentPort, workerData } from 'node:worker_threads';
import { collectedTests } from './collected-tests.mjs';

/** What the main thread sends. */
export interface Work {
  readonly mutantIds: readonly number[];
  /** By the mutant's id: how the names of those tests begin that are asked first. */
  readonly near: ReadonlyMap<number, string>;
  /** What an earlier worker found of the tests as they are. */
  readonly survey: Survey | undefined;
  /** The one mutant, where it is reached only while files are loaded. */
  readonly fromTheStart: number | undefined;
}

export type SurveyedTest = Survey['tests'][number];

export interface Survey {
  /** Of each test that passes: how much time of the processor it takes, how often its loops turn, and which mutants it reaches. */
  readonly tests: readonly { readonly index: number; readonly milliseconds: number; readonly ticks: number; readonly reached: readonly number[] }[];
  /** What does not pass as it is, with the reason. */
  readonly failing: readonly { readonly name: string; readonly error: string }[];
  /** Reached while the files were loaded. */
  readonly early: readonly number[];
}

export type Report =
  | { readonly kind: 'survey'; readonly survey: Survey }
  | { readonly kind: 'began'; readonly id: number }
  /** A test failed, and now fails without the mutant, too: something of an earlier one was left behind, or of this one. */
  | { readonly kind: 'spoilt' }
  | { readonly kind: 'ended'; readonly id: number; readonly killedBy: string | undefined; readonly tests: number };

const world = globalThis as unknown as { __mutant: (id: number) => boolean; __tick: () => void };
/** By the mutant's id: 1 where it was reached. */
let reached = new Uint8Array(100_000);
const { mutantIds, near, survey: known, fromTheStart } = workerData as Work;
let active = fromTheStart ?? -1;
let ticks = 0;
const endless = 'a loop that does not end';
let mostTicks = Infinity;
/** What tests may take, as the survey measured them, before a mutant counts as not found: the score is then a lower bound. */
const mostMilliseconds = 3000;

world.__mutant = known !== undefined ? (id) => id === active : (id) => {
  reached[id] = 1;
  return false;
};
world.__tick = () => {
  ticks += 1;
  if (ticks > mostTicks) throw new Error(endless);
};

/** The error, if the test fails. */
async function failure(run: () => unknown): Promise<Error | undefined> {
  ticks = 0;
  try {
    await run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function idsOf(marks: Uint8Array): number[] {
  const ids: number[] = [];
  marks.forEach((mark, id) => { if (mark === 1) ids.push(id); });
  return ids;
}

async function makeSurvey(): Promise<Survey> {
  const early = idsOf(reached);
  const tests: SurveyedTest[] = [];
  const failing: Survey['failing'][number][] = [];
  for (const [index, { name, run }] of collectedTests.entries()) {
    reached = new Uint8Array(reached.length);
    const start = performance.now();
    const before = process.cpuUsage();
    const error = await failure(run);
    const { user, system } = process.cpuUsage(before);
    // A test that waits for another process takes more than it shows.
    const milliseconds = Math.max((user + system) / 1000, (performance.now() - start) / 4);
    if (process.env['MUTATION_TRACE'] !== undefined) console.error(`${milliseconds.toFixed(1)} ms ${name}`);
    if (error === undefined) tests.push({ index, milliseconds, ticks, reached: idsOf(reached) });
    else failing.push({ name, error: error.stack ?? error.message });
  }
  return { tests, failing, early };
}

/** Any beginning of the order reaches much for its time: code that all tests reach is then tried by tests of many kinds. */
function inOrder(tests: readonly SurveyedTest[]): SurveyedTest[] {
  const order: SurveyedTest[] = [];
  const times = new Uint16Array(reached.length);
  let left = [...tests].sort((first, second) => first.milliseconds - second.milliseconds);
  for (let round = 0; left.length > 0; round += 1) {
    const later: SurveyedTest[] = [];
    for (const each of left) {
      const fresh = each.reached.filter((id) => times[id]! <= round);
      if (fresh.length === 0 && round < 20) { later.push(each); continue; }
      for (const id of each.reached) times[id]! += 1;
      order.push(each);
    }
    left = later;
  }
  return order;
}

/** Those of the code's own folder first, then those that noticed others lately. */
async function runMutants(survey: Survey): Promise<void> {
  const report = (message: Report): void => parentPort!.postMessage(message);
  const tests = inOrder(survey.tests);
  const sets = new Map(tests.map((each) => [each, new Set(each.reached)]));
  let first = true;
  for (const id of mutantIds) {
    report({ kind: 'began', id });
    let killedBy: string | undefined;
    let count = 0;
    let spent = 0;
    const isNear = ({ index }: SurveyedTest): boolean => collectedTests[index]!.name.startsWith(near.get(id) ?? '');
    for (const each of [...tests.filter(isNear).sort((one, other) => one.milliseconds - other.milliseconds), ...tests.filter((other) => !isNear(other))]) {
      if (fromTheStart === undefined && !sets.get(each)!.has(id)) continue;
      if (spent > mostMilliseconds) break;
      spent += each.milliseconds;
      count += 1;
      const { run, name } = collectedTests[each.index]!;
      active = id;
      // Far more than a slower way to the same end takes.
      mostTicks = each.ticks * 50 + 3_000_000;
      const error = await failure(run);
      active = fromTheStart ?? -1;
      mostTicks = Infinity;
      if (error === undefined) continue;
      killedBy = error.message === endless ? `${name}: ${endless}` : name;
      if (fromTheStart === undefined && await failure(run) !== undefined) {
        // Of a fresh worker's first mutant nothing was left behind by another.
        if (first) report({ kind: 'ended', id, killedBy, tests: count });
        return report({ kind: 'spoilt' });
      }
      if (each.milliseconds < 50) tests.unshift(...tests.splice(tests.indexOf(each), 1));
      break;
    }
    first = false;
    report({ kind: 'ended', id, killedBy, tests: count });
  }
}

export async function main(): Promise<void> {
  if (known !== undefined) return runMutants(known);
  parentPort!.postMessage({ kind: 'survey', survey: await makeSurvey() } satisfies Report);
}
