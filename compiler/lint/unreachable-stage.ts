import type { Condition, Stage } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { thatHolds } from '../reason/reasoner.ts';
import { hasEmptyRange } from './empty-range.ts';
import { mentionsStage } from './mentions-stage.ts';
import { report, textOf, type Lint, type LintContext } from './lint-context.ts';
import { culpritOf, reasonNever } from './reasons.ts';

/** A way into a stage that no qualified lead can take. */
export const unreachableStage: Lint = (context) => {
  if (context.nobodyQualifies) return [];
  const unreachable = new Set<Stage>();
  return context.definition.stages.flatMap((stage) => stage.ways.flatMap(({ condition }): readonly Diagnostic[] => {
    // A stage that asks one that nobody reaches has no mistake of its own.
    if (mentionsStage(condition, unreachable) || !isUnreachable(condition, context)) return [];
    if (stage.ways.every((way) => isUnreachable(way.condition, context))) unreachable.add(stage);
    // That has a diagnostic of its own.
    if (hasEmptyRange(condition)) return [];
    const { part, reason } = culprit(condition, context);
    return [report(likelyMistakeCodes.unreachableStage, part.origin, { stage: stage.name, ways: stage.ways.length, condition: textOf(part.origin), reason })];
  }));
};

/** No qualified lead can take this way into a stage. */
export function isUnreachable(condition: Condition, { qualifiedBounds }: LintContext): boolean {
  return qualifiedBounds.reasoner.refutes([thatHolds(condition)]);
}

/** The part that no lead can meet, if it is one. */
function culprit(condition: Condition, { bounds, qualifiedBounds }: LintContext): { part: Condition; reason: string | undefined } {
  const part = culpritOf(condition, qualifiedBounds.reasoner);
  const isForAll = bounds.reasoner.refutes([thatHolds(part)]);
  const reason = reasonNever(part, isForAll ? bounds.reasoner : qualifiedBounds.reasoner);
  return { part, reason: reason ?? (isForAll ? undefined : 'the requirements and exclusions leave no such lead') };
}
