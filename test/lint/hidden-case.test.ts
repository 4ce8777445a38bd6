import { expect, test } from 'vitest';
import { lint } from '../../compiler/lint/lint.ts';
import { definitionOf } from '../check-text.ts';
import { expectLints, expectNoLints } from './lint-text.ts';

const rest = '\nmql when score > 5\n';

test('a wider case before a narrower one', () => {
  expectLints(`intent: page_view 1.. +2 | 5.. +10\n                           ^^^^^^^ MQL2006 \`1.. +2\` takes all that it could${rest}`);
  expectNoLints(`intent: page_view 5.. +10 | 1.. +2${rest}`);
  expectLints(`fit: created within 30d +10 | within 7d +20\n                              ^^^^^^^^^^^^^ MQL2006${rest}`);
  expectNoLints(`fit: created within 7d +20 | within 30d +10${rest}`);
});

test('several cases together hide one', () => {
  expectLints(`intent: page_view 0..4 +1 | 5.. +10 | 3..7 +20\n                                      ^^^^^^^^ MQL2006 the cases before it take${rest}`);
});

test('the same value twice', () => {
  expectLints(`fit: seniority vp +10 | c_level +20 | vp +30\n                                      ^^^^^^ MQL2006${rest}`);
  expectNoLints(`fit: seniority vp +10 | c_level +20 | manager +5${rest}`);
  expectLints(`fit: industry in ("Retail", "Food") +10 | "food" +30\n                                          ^^^^^^^^^^ MQL2006${rest}`);
});

test('patterns of a rule per occurrence', () => {
  expectLints(`intent: download "*guide*" +5 | "*buyer guide*" +20\n                                ^^^^^^^^^^^^^^^^^^^ MQL2006 put the narrower case first${rest}`);
  expectNoLints(`intent: download "*buyer guide*" +20 | "*guide*" +5 | otherwise +1${rest}`);
});

test('an `otherwise` that nothing is left for', () => {
  expectLints(`intent: page_view ..4 +1 | 5.. +10 | otherwise +0\n                                     ^^^^^^^^^^^^ MQL2006 \`otherwise\` is never taken${rest}`);
  expectNoLints(`fit: employees ..4 +1 | 5.. +10 | otherwise +2${rest}`);
  expectNoLints(`intent: page_view 1..4 +1 | 5.. +10 | otherwise +0${rest}`);
});

test('a grid of tiers', () => {
  expectLints(`
fit: employees +1 per 10 up to 50
mql when score > 5
tier = fit 20.. B | 40.. A | otherwise C
                    ^^^^^^ MQL2006
`);
  expectNoLints('fit: employees +1 per 10 up to 50\nmql when score > 5\ntier = fit 40.. A | 20.. B | otherwise C\n');
});

test('the fix takes an idle `otherwise` out', () => {
  const text = `intent: page_view ..4 +1 | 5.. +10 | otherwise +0${rest}`;
  const edit = lint(definitionOf(text))[0]!.fixes[0]!.edits[0]!;
  expect(text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)).toBe(`intent: page_view ..4 +1 | 5.. +10${rest}`);
  expect(lint(definitionOf(`intent: page_view 1.. +2 | 5.. +10${rest}`))[0]!.fixes).toEqual([]);
});

test('the case that hides it is pointed at, and only an `otherwise` can be taken out', () => {
  expectLints(`
intent: page_view 1.. +2 | 5.. +10
                           ^^^^^^^ MQL2006 this case is taken first
mql when score > 5
`);
  expectLints(`
intent: page_view ..4 +1 | 5.. +10 | otherwise +0
                                     ^^^^^^^^^^^^ MQL2006 take \`otherwise\` out: ""
mql when score > 5
`);
  expectLints(`
intent: webinar_registered "*a*" +5 | "*ba*" +2
                                      ^^^^^^^^^ MQL2006 "*a*" +5
mql when score > 4
`);
});
