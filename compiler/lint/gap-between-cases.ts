import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isPossible } from '../reason/worlds.ts';
import type { Reasoner } from '../reason/reasoner.ts';
import { areDays, showAmount, showRange } from './amounts.ts';
import { bandsOf, firstOf, gridOf, isWhole, lastOf, type Band } from './bands.ts';
import type { Banding } from './each-banding.ts';
import { related, report, type Lint } from './lint-context.ts';

/** Values between two cases that neither takes, and no `otherwise` either. */
export const gapBetweenCases: Lint = ({ definition, bandings, bounds: { reasoner } }) =>
  bandings.flatMap((banding) => gapsIn(banding, reasoner, definition.timezone));

function gapsIn(banding: Banding, reasoner: Reasoner, timezone: string): readonly Diagnostic[] {
  const { subject, cases } = banding;
  const bands = bandsOf(banding);
  // A case that is no plain range may take what is between two that are.
  const areAllPlain = cases.every(({ test }) => test?.kind === 'interval' || test?.kind === 'missing');
  if (!areAllPlain) return [];
  const range = reasoner.rangeOf(subject);
  const grid = gridOf(subject, range, bands);
  const sorted = [...bands].sort((first, second) => firstOf(first.test, grid) - firstOf(second.test, grid));
  const found: Diagnostic[] = [];
  let reached: Band | undefined;
  for (const band of sorted) {
    // Single values are picked one by one, and what lies between them is meant to be left out.
    if (reached !== undefined && !(isSingle(reached) && isSingle(band))) {
      const from = withoutNoise(lastOf(reached.test, grid) + grid);
      const to = withoutNoise(firstOf(band.test, grid) - grid);
      if (isPossible(subject, range, [{ holds: true, test: { kind: 'interval', low: { value: from, inclusive: true }, high: { value: to, inclusive: true } } }])) {
        const [earlier, later] = reached.origin.span.start < band.origin.span.start ? [reached, band] : [band, reached];
        const isShown = from === to || isWhole(subject, range, from) || areDays(subject, from, to, timezone);
        const gap = isShown ? `\`${showRange(subject, from, to, timezone)}\``
          : `what lies between \`${showAmount(subject, reached.test.high!.value)}\` and \`${showAmount(subject, band.test.low!.value)}\``;
        found.push(report(likelyMistakeCodes.gapBetweenCases, later.origin, { gap }, { related: [related(earlier.origin, 'the case on the other side of the gap')] }));
      }
    }
    if (reached === undefined || lastOf(band.test, grid) > lastOf(reached.test, grid)) reached = band;
  }
  return found;
}

function isSingle({ test: { low, high } }: Band): boolean {
  return low !== undefined && low.value === high?.value;
}

/** Sums of decimal fractions, as they would be written. */
function withoutNoise(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}
