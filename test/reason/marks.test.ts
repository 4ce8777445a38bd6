import { expect, test } from 'vitest';
import { conditionKey, ruleKey } from '../../compiler/reason/keys.ts';
import { conditionMark, ruleMark } from '../../compiler/reason/marks.ts';
import { definitionOf } from '../check-text.ts';

function rulesOf(items: string): readonly (readonly [string, number])[] {
  const { scores } = definitionOf(`fit:\n${items.split('|||').map((item) => `  ${item.trim()}`).join('\n')}\nmql when score > 5\n`);
  return scores.flatMap((score) => (score.kind === 'section' ? score.rules : [])).map((rule) => [ruleKey(rule), ruleMark(rule)]);
}

test.each([
  ['letters of either case, and blanks around', 'title "Head of X" +1 ||| title " head of x " +2'],
  ['a letter whose small form is in ASCII', 'title "Kelvin" +1 ||| title "\u212Aelvin" +2'],
  ['a pattern that is a `contains`', 'title "*crm*" +1 ||| title contains "crm" +2'],
  ['the order of alternatives, and one of them twice', 'country in (US, CA) +1 ||| country in (CA, US, CA) +2'],
  ['the order of parts', 'country US and title known +1 ||| title known and country US +2'],
  ['the points of cases', 'employees 1..5 +1 | 6.. +2 ||| employees 1..5 +3 | 6.. +4'],
  ['an amount in other words', 'webinar within 1d +1 ||| webinar within 24h +2'],
])('does not tell apart by %s', (_what, items) => {
  const [first, second] = rulesOf(items);
  expect(first![0]).toBe(second![0]);
  expect(first![1]).toBe(second![1]);
});

test('tells most rules apart', () => {
  const rules = rulesOf(['country US +1', 'country CA +1', 'title "a" +1', 'title "b" +1', 'webinar "a" +1', 'webinar "b" +1', 'webinar within 1d +1',
    'webinar within 2d +1', 'employees > 5 +1', 'employees >= 6 +1', 'not country US +1', 'webinar +1 per 3', 'webinar +1 per 4'].join('|||'));
  expect(new Set(rules.map(([, mark]) => mark)).size).toBe(rules.length);
});

test('marks of conditions follow their keys', () => {
  const { exclusions } = definitionOf('exclude:\n  country US or title "a"\n  title "A" or country US\n  country US and title "a"\nmql when demo_request\n');
  const [first, second, third] = exclusions.map(({ condition }) => [conditionKey(condition), conditionMark(condition)] as const);
  expect(first).toEqual(second);
  expect(third![1]).not.toBe(first![1]);
});
