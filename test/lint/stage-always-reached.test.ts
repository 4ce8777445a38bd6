import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

test('a threshold that every lead has', () => {
  expectLints(`
fit: country US +10
mql when score >= 0
         ^^^^^^^^^^ MQL2002 the least that \`score\` can be is 0
`);
  expectNoLints('fit:\n  country US +10\n  industry "Retail" -5\nmql when score >= 0\n');
  expectNoLints('fit: country US +10\nmql when score > 0\n');
});

test('the reason is the end that the threshold looks at', () => {
  expectLints('\nfit: country US +0\nmql when score >= 0\n         ^^^^^^^^^^ MQL2002 the least that `score` can be is 0\n');
  expectLints('\nfit: country US +0\nmql when score <= 0\n         ^^^^^^^^^^ MQL2002 the most that `score` can be is 0\n');
});

test('a threshold that the requirements ensure', () => {
  expectLints(`
fit:
  require country US
  country US +10
  employees 50.. +5
mql when score >= 10
         ^^^^^^^^^^^ MQL2002
`);
  expectLints(`
intent:
  require webinar
  webinar +10
mql when score >= 10
         ^^^^^^^^^^^ MQL2002
`);
  expectNoLints('intent:\n  require webinar\n  webinar +10 within 30d\nmql when score >= 10\n');
});

test('a part that always holds is marked by itself', () => {
  expectLints(`
fit: country US +10
mql when qualified and score >= 0
                       ^^^^^^^^^^ MQL2003
`);
});

test('a floor that is above the threshold', () => {
  expectLints(`
fit (floor 10):
  country US +20
mql when fit >= 10
         ^^^^^^^^^ MQL2002
`);
});

test('`qualified` says openly that the requirements decide', () => {
  expectNoLints('fit: country US\nmql when qualified\n');
  expectNoLints('exclude: country US\nmql when not excluded\n');
  expectNoLints('mql when qualified\nsql when mql\n');
});

test('`qualified` with something else that always holds of the qualified', () => {
  expectLints(`
exclude: country CA
fit:
  require country US
  country US +10
mql when qualified and score >= 10
         ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2002
`);
  expectNoLints('exclude: country CA\nfit: require country US\nmql when qualified and not excluded\n');
});

test('a stage that asks one that all or none reach has no mistake of its own', () => {
  expectLints(`
fit: country US +10
hot when score >= 0
         ^^^^^^^^^^ MQL2002
mql when hot or country US
`);
  expectNoLints(`
fit: country US +10
hot when country US
hot also when not country US
mql when hot
`);
  expectLints(`
fit: country US +10
hot when fit > 100
         ^^^^^^^^^ MQL2001
hot also when country US
mql when hot or not hot
         ^^^^^^^^^^^^^^ MQL2002
`);
});

test('a condition elsewhere that always holds is another mistake', () => {
  expectLints(`
fit: country US +10
  employees is known or employees is missing +10
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003
mql when score >= 0
         ^^^^^^^^^^ MQL2002
`);
});

test('what the requirements ensure, beyond plain limits', () => {
  expectLints(`
fit:
  require page_view 3..5
  country US +10
mql when page_view 0..8
         ^^^^^^^^^^^^^^ MQL2002 \`page_view 0..8\` always holds
`);
  expectLints(`
fit:
  require employees 100..200
  country US +10
mql when employees 50..300
         ^^^^^^^^^^^^^^^^^ MQL2002 \`employees 50..300\` always holds
`);
});
