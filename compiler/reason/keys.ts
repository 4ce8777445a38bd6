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
      return `field ${subject.field.name} ${subject.part ?? ''}`;
    case 'property':
      return joined(subject.kind, subject.property.name, subject.part);
    case 'count':
    case 'days':
    case 'since':
      return joined(subject.kind, selectorKey(subject.selector));
    case 'distinct':
      return joined(subject.kind, subject.property.name, subject.part, selectorKey(subject.selector));
    case 'total':
      return joined(subject.kind, subject.property.name, selectorKey(subject.selector));
    case 'score':
      return subject.score === 'score' ? subject.kind : joined(subject.kind, subject.score.name);
    case 'tier':
      return subject.kind;
    default:
      return unreachable(subject);
  }
}

/** What is not there leaves its place empty. */
function joined(...parts: readonly unknown[]): string {
  return parts.join(' ');
}

/** Neither their order matters, nor how often one comes. */
function setKey(keys: readonly string[]): string {
  return [...new Set(keys)].sort().join();
}

const selectorKeys = new Memo<Selector, string>();

export function selectorKey(selector: Selector): string {
  const known = selectorKeys.get(selector);
  if (known !== undefined) return known;
  const key = makeSelectorKey(selector);
  selectorKeys.set(selector, key);
  return key;
}

function makeSelectorKey({ events, filter, window, cut }: Selector): string {
  return `<${[setKey(events.map((event) => event.name)), filter && conditionKey(filter), window, cut && selectorKey(cut)].join('|')}>`;
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
    case 'interval':
      return joined(test.kind, test.low?.value, test.low?.inclusive, test.high?.value, test.high?.inclusive);
    case 'recent':
      return joined(test.kind, test.milliseconds);
    case 'boolean':
      return joined(test.kind, test.value);
    case 'text': {
      const pieces = piecesOf(test);
      // Outside the quotes, so that no text that is compared reads like it.
      return joined(test.byPath, pieces === undefined ? `mentions ${JSON.stringify(normalForm(test.operand))}` : pieces.map((piece) => JSON.stringify(piece)).join());
    }
    case 'member':
      return joined(test.kind, test.member);
    case 'label':
      return joined(test.kind, normalForm(test.label));
    case 'any':
      // `in (US)` asks what `US` asks.
      return test.tests.length === 1 ? testKey(test.tests[0]!) : `any(${setKey(test.tests.map(testKey))})`;
    case 'not':
      return `not(${testKey(test.test)})`;
    case 'missing':
    case 'known':
      return test.kind;
    case 'has':
      return `has ${test.tests.length > 1 && test.quantifier}(${setKey(test.tests.map(testKey))})`;
    default:
      return unreachable(test);
  }
}

export function conditionKey(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `${condition.kind}(${setKey(condition.parts.map(conditionKey))})`;
    case 'not':
      return `not(${conditionKey(condition.operand)})`;
    case 'at least':
      return `at least ${condition.count}(${condition.parts.map(conditionKey).sort().join()})`;
    case 'defined':
      return joined(condition.kind, condition.definition.name);
    case 'qualified':
    case 'excluded':
      return condition.kind;
    case 'stage':
      return joined(condition.kind, condition.stage.name);
    case 'test':
      return `(${subjectKey(condition.subject)} ${testKey(condition.test)})`;
    default:
      return unreachable(condition);
  }
}

/** What makes a rule pay and how often, but not how much: rules of one key could be one rule. */
export function ruleKey(rule: Rule): string {
  const when = rule.when && `when ${conditionKey(rule.when)}`;
  switch (rule.kind) {
    case 'condition rule':
      return joined(rule.kind, conditionKey(rule.condition), when);
    case 'band rule':
      return joined(rule.kind, subjectKey(rule.subject), casesKey(rule.cases), when);
    case 'proportional rule':
      return joined(rule.kind, subjectKey(rule.subject), rule.unit, rule.upTo, when);
    case 'occurrence rule': {
      const { fading } = rule;
      const fade = fading && (fading.kind === 'fade' ? joined(fading.kind, fading.days) : joined(fading.kind, fading.percent, fading.every));
      return joined(rule.kind, selectorKey(rule.selector), casesKey(rule.cases), [rule.cooldown, rule.oncePer, rule.atMost, fade, rule.upTo].join('|'), when);
    }
    default:
      return unreachable(rule);
  }
}

/** `otherwise` leaves its place empty. */
function casesKey(cases: readonly { readonly test: ValueTest | undefined }[]): string {
  return cases.map(({ test }) => test && testKey(test)).join('|');
}
