/** One mistake gives one diagnostic, and the rest of the file is still read: section 8 of the language reference. */
import { describe, expect, test } from 'vitest';
import { applyFix, carets, item, readText, tree } from './reading.ts';

/** The mistake of one item, between two that are well: its carets. */
function mistake(text: string): string {
  const { diagnostics } = readText(`fit:\n  before +1\n${text}\n  behind +2\nmql when score > 5`);
  const printed = tree(`fit:\n  before +1\n${text}\n  behind +2\nmql when score > 5`);
  expect(diagnostics).toHaveLength(1);
  expect(printed).toMatch(/^section fit:\n {2}rule before \+1\n/);
  expect(printed).toMatch(/\n {2}rule behind \+2\nstage mql when score‹> 5›\n/);
  return `${carets(text.startsWith('fit') ? text : `fit:\n${text}`).replace(/^fit:\n/, '')}\n${diagnostics[0]!.message}`;
}

describe('a mistake costs its item', () => {
  test('a condition that stops', () => {
    expect(mistake('  country US or +5')).toBe('  country US or +5\n                ^^ MQL0001\nfound `+5` after `or` where a condition is due');
  });

  test('two values', () => {
    expect(mistake('  country US DE +5')).toBe(
      '  country US DE +5\n             ^^ MQL0001\nfound `DE` after `US` where points, `and`, `or` or the end of the line is due',
    );
  });

  test('what looks like a slip, and is none', () => {
    expect(mistake('  country US 10 20 +5')).toBe(
      '  country US 10 20 +5\n             ^^ MQL0001\nfound `10` after `US` where points, `and`, `or` or the end of the line is due',
    );
  });

  test('something after the points', () => {
    expect(mistake('  country US +5 often')).toBe('  country US +5 often\n                ^^^^^ MQL0001\nfound `often` after `+5` where the end of the line is due');
  });

  test('a text alone', () => {
    expect(mistake('  "student" +5')).toBe('  "student" +5\n  ^^^^^^^^^ MQL0001\nfound `"student"` where a condition is due');
  });

  test('a text that is never closed, and then the next line', () => {
    expect(mistake('  title "student +5')).toBe('  title "student +5\n        ^^^^^^^^^^^ MQL0070\nthis text is never closed');
  });

  test('a text that is never closed, inside parentheses', () => {
    expect(mistake('  title mentions any of ("student", "intern) +5')).toBe(
      '  title mentions any of ("student", "intern) +5\n                                    ^^^^^^^^^^^ MQL0070\nthis text is never closed',
    );
  });

  test('an item that is cut at a parenthesis that is never closed, and is not read for another reason', () => {
    const text = 'fit:\n  webinar in ("B", "C"and where minutes > 30 +1\n  country US +1\nmql when score > 5\n';
    const { tree: { parts } } = readText(text);
    const [section, stage] = parts;
    const [first] = (section as { readonly items: readonly { readonly kind: string; readonly span: { readonly start: number; readonly end: number } }[] }).items;
    expect(first).toMatchObject({ kind: 'broken', span: { start: text.indexOf('webinar'), end: text.indexOf('\n  country') } });
    expect([section!.kind, stage!.kind]).toEqual(['section', 'stage']);
  });

  test('a title that is never closed', () => {
    expect(tree('test "a quiet lead:\n  expect mql\nmql when a')).toBe(
      'test "a quiet lead:":\n  expect mql\nstage mql when a\nMQL0070 this text is never closed',
    );
  });

  test('an empty list of values', () => {
    expect(mistake('  country in () +5')).toBe('  country in () +5\n              ^ MQL0001\nfound `)` after `(` where a value is due');
  });

  test('several strange characters in a row', () => {
    expect(mistake('  country US @@@ +5')).toBe('  country US @@@ +5\n             ^^^ MQL0077\n`@` means nothing here');
  });

  test('a slip of the lexer where nothing fits says one thing', () => {
    expect(readText('fit:\n  => 50 +5\n  b +1').diagnostics.map(({ code }) => code)).toEqual(['MQL0078']);
    expect(readText('fit:\n  country US && && b +5').diagnostics.map(({ code }) => code)).toEqual(['MQL0078', 'MQL0078']);
  });
});

