/** What people who know a CRM's filters or SQL write: each is one mistake, its fix is what they mean, and the rest of the file is still read. */
import { describe, expect, test } from 'vitest';
import { applyFix, item, readText, tree } from './reading.ts';

/** The item, what it is read as, the codes of its mistakes, and the item with all of them mended where that does not read as the same tree. */
const items: readonly (readonly [text: string, printed: string, codes: string, fixed: string | undefined])[] = [
  ['country is any of (US, CA) +1', 'rule country‹in (US, CA)› +1', 'MQL0018', 'country in (US, CA) +1'],
  ['country is none of (US, CA) +1', 'rule country‹not in (US, CA)› +1', 'MQL0018', 'country not in (US, CA) +1'],
  ['country is not one of (US, CA) +1', 'rule country‹not in (US, CA)› +1', 'MQL0018', 'country not in (US, CA) +1'],
  ["country isn't US +1", 'rule country‹is not US› +1', 'MQL0018', 'country is not US +1'],
  ['country isn\u2019t US +1', 'rule country‹is not US› +1', 'MQL0018', 'country is not US +1'],
  ['country is equal to US +1', 'rule country‹= US› +1', 'MQL0018', 'country = US +1'],
  ['country is not equal to US +1', 'rule country‹!= US› +1', 'MQL0018', 'country != US +1'],
  ['country does not equal US +1', 'rule country‹!= US› +1', 'MQL0018', 'country != US +1'],
  ['employees is greater than or equal to 50 +1', 'rule employees‹>= 50› +1', 'MQL0018', 'employees >= 50 +1'],
  ['employees is not less than 50 +1', 'rule employees‹>= 50› +1', 'MQL0018', 'employees >= 50 +1'],
  ['title begins with "vp" +1', 'rule title‹starts with "vp"› +1', 'MQL0018', 'title starts with "vp" +1'],
  ['title startswith "vp" +1', 'rule title‹starts with "vp"› +1', 'MQL0018', 'title starts with "vp" +1'],
  ['title does not contain "vp" +1', 'rule title‹not contains "vp"› +1', 'MQL0018', 'title not contains "vp" +1'],
  ['title doesn\'t contain any of ("a", "b") +1', 'rule title‹not contains any of ("a", "b")› +1', 'MQL0018', 'title not contains any of ("a", "b") +1'],
  ['title contains none of ("a", "b") +1', 'rule title‹not contains any of ("a", "b")› +1', 'MQL0018', 'title not contains any of ("a", "b") +1'],
  ['title contains one of ("a", "b") +1', 'rule title‹contains any of ("a", "b")› +1', 'MQL0018', 'title contains any of ("a", "b") +1'],
  ['title contains ("a", "b") +1', 'rule title‹contains any of ("a", "b")› +1', 'MQL0018', 'title contains any of ("a", "b") +1'],
  ['title starts with ("a", "b") +1', 'rule title‹starts with any of ("a", "b")› +1', 'MQL0018', 'title starts with any of ("a", "b") +1'],
  ['title contains any of "a", "b" +1', 'rule title‹contains any of ("a", "b")› +1', 'MQL0068', 'title contains any of ("a", "b") +1'],
  ['title includes "vp" +1', 'rule title‹contains "vp"› +1', 'MQL0018', 'title contains "vp" +1'],
  ['title in "a", "b" +1', 'rule title‹in ("a", "b")› +1', 'MQL0068', 'title in ("a", "b") +1'],
  ['title not in "a" +1', 'rule title‹not in ("a")› +1', 'MQL0068', 'title not in ("a") +1'],
  ['title in {"a", "b"} +1', 'rule title‹in ("a", "b")› +1', 'MQL0078', 'title in ("a", "b") +1'],
  ['title ~ "vp" +1', 'rule title‹matches "vp"› +1', 'MQL0078', undefined],
  ['title =~ "vp.*" +1', 'rule title‹matches "vp.<*>"› +1', 'MQL0078', undefined],
  ['email has any value +1', 'rule email‹is known› +1', 'MQL0018', 'email is known +1'],
  ['email has no value +1', 'rule email‹is missing› +1', 'MQL0018', 'email is missing +1'],
  ['email does not exist +1', 'rule email‹is missing› +1', 'MQL0018', 'email is missing +1'],
  ['title like "%vp%" +1', 'rule title‹matches "<*>vp<*>"› +1', 'MQL0082', 'title matches "*vp*" +1'],
  ["title like '%vp%' +1", 'rule title‹matches "<*>vp<*>"› +1', 'MQL0082', 'title matches "*vp*" +1'],
  ['page_view >= 3 in the last 30 days +1', 'rule page_view‹within 2592000000ms›‹>= 3› +1', 'MQL0066', 'page_view within 30d >= 3 +1'],
  ['webinar "Demo" > 1 last 2 weeks +1', 'rule webinar‹"Demo"›‹within 1209600000ms›‹> 1› +1', 'MQL0066', 'webinar "Demo" within 2w > 1 +1'],
  ['country US ++10', 'rule country‹US› +10', 'MQL0023', 'country US +10'],
  ['country US --10', 'rule country‹US› -10', 'MQL0023', 'country US -10'],
  ['seniority vp, c_level +1 | manager +2', 'bands seniority: in (vp, c_level) +1 | manager +2', 'MQL0068', 'seniority in (vp, c_level) +1 | manager +2'],
  ['employees 1..49: +5 | 50..: +10', 'bands employees: 1..49 +5 | 50.. +10', 'MQL0014 MQL0014', 'employees 1..49 +5 | 50.. +10'],
  ['title NOT LIKE "%intern%" +1', 'rule title‹not matches "<*>intern<*>"› +1', 'MQL0082', 'title not matches "*intern*" +1'],
  ['title like "5*%" +1', 'rule title‹matches "5<*>"› +1', 'MQL0082', 'title matches "5\\**" +1'],
  ['created is after 2025-01-01 +1', 'rule created‹after date 2025-1-1› +1', 'MQL0027', 'created after 2025-01-01 +1'],
  ['created on 2025-01-01 +1', 'rule created‹= date 2025-1-1› +1', 'MQL0018', 'created = 2025-01-01 +1'],
  ['created is less than 30 days ago +1', 'rule created‹within 2592000000ms› +1', 'MQL0066', 'created within 30d +1'],
  // Longer ago holds for a missing date, too, and `>` is longer ago in English and later in SQL: the author has to say.
  ['created is more than 30 days ago +1', 'rule created‹within 2592000000ms› +1', 'MQL0066', undefined],
  ['created > 30 days ago +1', 'rule created‹within 2592000000ms› +1', 'MQL0066', undefined],
  ['created within the last 30 days +1', 'rule created‹within 2592000000ms› +1', 'MQL0066', 'created within 30d +1'],
  ['webinar in last 30 days +1', 'rule webinar‹within 2592000000ms› +1', 'MQL0066', 'webinar within 30d +1'],
  ['webinar +1 in the past 2 weeks', 'rule webinar +1 [within 1209600000ms]', 'MQL0066', 'webinar +1 within 2w'],
  ['webinar +1 over the last 30 days', 'rule webinar +1 [within 2592000000ms]', 'MQL0066', 'webinar +1 within 30d'],
  ['employees is between 50 and 500 +1', 'rule employees‹50..500› +1', 'MQL0017', 'employees 50..500 +1'],
  ['employees 50\u2013500 +1', 'rule employees‹50..500› +1', 'MQL0017', 'employees 50..500 +1'],
  ['employees 50 \u2013 500 +1', 'rule employees‹50..500› +1', 'MQL0017', 'employees 50..500 +1'],
  ['employees 50 \u20135', 'rule employees‹50› -5', 'MQL0078', 'employees 50 -5'],
  ['employees 50...500 +1', 'rule employees‹50..500› +1', 'MQL0078', 'employees 50..500 +1'],
  ['budget > 5000\u20ac +1', 'rule budget‹> EUR 5000› +1', 'MQL0087', 'budget > \u20ac5000 +1'],
  ['budget > 5k $ +1', 'rule budget‹> USD 5000› +1', 'MQL0087', 'budget > $5k +1'],
  ['budget > 5.000 \u20ac +1', 'rule budget‹> EUR 5000› +1', 'MQL0087', 'budget > \u20ac5_000 +1'],
  ['employees > 2,5 +1', 'rule employees‹> 2.5› +1', 'MQL0053', 'employees > 2.5 +1'],
  ['employees 50.. +2,5', 'rule employees‹50..› +2.5', 'MQL0053', 'employees 50.. +2.5'],
  ['revenue > $1,5m +1', 'rule revenue‹> USD 1500000› +1', 'MQL0053', 'revenue > $1.5m +1'],
  ['employees 1..49 +1 | employees 50.. +2', 'bands employees: 1..49 +1 | 50.. +2', 'MQL0085', 'employees 1..49 +1 | 50.. +2'],
  ['total webinar.minutes ..49 +1 | total webinar.minutes 50.. +2', 'bands total webinar.minutes: ..49 +1 | 50.. +2', 'MQL0085', 'total webinar.minutes ..49 +1 | 50.. +2'],
  ['title mentions "a" +1 | title mentions "b" +2', 'bands title: mentions "a" +1 | mentions "b" +2', 'MQL0085', 'title mentions "a" +1 | mentions "b" +2'],
  ['at least 3 webinar +1', 'rule webinar‹>= 3› +1', 'MQL0089', 'webinar >= 3 +1'],
  ['more than 3 webinar +1', 'rule webinar‹> 3› +1', 'MQL0089', 'webinar > 3 +1'],
  ['country US and 3 webinar +1', 'rule {country‹US› and webinar‹>= 3›} +1', 'MQL0089', 'country US and webinar >= 3 +1'],
  ['webinar +10 daily', 'rule webinar +10 [once per day]', 'MQL0090', 'webinar +10 once per day'],
  ['webinar +10 once a week', 'rule webinar +10 [once per week]', 'MQL0090', 'webinar +10 once per week'],
  ['webinar +10 max 30', 'rule webinar +10 [up to 30]', 'MQL0090', 'webinar +10 up to 30'],
  ['webinar +10 max 3 times', 'rule webinar +10 [at most 3]', 'MQL0090', 'webinar +10 at most 3 times'],
  ['webinar +10 capped at 30 once', 'rule webinar +10 [up to 30] [once]', 'MQL0090', 'webinar +10 up to 30 once'],
  ['webinar +10 only once', 'rule webinar +10 [once]', 'MQL0090', 'webinar +10 once'],
  ['webinar +10 once per 7d', 'rule webinar +10 [once every 604800000ms]', 'MQL0090', 'webinar +10 once every 7d'],
  ['webinar +10 decay 50% every month', 'rule webinar +10 [decay 50% every 2592000000ms]', 'MQL0090', 'webinar +10 decay 50% every 30d'],
  ['webinar +10 decay 50% per 30d', 'rule webinar +10 [decay 50% every 2592000000ms]', 'MQL0090', 'webinar +10 decay 50% every 30d'],
  ['webinar +10 decay by 50% every 30d', 'rule webinar +10 [decay 50% every 2592000000ms]', 'MQL0023', 'webinar +10 decay 50% every 30d'],
  ['webinar +10 fade 30d', 'rule webinar +10 [fade over 2592000000ms]', 'MQL0090', 'webinar +10 fade over 30d'],
  ['webinar +10 (up to 30)', 'rule webinar +10 [up to 30]', 'MQL0090', 'webinar +10 up to 30'],
  ['employees < 50 +5 otherwise +10', 'bands employees: < 50 +5 | otherwise +10', 'MQL0090', 'employees < 50 +5 | otherwise +10'],
  ['employees < 50 +5 || >= 50 +10', 'bands employees: < 50 +5 | >= 50 +10', 'MQL0078', 'employees < 50 +5 | >= 50 +10'],
  ['email.domain in (acme.com) +1', 'rule email.domain‹in ("acme.com")› +1', 'MQL0084', 'email.domain in ("acme.com") +1'],
  ['page_view where url = /pricing/* +1', 'rule page_view‹where url‹= "/pricing/<*>"›› +1', 'MQL0076', 'page_view where url = "/pricing/*" +1'],
  ['page_view with url "/pricing" +1', 'rule page_view‹where url‹"/pricing"›› +1', 'MQL0083', 'page_view where url "/pricing" +1'],
  ['email ends with @acme.com +1', 'rule email‹ends with "@acme.com"› +1', 'MQL0076', 'email ends with "@acme.com" +1'],
  ['country US unless webinar', 'require (unsaid) {country‹US› and not webinar}', 'MQL0083', 'country US and not webinar'],
  ['country US, +10', 'rule country‹US› +10', 'MQL0023', 'country US +10'],
  ['country US: 10', 'rule country‹US› +10', 'MQL0022', 'country US +10'],
  ['employees: 1..49 +5 | 50.. +10', 'bands employees: 1..49 +5 | 50.. +10', 'MQL0014', 'employees 1..49 +5 | 50.. +10'],
  ['title "Software\u201d +5', 'rule title‹"Software"› +5', 'MQL0071', 'title "Software" +5'],
  ['title \u201avp\u2018 +5', 'rule title‹"vp"› +5', 'MQL0071', 'title "vp" +5'],
  ['country CA +10 -- a comment', 'rule country‹CA› +10', 'MQL0079', 'country CA +10 # a comment'],
];

