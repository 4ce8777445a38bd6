/** Bounds of leads that qualify, and of rules with a mistake of their own. */
import { describe, expect, test } from 'vitest';
import { boundsOf, boundsOfQualified, suspiciousRules } from '../../compiler/reason/bounds.ts';
import { definitionOf } from '../check-text.ts';
import { shown } from './shown-bounds.ts';

test('leads that qualify', () => {
  const definition = definitionOf(`
exclude: seniority intern
fit:
  require country US
  country US +10
  country CA +20
  seniority intern -50
  employees 50.. +5
mql when demo_request
`);
  expect(shown(boundsOf(definition).score('score'))).toBe('-50..25');
  expect(shown(boundsOfQualified(definition).score('score'))).toBe('10..15');
});

describe('leads that qualify by a score', () => {
  function ofScores(text: string): readonly string[] {
    const definition = definitionOf(`${text}mql when demo_request\n`);
    const bounds = boundsOfQualified(definition);
    return [...definition.scores, 'score' as const].map((score) => shown(bounds.score(score)));
  }

  test('what is required of a section, and what a rule asks of it', () => {
    expect(ofScores('fit: employees 5.. +6 when employees ..9\nintent:\n  require fit < 3\n  fit 1..4 +3\n  country US +2\n')).toEqual(['0..6', '0..2', '0..8']);
  });

  test('a rule asks more of a section than that can come to, and what it adds to is required, too', () => {
    expect(ofScores('a: title "a" +6\nb: a > 11 +3\nc:\n  require b > 11 or b < 3\n  country US +3\n')).toEqual(['0..6', '0..0', '0..3', '0..9']);
  });
});

describe('a rule, of leads that qualify', () => {
  test.each([
    ['employees 150..', 'employees +1 per 100', '1..no limit'],
    ['employees 150..', 'employees -1 per 100', 'no limit..-1'],
    ['employees is known', 'employees +1 per 100', '0..no limit'],
    ['title is known', 'employees +1 per 100 up to 5', '0..5'],
    ['employees 100000..', 'employees +1 per 1', '100000..no limit'],
    ['not employees < 150', 'employees +1 per 100', '0..no limit'],
    ['employees > 99.99996', 'employees +1 per 100 up to 5', '1..5'],
    ['employees > 99.9999', 'employees +1 per 100 up to 5', '0..5'],
    ['page_view 10000', 'page_view +1 per 1', '10000..10000'],
    ['title "a" or country US', 'title "b" +10 when country CA', '0..0'],
    ['employees 150..350', 'employees +1 per 100', '1..3'],
    ['timeline >= 3d', 'timeline +1 per 1d', '3..no limit'],
    ['timeline 3d..5d', 'timeline +1 per 1d', '3..5'],
    ['page_view 5..', 'page_view +1 per 2', '2..no limit'],
    ['since webinar >= 30d', 'since webinar -10 per 30d', 'no limit..-10'],
    ['since webinar 30d..60d', 'since webinar -10 per 30d', '-20..-10'],
    ['webinar', 'webinar "a" +10 | otherwise +4', '4..no limit'],
    ['webinar', 'webinar "a" +10 | otherwise +4 once', '4..10'],
    ['webinar', 'webinar "a" -10 | otherwise +4 once', '-10..4'],
    ['webinar', 'webinar "a" -10 | otherwise -4 once', '-10..-4'],
    ['webinar', 'webinar "a" +10 | otherwise +0 once', '0..10'],
    ['webinar', 'webinar "a" -10 | otherwise +0 once', '-10..0'],
    ['webinar', 'webinar "a" +10 | "b" +5', '0..no limit'],
    ['webinar', 'webinar +10', '10..no limit'],
    ['webinar', 'webinar -10', 'no limit..-10'],
    ['webinar', 'webinar +10 decay 50% every 1d once', '0..10'],
    ['webinar', 'webinar +10 once every 1d at most 2 times', '0..20'],
    ['webinar', 'webinar +10 within 7d once', '0..10'],
    ['webinar within 7d', 'webinar +10 within 7d once', '10..10'],
    ['no webinar', 'webinar +10', '0..0'],
    ['title is known', 'employees ..5 -3 | 6.. +10 when employees 6..', '0..10'],
    ['employees 6..', 'employees ..5 -3 | 6.. +10', '10..10'],
    ['employees 6..', 'employees ..5 -3 | 9.. +10', '0..10'],
    ['employees 6..', 'employees ..7 -3 | 9.. +10', '-3..10'],
    ['employees 1..2 and employees 5..', 'employees ..5 -3 | 9.. +10', '0..0'],
  ])('where %s: %s: %s', (requirement, rule, expected) => {
    const definition = definitionOf(`fit:\n  require ${requirement}\n  ${rule}\nmql when demo_request\n`);
    const section = definition.scores[0]!;
    if (section.kind !== 'section') throw new Error('the first score is a section');
    expect(shown(boundsOfQualified(definition).rule(section.rules[0]!))).toBe(expected);
  });
});

