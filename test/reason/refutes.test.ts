/** What can never hold, each beside the nearest that can. The reasoner may keep silent; these it is to see. */
import { describe, expect, test } from 'vitest';
import { boundsOf } from '../../compiler/reason/bounds.ts';
import { thatFails, thatHolds, type Reasoner } from '../../compiler/reason/reasoner.ts';
import type { Condition, Definition } from '../../compiler/check/checked.ts';
import { definitionOf } from '../check-text.ts';

function asked(condition: string, start = ''): { readonly condition: Condition; readonly reasoner: Reasoner } {
  const definition = definitionOf(`${start}exclude: ${condition}\nmql when demo_request\n`);
  return { condition: definition.exclusions[0]!.condition, reasoner: boundsOf(definition).reasoner };
}

function neverHolds(condition: string, start?: string): boolean {
  const { condition: each, reasoner } = asked(condition, start);
  return reasoner.refutes([thatHolds(each)]);
}

function alwaysHolds(condition: string, start?: string): boolean {
  const { condition: each, reasoner } = asked(condition, start);
  return reasoner.refutes([thatFails(each)]);
}

type Pairs = readonly (readonly [never: string, may: string])[];

function tryPairs(pairs: Pairs, start?: string): void {
  test.each(pairs)('never: %s', (never) => {
    expect(neverHolds(never, start)).toBe(true);
    expect(alwaysHolds(`not (${never})`, start)).toBe(true);
  });
  test.each(pairs)('not: %s; but: %s', (_never, may) => {
    expect(neverHolds(may, start)).toBe(false);
    expect(alwaysHolds(may, start)).toBe(false);
  });
}

describe('numbers of a field', () => tryPairs([
  ['employees > 5 and employees < 5', 'employees >= 5 and employees <= 5'],
  ['employees > 5 and employees <= 5', 'employees >= 5 and employees < 6'],
  ['employees >= 5 and employees < 5', 'employees > 5 and employees < 5.001'],
  ['employees 1..5 and employees 6..9', 'employees 1..5 and employees 5..9'],
  ['employees 5 and not employees 5..9', 'employees 5 and not employees 6..9'],
  ['employees 5..9 and not employees 5..9', 'employees 5..9 and not employees 6..9'],
  ['employees 5..9 and not employees 4..10', 'employees 4..10 and not employees 5..9'],
  ['employees is missing and employees < 5', 'employees is missing or employees < 5'],
  ['employees is missing and employees is known', 'employees is missing or employees > 5'],
  ['employees is known and not employees < 5 and not employees >= 5', 'employees is known and not employees < 5 and not employees > 5'],
  ['employees in (1, 2) and employees in (3, 4)', 'employees in (1, 2) and employees in (2, 3)'],
  ['employees in (1, 2) and not employees 1..2', 'employees in (1, 3) and not employees 1..2'],
  ['revenue > $5m and revenue < $5m', 'revenue > $5m and revenue < $6m'],
  ['timeline > 7d and timeline < 7d', 'timeline > 7d and timeline < 8d'],
  ['timeline > 1s and timeline < 1.001s', 'timeline >= 1s and timeline < 1.001s'],
]));

describe('what is missing fails every comparison', () => tryPairs([
  ['country is missing and country US', 'country is missing and country != US'],
  ['title is missing and title "*"', 'title is missing and not title "*"'],
  ['seniority is missing and seniority in (vp, c_level)', 'seniority is missing and seniority not in (vp, c_level)'],
  ['since webinar is missing and since webinar <= 3d', 'since webinar is missing and not since webinar <= 3d'],
  ['created is missing and created within 3d', 'created is missing and not created within 3d'],
  ['authority is missing and authority', 'authority is missing and not authority'],
  ['tech_stack is missing and tech_stack "Slack"', 'tech_stack is missing and not tech_stack "Slack"'],
]));

