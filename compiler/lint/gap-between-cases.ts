import type { Subject } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { NumberRange } from '../reason/number-range.ts';
import { isPossible } from '../reason/worlds.ts';
import type { Reasoner } from '../reason/reasoner.ts';
import { showAmount } from './amounts.ts';
import { bandsOf, firstOf, gridOf, isWhole, lastOf, type Band } from './bands.ts';
import { eachBanding, type Banding } from './each-banding.ts';
import { related, report, type Lint } from './lint-context.ts';

/** Values between two cases that neither takes, and no `otherwise` either. */
export const gapBetweenCases: Lint = {
  name: 'gap-between-cases',
  check: ({ definition, bounds: { reasoner } }) => eachBanding(definition).flatMap((banding) => gapsIn(banding, reasoner)),
};

function gapsIn(banding: Banding, reasoner: Reasoner): readonly Diagnostic[] {
  const { subject, cases } = banding;
  const bands = bandsOf(banding);
  // A case that is no plain range may take what is between two that are.
  const areAllPlain = cases.every(({ test }) => test !== undefined && (test.kind === 'interval' || test.kind === 'missing'));
  if (!areAllPlain) return [];
  const range = reasoner.rangeOf(subject);
  const grid = gridOf(subject, range, bands.flatMap(({ test }) => [test.low, test.high].flatMap((end) => (end === undefined ? [] : [end.value]))));
  const sorted = [...bands].sort((first, second) => firstOf(first.test, grid) - firstOf(second.test, grid));
  const found: Diagnostic[] = [];
  let reached: Band | undefined;
  for (const band of sorted) {
    // Single values are picked one by one, and what lies between them is meant to be left out.
    const gap = reached === undefined || (isSingle(reached) && isSingle(band)) ? undefined : gapBefore(reached, band, grid);
    const isReal = gap !== undefined && isPossible(subject, range, [{ holds: true, test: {
      kind: 'interval', low: { value: gap.from, inclusive: true }, high: { value: gap.to, inclusive: true } } }]);
    if (isReal) {
      const [earlier, later] = reached!.origin.span.start < band.origin.span.start ? [reached!, band] : [band, reached!];
      found.push(report(likelyMistakeCodes.gapBetweenCases, later.origin, { gap: showGap(subject, range, gap, grid) },
        { related: [related(earlier.origin, 'the case on the other side of the gap')] }));
    }
    if (reached === undefined || lastOf(band.test, grid) > lastOf(reached.test, grid)) reached = band;
  }
  return found;
}

/** `50..99` where the values are whole, else the ends between which there is nothing. */
function showGap(subject: Subject, range: NumberRange, { from, to }: { readonly from: number; readonly to: number }, grid: number): string {
  if (isWhole(subject, range, from)) return from === to ? `\`${showAmount(subject, from)}\`` : `\`${showAmount(subject, from)}..${showAmount(subject, to)}\``;
  if (from === to) return `\`${showAmount(subject, from)}\``;
  return `what lies between \`${showAmount(subject, tidy(from - grid, grid))}\` and \`${showAmount(subject, tidy(to + grid, grid))}\``;
}

function isSingle({ test: { low, high } }: Band): boolean {
  return low !== undefined && low.value === high?.value;
}

function gapBefore(reached: Band, next: Band, grid: number): { from: number; to: number } | undefined {
  const [last, first] = [lastOf(reached.test, grid), firstOf(next.test, grid)];
  // Half a step of slack: decimal fractions are not exact.
  if (first - last < 1.5 * grid) return undefined;
  return { from: tidy(last + grid, grid), to: tidy(first - grid, grid) };
}

/** Without the noise of binary fractions. */
function tidy(value: number, grid: number): number {
  return grid >= 1 ? value : Number(value.toFixed(Math.round(-Math.log10(grid))));
}
