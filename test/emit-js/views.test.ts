/** How compiled modules hold values of each type, of leads and of events: what is there, what is missing, and what is equal. */
import { expect, test } from 'vitest';
import { compiledModule } from '../javascript-evaluator.ts';
import { definitionOf } from '../check-text.ts';

const now = Date.UTC(2026, 0, 1);

/** A type, a test that the first value passes and the second does not. */
test.each<readonly [type: string, asked: string, right: unknown, wrong: unknown, part?: string]>([
  ['number', '5', 5, 6],
  ['number', 'in (1, 5..9)', 6, 2],
  ['money EUR', '>= 5', 5, 4],
  ['date', 'before 2026-01-01', now - 1, now],
  ['datetime', 'after 2025-12-31', now, now - 1],
  ['datetime', 'within 1d', now - 5, now - 86_400_000],
  ['duration', '> 5s', 5001, 5000],
  ['boolean', '= true', true, false],
  ['boolean', '= false', false, true],
  ['text', '"Head of Sales"', ' head OF sales ', 'head'],
  ['text', 'contains "crm"', 'A CRM', 'a cm'],
  ['text', 'contains "vip"', 'A VIP', 'a vp'],
  ['text', 'contains "vip"', 'A V\u0130P', 'a vp'],
  ['email', 'contains "acme"', 'x@acme.com', 'acme@b.com', '.domain'],
  ['url', 'contains "acme"', 'https://acme.com/b', 'https://b.com/acme', '.host'],
  ['text', 'contains "\u00e4"', '\u00c4', 'a'],
  ['text', 'starts with "a"', 'AB', 'BA'],
  ['text', 'ends with "a"', 'BA', 'AB'],
  ['text', 'mentions "head of"', 'the Head of', 'of head'],
  ['text', '"a*c"', 'AbC', 'abd'],
  ['text', 'in ("a", "b", "c", "d", "e", "f", "g", "h", "i")', 'I', 'j'],
  ['text', 'in ("a", "b")', 'B', 'c'],
  ['email', '"a@b.io"', 'A@b.io', 'b@b.io'],
  ['email', '"b.io"', 'A@B.io', 'b@a.io', '.domain'],
  ['url', '"/a"', 'https://b.io/A/', 'https://b.io/b'],
  ['url', '"/a*"', 'https://b.io/abc', 'https://b.io/b'],
  ['url', 'contains "b.io"', 'https://B.io/', 'https://a.io'],
  ['url', '"b.io"', 'https://b.io/x', 'https://a.io/b.io', '.host'],
  ['url', '"/x"', 'https://b.io/x', 'https://a.io/y', '.path'],
  ['country', 'US', 'US', 'CA'],
  ['country', 'in (US, CA, MX, DE, FR, GB, IT, ES, AT)', 'AT', 'CH'],
  ['one of (free, pro)', 'pro', 'pro', 'free'],
  ['list of text', '"a"', ['b', 'A'], ['b']],
  ['list of text', 'has all of ("a", "b")', ['B', 'a'], ['a']],
  ['list of text', 'has any of ("a", "b")', ['B'], ['c']],
  ['list of number', '2..3', [1, 3], [1, 4]],
  ['list of number', 'has any of (1, 5..9)', [2, 6], [2, 3]],
  ['list of number', 'has all of (1, 5..9)', [1, 6], [1, 3]],
  ['list of url', '"/a"', ['https://b.io/x', 'https://b.io/A/'], ['https://b.io/b']],
  ['list of boolean', 'has true', [false, true], [false]],
  ['list of country', 'has any of (US, CA)', ['MX', 'CA'], ['MX']],
  ['list of duration', '5s', [1, 5000], [5001]],
])('%s %s', (type, asked, right, wrong, part = '') => {
  const { score, explain } = compiledModule(definitionOf([
    'vocabulary:', `  lead x ${type}`, `  event ping (y ${type})`, 'fit:', '  x is missing +1', '  x is known +2', `  x${part} ${asked} +4`, `  x${part} is known +8`, `  x${part} ${asked} +256`,
    '  ping where (y is missing) +16 once', '  ping where (y is known) +32 once', `  ping where (y${part} ${asked}) +64 once`, `  ping where (y${part} is missing) +128 once`, 'mql when score > 0', '',
  ].join('\n')));
  const ofValue = (value: unknown): number => {
    const given = [{ id: '1', x: value }, [{ type: 'ping', at: now, y: value }], now] as const;
    expect(explain(...given).score).toBe(score(...given).score);
    return score(...given).score;
  };
  expect([right, wrong, undefined, null, Symbol('none')].map(ofValue)).toEqual([2 + 4 + 8 + 256 + 32 + 64, 2 + 8 + 32, 1 + 16 + 128, 1 + 16 + 128, 1 + 16 + 128]);
  // Blanks are no text.
  if (/^(?:text|email|url|country|one of)/.test(String(type))) expect(ofValue(' \t ')).toBe(1 + 16 + 128);
});

test('any element at all', () => {
  const { score } = compiledModule(definitionOf('vocabulary: lead x list of text\nfit:\n  x "*" +1\n  not x "*" +2\nmql when score > 0\n'));
  expect([['a'], [''], [], undefined].map((x) => score({ id: '1', x }, [], now).score)).toEqual([1, 2, 2, 2]);
});

test('a value as it is and in normal form are held apart', () => {
  const { score } = compiledModule(definitionOf('vocabulary: lead plan one of (free, pro)\nfit:\n  plan is missing +1\n  plan is known +2\n  plan pro +4\nmql when score > 0\n'));
  expect(['pro', 'free', ' ', undefined].map((plan) => score({ id: '1', plan }, [], now).score)).toEqual([6, 2, 1, 1]);
});

