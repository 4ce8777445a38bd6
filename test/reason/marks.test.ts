import { expect, test } from 'vitest';
import { conditionKey, ruleKey } from '../../compiler/reason/keys.ts';
import { conditionMark, ruleMark } from '../../compiler/reason/marks.ts';
import { definitionOf } from '../check-text.ts';

function rulesOf(items: string): readonly (readonly [string, number])[] {
  const { scores } = definitionOf(`fit:\n${items.split('|||').map((item) => `  ${item.trim()}`).join('\n')}\nmql when score > 5\n`);
  return scores.flatMap((score) => (score.kind === 'section' ? score.rules : [])).map((rule) => [ruleKey(rule), ruleMark(rule)]);
}

test.each([
  ['letters of either case, and blanks around', 'title "Head of X" +1 ||| title " head of x " +2'],
  ['a letter whose small form is in ASCII', 'title "Kelvin" +1 ||| title "\u212Aelvin" +2'],
  ['a star that stands for itself', 'title "a\\*b" +1 ||| title = "a*b" +2'],
  ['a pattern that is a `contains`', 'title "*crm*" +1 ||| title contains "crm" +2'],
  ['a letter whose small form is in ASCII, beside a sign that is no letter', 'title "K\\u{7F}x" +1 ||| title "\u212A\\u{7F}x" +2'],
  ['the same beside a sign just beyond ASCII', 'title "k\\u{80}x" +1 ||| title "\u212A\\u{80}x" +2'],
  ['the same beside a blank and a line end', 'title "k \\nx" +1 ||| title "\u212A \\nx" +2'],
  ['letters beyond ASCII', 'title "\u00C4x" +1 ||| title "\u00E4X" +2'],
  ['the order of elements, and one of them twice', 'tech_stack has any of ("a", "b") +1 ||| tech_stack has any of ("B", "a", "b") +2'],
  ['the order of three of which two must hold', 'at least 2 of (country US, title "a", webinar) +1 ||| at least 2 of (webinar, country US, title "a") +2'],
  ['a list of one', 'country in (US) +1 ||| country US +2'],
  ['how often a part comes', 'country US or country US or title "a" +1 ||| title "a" or country US +2'],
  ['how one element is asked', 'tech_stack has any of ("a") +1 ||| tech_stack has all of ("a") +2'],
  ['a path, with and without its end', 'page_view where (url = "/a/") +1 ||| page_view where (url = "/a") +2'],
  ['the order of alternatives, and one of them twice', 'country in (US, CA) +1 ||| country in (CA, US, CA) +2'],
  ['the order of parts', 'country US and title known +1 ||| title known and country US +2'],
  ['the points of cases', 'employees 1..5 +1 | 6.. +2 ||| employees 1..5 +3 | 6.. +4'],
  ['an amount in other words', 'webinar within 1d +1 ||| webinar within 24h +2'],
])('does not tell apart by %s', (_what, items) => {
  const [first, second] = rulesOf(items);
  expect(first![0]).toBe(second![0]);
  expect(first![1]).toBe(second![1]);
});

