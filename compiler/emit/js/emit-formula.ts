import type { ScoreFormula } from '../../plan/plan.ts';
import { whole } from '../../plan/fading.ts';
import { literal } from './code.ts';
import type { ModuleParts } from './module-parts.ts';
import { isLarge, type PointUnit } from './point-unit.ts';

/** Declares `name`: the sum of the terms, each rounded, within ceiling and floor. */
export function formulaLines(parts: ModuleParts, unit: PointUnit, formula: ScoreFormula, name: string, scoreName: (score: number) => string): string[] {
  const { terms, upTo, floor } = formula;
  if (isLarge(formula)) {
    const codes = terms.map((term) => (term.kind === 'constant'
      ? `${literal(term.points)}n`
      : `${parts.helper('scaledExactly')}(BigInt(${scoreName(term.score)}), ${literal(term.factor)}n)`));
    const limits = [upTo ?? 'Infinity', floor ?? '-Infinity'].map(String).join(', ');
    return [`const ${name} = ${parts.helper('largeSum')}([${codes.join(', ')}], ${limits});`];
  }
  const codes = terms.map((term) => {
    if (term.kind === 'constant') return unit.amount(term.points);
    if (term.factor === whole) return scoreName(term.score);
    if (term.factor % whole === 0) return `${literal(term.factor / whole)} * ${scoreName(term.score)}`;
    return `${parts.helper('scaled')}(${scoreName(term.score)}, ${literal(term.factor)})`;
  });
  // From 0, so that no sum is -0.
  const sum = ['0', ...codes].join(' + ');
  const cut = upTo === null ? sum : `Math.min(${sum}, ${unit.amount(upTo)})`;
  const kept = floor === null ? cut : `Math.max(${cut}, ${unit.amount(floor)})`;
  return [`const ${name} = ${parts.helper('bounded')}(${kept}, ${unit.limit});`];
}
