import { expect } from 'vitest';
import type { Diagnostic, Edit } from '../../compiler/diagnostics/diagnostic.ts';
import { positionAt } from '../../compiler/source/source-file.ts';
import type { Evaluation } from '../evaluator.ts';
import type { ConformanceCase, ExpectedDiagnostic } from './conformance-case.ts';

type Row = Readonly<Record<string, unknown>>;

/** What the case says of results, explanations and data, against what an engine made of it. */
export function compareEvaluation(conformanceCase: ConformanceCase, evaluation: Evaluation): void {
  const { expect: rows, score, holds, conditions, explain, badRows, report } = conformanceCase;
  const { results } = evaluation;
  if (badRows === undefined) expect(evaluation.badRows, 'bad rows').toEqual([]);
  else expect(evaluation.badRows.map((row, index) => keysOf(row, badRows[index])), 'bad rows').toEqual(badRows);
  if (report !== undefined) expect(keysOf(evaluation.report, report), 'report').toEqual(report);
  if (rows !== undefined) expect(results.map((result, index) => keysOf(result, rows[index])), 'results').toEqual(rows);
  if (score !== undefined) expect(Object.fromEntries(results.map((result) => [result.id, result.score])), 'scores').toEqual(score);
  if (holds !== undefined) {
    const mainStage = (stages: Readonly<Record<string, boolean>>): boolean | undefined => stages['mql'] ?? Object.values(stages)[0];
    expect(results.filter((result) => mainStage(result.stages)).map((result) => result.id), 'leads in the main stage').toEqual(holds);
  }
  if (conditions !== undefined) {
    const found = [...conditions.keys()].map((condition, index) =>
      [condition, results.filter((result) => result.stages[`c${index + 1}`]).map((result) => result.id)]);
    expect(Object.fromEntries(found), 'leads for which each condition holds').toEqual(Object.fromEntries(conditions));
  }
  for (const [id, items] of Object.entries(explain ?? {})) {
    const explanation = evaluation.explanations?.find((each) => each.id === id);
    if (evaluation.explanations === undefined) continue;
    expect(explanation?.items.map((item, index) => keysOf(item, items[index])), `explanation of ${id}`).toEqual(items);
  }
}

/** Only the keys that the expectation names; all where there is none. */
function keysOf(found: object, expected: Row | undefined): Row {
  const entries = Object.entries(found);
  return Object.fromEntries(expected === undefined ? entries : entries.filter(([key]) => Object.hasOwn(expected, key)));
}

/** In the order of the text. */
export function compareDiagnostics(expected: readonly ExpectedDiagnostic[], diagnostics: readonly Diagnostic[]): void {
  const found = [...diagnostics]
    .sort((first, second) => first.file.path.localeCompare(second.file.path) || first.span.start - second.span.start)
    .map((diagnostic, index) => describeDiagnostic(diagnostic, expected[index]));
  expect(found).toEqual(expected);
}

function describeDiagnostic(diagnostic: Diagnostic, expected: ExpectedDiagnostic | undefined): Row {
  const { file, span } = diagnostic;
  const text = `${diagnostic.message}; ${diagnostic.advice ?? ''}`;
  const described = {
    code: diagnostic.code,
    at: file.text.slice(span.start, span.end),
    line: positionAt(file, span.start).line + 1,
    file: file.path,
    severity: diagnostic.severity,
    related: diagnostic.related.map((each) => each.file.text.slice(each.span.start, each.span.end)),
    says: expected?.says !== undefined && text.includes(expected.says) ? expected.says : text,
  };
  // An unexpected one is shown whole.
  return expected === undefined ? described : keysOf(described, expected as unknown as Row);
}

/** The file's text once the first fix of each diagnostic has been made. */
export function applyFixes(text: string, path: string, diagnostics: readonly Diagnostic[]): string {
  const edits = diagnostics
    .flatMap((diagnostic): readonly Edit[] => diagnostic.fixes[0]?.edits ?? [])
    .filter((edit) => edit.file.path === path)
    .sort((first, second) => second.span.start - first.span.start);
  return edits.reduce((fixed, edit) => fixed.slice(0, edit.span.start) + edit.text + fixed.slice(edit.span.end), text);
}
