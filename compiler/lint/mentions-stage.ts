import type { Condition, Stage } from '../check/checked.ts';
import { partsOf } from './each-condition.ts';

export function mentionsStage(condition: Condition, stages: ReadonlySet<Stage>): boolean {
  return condition.kind === 'stage' ? stages.has(condition.stage) : partsOf(condition).some((part) => mentionsStage(part, stages));
}
