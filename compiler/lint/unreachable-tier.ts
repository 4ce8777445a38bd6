import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { thatFails, thatHolds } from '../reason/reasoner.ts';
import { hasEmptyRange } from './empty-range.ts';
import { related, report, textOf, type Lint } from './lint-context.ts';
import { culpritOf, reasonNever } from './reasons.ts';

/** So many tiers before one are looked at. */
const mostCompared = 30;

/** A tier that no lead gets: its condition never holds, or the tiers before it take every lead that meets it. */
export const unreachableTier: Lint = ({ definition: { tier }, bounds: { reasoner } }) => {
  if (tier?.kind !== 'tier list') return [];
  return tier.tiers.flatMap(({ label, condition }, index): readonly Diagnostic[] => {
    if (hasEmptyRange(condition)) return [];
    if (reasoner.refutes([thatHolds(condition)])) {
      const part = culpritOf(condition, reasoner);
      return [report(likelyMistakeCodes.unreachableTier, part.origin, { label, condition: textOf(part.origin), reason: reasonNever(part, reasoner), by: undefined })];
    }
    const evidence = { label, condition: textOf(condition.origin) };
    const earlier = tier.tiers.slice(Math.max(0, index - mostCompared), index);
    if (!reasoner.refutes([thatHolds(condition), ...earlier.map((each) => thatFails(each.condition))])) return [];
    const taking = earlier.find((each) => reasoner.refutes([thatHolds(condition), thatFails(each.condition)]));
    return [report(likelyMistakeCodes.unreachableTier, condition.origin, { ...evidence, reason: undefined, by: taking?.label ?? '' },
      { related: taking === undefined ? [] : [related(taking.origin, 'this tier is given first')] })];
  });
};
