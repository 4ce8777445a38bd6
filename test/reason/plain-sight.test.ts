/** What is plain of a condition without a search. */
import { describe, expect, test } from 'vitest';
import type { Condition, Subject } from '../../compiler/check/checked.ts';
import { addSubjects, askDifferentSubjects, plainlyMay, saysNothingOf, type MayBe } from '../../compiler/reason/plain-sight.ts';
import { definitionOf } from '../check-text.ts';

const fields = Array.from({ length: 26 }, (_, index) => `field_${index}`);
const start = [
  'vocabulary:', ...fields.map((field) => `  lead ${field} number`), 'define:', '  american = country US', '  warm_company = american and employees 5..',
  'fit: country US +1', 'warm when fit >= 1', 'tier A when fit >= 1', '',
].join('\n');

function conditionsOf(...texts: readonly string[]): readonly Condition[] {
  return definitionOf(`${start}mql when country US\nhandoff:\n${texts.map((text) => `  to "A" when ${text}\n`).join('')}`).handoffs!.map(({ when }) => when!);
}

/** Of a filter of page views. */
function filterOf(text: string): Condition {
  const [condition] = conditionsOf(`page_view where (${text})`);
  if (condition!.kind !== 'test' || condition!.subject.kind !== 'count') throw new Error('an event is asked');
  return condition!.subject.selector.filter!;
}

const anything: MayBe = () => true;
const all = (count: number, between: string): string => fields.slice(0, count).map((field) => `${field} 1`).join(between);

describe('where every test may come out either way', () => {
  test.each([
    ['country US', true, true],
    ['not country US', true, true],
    ['american', true, true],
    ['warm_company', true, true],
    ['country US and title "a"', true, true],
    ['country US and country CA', false, true],
    ['not (country US and country CA)', true, false],
    ['country US or country CA', true, false],
    ['country US or title "a"', true, true],
    ['american and country CA', false, true],
    ['warm_company and title "a"', true, true],
    ['(country US or title "a") and employees 5', true, true],
    ['(country US or title "a") and country CA', false, true],
    ['title "a" and (country US or employees 5) and country CA', false, true],
    ['email "a@b.io" and email.domain "b.io"', true, true],
    ['email.domain "a.io" and email.domain "b.io"', false, true],
    ['at least 1 of (country US, country CA)', true, false],
    ['at least 1 of (country US, title "a")', true, true],
    ['at least 2 of (country US, title "a", employees 5)', true, true],
    ['at least 2 of (country US, title "a", country CA)', false, false],
    ['at least 2 of (country US, title "a")', true, true],
    ['at least 3 of (country US, title "a")', false, false],
    ['webinar and country US', true, true],
    ['country US and webinar', true, true],
    ['country US and title "a" and webinar', true, true],
    ['webinar and page_view', false, true],
    ['webinar and country US and page_view', false, true],
    ['tier A and country US', false, true],
    ['country US and fit >= 1', false, true],
    ['fit >= 1', true, true],
    ['tier A', true, true],
    ['fit >= 1 and country US and title "a"', false, true],
    ['country US and title "a" and tier A', false, true],
    ['qualified', false, false],
    ['excluded', false, false],
    ['warm', false, false],
    ['warm or country US', true, false],
    ['warm and country US', false, true],
    ['country US and title "a" and warm', false, true],
    [all(24, ' and '), true, true],
    [all(25, ' and '), false, true],
    [all(24, ' or '), true, true],
    [all(25, ' or '), true, false],
  ])('%s: may hold: %s, may fail: %s', (text, holds, fails) => {
    const [condition] = conditionsOf(text);
    expect([plainlyMay(condition!, true, anything), plainlyMay(condition!, false, anything)]).toEqual([holds, fails]);
  });

  test.each([
    ['title "a" and title "b"', false],
    ['title "a" and duration > 1s', true],
    ['url.host "a" and url.path "/b"', true],
    ['url.host "a" and url.host "b"', false],
    ['title "a" and url.host "a" and duration > 1s', true],
  ])('of an event: %s: %s', (text, holds) => {
    expect(plainlyMay(filterOf(text), true, anything)).toBe(holds);
  });
});

