import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

test('two denials joined with `or`', () => {
  expectLints(`
fit: country != US or country != CA +10
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003 write \`country not in (US, CA)\`
mql when score > 5
`);
  expectNoLints('fit: country != US and country != CA +10\nmql when score > 5\n');
  expectNoLints('fit: country != US or industry != "Retail" +10\nmql when score > 5\n');
});

test('a count below its least', () => {
  expectLints(`
intent: page_view >= 0 +10
        ^^^^^^^^^^^^^^ MQL2003 the least that \`page_view\` can be is 0
fit: country US +5
mql when score > 10
`);
  expectNoLints('intent: page_view >= 1 +10\nmql when score > 5\n');
});

test('a missing value fulfils no comparison', () => {
  expectNoLints('fit: employees > 50 or employees <= 50 +10\nmql when score > 5\n');
  expectLints(`
fit: employees > 50 or not employees > 50 +10
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003
  country US +5
mql when score > 10
`);
  expectLints(`
fit: employees is known or employees is missing +10
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003
  country US +5
mql when score > 10
`);
});

test('an exclusion of everybody is said once', () => {
  expectLints(`
exclude: country != US or country != CA
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003
fit: country US +10
mql when score > 5
`);
});

test('the last tier and the last handoff may take all that is left', () => {
  expectNoLints(`
fit: country US +10
mql when score > 5
tier A when score > 5
tier B when score >= 0
handoff:
  to "A" when country US
  to "B" when score >= 0
`);
});