describe('members, countries and booleans', () => tryPairs([
  ['country US and country CA', 'country US or country CA'],
  ['country US and country != US', 'country US and country != CA'],
  ['country in (US, CA) and country in (MX, DE)', 'country in (US, CA) and country in (CA, DE)'],
  ['country in (US, CA) and country != US and country != CA', 'country in (US, CA) and country != US and country != DE'],
  ['seniority vp and seniority c_level', 'seniority vp and country US'],
  ['seniority in (vp, c_level) and seniority not in (vp, c_level, manager)', 'seniority in (vp, c_level) and seniority not in (vp, manager)'],
  ['authority and authority = false', 'authority = false and not authority'],
  ['authority is known and not authority and authority != false', 'not authority and authority != false'],
  ['authority and consent and authority != true', 'authority and consent != true'],
]));

describe('dates', () => tryPairs([
  ['created before 2026-01-01 and created after 2026-01-01', 'created before 2026-01-02 and created after 2025-12-31'],
  ['created 2026-01-01 and created 2026-01-02', 'created 2026-01-01 and created 2026-01-01..2026-01-02'],
  ['created within 3d and not created within 7d', 'created within 7d and not created within 3d'],
  ['created >= 2026-01-02 and created < 2026-01-02', 'created >= 2026-01-01 and created < 2026-01-02'],
  ['created is known and not created before 2026-01-01 and not created >= 2026-01-01', 'created is known and not created before 2026-01-01 and not created >= 2026-01-02'],
  ['created within 3d and created is missing', 'created within 3d and created before 2026-01-01'],
]));

describe('texts', () => tryPairs([
  ['title = "CEO" and title = "CTO"', 'title = "CEO" and title = " ceo"'],
  ['title = "CEO" and title != "ceo "', 'title = "CEO" and title != "CTO"'],
  ['title "CEO" and not title starts with "ce"', 'title "CEO" and not title starts with "eo"'],
  ['title "CEO" and not title ends with "eo"', 'title "CEO" and not title ends with "ce"'],
  ['title "CEO" and not title contains "e"', 'title "CEO" and not title contains "f"'],
  ['title "CEO" and not title mentions "ceo"', 'title "CEO" and not title mentions "ce"'],
  ['title "head of sales" and title contains "headof"', 'title "head of sales" and title contains "d o"'],
  ['title "*head*sales*" and not title contains "head"', 'title "*head*sales*" and not title contains "head sales"'],
  ['title "*head*sales*" and not title "*sales*"', 'title "*head*sales*" and not title "*sales*head*"'],
  ['title "head*" and not title starts with "he"', 'title "head*" and not title starts with "heads"'],
  ['title "*head" and not title ends with "ad"', 'title "*head" and not title ends with "ahead"'],
  ['title "a*b*c" and not title "a*c"', 'title "a*c" and not title "a*b*c"'],
  ['title "a*b*c" and not title "*b*"', 'title "a*b*c" and not title "*bc"'],
  ['title starts with "vp" and title starts with "head"', 'title starts with "vp" and title starts with "vp of"'],
  ['title ends with "vp" and title ends with "head"', 'title ends with "vp" and title ends with "svp"'],
  ['title "vp*" and title "head*sales"', 'title "vp*" and title "*head*sales"'],
  ['title "*x" and title "head*sales"', 'title "*s" and title "head*sales"'],
  ['title mentions "head of sales" and not title mentions "of sales"', 'title mentions "head of sales" and not title mentions "head sales"'],
  ['title "sales" and title "sale*es"', 'title "sales" and title "sal*es"'],
  ['title "ab" and title "ab*b"', 'title "abb" and title "ab*b"'],
  ['title "a b b" and title "a*b*b*b"', 'title "a b b b" and title "a*b*b*b"'],
  ['title known and not title "*"', 'title known and not title "*a*"'],
  ['title in ("A", "B") and title in ("c", "d")', 'title in ("A", "B") and title in ("b", "c")'],
  ['title in ("A", "B") and title not in ("b", "a")', 'title in ("A", "B") and title not in ("b", "c")'],
  ['title in ("AB", "BC") and not title contains "b"', 'title in ("AB", "CD") and not title contains "b"'],
  ['title in ("A", "B") and title "a*b"', 'title in ("A", "a b") and title "a*b"'],
  ['title mentions "vp" and title = "mvp"', 'title mentions "vp" and title = "m vp"'],
  ['title contains any of ("vp", "head") and not title contains "vp" and not title contains "head"', 'title contains any of ("vp", "head") and not title contains "vp"'],
]));

