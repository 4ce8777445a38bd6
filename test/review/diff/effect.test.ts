import { expect, it } from 'vitest';
import { causesOf, EffectCounter } from '../../../review/diff/effect.ts';
import { evaluate } from '../../../reference/evaluate.ts';
import type { Explanation } from '../../../runtime/result.ts';
import { definitionOf } from '../../check-text.ts';

const before = definitionOf('fit: country US +10\nintent: webinar +10 as "Webinars"\nmql when score > 15\n');
const after = definitionOf('exclude: title mentions "student"\nfit: country US +10\nintent: webinar +5 as "Webinars"\nmql when score > 15\n');
const now = Date.UTC(2026, 0, 31);

function explain(definition: typeof before, id: string, title: string, webinars: number): Explanation {
  const events = Array.from({ length: webinars }, () => ({ type: 'webinar', at: now - 1, properties: new Map() }));
  return evaluate(definition, { id, fields: new Map([['country', 'US'], ['title', title]]) }, events, now);
}

it('counts who gains and who loses, and says why', () => {
  const counter = new EffectCounter(['mql'], 'mql');
  for (const [id, title, webinars, group] of [['1', 'VP', 1, 'ads'], ['2', 'VP', 2, 'ads'], ['3', 'student', 3, 'mail'], ['4', 'VP', 0, 'mail']] as const) {
    const both = [explain(before, id, title, webinars), explain(after, id, title, webinars)] as const;
    counter.add(both[0], both[1], group, () => both);
  }
  const effect = counter.effect();
  expect(effect.stages).toEqual([{ name: 'mql', before: 3, after: 1, gained: 0, lost: 2 }]);
  expect(effect).toMatchObject({ leads: 4, outcomesChanged: 2, scoresChanged: 3, mostLost: 15, mostGained: 0 });
  expect(effect.groups).toEqual([{ value: 'ads', leads: 2, gained: 0, lost: 1 }, { value: 'mail', leads: 2, gained: 0, lost: 1 }]);
  expect(effect.flips.map(({ id, causes }) => [id, causes])).toEqual([
    ['1', ['intent: `Webinars` pays +5 instead of +10']],
    ['3', ['exclusion `title mentions "student"` holds now', 'intent: `Webinars` pays +15 instead of +30']],
  ]);
});

it('says so when only a threshold moved', () => {
  const higher = definitionOf('fit: country US +10\nintent: webinar +10 as "Webinars"\nmql when score > 25\n');
  expect(causesOf(explain(before, '1', 'VP', 1), explain(higher, '1', 'VP', 1))).toEqual(['score 20 → 20 against other conditions']);
});

it('knows a rule that was changed for what it was', () => {
  const [old, dearer] = [definitionOf('fit: country US +10\nmql when score > 15\n'), definitionOf('fit: country US +20\nmql when score > 15\n')];
  const both = [explain(old, '1', 'VP', 0), explain(dearer, '1', 'VP', 0)] as const;
  expect(causesOf(...both)).toEqual(['fit: `country US +20` pays +20 instead of 0', 'fit: `country US +10` is gone, and paid +10']);
  expect(causesOf(...both, [{ before: { line: 1, column: 6 }, after: { line: 1, column: 6 } }])).toEqual(['fit: `country US +20` pays +20 instead of +10']);
});
