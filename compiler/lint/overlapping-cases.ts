import type { Subject } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { NumberRange } from '../reason/number-range.ts';
import { showRange } from './amounts.ts';
import { bandsOf, firstOf, gridOf, isWhole, lastOf, type Band } from './bands.ts';
import { hiddenCases } from './hidden-case.ts';
import { related, report, textOf, type Lint } from './lint-context.ts';

/** Two cases that share some values while each has others, too. One inside the other is how bands are written. */
export const overlappingCases: Lint = ({ definition, bandings, bounds: { reasoner } }) => bandings.flatMap((banding) => {
  const range = reasoner.rangeOf(banding.subject);
  const hidden = hiddenCases(banding, range);
  const bands = bandsOf({ ...banding, cases: banding.cases.filter((_, index) => !hidden.has(index)) });
  return bands.flatMap((later, index): readonly Diagnostic[] => {
    const found = bands.slice(0, index).flatMap((earlier) => {
      const shared = overlap(banding.subject, range, [earlier, later], definition.timezone);
      return shared === undefined ? [] : [{ earlier, shared }];
    })[0];
    if (found === undefined) return [];
    return [report(likelyMistakeCodes.overlappingCases, later.origin, { text: textOf(later.origin), earlier: textOf(found.earlier.origin), shared: found.shared },
      { related: [related(found.earlier.origin, 'this case is taken first')] })];
  });
});

/** The values that both have, as a text, if they overlap in part. */
function overlap(subject: Subject, range: NumberRange, bands: readonly [Band, Band], timezone: string): string | undefined {
  const [earlier, later] = bands;
  if (isBelow(earlier, later) || isBelow(later, earlier)) return undefined;
  const grid = gridOf(subject, range, bands);
  const [first, second] = bands.map(({ test }) => ({ from: firstOf(test, grid), to: lastOf(test, grid) })) as [Extent, Extent];
  const from = Math.max(first.from, second.from);
  const to = Math.min(first.to, second.to);
  if (from > to || isInside(first, second) || isInside(second, first)) return undefined;
  // Where values lie close together, there is no other way to write neighbours than to name the same end twice.
  if (from === to && !isWhole(subject, range, from)) return undefined;
  return showRange(subject, from, to, timezone);
}

function isBelow({ test: { high } }: Band, { test: { low } }: Band): boolean {
  return high !== undefined && low !== undefined && high.value < low.value;
}

interface Extent {
  readonly from: number;
  readonly to: number;
}

function isInside(inner: Extent, outer: Extent): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
