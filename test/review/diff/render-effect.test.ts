import { expect, it } from 'vitest';
import type { Effect, GroupEffect } from '../../../review/diff/effect.ts';
import { effectLines, effectMarkdown } from '../../../review/diff/render-effect.ts';

const nothing: Effect = {
  leads: 1, outcomesChanged: 0, scoresChanged: 0, mostLost: 0, mostGained: 0, tiersChanged: 0, handoffsChanged: 0,
  stages: [{ name: 'mql', before: 1, after: 1, gained: 0, lost: 0 }], distribution: [{ low: 0, high: 10, before: 1, after: 1 }], groups: [], flips: [],
};
const groups: readonly GroupEffect[] = [
  { value: 'ads\u001b[31m', leads: 3_000, gained: 2, lost: 1 }, ...Array.from({ length: 20 }, (_, index) => ({ value: `campaign ${index}`, leads: 1, gained: 0, lost: index % 2 })),
];
const much: Effect = {
  ...nothing, leads: 3_020, outcomesChanged: 13, scoresChanged: 1_500, mostLost: 5, mostGained: 2.5, tiersChanged: 1, handoffsChanged: 2,
  stages: [{ name: 'mql', before: 1_200, after: 1_191, gained: 2, lost: 11 }], by: { field: 'source', stage: 'mql' }, groups,
  flips: Array.from({ length: 13 }, (_, index) => ({ id: `a|${index}`, stage: 'mql', gained: index < 2, scoreBefore: 50, scoreAfter: 45, causes: ['fit: `country US` pays 0 instead of +5'] })),
};

it('says what changes for how many leads, and by what it was counted', () => {
  expect(effectLines(nothing)).toEqual(['on 1 lead: 0 with another outcome, 0 with another score', '  mql: 1 → 1']);
  const lines = effectLines(much);
  expect(lines.slice(0, 9)).toEqual([
    'on 3,020 leads: 13 with another outcome, 1,500 with another score', '  mql: 1,200 → 1,191 (2 gained, 11 lost)', '  tier: another for 1 lead', '  handoff: another for 2 leads',
    '  score: by -5 to +2.5 points', '', '  by source, who gains and loses mql:', '    ads [31m: 3,000 leads (2 gained, 1 lost)', '    campaign 0: 1 lead',
  ]);
  // What is cut off is told.
  expect(lines).toContain('    2 other values: 2 leads (1 lost)');
  expect(lines.at(-1)).toBe('  and 8 more that gain or lose a stage');
});

it('says the same in Markdown', () => {
  const lines = effectMarkdown(much);
  expect(lines[0]).toBe('**On 3,020 leads**, 13 with another outcome and 1,500 with another score.');
  expect(lines).toContain('| `mql` | 1,200 | 1,191 | 2 | 11 |');
  expect(lines).toContain('Besides: 1 lead with another tier, 2 leads with another handoff, scores by -5 to +2.5 points.');
  expect(lines).toContain('| `source` | leads | gain `mql` | lose it |');
  expect(lines).toContain('| 2 other values | 2 | 0 | 1 |');
  expect(lines).toContain('| `a\\|0` | becomes `mql` | 50 → 45 | `fit: country US pays 0 instead of +5` |');
  expect(lines.at(-1)).toBe('and 3 more that gain or lose a stage');
});