describe('an item', () => {
  test.each(items)('%s', (text, printed, codes, fixed) => {
    const { diagnostics } = readText(`fit:\n${text}\nbehind +1\nmql when score > 5`);
    expect(diagnostics.map(({ code }) => code).join(' ')).toBe(codes);
    expect(item(text).split('\n')[0]).toBe(printed);
    expect(tree(`fit:\n${text}\nbehind +1`)).toContain('\n  rule behind +1');
    const sole = diagnostics.every(({ fixes }) => fixes.length === 1) ? diagnostics : [];
    const mended = sole.toReversed().reduce((result, diagnostic) => applyFix(result, diagnostic), text === '' ? '' : `fit:\n${text}`);
    expect(mended).toBe(`fit:\n${fixed ?? text}`);
    if (fixed !== undefined) expect(readText(`fit:\n${fixed}`).diagnostics).toEqual([]);
  });
});

/** A file, and the file with its mistakes mended; the number of mistakes. */
const files: readonly (readonly [what: string, text: string, count: number, fixed: string])[] = [
  ['a rule engine\'s arrow', 'fit: a 5.. +60\nscore >= 50 => mql', 1, 'fit: a 5.. +60\nmql when score >= 50'],
  ['if and then', 'fit: a 5.. +60\nif score >= 50 then mql', 1, 'fit: a 5.. +60\nmql when score >= 50'],
  ['an arrow, behind a statement', 'fit: a 5.. +60\nsql when b\nscore > 50 -> mql', 1, 'fit: a 5.. +60\nsql when b\nmql when score > 50'],
  ['a colon behind the name of a stage', 'fit: a 5.. +60\nhot: when score > 70', 1, 'fit: a 5.. +60\nhot when score > 70'],
  ['the word stage', 'fit: a 5.. +60\nstage hot when score > 70', 1, 'fit: a 5.. +60\nhot when score > 70'],
  ['a tier with a colon', 'mql when a\ntier A: score > 80', 1, 'mql when a\ntier A when score > 80'],
  ['a tier with an equals sign', 'mql when a\ntier A = score > 80', 1, 'mql when a\ntier A when score > 80'],
  ['a label with a plus', 'mql when a\ntier A+ when score > 80', 1, 'mql when a\ntier "A+" when score > 80'],
  ['an exclusion that would be a stage', 'exclude when country US\nmql when a', 1, 'exclude: country US\nmql when a'],
  ['commas behind items', 'fit:\n  a +1,\n  b +2 once, c +3\nmql when a', 2, 'fit:\n  a +1\n  b +2 once; c +3\nmql when a'],
  ['a list with a colon', 'lists:\n  rivals: "a.com", "b.io"\n  others = "c.com"\nmql when a', 1, 'lists:\n  rivals = "a.com", "b.io"\n  others = "c.com"\nmql when a'],
  ['colons in a vocabulary', 'vocabulary:\n  lead a: number\n  lead b text\nmql when a 5', 1, 'vocabulary:\n  lead a number\n  lead b text\nmql when a 5'],
  ['words of other languages in a vocabulary', 'vocabulary:\n  field a enum (x, y)\n  lead b list\n  lead c number = "C"\n  event d e text\n  lead f text from Column\nmql when d', 6,
    'vocabulary:\n  lead a one of (x, y)\n  lead b list of text\n  lead c number from "C"\n  event d (e text)\n  lead f text from "Column"\nmql when d'],
  ['texts without quotes', 'definition "d":\n  owner Growth and Sales\n  review 2126-01-31\n  timezone Europe/Berlin\nmql when a', 3,
    'definition "d":\n  owner "Growth and Sales"\n  review by 2126-01-31\n  timezone "Europe/Berlin"\nmql when a'],
  ['a handoff in other words', 'mql when a\nhandoff:\n  assign to SDR Team within 2h if b\n  to "AE"', 3, 'mql when a\nhandoff:\n  to "SDR Team" within 2h when b\n  to "AE"'],
  ['a test in other words', 'mql when a\ntests "t":\n  given employees: 120\n  then mql\n  expect not excluded', 3,
    'mql when a\ntest "t":\n  given employees 120\n  expect mql\n  expect not excluded'],
  ['settings in other words', 'hot (30 days, max 60):\n  a +1\nmql when a', 2, 'hot (within 30d, up to 60):\n  a +1\nmql when a'],
  ['settings without a comma', 'hot (within 30d up to 60):\n  a +1\nmql when a', 1, 'hot (within 30d, up to 60):\n  a +1\nmql when a'],
  ['settings without a comma and parentheses', 'hot within 30d up to 60:\n  a +1\nmql when a', 1, 'hot (within 30d, up to 60):\n  a +1\nmql when a'],
  ['the subject of a grid repeated', 'mql when a\ntier = fit 60.. A | fit 40.. B', 1, 'mql when a\ntier = fit 60.. A | 40.. B'],
  ['a derived score with a reserved name', 'mql when a\nscore all = fit', 1, 'mql when a\nscore `all` = fit'],
];

