/** What "expand selection" selects step by step. */
import type { Span } from '../../compiler/source/span.ts';
import { nodeAt } from '../../grammar/visit.ts';
import type { Analysis } from '../workspace.ts';

/** From the smallest to the whole file, each properly inside the next. */
export function selectionRanges(analysis: Analysis, offset: number): Span[] {
  const spans: Span[] = [];
  for (const node of nodeAt(analysis.files.main, offset)) {
    const outer = spans[0];
    if (outer === undefined || outer.start !== node.span.start || outer.end !== node.span.end) spans.unshift(node.span);
  }
  return spans;
}
