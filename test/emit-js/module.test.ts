import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emitModule } from '../../compiler/emit/js/emit-module.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { loadDefinition } from '../../runtime/load-definition.ts';
import { definitionOf } from '../check-text.ts';
import { compiledModule, loadModule } from '../javascript-evaluator.ts';

const now = Date.UTC(2026, 0, 1);
const day = 86_400_000;

/** Reads a value of every type, from leads and from events. */
const everyType = `
vocabulary:
  lead site url
  lead plan one of (free, pro)
  lead markets list of country
  lead sizes list of number
  lead flags list of boolean
  event ping (value number, land country, ok boolean, took duration, names list of text, mail email, link url, day date)

fit:
  require employees 50..500
  email.domain "acme.com" +1
  site "/pricing" +1
  site.host is known +1
  plan pro +1
  markets has any of (DE, US) +1
  sizes has 10..20 +1
  flags has true +1
  timeline <= 30d +1
  created within 30d +1
  consent +1
  title mentions "vp" +1
  country US +1
  employees +1 per 100

intent (after last unsubscribe):
  ping where (value > 5 and land US and ok and took > 1s and names "x*" and mail.domain "a.b" and link "/x" and day is known) +1
  total ping.value +1 per 10
  total ping.took +1 per 10s
  distinct ping.land >= 1 +1
  days with ping +1
  since ping <= 3d +1
  webinar +1 once per week at most 2 times decay 50% every 7d
  webinar +1 once every 2d
  webinar "a" +1 | otherwise +2 once

mql when score > 5
`;

