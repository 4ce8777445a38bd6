import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { thatFails, thatHolds } from '../reason/reasoner.ts';
import { hasEmptyRange } from './empty-range.ts';
import { related, report, textOf, type Lint } from './lint-context.ts';
import { culpritOf, reasonNever } from './reasons.ts';

/** So many items before one are looked at together. */
const mostCompared = 30;

/**
 * A handoff to which no lead gets: its condition never holds, or the items before it take every lead that meets it. What the
 * requirements leave is not looked at: routes are often written for more leads than qualify today.
 */
export const unreachableHandoff: Lint = ({ definition, bounds: { reasoner } }) => {
  const items = definition.handoffs ?? [];
  return items.flatMap(({ origin, to, when }, index): readonly Diagnostic[] => {
    if (when !== undefined && hasEmptyRange(when)) return [];
    if (when !== undefined && reasoner.refutes([thatHolds(when)])) {
      const part = culpritOf(when, reasoner);
      return [report(likelyMistakeCodes.unreachableHandoff, part.origin, { to, condition: textOf(part.origin), reason: reasonNever(part, reasoner), by: undefined })];
    }
    const evidence = { to, condition: textOf(origin) };
    const earlier = items.slice(0, index);
    const takesAll = earlier.findIndex((each) => each.when === undefined);
    // One item that takes all hides all that come after it; it is said once.
    if (takesAll !== -1 && takesAll < index - 1) return [];
    const own = when === undefined ? [] : [thatHolds(when)];
    const isHidden = takesAll !== -1 || reasoner.refutes([...own, ...earlier.slice(-mostCompared).map((each) => thatFails(each.when!))]);
    if (!isHidden) return [];
    const taking = earlier.find((each) => each.when === undefined || reasoner.refutes([...own, thatFails(each.when)]));
    return [report(likelyMistakeCodes.unreachableHandoff, origin, { ...evidence, reason: undefined, by: taking?.to ?? '' },
      { related: taking === undefined ? [] : [related(taking.origin, 'this item takes the lead first')] })];
  });
};
