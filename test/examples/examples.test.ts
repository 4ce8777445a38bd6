/** Every example checks without a word, its tests pass and cover all of it, and its data scores. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { analyze } from '../../compiler/analyze.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import { renderDiagnostics } from '../../compiler/diagnostics/render.ts';
import { format } from '../../grammar/format/format.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { coverageOf } from '../../review/coverage.ts';
import { proveClaims } from '../../review/prove/prove-claims.ts';
import { endSolver } from '../../review/prove/solver.ts';
import { runTests } from '../../review/run-tests.ts';
import { definitionUsedBy, examples, sourcesFromDisk } from './example-files.ts';
import { readCsv } from './read-csv.ts';
import { scoreFiles } from './score-files.ts';

function clean(path: string): Definition {
  const { definition, diagnostics } = analyze(sourcesFromDisk(path)!, sourcesFromDisk);
  expect(renderDiagnostics(diagnostics)).toBe('');
  return definition!;
}

afterAll(endSolver);

it('there are examples', () => {
  expect(examples().length).toBeGreaterThan(20);
});

describe.each(examples())('example $name', ({ folder, definitions, testFiles }) => {
  it.each([...definitions])('%s checks without a word', file => {
    expect(clean(join(folder, file)).stages.length).toBeGreaterThan(0);
  });

  it.each([...definitions, ...testFiles])('the tests in %s pass', file => {
    const report = runTests(clean(join(folder, file)));
    expect(report.tests.flatMap(test => test.failures.map(failure => `${test.test.title}: ${failure.message}`))).toEqual([]);
  });

  it.each([...definitions, ...testFiles])('the claims of %s are proved', async file => {
    const results = await proveClaims(clean(join(folder, file)), { milliseconds: 30_000, clock: () => performance.now() });
    expect(results.filter(({ outcome }) => outcome !== 'proved').map(({ claim, outcome }) => `${claim.title}: ${outcome}`)).toEqual([]);
  });

  it('is covered by tests, each definition by a file of its own', () => {
    expect(testFiles.map(file => definitionUsedBy(join(folder, file))).sort()).toEqual(definitions.map(file => join(folder, file)).sort());
    for (const file of testFiles) {
      const definition = clean(join(folder, file));
      const coverage = coverageOf(definition, runTests(definition));
      expect(coverage.uncovered.map(item => `${file}: ${item.kind} ${item.name}: ${item.missing.join(', ')}`)).toEqual([]);
      expect(coverage.percent).toBe(100);
    }
  });

  it.each([...definitions, ...testFiles])('%s is formatted', async file => {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(await format(text, file)).toEqual({ text });
  });

  it('says in three lines what its source asks', () => {
    const lines = readFileSync(join(folder, 'README.md'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^# /);
  });
});

const now = '2026-01-01T00:00Z';
describe.each(examples().filter(({ folder }) => existsSync(join(folder, 'leads.csv'))))('the data of $name', ({ folder, definitions }) => {
  it('scores on the command line as it does by the reference', { timeout: 60_000 }, async () => {
    const definition = clean(join(folder, definitions[0]!));
    const scored = scoreFiles({ definition: join(folder, definitions[0]!), leads: 'leads.csv', events: 'events.csv', now, workingFolder: folder });
    const data = { leads: readCsv(join(folder, 'leads.csv')), events: readCsv(join(folder, 'events.csv')) };
    const { results, badRows } = await referenceEvaluator.evaluate(definition, data, Date.parse(now));
    expect(badRows).toEqual([]);
    expect([...scored.values()]).toEqual(results);
    // Made-up data that shows nothing would be no example: somebody is an MQL, and somebody is not.
    expect(new Set(results.map(result => result.stages[definition.mainStage.name]))).toEqual(new Set([true, false]));
  });
});