describe('parts of emails and urls', () => tryPairs([
  ['email.domain "acme.com" and email.domain "rival.io"', 'email.domain "acme.com" and email "*rival.io*"'],
  ['email.domain contains "@"', 'email contains "@"'],
  ['page_view where url "/a#b" and webinar', 'page_view where url "/a*b" and webinar'],
  ['page_view where url.path "/a?b"', 'page_view where url "https://x/a?b"'],
  ['page_view where url.path "docs/*"', 'page_view where url.path "*docs/"'],
  ['page_view where url.host "acme.com/docs"', 'page_view where url.host "acme.com"'],
  ['page_view where url.host contains "a@"', 'page_view where url.host mentions "a@"'],
  ['page_view where url.path starts with "x"', 'page_view where url.path starts with "/x"'],
  ['page_view where (url "/a" and url "/b")', 'page_view where (url "/a" and url "https://x/a")'],
  ['page_view where (url "/a" and url = "/a/" and url != "/a")', 'page_view where (url "/a" and url != "/b")'],
]));

describe('lists', () => tryPairs([
  ['tech_stack "Slack" and not tech_stack "slack "', 'tech_stack "Slack" and not tech_stack "HubSpot"'],
  ['tech_stack has all of ("A", "B") and not tech_stack "a"', 'tech_stack has any of ("A", "B") and not tech_stack "a"'],
  ['tech_stack has all of ("A", "B") and not tech_stack has any of ("b", "c")', 'tech_stack has all of ("A", "B") and not tech_stack has all of ("b", "c")'],
  ['not tech_stack has any of ("A", "B") and tech_stack "b"', 'not tech_stack has all of ("A", "B") and tech_stack "b"'],
  ['tech_stack has any of ("A", "B") and not tech_stack "A" and not tech_stack "B"', 'tech_stack has any of ("A", "B", "C") and not tech_stack "A" and not tech_stack "B"'],
  ['tech_stack "Sales Cloud" and not tech_stack "Sales*"', 'tech_stack "Sales*" and not tech_stack "Sales Cloud"'],
]));

describe('logic', () => tryPairs([
  ['country US and not country US', 'country US and not region US'],
  ['(country US or country CA) and country MX', '(country US or country CA) and country CA'],
  ['(country US or title "x") and country CA and title "y"', '(country US or title "x") and country CA and title "x"'],
  ['(country US or employees 5) and (country CA or employees 6) and employees 7', '(country US or employees 7) and (country CA or employees 7) and employees 7'],
  ['not (country US or country CA) and country in (US, CA)', 'not (country US and title "x") and country US'],
  ['any of (country US, country CA) and country MX', 'any of (country US, country CA) and country US'],
  ['all of (country US, title "x") and title "y"', 'all of (country US, title "x") and title "*x"'],
  ['none of (country US, title "x") and country US', 'none of (country US, title "x") and country CA'],
  ['at least 2 of (country US, country CA, title "x") and title "y"', 'at least 2 of (country US, country CA, title "x") and title "x"'],
  ['at least 2 of (country US, title "x", employees 5) and country CA and title "y"', 'at least 2 of (country US, title "x", employees 5) and country CA'],
  ['not at least 2 of (country US, title "x", employees 5) and country US and title "x"', 'not at least 2 of (country US, title "x", employees 5) and country US'],
  ['not at least 1 of (country US, title "x") and country US', 'not at least 2 of (country US, title "x") and country US'],
  ['at least 3 of (country US, title "x", employees 5, country CA) and employees 6', 'at least 3 of (country US, title "x", employees 5, city "y") and employees 6'],
]));

