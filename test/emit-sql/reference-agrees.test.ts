/** What the conformance cases are no place for: long definitions, and data without events. Emitted SQL says what the reference says. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dialects } from '../../compiler/emit/sql/dialects.ts';
import { duckdb } from '../../compiler/emit/sql/duckdb.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import { assumedSource } from '../../compiler/emit/sql/source.ts';
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
  await database.load('raw_leads', relation.columns.map(({ name }) => name), leads.map((lead) => relation.columns.map(({ name }) => (lead[name] === undefined ? null : JSON.stringify(lead[name])))));
  const query = emitQuery([plan], duckdb, { source: { leads: relation, events: null }, now: trusted(String(now)), output: 'results' });
  const results = (await database.run(query.text)).map((row) => {
    const cells = row[Symbol.iterator]();
    return readResult(plan, String(cells.next().value), cells);
  });
  expect(results).toEqual((await referenceEvaluator.evaluate(definition, { leads, events: [] }, now)).results);
  return results;
}

/** So many rules, each of a million points. */
const rules = (count: number, rule: string): string => Array.from({ length: count }, (_rule, index) => `  ${rule} as "rule ${index + 1}"`).join('\n');
const us = [{ id: 'us', country: 'US', employees: 7 }];

test.each([['+', 1_000_000_000], ['-', -1_000_000_000]] as const)('sections that stay within the limit of a score go beyond it together (%s)', async (sign, score) => {
  const [condition, band] = [`country US ${sign}1000000`, `employees 1..5 +0 | 6.. ${sign}1000000`];
  const results = await scored(`a:\n${rules(600, condition)}\nb:\n${rules(600, band)}\nmql when score > 0\n`, us);
  expect(results.map((each) => [each.score, each.sections])).toEqual([[score, { a: 0.6 * score, b: 0.6 * score }]]);
});

test.each(['country US +1000000', 'employees 1..5 +0 | 6.. +1000000', 'employees 1..5 -1 | 6.. +1000000', 'employees +1000000 per 1', 'employees +1000000 per 1 up to 1000000'])('a section stays within the limit (%s)', async (rule) => {
  const other = (text: string): string => text.replaceAll(/[-+](?=\d)/g, (sign) => (sign === '+' ? '-' : '+')).replace('up to ', 'up to -');
  const most = 'employees +1000000 per 1';
  const text = `a: ${rule}; ${most} as "most"\nb: ${other(rule)}; ${other(most)} as "least"\nmql when score = 0\n`;
  const results = await scored(text, [{ id: 'many', country: 'US', employees: 7000 }, { id: 'none', country: 'GB' }]);
  expect(results.map((each) => each.sections)).toEqual([{ a: 1_000_000_000, b: -1_000_000_000 }, { a: 0, b: 0 }]);
});

test('a bound on one side keeps no sum from the limit on the other', async () => {
  const text = ['a (up to 5)', 'b (up to 5)'].map((section) => `${section}: employees -1000000 per 1`).join('\n');
  const other = ['c (floor -5)', 'd (floor -5)'].map((section) => `${section}: employees +1000000 per 1`).join('\n');
  for (const [sections, score] of [[text, -1_000_000_000], [other, 1_000_000_000]] as const) {
    expect((await scored(`${sections}\nmql when score = 0\n`, [{ id: 'many', employees: 7000 }])).map((each) => each.score)).toEqual([score]);
  }
});

test('sums of more than a thousand rules, sections and terms are no deeper than a database goes', async () => {
  const numbers = Array.from({ length: 1_100 }, (_each, index) => index + 1);
  const many = `many:\n${numbers.map((number) => `  employees >= ${number} +1`).join('\n')}`;
  const sections = numbers.map((number) => `s${number}: employees >= ${number} +1`).join('\n');
  const results = await scored(`${many}\n${sections}\nscore whole = ${numbers.map((number) => `s${number}`).join(' + ')}\nmql when score > 0\n`, [{ id: 'a', employees: 500 }, { id: 'b', employees: 5000 }]);
  expect(results.map(({ score, sections: { many: ofMany, whole } }) => [score, ofMany, whole])).toEqual([[1000, 500, 500], [2200, 1100, 1100]]);
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

test.each(dialects.map((dialect) => [dialect.title, dialect] as const))('%s: where a sum has no bound, none is written: the least of a number and null is another one in every database', (_title, dialect) => {
  const plan = makePlan(definitionOf('a: webinar +1 up to 5; country US +1\nb (up to 9): page_view +1\nc (floor 0): page_view -1\nscore = 0.5 * a + b\nmql when score > 0\n'));
  for (const output of ['results', 'explanations', 'payments'] as const) {
    const { text } = emitQuery([plan], dialect, { source: assumedSource(plan), output });
    expect(text).not.toMatch(/\b(?:least|greatest)\((?:null,|[^()]*(?:\([^()]*\)[^()]*)*, null\))/);
  }
});
