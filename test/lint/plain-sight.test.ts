/** What is told at first sight, and what has to be looked at: the answers are the same. */
import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

test('two parts exclude each other, neither of them the first', () => {
  expectLints(`
fit: country US and employees 1..5 and employees 10..20 +5
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004
intent: demo_request +10
mql when score > 5
`);
});

test('of more parts than are looked at for it, two exclude each other', () => {
  const others = Array.from({ length: 120 }, (_each, index) => `n${index} > 1`);
  const condition = `${others.join(' and ')} and employees 1..5 and employees 10..20`;
  expectLints(`
vocabulary:
${others.map((_other, index) => `  lead n${index} number`).join('\n')}
fit: ${condition} +5
     ${'^'.repeat(condition.length)} MQL2004
intent: demo_request +10
mql when score > 5
`);
});

test('a score is asked in a part that is no test by itself', () => {
  expectLints(`
fit: country US +20
mql when fit > 5
tier A when (fit > 15 or fit > 16) and not (fit > 10 or country DE)
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2015
`);
});

test('a score of a rule is asked in a part that is no test by itself', () => {
  expectLints(`
fit: country US +20
intent:
  webinar +10
  demo_request +10 when (fit > 15 or fit > 16) and not (fit > 10 or country DE)
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004
mql when score > 5
`);
});

test('rules of one subject, one of them by a name: what the name asks counts', () => {
  expectNoLints(`
define:
  small = employees 7
fit:
  small +10
  employees 20..30 -5
mql when score > 5
`);
});
