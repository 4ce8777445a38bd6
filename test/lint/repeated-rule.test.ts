import { expect, test } from 'vitest';
import { lint } from '../../compiler/lint/lint.ts';
import { definitionOf } from '../check-text.ts';
import { expectLints, expectNoLints } from './lint-text.ts';

const rest = '\nmql when score > 5\n';

test('two rules for the same', () => {
  expectLints(`fit:\n  country US +10\n  employees 50.. +10\n  country "usa" +15\n  ^^^^^^^^^^^^^^^^^ MQL2010 leads get both${rest}`);
  expectLints(`intent:\n  webinar +10\n  webinar +10\n  ^^^^^^^^^^^ MQL2010${rest}`);
  expectLints(`intent:\n  webinar "A*" +10 as "one"\n  webinar "a*" +10 as "two"\n  ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2010${rest}`);
});

test('one value in parentheses is that value', () => {
  expectLints(`fit:\n  country US +10\n  country in (US) +15\n  ^^^^^^^^^^^^^^^^^^^ MQL2010 leads get both${rest}`);
  expectNoLints(`fit:\n  country US +10\n  country in (US, CA) +15\n  country not in (US) +1${rest}`);
});

test('rules that pay in different ways', () => {
  expectNoLints(`intent:\n  webinar +10\n  webinar +20 once\n  webinar >= 3 +5\n  webinar +5 within 7d${rest}`);
  expectNoLints(`fit:\n  country US +10\n  country US +5 when employees 50..\n  employees 50.. +10\n  employees 100.. +10${rest}`);
  expectNoLints(`fit: country US +10\nintent: country US +10${rest}`);
});

test('the order of parts does not matter', () => {
  expectLints(`fit:\n  country US and employees 50.. +10\n  employees 50.. and country US +10\n  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2010${rest}`);
});

test('requirements, exclusions and ways into a stage', () => {
  expectLints(`exclude:\n  country US\n  country US\n  ^^^^^^^^^^ MQL2010\nfit: webinar +10${rest}`);
  expectLints(`fit:\n  require webinar\n  require webinar\n  ^^^^^^^^^^^^^^^ MQL2010\n  employees 50.. +10${rest}`);
  expectLints('fit: country US +10\nmql when demo_request\nmql also when demo_request\n^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2010\n');
});

test('the fix takes out what changes nothing', () => {
  const text = 'exclude:\n  country US\n  country US\nfit: webinar +10\nmql when score > 5\n';
  const edit = lint(definitionOf(text))[0]!.fixes[0]!.edits[0]!;
  expect(text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)).toBe('exclude:\n  country US\nfit: webinar +10\nmql when score > 5\n');
  expect(lint(definitionOf(`intent:\n  webinar +10\n  webinar +10${rest}`))[0]!.fixes).toEqual([]);
  expect(lint(definitionOf(`exclude: country US; country US\nfit: webinar +10${rest}`))[0]!.fixes).toEqual([]);
});

test('the fix takes out the last line, too', () => {
  const text = 'mql when demo_request\nexclude:\n  country US\n  country US';
  const edit = lint(definitionOf(text))[0]!.fixes[0]!.edits[0]!;
  expect(text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)).toBe('mql when demo_request\nexclude:\n  country US\n');
});

test('what is repeated is called by its name, and pointed at', () => {
  expectLints(`
exclude:
  country US
  country US
  ^^^^^^^^^^ MQL2010 the exclusion \`country US\` stands here already; keep one of them; the one that it repeats; take it out: ""
mql when demo_request
`);
  expectLints(`
fit:
  require webinar
  require webinar
  ^^^^^^^^^^^^^^^ MQL2010 the requirement \`require webinar\` stands here already
mql when demo_request
`);
  expectLints(`
mql when demo_request
mql also when demo_request
^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2010 is a way into this stage already
`);
});

test('a line with more on it than what repeats stays', () => {
  const fixesOf = (line: string): number => lint(definitionOf(`exclude:\n  country US\n${line}\nfit: webinar +10${rest}`))[0]!.fixes.length;
  expect([fixesOf('  country US  '), fixesOf('  country US # why'), fixesOf('  country US;'), fixesOf('  country  US')]).toEqual([1, 0, 0, 1]);
});
