import { alwaysFalse } from './always-false.ts';
import { alwaysTrue } from './always-true.ts';
import { contradictingRequirements } from './contradicting-requirements.ts';
import { emptyClaim } from './empty-claim.ts';
import { emptyRange } from './empty-range.ts';
import { forgottenPoints } from './forgotten-points.ts';
import { gapBetweenCases } from './gap-between-cases.ts';
import { hiddenCase } from './hidden-case.ts';
import { idleCeiling } from './idle-ceiling.ts';
import type { Lint } from './lint-context.ts';
import { overlappingCases } from './overlapping-cases.ts';
import { repeatedRule } from './repeated-rule.ts';
import { reviewOverdue } from './review-overdue.ts';
import { stageAlwaysReached } from './stage-always-reached.ts';
import { testWithoutExpectation } from './test-without-expectation.ts';
import { unreachableHandoff } from './unreachable-handoff.ts';
import { unreachableStage } from './unreachable-stage.ts';
import { unreachableTier } from './unreachable-tier.ts';
import { unusedName } from './unused-name.ts';

/** Every likely mistake that is looked for. Language reference, section 8. */
export const lints: readonly Lint[] = [
  alwaysFalse,
  alwaysTrue,
  contradictingRequirements,
  emptyClaim,
  emptyRange,
  forgottenPoints,
  gapBetweenCases,
  hiddenCase,
  idleCeiling,
  overlappingCases,
  repeatedRule,
  reviewOverdue,
  stageAlwaysReached,
  testWithoutExpectation,
  unreachableHandoff,
  unreachableStage,
  unreachableTier,
  unusedName,
];
