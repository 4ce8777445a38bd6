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
  const found = await suggestTests(solver, definition, coverageOf(definition, runTests(definition)).items, () => undefined, { milliseconds: 120_000, clock: () => performance.now() });
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
  const covered = 'fit: employees 50.. +20\nmql when score > 10\ntest "a":\n  given employees 60\n  expect mql\ntest "b":\n  expect not mql\n';
  expect(await suggestionsFor(covered)).toEqual({ tests: [], impossible: [], open: [] });
  const hidden = 'fit: webinar +10 once\nmql when score > 5 and score < 5.5\ntest "a": given webinar 1d ago; expect not mql\ntest "b": expect not mql\n';
  expect((await suggestionsFor(hidden)).tests).toEqual([]);
});
