/** Proofs about every lead that could exist. A lead is shown only after the reference has agreed; nothing else is called proved. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { Explanation } from '../../reference/result.ts';
import { evaluate, judge } from '../../reference/evaluate.ts';
import type { Trace } from '../../reference/evaluate.ts';
import { holds } from '../../reference/conditions.ts';
import type { EventType, LeadField } from '../../compiler/vocabulary/types.ts';
import { askedOf, OutOfReach } from './asked.ts';
import type { Asked } from './asked.ts';
import type { Claim } from './claims.ts';
import { encodeDefinition } from './encode.ts';
import type { Encoded } from './encode.ts';
import { and, compare, int, not, or, sum, yes } from './smt.ts';
import type { Term } from './smt.ts';
import { numberOf } from './solver.ts';
import type { Solver } from './solver.ts';
import { makeSpace } from './space.ts';
import type { Space } from './space.ts';
import { reduced } from './reduce.ts';
import type { Confirm } from './reduce.ts';
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

type Shown = Extract<Proof, { kind: 'shown' }>;

/** Whether the question can hold for some lead. `confirm` asks the reference. */
async function search(
  solver: Solver, space: Space, question: Term, definition: Definition, options: ProofOptions, confirm: Confirm,
): Promise<Proof> {
  const deadline = options.clock() + options.milliseconds;
  const left = (): number => Math.max(1, deadline - options.clock());
  const terms = witnessTerms(space);
  const { verdict: first, values: firstValues } = await solver.checkValues([question], terms, left());
  if (first === 'unsat') return { kind: 'proved' };
  const shownBy = (values: readonly string[]): { readonly made: boolean; readonly shown: Shown | undefined } => {
    let made = false;
    for (const witness of witnessesOf(space, modelOf(terms, values), definition)) {
      made = true;
      const explanations = confirm(witness);
      if (explanations !== undefined) return { made, shown: { kind: 'shown', ...reduced({ witness, explanations }, confirm) } };
    }
    return { made, shown: undefined };
  };
  // Any lead is better than none; a smaller one is looked for in the time that is left.
  const any = first === 'sat' ? shownBy(firstValues).shown : undefined;
  if (any !== undefined && any.witness.events.length === 0) return any;
  const total = sum(space.cells.map((cell) => cell.count));
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
        const { made, shown } = shownBy(values);
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

async function attempt(work: () => Promise<Proof>): Promise<Proof> {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof OutOfReach) return { kind: 'undecided', reason: problem.message };
    throw problem;
  }
}

/** Proves a claim of every lead, or gives a lead that breaks it. */
export function proveClaim(solver: Solver, claim: Claim, options: ProofOptions): Promise<Proof> {
  return attempt(async () => {
    const { definition, premise, conclusion } = claim;
    const space = makeSpace(askedOf([definition], premise === undefined ? [conclusion] : [premise, conclusion]), definition);
    const encoded = encodeDefinition(space, definition);
    const question = and([premise === undefined ? yes : encoded.condition(premise), not(encoded.condition(conclusion))]);
    await solver.add(space.script.lines);
    return search(solver, space, question, definition, options, ({ lead, events, now }) => {
      const { explanation, situation } = judge(definition, lead, events, now);
      return (premise === undefined || holds(premise, situation)) && !holds(conclusion, situation) ? [explanation] : undefined;
    });
  });
}

/** What can differ between two versions of a definition. */
export type Difference =
  | { readonly kind: 'any' }
  | { readonly kind: 'stage gained' | 'stage lost'; readonly stage: string }
  | { readonly kind: 'tier' } | { readonly kind: 'handoff' } | { readonly kind: 'score' }
  | { readonly kind: 'score up' | 'score down' };

/** Many questions of one definition, over one encoding. */
export interface Inquiry {
  readonly encoded: Encoded;
  /** Whether the question can hold for some lead; `confirm` asks the reference. `proved`: for none. */
  readonly ask: (question: Term, confirm: (explanation: Explanation, trace: Trace) => boolean, options: ProofOptions) => Promise<Proof>;
}

/** @throws OutOfReach where the definition asks what cannot be encoded */
export async function inquire(solver: Solver, definition: Definition): Promise<Inquiry> {
  const space = makeSpace(askedOf([definition]), definition);
  const encoded = encodeDefinition(space, definition);
  await solver.add(space.script.lines);
  return {
    encoded,
    ask: (question, confirm, options) => search(solver, space, question, definition, options, ({ lead, events, now }) => {
      const trace: Trace = new Map();
      const explanation = evaluate(definition, lead, events, now, trace);
      return confirm(explanation, trace) ? [explanation] : undefined;
    }),
  };
}

