/**
 * Many questions about the leads of one definition. Leads from hand are tried first, then what can be proved without looking
 * into events, then with the events that the question asks, and only then with everything. Each encoding is made once.
 */
import type { Condition, Definition, Rule } from '../../compiler/check/checked.ts';
import { judge, type Trace } from '../../reference/evaluate.ts';
import type { Explanation } from '../../reference/result.ts';
import type { Situation } from '../../reference/situation.ts';
import { askedOf, OutOfReach, withoutTwins, type Asked } from './asked.ts';
import { encodeDefinition, type Encoded } from './encode.ts';
import { OpenEvents, withoutEvents } from './encode-open.ts';
import { leastLead } from './least-lead.ts';
import type { Confirm } from './reduce.ts';
import { attempt, search, type Proof, type ProofOptions } from './search.ts';
import type { Term } from './smt.ts';
import { openSolver, type Solver, type Verdict } from './solver.ts';
import { makeSpace, type Space } from './space.ts';
import { atRandom, TriedLeads } from './tried-leads.ts';
import type { Witness } from './witness.ts';

/** A lead, and what the reference makes of it. */
export interface Judged {
  readonly witness: Witness;
  readonly explanation: Explanation;
  readonly situation: Situation;
  readonly trace: Trace;
}

export interface Question {
  /**
   * Whether it holds for a lead, by an encoding of the definition; `undefined` where that encoding leaves open what it asks.
   * `without` encodes the definition over the same leads once more, as if a rule were not there.
   */
  readonly term: (encoded: Encoded, without: (rule: Rule) => Encoded) => Term | undefined;
  /** The same by the reference. */
  readonly holds: (judged: Judged) => boolean;
  /** The events that it asks, by name in lower case. */
  readonly events: readonly string[];
}

interface Level {
  readonly solver: Solver;
  readonly space: Space;
  readonly encoded: Encoded;
  readonly without: (rule: Rule) => Encoded;
  sent: number;
}

const mostLeads = 600;
/** The parts of the time that leads from hand, and each of the rougher encodings, may take. */
const sampleShare = 0.1;
const roughShare = 0.15;
/** A lead from hand with no more events than this is not made smaller by the solver. */
const fewEvents = 2;

export class Levels {
  private readonly definition: Definition;
  private readonly asked: Asked;
  private readonly levels = new Map<string, Promise<Level | OutOfReach>>();
  private tried: TriedLeads<Judged> | undefined;

  /** @param conditions what will be asked, besides what the definition asks itself */
  constructor(definition: Definition, conditions: readonly Condition[] = []) {
    this.definition = definition;
    this.asked = withoutTwins(askedOf([definition], conditions));
  }

  /** Whether the question holds for some lead. `proved`: for none. */
  ask(question: Question, options: ProofOptions): Promise<Proof> {
    return attempt(() => this.decide(question, options));
  }

  /** `unsat`: it is proved that the question holds for no lead. `sat`: it may. @throws OutOfReach */
  async check(question: Question, { clock, milliseconds }: ProofOptions): Promise<Verdict> {
    const start = clock();
    if (this.fromHand(question, atRandom, { clock, milliseconds: milliseconds * sampleShare }) !== undefined) return 'sat';
    if (await this.neverRoughly(question, { clock, milliseconds })) return 'unsat';
    if (this.fromHand(question, mostLeads, { clock, milliseconds: milliseconds * sampleShare }) !== undefined) return 'sat';
    return checkAt(await this.exactly(), question, Math.max(1, milliseconds - (clock() - start)));
  }

  /** The encoding of everything. @throws OutOfReach */
  async exactly(): Promise<Level> {
    const level = await this.level(new Set());
    if (level instanceof OutOfReach) throw level;
    return level;
  }

  /** That everything together is more than can be encoded. */
  async isOutOfReach(): Promise<boolean> {
    return await this.level(new Set()) instanceof OutOfReach;
  }

  /** No question may be asked after it. */
  async close(): Promise<void> {
    for (const made of this.levels.values()) {
      const level = await made;
      if (!(level instanceof OutOfReach)) await level.solver.close();
    }
  }

