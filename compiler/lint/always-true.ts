import type { Condition } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { report, textOf, type Lint } from './lint-context.ts';
import { nameOf, reasonAlways } from './reasons.ts';

/** A condition that holds for every lead. Of stages, tiers and handoffs, whole conditions are for other lints to judge. */
export const alwaysTrue: Lint = ({ constants, bounds }) => constants
  .filter(({ condition, holds, place, whole }) => holds && !(condition === whole && (place === 'stage' || place === 'tier' || place === 'handoff')))
  .map(({ condition }) => report(likelyMistakeCodes.alwaysTrue, condition.origin, {
    condition: textOf(condition.origin),
    reason: reasonAlways(condition, bounds.reasoner),
    instead: withoutAny(condition),
  }));

/** What `country != US or country != CA` was meant to be: `country not in (US, CA)`. */
function withoutAny(condition: Condition): string | undefined {
  if (condition.kind !== 'or') return undefined;
  const denials = condition.parts.map((part) => {
    if (part.kind !== 'not' || part.operand.kind !== 'test' || part.operand.test.kind === 'missing') return undefined;
    const value = /^\S+\s*(?:!=|is\s+not)\s*(\S.*)$/is.exec(textOf(part.origin))?.[1];
    return value === undefined ? undefined : { name: nameOf(part.operand.subject), value };
  });
  const [first] = denials;
  if (first === undefined || denials.some((denial) => denial?.name !== first.name)) return undefined;
  return `${first.name} not in (${denials.map((denial) => denial!.value).join(', ')})`;
}
