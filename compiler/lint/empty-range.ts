import type { Condition, Origin, ValueTest } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { partsOf } from './each-condition.ts';
import { report, textOf, type Lint } from './lint-context.ts';

/** `500..50`: no value is in it. */
export const emptyRange: Lint = ({ conditions, bandings }) => {
  const found: Origin[] = [];
  for (const { condition } of conditions) addEmptyRanges(condition, found);
  for (const { cases } of bandings) {
    for (const { origin, test } of cases) if (test !== undefined && isEmptyRange(test)) found.push(origin);
  }
  return found.map((origin) => report(likelyMistakeCodes.emptyRange, origin, { text: rangeIn(origin) ?? textOf(origin) }, { fixes: swapped(origin) }));
};

function addEmptyRanges(condition: Condition, found: Origin[]): void {
  if (condition.kind === 'test' && isEmptyRange(condition.test)) found.push(condition.origin);
  for (const part of partsOf(condition)) addEmptyRanges(part, found);
}

export function hasEmptyRange(condition: Condition): boolean {
  return condition.kind === 'test' ? isEmptyRange(condition.test) : partsOf(condition).some(hasEmptyRange);
}

export function isEmptyRange(test: ValueTest): boolean {
  if (test.kind === 'any' || test.kind === 'has') return test.tests.some(isEmptyRange);
  if (test.kind === 'not') return isEmptyRange(test.test);
  if (test.kind !== 'interval' || test.low === undefined || test.high === undefined) return false;
  // The high end of dates is where the next day begins.
  return test.low.value > test.high.value || (test.low.value === test.high.value && !test.high.inclusive);
}

const range = /([^\s(,|]+)\.\.([^\s),|]+)/g;

function rangeIn(origin: Origin): string | undefined {
  const found = [...origin.file.text.slice(origin.span.start, origin.span.end).matchAll(range)];
  return found.length === 1 ? found[0]![0] : undefined;
}

/** The two ends the other way round, where it is plain which two they are. */
function swapped({ file, span }: Origin): readonly Fix[] {
  const found = [...file.text.slice(span.start, span.end).matchAll(range)];
  if (found.length !== 1 || file.text.slice(span.start, span.end).includes('"')) return [];
  const [whole, low, high] = found[0]!;
  const start = span.start + found[0]!.index;
  const text = `${high}..${low}`;
  return [{ title: `write \`${text}\``, edits: [{ file, span: { start, end: start + whole.length }, text }] }];
}
