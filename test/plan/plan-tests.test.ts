/** What becomes of each comparison in a plan: one form for each meaning, so that engines know few. */
import { expect, test } from 'vitest';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { Test } from '../../compiler/plan/plan.ts';
import { definitionOf } from '../check-text.ts';

function planned(condition: string): Test | undefined {
  const { stages } = makePlan(definitionOf(`lists: rivals = "b.io", "A.com ", "x*y"\nmql when ${condition}\n`));
  const only = stages[0]!.ways[0]!.condition;
  return only.kind === 'test' ? only.test : undefined;
}

const textIn = (...texts: readonly string[]): Test => ({ kind: 'text in', texts, path: false });
const pattern = (...pieces: readonly string[]): Test => ({ kind: 'matches', pieces, path: false });

test.each<readonly [string, Test]>([
  ['title = " CEO"', textIn('ceo')],
  ['title "CEO"', textIn('ceo')],
  ['title "*"', { kind: 'known' }],
  ['title "**"', { kind: 'known' }],
  ['title "VP*"', { kind: 'starts with', text: 'vp', path: false }],
  ['title "VP**"', { kind: 'starts with', text: 'vp', path: false }],
  ['title "*VP"', { kind: 'ends with', text: 'vp', path: false }],
  ['title "*VP*"', { kind: 'contains', text: 'vp', path: false }],
  ['title " *VP* "', { kind: 'contains', text: 'vp', path: false }],
  ['title "* VP *"', { kind: 'contains', text: ' vp ', path: false }],
  ['title "VP*of"', pattern('vp', 'of')],
  ['title "*VP*of"', pattern('', 'vp', 'of')],
  ['title "VP*of*"', pattern('vp', 'of', '')],
  ['title "*VP**of*"', pattern('', 'vp', 'of', '')],
  ['title contains "Of "', { kind: 'contains', text: 'of', path: false }],
  ['title starts with "Of"', { kind: 'starts with', text: 'of', path: false }],
  ['title ends with "Of"', { kind: 'ends with', text: 'of', path: false }],
  ['title mentions "Head, of"', { kind: 'mentions', words: ['head', 'of'] }],
  ['title in ("b", "A", "a ")', textIn('a', 'b')],
  ['title in ("a", "b*")', { kind: 'any', tests: [textIn('a'), { kind: 'starts with', text: 'b', path: false }] }],
  ['title in ("c*", "a", "b*", "c*")', { kind: 'any', tests: [textIn('a'), { kind: 'starts with', text: 'c', path: false }, { kind: 'starts with', text: 'b', path: false }] }],
  ['title in rivals', { kind: 'any', tests: [textIn('a.com', 'b.io'), pattern('x', 'y')] }],
  ['country in (US, CA, US)', { kind: 'members', members: ['CA', 'US'] }],
  ['country US', { kind: 'members', members: ['US'] }],
  ['employees in (1, 3..4, 1)', { kind: 'any', tests: [
    { kind: 'interval', low: { value: 1, inclusive: true }, high: { value: 1, inclusive: true } }, { kind: 'interval', low: { value: 3, inclusive: true }, high: { value: 4, inclusive: true } },
  ] }],
  ['tech_stack in ("b", "A")', { kind: 'has', quantifier: 'any', tests: [textIn('a', 'b')] }],
  ['tech_stack has any of ("b", "A", "c*")', { kind: 'has', quantifier: 'any', tests: [textIn('a', 'b'), { kind: 'starts with', text: 'c', path: false }] }],
  ['tech_stack has all of ("b", "A", "b ")', { kind: 'has', quantifier: 'all', tests: [textIn('b'), textIn('a')] }],
  ['created within 3d', { kind: 'recent', milliseconds: 259_200_000 }],
  ['authority = false', { kind: 'boolean', value: false }],
  ['title is missing', { kind: 'missing' }],
])('%s', (condition, expected) => {
  expect(planned(condition)).toEqual(expected);
});

test('paths of urls are told from whole urls', () => {
  const { streams } = makePlan(definitionOf('mql when page_view in ("/B", "/a/", "https://x.io", "/c*")\n'));
  expect(streams[0]!.filter).toMatchObject({ test: { kind: 'any', tests: [
    { kind: 'text in', texts: ['https://x.io'], path: false }, { kind: 'text in', texts: ['/a', '/b'], path: true }, { kind: 'starts with', text: '/c', path: true },
  ] } });
});

test('a tier is asked by its label, whatever its case', () => {
  const { handoffs } = makePlan(definitionOf('mql when webinar\ntier "Top A" when webinar\nhandoff: to "x" when tier "top a"\n'));
  expect(handoffs![0]!.when).toMatchObject({ test: { kind: 'text in', texts: ['top a'], path: false } });
});

test('a stream has the types of its events once, in the order of the vocabulary, and its text on one line', () => {
  const { streams, schema } = makePlan(definitionOf('mql when activity\nvocabulary: event at_all\n'));
  expect(streams[0]!.events).toEqual([...streams[0]!.events].sort((left, right) => left - right));
  expect(new Set(streams[0]!.events).size).toBe(streams[0]!.events.length);
  expect(streams[0]!.events.map((index) => schema.events[index]!.name)).toContain('at_all');
  const folded = makePlan(definitionOf('mql when page_view where (url "/a" and\n    duration   > 5min)\n'));
  expect(folded.streams[0]!.label).toBe('page_view where (url "/a" and duration > 5min)');
});

test('the widest window of all streams, where each has one', () => {
  const widest = (condition: string): number | null => makePlan(definitionOf(`mql when ${condition}\n`)).widestWindow;
  expect(widest('webinar within 1d or page_view within 3d or chat within 2d')).toBe(259_200_000);
  expect(widest('webinar within 1d or page_view')).toBe(null);
  expect(widest('country US')).toBe(null);
});
