import type { Definition } from '../../compiler/check/checked.ts';
import { positionAt } from '../../compiler/source/source-file.ts';
import type { ClaimResult } from '../../review/prove/prove-claims.ts';
import type { TestResult } from '../../review/run-tests.ts';
import { leadLines, outcomeText } from '../output/proof-text.ts';
import type { TestRun } from './run-test-files.ts';

/** JUnit's XML, which CI services show: a suite for each file, a case for each test and claim. A claim that is not decided is an error. */
export function renderTestsJunit({ suites, passed, failed, undecided }: TestRun): string {
  const all = suites.filter(({ report, claims }) => report.tests.length + claims.length > 0).map(({ path, report, claims, definition }) => {
    const count = (outcome: ClaimResult['outcome']): number => claims.filter((claim) => claim.outcome === outcome).length;
    const failures = report.failed + count('broken');
    return [
      `  <testsuite name="${escaped(path)}" tests="${report.tests.length + claims.length}" failures="${failures}" errors="${count('not decided')}" skipped="0">`,
      ...report.tests.map((test) => testCase(test, path)),
      ...claims.map((claim) => claimCase(claim, definition, path)),
      '  </testsuite>',
    ].join('\n');
  });
  const total = passed + failed + undecided;
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="mql" tests="${total}" failures="${failed}" errors="${undecided}">`, ...all, '</testsuites>', ''].join('\n');
}

function claimCase({ claim, outcome, statements }: ClaimResult, definition: Definition, path: string): string {
  const { file, span } = claim.origin;
  const open = `    <testcase name="${escaped(claim.title)}" classname="${escaped(path)}" file="${escaped(file.path)}" line="${positionAt(file, span.start).line + 1}"`;
  if (outcome === 'proved') return `${open}/>`;
  const missed = statements.filter(({ proof }) => proof.kind !== 'proved');
  const message = missed.map(({ text, proof }) => `${text}: ${proof.kind === 'shown' ? 'broken' : 'not decided'}`).join('; ');
  const details = missed.flatMap(({ statement: { origin }, text, proof }) => {
    const { line, character } = positionAt(origin.file, origin.span.start);
    const where = `${origin.file.path}:${line + 1}:${character + 1} ${text}`;
    if (proof.kind === 'undecided') return [`${where} is not decided: ${proof.reason}`];
    if (proof.kind === 'proved') return [];
    return [`${where} is broken by this lead`, ...leadLines(proof, definition).map((each) => `  ${each}`), `which comes out as ${outcomeText(proof)}`];
  });
  const tag = outcome === 'broken' ? 'failure' : 'error';
  return `${open}>\n      <${tag} message="${escaped(message)}">${escaped(details.join('\n'))}</${tag}>\n    </testcase>`;
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