/** Two versions of a definition over one space of leads, so that many questions share one encoding. */
export interface Comparison {
  readonly ask: (difference: Difference, options: ProofOptions) => Promise<Proof>;
  /** That the score never changes by more than so many ten-thousandths, up or down; `undefined` where no limit was proved. */
  readonly mostChange: (direction: 'up' | 'down', options: ProofOptions) => Promise<number | undefined>;
}

/** @throws OutOfReach where the two versions cannot be compared */
export async function compareVersions(solver: Solver, before: Definition, after: Definition): Promise<Comparison> {
  const asked = askedOf([before, after]);
  requireSameReading(before, after, asked);
  const space = makeSpace(asked, after);
  const old = encodeDefinition(space, before);
  const now = encodeDefinition(space, after);
  await solver.add(space.script.lines);
  return {
    ask: (difference, options) => search(solver, space, differenceTerm(old, now, before, after, difference), after, options, ({ lead, events, now: time }) => {
      const results = [evaluate(before, lead, events, time), evaluate(after, lead, events, time)] as const;
      return isDifferent(results[0], results[1], difference) ? results : undefined;
    }),
    mostChange: (direction, options) => greatest(solver, direction === 'up' ? `(- ${now.score} ${old.score})` : `(- ${old.score} ${now.score})`, options),
  };
}

/** Points beyond which a change has no limit worth telling, in ten-thousandths. */
const noLimit = 10_000_000_000;

/** The least bound of the term that is proved, zero or above; `undefined` where it is `noLimit` or more, or the time ran out. */
async function greatest(solver: Solver, term: Term, { milliseconds, clock }: ProofOptions): Promise<number | undefined> {
  const deadline = clock() + milliseconds;
  let reached = 0;
  let proved: number | undefined;
  // Always above `reached`, and below `proved`.
  let tried = 0;
  for (let round = 0; round < 60 && clock() < deadline; round += 1) {
    const { verdict, values } = await solver.checkValues([compare('>', term, int(tried))], [term], Math.max(1, deadline - clock()));
    if (verdict === 'unknown') return proved;
    if (verdict === 'unsat') proved = tried;
    else reached = numberOf(values[0]!);
    if (proved === undefined ? reached >= noLimit : reached >= proved) return proved;
    // First as far as a lead was found, which is often the end of it; then further and further.
    if (proved === undefined) tried = round % 2 === 0 ? reached : Math.min(noLimit, reached * 4);
    else tried = round % 2 === 0 ? reached : Math.floor((reached + proved) / 2);
    if (proved !== undefined && tried >= proved) return proved;
  }
  return proved;
}

/** Whether some lead comes out differently under the two versions. */
export function proveDifference(solver: Solver, before: Definition, after: Definition, difference: Difference, options: ProofOptions): Promise<Proof> {
  return attempt(async () => (await compareVersions(solver, before, after)).ask(difference, options));
}

/** What is asked has to be read alike by both versions: then a lead of the one is a lead of the other. */
function requireSameReading(before: Definition, after: Definition, asked: Asked): void {
  const fieldText = ({ name, type, spellings }: LeadField): string => JSON.stringify([name, type, spellings]);
  const eventText = ({ name, properties, spellings }: EventType): string => JSON.stringify([name, properties.map((property) => [property.name, property.type]), spellings]);
  const differs = <Named extends { readonly name: string }>(name: string, old: readonly Named[], now: readonly Named[], text: (one: Named) => string): boolean => {
    const find = (all: readonly Named[]): Named | undefined => all.find((one) => one.name.toLowerCase() === name);
    const [first, second] = [find(old), find(now)];
    return first !== undefined && second !== undefined && text(first) !== text(second);
  };
  for (const [name, { field }] of asked.fields) {
    if (differs(name, before.vocabulary.fields, after.vocabulary.fields, fieldText)) throw new OutOfReach(`the field \`${field.name}\` is declared otherwise, so the two versions read other leads`);
  }
  for (const [name, { event }] of asked.events) {
    if (differs(name, before.vocabulary.events, after.vocabulary.events, eventText)) throw new OutOfReach(`the event \`${event.name}\` is declared otherwise, so the two versions read other events`);
  }
  const missing = ({ vocabulary }: Definition): string => [...vocabulary.missingTexts].sort().join('\n');
  if (missing(before) !== missing(after)) throw new OutOfReach('other texts read as missing, so the two versions read other leads');
  if (before.timezone !== after.timezone) throw new OutOfReach('the time zone changed, and days with it');
}