test('properties of one name and several types are held apart', () => {
  const { score } = compiledModule(definitionOf([
    'vocabulary:', '  event a (v number)', '  event b (v text)', '  event c (v list of text)', 'intent:', '  a where v >= 5 +1', '  b where v "x" +2', '  c where v "x" +4 within 7d', '  b where v "x" +16 within 7d',
    '  a where v >= 5 +8 within 7d', 'mql when score > 0', '',
  ].join('\n')));
  const of = (type: string, v: unknown, at = now): number => score({ id: '1' }, [{ type, at, v }], now).score;
  expect([of('a', 5), of('a', 4), of('b', 'X'), of('b', 'ab'), of('c', ['x']), of('c', ['y']), of('a', 5, now - 8 * 86_400_000)]).toEqual([9, 0, 18, 0, 4, 0, 1]);
});

test('conditions', () => {
  const conditions = ['country US or title "a"', 'not (country US and title "a")', 'at least 2 of (country US, title "a", webinar)', 'at least 3 of (country US, title "a", webinar)', 'at least 4 of (country US, title "a", webinar)', 'any of (country US, title "a")', 'none of (country US, title "a")', 'not (country US or title "a")', 'country US and (title "a" or webinar)'];
  const { score } = compiledModule(definitionOf(`fit:\n${conditions.map((condition, index) => `  ${condition} +${2 ** index}`).join('\n')}\nmql when score > 0\n`));
  const held = (country: string, title: string, webinars: number): string => {
    const bits = score({ id: '1', country, title }, Array.from({ length: webinars }, () => ({ type: 'webinar', at: now })), now).score;
    return conditions.map((_, index) => (bits >> index) & 1).join('');
  };
  expect([held('US', 'a', 1), held('US', 'a', 0), held('US', 'b', 1), held('US', 'b', 0), held('CA', 'a', 1), held('CA', 'b', 1), held('CA', 'b', 0)]).toEqual([
    '101101001', '101001001', '111001001', '110001000', '111001000', '010000110', '010000110',
  ]);
});

test('several views of one value beside each other', () => {
  const asked = (name: string): readonly string[] => [
    `${name} "/a"`, `${name}.host "b.io"`, `${name}.path "/a"`, `${name} contains "b.io/a"`, `${name} starts with "https:"`, `${name} is known`, `${name} contains "acme"`,
  ];
  const { score } = compiledModule(definitionOf([
    'vocabulary:', '  lead site url', '  event ping (link url, mail email)', 'fit:', ...asked('site').map((each, index) => `  ${each} +${2 ** index}`), '  email "x@b.io" +128', '  email.domain "b.io" +256', '  email contains "x@" +512',
    'intent:', ...asked('link').map((each, index) => `  ping where (${each}) +${2 ** index} once`), '  ping where (link "/a" and link.host "b.io" and link contains "//" and link is known and mail "x@b.io" and mail.domain "b.io" and mail contains "x@") +128 once', 'mql when score > 0', '',
  ].join('\n')));
  const given = { link: 'https://b.io/a', mail: 'x@b.io' };
  expect(score({ id: '1', site: 'https://b.io/a', email: 'x@b.io' }, [{ type: 'ping', at: now, ...given }], now).sections).toEqual({ fit: 63 + 128 + 256 + 512, intent: 63 + 128 });
});

test('outcomes asked by outcomes', () => {
  const { score } = compiledModule(definitionOf('exclude: title "x"\nfit:\n  require country US\n  employees 5.. +1\nwarm when not excluded\nhot when warm and qualified\nmql when hot and fit >= 1\ntier A when mql\ntier B when not excluded\nhandoff:\n  to "A" when tier A and not tier B\n  to "B" when excluded\n  to "C" when warm\n'));
  expect(score({ id: '1', country: 'US', employees: 5 }, [], now)).toMatchObject({ stages: { warm: true, hot: true, mql: true }, tier: 'A', handoff: { to: 'A' } });
  expect(score({ id: '1', country: 'US' }, [], now)).toMatchObject({ stages: { warm: true, hot: true, mql: false }, tier: 'B', handoff: null });
  expect(score({ id: '1', country: 'US', employees: 5, title: 'X' }, [], now)).toMatchObject({ stages: { warm: false, hot: false, mql: false }, tier: null, handoff: null });
});

test('scores made of others', () => {
  const { score, explain } = compiledModule(definitionOf([
    'a: employees 5.. +3', 'b: country US -1', 'score low = 0 - a', 'score many = 1000 * a - 2000 floor -5 up to 900', 'score few = 1000 * b up to -5', 'c: employees 7.. +4', 'mql when score >= 3', 'mql also when country CA', 'tier = a 3.. A | otherwise B, b < 0 "1" | otherwise "2"', '',
  ].join('\n')));
  const given = [{ id: '1', employees: 7, country: 'US' }, { id: '2' }, { id: '3', country: 'CA' }];
  for (const lead of given) expect(explain(lead, [], now)).toMatchObject(score(lead, [], now));
  expect(given.map((lead) => score(lead, [], now))).toEqual([
    { id: '1', score: 6, sections: { a: 3, b: -1, low: -3, many: 900, few: -1000, c: 4 }, qualified: true, excluded: false, stages: { mql: true }, tier: 'A1' },
    { id: '2', score: 0, sections: { a: 0, b: 0, low: 0, many: -5, few: -5, c: 0 }, qualified: true, excluded: false, stages: { mql: false }, tier: 'B2' },
    { id: '3', score: 0, sections: { a: 0, b: 0, low: 0, many: -5, few: -5, c: 0 }, qualified: true, excluded: false, stages: { mql: true }, tier: 'B2' },
  ]);
});
