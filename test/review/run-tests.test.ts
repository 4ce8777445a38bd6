import { expect, test } from 'vitest';
import { runTests } from '../../review/run-tests.ts';
import { definitionOf } from '../check-text.ts';

const definition = `
exclude:
  title mentions "student"
fit (up to 40):
  require country US
  employees 50..199 +10 | 200.. +15
  seniority vp +20 as "A decision maker"
intent:
  webinar +10 within 30d
mql when score >= 40 and webinar
mql also when demo_request within 7d
tier A when fit >= 30
tier B when score >= 10
handoff:
  to "SDR" within 24h
`;

/** The messages of all expectations that are not met, by test. */
function messages(tests: string, text = definition): readonly (readonly string[])[] {
  return runTests(definitionOf(text + tests)).tests.map(({ failures }) => failures.map(({ message }) => message));
}

test('tests that pass', () => {
  const report = runTests(definitionOf(`${definition}
test "a VP":
  given country US, employees 300, seniority vp
  given 2 webinar 3d ago
  expect mql, fit 35, intent 20, score >= 55, score < 56, tier A, not tier B, handoff "SDR", qualified, not excluded
test "nobody":
  given country DE
  expect not mql, not qualified, no tier, no handoff
`));
  expect(report.tests.map((each) => [each.test.title, each.passed, each.failures])).toEqual([['a VP', true, []], ['nobody', true, []]]);
  expect([report.passed, report.failed]).toEqual([2, 0]);
  expect(report.tests[0]!.explanation.score).toBe(55);
});

test('a score: what paid', () => {
  expect(messages(`
test "t":
  given country US, employees 300, seniority vp
  given 2 webinar 3d ago
  expect score 75, fit 40, intent 10, mql
`)).toEqual([[
    'expected score 75, got score 55: fit 35, intent 20',
    'expected fit 40, got fit 35: +15 from `employees 50..199 +10 | 200.. +15`; +20 from `A decision maker`',
    'expected intent 10, got intent 20: +20 for 2 events from `webinar +10 within 30d`',
  ]]);
  expect(messages('test "t":\n  given 3 webinar 3d ago\n  expect intent 30\n', definition.replace('intent:', 'intent (up to 25):'))).toEqual([[
    'expected intent 30, got intent 25: +30 for 3 events from `webinar +10 within 30d`; cut from 30 by the limits of the section',
  ]]);
  expect(messages('test "t":\n  given country US\n  expect fit 10\n')).toEqual([['expected fit 10, got fit 0: no rule of it pays']]);
});

test('a stage: what did not hold', () => {
  expect(messages('test "t":\n  given country US, employees 300\n  expect mql\n')).toEqual([[
    'expected mql, got not mql: `score >= 40 and webinar` does not hold; `demo_request within 7d` does not hold; score is 15',
  ]]);
  expect(messages('test "t":\n  given country US, demo_request 1d ago\n  expect not mql\n')).toEqual([[
    'expected not mql, got mql: `demo_request within 7d` holds',
  ]]);
});

test('who does not qualify: which requirement, which exclusion', () => {
  expect(messages('test "t":\n  given country DE, demo_request 1d ago\n  expect mql, qualified, handoff "SDR"\n')).toEqual([[
    'expected mql, got not mql: `country US` is required (line 5)',
    'expected qualified, got not qualified: `country US` is required (line 5)',
    'expected handoff "SDR", got no handoff: `country US` is required (line 5)',
  ]]);
  expect(messages('test "t":\n  given country US, title "Student", employees 60\n  expect not excluded, tier B\n')).toEqual([[
    'expected not excluded, got excluded: excluded by `title mentions "student"` (line 3)',
    'expected tier B, got no tier: excluded by `title mentions "student"` (line 3)',
  ]]);
});

test('a tier, and a handoff that is made', () => {
  expect(messages('test "t":\n  given country US, employees 60, demo_request 1d ago\n  expect tier A, no handoff\n')).toEqual([[
    'expected tier A, got tier B: fit 10, intent 0',
    'expected no handoff, got handoff "SDR"',
  ]]);
});

test('the span of a failure is that of its expectation', () => {
  const [result] = runTests(definitionOf(`${definition}test "t":\n  expect not excluded, mql\n`)).tests;
  const [failure] = result!.failures;
  const { file, span } = failure!.origin;
  expect([file.text.slice(span.start, span.end), failure!.expected, failure!.found]).toEqual(['mql', 'mql', 'not mql']);
});

test('no tests', () => {
  expect(runTests(definitionOf('mql when demo_request\n'))).toEqual({ tests: [], passed: 0, failed: 0 });
});
