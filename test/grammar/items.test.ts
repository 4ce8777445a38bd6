/** Items and statements where a word more or less changes what they are: sections 4 to 7 of the language reference. */
import { describe, expect, test } from 'vitest';
import { item, readText, tree } from './reading.ts';

describe('conditions', () => {
  test.each([
    ['a or b and c or d', '{a or {b and c} or d}'],
    ['not a and b', '{not a and b}'],
    ['not not (a or b)', 'not not ({a or b})'],
    ['at least 2 of (a, b or c, not d)', 'at least 2 of (a, {b or c}, not d)'],
    ['all of (a)', 'all of (a)'],
    ['no webinar "x" within 7d', 'no webinar‹"x"›‹within 604800000ms›'],
    ['not webinar in ("a")', 'not webinar‹in ("a")›'],
    ['email.domain in free_mail', 'email.domain‹in list free_mail›'],
    ['x is missing and y is not known', '{x‹is missing› and y‹is not known›}'],
    ['tier A and tier "1"', '{tier‹A› and tier‹"1"›}'],
    ['score 40..50 and qualified and not excluded', '{score‹40..50› and qualified and not excluded}'],
    ['page_view where url "/x" within 7d >= 3', 'page_view‹where url‹"/x"››‹within 604800000ms›‹>= 3›'],
    ['page_view where url "/x" and b', '{page_view‹where url‹"/x"›› and b}'],
    ['page_view where seen within 7d within 30d', 'page_view‹where seen‹within 604800000ms››‹within 2592000000ms›'],
    ['webinar "A" 3', 'webinar‹"A"›‹3›'],
    ['webinar "A" 2..', 'webinar‹"A"›‹2..›'],
    ['webinar within 7d 3', 'webinar‹within 604800000ms›‹3›'],
    ['since activity is missing', 'since activity‹is missing›'],
    ['created within 30d', 'created‹within 2592000000ms›'],
    ['title not starts with any of heads', 'title‹not starts with any of list heads›'],
    ['title matches any of ("a*", b)', 'title‹matches any of ("a<*>", b)›'],
    ['tags has 5..9', 'tags‹has one (5..9)›'],
  ])('%s', (text, printed) => {
    expect(item(text)).toBe(`require (unsaid) ${printed}`);
  });
});

describe('rules', () => {
  test.each([
    ['webinar "A" where b 3 +5 | 4.. +6', 'bands webinar‹where b‹3››: "A" +5 | 4.. +6'],
    ['webinar "A" where b = 3 >= 2 +5 | 4.. +6', 'bands webinar‹"A"›‹where b‹= 3››: >= 2 +5 | 4.. +6'],
    ['webinar within 7d "A" +5', 'broken\nMQL0001 found `"A"` after `7d` where points, `and`, `or` or the end of the line is due'],
    ['download "a" within 7d +5 | "b" +6 within 30d', 'bands download‹within 604800000ms›: "a" +5 | "b" +6 [within 2592000000ms]'],
    ['webinar within 7d +5 | within 30d +2', 'bands webinar: within 604800000ms +5 | within 2592000000ms +2'],
    ['title contains "a" +5 | not contains "b" +3 | starts with "c" +1 | otherwise +0', 'bands title: contains "a" +5 | not contains "b" +3 | starts with "c" +1 | otherwise +0'],
    ['country in eu +5 | in (US, CA) +3 | is missing -1', 'bands country: in list eu +5 | in (US, CA) +3 | is missing -1'],
    ['since activity ..7d +5 | ..30d +2', 'bands since activity: ..604800000ms +5 | ..2592000000ms +2'],
    ['revenue $1m.. +5 | USD 500k.. +2', 'bands revenue: USD 1000000.. +5 | USD 500000.. +2'],
    ['page_view +5 per 3 up to 25 within 7d when a as "P"', 'proportional page_view +5 per 3 [up to 25] [within 604800000ms] [when a] [as "P"]'],
    ['revenue +1 per $1m', 'proportional revenue +1 per USD 1000000'],
    ['page_view within 7d +1 per 2', 'proportional page_view‹within 604800000ms› +1 per 2'],
    ['trial_signup +30 when not email.domain in free_mail up to 60', 'rule trial_signup +30 [when not email.domain‹in list free_mail›] [up to 60]'],
    ['webinar +10 when a once per month', 'rule webinar +10 [when a] [once per month]'],
    ['webinar +10 when country AT at most 3 times', 'rule webinar +10 [when country‹AT›] [at most 3]'],
    ['webinar +2.5k', 'rule webinar +2500'],
    ['webinar -10 up to -50', 'rule webinar -10 [up to -50]'],
    ['require a or b', 'require {a or b}'],
  ])('%s', (text, printed) => {
    expect(item(text)).toBe(printed);
  });

  test('the first case lies outside the subject', () => {
    const [section] = readText('fit: employees 1..49 +0 | 50.. +10').tree.parts;
    const [rule] = section?.kind === 'section' ? section.items : [];
    expect(rule).toMatchObject({ kind: 'banded rule', subject: { span: { start: 5, end: 14 } }, cases: [{ span: { start: 15, end: 23 } }, { span: { start: 26, end: 34 } }] });
  });
});

