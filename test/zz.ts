import { checkText, definitionOf } from './check-text.ts';
import { duckdbEvaluator } from './duckdb-evaluator.ts';
import { javascriptEvaluator } from './javascript-evaluator.ts';
import { referenceEvaluator } from '../reference/reference-evaluator.ts';
import { isDeepStrictEqual } from 'node:util';
const now = Date.UTC(2026, 0, 1);
const leads = [{ id: 'a', country: 'US', tags: ['n/a', 'x'] , title: 'ɤ'}, { id: 'b', country: 'GB', title: 'Ɤ' }];
const sections = (n: number, rule: string) => [...Array(n)].map((_, i) => `s${i}: ${rule}`).join('\n');
const rules = [...Array(600)].map((_, i) => `  country US +1000000 as "r${i}"`).join('\n');
for (const text of [
  `a:\n${rules}\nb:\n${rules}\nmql when score > 1`,
  `${sections(101, 'country US +1000000')}\nmql when score > 1`,
]) {
  const errors = checkText(text).diagnostics.filter((d) => d.severity === 'error');
  if (errors.length) { console.log('ERR', text.slice(0, 90), errors[0]!.code, errors[0]!.message); continue; }
  const d = definitionOf(text);
  const data = { leads, events: [] };
  const ref = await referenceEvaluator.evaluate(d, data, now);
  const js = await javascriptEvaluator.evaluate(d, data, now);
  let duck; try { duck = await duckdbEvaluator.evaluate(d, data, now); } catch (e) { console.log('FAIL', text.slice(0, 90), String(e).slice(0, 200)); continue; }
  console.log(isDeepStrictEqual(ref.results, duck.results) ? 'same' : 'DIFF', isDeepStrictEqual(ref.explanations, js.explanations) ? 'same' : 'DIFF', text.slice(0, 90), ref.results.map((r) => [r.score, r.stages['mql']]), duck.results.map((r) => [r.score, r.stages['mql']]));
}
await duckdbEvaluator.close();
