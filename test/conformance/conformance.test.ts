import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { check } from '../../compiler/check/check.ts';
import { lint } from '../../compiler/lint/lint.ts';
import { sourceFile, type SourceFile } from '../../compiler/source/source-file.ts';
import { unmetExpectations } from '../../reference/expectations.ts';
import { evaluators } from '../evaluators.ts';
import { applyFixes, compareDiagnostics, compareEvaluation } from './compare.ts';
import { readCases, type ConformanceCase } from './conformance-case.ts';

const folder = new URL('cases/', import.meta.url);
const path = 'case.mql';

function checkCase(conformanceCase: ConformanceCase): ReturnType<typeof check> {
  const texts = new Map(Object.entries(conformanceCase.files));
  const sources = (name: string): SourceFile | undefined => {
    const text = texts.get(name);
    return text === undefined ? undefined : sourceFile(name, text);
  };
  return check(sourceFile(path, conformanceCase.definition), sources);
}

function definitionOf(conformanceCase: ConformanceCase): NonNullable<ReturnType<typeof check>['definition']> {
  const { definition, diagnostics } = checkCase(conformanceCase);
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  expect(errors.map((error) => `${error.code} ${error.message}`), 'errors in the definition').toEqual([]);
  if (definition === undefined) throw new Error('no errors, but no definition either');
  return definition;
}

afterAll(async () => {
  for (const evaluator of evaluators) await evaluator.close();
});

for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort()) {
  const cases = readCases(file, readFileSync(new URL(file, folder), 'utf8'));
  describe(file, () => {
    for (const each of cases) {
      const title = `${file}: ${each.name}`;
      const { diagnostics, likelyMistakes, fixed, tests, ...rest } = each;

      if (diagnostics !== undefined) {
        test(`${title} (diagnostics)`, () => {
          const found = checkCase(each).diagnostics;
          compareDiagnostics(diagnostics, found);
          if (fixed !== undefined) expect(applyFixes(each.definition, path, found)).toBe(fixed);
        });
      }

      if (likelyMistakes !== undefined) {
        test(`${title} (likely mistakes)`, () => {
          const found = lint(definitionOf(each), { today: new Date(each.now).toISOString().slice(0, 10) });
          compareDiagnostics(likelyMistakes, found);
          if (fixed !== undefined) expect(applyFixes(each.definition, path, found)).toBe(fixed);
        });
      }

      if (tests !== undefined) {
        test(`${title} (tests)`, () => {
          const definition = definitionOf(each);
          expect(Object.fromEntries(definition.tests.map((mqlTest) =>
            [mqlTest.title, unmetExpectations(definition, mqlTest).length === 0]))).toEqual(tests);
        });
      }

      const { expect: rows, score, holds, conditions, explain, badRows, report } = rest;
      if ([rows, score, holds, conditions, explain, badRows, report].every((expectation) => expectation === undefined)) continue;
      const data = { leads: each.leads, events: each.events };
      const [reference, ...others] = evaluators;
      test(`${title} (${reference!.name})`, async () => {
        compareEvaluation(each, await reference!.evaluate(definitionOf(each), data, each.now));
      });
      for (const evaluator of others) {
        test(`${title} (${evaluator.name})`, async () => {
          const definition = definitionOf(each);
          const evaluation = await evaluator.evaluate(definition, data, each.now);
          compareEvaluation(each, evaluation);
          const expected = await reference!.evaluate(definition, data, each.now);
          expect(evaluation, 'the same as the reference').toEqual(
            evaluation.explanations === undefined ? { ...expected, explanations: undefined } : expected);
        });
      }
    }
  });
}