describe('slips are read as what they mean', () => {
  test.each([
    ['employees == 50', 'require (unsaid) employees‹= 50›', 'MQL0078'],
    ['a && b || !c +1', 'rule {{a and b} or not c} +1', 'MQL0078 MQL0078 MQL0078'],
    ['employees <> 50', 'require (unsaid) employees‹!= 50›', 'MQL0078'],
    ['employees ≥ 50', 'require (unsaid) employees‹>= 50›', 'MQL0078'],
    ['employees 50…500', 'require (unsaid) employees‹50..500›', 'MQL0078'],
    ['a and and b +1', 'rule {a and b} +1', 'MQL0021'],
    ['a or and b +1', 'rule {a or b} +1', 'MQL0021'],
    ['country US, employees 5 +1', 'rule {country‹US› and employees‹5›} +1', 'MQL0020'],
    ['(country US, employees 5) +1', 'rule ({country‹US› and employees‹5›}) +1', 'MQL0020'],
    ['country US, and employees 5 +1', 'rule {country‹US› and employees‹5›} +1', 'MQL0020'],
    ['webinar +1, once per day', 'rule webinar +1 [once per day]', 'MQL0023'],
    ['employees 1..5 +1, | 6..9 +2', 'bands employees: 1..5 +1 | 6..9 +2', 'MQL0023'],
    ['employees 1..5+1 | 6..9 +2', 'bands employees: 1..5 +1 | 6..9 +2', 'MQL0024'],
    ['employees 1..5 +1, 6..9 +2', 'bands employees: 1..5 +1 | 6..9 +2', 'MQL0037'],
    ['webinar +10 points once', 'rule webinar +10 [once]', 'MQL0023'],
    ['country US then +10', 'rule country‹US› +10', 'MQL0023'],
    ['if country US then +10', 'rule country‹US› +10', 'MQL0023'],
    ['webinar "Sales" in 30 days +10', 'rule webinar‹"Sales"›‹within 2592000000ms› +10', 'MQL0066'],
    ['no activity for 30d -10', 'rule no activity‹within 2592000000ms› -10', 'MQL0066'],
    ['title in ["VP", "CTO"] +10', 'rule title‹in ("VP", "CTO")› +10', 'MQL0078'],
    ['if country is US then +10', 'rule country‹is US› +10', 'MQL0023'],
    ['country US 10', 'rule country‹US› +10', 'MQL0022'],
    ['employees > 50 10 once', 'rule employees‹> 50› +10 [once]', 'MQL0022'],
    ['country US + 10', 'rule country‹US› +10', 'MQL0025'],
    ['country US – 10', 'rule country‹US› -10', 'MQL0078'],
    ['webinar +10 within 30 days', 'rule webinar +10 [within 2592000000ms]', 'MQL0052'],
    ['webinar within 3 months +10', 'rule webinar‹within 7776000000ms› +10', 'MQL0052'],
    ['revenue > $5 million', 'require (unsaid) revenue‹> USD 5000000›', 'MQL0052'],
    ['revenue > USD 1,000,000', 'require (unsaid) revenue‹> USD 1000000›', 'MQL0053'],
    ['employees > 1,500 +10', 'rule employees‹> 1500› +10', 'MQL0053'],
    ['employees between 5 and 9 +1', 'rule employees‹5..9› +1', 'MQL0017'],
    ['employees 5 to 9 +1', 'rule employees‹5..9› +1', 'MQL0017'],
    ['employees 5 - 9 +1', 'rule employees‹5..9› +1', 'MQL0017'],
    ['employees 50+ +1', 'rule employees‹50..› +1', 'MQL0017'],
    ['employees at least 5 +1', 'rule employees‹>= 5› +1', 'MQL0018'],
    ['employees is more than 5 +1', 'rule employees‹> 5› +1', 'MQL0018'],
    ['revenue under $5m', 'require (unsaid) revenue‹< USD 5000000›', 'MQL0018'],
    ['webinar +1 if country US', 'rule webinar +1 [when country‹US›]', 'MQL0019'],
    ['webinar +1 unless country US', 'rule webinar +1 [when not country‹US›]', 'MQL0019'],
    ['webinar in last 30 days +1', 'rule webinar‹within 2592000000ms› +1', 'MQL0066'],
    ['webinar in the past 30d +1', 'rule webinar‹within 2592000000ms› +1', 'MQL0066'],
    ['webinar last 30d +1', 'rule webinar‹within 2592000000ms› +1', 'MQL0066'],
    ['country not US +1', 'rule country‹is not US› +1', 'MQL0067'],
    ['country is US, UK, DE +1', 'rule country‹in (US, UK, DE)› +1', 'MQL0068'],
    ['title "a", "b" and c +1', 'rule {title‹in ("a", "b")› and c} +1', 'MQL0068'],
    ['webinar > 3 times +1', 'rule webinar‹> 3› +1', 'MQL0023'],
    ['webinar 10 points once', 'rule webinar +10 [once]', 'MQL0022'],
    ['webinar +1 up to 3 points', 'rule webinar +1 [up to 3]', 'MQL0023'],
    ['webinar -> +10', 'rule webinar +10', 'MQL0023'],
    ['webinar => +10', 'rule webinar +10', 'MQL0023'],
    ['country US -> 10', 'rule country‹US› +10', 'MQL0022'],
    ['country US -> 10 when webinar', 'rule country‹US› +10 [when webinar]', 'MQL0022'],
    ['country US → 10', 'rule country‹US› +10', 'MQL0022'],
    ['created after now -30d', 'require (unsaid) created‹within 2592000000ms›', 'MQL0066'],
    ['country US and created > today -30d', 'require (unsaid) {country‹US› and created‹within 2592000000ms›}', 'MQL0066'],
    ['employees = 5..9 +1', 'rule employees‹5..9› +1', 'MQL0026'],
    ['country is not in (DE) +1', 'rule country‹not in (DE)› +1', 'MQL0027'],
    ['title is not contains "x" +1', 'rule title‹not contains "x"› +1', 'MQL0027'],
    ["title 'VP' +1", 'rule title‹"VP"› +1', 'MQL0071'],
    ['title “VP” +1', 'rule title‹"VP"› +1', 'MQL0071'],
    ['city München +1', 'rule city‹"München"› +1', 'MQL0076'],
    ['total > 5 +1', 'rule `total`‹> 5› +1', 'MQL0011'],
    ['created after 31/12/2026', 'require (unsaid) created‹after date 2026-12-31›', 'MQL0064'],
    ['created after 2026/12/31', 'require (unsaid) created‹after date 2026-12-31›', 'MQL0064'],
    ['created after 31.12.2026', 'require (unsaid) created‹after date 2026-12-31›', 'MQL0064'],
    ['country in (DE, FR +5 once', 'rule country‹in (DE, FR)› +5 [once]', 'MQL0004'],
    ['any of (a, (b or c) +5', 'rule any of (a, ({b or c})) +5', 'MQL0004'],
    ['(a or b)) and c +5', 'rule {({a or b}) and c} +5', 'MQL0005'],
  ])('%s', (text, printed, codes) => {
    const { diagnostics } = readText(`fit:\n${text}`);
    expect(diagnostics.map(({ code }) => code).join(' ')).toBe(codes);
    expect(item(text).split('\n')[0]).toBe(printed);
    // The fixes together make a text without mistakes that reads as the same tree.
    const fixed = diagnostics.toReversed().reduce((result, diagnostic) => applyFix(result, diagnostic), `fit:\n${text}`);
    expect(tree(fixed)).toBe(`section fit:\n  ${printed}`);
  });

  test.each([['03/04/2026'], ['2026/13/45'], ['99/99/9999']])('a date that can mean two days, or none, has no fix: %s', (date) => {
    const { diagnostics } = readText(`fit: created after ${date}`);
    expect(diagnostics.map(({ code, fixes }) => [code, fixes.length])).toEqual([['MQL0064', 0]]);
  });

  test('minutes or months: both are proposed', () => {
    const [diagnostic] = readText('fit: webinar +1 within 3m').diagnostics;
    expect(diagnostic!.fixes.map((fix) => fix.title)).toEqual(['write `3min` for minutes', 'write `90d` for months']);
  });

  test.each([
    ['3mo', 'write `90d`; there are no months or years'], ['2years', 'write `730d`; there are no months or years'], ['5mins', 'write `5min`'], ['3x', 'write `s`, `min`, `h`, `d` or `w` for durations'],
  ])('the suffix of %s', (text, advice) => {
    expect(readText(`fit: webinar +1 within ${text}`).diagnostics.map((diagnostic) => diagnostic.advice)).toEqual([advice]);
  });

  test.each([
    'page_view > 5constructor +1', 'page_view +10constructor', 'page_view +10__proto__', 'page_view +1 within 5constructor', 'revenue > $5constructor +1',
  ])('the name of what every JavaScript object has is no suffix: %s', (text) => {
    expect(readText(`fit: ${text}`).diagnostics.map(({ code }) => code)).toEqual(['MQL0040']);
  });
});