  private async decide(question: Question, options: ProofOptions): Promise<Proof> {
    const { clock, milliseconds } = options;
    const start = clock();
    const left = (): ProofOptions => ({ clock, milliseconds: Math.max(1, milliseconds - (clock() - start)) });
    const confirm: Confirm = (witness) => {
      const judged = this.judge(witness);
      return question.holds(judged) ? [judged.explanation] : undefined;
    };
    let found = this.fromHand(question, atRandom, { clock, milliseconds: milliseconds * sampleShare });
    if (found === undefined && await this.neverRoughly(question, { clock, milliseconds })) return { kind: 'proved' };
    found ??= this.fromHand(question, mostLeads, { clock, milliseconds: milliseconds * sampleShare });
    const small = found === undefined ? undefined : leastLead({ witness: found.witness, explanations: [found.explanation] }, confirm);
    if (small !== undefined && small.witness.events.length <= fewEvents) return { kind: 'shown', ...small };
    const exact = await this.level(new Set());
    const term = exact instanceof OutOfReach ? undefined : question.term(exact.encoded, exact.without);
    if (exact instanceof OutOfReach || term === undefined) {
      if (small !== undefined) return { kind: 'shown', ...small };
      return { kind: 'undecided', reason: exact instanceof OutOfReach ? exact.message : 'it cannot be asked' };
    }
    await send(exact);
    const proof = await search(exact.solver, exact.space, term, this.definition, left(), confirm, small);
    return proof.kind === 'shown' ? { kind: 'shown', ...leastLead(proof, confirm) } : proof;
  }

  private async neverRoughly(question: Question, { clock, milliseconds }: ProofOptions): Promise<boolean> {
    const all = new Set(this.asked.events.keys());
    const asked = new Set(question.events);
    const opened = [all, new Set([...all].filter((name) => !asked.has(name)))];
    let before = 0;
    for (const open of opened) {
      if (open.size === 0 || open.size === before) continue;
      before = open.size;
      const start = clock();
      const level = await this.level(open);
      if (level instanceof OutOfReach) return false;
      if (await checkAt(level, question, Math.max(1, milliseconds * roughShare - (clock() - start))) === 'unsat') return true;
    }
    return false;
  }

  /** @param open the events that are not looked into */
  private level(open: ReadonlySet<string>): Promise<Level | OutOfReach> {
    const key = [...open].sort().join();
    const known = this.levels.get(key);
    if (known !== undefined) return known;
    const made = this.encode(open);
    this.levels.set(key, made);
    return made;
  }

  private async encode(open: ReadonlySet<string>): Promise<Level | OutOfReach> {
    try {
      const space = makeSpace(withoutEvents(this.asked, open), this.definition);
      const options = { open: new OpenEvents(this.definition, open) };
      const encoded = encodeDefinition(space, this.definition, options);
      const level: Level = { solver: await openSolver(), space, encoded, without: (rule) => encodeDefinition(space, this.definition, { ...options, without: rule }), sent: 0 };
      await send(level);
      return level;
    } catch (problem) {
      if (problem instanceof OutOfReach) return problem;
      throw problem;
    }
  }

  private judge(witness: Witness): Judged {
    const trace: Trace = new Map();
    return { witness, ...judge(this.definition, witness.lead, witness.events, witness.now, trace), trace };
  }

  /** A lead from hand for which it holds. */
  private fromHand(question: Question, most: number, { clock, milliseconds }: ProofOptions): Judged | undefined {
    const start = clock();
    this.tried ??= new TriedLeads(this.asked, (witness) => this.judge(witness), ({ explanation }) => explanation);
    while (this.tried.all.length < most && clock() - start < milliseconds) this.tried.add();
    return this.tried.all.find((judged) => question.holds(judged));
  }
}

async function checkAt(level: Level, question: Question, milliseconds: number): Promise<Verdict> {
  const term = question.term(level.encoded, level.without);
  if (term === undefined) return 'unknown';
  await send(level);
  return level.solver.check([term], milliseconds);
}

/** Gives the solver what has been defined since. */
async function send(level: Level): Promise<void> {
  const { lines } = level.space.script;
  const added = lines.slice(level.sent);
  level.sent = lines.length;
  await level.solver.add(added);
}
