/** One text for each meaning: two parts of a definition with the same key ask the same, wherever they stand. */
import type { Condition, Rule, Selector, Subject, ValueTest } from '../check/checked.ts';
import { unreachable } from '../unreachable.ts';
import { Memo } from './memo.ts';
import { normalForm } from '../vocabulary/normal-form.ts';
import { piecesOf } from './text-pattern.ts';

const subjectKeys = new Memo<Subject, string>();

export function subjectKey(subject: Subject): string {
  const known = subjectKeys.get(subject);
  if (known !== undefined) return known;
  const key = makeSubjectKey(subject);
  subjectKeys.set(subject, key);
  return key;
}

function makeSubjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'field':
      return `field ${subject.field.name}.${subject.part ?? ''}`;
    case 'property':
      return `property ${subject.property.name}.${subject.part ?? ''}`;
    case 'count':
    case 'days':
    case 'since':
      return `${subject.kind} ${selectorKey(subject.selector)}`;
    case 'distinct':
      return `distinct ${subject.property.name}.${subject.part ?? ''} ${selectorKey(subject.selector)}`;
    case 'total':
      return `total ${subject.property.name} ${selectorKey(subject.selector)}`;
    case 'score':
      return `score ${subject.score === 'score' ? '' : subject.score.name}`;
    case 'tier':
      return 'tier';
    default:
      return unreachable(subject);
  }
}

const selectorKeys = new Memo<Selector, string>();

export function selectorKey(selector: Selector): string {
  const known = selectorKeys.get(selector);
  if (known !== undefined) return known;
  const key = makeSelectorKey(selector);
  selectorKeys.set(selector, key);
  return key;
}

function makeSelectorKey(selector: Selector): string {
  const filter = selector.filter === undefined ? '' : conditionKey(selector.filter);
  const cut = selector.cut === undefined ? '' : selectorKey(selector.cut);
  return `<${eventsKey(selector)}|${filter}|${selector.window ?? ''}|${cut}>`;
}

function eventsKey(selector: Selector): string {
  return selector.events.map((event) => event.name).join(',');
}

const testKeys = new Memo<ValueTest, string>();

export function testKey(test: ValueTest): string {
  const known = testKeys.get(test);
  if (known !== undefined) return known;
  const key = makeTestKey(test);
  testKeys.set(test, key);
  return key;
}

function makeTestKey(test: ValueTest): string {
  switch (test.kind) {
    case 'interval': {
      const low = test.low === undefined ? '' : `${test.low.inclusive ? '[' : '('}${test.low.value}`;
      const high = test.high === undefined ? '' : `${test.high.value}${test.high.inclusive ? ']' : ')'}`;
      return `${low}..${high}`;
    }
    case 'recent':
      return `recent ${test.milliseconds}`;
    case 'boolean':
      return String(test.value);
    case 'text': {
      const pieces = piecesOf(test);
      // Outside the quotes, so that no text that is compared reads like it.
      const asked = pieces === undefined ? `mentions ${JSON.stringify(normalForm(test.operand))}` : pieces.map((piece) => JSON.stringify(piece)).join('*');
      return `${test.byPath ? 'path ' : ''}${asked}`;
    }
    case 'member':
      return `member ${test.member}`;
    case 'label':
      return `label ${JSON.stringify(normalForm(test.label))}`;
    case 'any':
      // `in (US)` asks what `US` asks.
      if (test.tests.length === 1) return testKey(test.tests[0]!);
      return `any(${[...new Set(test.tests.map(testKey))].sort().join(';')})`;
    case 'not':
      return `not ${testKey(test.test)}`;
    case 'missing':
    case 'known':
      return test.kind;
    case 'has':
      return `has ${test.tests.length === 1 ? '' : test.quantifier}(${[...new Set(test.tests.map(testKey))].sort().join(';')})`;
    default:
      return unreachable(test);
  }
}

export function conditionKey(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `${condition.kind}(${[...new Set(condition.parts.map(conditionKey))].sort().join(';')})`;
    case 'not':
      return `not(${conditionKey(condition.operand)})`;
    case 'at least':
      return `at least ${condition.count}(${condition.parts.map(conditionKey).sort().join(';')})`;
    case 'defined':
      return `defined ${condition.definition.name}`;
    case 'qualified':
    case 'excluded':
      return condition.kind;
    case 'stage':
      return `stage ${condition.stage.name}`;
    case 'test':
      return `(${subjectKey(condition.subject)} ${testKey(condition.test)})`;
    default:
      return unreachable(condition);
  }
}

/** What makes a rule pay and how often, but not how much: rules of one key could be one rule. */
export function ruleKey(rule: Rule): string {
  const when = rule.when === undefined ? '' : conditionKey(rule.when);
  switch (rule.kind) {
    case 'condition rule':
      return `condition ${conditionKey(rule.condition)} when ${when}`;
    case 'band rule':
      return `band ${subjectKey(rule.subject)} ${casesKey(rule.cases)} when ${when}`;
    case 'proportional rule':
      return `proportional ${subjectKey(rule.subject)} per ${rule.unit} up to ${rule.upTo ?? ''} when ${when}`;
    case 'occurrence rule': {
      const { fading } = rule;
      const fade = fading === undefined ? '' : fading.kind === 'fade' ? `fade ${fading.days}` : `decay ${fading.percent} ${fading.every}`;
      const limits = `${rule.cooldown ?? ''}|${rule.oncePer ?? ''}|${rule.atMost ?? ''}|${fade}|${rule.upTo ?? ''}`;
      return `occurrences ${selectorKey(rule.selector)} ${casesKey(rule.cases)} ${limits} when ${when}`;
    }
    default:
      return unreachable(rule);
  }
}

function casesKey(cases: readonly { readonly test: ValueTest | undefined }[]): string {
  return cases.map(({ test }) => (test === undefined ? 'otherwise' : testKey(test))).join('|');
}
