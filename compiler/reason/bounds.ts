/**
 * The least and the most that the rules, sections, derived scores and `score` of a definition can come to, for any lead at
 * any time. Sound: no lead is ever outside; not always tight. Editors show them, and lints rest on them.
 */
import type { Condition, Definition, DerivedScore, Points, Rule, ScoreFormula, Section } from '../check/checked.ts';
import { daysTouched } from './occurrences.ts';
import { makeReasoner, requirementsOf, thatFails, thatHolds, type Reasoner } from './reasoner.ts';
import { addBounds, clampBounds, commonStep, makeBounds, mostPoints, type Bounds } from './points-range.ts';
import { boundsIfPossible, boundsOfRule, isSuspicious } from './rule-bounds.ts';
import { ruleAsksOutcomes } from './outcomes.ts';
import { sumOfRules } from './rules-of-one-subject.ts';

export interface DefinitionBounds {
  rule(rule: Rule): Bounds;
  /** What the rule could come to without its own `up to`. */
  ruleWithoutCeiling(rule: Rule): Bounds;
  score(score: 'score' | Section | DerivedScore): Bounds;
  /** What it could come to without its own `up to` and `floor`. */
  scoreWithoutLimits(score: 'score' | Section | DerivedScore): Bounds;
  /** Knows these bounds. */
  readonly reasoner: Reasoner;
}

/**
 * Of every lead that could exist. The `mended` rules are taken as if their conditions could hold and fail: what only follows
 * from a mistake in a rule is not worth another diagnostic. `withoutMending` are the bounds of the same definition without `mended`, where they
 * are known: what no mended rule touches is taken from there.
 */
export function boundsOf(definition: Definition, mended: ReadonlySet<Rule> = new Set(), withoutMending?: DefinitionBounds): DefinitionBounds {
  return computeBounds(definition, (reasoner) => reasoner, mended, withoutMending);
}

/** Of the leads that qualify; `doubtful` requirements are left out. */
export function boundsOfQualified(
  definition: Definition, mended: ReadonlySet<Rule> = new Set(), doubtful: ReadonlySet<Condition> = new Set(),
): DefinitionBounds {
  const goals = [
    ...definition.exclusions.map(({ condition }) => thatFails(condition)),
    ...requirementsOf(definition).filter((condition) => !doubtful.has(condition)).map(thatHolds),
  ];
  return computeBounds(definition, (reasoner) => reasoner.assuming(goals), mended);
}

/** The rules in which some condition or case never holds or always does. */
export function suspiciousRules(definition: Definition, { reasoner }: DefinitionBounds): ReadonlySet<Rule> {
  const rules = definition.scores.flatMap((score) => (score.kind === 'section' ? score.rules : []));
  return new Set(rules.filter((rule) => isSuspicious(rule, reasoner)));
}

function computeBounds(
  definition: Definition, assume: (reasoner: Reasoner) => Reasoner, mended: ReadonlySet<Rule>, withoutMending?: DefinitionBounds,
): DefinitionBounds {
  const limited = new Map<'score' | Section | DerivedScore, Bounds>();
  const unlimited = new Map<'score' | Section | DerivedScore, Bounds>();
  const { timezone } = definition;
  const reasoner = assume(makeReasoner(definition, (score) => {
    const bounds = limited.get(score);
    return bounds && { low: bounds.least, high: bounds.most, step: bounds.step };
  }, (window) => daysTouched(timezone, window)));

  const ofRule = (rule: Rule): Bounds =>
    (mended.has(rule) ? boundsIfPossible(rule, reasoner, timezone) : boundsOfRule(rule, reasoner, timezone).limited);

  function keep(score: 'score' | Section | DerivedScore, whole: Bounds, upTo: Points | undefined, floor: Points | undefined): void {
    unlimited.set(score, whole);
    limited.set(score, clampBounds(whole, floor, upTo));
  }

  function ofSection(section: Section): Bounds {
    const isAsBefore = withoutMending !== undefined && !section.rules.some((rule) => mended.has(rule) || ruleAsksOutcomes(rule));
    return isAsBefore ? withoutMending.scoreWithoutLimits(section) : sumOfRules(section.rules, reasoner, ofRule, mended);
  }

  for (const score of definition.scores) {
    if (score.kind === 'section') keep(score, ofSection(score), score.upTo, score.floor);
    else keep(score, ofFormula(score.formula, limited), score.formula.upTo, score.formula.floor);
  }
  const sections = definition.scores.filter((score) => score.kind === 'section').map((score) => limited.get(score)!);
  if (definition.score === undefined) keep('score', addBounds(sections), undefined, undefined);
  else keep('score', ofFormula(definition.score, limited), definition.score.upTo, definition.score.floor);

  return {
    rule: ofRule,
    ruleWithoutCeiling: (rule) => boundsOfRule(rule, reasoner, timezone).unlimited,
    score: (score) => limited.get(score)!,
    scoreWithoutLimits: (score) => unlimited.get(score)!,
    reasoner,
  };
}

/** The sum is exact and cut at the end alone, as that of the score is. */
function ofFormula(formula: ScoreFormula, scores: ReadonlyMap<'score' | Section | DerivedScore, Bounds>): Bounds {
  let [least, most, step] = [0n, 0n, 0];
  for (const term of formula.terms) {
    if (term.kind === 'constant') {
      least += BigInt(term.points);
      most += BigInt(term.points);
      step = commonStep(step, term.points);
      continue;
    }
    const bounds = scores.get(term.score)!;
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
