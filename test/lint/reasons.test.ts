/** Why a condition holds never, or always, in the words of the message. */
import { expect, test } from 'vitest';
import { lint } from '../../compiler/lint/lint.ts';
import { definitionOf } from '../check-text.ts';

function messages(text: string): string {
  return lint(definitionOf(text), {}).map(({ message, advice }) => `${message}; ${advice ?? ''}`).join('\n');
}

test.each([
  ['page_view < 0', 'the least that `page_view` can be is 0'],
  ['activity < 0', 'the least that `activity` can be is 0'],
  ['page_view >= 0', 'the least that `page_view` can be is 0'],
  ['page_view 1.5', '`page_view` is a whole number'],
  ['days with webinar < 0', 'the least that `days with webinar` can be is 0'],
  ['days with webinar within 2d > 3', 'the most that `days with webinar` can be is 3'],
  ['days with activity within 1h >= 3', 'the most that `days with activity` can be is 2'],
  ['distinct webinar.title < 0', 'the least that `distinct webinar.title` can be is 0'],
  ['total webinar.minutes where (minutes > 5 and minutes < 1) > 2', 'the most that `total webinar.minutes` can be is 0'],
  ['total page_view.duration where (duration > 5s and duration < 1s) > 2s', 'the most that `total page_view.duration` can be is 0s'],
  ['since webinar within 7d >= 7d', '`since webinar` is always less than 7d'],
  ['since activity within 90min > 2h', '`since activity` is always less than 90min'],
  ['country US and country CA', '`country US` and `country CA` never hold together'],
  ['title "x" and country US and title = "y"', '`title "x"` and `title = "y"` never hold together'],
  ['country US or not country US', 'where `country US` does not hold, `not country US` does'],
  ['title "x" or country US or not title "x"', 'where `title "x"` does not hold, `not title "x"` does'],
  ['email.domain contains "@"', 'the domain of an email holds no `@`'],
  ['page_view where url.host "a/b" >= 1', 'the host of a url holds no `/`'],
  ['page_view where url.path "/a?b" >= 1', 'the path of a url holds no `?`'],
  ['page_view where url.path "docs" >= 1', 'the path of a url begins with `/`'],
  ['title != "a" or title is not "b"', 'write `title not in ("a", "b")`'],
  ['country != US or country is not CA or country != MX', 'write `country not in (US, CA, MX)`'],
  ['employees is known or employees is missing', 'take it out, or write the limit that is meant'],
  ['employees not in (1, 2) or employees != 3', 'take it out, or write the limit that is meant'],
])('%s: %s', (condition, reason) => {
  expect(messages(`fit:\n  ${condition} +5\n  country US +5\nintent: webinar +10\nmql when score > 10\n`)).toContain(reason);
});

test.each([
  ['fit > 20', 'the most that `fit` can be is 20'],
  ['fit < 0', 'the least that `fit` can be is 0'],
  ['fit 11..19', '`fit` is always a multiple of 10'],
  ['fit 0..20', '`fit` is always from 0 to 20'],
  ['score < 0', 'the least that `score` can be is 0'],
  ['score 12.5', '`score` is always a multiple of 10'],
  ['not fit <= 20', 'the most that `fit` can be is 20'],
])('a stage when %s: %s', (condition, reason) => {
  expect(messages(`fit:\n  country US +10\n  employees 50.. +10\nintent: webinar +10\nmql when ${condition}\n`)).toContain(reason);
});

test('mistakes come in the order of the text, and of their codes where they begin at one place', () => {
  const codesOf = (text: string): readonly string[] => lint(definitionOf(text)).map(({ code }) => code);
  expect(codesOf('define: x = email is known\nfit: country US +10 up to 20\n  employees 9..1 +5\nmql when score > 50\n')).toEqual(['MQL2014', 'MQL2011', 'MQL2005', 'MQL2001']);
  expect(codesOf('fit: country US and country CA +10\n  country US and country CA +5\nintent: chat +10\nmql when score > 5\n')).toEqual(['MQL2004', 'MQL2004', 'MQL2010']);
});

test('texts of several lines are told in one', () => {
  expect(messages('fit: country US\n  and\n  country CA +10\nintent: chat +10\nmql when score > 5\n')).toContain('`country US and country CA` can never hold');
});

test('what has no plain reason is told without one', () => {
  expect(messages('fit: days with webinar within 2d in (5, 6) +10\nintent: chat +10\nmql when score > 5\n')).toBe('`days with webinar within 2d in (5, 6)` can never hold; ');
  expect(messages('fit: country US +5\nmql when page_view in (-1, -2)\n')).toBe('no lead can reach the stage `mql`: `page_view in (-1, -2)` never holds; lower the threshold, or give more points');
  expect(messages('fit: since webinar within 7d > 604799.999s +10\nintent: chat +10\nmql when score > 5\n')).toContain('`since webinar` is always less than 7d');
});