describe('rules with a mistake of their own', () => {
  const start = 'vocabulary:\n  lead n number\n';
  test.each([
    ['country US +10', false, '0..10'],
    ['country US and country CA +10', true, '0..10'],
    ['country US and country CA -10', true, '-10..0'],
    ['country US or not country US +10', true, '0..10'],
    ['country US +10 when n 1 and n 2', true, '0..10'],
    ['country US +10 when n 1 or not n 1', true, '0..10'],
    ['country US +10 when n 1', false, '0..10'],
    ['n 1..5 +10 | 6.. +20', false, '0..20'],
    ['n 1..5 +10 | 2..3 +20', true, '0..20'],
    ['n 1..5 +10 | 2..3 +20 | 9.. +5', true, '0..20'],
    ['n 1..5 -10 | 2..3 +20 | 9.. +5', true, '-10..20'],
    ['n 1..5 +10 | 2..3 +20 up to 15', true, '0..15'],
    ['page_view where (duration > 5min and duration < 1min) +10', true, '0..no limit'],
    ['page_view where (duration > 5min and duration < 1min) +10 at most 3 times', true, '0..30'],
    ['page_view where (duration > 5min) +10', false, '0..no limit'],
    ['n +1 per 5 up to 3', false, '0..3'],
    ['n +1 per 5 up to 3 when n 1 and n 2', true, '0..3'],
  ])('%s: %s', (rule, isSuspicious, ifMended) => {
    const definition = definitionOf(`${start}fit: ${rule}\nmql when demo_request\n`);
    const bounds = boundsOf(definition);
    const section = definition.scores[0]!;
    if (section.kind !== 'section') throw new Error('the first score is a section');
    expect([...suspiciousRules(definition, bounds)]).toEqual(isSuspicious ? section.rules : []);
    const mended = boundsOf(definition, new Set(section.rules), bounds);
    expect([mended.rule(section.rules[0]!), mended.score('score')].map(shown)).toEqual([ifMended, ifMended]);
  });

  test('are mended beside others, and where others ask a score that they are in', () => {
    const definition = definitionOf([
      'fit:', '  country US and country CA +10', '  title "a" +1', 'intent:', '  fit > 9.5 +5', '  title "b" +1', 'product: webinar +2 once', 'score most = fit + intent up to 4', 'mql when demo_request', '',
    ].join('\n'));
    const bounds = boundsOf(definition);
    const mended = boundsOf(definition, suspiciousRules(definition, bounds), bounds);
    const all = (each: typeof bounds): readonly string[] => [...definition.scores, 'score' as const].map((score) => shown(each.score(score)));
    expect(all(bounds)).toEqual(['0..1', '0..1', '0..2', '0..2', '0..4']);
    expect(all(mended)).toEqual(['0..11', '0..6', '0..2', '0..4', '0..19']);
    expect(all(boundsOfQualified(definition))).toEqual(all(bounds));
  });
});

test('rules of one subject that no lead has in any way, if it qualifies', () => {
  const definition = definitionOf('fit:\n  require employees 1..2\n  require employees 5..\n  employees 1 +10\n  employees 2 +20\nmql when demo_request\n');
  expect(shown(boundsOfQualified(definition).score('score'))).toBe('0..0');
});
