/** Two versions of a definition: whether some lead that could exist comes out differently. */
import type { Definition, Rule } from '../../compiler/check/checked.ts';
import { evaluate } from '../../reference/evaluate.ts';
import { readRows } from '../../reference/read-rows.ts';
import type { Explanation } from '../../reference/result.ts';
import { askedOf, OutOfReach, withoutTwins } from './asked.ts';
import type { Asked } from './asked.ts';
import { differenceTerm, isDifferent } from './difference.ts';
import type { Difference } from './difference.ts';
import { encodeDefinition } from './encode.ts';
import type { Encoded } from './encode.ts';
import { paysNothing } from './encode-equal.ts';
import { equalParts } from './equal-parts.ts';
import type { EqualParts } from './equal-parts.ts';
import { focusesOf } from './focus.ts';
import { greatest } from './greatest.ts';
import { leastLead } from './least-lead.ts';
import { readApart } from './reading.ts';
import type { ReadApart } from './reading.ts';
import { reduced, reduceRows } from './reduce.ts';
import { LeadSampler, plainNow } from './sample-leads.ts';
import { RowSampler } from './sample-rows.ts';
import type { Rows } from './sample-rows.ts';
import { attempt, search } from './search.ts';
import type { Proof, ProofOptions } from './search.ts';
import { Script } from './smt.ts';
import type { Term } from './smt.ts';
import { openSolver } from './solver.ts';
import type { Solver, Verdict } from './solver.ts';
import { makeSpace, readOtherwise } from './space.ts';
import type { Space } from './space.ts';
import { atRandom, TriedLeads } from './tried-leads.ts';
import type { Witness } from './witness.ts';

/** Two versions of a definition over one space of leads, so that many questions share one encoding. */
export interface Comparison {
  readonly ask: (difference: Difference, options: ProofOptions) => Promise<Proof>;
  /** Whether it is quickly proved that no lead comes to it; `ask` knows it then. */
  readonly never: (difference: Difference, options: ProofOptions) => Promise<boolean>;
  /** That the score never changes by more than so many ten-thousandths, up or down; `undefined` where no limit was proved. */
  readonly mostChange: (direction: 'up' | 'down', options: ProofOptions) => Promise<number | undefined>;
}

export function compareVersions(solver: Solver, before: Definition, after: Definition): Comparison {
  const versions = new Versions(solver, before, after);
  return {
    ask: (difference, options) => attempt(() => versions.ask(difference, options)),
    never: (difference, options) => versions.never(difference, options),
    mostChange: (direction, options) => versions.mostChange(direction, options),
  };
}

/** Whether some lead comes out differently under the two versions. */
export function proveDifference(solver: Solver, before: Definition, after: Definition, difference: Difference, options: ProofOptions): Promise<Proof> {
  return compareVersions(solver, before, after).ask(difference, options);
}

interface Encoding {
  readonly space: Space;
  readonly old: Encoded;
  readonly now: Encoded;
}

interface Tried {
  readonly witness: Witness;
  readonly explanations: readonly [Explanation, Explanation];
}

/** Before the solver is asked anything, and in all. */
const mostSamples = 600;
/** The part of the time that leads from hand, and the rough encoding, may take. */
const sampleShare = 0.2;
const roughShare = 0.15;
/** And what the two do not share, each by itself. */
const focusShare = 0.3;
/** Leads from hand that are tried with what a lead has that shows something by itself. */
const mostMerged = 40;

class Versions {
  private readonly solver: Solver;
  private readonly before: Definition;
  private readonly after: Definition;
  private readonly asked: Asked;
  private readonly apart: ReadApart;
  private rough: Encoding | OutOfReach | undefined;
  private exact: Encoding | OutOfReach | undefined;
  /** Rules that were proved to pay the same, by a key of both. */
  private readonly provedEqual = new Map<Rule, string>();
  private isFocused: boolean;
  /** By the difference that is asked for. */
  private readonly roughVerdicts = new Map<string, Verdict>();
  private readonly tried: Tried[] = [];
  private sampled = 0;
  private next: ((index: number) => Tried | undefined) | undefined;

  /** @param mayFocus looks at what the two do not share by itself, too */
  constructor(solver: Solver, before: Definition, after: Definition, mayFocus = true) {
    this.isFocused = !mayFocus;
    this.solver = solver;
    this.before = before;
    this.after = after;
    const asked = askedOf([before, after]);
    this.apart = readApart(before, after, asked);
    this.asked = this.apart.reason === undefined ? withoutTwins(asked) : asked;
  }

