/** The conformance cases that score something, for databases that are put through them apart from the quick tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { check } from '../../compiler/check/check.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { readCases, type ConformanceCase } from '../conformance/conformance-case.ts';
import type { Evaluator } from '../evaluator.ts';

export interface ScoringCase {
  readonly title: string;
  readonly definition: Definition;
  readonly data: { readonly leads: ConformanceCase['leads']; readonly events: ConformanceCase['events'] };
  readonly now: number;
  /** It is about how rows are read: what of them is bad or worth a report, or the forms of values. */
  readonly isOfReading: boolean;
}

/** Those whose definition has no error. */
export function scoringCases(): ScoringCase[] {
  const folder = new URL('../conformance/cases/', import.meta.url);
  return readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort().flatMap((file) =>
    readCases(file, readFileSync(new URL(file, folder), 'utf8')).flatMap((each): ScoringCase[] => {
      const { expect: rows, score, holds, conditions, explain, badRows, report } = each;
      if ([rows, score, holds, conditions, explain, badRows, report].every((expectation) => expectation === undefined)) return [];
      const texts = new Map(Object.entries(each.files));
      const { definition } = check(sourceFile('case.mql', each.definition), (name) => {
        const text = texts.get(name);
        return text === undefined ? undefined : sourceFile(name, text);
      });
      if (definition === undefined) throw new Error(`${file}: "${each.name}" has an error`);
      return [{
        title: `${file}: ${each.name}`, definition, data: { leads: each.leads, events: each.events }, now: each.now,
        isOfReading: file === 'data.yaml' || badRows !== undefined || report !== undefined,
      }];
    }));
}

/** A test for each case: the engine says of it what the reference says. */
export function testConformance(evaluator: Evaluator, cases: readonly ScoringCase[] = scoringCases()): void {
  for (const { title, definition, data, now } of cases) {
    test(`${title} (${evaluator.name})`, async () => {
      const expected = await referenceEvaluator.evaluate(definition, data, now);
      expect(await evaluator.evaluate(definition, data, now)).toEqual(expected);
    });
  }
}