describe('whatever a program gives it', () => {
  const { score, explain, schema } = compiledModule(definitionOf(everyType));
  const nothing = fc.constantFrom<unknown>(
    null, undefined, NaN, Infinity, -Infinity, -0, 1e308, '', ' ', 'text', true, false, [], [null], [undefined, NaN, 'x'], {}, { at: 1 }, () => 1, Symbol('s'), 10n, Object.create(null), new Date(NaN), new Date(now), new Map(),
  );
  const anything = fc.oneof({ weight: 3, arbitrary: nothing }, { weight: 1, arbitrary: fc.anything() });
  const lead = fc.oneof(nothing, fc.record(Object.fromEntries(['id', ...schema.fields.map((field) => field.name)].map((name) => [name, anything])), { requiredKeys: [] }));
  const event = fc.oneof(
    nothing,
    fc.record({ type: fc.oneof(fc.constantFrom('ping', 'webinar', 'unsubscribe', '__proto__'), anything), at: fc.oneof(fc.integer({ min: now - 40 * day, max: now }), anything), value: anything, land: anything, ok: anything, took: anything, names: anything, mail: anything, link: anything, day: anything, title: anything }, { requiredKeys: [] }),
  );

  test('it neither throws nor answers with a number that is none', () => {
    fc.assert(fc.property(lead, fc.oneof(nothing, fc.array(event, { maxLength: 12 })), fc.oneof(fc.constant(now), nothing), (someLead, events, time) => {
      const result = score(someLead, events, time);
      expect(Number.isFinite(result.score)).toBe(true);
      expect(Object.keys(result.sections)).toEqual(['fit', 'intent']);
      const { items, ...explained } = explain(someLead, events, time);
      expect(explained).toEqual(result);
      expect(items.length).toBeGreaterThan(0);
    }), { numRuns: 2_000 });
  });

  test('it changes nothing that it is given', () => {
    const deepFrozen = Object.freeze({ id: '1', employees: 100, markets: Object.freeze(['DE']) });
    const events = Object.freeze([Object.freeze({ type: 'webinar', at: now - day }), Object.freeze({ type: 'webinar', at: now })]);
    expect(() => explain(deepFrozen, events, now)).not.toThrow();
  });

  test('values of the wrong kind are missing', () => {
    const qualified = (employees: unknown): boolean => score({ id: '1', employees }, [], now).qualified;
    expect(qualified(100)).toBe(true);
    for (const wrong of ['100', [100], { valueOf: () => 100 }, 100n, true, NaN, null]) expect(qualified(wrong), String(wrong)).toBe(false);
  });

  test('so are they of every type, of leads and of events', () => {
    const never = [true, 'text', 100n, {}, null, NaN, Infinity, () => 1, new Date(now)];
    const noNumber = never;
    const noInstant = [...never, '2026-01-01', String(now - day)];
    const noText = [5, true, 100n, {}, null, ['x'], () => 1];
    const noBoolean = ['true', 1, 'yes', {}, null, [true]];
    const cases: Readonly<Record<string, { readonly right: unknown; readonly wrong: readonly unknown[] }>> = {
      employees: { right: 100, wrong: [...noNumber, '100', [100]] },
      email: { right: 'x@acme.com', wrong: noText }, site: { right: '/pricing', wrong: noText }, title: { right: 'VP', wrong: noText },
      plan: { right: 'pro', wrong: noText }, country: { right: 'US', wrong: noText },
      markets: { right: ['DE'], wrong: ['DE', [5], [null], [['DE']], { 0: 'DE', length: 1 }] },
      sizes: { right: [15], wrong: [15, ['15'], [15n], [NaN], [[15]]] },
      flags: { right: [true], wrong: [true, ['true'], [1]] },
      timeline: { right: day, wrong: [...never, '1', 1e300, -1e300] }, created: { right: now - day, wrong: noInstant }, consent: { right: true, wrong: noBoolean },
      value: { right: 6, wrong: [...noNumber, '6'] }, land: { right: 'US', wrong: noText }, ok: { right: true, wrong: noBoolean },
      took: { right: 2000, wrong: [...never, '2000', 1e300] }, names: { right: ['xy'], wrong: ['xy', [5], [['xy']]] },
      mail: { right: 'q@a.b', wrong: noText }, link: { right: '/x', wrong: noText }, day: { right: now - day, wrong: noInstant },
    };
    const allRight = Object.fromEntries(Object.entries(cases).map(([name, { right }]) => [name, right]));
    const shown = (values: object): string => JSON.stringify(explain({ id: '1', ...values }, [{ type: 'ping', at: now - day, ...values }], now));
    for (const [name, { wrong }] of Object.entries(cases)) {
      const without = shown({ ...allRight, [name]: undefined });
      expect(without, name).not.toBe(shown(allRight));
      for (const value of wrong) expect(shown({ ...allRight, [name]: value }), `${name} ${String(value)}`).toBe(without);
    }
  });

  test('an event without a time counts for nothing, and the others do', () => {
    const events = [null, undefined, { type: 'ping' }, { type: 'ping', at: String(now) }, { type: 'ping', at: now - 1, land: 'US' }];
    expect(score({ id: '1' }, events, now)).toEqual(score({ id: '1' }, [events[4]], now));
    expect(score({ id: '1' }, events, now).sections['intent']).toBe(3);
  });

  test('a text of blanks is missing, and so are its parts', () => {
    const { score: scoreBlank } = compiledModule(definitionOf(`vocabulary: lead site url
fit:
  site "/" +1000
  site.path "/" +1000
  site is missing +1
  site.path is missing +2
  site.host is missing +4
  email is missing +8
  email.domain is missing +16
  title is missing +32
mql when score > 0
`));
    for (const blank of [undefined, '', ' ', ' \t\n\v\f\r ', 5]) expect(scoreBlank({ id: '1', site: blank, email: blank, title: blank }, [], now).score, JSON.stringify(blank)).toBe(63);
    for (const full of ['\u00a0', ' x ']) expect(scoreBlank({ id: '1', site: full, email: full, title: full }, [], now).sections['fit'], full).toBe(1000 + 1000 + 16);
  });

  test('the id of a lead that has none is empty', () => {
    const idOf = (lead: unknown): unknown => score(lead, [], now).id;
    expect(['7', 7, 7n, ' x '].map((id) => idOf({ id }))).toEqual(['7', '7', '7', ' x ']);
    expect([undefined, null, {}, true, ['7']].map((id) => idOf({ id }))).toEqual(['', '', '', '', '']);
    expect([undefined, null, 5].map(idOf)).toEqual(['', '', '']);
  });

  test('what a rule pays, and a section, stays within a thousand million points', () => {
    const intent = (rules: string, count: number, settings = ''): unknown => {
      const module = compiledModule(definitionOf(`intent${settings}:\n  ${rules}\nmql when score > 0\n`));
      const events = [...Array.from({ length: count }, () => ({ type: 'webinar', at: now - day })), { type: 'demo_request', at: now - day }];
      const explained = module.explain({ id: '1' }, events, now);
      expect(module.score({ id: '1' }, events, now).sections).toEqual(explained.sections);
      return [explained.sections['intent'], ...explained.items.filter(({ kind }) => kind === 'rule').map(({ points }) => points)];
    };
    expect(intent('webinar +1_000_000', 999)).toEqual([999_000_000, 999_000_000]);
    expect(intent('webinar +1_000_000 at most 1000 times\n  demo_request >= 1 +1_000_000\n  demo_request >= 5 -1_000_000', 1001)).toEqual([1e9, 1e9, 1_000_000, 0]);
    for (const rule of ['webinar +1_000_000', 'webinar +1_000_000 at most 2000 times', 'webinar "a" +5 | otherwise +1_000_000', 'webinar "a" -5 | otherwise +1_000_000', 'webinar "a" -5 | otherwise +1_000_000 at most 2000 times']) {
      const negative = rule.replaceAll('+', '~').replaceAll('-', '+').replaceAll('~', '-');
      for (const settings of ['', ' (floor -999_999)', ' (up to 999_999)']) {
        const cut = (points: number): number => (settings.includes('floor') ? Math.max(points, -999_999) : settings === '' ? points : Math.min(points, 999_999));
        expect(intent(rule, 1001, settings), rule + settings).toEqual([cut(1e9), 1e9]);
        expect(intent(negative, 1001, settings), negative + settings).toEqual([cut(-1e9), -1e9]);
        expect(intent(`${rule}\n  demo_request -1_000_000`, 1001, settings), rule + settings).toEqual([cut(999_000_000), 1e9, -1_000_000]);
        expect(intent(`${rule}\n  demo_request +1_000_000`, 1001, settings), rule + settings).toEqual([cut(1e9), 1e9, 1_000_000]);
        expect(intent(`${negative}\n  demo_request -1_000_000`, 1001, settings), negative + settings).toEqual([cut(-1e9), -1e9, -1_000_000]);
      }
    }
  });

  test('instants outside the years 1 to 9999 are none', () => {
    const intent = (at: number, time: number): number => score({ id: '1' }, [{ type: 'ping', at, land: 'US' }], time).sections['intent']!;
    expect(intent(-62_135_596_800_000, now)).toBe(2);
    expect(intent(-62_135_596_800_001, now)).toBe(0);
    expect(intent(253_402_300_800_000, 1e15)).toBe(0);
  });
});

