/** Formulas, tiers and handoffs. Language reference, sections 5 and 6. */
import type { Handoff, ScoreFormula, TierGrid, TierList } from '../compiler/check/checked.ts';
import { holds, passes } from './conditions.ts';
import { betweenFloorAndCeiling, divideRounded, withinBounds } from './points.ts';
import { known, type Situation } from './situation.ts';
import { valueOf } from './subjects.ts';

/** Each term is rounded by itself; then come the ceiling and the floor. */
export function formulaValue(formula: ScoreFormula, situation: Situation): bigint {
  const terms = formula.terms.map((term) =>
    term.kind === 'constant'
      ? BigInt(term.points)
      : divideRounded(BigInt(term.factor) * known(situation.scores.get(term.score)), 1_000_000n));
  const sum = terms.reduce((total, term) => total + term, 0n);
  return withinBounds(betweenFloorAndCeiling(sum, formula.floor, formula.upTo));
}

/** A node of the definition, and whether it held for the lead. */
export type Trace = Map<object, boolean>;

/** The label of the first tier that holds; `null` if there is none. */
export function tierOf(tier: TierList | TierGrid, situation: Situation, trace: Trace): string | null {
  return tier.kind === 'tier list' ? firstTier(tier, situation, trace) : gridLabel(tier, situation, trace);
}

function firstTier(list: TierList, situation: Situation, trace: Trace): string | null {
  const open = situation.excluded !== true;
  const given = open ? list.tiers.find((each) => holds(each.condition, situation)) : undefined;
  for (const each of list.tiers) trace.set(each, each === given);
  return given?.label ?? null;
}

function gridLabel(grid: TierGrid, situation: Situation, trace: Trace): string | null {
  const open = situation.excluded !== true;
  const labels = grid.bandings.map((banding) => {
    const value = valueOf(banding.subject, situation, undefined);
    const taken = banding.cases.find((each) => each.test === undefined || passes(value, each.test, situation));
    for (const each of banding.cases) trace.set(each, open && each === taken);
    return taken?.label;
  });
  const whole = open && labels.every((label) => label !== undefined);
  trace.set(grid, whole);
  return whole ? labels.join('') : null;
}

/** The first handoff whose condition holds, if the main stage does. */
export function handoffOf(handoffs: readonly Handoff[], situation: Situation, trace: Trace): Handoff | null {
  const open = known(situation.stages.get(situation.definition.mainStage));
  const given = open ? handoffs.find((each) => each.when === undefined || holds(each.when, situation)) : undefined;
  for (const each of handoffs) trace.set(each, each === given);
  return given ?? null;
}
