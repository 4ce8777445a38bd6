import { expect, test } from 'vitest';
import { lint } from '../../compiler/lint/lint.ts';
import { definitionOf } from '../check-text.ts';
import { expectLints, expectNoLints } from './lint-text.ts';

const rest = '\nintent: webinar +10\nmql when score > 5\n';

test('a range that ends before it begins', () => {
  expectLints(`fit: employees 500..50 +10\n     ^^^^^^^^^^^^^^^^^ MQL2005 no value lies in \`500..50\`${rest}`);
  expectLints(`exclude: created 2026-12-31..2026-01-01\n         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2005${rest}`);
  expectNoLints(`fit: employees 50..50 +10${rest}`);
  expectNoLints(`exclude: created 2026-01-01..2026-01-01${rest}`);
});

test('in a case, in a list and in a filter', () => {
  expectLints(`fit: employees 500..50 +10 | 501.. +20\n               ^^^^^^^^^^^ MQL2005${rest}`);
  expectLints(`fit: employees in (7, 500..50) +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2005${rest}`);
  expectLints(`fit: page_view where duration 5min..1min +10\n                     ^^^^^^^^^^^^^^^^^^^ MQL2005${rest}`);
});

test('the fix puts the ends the other way round', () => {
  const definition = definitionOf(`fit: employees 500..50 +10${rest}`);
  const [diagnostic] = lint(definition);
  const edit = diagnostic!.fixes[0]!.edits[0]!;
  const { text } = definition.file;
  expect(text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)).toBe(`fit: employees 50..500 +10${rest}`);
});

test('each empty range is marked by itself, and only where it is plain which two ends they are can they be swapped', () => {
  expectLints(`fit: employees 500..50 +10 when employees 5..1
     ^^^^^^^^^^^^^^^^^ MQL2005 \`500..50\`
                                ^^^^^^^^^^^^^^ MQL2005 \`5..1\`${rest}`);
  expectLints(`fit: title "a..b" and employees 9..1 +10\n                      ^^^^^^^^^^^^^^ MQL2005 \`9..1\`${rest}`);
  expectLints(`fit: employees in (500..50, 9..8) +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2005 no value lies in \`employees in (500..50, 9..8)\`${rest}`);
  const fixesOf = (condition: string): readonly string[] => lint(definitionOf(`fit: ${condition} +10${rest}`), {}).flatMap(({ fixes }) => fixes.map(({ title }) => title));
  expect(fixesOf('employees 9..1')).toEqual(['write `1..9`']);
  expect(fixesOf('employees in (500..50, 9..8)')).toEqual([]);
});

test('in a tier, a handoff and a requirement nothing else is said', () => {
  expectLints(`
fit:
  require employees 9..1
          ^^^^^^^^^^^^^^ MQL2005
  country US +10
mql when score > 0
tier A when employees 9..1
            ^^^^^^^^^^^^^^ MQL2005
tier B when webinar
handoff:
  to "x" when employees 9..1
              ^^^^^^^^^^^^^^ MQL2005
  to "y"
`);
});

test('of dates, in lists of numbers, and in a case that is denied', () => {
  expectLints(`
fit: created 2026-01-02..2026-01-01 +10
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2005 write \`2026-01-01..2026-01-02\`
mql when score > 5
`);
  expectLints(`
vocabulary: lead sizes list of number
fit: sizes has any of (9..1) +10
     ^^^^^^^^^^^^^^^^^^^^^^^ MQL2005 \`9..1\`
mql when score > 5
`);
  expectLints(`
fit: employees 5 +1 | not in (9..1) +10
                      ^^^^^^^^^^^^^^^^^ MQL2005 \`9..1\`
mql when score > 5
`);
});

test('texts elsewhere in the file do not keep it from being mended', () => {
  expectLints(`
exclude: title "a"
fit: employees 9..1 +10
     ^^^^^^^^^^^^^^ MQL2005 write \`1..9\`: "1..9"
mql when score > 0
`);
});

test('in a stage nothing else is said', () => {
  expectLints(`
fit: country US +10
  employees 50.. +5
mql when fit 12..8
         ^^^^^^^^^ MQL2005
sql when mql and webinar
`);
});
