import type { Origin } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import { caseFacts } from '../reason/cases.ts';
import type { NumberRange } from '../reason/number-range.ts';
import { isPossible, type Literal } from '../reason/worlds.ts';
import type { Banding } from './each-banding.ts';
import { isEmptyRange } from './empty-range.ts';
import { related, report, textOf, type Lint } from './lint-context.ts';

/** A case of a banding that is never taken, because the cases before it take all that it could. */
export const hiddenCase: Lint = ({ bandings, bounds: { reasoner } }) => bandings.flatMap((banding) =>
  hiddenIn(banding, reasoner.rangeOf(banding.subject)));

/** The cases that could be taken, if the cases before them were not there, and never are. */
export function hiddenCases({ subject, cases }: Banding, range: NumberRange): ReadonlySet<number> {
  const { possible, taken } = caseFacts(subject, range, cases);
  return new Set(cases.flatMap(({ test }, index) => (possible[index] && !taken[index] && !(test !== undefined && isEmptyRange(test)) ? [index] : [])));
}

/** An `otherwise` that is never taken can go, and nothing changes. */
function withoutCase({ file, span }: Origin, before: Origin): readonly Fix[] {
  return [{ title: 'take `otherwise` out', edits: [{ file, span: { start: before.span.end, end: span.end }, text: '' }] }];
}

function hiddenIn(banding: Banding, range: NumberRange): readonly Diagnostic[] {
  const { subject, cases } = banding;
  return [...hiddenCases(banding, range)].map((index) => {
    const { origin, test } = cases[index]!;
    const own: readonly Literal[] = test === undefined ? [] : [{ test, holds: true }];
    const hiding = cases.slice(0, index).find((each) => each.test !== undefined && !isPossible(subject, range, [{ test: each.test, holds: false }, ...own]));
    return report(likelyMistakeCodes.hiddenCase, origin, { text: textOf(origin), by: hiding && textOf(hiding.origin), otherwise: test === undefined },
      {
        related: hiding === undefined ? [] : [related(hiding.origin, 'this case is taken first')],
        fixes: test === undefined ? withoutCase(origin, cases[index - 1]!.origin) : [],
      });
  });
}
