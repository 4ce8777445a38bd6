import type { ScoreFormula } from '../../plan/plan.ts';
import { whole } from '../../plan/fading.ts';
import { literal } from './code.ts';
import type { ModuleParts } from './module-parts.ts';

/** No score is larger, in ten-thousandths. */
const largestScore = 1e13;

/** Declares `name`: the sum of the terms, each rounded, within ceiling and floor. */
export function formulaLines(parts: ModuleParts, formula: ScoreFormula, name: string, scoreName: (score: number) => string): string[] {
  const { terms, upTo, floor } = formula;
  const largest = terms.reduce((sum, term) => sum + (term.kind === 'constant' ? Math.abs(term.points) : (Math.abs(term.factor) * largestScore) / whole), 0);
  if (largest > 9e15) {
    const codes = terms.map((term) => (term.kind === 'constant'
      ? `${literal(term.points)}n`
      : `${parts.helper('scaledExactly')}(BigInt(${scoreName(term.score)}), ${literal(term.factor)}n)`));
    const limits = [upTo ?? 'Infinity', floor ?? '-Infinity'].map(String).join(', ');
    return [`const ${name} = ${parts.helper('largeSum')}([${codes.join(', ')}], ${limits});`];
  }
  const codes = terms.map((term) => {
    if (term.kind === 'constant') return literal(term.points);
    if (term.factor === whole) return scoreName(term.score);
    return `${parts.helper('scaled')}(${scoreName(term.score)}, ${literal(term.factor)})`;
  });
  // From 0, so that no sum is -0.
  const sum = ['0', ...codes].join(' + ');
  const cut = upTo === null ? sum : `Math.min(${sum}, ${literal(upTo)})`;
  const kept = floor === null ? cut : `Math.max(${cut}, ${literal(floor)})`;
  return [`const ${name} = ${parts.helper('bounded')}(${kept});`];
}