describe('counts of events', () => tryPairs([
  ['page_view < 0', 'page_view <= 0'],
  ['page_view > 2 and page_view < 3', 'page_view >= 2 and page_view < 3'],
  ['page_view 1.5', 'page_view 1.5..2'],
  ['page_view within 7d >= 3 and page_view within 30d < 3', 'page_view within 30d >= 3 and page_view within 7d < 3'],
  ['page_view within 7d >= 3 and page_view <= 2', 'page_view within 7d >= 3 and page_view <= 3'],
  ['page_view where (duration > 5min) >= 1 and no page_view', 'page_view where (duration > 5min) >= 1 and page_view < 2'],
  ['page_view where (duration > 5min) within 7d and no page_view where (duration > 5min) within 8d', 'page_view where (duration > 5min) within 7d and no page_view where (duration > 6min) within 8d'],
  ['webinar and no activity', 'unsubscribe and no activity'],
  ['webinar within 7d > 1 and activity within 7d <= 1', 'webinar within 7d > 1 and activity within 7d <= 2'],
  ['page_view where (duration > 5min and duration < 1min)', 'page_view where (duration > 5min or duration < 1min)'],
  ['page_view where (duration is missing and duration > 1min) >= 1', 'page_view where (duration is missing) >= 1'],
  ['not page_view <= 3 and page_view <= 3', 'not page_view <= 3 and page_view <= 4'],
  ['not page_view within 7d < 4 and page_view < 4', 'not page_view within 7d < 4 and page_view < 5'],
  ['not page_view within 7d > 4 and page_view within 7d > 4', 'not page_view within 7d > 4 and page_view > 4'],
  ['page_view within 7d >= 1 and not page_view within 30d >= 1', 'page_view within 7d >= 1 and not page_view within 30d >= 2'],
]));

describe('since, days with, distinct and total', () => tryPairs([
  ['since webinar > 5d and since webinar <= 5d', 'since webinar > 5d and since webinar <= 6d'],
  ['since webinar within 7d >= 7d', 'since webinar within 7d >= 6d'],
  ['since webinar within 7d > 167h and since webinar within 7d >= 168h', 'since webinar within 7d > 167h and since webinar within 7d < 168h'],
  ['since webinar <= 5d and no webinar within 6d', 'since webinar <= 5d and no webinar within 5d'],
  ['since webinar <= 5d and no webinar', 'since webinar <= 5d and no webinar within 4d'],
  ['since webinar is known and no webinar', 'since webinar is known and no webinar within 900d'],
  ['since webinar is known and no activity', 'since unsubscribe is known and no activity'],
  ['webinar within 7d and since webinar is missing', 'webinar within 7d and since webinar within 6d is missing'],
  ['since webinar within 7d is known and since webinar is missing', 'since webinar is known and since webinar within 7d is missing'],
  ['not since webinar is missing and no webinar', 'not since webinar <= 5d and no webinar'],
  ['days with webinar >= 2 and no webinar', 'days with webinar >= 2 and webinar >= 2'],
  ['days with webinar >= 2 and webinar < 2', 'days with webinar < 2 and webinar >= 2'],
  ['webinar >= 1 and days with webinar < 1', 'webinar >= 2 and days with webinar < 2'],
  ['days with webinar within 7d >= 3 and days with webinar < 3', 'days with webinar >= 3 and days with webinar within 7d < 3'],
  ['days with webinar within 2d > 3', 'days with webinar within 2d >= 3'],
  ['days with webinar within 1h > 2', 'days with webinar within 1h >= 2'],
  ['days with page_view where (duration > 5min and duration < 1min) >= 1', 'days with page_view where (duration > 1min and duration < 5min) >= 1'],
  ['distinct webinar.title >= 2 and webinar < 2', 'distinct webinar.title < 2 and webinar >= 2'],
  ['distinct webinar.title within 7d >= 2 and distinct webinar.title < 2', 'distinct webinar.title >= 2 and distinct webinar.title within 7d < 2'],
  ['distinct page_view.url.host >= 2 and distinct page_view.url.host < 2', 'distinct page_view.url.host >= 2 and distinct page_view.url < 2'],
  ['distinct webinar.title < 0', 'distinct webinar.title > 0'],
  ['distinct page_view.title where (duration > 5min and duration < 1min) >= 1', 'distinct page_view.title where (duration > 5min) >= 1'],
  ['total page_view.duration where (duration > 5min and duration < 1min) > 1s', 'total page_view.duration where (duration > 5min) > 1s'],
  ['since page_view where (duration > 5min and duration < 1min) is known', 'since page_view where (duration > 5min) is known'],
  ['total webinar.minutes > 5 and total webinar.minutes < 5', 'total webinar.minutes > 5 and total webinar.minutes < 6'],
]));

