import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

const rest = '\nmql when score > 2\n';

test('values between two cases', () => {
  expectLints(`fit: employees 1..49 +5 | 100..200 +10\n                          ^^^^^^^^^^^^ MQL2008 no case takes \`50..99\`${rest}`);
  expectLints(`fit: employees < 50 +5 | > 50 +10\n                         ^^^^^^^^ MQL2008 no case takes \`50\`${rest}`);
  expectNoLints(`fit: employees 1..99 +5 | 100..200 +10${rest}`);
});

test('`otherwise`, and a wider case below, close it', () => {
  expectNoLints(`fit: employees 1..49 +5 | 100..200 +10 | otherwise +0${rest}`);
  expectNoLints(`fit: employees 1..49 +5 | 100..200 +10 | 1..500 +1${rest}`);
});

test('neighbours as people write them', () => {
  expectNoLints(`intent: page_view 1..2 +1 | 3..5 +5 | 6.. +10${rest}`);
  expectNoLints(`fit: founded 1990..1999 +1 | 2000..2009 +5 | 2010.. +10${rest}`);
  expectNoLints(`vocabulary: lead rating number\nfit: rating 0..3.9 +1 | 4.0..5 +10${rest}`);
  expectNoLints(`intent: total page_view.duration 10s..59s +1 | 60s.. +5${rest}`);
  expectNoLints(`fit: created 2025-01-01..2025-06-30 +1 | 2025-07-01.. +5${rest}`);
  expectNoLints(`fit: revenue $1m..$5m +10 | $5m..$50m +20${rest}`);
});

test('single values are picked one by one', () => {
  expectNoLints(`intent: page_view 1 +1 | 3 +5 | 10 +10${rest}`);
  expectLints(`intent: page_view 1 +1 | 3..9 +5\n                         ^^^^^^^ MQL2008 no case takes \`2\`${rest}`);
});

test('gaps between durations, counts and dates', () => {
  expectLints(`intent: since webinar ..7d +20 | 8d..30d +10\n                                 ^^^^^^^^^^^ MQL2008 no case takes what lies between \`7d\` and \`8d\`${rest}`);
  expectLints(`intent: page_view 1..2 +1 | 4.. +5\n                            ^^^^^^ MQL2008 no case takes \`3\`${rest}`);
  expectLints(`fit: created 2025-01-01..2025-06-30 +1 | 2025-08-01.. +5\n                                         ^^^^^^^^^^^^^^^ MQL2008${rest}`);
});

test('bands written from the highest down', () => {
  expectLints(`
fit: employees +1 per 10 up to 100
mql when score > 5
tier = fit 60.. A | 30..50 B | 0..29 C
                    ^^^^^^^^ MQL2008 \`51..59\`
`);
  expectNoLints('fit: employees +1 per 10 up to 100\nmql when score > 5\ntier = fit 60.. A | 30..59 B | 0..29 C\n');
});

test('scores that are not whole fall between whole bands', () => {
  expectLints(`
fit: webinar +10 decay 50% every 7d
mql when score > 5
tier = fit 60.. A | 30..59 B | 0..29 C
                    ^^^^^^^^ MQL2008
                               ^^^^^^^ MQL2008
`);
});

test('the ends of a gap between numbers with decimal places', () => {
  expectLints(`vocabulary: lead r number\nfit: r 0..3.5 +1 | 3.75..5 +10\n                   ^^^^^^^^^^^ MQL2008 no case takes what lies between \`3.5\` and \`3.75\`${rest}`);
  expectLints(`vocabulary: lead r number\nfit: r 0..3.5 +1 | 3.7..5 +10\n                   ^^^^^^^^^^ MQL2008 no case takes \`3.6\`${rest}`);
  expectNoLints(`vocabulary: lead r number\nfit: r 0..3.5 +1 | 3.6..5 +10${rest}`);
});

test('durations in whole seconds, and finer ones', () => {
  expectLints(`fit: timeline ..5s +1 | 7s.. +9\n                        ^^^^^^^ MQL2008 no case takes \`6s\`${rest}`);
  expectNoLints(`fit: timeline ..5s +1 | 6s.. +9${rest}`);
  expectLints(`fit: timeline ..5.5s +1 | 7s.. +9\n                          ^^^^^^^ MQL2008 no case takes what lies between \`5.5s\` and \`7s\`${rest}`);
});

test('amounts of money are shown as they are written', () => {
  expectLints(`fit: revenue $0..$1m +10 | $2m.. +20\n                           ^^^^^^^^^ MQL2008 no case takes what lies between \`$1m\` and \`$2m\`${rest}`);
});

test('a case that is taken only of missing values closes no gap', () => {
  expectLints(`
fit: employees 1..49 +1 | is missing +2 | 100..200 +3
                                          ^^^^^^^^^^^ MQL2008 \`50..99\`; close the gap, or end with \`otherwise +0\`; the case on the other side of the gap
mql when score > 2
`);
});

test('what no subject can be is no gap', () => {
  expectLints(`
fit: country US +35
  employees 50.. +5
mql when score > 2
tier = fit 0..40 A | 60.. B
                     ^^^^^^ MQL2004
`);
});

test('the case that reaches furthest counts, and of those that reach as far the widest', () => {
  expectNoLints(`
fit: employees 50..99 +5 | 1..500 +3 | 501.. +1
mql when score > 2
`);
  expectLints(`
intent: page_view 5 +2 | 1..5 +1 | 7 +3
                                   ^^^^ MQL2008 \`6\`
mql when score > 2
`);
});

test('whole numbers of sixteen digits', () => {
  expectLints(`fit: employees ..1000000000000001 +1 | 1000000000000003.. +9\n                                       ^^^^^^^^^^^^^^^^^^^^^ MQL2008 no case takes \`1000000000000002\`${rest}`);
  expectNoLints(`fit: employees ..1000000000000001 +1 | 1000000000000002.. +9${rest}`);
});

test('neighbours below zero, and very small ones', () => {
  expectNoLints(`vocabulary: lead r number\nfit: r 0..0.0000001 +1 | 0.0000002..1 +9${rest}`);
  expectNoLints(`
vocabulary: lead r number
fit: r < -5 +1 | in (-5..-1) +2 | > -1 +3
mql when score > 1
`);
  expectLints(`
vocabulary: lead r number
fit: r 0..0.0000001 +1 | 0.0000003..1 +2
                         ^^^^^^^^^^^^^^^ MQL2008
mql when score > 1
`);
  expectLints(`
vocabulary: lead r number
fit: r 0..9.4 +1 | 9.6..19.4 +2
                   ^^^^^^^^^^^^ MQL2008 no case takes \`9.5\`
mql when score > 1
`);
  expectLints(`
vocabulary: lead r number
fit: r 0..4.1 +1 | 4.3..19.4 +2
                   ^^^^^^^^^^^^ MQL2008 no case takes \`4.2\`
mql when score > 1
`);
});
