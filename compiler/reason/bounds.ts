/**
 * The least and the most that the rules, sections, derived scores and `score` of a definition can come to, for any lead at
 * any time. Sound: no lead is ever outside; not always tight. Editors show them, and lints rest on them.
 */
import type { Condition, Definition, DerivedScore, Points, Rule, ScoreFormula, Section } from '../check/checked.ts';
import { daysTouched } from './occurrences.ts';
import { makeReasoner, requirementsOf, thatFails, thatHolds, type Goal, type Reasoner } from './reasoner.ts';
import { addBounds, clampBounds, commonStep, makeBounds, mostPoints, type Bounds } from './points-range.ts';
import { boundsIfPossible, boundsOfRule, isSuspicious, type RuleBounds } from './rule-bounds.ts';
import { ruleAsksOutcomes } from './outcomes.ts';
import { sumOfRules } from './rules-of-one-subject.ts';

export interface DefinitionBounds {
  rule(rule: Rule): Bounds;
  /** What the rule could come to without its own `up to`. */
  ruleWithoutCeiling(rule: Rule): Bounds;
  score(score: ScoreName): Bounds;
  /** What it could come to without its own `up to` and `floor`. */
  scoreWithoutLimits(score: ScoreName): Bounds;
  /** Knows these bounds. */
  readonly reasoner: Reasoner;
}

/**
 * Of every lead that could exist. The `mended` rules are taken as if their conditions could hold and fail: what only follows
 * from a mistake in a rule is not worth another diagnostic. `withoutMending` are the bounds of the same definition without `mended`, where they
 * are known: what no mended rule touches is taken from there.
 */
export function boundsOf(definition: Definition, mended: ReadonlySet<Rule> = new Set(), withoutMending?: DefinitionBounds): DefinitionBounds {
  return computeBounds(definition, [], mended, withoutMending);
}

/** Of the leads that qualify; `doubtful` requirements are left out. */
export function boundsOfQualified(
  definition: Definition, mended: ReadonlySet<Rule> = new Set(), doubtful: ReadonlySet<Condition> = new Set(),
): DefinitionBounds {
  const goals = [
    ...definition.exclusions.map(({ condition }) => thatFails(condition)),
    ...requirementsOf(definition).filter((condition) => !doubtful.has(condition)).map(thatHolds),
  ];
  return computeBounds(definition, goals, mended);
}

/** The rules in which some condition or case never holds or always does. */
export function suspiciousRules(definition: Definition, { reasoner }: DefinitionBounds): ReadonlySet<Rule> {
  const rules = definition.scores.flatMap((score) => (score.kind === 'section' ? score.rules : []));
  return new Set(rules.filter((rule) => isSuspicious(rule, reasoner)));
}

type ScoreName = 'score' | Section | DerivedScore;

/** What one score comes to, under its own `up to` and `floor`, and without them. */
interface ScoreBounds {
  readonly limited: Bounds;
  readonly unlimited: Bounds;
}

/**
 * Each score is worked out when it is first asked for: most rules ask none, so that their mistakes are found without any. Where something is
 * assumed, all are worked out at once and in order, as what is assumed may ask any score, of which nothing is known before its turn.
 */
function computeBounds(
  definition: Definition, assumed: readonly Goal[], mended: ReadonlySet<Rule>, withoutMending?: DefinitionBounds,
): DefinitionBounds {
  const found = new Map<ScoreName, ScoreBounds>();
  const started = new Set<ScoreName>();
  const { timezone } = definition;
  let isOnDemand = false;
  const reasoner = makeReasoner(definition, (score) => {
    const bounds = (isOnDemand ? ofScore(score) : found.get(score))?.limited;
    return bounds && { low: bounds.least, high: bounds.most, step: bounds.step };
  }, (window) => daysTouched(timezone, window)).assuming(assumed);

  // Of rules with a ceiling, which are asked for with it and without it.
  const ofRules = new Map<Rule, RuleBounds>();
  function keptOfRule(rule: Rule): RuleBounds {
    if (rule.upTo === undefined) return boundsOfRule(rule, reasoner, timezone);
    let bounds = ofRules.get(rule);
    if (bounds === undefined) {
      bounds = boundsOfRule(rule, reasoner, timezone);
      ofRules.set(rule, bounds);
    }
    return bounds;
  }

  const ofRule = (rule: Rule): Bounds => (mended.has(rule) ? boundsIfPossible(rule, reasoner, timezone) : keptOfRule(rule).limited);

  /** `undefined` while it is being worked out. */
  function ofScore(score: ScoreName): ScoreBounds | undefined {
    const before = found.get(score);
    if (before !== undefined || started.has(score)) return before;
    started.add(score);
    const { upTo, floor } = limitsOf(score);
    const unlimited = withoutLimits(score);
    const bounds = { unlimited, limited: clampBounds(unlimited, floor, upTo) };
    found.set(score, bounds);
    return bounds;
  }

  function limitsOf(score: ScoreName): { readonly upTo?: Points | undefined; readonly floor?: Points | undefined } {
    if (score === 'score') return definition.score ?? {};
    return score.kind === 'section' ? score : score.formula;
  }

  function withoutLimits(score: ScoreName): Bounds {
    if (score !== 'score') return score.kind === 'section' ? ofSection(score) : ofFormula(score.formula, limitedOf);
    if (definition.score !== undefined) return ofFormula(definition.score, limitedOf);
    return addBounds(definition.scores.filter((each) => each.kind === 'section').map(limitedOf));
  }

  const limitedOf = (score: ScoreName): Bounds => ofScore(score)!.limited;

  function ofSection(section: Section): Bounds {
    const isAsBefore = withoutMending !== undefined && !section.rules.some((rule) => mended.has(rule) || ruleAsksOutcomes(rule));
    return isAsBefore ? withoutMending.scoreWithoutLimits(section) : sumOfRules(section.rules, reasoner, ofRule, mended);
  }

  if (assumed.length > 0) for (const score of [...definition.scores, 'score' as const]) ofScore(score);
  isOnDemand = true;

  return {
    rule: ofRule,
    ruleWithoutCeiling: (rule) => keptOfRule(rule).unlimited,
    score: limitedOf,
    scoreWithoutLimits: (score) => ofScore(score)!.unlimited,
    reasoner,
  };
}

/** The sum is exact and cut at the end alone, as that of the score is. */
function ofFormula(formula: ScoreFormula, boundsOfScore: (score: Section | DerivedScore) => Bounds): Bounds {
  let [least, most, step] = [0n, 0n, 0];
  for (const term of formula.terms) {
    if (term.kind === 'constant') {
      least += BigInt(term.points);
      most += BigInt(term.points);
      step = commonStep(step, term.points);
      continue;
    }
    const bounds = boundsOfScore(term.score);
    const [first, second] = [scaled(bounds.least, term.factor), scaled(bounds.most, term.factor)];
    least += first < second ? first : second;
    most += first < second ? second : first;
    const exact = (bounds.step * term.factor) / 1_000_000;
    step = commonStep(step, Number.isSafeInteger(exact) ? exact : 1);
  }
  return makeBounds(Number(least), Number(most), step);
}

/** Rounded half away from zero, as terms are. */
function scaled(points: number, factor: number): bigint {
  const product = BigInt(points) * BigInt(factor);
  const size = product < 0n ? -product : product;
  const rounded = (2n * size + 1_000_000n) / 2_000_000n;
  return product < 0n ? -rounded : rounded;
}

export { mostPoints, type Bounds };
