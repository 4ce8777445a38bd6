/** Conditions as JavaScript expressions. What they ask of is for the caller to say. */
import { unreachable } from '../../unreachable.ts';
import type { Condition, Subject, Test } from '../../plan/plan.ts';
import { asPart, disjunction, grouped } from './emit-test.ts';

export interface ConditionContext {
  test(subject: Subject, test: Test): string;
  other(condition: Extract<Condition, { readonly kind: 'condition' | 'qualified' | 'excluded' | 'stage' }>): string;
}

export function conditionCode(condition: Condition, context: ConditionContext): string {
  switch (condition.kind) {
    case 'and':
      return condition.parts.map((part) => asPart(conditionCode(part, context))).join(' && ');
    case 'or':
      return disjunction(condition.parts.map((part) => conditionCode(part, context)));
    case 'not':
      return `!${grouped(conditionCode(condition.operand, context))}`;
    case 'at least': {
      const parts = condition.parts.map((part) => conditionCode(part, context));
      if (condition.count === 1) return disjunction(parts);
      if (condition.count > parts.length) return 'false';
      return `${parts.map((part) => `(${grouped(part)} ? 1 : 0)`).join(' + ')} >= ${condition.count}`;
    }
    case 'condition':
    case 'qualified':
    case 'excluded':
    case 'stage':
      return context.other(condition);
    case 'test':
      return context.test(condition.subject, condition.test);
    default:
      return unreachable(condition);
  }
}
