/** Leads on both sides of the boundaries that events and time draw: those that no test has yet. */
import type { Condition, Definition, Origin, Requirement, Selector, TypedEvent } from '../../compiler/check/checked.ts';
import { holds } from '../../reference/conditions.ts';
import { judge } from '../../reference/evaluate.ts';
import type { Explanation } from '../../reference/result.ts';
import type { Situation } from '../../reference/situation.ts';
import type { Inquiry, ProofOptions } from '../prove/prove.ts';
import { leastLead } from '../prove/least-lead.ts';
import { and, not, yes } from '../prove/smt.ts';
import type { Term } from '../prove/smt.ts';
import { emptySituation } from '../prove/space.ts';
import type { Witness } from '../prove/witness.ts';
import type { TestResult } from '../run-tests.ts';
import type { Beside, BesideThresholds } from './beside-thresholds.ts';
import { countIs, eventEdgesOf, valueIs, type Edge } from './event-edges.ts';

/** Milliseconds that one question may always take, and the part of the whole time that it may. */
const shortQuestion = 2_000;
const questionShare = 1 / 6;

interface Scored {
  readonly witness: Witness;
  readonly situation: Situation;
  readonly explanation: Explanation;
}

/** @param tests of the definition, all of them @param options of all boundaries together */
export async function besideEdges(definition: Definition, inquiry: Inquiry, tests: readonly TestResult[], options: ProofOptions): Promise<BesideThresholds> {
  const deadline = options.clock() + options.milliseconds;
  const tried = tests.map(({ test: { lead, events, at } }) => scored(definition, { lead, events, now: at }));
  const leads: Beside[] = [];
  const open: { what: string; reason: string }[] = [];
  const finder = new EdgeFinder(definition, inquiry);
  for (const edge of eventEdgesOf(definition)) {
    const on = tried.filter((one) => isOn(definition, edge, one));
    if (on.some((one) => decides(edge, one))) continue;
    const left = deadline - options.clock();
    const found = left <= 0 ? undefined : await finder.find(edge, { milliseconds: Math.min(Math.max(shortQuestion, options.milliseconds * questionShare), left), clock: options.clock });
    if (found === undefined) {
      if (left <= 0) open.push({ what: edge.name, reason: 'the time ran out' });
      continue;
    }
    if (on.length > 0 && !decides(edge, found)) continue;
    tried.push(found);
    leads.push({ name: edge.name, witness: found.witness, explanation: found.explanation, section: undefined });
  }
  return { leads, impossible: [], open };
}

function scored(definition: Definition, witness: Witness): Scored {
  return { witness, ...judge(definition, witness.lead, witness.events, witness.now) };
}

/** The events that a selector takes whenever they were, oldest first. */
function eventsOf(definition: Definition, selector: Selector, { lead, events, now }: Witness): TypedEvent[] {
  const one = countIs(selector, 1);
  return events.filter((event) => event.at <= now && holds(one, { ...emptySituation(definition), lead, events: [event], now })).sort((first, second) => first.at - second.at);
}

/** Whether the lead stands on this side, right at the boundary. */
function isOn(definition: Definition, edge: Edge, { witness, situation, explanation }: Scored): boolean {
  if (edge.qualified && !explanation.qualified) return false;
  switch (edge.kind) {
    case 'value': return holds(valueIs(edge), situation);
    case 'date': {
      const value = witness.lead.fields.get(edge.field.name);
      return typeof value === 'number' && witness.now - value === edge.age;
    }
    case 'age': {
      const taken = eventsOf(definition, edge.selector, witness);
      return taken.length === edge.count && witness.now - taken[0]!.at === edge.age;
    }
  }
}

/** Of a lead that can be moved to the boundary. */
function askedOf(edge: Edge, origin: Origin): Condition {
  switch (edge.kind) {
    case 'value': return edge.subject.kind === 'total' ? countIs(edge.subject.selector, 1) : valueIs(edge);
    case 'age': return countIs(edge.selector, edge.count);
    case 'date': return { kind: 'test', origin, subject: { kind: 'field', origin, field: edge.field, part: undefined, type: edge.field.type }, test: { kind: 'known' } };
  }
}

/** Whether what else has to hold for the boundary to mean something does. */
function decides({ where }: Edge, { situation }: Scored): boolean {
  return where.every((condition) => holds(condition, situation));
}

class EdgeFinder {
  private readonly definition: Definition;
  private readonly inquiry: Inquiry;

