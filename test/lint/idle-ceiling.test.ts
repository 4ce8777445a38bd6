import { expect, test } from 'vitest';
import { lint } from '../../compiler/lint/lint.ts';
import { definitionOf } from '../check-text.ts';
import { expectLints, expectNoLints } from './lint-text.ts';

const rest = '\nmql when score > 5\n';

test('a rule that never gets to its ceiling', () => {
  expectLints(`fit: country US +10 up to 20\n     ^^^^^^^^^^^^^^^^^^^^^^^ MQL2011 it pays 10 at most${rest}`);
  expectLints(`intent: webinar +10 at most 2 times up to 30\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011${rest}`);
  expectNoLints(`intent: webinar +10 up to 20${rest}`);
  expectNoLints(`intent: webinar +10 once per day within 7d up to 70${rest}`);
  expectLints(`intent: webinar +10 once per day within 7d up to 80\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011${rest}`);
});

test('rules that take points away', () => {
  expectLints(`intent:\n  webinar +10\n  no activity -20 up to -30\n  ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011${rest}`);
  expectNoLints(`intent:\n  webinar +10\n  since activity -10 per 30d up to -50${rest}`);
});

test('decay and a cooldown come to a limit', () => {
  expectLints(`intent: webinar +10 once every 7d decay 50% every 7d up to 21\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011 it pays ${rest}`);
  expectNoLints(`intent: webinar +10 once every 7d decay 50% every 7d up to 19${rest}`);
  expectNoLints(`intent: webinar +10 decay 50% every 7d up to 1000${rest}`);
});

test('the ceiling of a section tells its scale, so it may have some headroom', () => {
  expectLints(`fit (up to 40): country US +30\n^^^^^^^^^^^^^^^ MQL2011 it comes to 30 at most${rest}`);
  expectNoLints(`fit (up to 40): country US +35${rest}`);
  expectNoLints(`intent (up to 1000): page_view +1${rest}`);
  expectLints(`fit: country US +10\nscore = 60% * fit up to 100\n^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011${rest}`);
});

test('the fix takes the ceiling out', () => {
  const definition = definitionOf(`fit: country US +10 up to 20${rest}`);
  const edit = lint(definition)[0]!.fixes[0]!.edits[0]!;
  const { text } = definition.file;
  expect(text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)).toBe(`fit: country US +10${rest}`);
});

test('a ceiling of nothing, and one that just bites', () => {
  expectNoLints(`fit: country US +10 up to 9${rest}`);
  expectLints(`fit: country US +10 up to 10\n     ^^^^^^^^^^^^^^^^^^^^^^^ MQL2011 it pays 10 at most${rest}`);
});

test('derived scores, and the score itself', () => {
  expectLints(`
fit: country US +10
score both = fit up to 100
^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011 never limits \`both\`: without it, it comes to 10 at most
mql when score > 5
`);
  expectLints(`
fit: country US +10
score = fit up to 100
^^^^^^^^^^^^^^^^^^^^^ MQL2011 never limits \`score\`
mql when score > 5
`);
  expectNoLints(`
fit: country US +80
score = fit up to 100
mql when score > 5
`);
});

test('a rule that never pays has another diagnostic', () => {
  expectLints(`
fit: country US and country CA +10 up to 20
     ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004
  employees 50.. +10
mql when score > 5
`);
});

test('points that are taken away, to the ceiling and short of it', () => {
  expectLints(`
intent: webinar -5 at most 2 times up to -20
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011 it pays -10 at most
  chat +10
mql when score > 5
`);
  expectLints(`
intent: webinar -5 at most 4 times up to -20
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011 it pays -20 at most
  chat +10
mql when score > 5
`);
  expectNoLints(`
intent: webinar -5 at most 5 times up to -20
  chat +10
mql when score > 5
`);
});

test('ceilings of zero and below', () => {
  expectNoLints(`
intent: webinar +5 up to 0
  chat +10
mql when score > 5
`);
  expectNoLints(`
fit (up to 0): employees 1..9 -5 | otherwise -10
intent: chat +10
mql when score > 5
`);
  expectNoLints(`
fit (up to -5): employees 1..9 -6 | otherwise -10
intent: chat +10
mql when score > 5
`);
});

test.each([
  ['country US +10 up to 20', ['take `up to 20` out']], ['country US +10  UP  TO +1_000.5', ['take `UP  TO +1_000.5` out']],
  ['title "up to" +10 up to 20', []], ['title "a" +10 up to 20', []], ['country US +10 as "up to 5" up to 20', []], ['country US\n  and # up to 5\n  email is known +10 up to 20', []],
] as const)('the fix of %s', (rule, titles) => {
  expect(lint(definitionOf(`fit: ${rule}${rest}`)).flatMap(({ fixes }) => fixes.map(({ title }) => title))).toEqual(titles);
});

test('the least ceilings', () => {
  expectLints(`
intent: webinar -5 up to 0
        ^^^^^^^^^^^^^^^^^^ MQL2011 it pays 0 at most
  chat +10
mql when score > 5
`);
  expectLints(`
intent (up to 0.0001): webinar -5
^^^^^^^^^^^^^^^^^^^^^^ MQL2011 it comes to 0 at most
fit: country US +10
mql when score > 5
`);
});
