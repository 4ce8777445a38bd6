import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

test('a threshold above the most that the score can be', () => {
  expectLints(`
fit: country US +10
intent: demo_request +20 once
mql when score > 50
         ^^^^^^^^^^ MQL2001 no lead can reach the stage \`mql\`: the most that \`score\` can be is 30
`);
  expectLints(`
fit: country US +10
intent: demo_request +20 once
mql when score > 30
         ^^^^^^^^^^ MQL2001
`);
  expectNoLints('fit: country US +10\nintent: demo_request +20 once\nmql when score >= 30\n');
});

test('a threshold of a section, as one part of the condition', () => {
  expectLints(`
fit: country US +10
intent: webinar +10
mql when fit >= 20 and intent >= 20
         ^^^^^^^^^ MQL2001 the most that \`fit\` can be is 10
`);
});

test('ceilings of rules, sections and formulas count', () => {
  expectLints(`
intent: page_view +5 per 3 up to 25
mql when score >= 30
         ^^^^^^^^^^^ MQL2001
`);
  expectLints(`
intent (up to 40): page_view +5
mql when score >= 41
         ^^^^^^^^^^^ MQL2001
`);
  expectLints(`
fit (up to 100): page_view +5
score = 60% * fit up to 50
mql when score >= 51
         ^^^^^^^^^^^ MQL2001
`);
  expectNoLints('intent: page_view +5\nmql when score >= 100000\n');
});

test('values of one field exclude each other', () => {
  expectLints(`
fit:
  seniority vp +20
  seniority c_level +30
  seniority manager +10
mql when score > 30
         ^^^^^^^^^^ MQL2001 the most that \`score\` can be is 30
`);
  expectLints(`
fit:
  employees 1..49 +20
  employees 50.. +30
mql when score > 30
         ^^^^^^^^^^ MQL2001
`);
  expectNoLints('fit:\n  seniority vp +20\n  title contains "sales" +20\n  employees 50.. +5\nmql when score > 40\n');
});

test('windows, cooldowns and calendar caps bound how often a rule pays', () => {
  expectLints(`
intent: webinar +10 once per day within 7d
mql when score > 80
         ^^^^^^^^^^ MQL2001
`);
  expectNoLints('intent: webinar +10 once per day within 7d\nmql when score >= 80\n');
  expectLints(`
intent: webinar +10 once every 1d within 7d
mql when score > 70
         ^^^^^^^^^^ MQL2001
`);
  expectNoLints('intent: webinar +10 once every 1d within 7d\nmql when score >= 70\n');
  expectLints(`
intent: webinar +10 at most 3 times
mql when score > 30
         ^^^^^^^^^^ MQL2001
`);
});

test('one way of several', () => {
  expectLints(`
fit: country US +10
mql when score > 5
mql also when score > 50
              ^^^^^^^^^^ MQL2001 this way
`);
});

test('a score that is never between two multiples', () => {
  expectLints(`
fit:
  country US +10
  employees 50.. +20
mql when score 11..19
         ^^^^^^^^^^^^ MQL2001 \`score\` is always a multiple of 10
`);
});

test('what the requirements leave', () => {
  expectLints(`
fit:
  require country US
  country CA +50
  employees 50.. +10
mql when score > 10
         ^^^^^^^^^^ MQL2001 the most that \`score\` can be is 10
`);
  expectLints(`
fit: require country US
mql when country CA
         ^^^^^^^^^^ MQL2001 the requirements and exclusions leave no such lead
`);
});

test('a stage that asks an unreachable one has no mistake of its own', () => {
  expectLints(`
fit: country US +10
mql when score > 50
         ^^^^^^^^^^ MQL2001
sql when mql and demo_request
`);
});

test('contradictions between stages', () => {
  expectLints(`
fit: country US +10
mql when score >= 10
nurture when mql and score < 10
             ^^^^^^^^^^^^^^^^^^ MQL2001 never hold together
`);
  expectNoLints('fit: country US +10\nmql when score >= 10\nnurture when not mql and score < 10\n');
});

test('the reason is told of all leads, if it holds for them, else of those that qualify', () => {
  expectLints(`
fit:
  require not country US
  country US +10
  employees 50.. +10
mql when fit > 50
         ^^^^^^^^ MQL2001 the most that \`fit\` can be is 20
`);
  expectLints(`
fit:
  require country US
  country US +10
  employees 50.. +5
mql when not fit >= 10
         ^^^^^^^^^^^^^ MQL2001 the least that \`fit\` can be is 10
`);
  expectLints(`
fit:
  require title "x"
  country US +10
mql when title = "y"
         ^^^^^^^^^^^ MQL2001 the requirements and exclusions leave no such lead
`);
  expectLints(`
fit:
  require employees 100..200
  country US +10
mql when employees 300..
         ^^^^^^^^^^^^^^^ MQL2001 the requirements and exclusions leave no such lead
`);
  expectLints(`
fit:
  require page_view >= 3
  country US +10
mql when page_view 1..2
         ^^^^^^^^^^^^^^ MQL2001 the requirements and exclusions leave no such lead
`);
});

test('a stage that can be reached another way excuses nothing', () => {
  expectLints(`
fit: country US +10
hot when fit > 100
         ^^^^^^^^^ MQL2001 this way
hot also when country US
mql when hot and fit > 200
                 ^^^^^^^^^ MQL2001 the most that \`fit\` can be is 10
`);
});

test('the reason of a denial is the end that it looks at', () => {
  expectLints(`
fit:
  require country US
  country US +10
mql when not fit >= 10
         ^^^^^^^^^^^^^ MQL2001 the least that \`fit\` can be is 10
`);
});
