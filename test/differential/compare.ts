import { isDeepStrictEqual } from 'node:util';
import { definitionOf } from '../check-text.ts';
import type { Evaluation, Evaluator } from '../evaluator.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import type { GeneratedCase } from './case.ts';
import type { Tally } from './tally.ts';

/** Where two engines differ about a case, in words; `undefined` where they agree. @param badValues whether what is shown of a bad row is compared, too */
export async function difference(generated: GeneratedCase, evaluator: Evaluator, tally?: Tally, badValues = true): Promise<string | undefined> {
  const definition = definitionOf(generated.text);
  const data = { leads: generated.leads, events: generated.events };
  const expected = await referenceEvaluator.evaluate(definition, data, generated.now);
  if (tally !== undefined) {
    tally.definition(definition);
    expected.explanations.forEach((explanation) => tally.outcome(definition, explanation));
    tally.add('bad rows', expected.badRows.length);
    tally.add('duplicate events', expected.report.duplicateEvents);
    tally.add('unknown spellings', Object.values(expected.report.unknownSpellings).reduce((sum, count) => sum + count, 0));
  }
  const actual = await evaluator.evaluate(definition, data, generated.now);
  const wanted: Evaluation = actual.explanations === undefined ? withoutExplanations(expected) : expected;
  const [left, right] = badValues ? [{ ...actual }, { ...wanted }] : [actual, wanted].map(withoutBadValues) as [Evaluation, Evaluation];
  return isDeepStrictEqual(left, right) ? undefined : described(left, right);
}

/** What a value is as a text is a matter of the type of its column. */
function withoutBadValues({ badRows, ...rest }: Evaluation): Evaluation {
  return { ...rest, badRows: badRows.map((row) => ({ ...row, value: '' })) };
}

function withoutExplanations({ results, badRows, report }: Evaluation): Evaluation {
  return { results, badRows, report };
}

/** The first things that differ. */
function described(actual: Evaluation, expected: Evaluation): string {
  const lines: string[] = [];
  for (const key of ['badRows', 'report', 'results', 'explanations'] as const) compareAt(key, actual[key], expected[key], lines);
  return lines.slice(0, 12).join('\n');
}

function compareAt(path: string, actual: unknown, expected: unknown, lines: string[]): void {
  if (isDeepStrictEqual(actual, expected)) return;
  if (typeof actual === 'object' && typeof expected === 'object' && actual !== null && expected !== null) {
    const before = lines.length;
    for (const key of new Set([...Object.keys(actual), ...Object.keys(expected)])) {
      compareAt(`${path}.${key}`, (actual as Record<string, unknown>)[key], (expected as Record<string, unknown>)[key], lines);
    }
    if (lines.length > before) return;
  }
  lines.push(`${path}: ${shown(actual)}, and by the reference ${shown(expected)}`);
}

function shown(value: unknown): string {
  return Object.is(value, -0) ? '-0' : (JSON.stringify(value) ?? String(value));
}

/** A case as a person reads it. */
export function caseText(generated: GeneratedCase): string {
  return [
    generated.text,
    `now: ${new Date(generated.now).toISOString()}`,
    ...generated.leads.map((lead) => `lead ${JSON.stringify(lead)}`),
    ...generated.events.map((event) => `event ${JSON.stringify(event)}`),
  ].join('\n');
}
