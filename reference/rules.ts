/** What one rule of a section pays. Language reference, section 5. */
import type {
  BandRule, Condition, ConditionRule, OccurrenceCase, OccurrenceRule, ProportionalRule, Rule, Subject, TypedEvent,
} from '../compiler/check/checked.ts';
import { unreachable } from '../compiler/unreachable.ts';
import { holds, passes } from './conditions.ts';
import { inWindow, matchingEvents } from './events.ts';
import { divideRounded, tenThousandthsOf, upTo, withinBounds } from './points.ts';
import type { Situation } from './situation.ts';
import { valueOf, type Value } from './subjects.ts';
import { calendarUnitNumber } from './time.ts';

export interface Paid {
  readonly held: boolean;
  /** Ten-thousandths of a point, within the rule's ceiling. */
  readonly points: bigint;
  /** Of a band rule that holds. */
  readonly caseIndex?: number;
  /** Of an occurrence rule: the events that paid, in the order in which explanations show them. */
  readonly events?: readonly PaidEvent[];
}

export interface PaidEvent {
  readonly event: TypedEvent;
  readonly taken: OccurrenceCase;
  /** After decay or fading. */
  readonly points: bigint;
}

export function pay(rule: Rule, situation: Situation): Paid {
  const paid = payWithoutCeiling(rule, situation);
  return { ...paid, points: withinBounds(upTo(paid.points, rule.upTo)) };
}

function payWithoutCeiling(rule: Rule, situation: Situation): Paid {
  switch (rule.kind) {
    case 'condition rule':
      return payForCondition(rule, situation);
    case 'occurrence rule':
      return payForOccurrences(rule, situation);
    case 'band rule':
      return payForBand(rule, situation);
    case 'proportional rule':
      return payInProportion(rule, situation);
    default:
      return unreachable(rule);
  }
}

function allowed(when: Condition | undefined, situation: Situation): boolean {
  return when === undefined || holds(when, situation);
}

function payForCondition(rule: ConditionRule, situation: Situation): Paid {
  const held = allowed(rule.when, situation) && holds(rule.condition, situation);
  return { held, points: held ? BigInt(rule.points) : 0n };
}

function payForBand(rule: BandRule, situation: Situation): Paid {
  if (!allowed(rule.when, situation)) return { held: false, points: 0n };
  const value = valueOf(rule.subject, situation, undefined);
  const caseIndex = rule.cases.findIndex((each) => each.test === undefined || passes(value, each.test, situation));
  if (caseIndex === -1) return { held: false, points: 0n };
  return { held: true, points: BigInt(rule.cases[caseIndex]!.points), caseIndex };
}

function payInProportion(rule: ProportionalRule, situation: Situation): Paid {
  if (!allowed(rule.when, situation)) return { held: false, points: 0n };
  const amount = amountOf(rule.subject, valueOf(rule.subject, situation, undefined));
  if (amount === undefined || amount < BigInt(rule.unit)) return { held: false, points: 0n };
  return { held: true, points: BigInt(rule.points) * (amount / BigInt(rule.unit)) };
}

/** In milliseconds for durations, else in whole ten-thousandths; `undefined` is missing. */
function amountOf(subject: Subject, value: Value): bigint | undefined {
  // Totals and scores are exact already.
  if (typeof value === 'bigint') return value;
  if (typeof value !== 'number') return undefined;
  const isDuration = subject.kind === 'since' || (subject.kind === 'field' && subject.type.kind === 'duration');
  return isDuration ? BigInt(value) : tenThousandthsOf(value);
}

// ---------------------------------------------------------------- per occurrence

interface Candidate {
  readonly event: TypedEvent;
  readonly taken: OccurrenceCase;
}

/** The limits act in the order in which they stand here. */
function payForOccurrences(rule: OccurrenceRule, situation: Situation): Paid {
  if (!allowed(rule.when, situation)) return { held: false, points: 0n, events: [] };
  const candidates = matchingEvents(rule.selector, situation)
    .flatMap((event) => {
      const taken = caseOf(rule, event, situation);
      return taken === undefined ? [] : [{ event, taken }];
    })
    .sort(fromOldest);
  const left = latestOf(rule.atMost, onePer(rule, cooledDown(rule.cooldown, candidates)
    .filter(({ event }) => inWindow(event, rule.selector, situation)), situation));
  const events = left
    .map((candidate) => ({ ...candidate, points: faded(rule, candidate, situation) }))
    .sort(asShown);
  return { held: events.length > 0, points: events.reduce((sum, each) => sum + each.points, 0n), events };
}