test.each([
  ['a bound, and whether it is in the range', ['employees 5..6 +1', 'employees 5..7 +1', 'employees 4..6 +1', 'employees > 5 +1', 'employees >= 5 +1', 'employees < 5 +1', 'employees <= 5 +1']],
  ['what is missing', ['title is missing +1', 'title is known +1', 'title "a" +1']],
  ['how a text is compared', ['title "a b" +1', 'title contains "a b" +1', 'title starts with "a b" +1', 'title ends with "a b" +1', 'title mentions "a b" +1', 'title "a*b" +1', 'title != "a b" +1']],
  ['a part', ['email "acme.com" +1', 'email.domain "acme.com" +1']],
  ['a path', ['page_view where (url.path = "/a") +1', 'page_view where (url = "/a") +1', 'page_view where (url.host = "/a") +1', 'page_view where (title = "/a") +1', 'page_view where (url "/a*") +1', 'page_view where (url starts with "/a") +1']],
  ['one value, and several', ['country US +1', 'country in (US, CA) +1', 'country in (US, MX) +1', 'country not in (US, CA) +1']],
  ['elements', ['tech_stack "a" +1', 'tech_stack has any of ("a", "b") +1', 'tech_stack has all of ("a", "b") +1']],
  ['true and false', ['authority +1', 'authority = false +1', 'consent +1']],
  ['how recent it is', ['created within 1d +1', 'created within 2d +1', 'created before 2026-01-01 +1', 'created 2026-01-01 +1']],
  ['how parts are joined', ['country US and title "a" +1', 'country US or title "a" +1', 'any of (country US, title "a") +1', 'at least 2 of (country US, title "a") +1', 'not (country US and title "a") +1']],
  ['what is asked of events', ['since webinar >= 1d +1', 'webinar >= 1 +1', 'days with webinar >= 1 +1', 'distinct webinar.title >= 1 +1', 'distinct webinar.minutes >= 1 +1', 'total webinar.minutes >= 1 +1']],
  ['a part of a property', ['distinct page_view.url >= 1 +1', 'distinct page_view.url.host >= 1 +1', 'distinct page_view.url.path >= 1 +1']],
  ['which events', ['webinar >= 1 +1', 'activity >= 1 +1', 'webinar "a" >= 1 +1', 'webinar where minutes > 5 >= 1 +1', 'webinar within 1d >= 1 +1', 'webinar within 2d >= 1 +1']],
  ['the limits of a rule per occurrence', ['webinar +1', 'webinar +1 once', 'webinar +1 at most 2 times', 'webinar +1 once every 1d', 'webinar +1 once every 2d', 'webinar +1 once per day', 'webinar +1 once per week',
    'webinar +1 decay 50% every 1d', 'webinar +1 decay 40% every 1d', 'webinar +1 decay 50% every 2d', 'webinar +1 fade over 5d', 'webinar +1 fade over 6d', 'webinar +1 up to 5', 'webinar +1 up to 6']],
  ['`when`', ['webinar +1', 'webinar +1 when country US', 'webinar +1 when country CA', 'country US +1', 'country US +1 when title "a"', 'employees +1 per 5', 'employees +1 per 5 when title "a"', 'employees 1.. +1 | 0 +2', 'employees 1.. +1 | 0 +2 when title "a"']],
  ['which number is summed', ['total page_view.duration > 5s +1', 'total demo_video.duration > 5s +1', 'total webinar.minutes > 5 +1', 'total demo_video.duration > 6s +1']],
  ['what is not so', ['country not in (US, CA) +1', 'country not in (US, MX) +1', 'not title "a" +1', 'not title "b" +1', 'not (title "a" and country US) +1', 'not (title "b" and country US) +1']],
  ['what no case takes', ['country not in (US, CA) +1 | otherwise +2', 'country in (US, CA) +1 | otherwise +2', 'country not in (US, MX) +1 | otherwise +2', 'country US +1 | otherwise +2', 'country US +1']],
  ['words', ['title mentions "a" +1', 'title mentions "b" +1', 'title "a" +1', 'title mentions any of ("a", "b") +1']],
  ['pieces of a pattern', ['title "a*b" +1', 'title "ab" +1', 'title "*ab" +1', 'title "a*" +1', 'title "*a*b" +1']],
  ['an end that is not in the range', ['employees > 5 +1', 'employees >= 5 +1', 'employees > 5 and employees < 9 +1', 'employees >= 5 and employees < 9 +1', 'employees 5..9 +1', 'employees ..9 +1', 'employees < 9 +1']],
  ['the order in which cases are tried', ['employees 1..2 +1 | 2..3 +2', 'employees 2..3 +1 | 1..2 +2', 'employees 1..2 +1 | 2..3 +2 | otherwise +3']],
  ['how one is asked beside others', ['tech_stack has any of ("a", "b") +1', 'tech_stack has all of ("a", "b") +1', 'tech_stack has any of ("a", "c") +1', 'tech_stack has any of ("a", "b", "c") +1']],
  ['how many must hold', ['at least 2 of (country US, title "a", webinar) +1', 'at least 1 of (country US, title "a", webinar) +1', 'at least 2 of (country US, title "b", webinar) +1']],
  ['cases', ['employees 1.. +1 | 0 +2', 'employees 0 +1 | 1.. +2', 'employees 1.. +1 | otherwise +2', 'employees 1.. +1', 'founded 1.. +1 | 0 +2', 'webinar "a" +1 | "b" +2', 'webinar "a" +1 | "c" +2', 'demo_video "a" +1 | "b" +2']],
  ['the unit and the ceiling', ['employees +1 per 5', 'employees +1 per 6', 'employees +1 per 5 up to 9', 'employees +1 per 5 up to 8', 'revenue +1 per $5', 'page_view +1 per 5']],
])('tells apart by %s', (_what, items) => {
  const rules = rulesOf(items.join('|||'));
  expect(new Set(rules.map(([key]) => key)).size).toBe(rules.length);
});

