/** One mistake gives one diagnostic, and its fix a text that reads. */
import { describe, expect, test } from 'vitest';
import { applyFix, carets, readText } from './reading.ts';

/** The text, with `^^^` and a code under each mistake, and what the first fix of the only one makes of it. */
const mistakes: readonly (readonly [what: string, marked: string, mended: string | undefined])[] = [
  ['a colon before the points', `
fit: country US: +10
               ^ MQL0014
mql when score > 5`, 'fit: country US +10\nmql when score > 5'],
  ['a colon behind an event, before the points', `
fit:
  webinar: +10 once per day
         ^ MQL0014
mql when score > 5`, 'fit:\n  webinar +10 once per day\nmql when score > 5'],
  ['points before their condition', `
fit:
  +10 employees 50..500
  ^^^ MQL0092
mql when score > 5`, 'fit:\n  employees 50..500 +10\nmql when score > 5'],
  ['points and a colon before the condition, with a ceiling behind', `
intent:
  +10: webinar within 30d up to 30
  ^^^ MQL0092
mql when score > 5`, 'intent:\n  webinar within 30d +10 up to 30\nmql when score > 5'],
  ['points in words before their condition', `
fit: 10 points for title "VP"
     ^^^^^^^^^ MQL0092`, 'fit: title "VP" +10'],
  ['points before their condition, behind a rule that has its own', `
fit:
  title contains "VP" +10
  -5 if email.domain in free_mail
  ^^ MQL0092`, 'fit:\n  title contains "VP" +10\n  email.domain in free_mail -5'],
  ['points in words behind a colon', `
fit: employees <= 500: 10 points
                       ^^ MQL0022`, 'fit: employees <= 500 +10'],
  ['one of several values without parentheses', `
fit: country is one of US, CA +5
             ^^^^^^^^^^^^^^^^ MQL0068`, 'fit: country in (US, CA) +5'],
  ['not one of several values', `
fit: country is not one of US, CA +5
             ^^^^^^^^^^^^^^^^^^^^ MQL0068`, 'fit: country not in (US, CA) +5'],
  ['any of several texts, joined by or', `
fit: title any of "VP" or "Head" +5
           ^^^^^^^^^^^^^^^^^^^^^ MQL0068`, 'fit: title in ("VP", "Head") +5'],
  ['a title behind the colon', `
definition: "Mid-market"
^^^^^^^^^^ MQL0010
  owner "Sales"
fit: country US +5`, 'definition "Mid-market":\n  owner "Sales"\nfit: country US +5'],
  ['points in a sentence', `
fit: country US gets 5 points
                     ^ MQL0022`, 'fit: country US +5'],
  ['points in words, without their sign', `
fit: country US 5 points up to 20
                ^ MQL0022`, 'fit: country US +5 up to 20'],
  ['a verb before points', `
fit: country US earns +5
                ^^^^^ MQL0023`, 'fit: country US +5'],
  ['never behind the subject of a claim', `
claim "x": score never > 100
                 ^^^^^ MQL0093`, 'claim "x": never score > 100'],
  ['to behind the handoff of a claim', `
claim "x": mql implies handoff to "SDR"
                               ^^ MQL0023`, 'claim "x": mql implies handoff "SDR"'],
  ['to behind the handoff that begins a claim', `
claim "x":
  handoff to "SDR" implies mql
          ^^ MQL0023`, 'claim "x":\n  handoff "SDR" implies mql'],
  ['an arrow before the points', `
fit: employees 50..500 => +10
                       ^^ MQL0023
mql when score > 5`, 'fit: employees 50..500  +10\nmql when score > 5'],
  ['a defined name without the colon', `
define buyer = country US
^^^^^^ MQL0006
fit: buyer +10`, 'define: buyer = country US\nfit: buyer +10'],
  ['a defined name in place of the colon', `
define buyer: country US
^^^^^^ MQL0006
fit: buyer +10`, 'define: buyer = country US\nfit: buyer +10'],
  ['a list without the colon', `
lists rivals = "a.com", "b.io"
^^^^^ MQL0006
exclude: email.domain in rivals`, 'lists: rivals = "a.com", "b.io"\nexclude: email.domain in rivals'],
  ['a vocabulary without the colon', `
vocabulary lead seats number
^^^^^^^^^^ MQL0006
fit: seats 5.. +10`, 'vocabulary: lead seats number\nfit: seats 5.. +10'],
  ['a handoff without the colon, behind a section', `
fit: seats 5.. +10
handoff to "SDR" within 2h
^^^^^^^ MQL0006`, 'fit: seats 5.. +10\nhandoff: to "SDR" within 2h'],
  ['an exclusion without the colon', `
exclude country US
^^^^^^^ MQL0006
fit: seats 5.. +10`, 'exclude: country US\nfit: seats 5.. +10'],
  ['days counted back from today', `
fit: created after today - 30d +5
             ^^^^^^^^^^^^^^^^^ MQL0066`, 'fit: created within 30d +5'],
  ['days counted back from now, the sign touching', `
exclude: created >= now -30d and webinar
                 ^^^^^^^^^^^ MQL0066`, 'exclude: created within 30d and webinar'],
  ['days counted back from now, and no points', `
fit: created after now -30d
             ^^^^^^^^^^^^^^ MQL0066`, 'fit: created within 30d'],
  ['an arrow before points without their sign', `
fit: country US -> 10
                ^^^^^ MQL0022`, 'fit: country US +10'],
  ['days ago', `
fit: created > 30d ago +5
             ^^^^^^^^^ MQL0066`, 'fit: created within 30d +5'],
  ['before some days ago: the opposite of a window holds for a missing date, too, so there is no fix', `
fit: created before today - 30d +5
             ^^^^^^^^^^^^^^^^^^ MQL0066`, undefined],
];

describe.each(mistakes)('%s', (_, marked, mended) => {
  const expected = marked.slice(1);
  const text = expected.split('\n').filter((line) => !/^ *\^/.test(line)).join('\n');

  test('one diagnostic', () => {
    expect(carets(text)).toBe(expected);
  });

  test('its fix', () => {
    const [diagnostic] = readText(text).diagnostics;
    if (mended === undefined) {
      expect(diagnostic!.fixes).toEqual([]);
      return;
    }
    expect(applyFix(text, diagnostic!)).toBe(mended);
    expect(readText(mended).diagnostics).toEqual([]);
  });
});

test('a comma and a ceiling in other words are two mistakes, and neither begins another item', () => {
  expect(carets('intent: webinar +10 per visit, max 30')).toBe('intent: webinar +10 per visit, max 30\n                             ^ MQL0023\n                               ^^^ MQL0090');
});

test.each([
  'lists:\n  cold = -5,\n    -10, -20..-15\n', 'lists:\n  cold = -5\n    , -7\n', 'fit:\n  heat = -5\n    -3\n', 'fit:\n  heat > -5 or\n    heat < -20\n    +1\n',
  'fit:\n  heat in (-5, -7)\n    -3\n', 'fit:\n  employees 1..49 +5 |\n    50..\n    +10\n', 'fit:\n  heat >= -5\n    +3\n',
])('a line that begins with a number with a sign goes on with what is no rule yet: %j', (text) => {
  expect(readText(text).diagnostics).toEqual([]);
});

test('a section below another whose first item begins with points is no item of it', () => {
  expect(carets('fit: country US +5\nintent:\n  +10 webinar')).toBe('fit: country US +5\nintent:\n  +10 webinar\n  ^^^ MQL0092');
});
