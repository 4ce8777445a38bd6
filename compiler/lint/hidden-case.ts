import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { NumberRange } from '../reason/number-range.ts';
import { isPossible, type Literal } from '../reason/worlds.ts';
import { eachBanding, type Banding } from './each-banding.ts';
import { isEmptyRange } from './empty-range.ts';
import { related, report, textOf, type Lint } from './lint-context.ts';

/** A case of a banding that is never taken, because the cases before it take all that it could. */
export const hiddenCase: Lint = {
  name: 'hidden-case',
  check: ({ definition, bounds: { reasoner } }) => eachBanding(definition).flatMap((banding) =>
    hiddenIn(banding, reasoner.rangeOf(banding.subject))),
};

/** The case could be taken, if the cases before it were not there, and is never. */
export function isHidden({ subject, cases }: Banding, index: number, range: NumberRange): boolean {
  const { test } = cases[index]!;
  if (test !== undefined && isEmptyRange(test)) return false;
  const own: readonly Literal[] = test === undefined ? [] : [{ test, holds: true }];
  const earlier = cases.slice(0, index).flatMap((each): readonly Literal[] => (each.test === undefined ? [] : [{ test: each.test, holds: false }]));
  return isPossible(subject, range, own) && !isPossible(subject, range, [...earlier, ...own]);
}

function hiddenIn({ subject, cases }: Banding, range: NumberRange): readonly Diagnostic[] {
  return cases.flatMap(({ origin, test }, index): readonly Diagnostic[] => {
    const own: readonly Literal[] = test === undefined ? [] : [{ test, holds: true }];
    if (!isHidden({ subject, cases }, index, range)) return [];
    const earlier = cases.slice(0, index).flatMap((each) => (each.test === undefined ? [] : [{ origin: each.origin, literal: { test: each.test, holds: false } }]));
    const hiding = earlier.find(({ literal }) => !isPossible(subject, range, [literal, ...own]));
    return [report(likelyMistakeCodes.hiddenCase, origin, { text: textOf(origin), by: hiding && textOf(hiding.origin), otherwise: test === undefined },
      { related: hiding === undefined ? [] : [related(hiding.origin, 'this case is taken first')] })];
  });
}
