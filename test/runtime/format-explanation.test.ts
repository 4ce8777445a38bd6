import { describe, expect, test } from 'vitest';
import { formatDuration, formatExplanation } from '../../runtime/format-explanation.ts';
import { formatPoints, formatSignedPoints } from '../../runtime/format-points.ts';
import type { Explanation } from '../../runtime/result.ts';

test.each([[75, '75'], [12.5, '12.5'], [-0.0001, '-0.0001'], [0, '0'], [-0, '0'], [1_000_000_000, '1000000000'], [-123456.7891, '-123456.7891'], [0.3, '0.3']])(
  '%d points are written `%s`',
  (points, text) => {
    expect(formatPoints(points)).toBe(text);
  },
);

test('signed points are written as in a definition', () => {
  expect([10, -2.5, 0, -0].map(formatSignedPoints)).toEqual(['+10', '-2.5', '0', '0']);
});

test.each([[86_400_000, '1d'], [7_200_000, '2h'], [5_400_000, '90min'], [45_000, '45s'], [1500, '1500ms']])('%d ms are `%s`', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

const explanation: Explanation = {
  id: '42',
  score: 72.5,
  sections: { fit: 30, intent: 42.5 },
  qualified: true,
  excluded: false,
  stages: { mql: true, sql: false },
  tier: 'A',
  handoff: { to: 'SDR', within_ms: 7_200_000 },
  items: [
    { kind: 'exclusion', label: 'email.domain in competitors', line: 3, column: 3, held: false },
    { kind: 'requirement', section: 'fit', label: 'require country US', line: 6, column: 3, held: true },
    { kind: 'rule', section: 'fit', label: 'employees 1..49 +0 | 50..199 +10', line: 7, column: 3, held: true, points: 10, case: 1 },
    { kind: 'rule', section: 'fit', label: 'decision_maker +20', line: 8, column: 3, held: true, points: 20 },
    { kind: 'rule', section: 'intent', label: 'pricing_view +15 decay 50% every 7d', line: 11, column: 3, held: true, points: 42.5, events: [
      { at: '2025-12-20T00:00:00.000Z', type: 'pricing_view', points: 12.5 },
      { at: '2025-12-31T00:00:00.000Z', type: 'pricing_view', points: 15 },
      { at: '2025-12-31T01:00:00.000Z', type: 'pricing_view', points: 15 },
    ] },
    { kind: 'rule', section: 'intent', label: 'no activity within 60d -20', line: 12, column: 3, held: false, points: 0 },
    { kind: 'stage', label: 'mql', line: 14, column: 1, held: true },
    { kind: 'stage', label: 'sql', line: 15, column: 1, held: false },
    { kind: 'tier', label: 'A', line: 17, column: 1, held: true },
  ],
};

describe('an explanation', () => {
  test('says what became of the lead, what earned what, and what is not reached', () => {
    expect(formatExplanation(explanation)).toBe(`Lead 42: score 72.5
  qualified
  in stage mql
  not in stage sql
  tier A
  handed to SDR within 2h

fit 30
      yes  require country US                                                line 6
      +10  employees 1..49 +0 | 50..199 +10 (case 2)                         line 7
      +20  decision_maker +20                                                line 8

intent 42.5
    +42.5  pricing_view +15 decay 50% every 7d                               line 11
               +12.5  2025-12-20T00:00:00.000Z  pricing_view
                 +15  2025-12-31T00:00:00.000Z  pricing_view
                 +15  2025-12-31T01:00:00.000Z  pricing_view
        0  no activity within 60d -20                                        line 12

not reached
           sql: its condition does not hold                                  line 15
`);
  });

  test('names the file when it is told, and counts events beyond the most', () => {
    const text = formatExplanation(explanation, { path: 'leads.mql', mostEvents: 1 });
    expect(text).toContain('leads.mql:11\n           2 earlier events\n                 +15  2025-12-31T01:00:00.000Z  pricing_view\n');
  });

  test('says what excludes a lead and what it misses to qualify', () => {
    const text = formatExplanation({
      ...explanation,
      qualified: false,
      excluded: true,
      stages: { mql: false, sql: false },
      tier: null,
      handoff: null,
      items: explanation.items.map((item) => (item.kind === 'exclusion' ? { ...item, held: true } : item.kind === 'requirement' ? { ...item, held: false } : item)),
    });
    expect(text).toContain('  excluded\n  not in stage mql, sql\n  no tier\n  no handoff\n');
    expect(text).toContain('       NO  require country US');
    expect(text).toContain('excluded by\n           email.domain in competitors');
    expect(text).toContain('missing to qualify\n           country US');
    expect(text).not.toContain('not reached');
  });

  test('a lead that is neither qualified nor excluded; stages that are all reached; a handoff without a time', () => {
    expect(formatExplanation({ ...explanation, qualified: false, stages: { mql: false } })).toContain('Lead 42: score 72.5\n  not qualified\n  not in stage mql\n  tier A\n');
    expect(formatExplanation({ ...explanation, stages: { mql: true, sql: true }, handoff: { to: 'SDR', within_ms: null } }))
      .toContain('  qualified\n  in stage mql, sql\n  tier A\n  handed to SDR\n\n');
  });

  test('ten events are shown, and of more the latest ten', () => {
    const events = (count: number) => Array.from({ length: count }, (_, index) => ({ at: `2025-12-${index + 10}T00:00:00.000Z`, type: 'ping', points: 1 }));
    const shown = (count: number): string => formatExplanation({ ...explanation, items: [{ kind: 'rule', section: 'fit', label: 'ping +1', line: 1, column: 1, held: true, points: count, events: events(count) }] });
    expect(shown(10)).not.toContain('earlier');
    expect(shown(8).match(/ping\n/g)).toHaveLength(8);
    expect(shown(10).match(/ping\n/g)).toHaveLength(10);
    expect(shown(11)).toContain('1 earlier events\n                  +1  2025-12-11');
    expect(shown(11).match(/ping\n/g)).toHaveLength(10);
  });

  test('says nothing of tiers and handoffs where the definition declares none', () => {
    const { tier: _tier, handoff: _handoff, ...bare } = explanation;
    expect(formatExplanation(bare)).not.toMatch(/tier|hand/);
  });
});
