/** Conditions as SQL: true, or else false or null. Language reference, section 4. */
import type { Condition, Subject } from '../../plan/plan.ts';
import { unreachable } from '../../unreachable.ts';
import { emitTest, type Operand, type Testing } from './emit-test.ts';
import { and, caseOf, no, not, or, sql, sum, type Sql } from './sql.ts';

/** What conditions name. */
export interface Surroundings {
  operand(subject: Subject): Operand;
  /** A named condition, `qualified`, `excluded` or a stage: a column that is true or false. */
  condition(condition: Extract<Condition, { kind: 'condition' | 'qualified' | 'excluded' | 'stage' }>): Sql;
}

export function emitCondition(testing: Testing, condition: Condition, surroundings: Surroundings): Sql {
  const emit = (part: Condition): Sql => emitCondition(testing, part, surroundings);
  switch (condition.kind) {
    case 'and':
      return and(condition.parts.map(emit));
    case 'or':
      return or(condition.parts.map(emit));
    case 'not':
      return not(emit(condition.operand));
    case 'at least': {
      if (condition.count === 1) return or(condition.parts.map(emit));
      const held = condition.parts.map((part) => caseOf([[emit(part), sql`1`]], sql`0`));
      return sql`${sum(held)} >= ${condition.count}`;
    }
    case 'condition':
    case 'qualified':
    case 'excluded':
    case 'stage':
      return surroundings.condition(condition);
    case 'test':
      return emitTest(testing, surroundings.operand(condition.subject), condition.test);
    default:
      return unreachable(condition);
  }
}
