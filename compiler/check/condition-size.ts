/** How much a condition comes to when the names in it are written out. Language reference, section 4. */
import type { Condition, DefinedCondition } from './checked.ts';
import { unreachable } from '../unreachable.ts';

export interface ConditionSize {
  /** Tests and their joints. */
  readonly conditions: number;
  /** Names that stand for names. */
  readonly names: number;
}

/** No person writes more; and engines that write names out stay quick. */
export const mostConditions = 10_000;
export const mostNames = 200;

const sizes = new WeakMap<DefinedCondition, ConditionSize>();

export function sizeOfDefined(defined: DefinedCondition): ConditionSize {
  const known = sizes.get(defined);
  if (known !== undefined) return known;
  const { conditions, names } = sizeOf(defined.condition);
  const size = { conditions, names: names + 1 };
  sizes.set(defined, size);
  return size;
}

export function sizeOf(condition: Condition): ConditionSize {
  switch (condition.kind) {
    case 'and':
    case 'or':
    case 'at least':
      return joined(condition.parts);
    case 'not':
      return joined([condition.operand]);
    case 'defined':
      return sizeOfDefined(condition.definition);
    case 'test': {
      const filter = 'selector' in condition.subject ? condition.subject.selector.filter : undefined;
      return joined(filter === undefined ? [] : [filter]);
    }
    case 'qualified':
    case 'excluded':
    case 'stage':
      return joined([]);
    default:
      return unreachable(condition);
  }
}

function joined(parts: readonly Condition[]): ConditionSize {
  return parts.map(sizeOf).reduce((sum, part) => ({ conditions: sum.conditions + part.conditions, names: Math.max(sum.names, part.names) }), { conditions: 1, names: 0 });
}
