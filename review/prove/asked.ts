/** What definitions ask of a lead and its events: every test of every field and property, and every age at which something changes. */
import type { Condition, Definition, OccurrenceRule, Origin, Selector, Subject, ValueTest } from '../../compiler/check/checked.ts';
import type { EqualParts } from './equal-parts.ts';
import { subjectKey, testKey } from '../../compiler/reason/keys.ts';
import type { EventProperty, EventType, LeadField, ValueType } from '../../compiler/vocabulary/types.ts';

/** A test of a field or property, or of a part of it. */
export interface AskedTest {
  readonly key: string;
  readonly subject: Subject;
  readonly test: ValueTest;
}

export interface AskedField {
  readonly field: LeadField;
  readonly type: ValueType;
  readonly tests: Map<string, AskedTest>;
}

export interface AskedProperty {
  readonly property: EventProperty;
  readonly tests: Map<string, AskedTest>;
  /** `total` or `distinct` looks at it. */
  measured: boolean;
  /** What its total is compared with, as a value of its own. */
  readonly sums: Set<number>;
}

export interface AskedEvent {
  readonly event: EventType;
  readonly properties: Map<string, AskedProperty>;
  /** Ages in milliseconds at which an event begins to count otherwise; above zero. */
  readonly ages: Set<number>;
  /** What its number is compared with or limited to. */
  readonly counts: Set<number>;
  /** Cooldowns in milliseconds. */
  readonly gaps: Set<number>;
  /** The selectors that take it, by number. */
  readonly selectors: Set<number>;
}

export interface Asked {
  readonly fields: Map<string, AskedField>;
  readonly events: Map<string, AskedEvent>;
}

/** Why something cannot be proved at all. */
export class OutOfReach extends Error {}

/** Fading in more steps than this is taken in bands, with the least and most that each can pay. */
export const mostSteps = 48;

export function askedTestKey(subject: Subject, test: ValueTest): string {
  return `${subjectKey(subject)} ${testKey(test)}`;
}

/** @param equal parts that are not looked into */
export function askedOf(definitions: readonly Definition[], conditions: readonly Condition[] = [], equal?: EqualParts): Asked {
  const asked: Asked = { fields: new Map(), events: new Map() };
  /** Ages of event types that one rule limits together: they have to be told apart alike. */
  const linked: Set<number>[][] = [];

  const eventOf = (event: EventType): AskedEvent => {
    const known = asked.events.get(event.name.toLowerCase());
    if (known !== undefined) return known;
    const made: AskedEvent = { event, properties: new Map(), ages: new Set(), counts: new Set(), gaps: new Set(), selectors: new Set() };
    asked.events.set(event.name.toLowerCase(), made);
    return made;
  };
  const propertyOf = (event: EventType, property: EventProperty): AskedProperty => {
    const { properties } = eventOf(event);
    const known = properties.get(property.name);
    if (known !== undefined) return known;
    const made: AskedProperty = { property, tests: new Map(), measured: false, sums: new Set() };
    properties.set(property.name, made);
    return made;
  };

  const onSubject = (subject: Subject, tests: readonly ValueTest[], event: EventType | undefined): void => {
    if (subject.kind === 'field') {
      const key = subject.field.name.toLowerCase();
      const field = asked.fields.get(key) ?? { field: subject.field, type: subject.field.type, tests: new Map<string, AskedTest>() };
      asked.fields.set(key, field);
      for (const test of tests) field.tests.set(askedTestKey(subject, test), { key: askedTestKey(subject, test), subject, test });
    } else if (subject.kind === 'property') {
      if (event === undefined) return;
      const property = propertyOf(event, subject.property);
      for (const test of tests) property.tests.set(askedTestKey(subject, test), { key: askedTestKey(subject, test), subject, test });
    } else if ('selector' in subject) {
      onSelector(subject.selector);
      // An age that is compared is told apart, too.
      if (subject.kind === 'since') for (const test of tests) for (const age of comparedAges(test)) for (const type of subject.selector.events) eventOf(type).ages.add(age);
      if (subject.kind === 'count' || subject.kind === 'days' || subject.kind === 'distinct') {
        for (const test of tests) for (const bound of bounds(test)) for (const type of subject.selector.events) eventOf(type).counts.add(Math.round(bound));
      }
      if (subject.kind === 'total') {
        const scale = subject.property.type.kind === 'duration' ? 1 : 10_000;
        for (const test of tests) for (const bound of bounds(test)) for (const type of subject.selector.events) propertyOf(type, subject.property).sums.add(bound / scale);
      }
      if (subject.kind === 'distinct' || subject.kind === 'total') {
        for (const type of subject.selector.events) propertyOf(type, subject.property).measured = true;
        const known: ValueTest = { kind: 'known' };
        const whole: Subject = { kind: 'property', origin: subject.origin, property: subject.property, part: subject.kind === 'distinct' ? subject.part : undefined, type: subject.property.type };
        for (const type of subject.selector.events) onSubject(whole, [known], type);
      }
    }
  };
  const onCondition = (condition: Condition, event: EventType | undefined): void => {
    switch (condition.kind) {
      case 'and': case 'or': case 'at least': condition.parts.forEach((part) => onCondition(part, event)); break;
      case 'not': onCondition(condition.operand, event); break;
      case 'defined': onCondition(condition.definition.condition, event); break;
      case 'test': if (event !== undefined || equal?.test(condition) === undefined) onSubject(condition.subject, [condition.test], event); break;
      case 'qualified': case 'excluded': case 'stage': break;
    }
  };
  const onCases = (subject: Subject, cases: readonly { readonly origin: Origin; readonly test: ValueTest | undefined }[]): void => {
    for (const { origin, test } of cases) if (test !== undefined) onCondition({ kind: 'test', origin, subject, test }, undefined);
  };
  let selectors = 0;
  const onSelector = (selector: Selector): void => {
    selectors += 1;
    for (const type of selector.events) {
      const { ages, selectors: taking } = eventOf(type);
      taking.add(selectors);
      if (selector.window !== undefined) ages.add(selector.window);
      if (selector.filter !== undefined) onCondition(selector.filter, type);
    }
    if (selector.cut !== undefined) onSelector(selector.cut);
  };
  const onOccurrences = (rule: OccurrenceRule): void => {
    onSelector(rule.selector);
    if (rule.selector.events.length > 1) linked.push(rule.selector.events.map((event) => eventOf(event).ages));
    for (const type of rule.selector.events) {
      const { ages } = eventOf(type);
      for (const age of fadingAges(rule)) ages.add(age);
      if (rule.cooldown !== undefined) eventOf(type).gaps.add(rule.cooldown);
      if (rule.atMost !== undefined) eventOf(type).counts.add(rule.atMost);
      if (rule.upTo !== undefined) for (const { points } of rule.cases) if (points !== 0) eventOf(type).counts.add(Math.abs(Math.trunc(rule.upTo / points)) + 1);
      const main = type.properties[0];
      for (const one of rule.cases) {
        if (one.test === undefined || main === undefined) continue;
        onSubject({ kind: 'property', origin: one.origin, property: main, part: undefined, type: main.type }, [one.test], type);
      }
    }
  };

  for (const definition of definitions) {
    definition.exclusions.forEach((exclusion) => onCondition(exclusion.condition, undefined));
    for (const score of definition.scores) {
      if (score.kind !== 'section') continue;
      score.requirements.forEach((requirement) => onCondition(requirement.condition, undefined));
      for (const rule of score.rules) {
        if (equal?.rule(rule) !== undefined) continue;
        if (rule.when !== undefined) onCondition(rule.when, undefined);
        if (equal?.pay(rule) !== undefined) continue;
        if (rule.kind === 'occurrence rule') onOccurrences(rule);
        else if (rule.kind === 'condition rule') onCondition(rule.condition, undefined);
        else if (rule.kind === 'band rule') onCases(rule.subject, rule.cases);
        else {
          onSubject(rule.subject, [], undefined);
          if (rule.upTo !== undefined && rule.points !== 0 && rule.subject.kind === 'count') {
            const units = Math.abs(Math.trunc(rule.upTo / rule.points)) + 1;
            for (const type of rule.subject.selector.events) eventOf(type).counts.add(Math.ceil((units * rule.unit) / 10_000));
          }
        }
      }
    }
    definition.stages.forEach((stage) => stage.ways.forEach((way) => onCondition(way.condition, undefined)));
    if (definition.tier?.kind === 'tier list') definition.tier.tiers.forEach((tier) => onCondition(tier.condition, undefined));
    if (definition.tier?.kind === 'tier grid') {
      definition.tier.bandings.forEach((banding) => onSubject(banding.subject, banding.cases.flatMap((one) => (one.test === undefined ? [] : [one.test])), undefined));
    }
    definition.handoffs?.forEach((handoff) => { if (handoff.when !== undefined) onCondition(handoff.when, undefined); });
  }
  conditions.forEach((condition) => onCondition(condition, undefined));
  for (let grew = true; grew;) {
    grew = false;
    for (const group of linked) {
      const all = new Set(group.flatMap((ages) => [...ages]));
      for (const ages of group) for (const age of all) if (!ages.has(age)) { ages.add(age); grew = true; }
    }
  }
  return asked;
}

