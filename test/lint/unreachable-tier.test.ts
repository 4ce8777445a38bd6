import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

const start = 'fit: employees +1 per 100 up to 50\nmql when score > 5\n';

test('a tier that asks more stands after one that asks less', () => {
  expectLints(`${start}tier B when fit >= 10\ntier A when fit >= 30\n            ^^^^^^^^^ MQL2015 \`B\` before it takes every lead`);
  expectNoLints(`${start}tier A when fit >= 30\ntier B when fit >= 10\n`);
});

test('a tier above the most of the score', () => {
  expectLints(`${start}tier A when fit >= 60\n            ^^^^^^^^^ MQL2015 the most that \`fit\` can be is 50\ntier B when fit >= 10\n`);
});

test('several tiers together leave nothing', () => {
  expectLints(`${start}tier A when fit >= 30\ntier B when fit < 30\ntier C when webinar\n            ^^^^^^^ MQL2015 the tiers before it take\n`);
});

test('the part that never holds is marked, once', () => {
  expectLints(`${start}tier A when webinar and fit >= 60\n                        ^^^^^^^^^ MQL2015 the most that\ntier B when fit >= 10\n`);
});

test('the tier that is given first is pointed at', () => {
  expectLints(`${start}tier B when fit >= 10\ntier A when fit >= 30\n            ^^^^^^^^^ MQL2015 this tier is given first\n`);
});

test('thirty tiers before it are looked at together', () => {
  const tiers = (between: number): string => [
    'mql when demo_request', 'tier large when employees 50..', ...Array.from({ length: between }, (_, index) => `tier t${index} when title "${index}"`),
    'tier small when employees ..50', 'tier rest when employees 1..100', '',
  ].join('\n');
  expectNoLints(tiers(29));
  expectLints(tiers(28).replace('1..100\n', '1..100\n               ^^^^^^^^^^^^^^^^ MQL2015 the tiers before it take\n'));
});
