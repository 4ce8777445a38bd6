/**
 * Says of conditions that they can never hold together. It proves or it keeps silent: `refutes` is right whenever it is
 * true, and may be false although no lead makes the conditions hold. Lints and bounds rest on it.
 *
 * It works as a tableau: conditions are taken apart, `or`s are tried one branch after the other, and what a branch says of
 * each subject is checked against the worlds of that subject (`worlds.ts`).
 */
import type { Condition, Definition, DerivedScore, Section, Selector, Subject, ValueTest } from '../check/checked.ts';
import { unreachable } from '../unreachable.ts';
import { answersAnywhere, type Answers } from './answers.ts';
import { eventsAreImpossible, narrowed } from './event-relations.ts';
import { subjectKey, testKey } from './keys.ts';
import type { NumberRange } from './number-range.ts';
import { asksOutcomes } from './outcomes.ts';
import { askDifferentSubjects, plainlyMay, type MayBe } from './plain-sight.ts';
import { isPlainlyPossible, isPossible, type Literal } from './worlds.ts';

export interface Goal {
  readonly condition: Condition;
  readonly holds: boolean;
}

/** What is known of one subject. */
export interface Known {
  readonly subject: Subject;
  readonly literals: readonly Literal[];
}

export interface Reasoner {
  /** No lead, at no time, fulfils all the goals (and what is assumed). */
  refutes(goals: readonly Goal[]): boolean;
  /** A reasoner that takes these for granted, too. */
  assuming(goals: readonly Goal[]): Reasoner;
  /** Nothing is assumed. */
  readonly knowsNothing: boolean;
  /** What is assumed of one subject without choosing between branches. */
  known(subject: Subject): readonly Literal[];
  rangeOf(subject: Subject): NumberRange;
}

/** The least and most of a score that is complete; `undefined` where nothing is known yet. */
export type ScoreRange = (score: 'score' | Section | DerivedScore) => NumberRange | undefined;

export function thatHolds(condition: Condition): Goal {
  return { condition, holds: true };
}

export function thatFails(condition: Condition): Goal {
  return { condition, holds: false };
}

/** Longer searches are given up, and nothing is refuted. */
const mostSteps = 4000;
/** Of all searches of one definition together, so that no definition takes long. */
const mostStepsInAll = 200_000;
/** So much said of one subject is not held against itself any more: that takes longer with every test. */
const mostLiterals = 100;
/** Goals that are taken apart, of all searches together: a stage that asks another one twice doubles it. */
const mostAddedInAll = 1_000_000;
const anyNumber: NumberRange = { low: -Infinity, high: Infinity, step: undefined };
const anyInstant: NumberRange = { low: -Infinity, high: Infinity, step: 1 };
const anyCount: NumberRange = { low: 0, high: Infinity, step: 1 };
const nothing: NumberRange = { low: 0, high: -1, step: 1 };

/** One of the lists of goals has to hold. */
type Choice = readonly (readonly Goal[])[];

interface State {
  readonly known: Map<string, Known>;
  readonly choices: Choice[];
}

