import type { Condition } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { requirementsOf, thatFails, thatHolds } from '../reason/reasoner.ts';
import { hasEmptyRange } from './empty-range.ts';
import { related, report, textOf, type Lint } from './lint-context.ts';
import { clashingPair } from './reasons.ts';

/** Requirements, or a requirement and an exclusion, that leave no lead to qualify. */
export const contradictingRequirements: Lint = ({ definition, nobodyQualifies, bounds: { reasoner } }) => {
  if (!nobodyQualifies) return [];
  const requirements = requirementsOf(definition);
  const exclusions = definition.exclusions.map(({ condition }) => condition);
  // One that is impossible by itself, or excludes everybody by itself, has a diagnostic already.
  const isExplained = requirements.some((each) => hasEmptyRange(each) || reasoner.refutes([thatHolds(each)]))
    || exclusions.some((each) => reasoner.refutes([thatFails(each)]));
  if (isExplained) return [];
  const pair = clashingPair(requirements, reasoner);
  if (pair !== undefined) return [contradiction(pair[0], pair[1], 'requirement')];
  for (const requirement of requirements) {
    const exclusion = exclusions.find((each) => reasoner.refutes([thatHolds(requirement), thatFails(each)]));
    if (exclusion !== undefined) return [contradiction(exclusion, requirement, 'exclusion')];
  }
  return [contradiction(undefined, (requirements.at(-1) ?? exclusions.at(-1))!, 'requirement')];
};

function contradiction(other: Condition | undefined, requirement: Condition, kind: 'requirement' | 'exclusion') {
  return report(likelyMistakeCodes.contradictingRequirements, requirement.origin,
    { requirement: textOf(requirement.origin), other: other && textOf(other.origin), kind },
    { related: other === undefined ? [] : [related(other.origin, `the ${kind} it contradicts`)] });
}