test('names, outcomes and scores are told apart', () => {
  const { stages } = definitionOf([
    'define:', '  a = country US', '  b = country CA', 'fit: a +1', 'intent: b +1', 'warm when fit >= 1', 'hot when fit >= 1', 'mql when a', ...[
      'b', 'fit >= 1 and a', 'intent >= 1 and a', 'score >= 1 and a', 'warm and a', 'hot and a', 'qualified', 'excluded', 'qualified and a',
    ].map((way) => `mql also when ${way}`), '',
  ].join('\n'));
  const keys = stages.at(-1)!.ways.map(({ condition }) => conditionKey(condition));
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  ['which kind of rule', ['employees 1.. +1', 'employees 1.. +1 | 0 +2', 'employees +1 per 1', 'webinar +1']],
  ['which ceiling of events', ['webinar +1', 'webinar +1 once', 'webinar +1 at most 2 times']],
  ['how parts are joined', ['country US and title "a" +1', 'country US or title "a" +1', 'at least 2 of (country US, title "a") +1', 'not (country US and title "a") +1']],
  ['what is asked of events', ['since webinar >= 1s +1', 'webinar >= 1000 +1', 'days with webinar >= 1000 +1', 'distinct webinar.title >= 1000 +1', 'total webinar.minutes >= 0.1 +1']],
  ['which events', ['page_view >= 1 +1', 'pricing_view >= 1 +1', 'webinar >= 1 +1', 'webinar "a" >= 1 +1', 'webinar "b" >= 1 +1', 'activity >= 1 +1', 'webinar within 1d >= 1 +1']],
  ['what is missing', ['title is missing +1', 'title is known +1', 'not title is known +1']],
  ['true and false', ['authority +1', 'authority = false +1']],
  ['an end, and which end it is', ['employees 5.. +1', 'employees ..5 +1', 'employees 5 +1', 'employees 5..6 +1', 'employees 4..5 +1']],
  ['texts', ['title "ab" +1', 'title "ba" +1', 'title "abc" +1', 'title "a*c" +1', 'title "a*d" +1', 'title "A1" +1', 'title "\u00E4a" +1', 'title "\u00E4b" +1']],
  ['one value, and several', ['country US +1', 'country in (US, CA) +1', 'country in (US, MX) +1', 'country in (CA, MX) +1', 'country not in (US, CA) +1']],
  ['elements', ['tech_stack "a" +1', 'tech_stack "b" +1', 'tech_stack has any of ("a", "b") +1', 'tech_stack has any of ("b", "c") +1']],
  ['cases', ['employees 1.. +1 | 0 +2', 'employees 0 +1 | 1.. +2', 'employees 1.. +1 | otherwise +2', 'employees 1.. +1 | 0 +2 | otherwise +3']],
  ['`when`', ['webinar +1', 'webinar +1 when country US', 'webinar +1 when country CA', 'employees +1 per 5', 'employees +1 per 5 when title "a"', 'employees +1 per 6']],
])('makes other marks by %s', (_what, items) => {
  const rules = rulesOf(items.join('|||'));
  expect(new Set(rules.map(([, mark]) => mark)).size).toBe(rules.length);
});

test('makes other marks of names, outcomes and scores', () => {
  const ways = ['a', 'b', 'fit >= 1', 'intent >= 1', 'score >= 1', 'warm', 'hot', 'qualified', 'excluded'];
  const { stages } = definitionOf([
    'define:', '  a = country US', '  b = country CA', 'fit: a +1', 'intent: b +1', 'warm when fit >= 1', 'hot when fit >= 1', ...ways.map((way, index) => `mql ${index === 0 ? '' : 'also '}when ${way} and country US`), '',
  ].join('\n'));
  expect(new Set(stages.at(-1)!.ways.map(({ condition }) => conditionMark(condition))).size).toBe(ways.length);
});

test('labels of tiers are told apart', () => {
  const { handoffs } = definitionOf('fit: webinar +1\ntier A when fit > 5\ntier B when fit > 4\ntier "a b" when fit > 3\nmql when fit > 1\nhandoff:\n  to "X" when tier A\n  to "X" when tier B\n  to "X" when tier "a b"\n  to "X" when tier a\n');
  const conditions = handoffs!.map(({ when }) => when!);
  for (const keyOf of [conditionKey, conditionMark]) {
    const keys = conditions.map((each) => keyOf(each));
    expect(new Set(keys).size).toBe(3);
    expect(keys[3]).toBe(keys[0]);
  }
});

test('rules in sections that begin anew after an event are told apart', () => {
  const { scores } = definitionOf('fit: webinar +1\nintent (after last closed_lost): webinar +1\nproduct (after last closed_won): webinar +1\nmql when score > 5\n');
  const rules = scores.flatMap((score) => (score.kind === 'section' ? score.rules : []));
  expect([new Set(rules.map(ruleKey)).size, new Set(rules.map(ruleMark)).size]).toEqual([3, 3]);
});

test('events are one selection however many there are, and no other', () => {
  const selected = (names: string): string => {
    const { scores } = definitionOf(`vocabulary:\n  event a\n  event b\n  event ab passive\nfit: ${names} +1\nmql when score > 5\n`);
    const section = scores[0]!;
    return section.kind === 'section' ? ruleKey(section.rules[0]!) : '';
  };
  expect(new Set(['a', 'b', 'ab', 'activity'].map(selected)).size).toBe(4);
});

test('tells most rules apart', () => {
  const rules = rulesOf(['country US +1', 'country CA +1', 'title "a" +1', 'title "b" +1', 'webinar "a" +1', 'webinar "b" +1', 'webinar within 1d +1',
    'webinar within 2d +1', 'employees > 5 +1', 'employees >= 6 +1', 'not country US +1', 'webinar +1 per 3', 'webinar +1 per 4'].join('|||'));
  expect(new Set(rules.map(([, mark]) => mark)).size).toBe(rules.length);
});

test('marks of conditions follow their keys', () => {
  const { exclusions } = definitionOf('exclude:\n  country US or title "a"\n  title "A" or country US\n  country US and title "a"\nmql when demo_request\n');
  const [first, second, third] = exclusions.map(({ condition }) => [conditionKey(condition), conditionMark(condition)] as const);
  expect(first).toEqual(second);
  expect(third![1]).not.toBe(first![1]);
});