describe('advice', () => {
  test.each([
    ['title like "%vp%" +1', 'write `matches "*vp*"`, where `*` stands for any text'],
    ['any (a, b) +1', 'write `any of (...)`'],
    ['webinar +1 once twice', 'write `once`, `once per day`, `once per week`, `once per month` or `once every 7d`'],
    ['+10 webinar', 'write `webinar +10`'],
    ['webinar +1 every 7d', 'write `once every 7d`'],
    ['webinar +1 max 30', 'write `up to 30`'],
    ['title "a" | "b" +1', 'each case has points, as in `1..49 +5 | 50.. +10`; several values stand in `in (..., ...)`'],
    ['country US DE', 'join conditions with `and` or `or`; several values stand in `in (..., ...)`'],
  ])('%s', (text, advice) => {
    expect(readText(`fit: ${text}`).diagnostics.map((diagnostic) => diagnostic.advice)).toEqual([advice]);
  });
});

describe('blocks with mistakes in their first line', () => {
  test.each([
    ['fit\n  a +1\nmql when a', 'section fit:\n  rule a +1', 'MQL0006'],
    ['fit (up to 5)\n  a +1\nmql when a', 'section fit [up to 5]:\n  rule a +1', 'MQL0006'],
    ['fit (up to 5:\n  a +1\nmql when a', 'section fit [up to 5]:\n  rule a +1', 'MQL0004'],
    ['fit up to 5, within 3d:\n  a +1\nmql when a', 'section fit [up to 5] [within 259200000ms]:\n  rule a +1', 'MQL0007'],
    ['fit of company:\n  a +1\nmql when a', 'section fit:\n  rule a +1', 'MQL0012'],
    ['"a title":\n  expect mql\nmql when a', 'test "a title":\n  expect mql', 'MQL0012'],
    ['fit within 3d):\n  a +1\nmql when a', 'section fit [within 259200000ms]:\n  rule a +1', 'MQL0007'],
    ['"fit":\n  a +1\nmql when a', 'section `"fit"`:\n  rule a +1', 'MQL0012'],
    ['fit (often):\n  a +1\nmql when a', 'section fit:\n  rule a +1', 'MQL0001'],
    ['total:\n  a +1\nmql when a', 'section total:\n  rule a +1', 'MQL0011'],
    ['handoff:\n  to: "x"\nmql when a', 'handoff:\n  to "x"', 'MQL0014'],
    ['test "t":\n  expect: mql\nmql when a', 'test "t":\n  expect mql', 'MQL0014'],
    ['test "t"\n  expect mql\nmql when a', 'test "t":\n  expect mql', 'MQL0006'],
    ['vocabulary\n  lead x text\nmql when a', 'vocabulary:\n  lead x text', 'MQL0006'],
  ])('%j', (text, printed, code) => {
    expect(readText(text).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(tree(text)).toContain(`${printed}\nstage mql when a\n`);
  });

  test('a colon that is missing after another block', () => {
    expect(tree('lists:\n  x = a\nfit\n  a +1')).toMatch(/^lists:\n {2}list x = a\nsection fit:\n {2}rule a \+1\nMQL0006/);
  });

  test('a lone word is no block where it can be a requirement', () => {
    expect(tree('fit:\n  decision_maker\n  country US')).toBe('section fit:\n  require (unsaid) decision_maker\n  require (unsaid) country‹US›');
  });

  test('items outside blocks are reported once', () => {
    expect(tree('country US +1\nwebinar +2\nmql when a\nemployees 5 +1')).toBe(
      'broken\nstage mql when a\nbroken\nMQL0002 `country` begins an item that stands in no block\nMQL0002 `employees` begins an item that stands in no block',
    );
  });
});

test('nesting has a limit, up to which it works', () => {
  expect(readText(`fit: ${'('.repeat(100)}a${')'.repeat(100)} +1`).diagnostics).toEqual([]);
  expect(readText(`fit: ${'not '.repeat(100)}a +1`).diagnostics).toEqual([]);
  expect(readText(`fit: ${'not '.repeat(101)}a +1`).diagnostics.map(({ code }) => code)).toEqual(['MQL0003']);
  expect(readText(`fit: ${'(a) and '.repeat(500)} (b) +1`).diagnostics).toEqual([]);
});
