import type { Condition } from '../check/checked.ts';
import { thatFails, thatHolds, type Reasoner } from '../reason/reasoner.ts';
import { partsOf, type PlacedCondition, type Place } from './each-condition.ts';
import { hasEmptyRange } from './empty-range.ts';

/** A condition that is the same for every lead, although none of its parts is. */
export interface ConstantCondition {
  readonly condition: Condition;
  readonly holds: boolean;
  readonly place: Place;
  /** The whole condition that it is part of, or is. */
  readonly whole: Condition;
}

export function constantConditions(conditions: readonly PlacedCondition[], reasoner: Reasoner): readonly ConstantCondition[] {
  const found: ConstantCondition[] = [];
  for (const placed of conditions) addWithin(placed, placed.condition, reasoner, found);
  return found;
}

function addWithin(placed: PlacedCondition, condition: Condition, reasoner: Reasoner, found: ConstantCondition[]): void {
  const before = found.length;
  const parts = partsOf(condition);
  for (const part of parts) addWithin(placed, part, reasoner, found);
  // What a name stands for is looked at where it is declared, and an empty range has a diagnostic of its own.
  if (found.length > before || (condition.kind !== 'test' && parts.length === 0) || hasEmptyRange(condition)) return;
  const holds = !reasoner.refutes([thatHolds(condition)]);
  if (holds && !reasoner.refutes([thatFails(condition)])) return;
  found.push({ condition, holds, place: placed.place, whole: placed.condition });
}
