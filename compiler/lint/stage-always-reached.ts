import type { Condition, Stage } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { thatFails } from '../reason/reasoner.ts';
import { mentionsStage } from './mentions-stage.ts';
import { report, textOf, type Lint } from './lint-context.ts';
import { reasonAlways } from './reasons.ts';
import { isUnreachable } from './unreachable-stage.ts';

/** A condition of a stage that every qualified lead meets. `when qualified` says so openly, and is fine. */
export const stageAlwaysReached: Lint = (context) => {
  if (context.nobodyQualifies) return [];
  const { reasoner } = context.qualifiedBounds;
  const constant = new Set<Stage>(context.definition.stages.filter(({ ways }) => ways.every(({ condition }) => isUnreachable(condition, context))));
  return context.definition.stages.flatMap((stage) => stage.ways.flatMap(({ condition }): readonly Diagnostic[] => {
    if (!reasoner.refutes([thatFails(condition)])) return [];
    const isCaused = mentionsStage(condition, constant);
    constant.add(stage);
    // A part that always holds by itself is marked alone.
    const hasConstantPart = context.constants.some((each) => each.holds && each.whole === condition && each.condition !== condition);
    if (isCaused || hasConstantPart || saysQualified(condition)) return [];
    const reason = reasonAlways(condition, reasoner);
    return [report(likelyMistakeCodes.stageAlwaysReached, condition.origin, { stage: stage.name, condition: textOf(condition.origin), reason })];
  }));
};

/** `qualified`, `not excluded`, or a stage that is reached by all. */
function saysQualified(condition: Condition): boolean {
  if (condition.kind === 'and') return condition.parts.every(saysQualified);
  if (condition.kind === 'not') return condition.operand.kind === 'excluded';
  return condition.kind === 'qualified' || condition.kind === 'stage';
}