export function makeReasoner(definition: Definition, scoreRange: ScoreRange, daysTouched: (window: number) => number): Reasoner {
  function selectsNothing({ filter }: Selector): boolean {
    if (filter === undefined || plainlyMay(filter, true, mayBeOfEvent)) return false;
    let found = answersAnywhere.true.get(filter);
    if (found === undefined) {
      found = refutesFrom(emptyState(), [thatHolds(filter)]);
      answersAnywhere.true.set(filter, found);
    }
    return found;
  }

  const mayBeOfEvent: MayBe = (subject, test, holds) => isPlainlyPossible(subject, rangeOf(subject), test, holds);

  function rangeOf(subject: Subject): NumberRange {
    switch (subject.kind) {
      case 'field':
      case 'property':
        return subject.type.kind === 'number' || subject.type.kind === 'money' ? anyNumber : anyInstant;
      case 'count':
      case 'distinct':
        return selectsNothing(subject.selector) ? { low: 0, high: 0, step: 1 } : anyCount;
      case 'days': {
        const { window } = subject.selector;
        const high = selectsNothing(subject.selector) ? 0 : window === undefined ? Infinity : daysTouched(window);
        return { low: 0, high, step: 1 };
      }
      case 'total':
        return selectsNothing(subject.selector) ? { low: 0, high: 0, step: 1 } : anyInstant;
      case 'since': {
        const { window } = subject.selector;
        if (selectsNothing(subject.selector)) return nothing;
        return { low: 0, high: window === undefined ? Infinity : window - 1, step: 1 };
      }
      case 'score':
        return scoreRange(subject.score) ?? anyInstant;
      case 'tier':
        return anyNumber;
      default:
        return unreachable(subject);
    }
  }

  /** Adds what the goal says; `false` if that contradicts what is known. */
  function add(state: State, { condition, holds }: Goal): boolean {
    addedInAll += 1;
    if (addedInAll > mostAddedInAll) return true;
    switch (condition.kind) {
      case 'and':
      case 'or': {
        const goals = condition.parts.map((part): Goal => ({ condition: part, holds }));
        return (condition.kind === 'and') === holds ? addAll(state, goals) : choose(state, goals.map((goal) => [goal]));
      }
      case 'not':
        return add(state, { condition: condition.operand, holds: !holds });
      case 'at least':
        return addAtLeast(state, condition.parts, condition.count, holds);
      case 'defined':
        return add(state, { condition: condition.definition.condition, holds });
      case 'qualified': {
        const goals = [
          ...definition.exclusions.map((each): Goal => ({ condition: each.condition, holds: !holds })),
          ...requirementsOf(definition).map((each): Goal => ({ condition: each, holds })),
        ];
        return holds ? addAll(state, goals) : choose(state, goals.map((goal) => [goal]));
      }
      case 'excluded': {
        const goals = definition.exclusions.map((each): Goal => ({ condition: each.condition, holds }));
        return holds ? choose(state, goals.map((goal) => [goal])) : addAll(state, goals);
      }
      case 'stage': {
        const ways = condition.stage.ways.map((way): Goal => ({ condition: way.condition, holds }));
        const qualified: Goal = { condition: { kind: 'qualified', origin: condition.origin }, holds };
        if (holds) return add(state, qualified) && choose(state, ways.map((way) => [way]));
        return choose(state, [[qualified], ways]);
      }
      case 'test':
        return addTest(state, condition.subject, condition.test, holds);
      default:
        return unreachable(condition);
    }
  }

  function addAll(state: State, goals: readonly Goal[]): boolean {
    return goals.every((goal) => add(state, goal));
  }

  function choose(state: State, choice: Choice): boolean {
    if (choice.length === 1) return addAll(state, choice[0]!);
    if (choice.length > 0) state.choices.push(choice);
    return choice.length > 0;
  }

  function addAtLeast(state: State, parts: readonly Condition[], count: number, holds: boolean): boolean {
    if (!holds) {
      // Fewer than `count` hold: enough of the others do not.
      return addAtLeast(state, parts.map((part) => ({ kind: 'not', origin: part.origin, operand: part })), parts.length - count + 1, true);
    }
    if (count <= 0) return true;
    if (count > parts.length) return false;
    if (count === 1) return choose(state, parts.map((part) => [thatHolds(part)]));
    if (count === parts.length) return addAll(state, parts.map(thatHolds));
    const [first, ...rest] = parts;
    const others = (fewer: number): Condition => ({ kind: 'at least', origin: first!.origin, count: fewer, parts: rest });
    return choose(state, [[thatHolds(first!), thatHolds(others(count - 1))], [thatHolds(others(count))]]);
  }

  function addTest(state: State, subject: Subject, test: ValueTest, holds: boolean): boolean {
    const key = subjectKey(subject);
    const before = state.known.get(key)?.literals ?? [];
    const testName = testKey(test);
    if (before.some((each) => each.holds === holds && testKey(each.test) === testName)) return true;
    const literals = [...before, { test, holds }];
    state.known.set(key, { subject, literals });
    return literals.length > mostLiterals || isPossible(subject, rangeOf(subject), literals);
  }

  let stepsInAll = mostStepsInAll;
  let addedInAll = 0;

  /** Branch by branch, the latest first. Their list may be long, so that a call for each would be too deep. */
  function refutesFrom(from: State, all: readonly Goal[]): boolean {
    let stepsLeft = mostSteps;
    const branches = [{ state: from, goals: all }];
    for (let branch = branches.pop(); branch !== undefined; branch = branches.pop()) {
      stepsLeft -= 1;
      stepsInAll -= 1;
      if (stepsLeft < 0 || stepsInAll < 0) return false;
      const state = copyOf(branch.state);
      if (!addAll(state, branch.goals)) continue;
      const choice = state.choices.pop();
      if (choice === undefined && agrees(state)) return false;
      for (const goals of choice ?? []) branches.push({ state, goals });
    }
    return true;
  }

  /** What is known of different subjects fits together, as far as can be said. */
  function agrees(state: State): boolean {
    const known = [...state.known.values()];
    return !known.some((each) => eventsAreImpossible(each, known, rangeOf))
      && !known.some(({ subject, literals }) => subject.kind === 'score' && !isPossible(subject, narrowedScore(subject, state), literals));
  }

  /** The range of a total, given what is known of the scores it is made from. */
  function narrowedScore(subject: Subject & { readonly kind: 'score' }, state: State): NumberRange {
    const range = rangeOf(subject);
    if (subject.score !== 'score' || definition.score !== undefined) return range;
    let low = 0;
    let high = 0;
    for (const score of definition.scores) {
      if (score.kind !== 'section') continue;
      const part: Subject = { kind: 'score', origin: score.origin, score };
      const known = state.known.get(subjectKey(part));
      const own = narrowed(rangeOf(part), known?.literals ?? []);
      low += own.low;
      high += own.high;
    }
    // Beyond the limits of a total the sum is cut, so it says no more than they do.
    return { ...range, low: Math.min(Math.max(range.low, low), range.high), high: Math.max(Math.min(range.high, high), range.low) };
  }

  function reasonerFrom(state: State, isImpossible: boolean): Reasoner {
    // Bounds and lints ask the same conditions again. A condition asks only scores that are complete, so the answers stay.
    const answers: Answers = { true: new Map(), false: new Map() };
    const knowsNothing = state.known.size === 0 && state.choices.length === 0;
    const mayBe: MayBe = (subject, test, holds) => isAlone(subject, state) && isPlainlyPossible(subject, rangeOf(subject), test, holds);
    /** What the search would say, from what is kept of the parts; `undefined` where it has to be made. */
    function refutesPlainly(condition: Condition, holds: boolean): boolean | undefined {
      switch (condition.kind) {
        case 'test':
          // Most conditions are one test of a subject of which nothing is known.
          if (!isAlone(condition.subject, state)) return undefined;
          return !isPossible(condition.subject, rangeOf(condition.subject), [{ test: condition.test, holds }]);
        case 'not':
          return refutesOne({ condition: condition.operand, holds: !holds });
        case 'defined':
          return refutesOne({ condition: condition.definition.condition, holds });
        case 'and':
        case 'or':
          // One part is enough for an `or` to hold, and for an `and` to fail.
          if ((condition.kind === 'or') === holds) return condition.parts.every((part) => refutesOne({ condition: part, holds }));
          return state.known.size === 0 && askDifferentSubjects(condition.parts) ? condition.parts.some((part) => refutesOne({ condition: part, holds })) : undefined;
        default:
          return undefined;
      }
    }
    function refutesOne(goal: Goal): boolean {
      const { condition, holds } = goal;
      const isPlain = state.choices.length === 0 && (knowsNothing || condition.kind === 'test');
      if (isPlain && plainlyMay(condition, holds, mayBe)) return false;
      const kept = (knowsNothing && !asksOutcomes(condition) ? answersAnywhere : answers)[`${holds}`];
      let answer = kept.get(condition);
      if (answer === undefined) {
        answer = state.choices.length === 0 ? refutesPlainly(condition, holds) ?? refutesFrom(state, [goal]) : refutesFrom(state, [goal]);
        kept.set(condition, answer);
      }
      return answer;
    }
    return {
      knowsNothing,
      refutes: (goals) => isImpossible || (goals.length === 1 ? refutesOne(goals[0]!) : refutesFrom(state, goals)),
      assuming: (goals) => {
        const next = copyOf(state);
        const possible = addAll(next, goals);
        return reasonerFrom(next, isImpossible || !possible);
      },
      known: (subject) => (state.known.size === 0 ? [] : state.known.get(subjectKey(subject))?.literals ?? []),
      rangeOf,
    };
  }

  return reasonerFrom(emptyState(), false);
}

/** Nothing that is known could say anything about the subject. */
function isAlone(subject: Subject, { known }: State): boolean {
  if (known.size === 0) return true;
  if (subject.kind === 'field') return !known.has(subjectKey(subject));
  return [...known.values()].every((each) => each.subject.kind === 'field');
}

function emptyState(): State {
  return { known: new Map(), choices: [] };
}

function copyOf(state: State): State {
  return { known: new Map(state.known), choices: [...state.choices] };
}

export function requirementsOf(definition: Definition): readonly Condition[] {
  return definition.scores.flatMap((score) => (score.kind === 'section' ? score.requirements.map(({ condition }) => condition) : []));
}
