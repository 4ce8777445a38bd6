/** Leads on both sides of each boundary, as near to it as any lead comes: those that no test has yet. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { Explanation } from '../../reference/result.ts';
import type { Inquiry, Proof, ProofOptions } from '../prove/prove.ts';
import { and, compare, int, not, real, yes } from '../prove/smt.ts';
import type { Term } from '../prove/smt.ts';
import type { Witness } from '../prove/witness.ts';
import type { TestResult } from '../run-tests.ts';
import { thresholdsOf, type Threshold } from './thresholds.ts';

export interface Beside {
  /** "score > 50 of mql, at 60". */
  readonly name: string;
  readonly witness: Witness;
  readonly explanation: Explanation;
  /** The section or derived score whose points the boundary is of. */
  readonly section: string | undefined;
}

export interface BesideThresholds {
  readonly leads: readonly Beside[];
  readonly impossible: readonly string[];
  readonly open: readonly { readonly what: string; readonly reason: string }[];
}

type Side = 'above' | 'below';
type Shown = Extract<Proof, { kind: 'shown' }>;
/** What came of a side: a lead, that a test has it already, that no lead has it, or why it is not known. */
type Found = { readonly kind: 'lead'; readonly lead: Beside } | { readonly kind: 'covered' } | { readonly kind: 'impossible' } | { readonly kind: 'open'; readonly reason: string };

/** The widths in ten-thousandths of points within which a lead is looked for before the nearest of all. */
const widths = [0, 1, 5, 20].map((points) => points * 10_000);
const mostSteps = 12;
/** Milliseconds for one question. */
const longestQuestion = 3_000;

/** @param tests of the definition, all of them @param options of all thresholds together */
export async function besideThresholds(definition: Definition, inquiry: Inquiry, tests: readonly TestResult[], options: ProofOptions): Promise<BesideThresholds> {
  const deadline = options.clock() + options.milliseconds;
  const leads: Beside[] = [];
  const impossible: string[] = [];
  const open: { what: string; reason: string }[] = [];
  for (const threshold of thresholdsOf(definition)) {
    for (const side of ['below', 'above'] as const) {
      const what = `${threshold.name}, just ${side}`;
      const finder = new Finder(definition, inquiry, threshold, side, [...tests, ...leads.map(({ witness, explanation }) => ({ test: witness, explanation }))], { ...options, milliseconds: deadline });
      const found = await finder.find();
      if (found.kind === 'lead') leads.push(found.lead);
      else if (found.kind === 'impossible') impossible.push(what);
      else if (found.kind === 'open') open.push({ what, reason: found.reason });
    }
  }
  return { leads, impossible, open };
}

/** A lead that has been scored. */
interface Tried {
  readonly test: Pick<Witness, 'lead'>;
  readonly explanation: Explanation;
}

class Finder {
  private readonly definition: Definition;
  private readonly inquiry: Inquiry;
  private readonly threshold: Threshold;
  private readonly side: Side;
  private readonly tried: readonly Tried[];
  private readonly clock: () => number;
  private readonly deadline: number;
  /** Whether a question was not decided. */
  private undecided: string | undefined;

  /** @param options whose milliseconds are the clock's at the end */
  constructor(definition: Definition, inquiry: Inquiry, threshold: Threshold, side: Side, tried: readonly Tried[], options: ProofOptions) {
    this.definition = definition;
    this.inquiry = inquiry;
    this.threshold = threshold;
    this.side = side;
    this.tried = tried;
    this.clock = options.clock;
    this.deadline = options.milliseconds;
  }

  async find(): Promise<Found> {
    const { subject } = this.threshold;
    return subject.kind === 'score' ? this.findScore() : this.findField(subject.field.name);
  }

  // -------------------------------------------------------------- numbers of a lead

  private async findField(name: string): Promise<Found> {
    const { value, above, name: written } = this.threshold;
    const wanted = this.side === 'above' ? (above ? value : value + 1) : (above ? value - 1 : value);
    const isBeside = (each: unknown): boolean => typeof each === 'number' && Math.abs(each - value) <= 1 && (each === wanted || (this.side === 'above' ? each > value : each < value));
    if (this.tried.some(({ test }) => isBeside(test.lead.fields.get(name)))) return { kind: 'covered' };
    const variable = this.inquiry.space.fields.get(name.toLowerCase());
    if (variable?.value === undefined) return { kind: 'open', reason: 'it cannot be asked' };
    const shown = await this.first(`(and ${variable.known} (= ${variable.value} ${real(wanted)}))`, (_explanation, witness) => witness.lead.fields.get(name) === wanted);
    return this.foundOf(shown, `${written}, at ${wanted}`);
  }