  async ask(difference: Difference, options: ProofOptions): Promise<Proof> {
    const { clock, milliseconds } = options;
    const start = clock();
    const showing = (most: number): Tried | undefined => this.samples(most, clock, milliseconds * sampleShare)
      .find(({ explanations: [old, now] }) => isDifferent(old, now, difference));
    let found = showing(atRandom);
    if (found === undefined && await this.neverRoughly(difference, milliseconds * roughShare)) return { kind: 'proved' };
    if (found === undefined && await this.focus(clock, milliseconds * focusShare) && await this.neverRoughly(difference, milliseconds * roughShare)) return { kind: 'proved' };
    found ??= showing(mostSamples);
    const confirm = (witness: Witness): readonly Explanation[] | undefined => {
      const explanations = this.explain(witness);
      return isDifferent(...explanations, difference) ? explanations : undefined;
    };
    if (this.apart.reason !== undefined) return found === undefined ? { kind: 'undecided', reason: this.apart.reason } : this.reducedRows(found, difference);
    // That anything changes is what is asked, and not by what.
    const small = found === undefined ? undefined : (difference.kind === 'any' ? leastLead : reduced)(found, confirm);
    if (small !== undefined && (small.witness.events.length === 0 || difference.kind === 'any')) return { kind: 'shown', ...small };
    try {
      const { space, old, now } = await this.exactly();
      const question = differenceTerm(old, now, this.before, this.after, difference);
      const left = { clock, milliseconds: Math.max(1, milliseconds - (clock() - start)) };
      const proof = await search(this.solver, space, question, this.after, left, confirm, small);
      if (proof.kind === 'shown') this.tried.push({ witness: proof.witness, explanations: this.explain(proof.witness) });
      return proof;
    } catch (problem) {
      if (problem instanceof OutOfReach && small !== undefined) return { kind: 'shown', ...small };
      throw problem;
    }
  }

  async never(difference: Difference, { clock, milliseconds }: ProofOptions): Promise<boolean> {
    const isSeen = this.samples(atRandom, clock, milliseconds * sampleShare).some(({ explanations: [old, now] }) => isDifferent(old, now, difference));
    return !isSeen && this.neverRoughly(difference, milliseconds * roughShare);
  }

  async mostChange(direction: 'up' | 'down', options: ProofOptions): Promise<number | undefined> {
    const { clock, milliseconds } = options;
    const start = clock();
    const change = ({ old, now }: Encoding): Term => (direction === 'up' ? `(- ${now.score} ${old.score})` : `(- ${old.score} ${now.score})`);
    const seen = Math.max(0, ...this.tried.map(({ explanations: [old, now] }) => Math.round((direction === 'up' ? now.score - old.score : old.score - now.score) * 10_000)));
    const rough = await this.roughly();
    const bound = rough instanceof OutOfReach ? undefined : await greatest(this.solver, change(rough), { clock, milliseconds: milliseconds * roughShare }, seen);
    if (this.apart.reason !== undefined || (bound !== undefined && seen >= bound)) return bound;
    const exact = await this.exactly().catch((problem: unknown) => { if (problem instanceof OutOfReach) return undefined; throw problem; });
    if (exact === undefined) return bound;
    return await greatest(this.solver, change(exact), { clock, milliseconds: Math.max(1, milliseconds - (clock() - start)) }, seen, bound) ?? bound;
  }

  // -------------------------------------------------------------- encodings

  private async neverRoughly(difference: Difference, milliseconds: number): Promise<boolean> {
    const key = `${JSON.stringify(difference)} ${this.provedEqual.size}`;
    const known = this.roughVerdicts.get(key);
    if (known !== undefined) return known === 'unsat';
    const rough = await this.roughly();
    if (rough instanceof OutOfReach) return false;
    const verdict = await this.solver.check([differenceTerm(rough.old, rough.now, this.before, this.after, difference)], milliseconds);
    if (verdict !== 'unknown') this.roughVerdicts.set(key, verdict);
    return verdict === 'unsat';
  }

  private equal(): EqualParts {
    const parts = equalParts(this.before, this.after, this.apart);
    return { ...parts, rule: (one) => this.provedEqual.get(one) ?? parts.rule(one) };
  }

  /** What is not shared, each by itself: gives leads to try. Whether more is known to be equal than before. */
  private async focus(clock: () => number, milliseconds: number): Promise<boolean> {
    if (this.isFocused || this.apart.reason !== undefined) return false;
    this.isFocused = true;
    const focuses = focusesOf(this.before, this.after, this.equal());
    for (const [index, { before, after, rules }] of focuses.entries()) {
      const solver = await openSolver();
      try {
        const proof = await new Versions(solver, before, after, false).ask({ kind: 'score' }, { clock, milliseconds: milliseconds / focuses.length });
        if (proof.kind === 'shown') this.tryLike(proof.witness);
        if (proof.kind !== 'proved' || rules === undefined) continue;
        for (const rule of rules) if (rule !== undefined) this.provedEqual.set(rule, rules.includes(undefined) ? paysNothing : `proved ${index}`);
      } catch (problem) {
        if (!(problem instanceof OutOfReach)) throw problem;
      } finally {
        await solver.close();
      }
    }
    if (this.provedEqual.size > 0) this.rough = undefined;
    return this.provedEqual.size > 0;
  }