describe('what is left of a search, and what it rests on', () => tryPairs([
  ['page_view < 0 and country US', 'page_view <= 0 and country US'],
  ['page_view in (-3..-1)', 'page_view in (-3..0)'],
  ['title is known and not title "*"', 'title is known and not title "*a"'],
  ['page_view where (url = "/x" and url = "/y") >= 1', 'page_view where (url = "/x" and url in ("acme.com/x", "b.com")) >= 1'],
  ['page_view where (url = "/x" and not url "/x*") >= 1', 'page_view where (url = "/x" and url "acme.com/x") >= 1'],
  ['page_view where (url "a.com/x" and url "b.com/x") >= 1', 'page_view where (url "a.com/x" and not url = "/x") >= 1'],
  ['page_view where (url = "/x" and url in ("a.com/x", "b.com/x") and not url "a.com/x" and not url "b.com/x") >= 1', 'page_view where (url = "/x" and url in ("a.com/x", "b.com/x") and not url "a.com/x") >= 1'],
  ['created within 3d and not created within 5d', 'created within 5d and not created within 3d'],
  ['created within 3d and created is missing', 'not created within 3d and not created is missing'],
  ['email "a@b.io" and email "c@b.io"', 'email "a@b.io" or email "c@b.io"'],
  ['tech_stack has any of ("a", "b") and not tech_stack "a" and not tech_stack "b"', 'tech_stack has any of ("a", "b") and not tech_stack "a"'],
  ['tech_stack has all of ("a", "b") and not tech_stack "b"', 'tech_stack has all of ("a", "b") and not tech_stack "c"'],
  ['not tech_stack has all of ("a", "b") and tech_stack "a" and tech_stack "b"', 'not tech_stack has all of ("a", "b") and tech_stack "a"'],
  ['not tech_stack has any of ("a", "b") and tech_stack "b"', 'not tech_stack has any of ("a", "b") and tech_stack "c"'],
  ['at least 3 of (country US, country CA, title "a", title "b")', 'at least 2 of (country US, country CA, title "a", title "b")'],
  ['at least 2 of (country US, country CA, country MX)', 'at least 1 of (country US, country CA, country MX)'],
  ['not at least 1 of (country US, country != US)', 'not at least 1 of (country US, country CA)'],
  ['not at least 2 of (title "a", country US, country != US) and title "a"', 'not at least 2 of (title "a", country US, country != US)'],
]));

test('a sum over events that no filter lets through is zero', () => {
  const never = 'total page_view.duration where (duration > 5min and duration < 1min)';
  expect([neverHolds(`${never} <= 1s`), alwaysHolds(`${never} <= 1s`), neverHolds(`${never} > 1s`)]).toEqual([false, true, true]);
});

test('what is assumed binds nobody else', () => {
  const { exclusions, ...definition } = definitionOf('exclude:\n  country US\n  country CA\n  country US or title "a"\n  country != US and title != "a"\nmql when demo_request\n');
  const [inUs, inCanada, either, neither] = exclusions.map(({ condition }) => condition);
  const { reasoner } = boundsOf({ exclusions, ...definition });
  const [assumed, open] = [reasoner.assuming([thatHolds(inUs!)]), reasoner.assuming([thatHolds(either!)])];
  for (let round = 0; round < 2; round += 1) {
    expect([assumed, reasoner, open].map((each) => each.refutes([thatHolds(inCanada!)]))).toEqual([true, false, false]);
    expect([open, reasoner].map((each) => each.refutes([thatHolds(neither!)]))).toEqual([true, false]);
    expect([reasoner, open].map((each) => each.refutes([thatHolds(inUs!), thatHolds(inCanada!)]))).toEqual([true, true]);
    expect([reasoner, assumed, open].map((each) => each.knowsNothing)).toEqual([true, false, false]);
  }
  expect(assumed.known((inUs as Extract<Condition, { kind: 'test' }>).subject)).toHaveLength(1);
  expect(open.known((inUs as Extract<Condition, { kind: 'test' }>).subject)).toEqual([]);
});

