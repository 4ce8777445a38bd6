import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

const rest = '\nmql when score > 5\n';

test('ranges that share some values', () => {
  expectLints(`fit: employees 1..100 +5 | 50..200 +10\n                           ^^^^^^^^^^^ MQL2007 \`50..100\` lies in${rest}`);
  expectLints(`fit: employees 1..50 +5 | 50..200 +10\n                          ^^^^^^^^^^^ MQL2007 \`50\` lies in${rest}`);
  expectNoLints(`fit: employees 1..49 +5 | 50..200 +10${rest}`);
});

test('one inside the other is how bands are written', () => {
  expectNoLints(`fit: employees 500.. +20 | 50.. +10 | 1.. +5${rest}`);
  expectNoLints(`intent: since webinar ..7d +20 | ..30d +10${rest}`);
  expectNoLints(`fit: created within 7d +20 | within 30d +10${rest}`);
  expectNoLints(`fit: employees 50..99 +20 | 1..500 +10${rest}`);
});

test('amounts and durations lie close together, so an end may be named twice', () => {
  expectNoLints(`fit: revenue $1m..$5m +10 | $5m..$50m +20${rest}`);
  expectNoLints(`intent: since webinar ..7d +20 | 7d..30d +10${rest}`);
  expectLints(`fit: revenue $1m..$6m +10 | $5m..$50m +20\n                            ^^^^^^^^^^^^^ MQL2007${rest}`);
});

test('counts are whole', () => {
  expectLints(`intent: page_view 1..3 +5 | 3..5 +10\n                            ^^^^^^^^ MQL2007${rest}`);
  expectNoLints(`intent: page_view 1..2 +5 | 3..5 +10${rest}`);
  expectNoLints(`intent: page_view < 3 +5 | >= 3 +10${rest}`);
});

test('the case that is taken first is pointed at', () => {
  expectLints(`
fit: employees 1..100 +5 | 50..200 +10
                           ^^^^^^^^^^^ MQL2007 this case is taken first
mql when score > 5
`);
});

test('whole scores, and scores that need not be', () => {
  expectLints(`
fit: employees +1 per 10 up to 100
mql when score > 5
tier = fit 50.. A | 20..50 B | otherwise C
                    ^^^^^^^^ MQL2007 \`50\` lies in
`);
  expectNoLints(`
fit: webinar +10 decay 50% every 7d
mql when score > 5
tier = fit 50.. A | 20..50 B | otherwise C
`);
});
