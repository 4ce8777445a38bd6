/** A definition's parts with the names of `define` replaced by what they stand for, so that renaming one changes no meaning. */
import type { Condition, Rule } from '../../compiler/check/checked.ts';

export function inlineCondition(condition: Condition): Condition {
  switch (condition.kind) {
    case 'defined': return inlineCondition(condition.definition.condition);
    case 'and': case 'or': {
      // `a and (b and c)` asks what `a and b and c` asks.
      const parts = condition.parts.map(inlineCondition).flatMap((part) => (part.kind === condition.kind ? part.parts : [part]));
      return { ...condition, parts };
    }
    case 'at least': return condition.count === 1
      ? inlineCondition({ kind: 'or', origin: condition.origin, parts: condition.parts })
      : { ...condition, parts: condition.parts.map(inlineCondition) };
    case 'not': {
      const operand = inlineCondition(condition.operand);
      return operand.kind === 'not' ? operand.operand : { ...condition, operand };
    }
    case 'test': case 'stage': case 'qualified': case 'excluded': return condition;
  }
}

export function inlineRule(rule: Rule): Rule {
  const when = rule.when === undefined ? undefined : inlineCondition(rule.when);
  return rule.kind === 'condition rule' ? { ...rule, when, condition: inlineCondition(rule.condition) } : { ...rule, when };
}
