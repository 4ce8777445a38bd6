/**
 * The least and the most that the rules, sections, derived scores and `score` of a definition can come to, for any lead at
 * any time. Sound: no lead is ever outside; not always tight. Editors show them, and lints rest on them.
 */
import type { Definition, DerivedScore, Points, Rule, ScoreFormula, Section } from '../check/checked.ts';
import { daysTouched, divideRounded } from './occurrences.ts';
import { makeReasoner, thatHolds, type Reasoner } from './reasoner.ts';
import { addBounds, clampBounds, makeBounds, mostPoints, type Bounds } from './points-range.ts';
import { boundsIfPossible, boundsOfRule, isSuspicious } from './rule-bounds.ts';
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
 * from a mistake in a rule is not worth another diagnostic.
 */
export function boundsOf(definition: Definition, mended: ReadonlySet<Rule> = new Set()): DefinitionBounds {
  return computeBounds(definition, (reasoner) => reasoner, mended);
}

/** Of the leads that qualify. */
export function boundsOfQualified(definition: Definition, mended: ReadonlySet<Rule> = new Set()): DefinitionBounds {
  const qualified = thatHolds({ kind: 'qualified', origin: definition.mainStage.origin });
  return computeBounds(definition, (reasoner) => reasoner.assuming([qualified]), mended);
}

/** The rules in which some condition or case never holds or always does. */
export function suspiciousRules(definition: Definition, { reasoner }: DefinitionBounds): ReadonlySet<Rule> {
  const rules = definition.scores.flatMap((score) => (score.kind === 'section' ? score.rules : []));
  return new Set(rules.filter((rule) => isSuspicious(rule, reasoner)));
}

function computeBounds(definition: Definition, assume: (reasoner: Reasoner) => Reasoner, mended: ReadonlySet<Rule>): DefinitionBounds {
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

  for (const score of definition.scores) {
    if (score.kind === 'section') keep(score, sumOfRules(score.rules, reasoner, ofRule, mended), score.upTo, score.floor);
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

function ofFormula(formula: ScoreFormula, scores: ReadonlyMap<'score' | Section | DerivedScore, Bounds>): Bounds {
  return addBounds(formula.terms.map((term) => {
    if (term.kind === 'constant') return makeBounds(term.points, term.points, term.points);
    const { least, most, step } = scores.get(term.score)!;
    const ends = [scaled(least, term.factor), scaled(most, term.factor)];
    const exact = (step * Math.abs(term.factor)) / 1_000_000;
    return makeBounds(Math.min(...ends), Math.max(...ends), Number.isInteger(exact) ? exact : 1);
  }));
}

/** Rounded half away from zero, as terms are; kept within the limits of a total. */
function scaled(points: number, factor: number): number {
  const size = Math.min(divideRounded(Math.abs(points), Math.abs(factor), 1_000_000), mostPoints);
  return points < 0 === factor < 0 ? size : -size;
}

export { mostPoints, type Bounds };
