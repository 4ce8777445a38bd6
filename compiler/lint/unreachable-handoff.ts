import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Condition } from '../check/checked.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { thatFails, thatHolds, type Goal } from '../reason/reasoner.ts';
import { hasEmptyRange } from './empty-range.ts';
import { related, report, textOf, type Lint } from './lint-context.ts';
import { reasonNever } from './reasons.ts';

/** A handoff to which no lead gets: its condition never holds, or the items before it take every lead. */
export const unreachableHandoff: Lint = {
  name: 'unreachable-handoff',
  check: ({ definition, nobodyQualifies, qualifiedBounds: { reasoner } }) => {
    const stage: Condition = { kind: 'stage', origin: definition.mainStage.origin, stage: definition.mainStage };
    // Where nobody reaches the main stage, that is the mistake.
    if (nobodyQualifies || reasoner.refutes([thatHolds(stage)])) return [];
    const items = definition.handoffs ?? [];
    return items.flatMap(({ origin, to, when }, index): readonly Diagnostic[] => {
      const earlier = items.slice(0, index);
      const goals: readonly Goal[] = when === undefined ? [thatHolds(stage)] : [thatHolds(stage), thatHolds(when)];
      if (when !== undefined && (hasEmptyRange(when) || reasoner.refutes(goals))) {
        const reason = reasonNever(when, reasoner) ?? `no lead in the stage \`${definition.mainStage.name}\` meets it`;
        return hasEmptyRange(when) ? [] : [report(likelyMistakeCodes.unreachableHandoff, when.origin, { to, condition: textOf(when.origin), reason, by: undefined })];
      }
      const takesAll = earlier.findIndex((each) => each.when === undefined);
      // One item that takes all hides all that come after it; it is said once.
      if (takesAll !== -1 && takesAll < index - 1) return [];
      const isHidden = takesAll !== -1 || (earlier.length > 0 && reasoner.refutes([...goals, ...earlier.map((each) => thatFails(each.when!))]));
      if (!isHidden) return [];
      const taking = earlier.find((each) => each.when === undefined || reasoner.refutes([...goals, thatFails(each.when)]));
      return [report(likelyMistakeCodes.unreachableHandoff, origin, { to, condition: textOf(origin), reason: undefined, by: taking?.to ?? '' },
        { related: taking === undefined ? [] : [related(taking.origin, 'this item takes the lead first')] })];
    });
  },
};
