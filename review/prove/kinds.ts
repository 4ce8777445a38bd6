/** Every kind of value or event that the tests tell apart: which of them hold, with a value that shows it. */
import type { Condition, TypedEvent, TypedValue, ValueTest } from '../../compiler/check/checked.ts';
import { textImplies, textsAreDisjoint } from '../../compiler/reason/text-pattern.ts';
import { holds } from '../../reference/conditions.ts';
import type { Situation } from '../../reference/situation.ts';
import { askedTestKey, OutOfReach } from './asked.ts';
import type { AskedEvent, AskedProperty, AskedTest } from './asked.ts';
import { moreValues, sampleValues, samplesAreComplete } from './sample-values.ts';

/** A kind of value of one property. */
export interface ValueKind {
  /** The keys of the tests that hold. */
  readonly holds: ReadonlySet<string>;
  /** `undefined` with `made`: missing. Not `made`: no value of this kind was found, and none was shown not to exist. */
  readonly value: TypedValue;
  readonly made: boolean;
  /** More values of the kind, where different ones are counted. */
  readonly others: readonly TypedValue[];
}

/** A kind of event: one kind of value for each property that is asked. */
export interface EventKind {
  readonly event: AskedEvent;
  readonly values: ReadonlyMap<string, ValueKind>;
  readonly made: boolean;
}

const mostValueKinds = 96;
const mostEventKinds = 240;
const mostOthers = 40;

/** Tests of texts that rule each other out or in, as far as that can be told from the tests alone. */
function relation(first: ValueTest, second: ValueTest): 'implies' | 'disjoint' | 'none' {
  if (first.kind === 'any') {
    const all = first.tests.map((one) => relation(one, second));
    if (all.length > 0 && all.every((one) => one === 'implies')) return 'implies';
    return all.length > 0 && all.every((one) => one === 'disjoint') ? 'disjoint' : 'none';
  }
  if (second.kind === 'any') {
    const all = second.tests.map((one) => relation(first, one));
    if (all.includes('implies')) return 'implies';
    return all.length > 0 && all.every((one) => one === 'disjoint') ? 'disjoint' : 'none';
  }
  if (second.kind === 'known' && first.kind !== 'missing' && first.kind !== 'not') return 'implies';
  if (second.kind === 'missing' && first.kind !== 'missing' && first.kind !== 'not') return 'disjoint';
  if (first.kind === 'missing' && second.kind !== 'missing' && second.kind !== 'not') return 'disjoint';
  if (first.kind !== 'text' || second.kind !== 'text') return 'none';
  if (textImplies(first, second)) return 'implies';
  return textsAreDisjoint(first, second) ? 'disjoint' : 'none';
}

/** The part that a test looks at, so that only tests of one text are related. */
function partOf({ subject, test }: AskedTest): string {
  const part = subject.kind === 'field' || subject.kind === 'property' ? subject.part ?? '' : '';
  return `${part}${byPath(test) ? '/' : ''}`;
}

function byPath(test: ValueTest): boolean {
  return test.kind === 'text' ? test.byPath : test.kind === 'any' ? test.tests.some(byPath) : false;
}

/** Pairs of tests of which one rules the other in or out: for fields and properties alike. */
export function relationsOf(tests: readonly AskedTest[]): { readonly first: AskedTest; readonly second: AskedTest; readonly kind: 'implies' | 'disjoint' }[] {
  const found: { first: AskedTest; second: AskedTest; kind: 'implies' | 'disjoint' }[] = [];
  for (const first of tests) {
    for (const second of tests) {
      if (first === second || partOf(first) !== partOf(second)) continue;
      const kind = relation(first.test, second.test);
      if (kind !== 'none') found.push({ first, second, kind });
    }
  }
  return found;
}

function holdsFor(asked: AskedTest, event: TypedEvent | undefined, situation: Situation): boolean {
  const condition: Condition = { kind: 'test', origin: asked.subject.origin, subject: asked.subject, test: asked.test };
  return holds(condition, situation, event);
}

/** Which tests hold for a value of a field, by the reference. */
export function fieldSignature(tests: readonly AskedTest[], situation: Situation): Set<string> {
  return new Set(tests.filter((asked) => holdsFor(asked, undefined, situation)).map((asked) => asked.key));
}

