import type { Definition } from '../../compiler/check/checked.ts';
import { renderPlace, renderPosition, type Paint } from '../../compiler/diagnostics/render.ts';
import type { ClaimResult } from '../../review/prove/prove-claims.ts';
import type { TestFailure, TestResult } from '../../review/run-tests.ts';
import { leadLines, outcomeText } from '../output/proof-text.ts';
import { counted } from '../terminal/table.ts';
import type { TestRun } from './run-test-files.ts';

export interface TestRendering {
  readonly paint: Paint;
  readonly width: number | undefined;
}

/**
 * Every test and claim on a line of its own, under its file; of tests that fail, what was expected where, and why it did not come; of claims
 * that are broken, the lead that breaks them.
 */
export function renderTests(run: TestRun, rendering: TestRendering): string {
  const suites = run.suites.filter(({ report, claims }) => report.tests.length + claims.length > 0);
  const text = suites.map(({ path, report, claims, definition }) => [
    `${rendering.paint('strong', path)}\n`, ...report.tests.map((test) => renderTest(test, rendering)), ...claims.map((claim) => renderClaim(claim, definition, rendering)),
  ].join(''));
  return text.join('\n') + (suites.length === 0 ? '' : `\n${summary(run, rendering.paint)}\n`);
}

function renderTest({ test, passed, failures }: TestResult, rendering: TestRendering): string {
  const { paint } = rendering;
  if (passed) return `  ${paint('good', 'ok')}    ${test.title}\n`;
  return `  ${paint('error', 'FAIL')}  ${paint('strong', test.title)}\n${failures.map((failure) => renderFailure(failure, rendering)).join('')}`;
}

function renderFailure({ origin, expected, found, why }: TestFailure, { paint, width }: TestRendering): string {
  const lines = [
    `${renderPosition(origin.file, origin.span)} expected ${paint('strong', expected)}, got ${paint('error', found)}`,
    ...renderPlace(origin.file, origin.span, { paint, width }).trimEnd().split('\n'),
    ...why.map((reason) => `  ${reason}`),
  ];
  return lines.map((line) => `        ${line}\n`).join('');
}

function renderClaim({ claim, outcome, statements }: ClaimResult, definition: Definition, rendering: TestRendering): string {
  const { paint, width } = rendering;
  if (outcome === 'proved') return `  ${paint('good', 'ok')}    ${claim.title} ${paint('faint', '(proved)')}\n`;
  const lines = statements.flatMap(({ statement: { origin: { file, span } }, text, proof }) => {
    if (proof.kind === 'proved') return [];
    const place = [renderPosition(file, span), ...renderPlace(file, span, { paint, width }).trimEnd().split('\n')];
    if (proof.kind === 'undecided') return [`${place[0]} ${paint('strong', text)} is not decided: ${proof.reason}`, ...place.slice(1)];
    return [
      `${place[0]} ${paint('strong', text)} is ${paint('error', 'broken')} by this lead`, ...place.slice(1),
      ...leadLines(proof, definition).map((line) => `  ${line}`), `  which comes out as ${outcomeText(proof)}`,
    ];
  });
  const state = outcome === 'broken' ? paint('error', 'FAIL') : paint('warning', 'OPEN');
  return `  ${state}  ${paint('strong', claim.title)}\n${lines.map((line) => `        ${line}\n`).join('')}`;
}

function summary({ suites, passed, failed, undecided }: TestRun, paint: Paint): string {
  const claims = suites.reduce((sum, suite) => sum + suite.claims.length, 0);
  const all = passed + failed + undecided;
  const counts = [...(claims === all ? [] : [counted(all - claims, 'test')]), ...(claims === 0 ? [] : [counted(claims, 'claim')])].join(' and ');
  if (failed + undecided === 0) return `${counts}: ${paint('good', 'all pass')}`;
  const failing = failed === 0 ? [] : [paint('error', `${failed} ${failed === 1 ? 'fails' : 'fail'}`)];
  const open = undecided === 0 ? [] : [paint('warning', `${undecided} not decided`)];
  return `${counts}: ${[...failing, ...open, `${passed} ${passed === 1 ? 'passes' : 'pass'}`].join(', ')}`;
}