  constructor(definition: Definition, inquiry: Inquiry) {
    this.definition = definition;
    this.inquiry = inquiry;
  }

  /** A lead for which the boundary decides, if there is one; else any that stands beside it. */
  async find(edge: Edge, options: ProofOptions): Promise<Scored | undefined> {
    const { encoded } = this.inquiry;
    const conditionHolds = (condition: Condition): Term => encoded.condition(condition);
    const asked = conditionHolds(askedOf(edge, this.definition.mainStage.origin));
    const state = edge.requirement !== undefined ? this.otherRequirements(edge.requirement) : edge.qualified ? encoded.qualified : yes;
    const held = edge.held === undefined ? yes : encoded.held.get(edge.held) ?? yes;
    for (const context of new Set([and([state, held, ...edge.where.map(conditionHolds)]), and([state, held]), state])) {
      const start = options.clock();
      const proof = await this.inquiry.ask(and([asked, context]), (_explanation, _trace, witness) => this.moved(edge, witness) !== undefined, options);
      if (proof.kind === 'shown') return this.least(edge, proof.witness);
      if (proof.kind === 'undecided' && options.clock() - start >= options.milliseconds) return undefined;
    }
    return undefined;
  }

  /** The lead with its oldest event, or its date, at the boundary; `undefined` where it does not stand there then. */
  private moved(edge: Edge, witness: Witness): Scored | undefined {
    const shifted = edge.kind === 'value' ? this.withTotal(edge, witness) : edge.kind === 'date' ? withDate(edge.field.name, edge.age, witness) : this.withAge(edge, witness);
    const result = shifted === undefined ? undefined : scored(this.definition, shifted);
    return result !== undefined && isOn(this.definition, edge, result) ? result : undefined;
  }

  /** A total is reached by one event. */
  private withTotal({ subject, test }: Extract<Edge, { kind: 'value' }>, witness: Witness): Witness | undefined {
    if (subject.kind !== 'total' || test.kind !== 'interval' || test.low === undefined) return witness;
    const [taken, another] = eventsOf(this.definition, subject.selector, witness);
    if (taken === undefined || another !== undefined) return undefined;
    const value = subject.property.type.kind === 'duration' ? test.low.value : test.low.value / 10_000;
    const events = witness.events.map((event) => (event === taken ? { ...event, properties: new Map(event.properties).set(subject.property.name, value) } : event));
    return { ...witness, events };
  }

  private withAge(edge: Extract<Edge, { kind: 'age' }>, witness: Witness): Witness | undefined {
    const taken = eventsOf(this.definition, edge.selector, witness);
    if (taken.length !== edge.count) return undefined;
    const at = witness.now - edge.age;
    // What was older has to be younger now, so that the one that is moved stays the oldest.
    const events = witness.events.map((event) => (event === taken[0] || (taken.includes(event) && event.at < at) ? { ...event, at } : event));
    return { ...witness, events: events.sort((first, second) => first.at - second.at) };
  }

  /** Without what it does not need to stand there with the same outcome, and for the boundary to decide. */
  private least(edge: Edge, witness: Witness): Scored {
    const start = this.moved(edge, witness)!;
    const requirements = edge.requirement === undefined ? [] : this.requirements().filter((other) => other !== edge.requirement);
    const isTelling = (one: Scored): boolean => decides(edge, one) && requirements.every(({ condition }) => holds(condition, one.situation));
    const mustTell = isTelling(start);
    const outcome = ({ stages, tier, handoff, score, qualified }: Explanation): string => JSON.stringify([stages, tier, handoff, score, qualified]);
    const wanted = outcome(start.explanation);
    const { witness: small } = leastLead({ witness: start.witness, explanations: [start.explanation] }, (other) => {
      const result = scored(this.definition, other);
      return isOn(this.definition, edge, result) && outcome(result.explanation) === wanted && (!mustTell || isTelling(result)) ? [result.explanation] : undefined;
    });
    return scored(this.definition, small);
  }

  private requirements(): Requirement[] {
    return this.definition.scores.flatMap((score) => (score.kind === 'section' ? score.requirements : []));
  }

  private otherRequirements(requirement: object): Term {
    const { encoded } = this.inquiry;
    const others = this.requirements().filter((other) => other !== requirement);
    return and([not(encoded.excluded), ...others.map((other) => encoded.held.get(other)!)]);
  }
}

function withDate(name: string, age: number, { lead, events, now }: Witness): Witness {
  return { lead: { ...lead, fields: new Map(lead.fields).set(name, now - age) }, events, now };
}
