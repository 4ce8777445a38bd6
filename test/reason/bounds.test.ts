import { describe, expect, test } from 'vitest';
import { boundsOf } from '../../compiler/reason/bounds.ts';
import { definitionOf } from '../check-text.ts';
import { shown } from './shown-bounds.ts';

/** The bounds of the only rule of a section. */
function ofRule(rule: string, settings = '', start = ''): string {
  const definition = definitionOf(`${start}fit${settings}: ${rule}\nmql when demo_request\n`);
  const section = definition.scores[0]!;
  if (section.kind !== 'section') throw new Error('the first score is a section');
  return shown(boundsOf(definition).rule(section.rules[0]!));
}

function ofScore(text: string): string {
  return shown(boundsOf(definitionOf(text)).score('score'));
}

describe('rules', () => {
  test.each([
    ['country US +10', '0..10'],
    ['country US -10', '-10..0'],
    ['country US and country CA +10', '0..0'],
    ['employees is known or employees is missing +10', '10..10'],
    ['country US +10 when employees 50..', '0..10'],
    ['employees 1..49 +5 | 50..199 +10 | 200.. +15', '0..15'],
    ['employees 1..49 +5 | otherwise -5', '-5..5'],
    ['page_view 5.. +10 | otherwise +2', '2..10'],
    ['page_view 1.. +10 | 5.. +20', '0..10'],
    ['webinar +10', '0..no limit'],
    ['unsubscribe -10', 'no limit..0'],
    ['webinar +10 up to 25', '0..25'],
    ['unsubscribe -10 up to -25', '-25..0'],
    ['webinar +10 once', '0..10'],
    ['webinar +10 at most 3 times', '0..30'],
    ['webinar +10 once every 7d', '0..no limit'],
    ['webinar +10 once every 7d within 28d', '0..40'],
    ['webinar +10 once every 7d within 29d', '0..50'],
    ['webinar +10 once per day within 7d', '0..80'],
    ['webinar +10 once per day within 1h', '0..20'],
    ['webinar +10 once per week within 30d', '0..60'],
    ['webinar +10 once per month within 30d', '0..30'],
    ['webinar +10 once per day within 30d at most 3 times', '0..30'],
    ['webinar +10 fade over 30d', '0..no limit'],
    ['webinar +10 fade over 2d once every 1d', '0..15'],
    ['webinar +8 decay 50% every 1d once every 1d', '0..16'],
    ['webinar +8 decay 50% every 1d once every 2d', '0..10.6667'],
    ['webinar +8 decay 100% every 1d once every 1d', '0..8'],
    ['webinar +10 decay 50% every 7d at most 2 times', '0..20'],
    ['employees +1 per 100', '0..no limit'],
    ['employees +1 per 100 up to 20', '0..20'],
    ['page_view +5 per 3', '0..no limit'],
    ['since webinar -10 per 30d within 90d', '-20..0'],
    ['days with webinar within 7d +1 per 1', '0..8'],
    ['days with webinar within 1h +1 per 1', '0..2'],
    ['webinar +10 fade over 2d once every 2d', '0..10'],
    ['webinar +10 fade over 3d once every 1d at most 2 times', '0..16.6667'],
    ['webinar +10 once every 7d within 7d', '0..10'],
    ['webinar +10 once every 7d within 7d at most 3 times', '0..10'],
    ['webinar -10 once', '-10..0'],
    ['webinar -10 up to -5', '-5..0'],
    ['webinar "a" +10 | otherwise +4 once', '0..10'],
    ['country US +10 up to 0', '0..0'],
    ['country US +10 when country CA', '0..0'],
    ['country US +10 when country US', '0..10'],
    ['employees 1.. +10 when employees is missing', '0..0'],
    ['employees ..0 -3 | 1.. +10 when employees is known', '-3..10'],
    ['employees ..0 -3 | 1.. +10 when employees 5..', '0..10'],
    ['since webinar +1 per 1d within 3d', '0..2'],
    ['total webinar.minutes +1 per 5', '0..no limit'],
    ['timeline +1 per 1d up to 3', '0..3'],
    ['timeline 0.001s +10', '0..10'],
    ['employees +0 per 5', '0..0'],
    ['employees -1 per 5', 'no limit..0'],
    ['employees +1 per 100 when employees ..250', '0..2'],
    ['employees +1 per 100 when employees 150..250', '0..2'],
    ['page_view +1 per 2 when page_view 5..9', '0..4'],
    ['employees ..5 +3 | > 5 +10', '0..10'],
    ['country not in (US, CA) +5 | MX +9', '0..5'],
    ['country not in (US, CA) +5 | US +3 | CA +2', '2..5'],
    ['tech_stack has any of ("a", "b") +5 | otherwise +3', '3..5'],
    ['tech_stack "a" +5 | "b" +9', '0..9'],
    ['page_view +0 per 5', '0..0'],
    ['distinct webinar.title +1 per 1', '0..no limit'],
    ['distinct webinar.title +1 per 1 up to 3', '0..3'],
    ['country US +10 when employees 1 and employees 2', '0..0'],
    ['employees is known or employees is missing +10 when title is known or title is missing', '10..10'],
    ['webinar +10 when no webinar', '0..0'],
    ['webinar +10 when webinar 2..', '0..no limit'],
    ['employees +1 per 1 when employees < 2.5', '0..2'],
    ['revenue +1 per $1bn', '0..100'],
    ['country US -10 up to -20', '-10..0'],
    ['country US +10 up to 0', '0..0'],
    ['country US -10 up to 0', '0..0'],
  ])('%s', (rule, expected) => {
    expect(ofRule(rule)).toBe(expected);
  });

  test('cases of both signs', () => {
    expect(ofRule('download "*guide*" +5 | otherwise -20 at most 2 times')).toBe('-40..10');
  });

  test('the window of the section counts', () => {
    expect(ofRule('webinar +10 once every 7d', ' (within 14d)')).toBe('0..20');
  });

  test('clocks of a time zone may shift, so that a window touches more days', () => {
    const zone = 'definition "D": timezone "America/New_York"\n';
    expect(ofRule('webinar +10 once per day within 7d', '', zone)).toBe('0..100');
  });

  test('the part of a property, and a property whose name reads like it', () => {
    const vocabulary = 'vocabulary:\n  event visit (link url, linkhost text)\n';
    expect(ofRule('visit where (link.host "a.io" and linkhost "b.io" and linkhost contains "b") +5 once', '', vocabulary)).toBe('0..5');
    expect(ofRule('visit where (link.host "a.io" and link.host "b.io") +5 once', '', vocabulary)).toBe('0..0');
  });

  test('a filter that no event passes', () => {
    expect(ofRule('page_view where (duration > 5min and duration < 1min) +10')).toBe('0..0');
  });
});

