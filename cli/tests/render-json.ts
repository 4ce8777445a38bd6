import { jsonRange } from '../../compiler/diagnostics/render-json.ts';
import type { Origin } from '../../compiler/check/checked.ts';
import { proofJson } from '../output/proof-text.ts';
import type { TestRun } from './run-test-files.ts';

/** `{"passed", "failed", "undecided", "tests": [...], "claims": [...], "coverage": [...]}`; ranges as in LSP, from 0. */
export function renderTestsJson(run: TestRun, withCoverage: boolean): string {
  const place = ({ file, span }: Origin) => ({ file: file.path, range: jsonRange(file, span) });
  const tests = run.suites.flatMap(({ report }) => report.tests.map(({ test, passed, failures }) => ({
    title: test.title,
    ...place(test.origin),
    passed,
    failures: failures.map(({ origin, expected, found, why }) => ({ ...place(origin), expected, found, why })),
  })));
  const claims = run.suites.flatMap((suite) => suite.claims.map(({ claim, outcome, statements }) => ({
    title: claim.title,
    ...place(claim.origin),
    outcome,
    statements: statements.map(({ statement, text, proof }) => ({ ...place(statement.origin), ...proofJson(text, proof) })),
  })));
  const coverage = run.coverage.map(({ path, percent, items }) => ({
    file: path,
    percent,
    items: items.map(({ kind, section, name, origin, held, failed, missing }) => ({
      kind, ...(section === undefined ? {} : { section }), name, ...place(origin), held, failed, missing,
    })),
  }));
  return `${JSON.stringify({ passed: run.passed, failed: run.failed, undecided: run.undecided, tests, claims, ...(withCoverage ? { coverage } : {}) }, undefined, 2)}\n`;
}
