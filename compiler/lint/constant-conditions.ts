import type { Condition, Definition } from '../check/checked.ts';
import { thatFails, thatHolds, type Reasoner } from '../reason/reasoner.ts';
import { eachCondition, partsOf, type PlacedCondition, type Place } from './each-condition.ts';
import { hasEmptyRange } from './empty-range.ts';

/** A condition that is the same for every lead, although none of its parts is. */
export interface ConstantCondition {
  readonly condition: Condition;
  readonly holds: boolean;
  readonly place: Place;
  /** The whole condition that it is part of, or is. */
  readonly whole: Condition;
}

export function constantConditions(definition: Definition, reasoner: Reasoner): readonly ConstantCondition[] {
  return eachCondition(definition).flatMap((placed) => within(placed, placed.condition, reasoner));
}

function within(placed: PlacedCondition, condition: Condition, reasoner: Reasoner): readonly ConstantCondition[] {
  const inner = partsOf(condition).flatMap((part) => within(placed, part, reasoner));
  // What a name stands for is looked at where it is declared, and an empty range has a diagnostic of its own.
  if (inner.length > 0 || (condition.kind !== 'test' && partsOf(condition).length === 0) || hasEmptyRange(condition)) return inner;
  const found = (holds: boolean): ConstantCondition => ({ condition, holds, place: placed.place, whole: placed.condition });
  if (reasoner.refutes([thatHolds(condition)])) return [found(false)];
  return reasoner.refutes([thatFails(condition)]) ? [found(true)] : [];
}
