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
      instead: withoutAny(condition),
    })),
};

/** What `country != US or country != CA` was meant to be: `country not in (US, CA)`. */
function withoutAny(condition: Condition): string | undefined {
  if (condition.kind !== 'or') return undefined;
  const denials = condition.parts.map((part) => {
    if (part.kind !== 'not' || part.operand.kind !== 'test' || part.operand.test.kind === 'interval') return undefined;
    const value = /^\S+\s*(?:!=|is\s+not)\s*(\S.*)$/is.exec(textOf(part.origin))?.[1];
    return value === undefined ? undefined : { name: nameOf(part.operand.subject), value };
  });
  const names = new Set(denials.map((denial) => denial?.name));
  if (names.size !== 1 || denials[0] === undefined) return undefined;
  return `${denials[0].name} not in (${denials.map((denial) => denial!.value).join(', ')})`;
}
