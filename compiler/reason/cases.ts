import type { Subject, ValueTest } from '../check/checked.ts';
import { Memo } from './memo.ts';
import { intervalHolds, representatives, type IntervalTest, type NumberRange } from './number-range.ts';
import { canBeMissing, isPossible, typeOf, worldsOf, type Literal } from './worlds.ts';

/** Cases of which the first that holds is taken; `undefined` is `otherwise`. */
type Cases = readonly { readonly test: ValueTest | undefined }[];

export interface CaseFacts {
  /** By case: some value may pass its test. */
  readonly possible: readonly boolean[];
  /** By case: some value may pass its test and none before it. */
  readonly taken: readonly boolean[];
}

/** Beyond these, nothing is said of the cases. */
const mostSteps = 2_000_000;
const mostCompared = 60;

const known = new Memo<Cases, { readonly range: NumberRange; readonly facts: CaseFacts }>();

/** The cases must always come with the same subject. */
export function caseFacts(subject: Subject, range: NumberRange, cases: Cases): CaseFacts {
  const before = known.get(cases);
  if (before !== undefined && before.range.low === range.low && before.range.high === range.high && before.range.step === range.step) return before.facts;
  const facts = findFacts(subject, range, cases);
  known.set(cases, { range, facts });
  return facts;
}

function findFacts(subject: Subject, range: NumberRange, cases: Cases): CaseFacts {
  const intervals = typeOf(subject) === 'numbers' ? intervalsOf(cases) : undefined;
  if (intervals !== undefined) return factsOfNumbers(representatives(range, intervals), canBeMissing(subject), cases);
  const worlds = worldsOf(subject, range, [], cases.flatMap(({ test }) => (test === undefined ? [] : [test])));
  if (worlds.length * cases.length > mostSteps) return { possible: cases.map(() => true), taken: cases.map(() => true) };
  const possible = cases.map(() => false);
  const taken = cases.map(() => false);
  for (const world of worlds) {
    let isTaken = false;
    for (const [index, { test }] of cases.entries()) {
      const holds = test === undefined || world(test);
      if (holds === false) continue;
      possible[index] = true;
      if (!isTaken) taken[index] = true;
      if (holds === true) isTaken = true;
    }
  }
  const family = typeOf(subject);
  if (family !== 'text' && family !== 'list') return { possible, taken };
  // Of texts, what one pattern says of another has to be worked out case by case.
  return { possible, taken: taken.map((isTaken, index) => isTaken && (index >= mostCompared || isPossible(subject, range, literalsOf(cases, index)))) };
}

/** The tests, if all are intervals; each is one of few. */
function intervalsOf(cases: Cases): readonly IntervalTest[] | undefined {
  if (cases.length > mostCompared) return undefined;
  const found: IntervalTest[] = [];
  for (const { test } of cases) {
    if (test === undefined) continue;
    if (test.kind !== 'interval') return undefined;
    found.push(test);
  }
  return found;
}

/** Most cases are intervals of numbers: every one of them holds or does not, so no worlds are needed. */
function factsOfNumbers(values: readonly number[], orMissing: boolean, cases: Cases): CaseFacts {
  const possible = cases.map(({ test }) => orMissing && test === undefined);
  const taken = [...possible];
  for (let at = 0; at < values.length; at += 1) {
    let isTaken = false;
    for (let index = 0; index < cases.length; index += 1) {
      const { test } = cases[index]!;
      if (test !== undefined && !intervalHolds(test as IntervalTest, values[at]!)) continue;
      possible[index] = true;
      if (!isTaken) taken[index] = true;
      isTaken = true;
    }
  }
  return { possible, taken };
}

/** That the case passes, and none before it. */
function literalsOf(cases: Cases, index: number): readonly Literal[] {
  const earlier = cases.slice(0, index).flatMap(({ test }): readonly Literal[] => (test === undefined ? [] : [{ test, holds: false }]));
  const { test } = cases[index]!;
  return test === undefined ? earlier : [...earlier, { test, holds: true }];
}