test('what is known of one part of a score binds the sum of the parts alone', () => {
  const never = (start: string, way: string): boolean => {
    const { condition, reasoner } = ofStage(`${start}mql when ${way}\n`);
    return reasoner.refutes([thatHolds(condition)]);
  };
  const penalty = 'fit:\n  employees 50.. +20\npenalty:\n  country US -30\n';
  expect([never(penalty, 'fit 20 and penalty <= -10'), never(penalty, 'score > -10 and penalty <= -30'), never(penalty, 'score >= 0 and penalty <= -30')]).toEqual([false, true, true]);
  const doubled = 'fit: employees 50.. +20\nscore = 200% * fit\n';
  expect([never(doubled, 'score 40 and fit 20'), never(doubled, 'score > 40')]).toEqual([false, true]);
});

describe('what one thing known of events says of another', () => tryPairs([
  ['total webinar.minutes > 5 and total webinar.minutes <= 5 and webinar', 'total webinar.minutes <= 0.0001 and webinar >= 3'],
  ['webinar 2..5 and no webinar', 'webinar 2..5 and no webinar within 1h'],
  ['webinar >= 2 and no activity', 'total webinar.minutes > 5 and webinar <= 3'],
  ['activity >= 1 and no activity', 'activity >= 1 and no webinar'],
  ['since webinar is known and not since webinar <= 5d and no webinar', 'since webinar is known and not since webinar <= 5d and no webinar within 5d'],
  ['since webinar <= 1s and no webinar within 1.001s', 'since webinar <= 1s and no webinar within 1s'],
  ['since webinar is known and since activity is missing', 'since activity is known and since webinar is missing'],
  ['since webinar is known and days with webinar < 1', 'since webinar is known and distinct webinar.title < 1'],
  ['webinar >= 3 and days with webinar < 1', 'webinar >= 3 and days with webinar < 2'],
  ['days with webinar >= 3 and days with activity < 3', 'days with activity >= 3 and days with webinar < 3'],
  ['distinct webinar.title >= 2 and days with webinar < 1', 'distinct webinar.title >= 2 and days with webinar < 2'],
  ['distinct page_view.url.host >= 2 and distinct page_view.url.host < 2 and country US', 'distinct page_view.url.host >= 2 and distinct page_view.url.path < 2'],
  ['distinct page_view.title within 7d >= 2 and distinct page_view.title < 2', 'distinct page_view.title within 7d >= 2 and distinct page_view.url < 2'],
  ['webinar > 2 and webinar within 7d > 4 and webinar <= 4', 'webinar > 2 and webinar within 7d <= 4 and webinar <= 4'],
  ['page_view "a" >= 2 and page_view < 2', 'page_view >= 2 and page_view "a" < 2'],
  ['page_view "a" within 7d >= 2 and page_view "a" < 2', 'page_view "a" >= 2 and page_view "b" < 2'],
  ['webinar >= 1 and since webinar is missing', 'webinar within 7d < 1 and since webinar is missing'],
]));

test.each([
  ['webinar >= 3', 'after last closed_lost', 'no webinar', 'after last closed_lost', false],
  ['webinar >= 3', 'after last closed_lost', 'no webinar', 'after last closed_won', true],
  ['webinar >= 3', 'after last closed_lost', 'no webinar', 'up to 9', false],
  ['webinar >= 3', 'up to 9', 'no webinar', 'after last closed_lost', true],
])('where %s (%s): %s (%s) may hold: %s', (first, settings, second, otherSettings, may) => {
  const definition = definitionOf(`fit (${settings}):\n  require ${first}\nintent (${otherSettings}):\n  require ${second}\nmql when qualified\n`);
  expect(boundsOf(definition).reasoner.refutes([thatHolds(definition.stages[0]!.ways[0]!.condition)])).toBe(!may);
});

describe('defined names', () => tryPairs([
  ['american and country CA', 'american and country US'],
  ['american and not american', 'american and not large'],
  ['not american and country US', 'not american and country CA'],
  ['both and employees < 50', 'both and employees < 51'],
], 'define:\n  american = country US\n  large = employees 50..\n  both = american and large\n'));