function stageTerm(encoded: Encoded, stage: string): Term {
  return encoded.stages.get(stage.toLowerCase()) ?? 'false';
}

/** Labels and handoffs are compared by what they say, not by their place. */
function choiceDiffers(old: Term, oldNames: readonly string[], now: Term, newNames: readonly string[]): Term {
  const same = oldNames.flatMap((name, index) => newNames.flatMap((other, at) => (name === other ? [and([compare('=', old, int(index)), compare('=', now, int(at))])] : [])));
  return not(or([and([compare('=', old, int(-1)), compare('=', now, int(-1))]), ...same]));
}

function differenceTerm(old: Encoded, now: Encoded, before: Definition, after: Definition, difference: Difference): Term {
  switch (difference.kind) {
    case 'stage gained': return and([not(stageTerm(old, difference.stage)), stageTerm(now, difference.stage)]);
    case 'stage lost': return and([stageTerm(old, difference.stage), not(stageTerm(now, difference.stage))]);
    case 'score': return not(compare('=', old.score, now.score));
    case 'score up': return compare('>', now.score, old.score);
    case 'score down': return compare('<', now.score, old.score);
    case 'tier': return choiceDiffers(old.tier, old.tierLabels, now.tier, now.tierLabels);
    case 'handoff': {
      const names = ({ handoffs }: Definition): string[] => (handoffs ?? []).map(({ to, within }) => JSON.stringify([to, within ?? null]));
      return choiceDiffers(old.handoff, names(before), now.handoff, names(after));
    }
    case 'any': {
      if (!haveSameNames(before, after)) return yes;
      const stages = new Set([...before.stages, ...after.stages].map((stage) => stage.name));
      const scores = [...old.scores].map(([name, term]) => not(compare('=', term, now.scores.get(name)!)));
      return or([
        not(compare('=', old.score, now.score)), ...scores, `(xor ${old.qualified} ${now.qualified})`, `(xor ${old.excluded} ${now.excluded})`,
        ...[...stages].map((stage) => `(xor ${stageTerm(old, stage)} ${stageTerm(now, stage)})`),
        differenceTerm(old, now, before, after, { kind: 'tier' }), differenceTerm(old, now, before, after, { kind: 'handoff' }),
      ]);
    }
  }
}

/** Results have the same names in them: a stage that no lead reaches is still said not to be reached, and one that is not there is not. */
function haveSameNames(before: Definition, after: Definition): boolean {
  const names = ({ scores, stages, tier, handoffs }: Definition): string => JSON.stringify([
    scores.map(({ name }) => name.toLowerCase()).sort(), stages.map(({ name }) => name.toLowerCase()).sort(), tier === undefined, handoffs === undefined,
  ]);
  return names(before) === names(after);
}

function isDifferent(before: Explanation, after: Explanation, difference: Difference): boolean {
  const stage = (one: Explanation, name: string): boolean => Object.entries(one.stages).some(([key, value]) => key.toLowerCase() === name.toLowerCase() && value);
  const handoff = (one: Explanation): string => JSON.stringify(one.handoff ?? null);
  switch (difference.kind) {
    case 'stage gained': return !stage(before, difference.stage) && stage(after, difference.stage);
    case 'stage lost': return stage(before, difference.stage) && !stage(after, difference.stage);
    case 'score': return before.score !== after.score;
    case 'score up': return after.score > before.score;
    case 'score down': return after.score < before.score;
    case 'tier': return (before.tier ?? null) !== (after.tier ?? null);
    case 'handoff': return handoff(before) !== handoff(after);
    case 'any': {
      return outcomeKey(before) !== outcomeKey(after);
    }
  }
}

/** The whole result but the id. Names are compared as the language does, and their order says nothing. */
function outcomeKey({ score, sections, qualified, excluded, stages, tier, handoff }: Explanation): string {
  const sorted = (record: Readonly<Record<string, unknown>>): unknown => Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]).sort(([first], [second]) => (String(first) < String(second) ? -1 : 1));
  // Not in the result and none are told apart.
  return JSON.stringify([score, sorted(sections), qualified, excluded, sorted(stages), tier === undefined ? 'not asked' : [tier], handoff === undefined ? 'not asked' : [handoff]]);
}
