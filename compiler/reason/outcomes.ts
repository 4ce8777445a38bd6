/** What asks how a lead came out, and so rests on the points of rules. */
import type { Condition, Rule, Subject } from '../check/checked.ts';
import { unreachable } from '../unreachable.ts';
import { Memo } from './memo.ts';

const known = new Memo<Condition, boolean>();

/** Asks a score, a stage, a tier, `qualified` or `excluded`, through names, too. */
export function asksOutcomes(condition: Condition): boolean {
  if (condition.kind === 'test') return isOutcome(condition.subject);
  const before = known.get(condition);
  if (before !== undefined) return before;
  const asks = askedIn(condition);
  known.set(condition, asks);
  return asks;
}

function askedIn(condition: Exclude<Condition, { readonly kind: 'test' }>): boolean {
  switch (condition.kind) {
    case 'and':
    case 'or':
    case 'at least':
      return condition.parts.some(asksOutcomes);
    case 'not':
      return asksOutcomes(condition.operand);
    case 'defined':
      return asksOutcomes(condition.definition.condition);
    case 'qualified':
    case 'excluded':
    case 'stage':
      return true;
    default:
      return unreachable(condition);
  }
}

function isOutcome(subject: Subject): boolean {
  return subject.kind === 'score' || subject.kind === 'tier';
}

export function ruleAsksOutcomes(rule: Rule): boolean {
  if (rule.when !== undefined && asksOutcomes(rule.when)) return true;
  switch (rule.kind) {
    case 'condition rule':
      return asksOutcomes(rule.condition);
    case 'band rule':
    case 'proportional rule':
      return isOutcome(rule.subject);
    case 'occurrence rule':
      // Filters ask the event alone.
      return false;
    default:
      return unreachable(rule);
  }
}
