import type { Condition } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { report, textOf, type Lint } from './lint-context.ts';
import { nameOf, reasonAlways } from './reasons.ts';

/** A condition that holds for every lead. Of stages, tiers and handoffs, whole conditions are for other lints to judge. */
export const alwaysTrue: Lint = {
  name: 'always-true',
  check: ({ constants, bounds }) => constants
    .filter(({ condition, holds, place, whole }) => holds && !(condition === whole && (place === 'stage' || place === 'tier' || place === 'handoff')))
    .map(({ condition }) => report(likelyMistakeCodes.alwaysTrue, condition.origin, {
      condition: textOf(condition.origin),
      reason: reasonAlways(condition, bounds.reasoner),
      subject: subjectOfDenials(condition),
    })),
};

/** The name of the subject, if the condition is an `or` of denials of one subject: `country != US or country != CA`. */
function subjectOfDenials(condition: Condition): string | undefined {
  if (condition.kind !== 'or') return undefined;
  const names = new Set(condition.parts.map((part) =>
    (part.kind === 'not' && part.operand.kind === 'test' && part.operand.test.kind !== 'interval' ? nameOf(part.operand.subject) : undefined)));
  return names.size === 1 ? [...names][0] : undefined;
}