describe('score', () => {
  test.each([
    ['score = fit - 5', 'score = + fit - 5'],
    ['score = fit -5', 'score = + fit - 5'],
    ['score = -fit + 5', 'score = - fit + 5'],
    ['score = 60%*fit+40%*intent', 'score = + 60% * fit + 40% * intent'],
    ['score = fit -60% * intent', 'score = + fit - 60% * intent'],
    ['score = 0.5 * fit - -2 * intent floor -5 up to 10', 'score = + 0.5 * fit + 2 * intent up to 10 floor -5'],
    ['score total_fit = company + person', 'score total_fit = + company + person'],
  ])('%s', (text, printed) => {
    expect(tree(text)).toBe(printed);
  });
});

describe('tiers', () => {
  test.each([
    ['tier A when a', 'tier A when a'],
    ['tier "Best of all" when a', 'tier "Best of all" when a'],
    ['tier when when a', 'tier when when a'],
    ['tier = fit 60.. A | >= 40 B | otherwise C', 'tier = fit: 60.. => A | >= 40 => B | otherwise => C'],
    ['tier = seniority vp A | in (director) B, days with webinar within 7d 3.. "1"', 'tier = seniority: vp => A | in (director) => B, days with webinar‹within 604800000ms›: 3.. => "1"'],
    ['tier = fit ..5 A |\n 6..9 B\n | otherwise C,\n intent 5 D', 'tier = fit: ..5 => A | 6..9 => B | otherwise => C, intent: 5 => D'],
  ])('%j', (text, printed) => {
    expect(tree(text)).toBe(printed);
  });
});

describe('tests', () => {
  const test1 = (text: string): string => tree(`test "t":\n${text}`).replace(/^test "t":\n {2}/, '');
  test.each([
    ['given webinar', 'given webinar'],
    ['given country ON', 'given country = ON'],
    ['given 2 webinar "A" (minutes 30) 3d ago', 'given 2 x webinar = "A" (minutes: 30) ago 259200000ms'],
    ['given timeline 30d, webinar 30d ago', 'given timeline = 2592000000ms, webinar ago 2592000000ms'],
    ['given visit (tags ("a", "b"), cost USD 5, at 2026-01-01) on 2026-01-02', 'given visit (tags: ("a", "b"), cost: USD 5, at: date 2026-1-1) on date 2026-1-2'],
    ['given budget USD 5m, tech (HubSpot, Slack)', 'given budget = USD 5000000, tech (HubSpot, Slack)'],
    ['given created 2026-01-01T10:00Z', 'given created = instant 2026-01-01T10:00:00.000 offset 0'],
    ['expect not mql, no handoff, tier "1", fit -5, score > 5, score 5..9', 'expect not mql, no handoff, tier‹"1"›, fit‹-5›, score‹> 5›, score‹5..9›'],
    ['at 2026-01-01T10:00', 'at instant 2026-01-01T10:00:00.000'],
  ])('%s', (text, printed) => {
    expect(test1(text)).toBe(printed);
  });
});