function valueKinds(event: AskedEvent, { property, tests, measured }: AskedProperty, situation: Situation): ValueKind[] {
  const all = [...tests.values()];
  const asksNow = all.some(({ test }) => mentionsNow(test));
  const kinds = new Map<string, Omit<ValueKind, 'others'> & { readonly others: TypedValue[] }>();
  for (const value of [...sampleValues(property.type, all), ...(measured ? moreValues(property.type) : [])]) {
    const typed: TypedEvent = { type: event.event.name, at: 0, properties: new Map([[property.name, value]]) };
    for (const now of asksNow ? timesAround(value, all) : [situation.now]) {
      const signature = new Set(all.filter((asked) => holdsFor(asked, typed, { ...situation, now })).map((asked) => asked.key));
      const key = [...signature].sort().join('\n');
      const known = kinds.get(key);
      // What is true of a time at one evaluation time is not at another: such a value has to be found otherwise.
      if (known === undefined) kinds.set(key, { holds: signature, value, made: !asksNow || value === undefined, others: [] });
      else if (measured && known.others.length < mostOthers && value !== undefined) known.others.push(value);
    }
  }
  if (!samplesAreComplete(property.type)) for (const kind of possibleKinds(all)) {
    const key = [...kind].sort().join('\n');
    if (!kinds.has(key)) kinds.set(key, { holds: kind, value: undefined, made: false, others: [] });
  }
  if (kinds.size > mostValueKinds) throw new OutOfReach(`the values of \`${event.event.name}.${property.name}\` fall into more than ${mostValueKinds} kinds`);
  return measured || all.length > 0 ? [...kinds.values()] : [];
}

/** Evaluation times that a value lies differently before: in the future, now, and on both sides of each age that is asked. */
function timesAround(value: TypedValue, tests: readonly AskedTest[]): number[] {
  const spans = new Set<number>();
  const visit = (test: ValueTest): void => {
    if (test.kind === 'recent') spans.add(test.milliseconds);
    else if (test.kind === 'any' || test.kind === 'has') test.tests.forEach(visit);
    else if (test.kind === 'not') visit(test.test);
  };
  tests.forEach(({ test }) => visit(test));
  const at = typeof value === 'number' ? value : 0;
  return [at - 1, at, ...[...spans].flatMap((span) => [at + span - 1, at + span])];
}

function mentionsNow(test: ValueTest): boolean {
  if (test.kind === 'recent') return true;
  if (test.kind === 'any' || test.kind === 'has') return test.tests.some(mentionsNow);
  return test.kind === 'not' && mentionsNow(test.test);
}

/** Every combination of tests that their relations do not rule out. */
function possibleKinds(tests: readonly AskedTest[]): Set<string>[] {
  const relations = relationsOf(tests);
  let kinds: Map<string, boolean>[] = [new Map()];
  for (const asked of tests) {
    const next: Map<string, boolean>[] = [];
    for (const kind of kinds) {
      for (const value of [true, false]) {
        const candidate = new Map(kind).set(asked.key, value);
        const possible = relations.every(({ first, second, kind: related }) => {
          const one = candidate.get(first.key);
          const other = candidate.get(second.key);
          return one !== true || other === undefined || other === (related === 'implies');
        });
        if (possible) next.push(candidate);
      }
    }
    kinds = next;
    if (kinds.length > mostValueKinds) throw new OutOfReach('texts are compared in too many ways');
  }
  return kinds.filter((kind) => tests.every((asked) => agrees(asked, kind))).map((kind) => new Set([...kind].filter(([, value]) => value).map(([key]) => key)));
}

/** A test that is made of others holds where they say so. */
function agrees({ key, subject, test }: AskedTest, kind: ReadonlyMap<string, boolean>): boolean {
  const holdsOf = (one: ValueTest): boolean | undefined => kind.get(askedTestKey(subject, one));
  if (test.kind === 'not') {
    const inner = holdsOf(test.test);
    return inner === undefined || inner !== kind.get(key);
  }
  return test.kind !== 'any' || kind.get(key) === false || test.tests.some((one) => holdsOf(one) !== false);
}

/** All kinds of events of one type. */
export function eventKinds(event: AskedEvent, situation: Situation): EventKind[] {
  let kinds: { values: Map<string, ValueKind>; made: boolean }[] = [{ values: new Map(), made: true }];
  for (const property of event.properties.values()) {
    const values = valueKinds(event, property, situation);
    if (values.length === 0) continue;
    kinds = kinds.flatMap((kind) => values.map((value) => ({ values: new Map(kind.values).set(property.property.name, value), made: kind.made && value.made })));
    if (kinds.length > mostEventKinds) throw new OutOfReach(`events \`${event.event.name}\` fall into more than ${mostEventKinds} kinds`);
  }
  return kinds.map((kind) => ({ event, ...kind }));
}

/** Whether a filter holds for a kind of event. */
export function kindPasses(kind: EventKind, condition: Condition): boolean {
  switch (condition.kind) {
    case 'and': return condition.parts.every((part) => kindPasses(kind, part));
    case 'or': return condition.parts.some((part) => kindPasses(kind, part));
    case 'at least': return condition.parts.filter((part) => kindPasses(kind, part)).length >= condition.count;
    case 'not': return !kindPasses(kind, condition.operand);
    case 'test': {
      const { subject } = condition;
      return subject.kind === 'property' && kind.values.get(subject.property.name)?.holds.has(askedTestKey(subject, condition.test)) === true;
    }
    case 'defined': case 'qualified': case 'excluded': case 'stage': throw new OutOfReach('a filter asks more than the event');
  }
}
