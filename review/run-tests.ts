/** Runs the `test` blocks of a definition on the reference interpreter. Language reference, section 7. */
import type { Definition, Expectation, Origin, Test } from '../compiler/check/checked.ts';
import { evaluate, type Trace } from '../reference/evaluate.ts';
import { unmetExpectations } from '../reference/expectations.ts';
import type { Explanation } from '../reference/result.ts';
import { found, whyOf } from './why.ts';

export interface TestReport {
  /** In the order of the text. */
  readonly tests: readonly TestResult[];
  readonly passed: number;
  readonly failed: number;
}

export interface TestResult {
  readonly test: Test;
  readonly passed: boolean;
  /** The expectations that were not met; none if it passed. */
  readonly failures: readonly TestFailure[];
  /** What the lead came to. */
  readonly explanation: Explanation;
  /** What held and what did not; coverage is made from it. */
  readonly trace: ReadonlyMap<object, boolean>;
}

export interface TestFailure {
  readonly expectation: Expectation;
  /** Of the expectation in the file. */
  readonly origin: Origin;
  /** As it is written: `score >= 75`, `not mql`. */
  readonly expected: string;
  /** What came out instead: `score 60`, `mql`. */
  readonly found: string;
  /** The reasons, one a line, the weightiest first: what paid, what was missing. May be empty. */
  readonly why: readonly string[];
  /** All of it in one line: "expected score 75, got score 60: fit 30, intent 30". */
  readonly message: string;
}

export function runTests(definition: Definition): TestReport {
  const tests = definition.tests.map((test) => runTest(definition, test));
  const passed = tests.filter((test) => test.passed).length;
  return { tests, passed, failed: tests.length - passed };
}

function runTest(definition: Definition, test: Test): TestResult {
  const trace: Trace = new Map();
  const explanation = evaluate(definition, test.lead, test.events, test.at, trace);
  const failures = unmetExpectations(definition, test).map((expectation): TestFailure => {
    const expected = sourceText(expectation.origin);
    const instead = found(expectation, explanation);
    const why = whyOf(expectation, explanation, definition, trace);
    const reasons = why.length === 0 ? '' : `: ${why.join('; ')}`;
    return { expectation, origin: expectation.origin, expected, found: instead, why, message: `expected ${expected}, got ${instead}${reasons}` };
  });
  return { test, passed: failures.length === 0, failures, explanation, trace };
}

export function sourceText({ file, span }: Origin): string {
  return file.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}