describe('claims', () => {
  const claim = (text: string): string => tree(`claim "c":\n${text}`).replace(/^claim "c":\n {2}/, '');
  test.each([
    ['mql implies country US', 'claim mql => country‹US›'],
    ['a or b implies c and d', 'claim {a or b} => {c and d}'],
    ['a > 5 IMPLIES not webinar within 30d', 'claim a‹> 5› => not webinar‹within 2592000000ms›'],
    ['a is implies implies b "implies"', 'claim a‹is implies› => b‹"implies"›'],
    ['country in implies a', 'claim country‹in› => a'],
    ['country is implies a', 'claim country‹is› => a'],
    ['country in implies implies a', 'claim country‹in list implies› => a'],
    ['a\n  implies b\n  and c', 'claim a => {b and c}'],
    ['a implies\n  b\nc', 'claim a => b\n  claim c'],
    ['never a or b', 'claim never {a or b}'],
    ['Always not a', 'claim always not a'],
    ['never no webinar', 'claim never no webinar'],
    ['never days with webinar > 5', 'claim never days with webinar‹> 5›'],
    ['never', 'claim never'],
    ['never and a', 'claim {never and a}'],
    ['always implies never', 'claim always => never'],
    ['never = 5', 'claim never‹= 5›'],
    ['a; never b', 'claim a\n  claim never b'],
    ['tier A implies mql', 'claim tier‹A› => mql'],
    ['tier = A implies mql\ntier = "1"\nscore = 50 or mql\nscore = -5', 'claim tier‹= A› => mql\n  claim tier‹= "1"›\n  claim {score‹= 50› or mql}\n  claim score‹= -5›'],
    ['a\nscore = 50 + fit', 'claim a\nscore = + 50 + fit'],
    ['a\nscore = fit', 'claim a\nscore = + fit'],
    ['a\ntier = fit 5.. A', 'claim a\ntier = fit: 5.. => A'],
    ['a\nmql when b\nscore = 50', 'claim a\nstage mql when b\nscore = + 50'],
    ['always a implies b', 'broken\nMQL0001 found `implies` after `a` where the end of the line is due'],
    ['(a implies b)', 'broken\nMQL0001 found `implies` after `a` where `)` is due'],
    ['a implies b implies c', 'broken\nMQL0001 found `implies` after `b` where the end of the line is due'],
    ['a; implies b', 'claim a\n  broken\nMQL0001 found `implies` where a condition is due'],
    ['a implies', 'broken\nMQL0001 found the end after `implies` where a condition is due'],
    ['a +5', 'broken\nMQL0001 found `+5` after `a` where the end of the line is due'],
  ])('%j', (text, printed) => {
    expect(claim(text)).toBe(printed);
  });

  test('elsewhere its words are names and values', () => {
    expect(tree('fit:\nregion implies +5\nalways +3\nnever\nimplies > 2\nmql when never')).toBe([
      'section fit:', '  rule region‹implies› +5', '  rule always +3', '  require (unsaid) never', '  require (unsaid) implies‹> 2›', 'stage mql when never',
    ].join('\n'));
  });

  test('needs a title', () => {
    expect(tree('claim: a')).toBe('claim:\n  claim a\nMQL0010 `claim` has no title');
  });
});

describe('declarations', () => {
  const vocabulary = (text: string): string => tree(`vocabulary:\n${text}`).replace(/^vocabulary:\n {2}/, '');
  test.each([
    ['lead a text', 'lead a text'],
    ['lead owner text from "Owner" "Lead owner"', 'lead owner text from "Owner" from "Lead owner"'],
    ['lead a money gbp', 'lead a money gbp'],
    ['lead a list of one of (x, y "Y")', 'lead a list of one of (x, y "Y")'],
    ['lead a date', 'lead a date'],
    ['lead a datetime "%d.%m.%Y %H:%M"', 'lead a datetime "%d.%m.%Y %H:%M"'],
    ['lead a strange', 'lead a strange'],
    ['event e passive', 'event e () passive'],
    ['event passive', 'event passive ()'],
    ['event lead (event text, from text) from "x"', 'event lead (event text, from text) from "x"'],
  ])('%s', (text, printed) => {
    expect(vocabulary(text)).toBe(printed);
  });
});
