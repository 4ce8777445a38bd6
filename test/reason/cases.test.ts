/** Which cases of a banding some value may pass, and which are taken: those that no case before them hides. */
import { expect, test } from 'vitest';
import { boundsOf } from '../../compiler/reason/bounds.ts';
import { caseFacts } from '../../compiler/reason/cases.ts';
import { definitionOf } from '../check-text.ts';

const yes = (facts: readonly boolean[]): string => facts.map((each) => (each ? 'y' : 'n')).join('');

test.each([
  ['employees 1..5 +1 | 6.. +2', 'yy', 'yy'],
  ['employees 1..5 +1 | 2..3 +2 | otherwise +3', 'yyy', 'yny'],
  ['employees 1..5 +1 | 2..7 +2', 'yy', 'yy'],
  ['employees > 5 +1 | <= 5 +2 | otherwise +3', 'yyy', 'yyy'],
  ['page_view > 5 +1 | <= 5 +2 | otherwise +3', 'yyy', 'yyn'],
  ['page_view > 5 +1 | < 0 +2 | 0.5 +3', 'ynn', 'ynn'],
  ['page_view 1..2 +1 | 2..3 +2 | 1..3 +3', 'yyy', 'yyn'],
  ['since webinar within 7d < 3d +1 | >= 7d +2 | otherwise +3', 'yny', 'yny'],
  ['country US +1 | in (US, CA) +2 | CA +3 | otherwise +4', 'yyyy', 'yyny'],
  ['country not in (US, CA) +1 | MX +2 | US +3 | otherwise +4', 'yyyy', 'ynyy'],
  ['country is known +1 | US +2 | otherwise +3', 'yyy', 'yny'],
  ['authority true +1 | false +2 | otherwise +3', 'yyy', 'yyy'],
  ['authority is known +1 | false +2', 'yy', 'yn'],
  ['title "a" +1 | starts with "a" +2 | "a*" +3 | "ab" +4 | "b" +5', 'yyyyy', 'yynny'],
  ['title contains "a" +1 | contains "bab" +2 | mentions "a" +3', 'yyy', 'ynn'],
  ['title mentions "a" +1 | mentions "a b" +2 | "a b" +3 | "ab" +4', 'yyyy', 'ynny'],
  ['title "*" +1 | "a" +2 | otherwise +3', 'yyy', 'yny'],
  ['email.domain "a@b" +1 | "a.io" +2 | otherwise +3', 'nyy', 'nyy'],
  ['tech_stack has any of ("a", "b") +1 | "a" +2 | has all of ("b", "c") +3 | "c" +4', 'yyyy', 'ynny'],
  ['tech_stack "a" +1 | has any of ("a", "b") +2 | "b" +3', 'yyy', 'yyn'],
  ['tech_stack is known +1 | "a" +2 | otherwise +3', 'yyy', 'yny'],
  ['created within 5d +1 | within 3d +2 | within 9d +3', 'yyy', 'yny'],
  ['created before 2026-01-01 +1 | before 2025-01-01 +2 | 2026-01-01.. +3', 'yyy', 'yny'],
])('%s', (rule, possible, taken) => {
  const definition = definitionOf(`fit: ${rule}\nmql when demo_request\n`);
  const section = definition.scores[0]!;
  const first = section.kind === 'section' ? section.rules[0]! : undefined;
  if (first?.kind !== 'band rule') throw new Error('the rule has cases');
  const range = boundsOf(definition).reasoner.rangeOf(first.subject);
  for (let round = 0; round < 2; round += 1) {
    const facts = caseFacts(first.subject, range, first.cases);
    expect([yes(facts.possible), yes(facts.taken)]).toEqual([possible, taken]);
  }
  // Asked again for fewer values, it is worked out again.
  const fewer = caseFacts(first.subject, { low: 3, high: 3, step: 1 }, first.cases);
  if (rule.startsWith('page_view 1..2')) expect([yes(fewer.possible), yes(fewer.taken)]).toEqual(['nyy', 'nyn']);
  if (rule.startsWith('page_view > 5')) expect(caseFacts(first.subject, { low: 0, high: 9, step: 1 }, first.cases).possible).toEqual(caseFacts(first.subject, range, first.cases).possible);
});
