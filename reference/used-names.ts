/** What of the data a definition reads: values of no other column are looked at. Language reference, section 9. */
import type { Condition, Definition, Rule, Selector, Subject } from '../compiler/check/checked.ts';
import { unreachable } from '../compiler/unreachable.ts';

export interface UsedNames {
  /** Names of lead fields. */
  readonly fields: ReadonlySet<string>;
  /** Names of properties by the name of their event. */
  readonly properties: ReadonlyMap<string, ReadonlySet<string>>;
}

export function usedNames(definition: Definition): UsedNames {
  const fields = new Set<string>();
  const properties = new Map<string, Set<string>>();

  function useProperty(selector: Selector, property: string): void {
    for (const { name } of selector.events) {
      const names = properties.get(name) ?? new Set<string>();
      properties.set(name, names.add(property));
    }
  }

  function useSelector(selector: Selector): void {
    useCondition(selector.filter, selector);
    if (selector.cut !== undefined) useSelector(selector.cut);
  }

  /** `around` is the selector in whose filter the subject stands. */
  function useSubject(subject: Subject, around: Selector | undefined): void {
    switch (subject.kind) {
      case 'field':
        fields.add(subject.field.name);
        return;
      case 'property':
        useProperty(around!, subject.property.name);
        return;
      case 'distinct':
      case 'total':
        useProperty(subject.selector, subject.property.name);
        return useSelector(subject.selector);
      case 'count':
      case 'days':
      case 'since':
        return useSelector(subject.selector);
      case 'score':
      case 'tier':
        return;
      default:
        return unreachable(subject);
    }
  }

  function useCondition(condition: Condition | undefined, around?: Selector): void {
    switch (condition?.kind) {
      case 'and':
      case 'or':
      case 'at least':
        return condition.parts.forEach((part) => useCondition(part, around));
      case 'not':
        return useCondition(condition.operand, around);
      case 'defined':
        return useCondition(condition.definition.condition);
      case 'test':
        return useSubject(condition.subject, around);
      case 'qualified':
      case 'excluded':
      case 'stage':
      case undefined:
        return;
      default:
        return unreachable(condition);
    }
  }

  function useRule(rule: Rule): void {
    useCondition(rule.when);
    switch (rule.kind) {
      case 'condition rule':
        return useCondition(rule.condition);
      case 'band rule':
      case 'proportional rule':
        return useSubject(rule.subject, undefined);
      case 'occurrence rule': {
        useSelector(rule.selector);
        const main = rule.selector.events[0]?.properties[0];
        if (main !== undefined && rule.cases.some((each) => each.test !== undefined)) useProperty(rule.selector, main.name);
        return;
      }
      default:
        return unreachable(rule);
    }
  }

  definition.exclusions.forEach((each) => useCondition(each.condition));
  for (const score of definition.scores) {
    if (score.kind === 'derived score') continue;
    score.requirements.forEach((each) => useCondition(each.condition));
    score.rules.forEach(useRule);
  }
  definition.stages.forEach((stage) => stage.ways.forEach((way) => useCondition(way.condition)));
  if (definition.tier?.kind === 'tier list') definition.tier.tiers.forEach((tier) => useCondition(tier.condition));
  if (definition.tier?.kind === 'tier grid') definition.tier.bandings.forEach((banding) => useSubject(banding.subject, undefined));
  definition.handoffs?.forEach((handoff) => useCondition(handoff.when));
  return { fields, properties };
}
