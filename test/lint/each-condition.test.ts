/** Where lints look. */
import { expect, test } from 'vitest';
import { eachCondition } from '../../compiler/lint/each-condition.ts';
import { textOf } from '../../compiler/lint/lint-context.ts';
import { definitionOf } from '../check-text.ts';
import { expectLints, expectNoLints } from './lint-text.ts';

test('every condition with its place, in order', () => {
  const definition = definitionOf(`
define: big = employees 100..
exclude: title "intern"
fit (after last webinar where minutes < 5):
  require country US or (email is known and page_view where duration > 1s)
  big +5 when source "ad"
  page_view where duration > 2s +1
  download where asset "a" 1..3 +1 | 4.. +2
intent: since chat where topic "b" -1 per 7d
score both = fit + intent
mql when score > 5
tier = fit 5.. A | otherwise B, page_view where duration > 3s 1.. C | otherwise D
handoff: to "x" when country DE
`);
  expect(eachCondition(definition).map(({ place, condition }) => `${place}: ${textOf(condition.origin)}`)).toEqual([
    'defined name: employees 100..',
    'exclusion: title "intern"',
    'requirement: country US or (email is known and page_view where duration > 1s)',
    'filter: duration > 1s',
    'filter: minutes < 5',
    'rule: big',
    'when: source "ad"',
    'filter: duration > 2s',
    'filter: asset "a"',
    'filter: topic "b"',
    'stage: score > 5',
    'filter: duration > 3s',
    'handoff: country DE',
  ]);
  expect(eachCondition(definitionOf('mql when email_reply\ntier A when chat\ntier B when call\n')).map(({ place }) => place)).toEqual(['stage', 'tier', 'tier']);
});

test('conditions inside of `not` and `at least`', () => {
  expectLints(`fit: not (country US and country CA) +5
          ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004
  at least 2 of (country DE and country FR, webinar, chat) +5
                 ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004
mql when score > 1
`);
});

test('names of used files are for others to judge', () => {
  expectNoLints('use "names.mql"\nfit: chat +5\n  rare +5\nmql when score > 1\n', { files: { 'names.mql': 'define: rare = employees 5.. or country US and country CA\n' } });
});
