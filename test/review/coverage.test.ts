import { expect, test } from 'vitest';
import { coverageOf, type Coverage } from '../../review/coverage.ts';
import { runTests } from '../../review/run-tests.ts';
import { definitionOf } from '../check-text.ts';

function cover(text: string): Coverage {
  const definition = definitionOf(text);
  return coverageOf(definition, runTests(definition));
}

/** What is missing, as a person would list it. */
function missing(text: string): readonly string[] {
  return cover(text).uncovered.map(({ kind, name, missing: what }) => `${kind} ${name}: ${what.join(', ')}`);
}

const definition = `
exclude: title mentions "student"
fit:
  require country US
  employees 50..199 +10 | 200.. +15 | otherwise +0
  seniority vp +20 as "A decision maker"
mql when score >= 20
mql also when demo_request
tier A when fit >= 30
tier B when score >= 0
handoff:
  to "EU" when country in (DE, FR)
  to "SDR"
`;

test('without a test nothing is covered', () => {
  const { percent, byKind, items } = cover(definition);
  expect(percent).toBe(0);
  expect(byKind).toEqual({
    exclusion: { covered: 0, total: 1 }, requirement: { covered: 0, total: 1 }, rule: { covered: 0, total: 1 }, case: { covered: 0, total: 3 },
    stage: { covered: 0, total: 2 }, tier: { covered: 0, total: 2 }, handoff: { covered: 0, total: 2 },
  });
  expect(items.map(({ kind }) => kind)).toEqual([
    'exclusion', 'requirement', 'case', 'case', 'case', 'rule', 'stage', 'stage', 'tier', 'tier', 'handoff', 'handoff',
  ]);
});

test('what one test leaves open', () => {
  expect(missing(`${definition}
test "a VP":
  given country US, employees 120, seniority vp
  expect mql, tier A, handoff "SDR"
`)).toEqual([
    'exclusion title mentions "student": never held',
    'requirement require country US: never failed',
    'case 50..199 +10: never failed',
    'case 200.. +15: never held',
    'case otherwise +0: never held',
    'rule A decision maker: never failed',
    'stage mql: never failed',
    'stage mql: never held',
    'tier A: never failed',
    'tier B: never held',
    'handoff EU: never held',
    'handoff SDR: never failed',
  ]);
});

test('everything held and failed', () => {
  const text = `
exclude: title mentions "student"
fit:
  require country US
  employees 50..199 +10 | 200.. +15
mql when score >= 15
test "one":
  given country US, employees 120
  expect not mql
test "two":
  given country US, employees 300
  expect mql
test "three":
  given country DE, title "Student"
  expect not mql
`;
  expect(missing(text)).toEqual([]);
  expect(cover(text).percent).toBe(100);
});

test('what no lead can do is not asked for', () => {
  expect(missing('fit: country US +10\nmql when qualified\ntest "a":\n  given country US\n  expect mql\ntest "b":\n  expect fit 0\n')).toEqual([]);
  expect(missing('exclude: country US and country CA\nmql when demo_request\ntest "a":\n  expect not mql\ntest "b":\n  given demo_request 1d ago\n  expect mql\n')).toEqual([]);
});

test('percent counts what items can do, half covered ones by half', () => {
  expect(cover('mql when demo_request\ntest "a":\n  expect not mql\n').percent).toBe(50);
  expect(cover('mql when qualified\n').percent).toBe(0);
});

test('patterns of a rule per occurrence, and a grid of tiers', () => {
  expect(missing(`
intent: download "*guide*" +5 | otherwise +1
mql when score >= 5
tier = intent 5.. A | otherwise B
test "a":
  given download "The guide" 1d ago
  expect mql, tier A
`)).toEqual(['case "*guide*" +5: never failed', 'case otherwise +1: never held', 'stage mql: never failed', 'tier A: never failed', 'tier B: never held']);
});

test('each item has its place', () => {
  const { items } = cover(definition);
  const texts = items.map(({ origin: { file, span } }) => file.text.slice(span.start, span.end));
  expect(texts[3]).toBe('200.. +15');
  expect(texts[5]).toBe('seniority vp +20 as "A decision maker"');
  expect(texts.at(-1)).toBe('to "SDR"');
});
