/** What rests on the points of rules, and so cannot be answered before they are known. */
import { expect, test } from 'vitest';
import { asksOutcomes, ruleAsksOutcomes } from '../../compiler/reason/outcomes.ts';
import { definitionOf } from '../check-text.ts';

const start = 'define:\n  american = country US\n  american_vp = american and seniority vp\nfit: country US +1\nwarm when fit >= 1\ntier A when fit >= 1\n';

test.each([
  ['country US', false], ['webinar 3..', false], ['american_vp', false], ['country US and (title "a" or not webinar)', false], ['at least 2 of (country US, title "a", webinar)', false],
  ['fit >= 1', true], ['score >= 1', true], ['tier A', true], ['warm', true], ['qualified', true], ['excluded', true], ['not warm', true],
  ['country US and warm', true], ['tier A or country US', true], ['at least 2 of (country US, title "a", fit >= 1)', true], ['american_vp and (country US or not (title "a" and qualified))', true],
])('%s: %s', (text, expected) => {
  const condition = definitionOf(`${start}mql when country US\nhandoff: to "A" when ${text}\n`).handoffs![0]!.when!;
  expect(asksOutcomes(condition)).toBe(expected);
  expect(asksOutcomes(condition)).toBe(expected);
});

test.each([
  ['country US +1', false], ['webinar +1', false], ['employees 1..5 +1 | 6.. +2', false], ['employees +1 per 5', false],
  ['fit >= 1 +1', true], ['fit 1..5 +1 | 6.. +2', true], ['fit +1 per 5', true],
  ['country US +1 when fit >= 1', true], ['webinar +1 when fit >= 1', true], ['employees +1 per 5 when fit >= 1', true], ['webinar +1 when country US', false],
])('rule: %s: %s', (rule, expected) => {
  const section = definitionOf(`fit: country US +1\nintent: ${rule}\nmql when score > 1\n`).scores[1]!;
  if (section.kind !== 'section') throw new Error('the second score is a section');
  expect(ruleAsksOutcomes(section.rules[0]!)).toBe(expected);
});