describe('where what asks the title never holds, and what asks the country never fails', () => {
  const mayBe: MayBe = (subject, _test, holds) => subject.kind === 'field' && (subject.field.name === 'title' ? !holds : subject.field.name !== 'country' || holds);
  test.each([
    ['title "a"', false, true],
    ['country US', true, false],
    ['not title "a"', true, false],
    ['country US and title "a"', false, true],
    ['title "a" and country US', false, true],
    ['title "a" or country US', true, false],
    ['country US or title "a"', true, false],
    ['title "a" or employees 5', true, true],
    ['at least 1 of (title "a", employees 5)', true, true],
    ['at least 2 of (title "a", employees 5, country US)', false, false],
    ['title "a" or webinar', false, false],
    ['country US and employees 5', true, true],
    ['title "a" and title "b"', false, true],
    ['country US or country CA', true, false],
    ['at least 1 of (country US, country CA)', true, false],
    [`${'title "a" or '.repeat(23)}employees 5`, true, false],
    [`${'title "a" or '.repeat(24)}employees 5`, false, false],
  ])('%s: may hold: %s, may fail: %s', (text, holds, fails) => {
    const [condition] = conditionsOf(text);
    expect([plainlyMay(condition!, true, mayBe), plainlyMay(condition!, false, mayBe)]).toEqual([holds, fails]);
  });
});

test('what is asked of a filter meanwhile takes nothing from the tests that are left', () => {
  const [outer, inner] = conditionsOf(all(24, ' and '), all(20, ' and '));
  expect(plainlyMay(outer!, true, () => plainlyMay(inner!, true, anything))).toBe(true);
});

describe('subjects', () => {
  const named = (subjects: readonly Subject[]): readonly string[] => subjects.map((subject) => (subject.kind === 'field' ? subject.field.name : subject.kind));
  test.each([
    ['country US and not (title "a" or webinar)', true, ['country', 'title', 'count']],
    ['at least 2 of (warm_company, title "a", not title "b")', true, ['country', 'employees', 'title', 'title']],
    ['country US and tier A and title "a"', false, ['country', 'tier']],
    ['fit >= 1 and title "a"', false, ['score']],
    ['qualified and title "a"', false, []],
    ['title "a" or excluded', false, ['title']],
    ['title "a" or warm', false, ['title']],
    [all(24, ' and '), true, fields.slice(0, 24)],
    [all(25, ' and '), false, fields.slice(0, 25)],
  ])('%s: all: %s', (text, isAll, expected) => {
    const subjects: Subject[] = [];
    expect(addSubjects(conditionsOf(text)[0]!, subjects)).toBe(isAll);
    expect(named(subjects)).toEqual(expected);
  });

  test.each([
    ['country US and title "a"', ['employees 5', 'webinar'], true],
    ['country US and title "a"', ['employees 5', 'title "b"'], false],
    ['title "a" and country US', ['employees 5', 'title "b"'], false],
    ['webinar', ['page_view', 'country US'], false],
    ['webinar', ['country US'], true],
    ['country US', ['webinar'], true],
    ['warm', ['country US'], false],
    ['title "a" or tier A', ['country US'], false],
  ])('%s says nothing of %j: %s', (text, others, expected) => {
    const subjects = conditionsOf(...others).map((each) => (each.kind === 'test' ? each.subject : undefined)!);
    expect(saysNothingOf(conditionsOf(text)[0]!, subjects)).toBe(expected);
  });

  test.each([
    [['country US', 'title "a"'], true],
    [['country US', 'title "a"', 'country CA'], false],
    [['country US', 'webinar'], true],
    [['webinar', 'page_view'], false],
    [['webinar', 'country US', 'page_view'], false],
    [['country US', 'not title "a"'], false],
    [['country US', 'fit >= 1'], false],
    [['country US', 'tier A'], true],
    [['email "a@b.io"', 'email.domain "b.io"'], true],
  ])('%j ask different subjects: %s', (texts, expected) => {
    expect(askDifferentSubjects(conditionsOf(...texts))).toBe(expected);
  });
});
