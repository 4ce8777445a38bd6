/**
 * In what compiled code counts points. Ten-thousandths always do; where a definition has whole points only, so do whole
 * points, which are easier to read and small integers to the machine.
 */
import { whole } from '../../plan/fading.ts';
import type { Plan, Rule, ScoreFormula } from '../../plan/plan.ts';
import { literal } from './code.ts';

/** No rule, section or score goes further, in ten-thousandths. */
export const furthestPoints = 1e13;
/** Numbers are exact up to a little more. */
const exact = 9e15;

export class PointUnit {
  /** How many ten-thousandths it is: 1 or 10000. */
  readonly size: number;

  constructor(plan: Plan) {
    this.size = hasWholePoints(plan) ? 10_000 : 1;
  }

  /** An amount given in ten-thousandths. */
  amount(tenThousandths: number): string {
    return literal(tenThousandths / this.size);
  }

  /** The furthest that a rule, a section or a score goes. */
  get limit(): string {
    return this.size === 1 ? '1e13' : '1e9';
  }

  /** The expression of points as results show them. */
  shown(code: string): string {
    return this.size === 1 ? `${code} / 10000` : code;
  }

  /** The expression of ten-thousandths. */
  tenThousandths(code: string): string {
    return this.size === 1 ? code : `${code} * ${this.size}`;
  }
}

/** Whether the formula's sum may grow beyond what numbers hold exactly. */
export function isLarge(formula: ScoreFormula): boolean {
  const most = formula.terms.map((term) => (term.kind === 'constant' ? Math.abs(term.points) : (Math.abs(term.factor) * furthestPoints) / whole));
  return most.reduce((sum, each) => sum + each, 0) > exact;
}

function hasWholePoints(plan: Plan): boolean {
  return plan.scores.every((score) => (score.kind === 'section'
    ? isWhole(score.upTo) && isWhole(score.floor) && score.rules.every(paysWhole)
    : isWholeFormula(score.formula))) && (plan.score === null || isWholeFormula(plan.score));
}

function paysWhole(rule: Rule): boolean {
  if (!isWhole(rule.upTo) || (rule.kind === 'occurrence rule' && rule.fading !== null)) return false;
  return 'cases' in rule ? rule.cases.every((one) => isWhole(one.points)) : isWhole(rule.points);
}

function isWholeFormula(formula: ScoreFormula): boolean {
  return !isLarge(formula) && isWhole(formula.upTo) && isWhole(formula.floor)
    && formula.terms.every((term) => (term.kind === 'constant' ? isWhole(term.points) : term.factor % whole === 0));
}

function isWhole(points: number | null): boolean {
  return points === null || points % 10_000 === 0;
}