/**
 * One event type in the place of those that nothing tells apart: the same selectors take them, and none of their properties
 * is asked. So `activity` is not thirty types. Not for versions that read events otherwise.
 */
export function withoutTwins(asked: Asked): Asked {
  const seen = new Set<string>();
  const events = [...asked.events].sort(([first], [second]) => (first < second ? -1 : 1)).filter(([, { properties, selectors }]) => {
    if (properties.size > 0) return true;
    const key = [...selectors].join();
    return !seen.has(key) && seen.add(key);
  });
  return { fields: asked.fields, events: new Map(events) };
}

function bounds(test: ValueTest): number[] {
  if (test.kind === 'any') return test.tests.flatMap(bounds);
  if (test.kind === 'not') return bounds(test.test);
  return test.kind === 'interval' ? [test.low, test.high].flatMap((one) => one?.value ?? []) : [];
}

/** The least ages of both sides of each bound, above zero. */
function comparedAges(test: ValueTest): number[] {
  if (test.kind === 'any') return test.tests.flatMap(comparedAges);
  if (test.kind === 'not') return comparedAges(test.test);
  if (test.kind !== 'interval') return [];
  const low = test.low === undefined ? [] : [test.low.inclusive ? Math.ceil(test.low.value) : Math.floor(test.low.value) + 1];
  const high = test.high === undefined ? [] : [test.high.inclusive ? Math.floor(test.high.value) + 1 : Math.ceil(test.high.value)];
  return [...low, ...high].filter((age) => age > 0);
}

/** The ages at which an event of the rule pays less, as far as steps are told apart. */
function fadingAges({ fading, selector }: OccurrenceRule): number[] {
  if (fading === undefined) return [];
  const day = 86_400_000;
  const step = fading.kind === 'decay' ? fading.every : day;
  const reach = Math.min(selector.window ?? Infinity, fading.kind === 'fade' ? fading.days * day : Infinity);
  const ages: number[] = [];
  for (let index = 1; index <= mostSteps && index * step <= reach; index += 1) ages.push(index * step);
  if (reach !== Infinity) ages.push(reach);
  return ages;
}
