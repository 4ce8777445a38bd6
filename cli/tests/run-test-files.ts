import { resolve } from 'node:path';
import type { Definition } from '../../compiler/check/checked.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { countBySeverity } from '../../compiler/diagnostics/render.ts';
import { coverageOf, type CoverageItem } from '../../review/coverage.ts';
import type { ClaimResult } from '../../review/prove/prove-claims.ts';
import { runTests, type TestReport } from '../../review/run-tests.ts';
import { analyzeFile, tellDiagnostics } from '../input/read-definition.ts';
import { readSource } from '../input/read-source.ts';
import { tell } from '../terminal/standard-output.ts';

export interface TestRun {
  /** Of each file with tests or claims, in the order of the command. */
  readonly suites: readonly TestSuite[];
  /** Tests that pass and claims that are proved. */
  readonly passed: number;
  /** Tests that fail and claims that a lead breaks. */
  readonly failed: number;
  /** Claims that are neither proved nor broken. */
  readonly undecided: number;
  /** A file has errors, so that its tests could not run; they have been said. */
  readonly broken: boolean;
  /** Of each definition under test; empty unless asked for. */
  readonly coverage: readonly FileCoverage[];
}

export interface TestSuite {
  readonly path: string;
  readonly report: TestReport;
  readonly definition: Definition;
  readonly claims: readonly ClaimResult[];
}

/** What the tests of all files together made of a definition. */
export interface FileCoverage {
  readonly path: string;
  readonly items: readonly CoverageItem[];
  /** 0 to 100, rounded down to a tenth. */
  readonly percent: number;
}

export function runTestFiles(paths: readonly string[], withCoverage: boolean): TestRun {
  const suites: TestSuite[] = [];
  // By where a file is, and not by how it is named: `./crm.mql` is the `crm.mql` that a file of tests uses.
  const covered = new Map<string, { readonly path: string; readonly runs: (readonly CoverageItem[])[] }>();
  let broken = false;
  for (const path of paths) {
    const file = readSource(path);
    const { definition, diagnostics } = analyzeFile(file);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) broken = sayBroken(path, errors);
    if (definition === undefined) continue;
    const report = runTests(definition);
    suites.push({ path: file.path, report, definition, claims: [] });
    if (!withCoverage) continue;
    const place = resolve(definition.file.path);
    if (!covered.has(place)) covered.set(place, { path: definition.file.path, runs: [] });
    covered.get(place)!.runs.push(coverageOf(definition, report).items);
  }
  const coverage = [...covered.values()].map(({ path, runs }) => merged(path, runs));
  return { suites, ...countOf(suites), broken, coverage };
}

/** Loads the solver only if there is a claim. @param seconds for each line of a claim */
export async function withClaims(run: TestRun, seconds: number): Promise<TestRun> {
  if (run.suites.every(({ definition }) => definition.claims.length === 0)) return run;
  const { proveClaims } = await import('../../review/prove/prove-claims.ts');
  const suites: TestSuite[] = [];
  for (const suite of run.suites) {
    suites.push({ ...suite, claims: await proveClaims(suite.definition, { milliseconds: seconds * 1_000, clock: () => performance.now() }) });
  }
  return { ...run, suites, ...countOf(suites) };
}

/** Ends the solver, if claims were proved; none may be proved after it. */
export async function endProofs(): Promise<void> {
  const { endSolver } = await import('../../review/prove/solver.ts');
  await endSolver();
}

function countOf(suites: readonly TestSuite[]): Pick<TestRun, 'passed' | 'failed' | 'undecided'> {
  const claims = (outcome: ClaimResult['outcome']): number => suites.reduce((sum, suite) => sum + suite.claims.filter((claim) => claim.outcome === outcome).length, 0);
  const tests = (count: (report: TestReport) => number): number => suites.reduce((sum, { report }) => sum + count(report), 0);
  return { passed: tests(({ passed }) => passed) + claims('proved'), failed: tests(({ failed }) => failed) + claims('broken'), undecided: claims('not decided') };
}

function sayBroken(path: string, errors: readonly Diagnostic[]): true {
  tellDiagnostics(errors);
  tell(`the tests of \`${path}\` cannot run: ${countBySeverity(errors)}\n`);
  return true;
}

/** Files may test the same definition; what one of them tried was tried. Items stand in the same order in each run. */
function merged(path: string, runs: readonly (readonly CoverageItem[])[]): FileCoverage {
  const items = runs[0]!.map((first, index): CoverageItem => {
    const each = runs.map((run) => run[index]!);
    return {
      ...first,
      held: each.reduce((sum, item) => sum + item.held, 0),
      failed: each.reduce((sum, item) => sum + item.failed, 0),
      missing: first.missing.filter((missing) => each.every((item) => item.missing.includes(missing))),
    };
  });
  const missing = items.reduce((sum, item) => sum + item.missing.length, 0);
  const possible = items.reduce((sum, item) => sum + Number(item.held > 0) + Number(item.failed > 0), missing);
  return { path, items, percent: possible === 0 ? 100 : Math.floor(((possible - missing) * 1000) / possible) / 10 };
}