  /** A lead that shows a part of the difference, and with what others have besides. */
  private tryLike(witness: Witness): void {
    const sampler = new LeadSampler(this.asked);
    for (let index = 0; index < mostMerged; index += 1) {
      const other = index === 0 ? { lead: witness.lead, events: [] } : sampler.lead(index);
      const shift = witness.now - plainNow;
      const events = [...other.events.map((event) => ({ ...event, at: event.at + shift })), ...witness.events];
      const merged: Witness = { lead: { id: 'witness', fields: new Map([...other.lead.fields, ...witness.lead.fields]) }, events, now: witness.now };
      this.tried.push({ witness: merged, explanations: this.explain(merged) });
    }
  }

  /** What both versions have alike is left open, and what they read otherwise is theirs alone: more can be than is. */
  private async roughly(): Promise<Encoding | OutOfReach> {
    this.rough ??= await this.encode(() => {
      const { before, after, apart } = this;
      const equal = this.equal();
      const script = new Script(`r${this.provedEqual.size}_`);
      const asked = apart.reason === undefined ? withoutTwins(askedOf([before, after], [], equal)) : askedOf([before, after], [], equal);
      const own = [before, after].map((definition) => ofApart(askedOf([definition], [], equal), asked, apart));
      const space = makeSpace(withoutApart(asked, apart, own[1]!), after, script);
      const ofBefore = apart.reason === undefined ? space : readOtherwise(space, makeSpace(own[0]!, before, script));
      return { space, old: encodeDefinition(ofBefore, before, { equal }), now: encodeDefinition(space, after, { equal }) };
    });
    return this.rough;
  }

  /** @throws OutOfReach */
  private async exactly(): Promise<Encoding> {
    this.exact ??= await this.encode(() => {
      const space = makeSpace(this.asked, this.after);
      return { space, old: encodeDefinition(space, this.before), now: encodeDefinition(space, this.after) };
    });
    if (this.exact instanceof OutOfReach) throw this.exact;
    return this.exact;
  }

  private async encode(work: () => Encoding): Promise<Encoding | OutOfReach> {
    try {
      const made = work();
      await this.solver.add(made.space.script.lines);
      return made;
    } catch (problem) {
      if (problem instanceof OutOfReach) return problem;
      throw problem;
    }
  }

  // -------------------------------------------------------------- leads

  private explain({ lead, events, now, rows }: Witness): readonly [Explanation, Explanation] {
    if (rows !== undefined) return this.explainRows(rows)!.explanations;
    return [evaluate(this.before, lead, events, now), evaluate(this.after, lead, events, now)];
  }

  /** Leads from hand, with what becomes of them; made once for all questions. */
  private samples(most: number, clock: () => number, milliseconds: number): readonly Tried[] {
    const start = clock();
    this.next ??= this.nextSample();
    for (; this.sampled < most && clock() - start < milliseconds; this.sampled += 1) {
      const tried = this.next(this.sampled);
      if (tried !== undefined) this.tried.push(tried);
    }
    return this.tried;
  }

  private nextSample(): (index: number) => Tried | undefined {
    if (this.apart.reason === undefined) {
      const leads = new TriedLeads<Tried>(this.asked, (witness) => ({ witness, explanations: this.explain(witness) }), ({ explanations }) => explanations[1]);
      return () => { leads.add(); return leads.all.at(-1); };
    }
    const sampler = new RowSampler([this.before, this.after], [this.before, this.after].map((definition) => askedOf([definition])));
    return (index) => this.explainRows(sampler.rows(index));
  }

  /** What each version makes of rows that both can read; `undefined` for others. */
  private explainRows(rows: Rows): Tried | undefined {
    const read = [this.before, this.after].map((definition) => {
      const { leads: [lead], events, badRows } = readRows(definition, { leads: [rows.lead], events: rows.events });
      return lead === undefined || badRows.length > 0 ? undefined : { lead, events: events.get(lead.id) ?? [] };
    });
    const [old, now] = read;
    if (old === undefined || now === undefined) return undefined;
    return {
      witness: { ...now, now: plainNow, rows },
      explanations: [evaluate(this.before, old.lead, old.events, plainNow), evaluate(this.after, now.lead, now.events, plainNow)],
    };
  }

  /** Without the cells and events that it does not need. */
  private reducedRows(found: Tried, difference: Difference): Proof {
    let best = found;
    reduceRows(found.witness.rows!, (rows) => {
      const tried = this.explainRows(rows);
      if (tried === undefined || !isDifferent(...tried.explanations, difference)) return false;
      best = tried;
      return true;
    });
    return { kind: 'shown', ...best };
  }
}

/** Of what a version asks, that which it reads otherwise; told apart at all ages that either version asks. */
function ofApart(own: Asked, both: Asked, apart: ReadApart): Asked {
  return {
    fields: new Map([...own.fields].filter(([name]) => apart.fields.has(name))),
    events: new Map([...own.events].filter(([name]) => apart.events.has(name)).map(([name, event]) => [name, { ...event, ages: both.events.get(name)!.ages }])),
  };
}

function withoutApart(both: Asked, apart: ReadApart, own: Asked): Asked {
  return {
    fields: new Map([...[...both.fields].filter(([name]) => !apart.fields.has(name)), ...own.fields]),
    events: new Map([...[...both.events].filter(([name]) => !apart.events.has(name)), ...own.events]),
  };
}
