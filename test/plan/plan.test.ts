import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decayTable, roundedProduct } from '../../compiler/plan/fading.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { sha256 } from '../../compiler/plan/sha256.ts';
import { definitionOf } from '../check-text.ts';

function planOf(text: string): Plan {
  return makePlan(definitionOf(text));
}

const definition = `
definition "Plan":
  timezone "Europe/Berlin"

lists:
  rivals = "ACME.com", "rival.io", " acme.com "

define:
  boss = title mentions "Head of"

exclude:
  email.domain in rivals

fit:
  require country "Germany"
  boss +20 as "The boss"
  title "Chief *" +5

intent (within 30d):
  page_view >= 3 +5
  page_view +1
  page_view +1 per 2
  page_view within 30d +3
  webinar +5 once every 7d
  demo_video +8 decay 50% every 7d
  since activity within 60d > 3d -5

mql when score > 20 or boss
`;

describe('a plan', () => {
  const plan = planOf(definition);

  test('is JSON', () => {
    expect(JSON.parse(JSON.stringify(plan))).toStrictEqual(plan);
  });

  test('has one stream for selectors that are alike, and one measure for what is asked of it', () => {
    const pageView = plan.schema.events.findIndex((event) => event.name === 'page_view');
    expect(plan.streams.filter(({ events }) => events.length === 1 && events[0] === pageView)).toHaveLength(1);
    expect(plan.measures.filter(({ kind }) => kind === 'count')).toHaveLength(1);
  });

  test('holds texts in their normal form, once each', () => {
    expect(plan.exclusions[0]!.condition).toMatchObject({ test: { kind: 'text in', texts: ['acme.com', 'rival.io'] } });
    expect(plan.conditions[0]!.condition).toMatchObject({ test: { kind: 'mentions', words: ['head', 'of'] } });
  });

  test('names countries by code and patterns by what they are', () => {
    const [section] = plan.scores;
    if (section?.kind !== 'section') throw new Error('no section');
    expect(section.requirements[0]!.condition).toMatchObject({ test: { kind: 'members', members: ['DE'] } });
    expect(section.rules[1]).toMatchObject({ condition: { test: { kind: 'starts with', text: 'chief ' } } });
    expect(section.rules.map((rule) => rule.label)).toEqual(['The boss', 'title "Chief *" +5']);
  });

  test('keeps the window of a cooldown apart from its stream', () => {
    const rules = plan.scores.flatMap((score) => (score.kind === 'section' ? score.rules : []));
    const cooldown = rules.find((rule) => rule.kind === 'occurrence rule' && rule.cooldown !== null);
    if (cooldown?.kind !== 'occurrence rule') throw new Error('no cooldown');
    expect(cooldown.window).toBe(30 * 86_400_000);
    expect(plan.streams[cooldown.stream]!.window).toBe(null);
    expect(plan.widestWindow).toBe(null);
  });

  test('has no more of a decay than its window lets through', () => {
    const rules = plan.scores.flatMap((score) => (score.kind === 'section' ? score.rules : []));
    const decay = rules.find((rule) => rule.kind === 'occurrence rule' && rule.fading !== null);
    expect(decay).toMatchObject({ fading: { factors: [1_000_000, 500_000, 250_000, 125_000, 62_500] } });
  });

  test('lists the fields that it reads in the order of the vocabulary', () => {
    expect(plan.schema.fields.map((field) => field.name)).toEqual(['email', 'country', 'title']);
  });

  test('says which events and properties it reads', () => {
    expect(plan.schema.events.find((event) => event.name === 'unsubscribe')).toMatchObject({ used: false });
    expect(plan.schema.events.find((event) => event.name === 'webinar')).toMatchObject({ used: true, properties: [{ name: 'title', used: false }, { name: 'minutes', used: false }] });
  });
});

