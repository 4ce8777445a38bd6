/** Whether a condition holds. Logic is two-valued. Language reference, section 4. */
import type { Bound, Condition, TextTest, TypedEvent, TypedScalar, ValueTest } from '../compiler/check/checked.ts';
import { unreachable } from '../compiler/unreachable.ts';
import { known, type Situation } from './situation.ts';
import { isList, valueOf, type Value } from './subjects.ts';
import { matchesPattern, mentions, normalForm, urlPath } from './text.ts';

/** `event` is the one at hand inside a selector's filter. */
export function holds(condition: Condition, situation: Situation, event?: TypedEvent): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => holds(part, situation, event));
    case 'or':
      return condition.parts.some((part) => holds(part, situation, event));
    case 'not':
      return !holds(condition.operand, situation, event);
    case 'at least':
      return condition.parts.filter((part) => holds(part, situation, event)).length >= condition.count;
    case 'defined':
      return holds(condition.definition.condition, situation);
    case 'qualified':
      return known(situation.qualified);
    case 'excluded':
      return known(situation.excluded);
    case 'stage':
      return known(situation.stages.get(condition.stage));
    case 'test':
      return passes(valueOf(condition.subject, situation, event), condition.test, situation);
    default:
      return unreachable(condition);
  }
}

/** Whether a value passes a test. A missing one passes no test but `missing` and what is negated. */
export function passes(value: Value, test: ValueTest, situation: Situation): boolean {
  const isMissing = value === undefined || (isList(value) && value.length === 0);
  if (test.kind === 'missing') return isMissing;
  if (test.kind === 'not') return !passes(value, test.test, situation);
  if (isMissing) return false;
  switch (test.kind) {
    case 'known':
      return true;
    case 'interval':
      return isAmount(value) && aboveLow(value, test.low) && belowHigh(value, test.high);
    case 'recent':
      return isAmount(value) && value > situation.now - test.milliseconds && value <= situation.now;
    case 'boolean':
      return value === test.value;
    case 'text':
      return typeof value === 'string' && textPasses(value, test);
    case 'member':
      return value === test.member;
    case 'label':
      return typeof value === 'string' && normalForm(value) === normalForm(test.label);
    case 'any':
      return test.tests.some((each) => passes(value, each, situation));
    case 'has':
      return isList(value) && has(value, test.quantifier, test.tests, situation);
    default:
      return unreachable(test);
  }
}

function has(list: readonly TypedScalar[], quantifier: 'any' | 'all', tests: readonly ValueTest[], situation: Situation): boolean {
  const found = (test: ValueTest): boolean => list.some((element) => passes(element, test, situation));
  return quantifier === 'any' ? tests.some(found) : tests.every(found);
}

function isAmount(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function aboveLow(value: number | bigint, low: Bound | undefined): boolean {
  if (low === undefined) return true;
  return low.inclusive ? value >= low.value : value > low.value;
}

function belowHigh(value: number | bigint, high: Bound | undefined): boolean {
  if (high === undefined) return true;
  return high.inclusive ? value <= high.value : value < high.value;
}

function textPasses(value: string, test: TextTest): boolean {
  const text = normalForm(test.byPath ? urlPath(value) : value);
  const operand = normalForm(test.operand);
  switch (test.operator) {
    case 'equals':
      return text === operand;
    case 'contains':
      return text.includes(operand);
    case 'starts with':
      return text.startsWith(operand);
    case 'ends with':
      return text.endsWith(operand);
    case 'mentions':
      return mentions(text, operand);
    case 'matches':
      return matchesPattern(text, test.pieces);
    default:
      return unreachable(test.operator);
  }
}
