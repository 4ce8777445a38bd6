import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { isPossible } from '../reason/worlds.ts';
import { eachBanding } from './each-banding.ts';
import { isEmptyRange } from './empty-range.ts';
import { isInside, report, textOf, type Lint } from './lint-context.ts';
import { reasonNever } from './reasons.ts';
import { isUnreachable } from './unreachable-stage.ts';

/** A condition, or a case of a banded rule, that holds for no lead. */
export const alwaysFalse: Lint = {
  name: 'always-false',
  check: (context) => {
    const { constants, bounds: { reasoner }, definition } = context;
    const judgedElsewhere = [
      ...definition.stages.flatMap(({ ways }) => ways.filter(({ condition }) => isUnreachable(condition, context))),
      ...(definition.tier?.kind === 'tier list' ? definition.tier.tiers : []),
    ];
    const conditions = constants
      .filter(({ condition, holds, place, whole }) => !holds
        && !((place === 'tier' || place === 'handoff') && condition === whole)
        && !((place === 'stage' || place === 'tier') && condition === whole && judgedElsewhere.some((each) => isInside(condition.origin, each.origin)))
        && !(place === 'stage' && judgedElsewhere.some((each) => isInside(condition.origin, each.origin))))
      .map(({ condition }) => report(likelyMistakeCodes.alwaysFalse, condition.origin,
        { condition: textOf(condition.origin), reason: reasonNever(condition, reasoner) }));
    const cases = eachBanding(definition).flatMap(({ subject, cases: all }) => all.flatMap(({ origin, test }) => {
      if (test === undefined || isEmptyRange(test) || isPossible(subject, reasoner.rangeOf(subject), [{ test, holds: true }])) return [];
      const reason = reasonNever({ kind: 'test', origin, subject, test }, reasoner);
      return [report(likelyMistakeCodes.alwaysFalse, origin, { condition: textOf(origin), reason })];
    }));
    return [...conditions, ...cases];
  },
};
