/** Where a database has a short way to lower-case, it is taken for definitions that hold none of the letters that it makes otherwise. */
import { expect, test } from 'vitest';
import { dialects } from '../../compiler/emit/sql/dialects.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import { assumedSource } from '../../compiler/emit/sql/source.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { definitionOf } from '../check-text.ts';

const queryOf = (definition: string, name: string): string => {
  const plan = makePlan(definitionOf(definition));
  return emitQuery([plan], dialects.find((each) => each.name === name)!, { source: assumedSource(plan), output: 'results' }).text;
};

test.each([
  ['spark', 'title contains "sales" +1', true], ['spark', 'title contains "İzmir" +1', true],
  ['spark', 'title contains "ΠΩΛΗΣΕΙΣ" +1', false], ['spark', 'title contains "πωλησεις" +1', false], ['spark', 'title contains "σ" +1', false],
  ['duckdb', 'title contains "sales" +1', true], ['duckdb', 'title contains "ᲊ" +1', false],
] as const)('%s, %s: %s', (name, rule, isPlain) => {
  expect(queryOf(`fit: ${rule}\nmql when score > 0\n`, name).includes('translate(')).toBe(!isPlain);
});
