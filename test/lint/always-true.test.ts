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

test('what is proposed in place of denials', () => {
  expectLints(`
fit: employees != 1 or employees != 2 +10
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003 write \`employees not in (1, 2)\`
mql when score > 5
`);
  expectLints(`
fit: email.domain != "a" or email.domain != "b" +10
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003 write \`email.domain not in ("a", "b")\`
mql when score > 5
`);
  expectLints(`
intent: page_view where (url.host != "a" or url.host != "b") +10
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003 write \`url.host not in ("a", "b")\`
mql when score > 5
`);
  expectLints(`
fit: employees 50.. +10
mql when score > 5
tier A when score > 5
tier B when email is known
handoff:
  to "x" when country US and (tier != A or tier is not B)
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003 write \`tier not in (A, B)\`
`);
});

test('where `not in` would not say it nothing is proposed', () => {
  expectLints(`
fit: country is not missing or country != US +10
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003 take it out
mql when score > 5
`);
  expectLints(`
fit: country != US or employees != 5 or country != CA +10
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003 take it out
mql when score > 5
`);
  expectLints(`
fit: country != US and title "x" or country US or title != "x" +10
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003 take it out
mql when score > 5
`);
});

test('properties without a part', () => {
  expectLints(`
intent: webinar where (title != "a" or title != "b") +10
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2003 write \`title not in ("a", "b")\`
mql when score > 5
`);
});