  // -------------------------------------------------------------- points

  private async findScore(): Promise<Found> {
    const distances = this.tried.filter(({ explanation }) => !this.threshold.qualified || explanation.qualified)
      .map(({ explanation }) => this.distance(explanation)).filter((each) => each !== undefined);
    const tried = Math.min(Infinity, ...distances);
    if (tried === this.least) return { kind: 'covered' };
    const first = await this.within(tried - 1);
    if (first === undefined) return tried === Infinity ? this.foundOf(undefined, '') : { kind: 'covered' };
    let best = first;
    const nearer = async (most: number): Promise<boolean> => {
      const shown = most < this.least ? undefined : await this.within(most);
      if (shown !== undefined) best = shown;
      return shown !== undefined;
    };
    for (const width of widths) if (width < this.distanceOf(best) && await nearer(width)) break;
    for (let step = 0; step < mostSteps && await nearer(this.distanceOf(best) - 1); step += 1);
    return this.foundOf(best, `${this.threshold.name}, at ${this.valueOf(best.explanations[0]!) / 10_000}`);
  }

  /** The distance that a lead has at least on this side. */
  private get least(): number {
    return (this.side === 'above') === this.threshold.above ? 0 : 1;
  }

  private get section(): string | undefined {
    const { subject } = this.threshold;
    return subject.kind === 'score' && subject.score !== 'score' ? subject.score.name : undefined;
  }

  private valueOf({ score, sections }: Explanation): number {
    const name = this.section;
    return Math.round((name === undefined ? score : sections[name]!) * 10_000);
  }

  /** How far from the boundary on this side, in ten-thousandths; `undefined` on the other. */
  private distance(explanation: Explanation): number | undefined {
    const distance = (this.valueOf(explanation) - this.threshold.value) * (this.side === 'above' ? 1 : -1);
    return distance >= this.least ? distance : undefined;
  }

  private distanceOf(shown: Shown): number {
    return this.distance(shown.explanations[0]!)!;
  }

  /** A lead whose distance from the boundary is at most so much. */
  private async within(most: number): Promise<Shown | undefined> {
    const { value, qualified } = this.threshold;
    const { encoded } = this.inquiry;
    const term = this.section === undefined ? encoded.score : encoded.scores.get(this.section.toLowerCase())!;
    const bound = (operator: '<=' | '>=', distance: number): Term => compare(operator, term, int(value + (this.side === 'above' ? distance : -distance)));
    const [near, far] = this.side === 'above' ? (['>=', '<='] as const) : (['<=', '>='] as const);
    const question = and([bound(near, this.least), most === Infinity ? yes : bound(far, most)]);
    return this.first(question, (explanation) => {
      const distance = this.distance(explanation);
      return distance !== undefined && distance <= most && (!qualified || explanation.qualified);
    });
  }

  // -------------------------------------------------------------- both

  /** A lead for whom the boundary decides, if there is one; else any beside it. */
  private async first(question: Term, isBeside: (explanation: Explanation, witness: Witness) => boolean): Promise<Shown | undefined> {
    const { encoded } = this.inquiry;
    const { where, qualified, requirement } = this.threshold;
    const state = requirement !== undefined ? this.otherRequirements(requirement) : qualified ? encoded.qualified : yes;
    const contexts = new Set([and([state, ...where.map((condition) => encoded.condition(condition))]), state, qualified ? state : yes]);
    for (const context of contexts) {
      const left = this.deadline - this.clock();
      if (left <= 0) { this.undecided = 'the time ran out'; return undefined; }
      const proof = await this.inquiry.ask(and([question, context]), (explanation, _trace, witness) => isBeside(explanation, witness), {
        milliseconds: Math.min(longestQuestion, left), clock: this.clock,
      });
      if (proof.kind === 'shown') return proof;
      if (proof.kind === 'undecided') this.undecided = proof.reason;
    }
    return undefined;
  }

  private otherRequirements(requirement: object): Term {
    const { encoded } = this.inquiry;
    const others = this.definition.scores.flatMap((score) => (score.kind === 'section' ? score.requirements : [])).filter((other) => other !== requirement);
    return and([not(encoded.excluded), ...others.map((other) => encoded.held.get(other)!)]);
  }

  private foundOf(shown: Shown | undefined, name: string): Found {
    if (shown !== undefined) return { kind: 'lead', lead: { name, witness: shown.witness, explanation: shown.explanations[0]!, section: this.section } };
    return this.undecided === undefined ? { kind: 'impossible' } : { kind: 'open', reason: this.undecided };
  }
}