/** The first case that takes the event; an event that none takes does not match. */
function caseOf(rule: OccurrenceRule, event: TypedEvent, situation: Situation): OccurrenceCase | undefined {
  return rule.cases.find(({ test }) => {
    if (test === undefined) return true;
    const main = rule.selector.events[0]!.properties[0]!;
    const subject: Subject = { kind: 'property', origin: rule.origin, property: main, part: undefined, type: main.type };
    return passes(valueOf(subject, situation, event), test, situation);
  });
}

/** Of events of one instant, the one whose case pays more points counts as the later one. */
function fromOldest(first: Candidate, second: Candidate): number {
  return first.event.at - second.event.at || first.taken.points - second.taken.points || compareTypes(first.event, second.event);
}

/** Only where one rule selects several types, and for explanations alone: no amount of points depends on it. */
function compareTypes(first: TypedEvent, second: TypedEvent): number {
  if (first.type === second.type) return 0;
  return first.type < second.type ? 1 : -1;
}

function asShown(first: PaidEvent, second: PaidEvent): number {
  return first.event.at - second.event.at || Number(second.points - first.points) || compareTypes(second.event, first.event);
}

/** Through all candidates from the oldest on: one pays only if it is at least the cooldown later than the last that paid. */
function cooledDown(cooldown: number | undefined, candidates: readonly Candidate[]): readonly Candidate[] {
  if (cooldown === undefined) return candidates;
  const paying: Candidate[] = [];
  for (const candidate of bestOfInstantFirst(candidates)) {
    const last = paying.at(-1);
    if (last === undefined || candidate.event.at >= last.event.at + cooldown) paying.push(candidate);
  }
  return paying;
}

/** In a cooldown, of events of one instant, the one that pays more goes first. */
function bestOfInstantFirst(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort((first, second) =>
    first.event.at - second.event.at || second.taken.points - first.taken.points || compareTypes(second.event, first.event));
}

/** The latest candidate of each calendar day, week or month. */
function onePer(rule: OccurrenceRule, candidates: readonly Candidate[], situation: Situation): readonly Candidate[] {
  const { oncePer } = rule;
  if (oncePer === undefined) return candidates;
  const numberOf = (candidate: Candidate): number => calendarUnitNumber(oncePer, situation.definition.timezone, candidate.event.at);
  return candidates.filter((candidate, index) =>
    !candidates.slice(index + 1).some((later) => numberOf(later) === numberOf(candidate)));
}

function latestOf(count: number | undefined, candidates: readonly Candidate[]): readonly Candidate[] {
  return count === undefined ? candidates : candidates.slice(Math.max(0, candidates.length - count));
}

const dayLength = 86_400_000;

/** What one event pays at its age. */
function faded(rule: OccurrenceRule, { event, taken }: Candidate, situation: Situation): bigint {
  const points = BigInt(taken.points);
  const age = situation.now - event.at;
  const { fading } = rule;
  if (fading === undefined) return points;
  if (fading.kind === 'decay') {
    return divideRounded(points * decayed(fading.percent, Math.floor(age / fading.every)), 1_000_000n);
  }
  const days = Math.floor(age / dayLength);
  return days >= fading.days ? 0n : divideRounded(points * BigInt(fading.days - days), BigInt(fading.days));
}

/** What is left of a million millionths after losing the percent so many times, rounded each time. */
function decayed(percent: number, times: number): bigint {
  const kept = 1_000_000n - BigInt(percent);
  let factor = 1_000_000n;
  for (let done = 0; done < times; done += 1) {
    const next = divideRounded(factor * kept, 1_000_000n);
    // Once rounding gives the same again, it always will.
    if (next === factor) return factor;
    factor = next;
  }
  return factor;
}
