import { afterAll, expect, it } from 'vitest';
import { coverageOf } from '../../../review/coverage.ts';
import { endSolver, openSolver } from '../../../review/prove/solver.ts';
import { runTests } from '../../../review/run-tests.ts';
import { suggestTests, type Suggestions } from '../../../review/suggest/suggest-tests.ts';
import { definitionOf } from '../../check-text.ts';

afterAll(endSolver);

async function suggestionsFor(text: string): Promise<Suggestions> {
  const definition = definitionOf(text);
  const solver = await openSolver();
  const report = runTests(definition);
  const found = await suggestTests(solver, definition, coverageOf(definition, report).items, report.tests, () => undefined, { milliseconds: 900_000, clock: () => performance.now() });
  await solver.close();
  return found;
}

/** With its suggestions the definition is covered, and all of them pass. */
async function whole(text: string): Promise<string> {
  const { tests } = await suggestionsFor(text);
  const all = `${text}\n${tests.map((test) => test.text).join('\n')}`;
  const definition = definitionOf(all);
  const report = runTests(definition);
  expect(report.failed, all).toBe(0);
  const coverage = coverageOf(definition, report);
  expect(coverage.uncovered.map(({ name, missing }) => `${name} ${missing.join()}`), all).toEqual([]);
  return tests.map((test) => test.text).join('\n');
}

it('both sides of a threshold, beside it', async () => {
  const text = await whole('fit: employees 50.. +20\nintent: webinar +10\nmql when score > 50\n');
  expect(text).toContain('expect mql, score 60');
  expect(text).toContain('expect not mql, score 50');
});

it('every kind of thing that can be covered', async () => {
  await whole(`vocabulary: lead plan one of (free, pro "Pro*plan")
exclude: title mentions any of ("student", "intern")
fit (up to 40):
  require country US
  employees 1..49 +5 | 50.. +15 | otherwise -1
  plan pro +20 as "The \\"pro\\" plan"
intent:
  download "*checklist*" +5 | otherwise +1 once per day
  page_view +5 per 3 up to 25
  pricing_view +15 decay 50% every 7d when employees 50..
  no activity within 60d -20
mql when score > 30
mql also when demo_request within 7d
tier A when score >= 40
tier B when score >= 10
handoff:
  to "SDR, Europe" within 2h when tier A
  to "SDR"
`);
});

it('a grid of tiers, and a stage whose name is a word of the language', async () => {
  const text = await whole('fit: employees 50.. +20\nintent: webinar +10 once\n`within` when fit > 10\nmql when score > 5\ntier = fit 20.. A | otherwise B, intent 10.. "1" | otherwise "2"\n');
  expect(text).toContain('`within`');
});

it('asks nothing of what is covered, and of what no lead can do', async () => {
  const covered = 'fit: employees 50.. +20\nmql when score > 10\ntest "a":\n  given employees 50\n  expect mql\ntest "b":\n  given employees 49\n  expect not mql\n';
  expect(await suggestionsFor(covered)).toEqual({ tests: [], impossible: [], open: [] });
  const hidden = 'fit: webinar +10 once\nmql when score > 5 and score < 5.5\ntest "a": given webinar 1d ago; expect not mql\ntest "b": expect not mql\n';
  expect(await suggestionsFor(hidden)).toEqual({ tests: [], impossible: [], open: [] });
});

/** The titles of the tests that are missing. */
async function titles(text: string): Promise<string[]> {
  return (await suggestionsFor(text)).tests.map((test) => /^test "(.*)":/.exec(test.text)![1]!);
}

const points = `fit: require employees 50..500; country US +20
intent: webinar +10; chat +7 once
mql when score > 50 and intent >= 20
`;

it('each boundary on both sides, with the nearest points that a lead can have', async () => {
  expect(await titles(points)).toEqual([
    'employees 50..500 of fit, at 49', 'employees 50..500 of fit, at 50', 'employees 50..500 of fit, at 500', 'employees 50..500 of fit, at 501',
    'score > 50 of mql, at 50', 'score > 50 of mql, at 57', 'intent >= 20 of mql, at 17', 'intent >= 20 of mql, at 20',
  ]);
  const { tests } = await suggestionsFor(points);
  expect(tests.at(-1)!.text).toMatch(/expect not mql, score \d+, intent 20\n$/);
});