describe('the version', () => {
  const { version } = planOf(definition);

  for (const [what, from, to] of [
    ['comments', 'exclude:', '# who never counts\nexclude:'],
    ['white space', '  boss +20 as', '     boss   +20\n    as'],
    ['the case of keywords', 'mql when score > 20 or boss', 'mql WHEN score > 20 OR boss'],
    ['parentheses that only group', 'score > 20 or boss', '(score > 20) or (boss)'],
    ['an owner', '  timezone', '  owner "Someone else"\n  timezone'],
    ['what it does not use', 'lists:', 'vocabulary:\n  lead shoe_size number\n\nlists:'],
    ['how a number is written', 'score > 20', 'score > 20.0'],
    ['how a country is spelled', '"Germany"', 'DEU'],
    ['the order of a list', '"ACME.com", "rival.io"', '"rival.io", "ACME.com"'],
    ['tests', 'mql when', 'test "t":\n  given employees 5\n  expect not mql\n\nmql when'],
  ] as const) {
    test(`does not change with ${what}`, () => {
      expect(definition).toContain(from);
      expect(planOf(definition.replace(from, to)).version).toBe(version);
    });
  }

  for (const [what, from, to] of [
    ['points', '+20', '+21'],
    ['a threshold', 'score > 20', 'score >= 20'],
    ['a window', '(within 30d)', '(within 31d)'],
    ['a label', 'The boss', 'A boss'],
    ['a list', '"rival.io"', '"rival.com"'],
    ['the time zone', 'Europe/Berlin', 'Europe/Paris'],
    ['the title', 'definition "Plan"', 'definition "Another plan"'],
    ['the stage', 'mql when', 'hot when'],
  ] as const) {
    test(`changes with ${what}`, () => {
      expect(definition).toContain(from);
      expect(planOf(definition.replace(from, to)).version).not.toBe(version);
    });
  }

  test('does not depend on the name of the file', () => {
    const moved = { ...definitionOf(definition) };
    expect(makePlan({ ...moved, file: { ...moved.file, path: 'elsewhere/other.mql' } }).version).toBe(version);
  });

  test('is 16 hexadecimal digits', () => expect(version).toMatch(/^[0-9a-f]{16}$/));
});

test('sha256 is that of the standard', () => {
  for (const text of ['', 'abc', 'ü'.repeat(63), 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), '💡'.repeat(1000)]) {
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
  }
});

describe('decay', () => {
  test('rounds to millionths at each step, halves away from zero', () => {
    expect(decayTable(333_333, 1, 6).factors).toEqual([1_000_000, 666_667, 444_445, 296_297, 197_531, 131_687]);
  });

  test('rounds up what is just a half', () => {
    expect(decayTable(500_000, 1, 8).factors).toEqual([1_000_000, 500_000, 250_000, 125_000, 62_500, 31_250, 15_625, 7_813]);
  });

  test('ends where it no longer changes', () => {
    expect(decayTable(1_000_000, 1, null).factors).toEqual([1_000_000, 0]);
    const slow = decayTable(1_000, 1, null).factors;
    expect(slow.at(-1)).toBeLessThan(501);
    expect(Math.floor((slow.at(-1)! * 999_000 + 500_000) / 1_000_000)).toBe(slow.at(-1));
  });

  test('pays exact products', () => {
    expect(roundedProduct(10_000_000_000, 999_999, 1_000_000)).toBe(9_999_990_000);
    expect(roundedProduct(5, 100_000, 1_000_000)).toBe(1);
    expect(roundedProduct(-5, 100_000, 1_000_000)).toBe(-1);
    expect(roundedProduct(4, 100_000, 1_000_000)).toBe(0);
  });
});

test('scores, their terms and the types of fields say what they are', () => {
  const { scores, score, schema } = planOf('fit: budget > $5 +10\nscore both = 50% * fit + 5\nscore = both\nmql when score > 1');
  expect(scores.map(({ kind, name }) => [kind, name])).toEqual([['section', 'fit'], ['derived score', 'both']]);
  expect(scores[1]).toMatchObject({ formula: { terms: [{ kind: 'scaled', score: 0 }, { kind: 'constant' }] } });
  expect(score).toMatchObject({ terms: [{ kind: 'scaled', score: 1 }] });
  expect(schema.fields.map(({ type }) => type)).toEqual([{ kind: 'money', currency: 'USD' }]);
});

test('the text of a place has its white space folded', () => {
  const { exclusions } = planOf('exclude:\n  country in (US,\n      DE)\nmql when webinar');
  expect(exclusions.map(({ origin }) => origin.text)).toEqual(['country in (US, DE)']);
});