describe('sections, derived scores and the score', () => {
  test.each([
    ['fit: country US +10\nintent: webinar +20 once\nmql when demo_request\n', '0..30'],
    ['fit (up to 25):\n  country US +10\n  employees 50.. +20\nmql when demo_request\n', '0..25'],
    ['fit (floor -5):\n  country US +10\n  employees ..10 -20\nmql when demo_request\n', '-5..10'],
    ['fit: country US +10\nscore = 60% * fit\nmql when demo_request\n', '0..6'],
    ['fit: country US +10\nscore = 100 - 0.5 * fit\nmql when demo_request\n', '95..100'],
    ['fit: country US +10\nscore = fit + 5 up to 12 floor 6\nmql when demo_request\n', '6..12'],
    ['a: country US +10\nb: webinar\nscore c = a - 3\nmql when demo_request\n', '0..10'],
    ['mql when demo_request\n', '0..0'],
    ['fit: country US +10\nintent: fit +1 per 5\nmql when demo_request\n', '0..12'],
  ])('%j', (text, expected) => {
    expect(ofScore(text)).toBe(expected);
  });

  test('rules that ask one subject are added up value by value', () => {
    expect(ofScore('fit:\n  seniority vp +20\n  seniority c_level +30\n  seniority in (vp, manager) +5\nmql when demo_request\n')).toBe('0..30');
    expect(ofScore('fit:\n  page_view 1..3 +5\n  page_view > 3 +10\n  no page_view -10\nmql when demo_request\n')).toBe('-10..10');
    expect(ofScore('fit:\n  industry "Retail" +5\n  industry "Food" +10\n  industry mentions "food" +1\nmql when demo_request\n')).toBe('0..11');
  });

  test.each([
    ['a test and its opposite', 'not seniority vp +5; seniority vp +10', '5..10'],
    ['alternatives', 'seniority vp or seniority manager +5; seniority in (c_level, owner) +7', '0..7'],
    ['alternatives that pay more', 'seniority vp or seniority manager +9; seniority in (c_level, owner) +7', '0..9'],
    ['the opposite of what may hold or not', 'not tech_stack "a" +5; tech_stack "b" -3', '-3..5'],
    ['two of which both may hold or not', 'tech_stack "a" and tech_stack "b" +5; tech_stack "a" -3', '-3..5'],
    ['one with a condition of its own', 'country US -10 when title "a"; country US +10', '-10..10'],
    ['one that asks another subject, too', 'country US and title "a" -10; country US +10', '-10..10'],
    ['one that asks another subject first', 'title "a" and country US -10; country US +10', '-10..10'],
    ['an amount above a ceiling and one below it', 'page_view 1..3 +5 up to 9; page_view 4.. +10 up to 9', '0..9'],
    ['an amount below a floor and one above it', 'page_view 1..3 -5 up to -9; page_view 4.. -10 up to -9', '-9..0'],
    ['a ceiling of nothing on points below zero', 'page_view 1..3 -5 up to 0; page_view 1..3 -10', '-10..0'],
    ['the whole text and its part', 'email "a@b.io" -5; email.domain "b.io" +7', '-5..7'],
    ['parts', 'email.domain "a.io" +5; email.domain "b.io" +7', '0..7'],
    ['both of two', 'employees 5.. and employees ..9 +5; employees 10.. +7; employees ..4 +3', '0..7'],
    ['two of three', 'at least 2 of (employees 5.., employees ..9, employees 20..) +5; employees 10..19 +2', '0..5'],
    ['two of three, of which one cannot be', 'at least 2 of (employees 5.., employees ..9) +5; employees 20.. +4; employees ..3 +3', '0..5'],
    ['at least one', 'any of (employees 1, employees 2) +5; employees 3 +4', '0..5'],
    ['none', 'none of (employees 1, employees 2) +5; employees 1 +4', '0..5'],
    ['names', 'young +5; old +7', '0..7'],
    ['cases', 'seniority vp +20 | manager +5; seniority c_level +30 | otherwise -2', '-2..30'],
    ['a ceiling on one of them', 'page_view 1..3 +5 up to 3; page_view 4.. +10 up to 8', '0..8'],
    ['a ceiling below', 'page_view 1..3 -5 up to -3; page_view 4.. -10 up to -8', '-8..0'],
    ['a ceiling of nothing', 'page_view 1..3 +5 up to 0; page_view 1..3 +10', '0..10'],
    ['one that may hold or not', 'tech_stack "a" +5; tech_stack "b" -3', '-3..5'],
    ['parts and the whole are not one subject', 'email "a@b.io" +5; email.domain "c.io" +7', '0..12'],
    ['fields of one name as events', 'page_view +5 once; page_view 1.. +7', '0..12'],
  ])('rules that ask one subject: %s', (_what, rules, expected) => {
    const names = 'define:\n  young = employees ..9\n  old = employees 10..\n';
    expect(ofScore(`${names}fit:\n  ${rules.replaceAll('; ', '\n  ')}\nmql when demo_request\n`)).toBe(expected);
  });

  test('days are told apart as times are', () => {
    expect(ofScore('vocabulary:\n  lead born date\nfit:\n  born ..1999-12-31 +5\n  born 2000-01-01.. +7\nmql when demo_request\n')).toBe('0..7');
    expect(ofScore('fit:\n  created ..1999-12-31 +5\n  created 2000-01-01.. +7\nmql when demo_request\n')).toBe('0..7');
  });

  test('two parts of one url are two subjects', () => {
    const vocabulary = 'vocabulary:\n  lead link url\n';
    expect(ofScore(`${vocabulary}fit:\n  link.host "a.io" +5\n  link.path "/b" +7\nmql when demo_request\n`)).toBe('0..12');
    expect(ofScore(`${vocabulary}fit:\n  link.path "/a" +5\n  link.path "/b" +7\nmql when demo_request\n`)).toBe('0..7');
  });

  test('ceilings of rules that ask one subject count in the step', () => {
    const step = (rules: string): number => boundsOf(definitionOf(`fit:\n  ${rules}\nmql when demo_request\n`)).score('score').step / 10_000;
    expect(step('page_view 1..3 +10\n  page_view 4.. +20 up to 15')).toBe(5);
    expect(step('page_view 1..3 +10\n  page_view 4.. +20 | 3 +6')).toBe(2);
    expect(step('page_view 1..3 +20 up to 15\n  page_view 4.. +30')).toBe(5);
  });

  test('every total is a multiple of its step', () => {
    const step = (text: string): number => boundsOf(definitionOf(text)).score('score').step / 10_000;
    expect(step('fit:\n  country US +10\n  employees 50.. +25\nmql when demo_request\n')).toBe(5);
    expect(step('fit: country US +10\nscore = 60% * fit\nmql when demo_request\n')).toBe(6);
    expect(step('fit (up to 12): page_view +10\nmql when demo_request\n')).toBe(2);
    expect(step('fit: webinar +10 decay 50% every 7d\nmql when demo_request\n')).toBe(0.0001);
    expect(step('fit: employees 1..3 +10 | 4.. +20\nmql when demo_request\n')).toBe(10);
    expect(step('fit: country US +0.0003\nscore = 60% * fit\nmql when demo_request\n')).toBe(0.0001);
    expect(step('fit: country US +30\nscore = 12 + 60% * fit\nmql when demo_request\n')).toBe(6);
  });
});

test('what it would come to without its limits', () => {
  const definition = definitionOf('fit (up to 15):\n  country US +10 up to 8\n  employees 50.. +20\nmql when demo_request\n');
  const bounds = boundsOf(definition);
  const section = definition.scores[0]!;
  if (section.kind !== 'section') throw new Error('the first score is a section');
  expect([bounds.rule(section.rules[0]!), bounds.ruleWithoutCeiling(section.rules[0]!)].map(shown)).toEqual(['0..8', '0..10']);
  expect([bounds.score(section), bounds.scoreWithoutLimits(section)].map(shown)).toEqual(['0..15', '0..28']);
});