/** The first way into the last stage, in a definition with points. */
function ofStage(text: string): { readonly definition: Definition; readonly condition: Condition; readonly reasoner: Reasoner } {
  const definition = definitionOf(text);
  return { definition, condition: definition.stages.at(-1)!.ways[0]!.condition, reasoner: boundsOf(definition).reasoner };
}

describe('scores and outcomes', () => {
  const start = [
    'exclude: seniority intern', 'fit:', '  require country US', '  employees 50.. +20', '  employees 1..49 +10', 'intent (up to 30): webinar +10', 'warm when fit >= 10',
    'tier A when fit >= 20', 'tier B when fit >= 10', '',
  ].join('\n');
  const pairs: Pairs = [
    ['fit > 20', 'fit >= 20'],
    ['fit < 0', 'fit <= 0'],
    ['fit 11..19', 'fit 10..19'],
    ['intent > 30', 'intent >= 30'],
    ['score > 50', 'score >= 50'],
    ['score >= 50 and fit < 20', 'score >= 40 and fit < 20'],
    ['score < 20 and intent >= 20', 'score <= 20 and intent >= 20'],
    ['score 45 and fit 20', 'score 40 and fit 20'],
    ['qualified and country CA', 'qualified and country US'],
    ['qualified and seniority intern', 'qualified and seniority vp'],
    ['qualified and excluded', 'not qualified and not excluded'],
    ['not qualified and country US and seniority vp', 'not qualified and country US'],
    ['excluded and seniority vp', 'excluded and seniority intern'],
    ['not excluded and seniority intern', 'not excluded and seniority vp'],
    ['warm and fit < 10', 'warm and fit < 20'],
    ['warm and country CA', 'warm and country US'],
    ['not warm and qualified and fit >= 10', 'not warm and fit >= 10'],
  ];
  test.each(pairs)('never: %s', (never) => {
    const { condition, reasoner } = ofStage(`${start}mql when ${never}\n`);
    expect(reasoner.refutes([thatHolds(condition)])).toBe(true);
  });
  test.each(pairs)('not: %s; but: %s', (_never, may) => {
    const { condition, reasoner } = ofStage(`${start}mql when ${may}\n`);
    expect(reasoner.refutes([thatHolds(condition)])).toBe(false);
    expect(reasoner.refutes([thatFails(condition)])).toBe(false);
  });
  test('tiers', () => {
    const { reasoner, definition } = ofStage(`${start}mql when fit >= 10\nhandoff:\n  to "A" when tier A and tier B\n  to "B" when tier A\n`);
    const [both, one] = definition.handoffs!.map(({ when }) => when!);
    expect(reasoner.refutes([thatHolds(both!)])).toBe(true);
    expect(reasoner.refutes([thatHolds(one!)])).toBe(false);
    expect(reasoner.refutes([thatFails(one!)])).toBe(false);
  });
});

describe('what is assumed', () => {
  function left(assumed: string, condition: string): boolean {
    const definition = definitionOf(`exclude:\n  ${assumed}\n  ${condition}\nmql when demo_request\n`);
    const [first, second] = definition.exclusions.map((each) => each.condition);
    return !boundsOf(definition).reasoner.assuming([thatHolds(first!)]).refutes([thatHolds(second!)]);
  }
  test.each([
    ['country US', 'country CA', false],
    ['country US', 'country US', true],
    ['country US', 'title "x"', true],
    ['country US or country CA', 'country MX', false],
    ['country US or country CA', 'not country US', true],
    ['webinar within 7d >= 3', 'webinar < 3', false],
    ['webinar within 7d >= 3', 'webinar within 7d < 4', true],
    ['webinar >= 3', 'no activity and country US', false],
    ['country US and country CA', 'title "x"', false],
    ['country US', 'title "x" and country in (CA, MX)', false],
    ['country US', 'title "x" or country in (CA, MX)', true],
    ['country US', 'not (title "x" or country US)', false],
  ])('where %s: %s may hold: %s', (assumed, condition, may) => {
    expect(left(assumed, condition)).toBe(may);
  });
});
