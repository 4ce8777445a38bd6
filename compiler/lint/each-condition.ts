import type { Condition, Definition, Rule, Selector, Subject, ValueTest, Origin } from '../check/checked.ts';
import { unreachable } from '../unreachable.ts';

/** Where a condition stands. */
export type Place = 'exclusion' | 'requirement' | 'rule' | 'when' | 'filter' | 'stage' | 'tier' | 'handoff' | 'defined name';

export interface PlacedCondition {
  readonly place: Place;
  readonly condition: Condition;
}

/** Every condition of a definition that is part of no other, in order; a filter of events that stands in many selectors comes once. */
export function eachCondition(definition: Definition): readonly PlacedCondition[] {
  const found: PlacedCondition[] = [];
  const filters = new Set<Condition>();

  function add(place: Place, condition: Condition | undefined): void {
    if (condition === undefined) return;
    found.push({ place, condition });
    addSubjects(condition);
  }
  function addSubjects(condition: Condition): void {
    if (condition.kind === 'test') addSubject(condition.subject);
    else for (const part of partsOf(condition)) addSubjects(part);
  }
  function addSubject(subject: Subject): void {
    if ('selector' in subject) addSelector(subject.selector);
  }
  function addSelector(selector: Selector): void {
    const { filter, cut } = selector;
    if (filter !== undefined && !filters.has(filter)) {
      filters.add(filter);
      add('filter', filter);
    }
    if (cut !== undefined) addSelector(cut);
  }
  function addRule(rule: Rule): void {
    if (rule.kind === 'condition rule') add('rule', rule.condition);
    else if (rule.kind === 'occurrence rule') addSelector(rule.selector);
    else addSubject(rule.subject);
    add('when', rule.when);
  }

  for (const { condition, origin } of definition.defined) {
    if (origin.file.path === definition.file.path) add('defined name', condition);
  }
  for (const { condition } of definition.exclusions) add('exclusion', condition);
  for (const score of definition.scores) {
    if (score.kind !== 'section') continue;
    for (const { condition } of score.requirements) add('requirement', condition);
    for (const rule of score.rules) addRule(rule);
  }
  for (const stage of definition.stages) {
    for (const { condition } of stage.ways) add('stage', condition);
  }
  if (definition.tier?.kind === 'tier list') {
    for (const { condition } of definition.tier.tiers) add('tier', condition);
  } else {
    for (const { subject } of definition.tier?.bandings ?? []) addSubject(subject);
  }
  for (const { when } of definition.handoffs ?? []) add('handoff', when);
  return found;
}

const none: readonly Condition[] = [];

/** The conditions that this one is made of; none for a test, and none inside of names. */
export function partsOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
    case 'at least':
      return condition.parts;
    case 'not':
      return [condition.operand];
    case 'defined':
    case 'qualified':
    case 'excluded':
    case 'stage':
    case 'test':
      return none;
    default:
      return unreachable(condition);
  }
}