it('a side that a test stands on is not asked for, nor is one that nearer leads could not', async () => {
  expect(await titles(`${points}test "57":
  given employees 50, country US
  given 3 webinar 1d ago, chat 1d ago
  expect mql, score 57
test "far":
  given employees 501, country US
  given 6 webinar 1d ago
  expect not mql, score 80
test "17":
  given employees 50
  given webinar 1d ago, chat 1d ago
  expect not mql
`)).toEqual([
    'employees 50..500 of fit, at 49', 'employees 50..500 of fit, at 500', 'score > 50 of mql, at 50', 'intent >= 20 of mql, at 20',
  ]);
});

it('boundaries of tiers, cases, routes and derived scores', async () => {
  const text = await whole(`fit: employees 1..49 +5 | 50.. +15; revenue $1m.. +10
intent: webinar +10 up to 40
score both = 50% * fit + intent
mql when both >= 30
tier = fit 15.. A | otherwise B, intent 10.. "1" | otherwise "2"
handoff:
  to "Big" when fit > 20
  to "All"
`);
  for (const title of [
    'employees of fit, at 0', 'employees of fit, at 1"', 'employees of fit, at 49', 'employees of fit, at 50', 'revenue $1m.. of fit, at 999999', 'both >= 30 of mql, at 27.5',
    'both >= 30 of mql, at 30', 'intent of tier, at 10', 'fit > 20 of handoff Big, at 25',
  ]) expect(text).toContain(title);
});

it('windows, counts, durations, silences and recent dates, each on both sides, with the day before and the day itself', async () => {
  const text = `fit: require country US; timeline ..90d +10; funding_date within 180d +5
intent (within 30d): webinar +10 when employees 50..; page_view >= 3 +5; total page_view.duration >= 10min +5; pricing_view +2 per 2 up to 10
silence: since activity 90d.. -30 | 30d.. -10
mql when score > 20
mql also when demo_request within 7d
`;
  const { tests, open } = await suggestionsFor(text);
  expect(open).toEqual([]);
  const written = tests.map((test) => test.text).join('\n');
  for (const title of [
    'timeline ..90d of fit, at 90d', 'timeline ..90d of fit, at 91d', 'funding_date within 180d of fit, 179d ago', 'funding_date within 180d of fit, 180d ago',
    'page_view >= 3 of intent, at 2', 'page_view >= 3 of intent, at 3', 'page_view >= 3 of intent, 29d ago', 'page_view >= 3 of intent, 30d ago',
    'total page_view.duration >= 10min of intent, at 9min', 'total page_view.duration >= 10min of intent, at 10min', 'since activity of silence, 89d ago', 'since activity of silence, 90d ago',
    'since activity of silence, 29d ago', 'demo_request within 7d of mql, 6d ago', 'demo_request within 7d of mql, 7d ago', 'webinar within 30d of intent, 29d ago', 'pricing_view within 30d of intent, at 2',
  ]) expect(written).toContain(`test "${title}":`);
  expect(written).toContain('test "demo_request within 7d of mql, 7d ago":\n  given country US\n  given demo_request 7d ago\n  expect not mql, score 0\n');
  // A rule under a `when` is tried on leads for whom it pays.
  expect(written).toMatch(/29d ago":\n {2}given employees 50\n {2}given webinar 29d ago\n/);
  // With them kept, no side is left to ask for.
  expect((await suggestionsFor(`${text}\n${written}`)).tests).toEqual([]);
});

it('a boundary that a test stands on already is not asked for again', async () => {
  const text = 'intent: webinar within 30d +10 once\nmql when score > 5\n';
  expect(await titles(text)).toEqual(expect.arrayContaining(['webinar within 30d of intent, 29d ago', 'webinar within 30d of intent, 30d ago']));
  expect(await titles(`${text}test "in": given webinar 29d ago; expect mql\ntest "out": given webinar 30d ago; expect not mql\n`)).toEqual([]);
});
