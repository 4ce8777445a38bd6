/** What the conformance cases are no place for: long definitions, and data without events. Emitted SQL says what the reference says. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { duckdb } from '../../compiler/emit/sql/duckdb.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import { trusted } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { readResult } from '../../engines/sql/read-result.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { definitionOf } from '../check-text.ts';
import { openDuckdb } from '../duckdb-evaluator.ts';
import type { RawData, Result } from '../evaluator.ts';
import { relationOfRows, type TestDatabase } from '../sql-evaluator.ts';

const now = Date.UTC(2026, 0, 1);
let database: TestDatabase;
beforeAll(async () => {
  database = await openDuckdb();
});
afterAll(() => database.close());

/** The results of leads without a table of events, which are what the reference says. */
async function scored(text: string, leads: RawData['leads']): Promise<readonly Result[]> {
  const definition = definitionOf(text);
  const plan = makePlan(definition);
  const relation = relationOfRows('raw_leads', leads);
  await database.load('raw_leads', relation.columns.map(({ name }) => name), leads.map((lead) => relation.columns.map(({ name }) => JSON.stringify(lead[name]))));
  const query = emitQuery([plan], duckdb, { source: { leads: relation, events: null }, now: trusted(String(now)), output: 'results' });
  const results = (await database.run(query.text)).map((row) => {
    const cells = row[Symbol.iterator]();
    return readResult(plan, String(cells.next().value), cells);
  });
  expect(results).toEqual((await referenceEvaluator.evaluate(definition, { leads, events: [] }, now)).results);
  return results;
}

/** So many rules, each of a million points. */
const rules = (count: number, points: string): string => Array.from({ length: count }, (_rule, index) => `  country US ${points}1000000 as "rule ${index + 1}"`).join('\n');

test.each([['+', 1_000_000_000], ['-', -1_000_000_000]] as const)('sections that stay within the limit of a score go beyond it together (%s)', async (sign, score) => {
  const results = await scored(`a:\n${rules(600, sign)}\nb:\n${rules(600, sign)}\nmql when score > 0\n`, [{ id: 'us', country: 'US' }]);
  expect(results.map((each) => [each.score, each.sections])).toEqual([[score, { a: 0.6 * score, b: 0.6 * score }]]);
});

test('without a table of events nothing has happened', async () => {
  const results = await scored(`
vocabulary:
  event deal (amount number, note text)
define:
  spent = total deal.amount >= 1
  unspent = total deal.amount = 0
fit: country US +1
web:
  webinar +2
  deal where note "x" +3 once every 1d
  page_view +1 decay 50% every 7d
asked:
  webinar >= 1 +4
  no webinar +8
  webinar days >= 1 +16
  webinar days = 0 +32
  since webinar < 5d +64
  distinct deal.note >= 1 +128
  spent +256
  unspent +512
pairs: webinar +1 per 2 up to 5
mql when score > 0
`, [{ id: 'us', country: 'US' }, { id: 'gb', country: 'GB' }]);
  expect(results.map(({ score }) => score)).toEqual([553, 552]);
});
