/** What one rule can come to. Language reference, section 5. */
import type { BandCase, Condition, OccurrenceRule, Points, ProportionalRule, Rule, Subject } from '../check/checked.ts';
import { unreachable } from '../unreachable.ts';
import { caseFacts } from './cases.ts';
import { narrowed } from './event-relations.ts';
import { mostPaid } from './occurrences.ts';
import { addSubjects, saysNothingOf } from './plain-sight.ts';
import { clampBounds, commonStep, eitherBounds, makeBounds, nothingPaid, type Bounds } from './points-range.ts';
import { thatFails, thatHolds, type Goal, type Reasoner } from './reasoner.ts';
import { worldsOf, type World } from './worlds.ts';

export interface RuleBounds {
  /** Under the rule's own `up to`. */
  readonly limited: Bounds;
  readonly unlimited: Bounds;
}

export function boundsOfRule(rule: Rule, reasoner: Reasoner, timezone: string): RuleBounds {
  const unlimited = withWhen(rule, reasoner, timezone);
  return { unlimited, limited: underCeiling(unlimited, rule.upTo) };
}

/** As if each condition could hold and fail, even one that never does. */
export function boundsIfPossible(rule: Rule, reasoner: Reasoner, timezone: string): Bounds {
  return underCeiling(eitherBounds(ifPossible(rule, reasoner, timezone), nothingPaid), rule.upTo);
}

function ifPossible(rule: Rule, reasoner: Reasoner, timezone: string): Bounds {
  switch (rule.kind) {
    case 'condition rule':
      return makeBounds(rule.points, rule.points, rule.points);
    case 'band rule':
      return rule.cases.map(({ points }) => makeBounds(points, points, points)).reduce(eitherOrNone, undefined) ?? nothingPaid;
    case 'occurrence rule':
      return ofEvents(rule, timezone);
    case 'proportional rule':
      return ofProportion(rule, reasoner);
    default:
      return unreachable(rule);
  }
}

/** Some condition or case of the rule never holds, or always does: a mistake that is reported where it stands. */
export function isSuspicious(rule: Rule, reasoner: Reasoner): boolean {
  const isConstant = (condition: Condition): boolean => reasoner.refutes([thatHolds(condition)]) || reasoner.refutes([thatFails(condition)]);
  if (rule.when !== undefined && isConstant(rule.when)) return true;
  switch (rule.kind) {
    case 'condition rule':
      return isConstant(rule.condition);
    case 'band rule':
      return !caseFacts(rule.subject, reasoner.rangeOf(rule.subject), rule.cases).taken.every((isTaken) => isTaken);
    case 'occurrence rule':
      return reasoner.rangeOf(countOf(rule)).high === 0;
    case 'proportional rule':
      return false;
    default:
      return unreachable(rule);
  }
}

/** The ceiling has the sign of the points. */
export function underCeiling(bounds: Bounds, upTo: Points | undefined): Bounds {
  if (upTo === undefined) return bounds;
  // 0 is the ceiling of points of either sign.
  if (upTo === 0) return nothingPaid;
  return upTo < 0 ? clampBounds(bounds, upTo, undefined) : clampBounds(bounds, undefined, upTo);
}

function withWhen(rule: Rule, reasoner: Reasoner, timezone: string): Bounds {
  const { when } = rule;
  if (when === undefined) return withoutWhen(rule, reasoner, timezone);
  if (reasoner.refutes([thatHolds(when)])) return nothingPaid;
  const paid = withoutWhen(rule, isApart(rule, when, reasoner) ? reasoner : reasoner.assuming([thatHolds(when)]), timezone);
  return reasoner.refutes([thatFails(when)]) ? paid : eitherBounds(paid, nothingPaid);
}

/** That `when` holds says nothing of the rest of the rule. `false`: it may. */
function isApart(rule: Rule, when: Condition, reasoner: Reasoner): boolean {
  // What is known already may bind the two together.
  if (!reasoner.knowsNothing) return false;
  if (rule.kind === 'occurrence rule') return saysNothingOf(when, [countOf(rule)]);
  if (rule.kind !== 'condition rule') return saysNothingOf(when, [rule.subject]);
  const subjects: Subject[] = [];
  return addSubjects(rule.condition, subjects) && saysNothingOf(when, subjects);
}

function withoutWhen(rule: Rule, reasoner: Reasoner, timezone: string): Bounds {
  switch (rule.kind) {
    case 'condition rule': {
      const paid = makeBounds(rule.points, rule.points, rule.points);
      if (reasoner.refutes([thatHolds(rule.condition)])) return nothingPaid;
      return reasoner.refutes([thatFails(rule.condition)]) ? paid : eitherBounds(paid, nothingPaid);
    }
    case 'band rule': {
      const worlds = worldsOf(rule.subject, reasoner.rangeOf(rule.subject), reasoner.known(rule.subject), testsOf(rule.cases));
      const paid = worlds.map((world) => paidByCases(rule.cases, world));
      if (paid.length === 0) return nothingPaid;
      const step = rule.cases.reduce((common, { points }) => commonStep(common, points), 0);
      return makeBounds(paid.reduce((least, { low }) => Math.min(least, low), Infinity), paid.reduce((most, { high }) => Math.max(most, high), -Infinity), step);
    }
    case 'proportional rule':
      return ofProportion(rule, reasoner);
    case 'occurrence rule':
      return ofOccurrences(rule, reasoner, timezone);
    default:
      return unreachable(rule);
  }
}

