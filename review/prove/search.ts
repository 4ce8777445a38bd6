/** Looks for a lead that shows something, or for the proof that there is none. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { Explanation } from '../../reference/result.ts';
import { OutOfReach } from './asked.ts';
import { and, compare, int, not, sum, yes } from './smt.ts';
import type { Term } from './smt.ts';
import type { Solver } from './solver.ts';
import type { Space } from './space.ts';
import { reduced } from './reduce.ts';
import type { Confirm, Confirmed } from './reduce.ts';
import { modelOf, witnessesOf, witnessTerms } from './witness.ts';
import type { Witness } from './witness.ts';

export type Proof =
  | { readonly kind: 'proved' }
  /** A lead that shows it, with what the reference makes of it under each definition. */
  | { readonly kind: 'shown'; readonly witness: Witness; readonly explanations: readonly Explanation[] }
  /** Neither, and why. */
  | { readonly kind: 'undecided'; readonly reason: string };

export interface ProofOptions {
  /** Gives up after this time. */
  readonly milliseconds: number;
  /** The clock in milliseconds, whatever it counts from. */
  readonly clock: () => number;
}

const mostTries = 24;
const eventLimits = [0, 1, 2, 3, 5, 8, 15, 40, 200];
/** The solver's first lead may have any number of events; more than so many are not gone through. */
const mostEventsAtFirst = 40;
/** For a smaller lead than one that has been found, in milliseconds. */
const timeForLess = 400;

type Shown = Extract<Proof, { kind: 'shown' }>;

/**
 * Whether the question can hold for some lead. `confirm` asks the reference.
 * @param found a lead that shows it already: then only a smaller one is looked for, and not for long
 */
export async function search(
  solver: Solver, space: Space, question: Term, definition: Definition, options: ProofOptions, confirm: Confirm, found?: Confirmed,
): Promise<Proof> {
  let deadline = options.clock() + options.milliseconds;
  const left = (): number => Math.max(1, deadline - options.clock());
  const hurry = (): void => { deadline = Math.min(deadline, options.clock() + timeForLess); };
  const terms = witnessTerms(space);
  const total = sum(space.cells.map((cell) => cell.count));
  let any: Shown | undefined = found === undefined ? undefined : { kind: 'shown', ...reduced(found, confirm) };
  let first = 'sat';
  const shownBy = (values: readonly string[], mostEvents: number): { readonly made: boolean; readonly shown: Shown | undefined } => {
    let made = false;
    for (const witness of witnessesOf(space, modelOf(terms, values), definition, mostEvents)) {
      made = true;
      const explanations = confirm(witness);
      if (explanations !== undefined) return { made, shown: { kind: 'shown', ...reduced({ witness, explanations }, confirm) } };
    }
    return { made, shown: undefined };
  };
  if (any === undefined) {
    const { verdict, values } = await solver.checkValues([question], terms, left());
    if (verdict === 'unsat') return { kind: 'proved' };
    first = verdict;
    // Any lead is better than none; a smaller one is looked for in the time that is left.
    any = verdict === 'sat' ? shownBy(values, mostEventsAtFirst).shown : undefined;
  }
  if (any !== undefined) hurry();
  if (any !== undefined && any.witness.events.length === 0) return any;
  const blocked: Term[] = [];
  let tries = 0;
  let unmade = 0;
  // Whole numbers read best, and few events.
  const whole = and([...space.fields.values()].flatMap(({ asked, value }) => (value !== undefined && (asked.type.kind === 'number' || asked.type.kind === 'money') ? [`(is_int ${value})`] : [])));
  for (const limit of eventLimits) {
    for (const plain of whole === yes ? [yes] : [whole, yes]) {
      for (;;) {
        if (options.clock() >= deadline || tries >= mostTries) return any ?? undecided(first, tries, unmade, options.clock() >= deadline);
        if (any !== undefined && limit >= any.witness.events.length) return any;
        const { verdict, values } = await solver.checkValues([question, ...blocked, plain, compare('<=', total, int(limit))].filter((term) => term !== yes), terms, left());
        if (verdict !== 'sat') break;
        tries += 1;
        const model = modelOf(terms, values);
        const { made, shown } = shownBy(values, limit);
        if (shown !== undefined) return shown;
        if (!made) unmade += 1;
        // Another kind of lead next time: what is known, what holds, and how many events of each kind.
        blocked.push(not(and(terms.filter((term) => term !== space.now && !isOrdered(space, term)).map((term) => `(= ${term} ${model.values.get(term)!})`))));
      }
    }
  }
  return any ?? undecided(first, tries, unmade, false);
}

/** Ordered values are free to differ without making another kind of lead. */
function isOrdered(space: Space, term: Term): boolean {
  return [...space.fields.values()].some(({ value, choices, asked }) => value === term && choices.length === 0 && asked.type.kind !== 'boolean');
}

function undecided(first: string, tries: number, unmade: number, late: boolean): Proof {
  if (late) return { kind: 'undecided', reason: 'the time ran out' };
  if (first === 'unknown') return { kind: 'undecided', reason: 'the solver gave up' };
  if (tries > 0 && unmade === tries) return { kind: 'undecided', reason: 'it may be: leads that would show it need a text or list that could not be made' };
  return { kind: 'undecided', reason: 'it may be: what calendar days, cooldowns or fading allow was taken too widely, and no lead was found that shows it' };
}

/** What cannot be encoded is not decided. */
export async function attempt(work: () => Promise<Proof>): Promise<Proof> {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof OutOfReach) return { kind: 'undecided', reason: problem.message };
    throw problem;
  }
}
