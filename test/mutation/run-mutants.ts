/** In a worker of its own: runs each test once as it is, to see what it reaches; or, one mutant after the other, the tests that it could fail. */
import { parentPort, workerData } from 'node:worker_threads';
import { collectedTests } from './collected-tests.mjs';
import { knownTexts } from './known-texts.ts';
import type { Mutant } from './mutants.ts';
import { TestOrder } from './test-order.ts';
import { watch } from './watch.ts';

/** What the main thread sends. */
export interface Work {
  /** Absent: the tests are surveyed. */
  readonly survey: Survey | undefined;
  readonly mutants: readonly Mutant[];
  /** The one mutant, where it makes a difference only while files are loaded. */
  readonly fromTheStart: number | undefined;
  /** What tests may take, as the survey measured them, before a mutant counts as not found: the score is then a lower bound. */
  readonly mostMilliseconds: number;
}

export interface SurveyedTest {
  readonly index: number;
  readonly name: string;
  /** Of the processor. */
  readonly milliseconds: number;
  /** How often its loops turn. */
  readonly ticks: number;
  /** The mutants that make a difference somewhere on its way, if only in one value. */
  readonly differing: readonly number[];
}

export interface Survey {
  readonly tests: readonly SurveyedTest[];
  /** What does not pass as it is, with the reason. */
  readonly failing: readonly { readonly name: string; readonly error: string }[];
  /** Whose place some test reaches, by the mutant's id. */
  readonly reached: readonly number[];
  /** What makes a difference while the files are loaded. */
  readonly early: readonly number[];
  /** What tests emit as they are (`known-texts.ts`). */
  readonly knownTexts: readonly string[];
}

export type Report =
  | { readonly kind: 'survey'; readonly survey: Survey }
  | { readonly kind: 'began'; readonly id: number }
  /** A test failed, and now fails without the mutant, too: something of an earlier one was left behind, or of this one. */
  | { readonly kind: 'spoilt' }
  /** All mutants are through; what tests left open would keep the worker alive. */
  | { readonly kind: 'done' }
  | { readonly kind: 'ended'; readonly id: number; readonly killedBy: string | undefined; readonly tests: number; readonly queries: number; readonly milliseconds: number };

const { survey: known, mutants, fromTheStart, mostMilliseconds } = workerData as Work;
const endless = 'a loop that does not end';
let active = fromTheStart ?? -1;
let ticks = 0;
/** What loading the tests' files takes, many times over. */
const ticksOfLoading = 10_000_000;
let mostTicks = ticksOfLoading;
/** Before the tests' files are loaded, which come behind this one. */
let marks = new Uint8Array(100_000);

const world = globalThis as unknown as { __mutant: (id: number) => boolean; __tick: () => void };
world.__tick = () => {
  ticks += 1;
  if (ticks > mostTicks) throw new Error(endless);
};
if (known === undefined) watch(() => marks);
else world.__mutant = (id) => id === active;

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

function idsWith(mark: (value: number) => boolean, of: Uint8Array): number[] {
  const ids: number[] = [];
  of.forEach((value, id) => { if (mark(value)) ids.push(id); });
  return ids;
}

/** Milliseconds of the processor since then. */
function spentSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function makeSurvey(): Promise<Survey> {
  const early = idsWith((mark) => mark === 2, marks);
  const reached = marks;
  const tests: SurveyedTest[] = [];
  const failing: Survey['failing'][number][] = [];
  knownTexts.isLearning = true;
  for (const [index, { name, run }] of collectedTests.entries()) {
    marks = new Uint8Array(marks.length);
    knownTexts.test = index;
    const before = process.cpuUsage();
    const error = await failure(run);
    const turns = ticks;
    const differing = idsWith((mark) => mark === 2, marks);
    for (const id of idsWith((mark) => mark > 0, marks)) reached[id] = 1;
    if (error === undefined) tests.push({ index, name, milliseconds: spentSince(before), ticks: turns, differing });
    else failing.push({ name, error: error.stack ?? error.message });
  }
  return { tests, failing, early, reached: idsWith((mark) => mark > 0, reached), knownTexts: [...knownTexts.hashes] };
}

async function runMutants(survey: Survey): Promise<void> {
  const report = (message: Report): void => parentPort!.postMessage(message);
  const order = new TestOrder(survey.tests);
  knownTexts.hashes = new Set(survey.knownTexts);
  const sound = new Set<number>();
  let isFirst = true;
  for (const mutant of mutants) {
    const { id } = mutant;
    report({ kind: 'began', id });
    let killedBy: string | undefined;
    let count = 0;
    let expected = 0;
    let queries = 0;
    const ended = (): Report => ({ kind: 'ended', id, killedBy, tests: count, queries, milliseconds: spentSince(before) });
    const before = process.cpuUsage();
    for (const each of fromTheStart === undefined ? order.of(mutant) : order.ofAll(mutant)) {
      // What the tests take as they are, and what they took: a mutant can make them slow.
      if (Math.max(expected, spentSince(before) / 5) > mostMilliseconds) break;
      expected += each.milliseconds;
      count += 1;
      const { run, name } = collectedTests[each.index]!;
      active = id;
      knownTexts.test = each.index;
      // Far more than a slower way to the same end takes.
      mostTicks = each.ticks * 50 + 1_000_000;
      const { asked } = knownTexts;
      const error = await failure(run);
      queries += knownTexts.asked - asked;
      active = fromTheStart ?? -1;
      mostTicks = Infinity;
      if (error === undefined) continue;
      killedBy = error.message === endless ? `${name}: ${endless}` : name;
      // What the survey took for right is held against the databases now.
      knownTexts.isTrusted = sound.has(each.index);
      const isSpoilt = fromTheStart === undefined && await failure(run) !== undefined;
      knownTexts.isTrusted = true;
      if (!isSpoilt) sound.add(each.index);
      // Of a fresh worker's first mutant nothing was left behind by another.
      if (isSpoilt && !isFirst) return report({ kind: 'spoilt' });
      order.noteKill(mutant, each);
      report(ended());
      if (isSpoilt) return report({ kind: 'spoilt' });
      break;
    }
    isFirst = false;
    if (killedBy === undefined) report(ended());
  }
  report({ kind: 'done' });
}

export async function main(): Promise<void> {
  mostTicks = Infinity;
  if (known !== undefined) return runMutants(known);
  parentPort!.postMessage({ kind: 'survey', survey: await makeSurvey() } satisfies Report);
}