function eitherOrNone(first: Bounds | undefined, second: Bounds): Bounds {
  return first === undefined ? second : eitherBounds(first, second);
}

export function testsOf(cases: readonly { readonly test: BandCase['test'] }[]) {
  return cases.flatMap(({ test }) => (test === undefined ? [] : [test]));
}

export interface Paid {
  readonly low: number;
  readonly high: number;
}

/** The first case that holds pays; in a world it may be open which one that is. */
export function paidByCases(cases: readonly BandCase[], world: World): Paid {
  let low = Infinity;
  let high = -Infinity;
  for (const { test, points } of cases) {
    const holds = test === undefined || world(test);
    if (holds === false) continue;
    low = Math.min(low, points);
    high = Math.max(high, points);
    if (holds === true) return { low, high };
  }
  return { low: Math.min(low, 0), high: Math.max(high, 0) };
}

function ofProportion(rule: ProportionalRule, reasoner: Reasoner): Bounds {
  const { subject, points, unit } = rule;
  const range = narrowed(reasoner.rangeOf(subject), reasoner.known(subject));
  const size = unitsPerValue(subject);
  // Rounded as the values are, so that no greater value has less.
  const units = (value: number): number => Math.max(0, Math.floor(Math.min(Math.floor(value * size + 0.5), mostOf(subject)) / unit));
  const worlds = worldsOf(subject, reasoner.rangeOf(subject), reasoner.known(subject));
  const canBeMissing = worlds.some((world) => world({ kind: 'known' }) === false);
  const fewest = canBeMissing ? 0 : units(range.low);
  const ends = [fewest * points, points === 0 ? 0 : units(range.high) * points];
  return makeBounds(Math.min(...ends), Math.max(...ends), points);
}

/** The values of fields are cut at 100,000,000,000 before they are divided, here in ten-thousandths. */
function mostOf(subject: Subject): number {
  return subject.kind === 'field' && subject.type.kind !== 'duration' ? 1_000_000_000_000_000 : Infinity;
}

/** How many of the unit's units one of the subject's is. */
function unitsPerValue(subject: Subject): number {
  switch (subject.kind) {
    case 'field':
    case 'property':
      return subject.type.kind === 'duration' ? 1 : 10_000;
    case 'count':
    case 'days':
    case 'distinct':
      return 10_000;
    case 'total':
    case 'since':
    case 'score':
    case 'tier':
      return 1;
    default:
      return unreachable(subject);
  }
}

function ofOccurrences(rule: OccurrenceRule, reasoner: Reasoner, timezone: string): Bounds {
  const events = countOf(rule);
  if (reasoner.refutes([atLeastOne(events)])) return nothingPaid;
  const paid = ofEvents(rule, timezone);
  const isSome = paysForAny(rule) && reasoner.refutes([{ ...atLeastOne(events), holds: false }]);
  if (!isSome) return paid;
  const amounts = amountsOf(rule);
  const [fewest, greatest] = [Math.min(...amounts), Math.max(...amounts)];
  return makeBounds(fewest > 0 ? fewest : paid.least, greatest < 0 ? greatest : paid.most, paid.step);
}

function ofEvents(rule: OccurrenceRule, timezone: string): Bounds {
  const amounts = amountsOf(rule);
  const most = mostPaid(rule, Math.max(0, ...amounts), timezone);
  const least = -mostPaid(rule, Math.max(0, ...amounts.map((amount) => -amount)), timezone);
  return makeBounds(least, most, rule.fading === undefined ? amounts.reduce(commonStep, 0) : 1);
}

function amountsOf(rule: OccurrenceRule): readonly number[] {
  return rule.cases.map(({ points }) => points);
}

function countOf(rule: OccurrenceRule): Subject {
  return { kind: 'count', origin: rule.origin, selector: rule.selector };
}

function atLeastOne(events: Subject): Goal {
  return thatHolds({ kind: 'test', origin: events.origin, subject: events, test: { kind: 'interval', low: { value: 1, inclusive: true }, high: undefined } });
}

/** If there is an event that the selector takes, one pays in full. A cooldown may leave none inside the window. */
function paysForAny(rule: OccurrenceRule): boolean {
  return rule.cooldown === undefined && rule.fading === undefined && rule.cases.some(({ test }) => test === undefined);
}
