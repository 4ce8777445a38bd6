import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { countBySeverity } from '../../compiler/diagnostics/render.ts';
import { coverageOf, type CoverageItem } from '../../review/coverage.ts';
import { runTests, type TestReport } from '../../review/run-tests.ts';
import { analyzeFile, tellDiagnostics } from '../input/read-definition.ts';
import { readSource, sourceIfThere } from '../input/read-source.ts';
import { CommandProblem } from '../problems.ts';
import { tell } from '../terminal/standard-output.ts';

export interface TestRun {
  /** Of each file with tests, in the order of the command. */
  readonly suites: readonly TestSuite[];
  readonly passed: number;
  readonly failed: number;
  /** A file has errors, so that its tests could not run; they have been said. */
  readonly broken: boolean;
  /** Of each definition under test; empty unless asked for. */
  readonly coverage: readonly FileCoverage[];
}

export interface TestSuite {
  readonly path: string;
  readonly report: TestReport;
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
  const items = new Map<string, (readonly CoverageItem[])[]>();
  let broken = false;
  for (const path of paths) {
    const { definition, diagnostics } = analyzeFile(readSource(path));
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) broken = sayBroken(path, errors);
    if (definition === undefined) continue;
    const report = runTests(definition);
    suites.push({ path, report });
    if (!withCoverage) continue;
    const ofDefinition = items.get(definition.file.path) ?? [];
    ofDefinition.push(coverageOf(definition, report).items);
    items.set(definition.file.path, ofDefinition);
  }
  const coverage = [...items].map(([path, runs]) => merged(path, runs));
  const sum = (count: (report: TestReport) => number): number => suites.reduce((total, suite) => total + count(suite.report), 0);
  return { suites, passed: sum(({ passed }) => passed), failed: sum(({ failed }) => failed), broken, coverage };
}

/** The files themselves, and all that they use. Those that cannot be read stand alone. */
export function filesOf(paths: readonly string[]): readonly string[] {
  const files = new Set(paths);
  for (const path of paths) {
    try {
      const file = sourceIfThere(path);
      if (file === undefined) continue;
      const { main, definition, used } = analyzeFile(file).files;
      for (const tree of [main, definition, ...used]) files.add(tree.file.path);
    } catch (problem) {
      // Running the tests says what it is.
      if (!(problem instanceof CommandProblem)) throw problem;
    }
  }
  return [...files];
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
