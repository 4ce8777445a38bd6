import { renderPlace, renderPosition, type Paint } from '../../compiler/diagnostics/render.ts';
import type { TestFailure, TestResult } from '../../review/run-tests.ts';
import { counted } from '../terminal/table.ts';
import type { TestRun } from './run-test-files.ts';

export interface TestRendering {
  readonly paint: Paint;
  readonly width: number | undefined;
}

/** Every test on a line of its own, under its file; of those that fail, what was expected where, and why it did not come. */
export function renderTests(run: TestRun, rendering: TestRendering): string {
  const suites = run.suites.filter(({ report }) => report.tests.length > 0);
  const text = suites.map(({ path, report }) => `${rendering.paint('strong', path)}\n${report.tests.map((test) => renderTest(test, rendering)).join('')}`);
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

function summary({ passed, failed }: TestRun, paint: Paint): string {
  const all = counted(passed + failed, 'test');
  return failed === 0 ? `${all}: ${paint('good', 'all pass')}` : `${all}: ${paint('error', `${failed} ${failed === 1 ? 'fails' : 'fail'}`)}, ${passed} pass`;
}