describe('a file', () => {
  test.each(files)('%s', (_, text, count, fixed) => {
    const { diagnostics } = readText(text);
    expect(diagnostics.map(({ message }) => message)).toHaveLength(count);
    expect(diagnostics.toReversed().reduce((result, diagnostic) => applyFix(result, diagnostic), text)).toBe(fixed);
    expect(readText(fixed).diagnostics).toEqual([]);
  });
});

describe('advice where there is no fix', () => {
  test.each([
    ['employees -5.. +1', 'a sign after a name begins points; write `>= -5` for the range from -5 on'],
    ['country US +10%', 'points are numbers, as in `+10`; a share of a score stands in a formula, as in `score = 60% * fit`'],
    ['title contains all of ("a", "b") +1', 'several texts that all have to be there are several conditions, joined by `and`'],
    ['budget 5000 USD +1', 'the currency stands first: write `USD 5000`'],
    ['count(webinar) >= 3 +1', 'an event is its own count, as in `webinar >= 3`'],
    ['score(webinar) +1', '`score(...)` is no part of the language: there are no functions'],
    ['50', 'a threshold is the condition of a stage: write `mql when score >= 50`'],
  ])('%s', (text, advice) => {
    expect(readText(`fit: ${text}`).diagnostics.map((diagnostic) => diagnostic.advice)).toEqual([advice]);
  });
});

describe('a line that ends with a value', () => {
  test('the region OR does not join the next line', () => {
    expect(tree('fit:\n  require region = OR\n  region is not OR +1\n  a or\n  b +1')).toBe(
      'section fit:\n  require region‹= OR›\n  rule region‹is not OR› +1\n  rule {a or b} +1');
  });
});
