/** How a score is made, in words. Language reference, section 5. */
import type { ScoreFormula } from '../../compiler/check/checked.ts';

export function formulaWords({ terms, upTo, floor }: ScoreFormula): string {
  const text = terms.map((term, index) => {
    const amount = term.kind === 'constant' ? term.points / 10_000 : term.factor / 1_000_000;
    const sign = amount < 0 ? (index === 0 ? '-' : ' - ') : index === 0 ? '' : ' + ';
    const size = Math.abs(amount);
    if (term.kind === 'constant') return `${sign}${size}`;
    return `${sign}${size === 1 ? '' : `${Math.round(size * 1_000_000) / 10_000}% of `}${term.score.name}`;
  }).join('');
  return [text, ...(upTo === undefined ? [] : [`at most ${upTo / 10_000}`]), ...(floor === undefined ? [] : [`at least ${floor / 10_000}`])].join(', ');
}
