/** Where each event of a cooldown pays the same, Spark counts its picks in the one aggregation; elsewhere the events go through steps. */
import { expect, test } from 'vitest';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import { assumedSource } from '../../compiler/emit/sql/source.ts';
import { spark } from '../../compiler/emit/sql/spark.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { definitionOf } from '../check-text.ts';

test.each([
  ['webinar +10 once every 7d', true], ['webinar within 30d +10 once every 7d', true], ['webinar +10 once every 7d at most 3 times', true],
  ['webinar +10 once every 7d decay 50% every 30d', false], ['webinar "Sales*" +10 | otherwise +5 once every 7d', false],
] as const)('%s: %s', (rule, isInOnePass) => {
  const plan = makePlan(definitionOf(`intent: ${rule}\nmql when score > 0\n`));
  const { text } = emitQuery([plan], spark, { source: assumedSource(plan), output: 'results' });
  expect(text.includes('collect_set(')).toBe(true);
  expect(text.includes('lateral view')).toBe(!isInOnePass);
});
