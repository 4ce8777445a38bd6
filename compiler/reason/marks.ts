/**
 * A number for each meaning, made without making texts. What has the same key (`keys.ts`) has the same mark; few things that have not do.
 * So that keys are made of those alone that may be alike.
 */
import type { Condition, Rule, Selector, Subject, ValueTest } from '../check/checked.ts';
import { unreachable } from '../unreachable.ts';
import { normalForm } from '../vocabulary/normal-form.ts';

/** What makes a rule pay, roughly: rules of one `ruleKey` have one mark. */
export function ruleMark(rule: Rule): number {
  const when = rule.when === undefined ? 0 : conditionMark(rule.when);
  switch (rule.kind) {
    case 'condition rule':
      return mixed(mixed(1, conditionMark(rule.condition)), when);
    case 'band rule':
      return mixed(mixed(mixed(2, subjectMark(rule.subject)), casesMark(rule.cases)), when);
    case 'proportional rule':
      return mixed(mixed(mixed(3, subjectMark(rule.subject)), rule.unit), when);
    case 'occurrence rule':
      return mixed(mixed(mixed(mixed(4, selectorMark(rule.selector)), casesMark(rule.cases)), rule.atMost ?? 0), when);
    default:
      return unreachable(rule);
  }
}

/** Conditions of one `conditionKey` have one mark. */
export function conditionMark(condition: Condition): number {
  switch (condition.kind) {
    case 'and':
      return mixed(5, setMark(condition.parts, conditionMark));
    case 'or':
      return mixed(6, setMark(condition.parts, conditionMark));
    case 'not':
      return mixed(7, conditionMark(condition.operand));
    case 'at least':
      return mixed(8, setMark(condition.parts, conditionMark));
    case 'defined':
      return mixed(9, textMark(condition.definition.name));
    case 'qualified':
      return 10;
    case 'excluded':
      return 11;
    case 'stage':
      return mixed(12, textMark(condition.stage.name));
    case 'test':
      return mixed(subjectMark(condition.subject), testMark(condition.test));
    default:
      return unreachable(condition);
  }
}

function subjectMark(subject: Subject): number {
  switch (subject.kind) {
    case 'field':
      return mixed(13, textMark(subject.field.name));
    case 'property':
      return mixed(14, textMark(subject.property.name));
    case 'count':
      return mixed(15, selectorMark(subject.selector));
    case 'days':
      return mixed(16, selectorMark(subject.selector));
    case 'since':
      return mixed(17, selectorMark(subject.selector));
    case 'distinct':
      return mixed(18, selectorMark(subject.selector));
    case 'total':
      return mixed(19, selectorMark(subject.selector));
    case 'score':
      return subject.score === 'score' ? 20 : mixed(20, textMark(subject.score.name));
    case 'tier':
      return 21;
    default:
      return unreachable(subject);
  }
}

function selectorMark(selector: Selector): number {
  let mark = selector.events.length;
  // All events at once are the same ones everywhere.
  for (let index = 0; index < selector.events.length && index < 2; index += 1) mark = mixed(mark, textMark(selector.events[index]!.name));
  if (selector.filter !== undefined) mark = mixed(mark, conditionMark(selector.filter));
  if (selector.window !== undefined) mark = mixed(mark, selector.window);
  return selector.cut === undefined ? mark : mixed(mark, selectorMark(selector.cut));
}

function casesMark(cases: readonly { readonly test: ValueTest | undefined }[]): number {
  let mark = cases.length;
  for (const { test } of cases) mark = mixed(mark, test === undefined ? 22 : testMark(test));
  return mark;
}

function testMark(test: ValueTest): number {
  switch (test.kind) {
    case 'interval':
      return mixed(mixed(23, test.low?.value ?? 0), test.high?.value ?? 0);
    case 'recent':
      return mixed(24, test.milliseconds);
    case 'boolean':
      return test.value ? 25 : 26;
    case 'text':
      return mixed(27, textMark(test.operand));
    case 'member':
      return mixed(28, textMark(test.member));
    case 'label':
      return mixed(29, textMark(normalForm(test.label)));
    case 'any':
      return test.tests.length === 1 ? testMark(test.tests[0]!) : mixed(30, setMark(test.tests, testMark));
    case 'not':
      return mixed(31, testMark(test.test));
    case 'missing':
      return 32;
    case 'known':
      return 33;
    case 'has':
      return mixed(34, setMark(test.tests, testMark));
    default:
      return unreachable(test);
  }
}

/** Neither their order matters, nor how often one comes. */
function setMark<Item>(items: readonly Item[], markOf: (item: Item) => number): number {
  let least = Infinity;
  let most = -Infinity;
  for (const item of items) {
    const mark = markOf(item);
    if (mark < least) least = mark;
    if (mark > most) most = mark;
  }
  return mixed(least, most);
}

const star = 42;

/** Without regard to case, blanks and stars: a pattern without stars is an equality, and one with them can be a `contains`. */
function textMark(text: string): number {
  let mark = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) return textMark(lowerAscii(text));
    if (code <= 32 || code === star || code === 127) continue;
    // As `mixed` does, which has to divide, as it is given numbers of any size.
    mark = (Math.imul(mark, 31) + (code >= 65 && code <= 90 ? code + 32 : code)) | 0;
  }
  return mark;
}

/** What is ASCII in the normal form of a text. */
function lowerAscii(text: string): string {
  return normalForm(text).replace(/[^ -~]/g, '');
}

function mixed(mark: number, other: number): number {
  return (Math.imul(mark, 31) + (other % 0x7fff_ffff)) | 0;
}