describe('texts of definitions never become code', () => {
  const hostile = ['</script><script>alert(1)</script>', '*/ globalThis.evil = 1 /*', '`${globalThis.evil = 1}`', "'; globalThis.evil = 1; '", '\\u2028globalThis.evil = 1', '\u2028globalThis.evil = 1 //', '__proto__', '\\" + evil + \\"'];

  for (const text of hostile) {
    test(text, () => {
      const literal = JSON.stringify(text);
      const definition = definitionOf(`definition ${literal}:\n  timezone "Europe/Berlin"\n`
        + `vocabulary:\n  lead __proto__ text from ${literal}\n  missing ${literal}\n`
        + `exclude:\n  title ${literal}\n`
        + `__proto__:\n  title contains ${literal} +5 as ${literal}\n  webinar ${literal} +5 | otherwise +1\n  __proto__ ${literal} +1\n`
        + `constructor when score > 1\ntier ${literal} when score > 2\nhandoff:\n  to ${literal}\n`);
      const { code, types } = emitModule(makePlan(definition));
      for (const each of [code, types]) {
        expect(each).not.toMatch(/[\u2028\u2029]/);
        expect(each).not.toContain('</script');
      }
      expect(types.replace(/\/\*\*[^]*?\*\/|"(?:[^"\\]|\\.)*"/g, '')).not.toMatch(/evil|alert/);
      const module = loadModule(code);
      const result = module.explain(JSON.parse('{"id":"1","__proto__":"x"}'), [{ type: 'webinar', at: now, title: 'other' }], now);
      expect(Object.keys(result.sections)).toEqual(['__proto__']);
      expect(Object.keys(result.stages)).toEqual(['constructor']);
      expect(result.score).toBe(1);
      expect('evil' in globalThis).toBe(false);
    });
  }
});

test('a module stands alone', async () => {
  const { code } = emitModule(makePlan(definitionOf(everyType)));
  expect(code).not.toMatch(/^\s*import\b|\b(import|require)\(|\b(process\.|Date\.now|Math\.random)/m);
  const loaded = await loadDefinition(code);
  expect(loaded.score({ id: '7', employees: 100 }, [], now)).toMatchObject({ id: '7', qualified: true, sections: { fit: 1, intent: 0 } });
});

test('a module carries only the helpers that it needs', () => {
  const { code } = emitModule(makePlan(definitionOf('fit:\n  require employees 50..500\nmql when qualified\n')));
  expect(code).not.toContain('lowerCaseRanges');
  expect(code).not.toContain('Intl');
  expect(code.length).toBeLessThan(8_000);
});

test('an instant is read in numbers that hold it exactly: sums beyond them stay exact', () => {
  const { explain } = compiledModule(definitionOf('vocabulary:\n  event sale (amount number)\nfit:\n  total sale.amount +1 per 100_000_000_000\nmql when total sale.amount > 0\n'));
  const sale = (amount: number): unknown => ({ type: 'sale', at: now, amount });
  const many = (count: number, amount: number): unknown[] => Array.from({ length: count }, () => sale(amount));
  expect(explain({ id: '1' }, many(101, 1e11), now).score).toBe(101);
  expect(explain({ id: '1' }, [...many(100, 1e11), sale(-0.0001), sale(99_999_999_999.9999)], now).score).toBe(100);
  expect(explain({ id: '1' }, [...many(40, 1e11), ...many(40, -1e11), sale(0.0001)], now).stages['mql']).toBe(true);
});
