/** All conditions of a definition, with what their places do to them. */
import type { Condition, Definition, Selector } from '../../compiler/check/checked.ts';
import { unreachable } from '../../compiler/unreachable.ts';

export interface PlacedCondition {
  readonly condition: Condition;
  /** It would mean the same as a defined name: it asks no score or stage, and no window or cut of its place reaches into it. */
  readonly closed: boolean;
}

export function checkedConditions(definition: Definition): PlacedCondition[] {
  const found: PlacedCondition[] = [];
  const visit = (condition: Condition): void => {
    found.push({ condition, closed: isClosed(condition) });
    if (condition.kind === 'and' || condition.kind === 'or' || condition.kind === 'at least') condition.parts.forEach(visit);
    else if (condition.kind === 'not') visit(condition.operand);
  };
  definition.exclusions.forEach((exclusion) => visit(exclusion.condition));
  for (const score of definition.scores) {
    if (score.kind !== 'section') continue;
    score.requirements.forEach((requirement) => visit(requirement.condition));
    for (const rule of score.rules) {
      if (rule.kind === 'condition rule') visit(rule.condition);
      if (rule.when !== undefined) visit(rule.when);
    }
  }
  for (const stage of definition.stages) stage.ways.forEach((way) => visit(way.condition));
  if (definition.tier?.kind === 'tier list') definition.tier.tiers.forEach((tier) => visit(tier.condition));
  definition.handoffs?.forEach((handoff) => { if (handoff.when !== undefined) visit(handoff.when); });
  return found;
}

function isClosed(condition: Condition): boolean {
  switch (condition.kind) {
    case 'and': case 'or': case 'at least': return condition.parts.every(isClosed);
    case 'not': return isClosed(condition.operand);
    case 'defined': return true;
    case 'qualified': case 'excluded': case 'stage': return false;
    case 'test': {
      const { subject } = condition;
      switch (subject.kind) {
        case 'field': return true;
        case 'property': case 'score': case 'tier': return false;
        case 'count': case 'days': case 'distinct': case 'total': case 'since': return ownWindow(subject.selector);
        default: return unreachable(subject);
      }
    }
    default: return unreachable(condition);
  }
}

/** The selector has no cut, and its window, where it has one, stands in its own text. */
function ownWindow({ cut, window, origin }: Selector): boolean {
  if (cut !== undefined) return false;
  return window === undefined || /\bwithin\b/i.test(origin.file.text.slice(origin.span.start, origin.span.end));
}
