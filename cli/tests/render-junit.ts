import { positionAt } from '../../compiler/source/source-file.ts';
import type { TestResult } from '../../review/run-tests.ts';
import type { TestRun } from './run-test-files.ts';

/** JUnit's XML, which CI services show: a suite for each file, a case for each test. */
export function renderTestsJunit({ suites, passed, failed }: TestRun): string {
  const all = suites.filter(({ report }) => report.tests.length > 0).map(({ path, report }) => [
    `  <testsuite name="${escaped(path)}" tests="${report.tests.length}" failures="${report.failed}" errors="0" skipped="0">`,
    ...report.tests.map((test) => testCase(test, path)),
    '  </testsuite>',
  ].join('\n'));
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="mql" tests="${passed + failed}" failures="${failed}">`, ...all, '</testsuites>', ''].join('\n');
}

function testCase({ test, passed, failures }: TestResult, path: string): string {
  const { file, span } = test.origin;
  const open = `    <testcase name="${escaped(test.title)}" classname="${escaped(path)}" file="${escaped(file.path)}" line="${positionAt(file, span.start).line + 1}"`;
  if (passed) return `${open}/>`;
  const message = failures.map(({ expected, found }) => `expected ${expected}, got ${found}`).join('; ');
  const details = failures.map(({ origin, expected, found, why }) => {
    const { line, character } = positionAt(origin.file, origin.span.start);
    return [`${origin.file.path}:${line + 1}:${character + 1} expected ${expected}, got ${found}`, ...why.map((reason) => `  ${reason}`)].join('\n');
  });
  return `${open}>\n      <failure message="${escaped(message)}">${escaped(details.join('\n'))}</failure>\n    </testcase>`;
}

/** XML has no way to write most control characters. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
