import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { thatHolds } from '../reason/reasoner.ts';
import { isPossible } from '../reason/worlds.ts';
import type { ConstantCondition } from './constant-conditions.ts';
import { isEmptyRange } from './empty-range.ts';
import { report, textOf, type Lint, type LintContext } from './lint-context.ts';
import { reasonNever } from './reasons.ts';
import { isUnreachable } from './unreachable-stage.ts';

/** A condition, or a case of a banded rule, that holds for no lead. */
export const alwaysFalse: Lint = (context) => {
  const { constants, bounds: { reasoner }, bandings } = context;
  const conditions = constants
    .filter((constant) => !constant.holds && !isJudgedElsewhere(constant, context))
    .map(({ condition }) => report(likelyMistakeCodes.alwaysFalse, condition.origin,
      { condition: textOf(condition.origin), reason: reasonNever(condition, reasoner) }));
  const cases = bandings.flatMap(({ subject, cases: all }) => all.flatMap(({ origin, test }) => {
    if (test === undefined || isEmptyRange(test) || isPossible(subject, reasoner.rangeOf(subject), [{ test, holds: true }])) return [];
    const reason = reasonNever({ kind: 'test', origin, subject, test }, reasoner);
    return [report(likelyMistakeCodes.alwaysFalse, origin, { condition: textOf(origin), reason })];
  }));
  return [...conditions, ...cases];
};

/** A stage, tier or handoff that nobody gets because of it says so itself. */
function isJudgedElsewhere({ place, whole }: ConstantCondition, context: LintContext): boolean {
  if (place === 'stage') return isUnreachable(whole, context);
  return (place === 'tier' || place === 'handoff') && context.bounds.reasoner.refutes([thatHolds(whole)]);
}
