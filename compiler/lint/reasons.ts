/** Why a condition holds never, or always, in words, where there is one plain reason. */
import type { Condition, Subject, ValueTest } from '../check/checked.ts';
import { showAmount } from './amounts.ts';
import { thatFails, thatHolds, type Reasoner } from '../reason/reasoner.ts';
import { asksPathWithoutSlash, impossibleSign, partLookedAt } from '../reason/url-parts.ts';
import { textOf } from './lint-context.ts';

export function reasonNever(condition: Condition, reasoner: Reasoner): string | undefined {
  const pair = condition.kind === 'and' ? clashingPair(condition.parts, reasoner) : undefined;
  return pair === undefined ? reasonOfOne(condition, reasoner, false) : `\`${textOf(pair[0].origin)}\` and \`${textOf(pair[1].origin)}\` never hold together`;
}

export function reasonAlways(condition: Condition, reasoner: Reasoner): string | undefined {
  const pair = condition.kind === 'or' ? coveringPair(condition.parts, reasoner) : undefined;
  return pair === undefined ? reasonOfOne(condition, reasoner, true) : `where \`${textOf(pair[0].origin)}\` does not hold, \`${textOf(pair[1].origin)}\` does`;
}

/** Of a test or its opposite. `holds`: it always does; else it never does. */
function reasonOfOne(condition: Condition, reasoner: Reasoner, holds: boolean): string | undefined {
  const only = condition.kind === 'not' ? condition.operand : condition;
  return only.kind === 'test' ? reasonOfTest(only.subject, only.test, reasoner, condition.kind === 'not' ? !holds : holds) : undefined;
}

/** Of a condition that never holds, the part that never does, if it is one; else the whole. */
export function culpritOf(condition: Condition, reasoner: Reasoner): Condition {
  const parts = condition.kind === 'and' ? condition.parts : [];
  return parts.find((part) => reasoner.refutes([thatHolds(part)])) ?? condition;
}

/** The first two that never hold together. */
export function clashingPair(parts: readonly Condition[], reasoner: Reasoner): readonly [Condition, Condition] | undefined {
  return firstPair(parts, (first, second) => reasoner.refutes([thatHolds(first), thatHolds(second)]));
}

function coveringPair(parts: readonly Condition[], reasoner: Reasoner): readonly [Condition, Condition] | undefined {
  return firstPair(parts, (first, second) => reasoner.refutes([thatFails(first), thatFails(second)]));
}

function firstPair(parts: readonly Condition[], isPair: (first: Condition, second: Condition) => boolean): readonly [Condition, Condition] | undefined {
  for (const [index, second] of parts.entries()) {
    const first = parts.slice(0, index).find((each) => isPair(each, second));
    if (first !== undefined) return [first, second];
  }
  return undefined;
}

/** `holds`: the test always holds; else it never does. */
function reasonOfTest(subject: Subject, test: ValueTest, reasoner: Reasoner, holds: boolean): string | undefined {
  if (test.kind === 'text') return reasonOfText(subject, test);
  if (test.kind !== 'interval') return undefined;
  const name = `\`${nameOf(subject)}\``;
  const { low, high, step } = reasoner.rangeOf(subject);
  const [asked, limit] = [(test.low ?? test.high)!.value, (test.high ?? test.low)!.value];
  // The far end of a window is outside, so `since` stays a millisecond below it.
  if (subject.kind === 'since' && Number.isFinite(high) && asked >= high) return `${name} is always less than ${showAmount(subject, high + 1)}`;
  if (holds && test.high === undefined && Number.isFinite(low)) return `the least that ${name} can be is ${showAmount(subject, low)}`;
  if (Number.isFinite(high) && asked >= high) return `the most that ${name} can be is ${showAmount(subject, high)}`;
  if (Number.isFinite(low) && limit <= low) return `the least that ${name} can be is ${showAmount(subject, low)}`;
  if (asked <= low && limit >= high) return `${name} is always from ${showAmount(subject, low)} to ${showAmount(subject, high)}`;
  if (step === undefined || asked % step === 0) return undefined;
  return step === 1 ? `${name} is a whole number` : `${name} is always a multiple of ${showAmount(subject, step)}`;
}

function reasonOfText(subject: Subject, test: ValueTest & { readonly kind: 'text' }): string | undefined {
  const part = partLookedAt(subject, test);
  const sign = impossibleSign(subject, test);
  if (sign !== undefined) return `the ${part} of ${part === 'domain' ? 'an email' : 'a url'} holds no \`${sign}\``;
  return asksPathWithoutSlash(subject, test) ? 'the path of a url begins with `/`' : undefined;
}

/** The subject as it is written, without its comparison. */
export function nameOf(subject: Subject): string {
  switch (subject.kind) {
    case 'score':
      return subject.score === 'score' ? 'score' : subject.score.name;
    case 'field':
      return subject.part === undefined ? subject.field.name : `${subject.field.name}.${subject.part}`;
    case 'property':
      return subject.part === undefined ? subject.property.name : `${subject.property.name}.${subject.part}`;
    case 'tier':
      return 'tier';
    case 'count':
      return subject.selector.events.length === 1 ? subject.selector.events[0]!.name : 'activity';
    case 'days':
    case 'distinct':
    case 'total':
    case 'since': {
      const event = subject.selector.events.length === 1 ? subject.selector.events[0]!.name : 'activity';
      const words = subject.kind === 'days' ? 'days with' : subject.kind;
      return 'property' in subject ? `${words} ${event}.${subject.property.name}` : `${words} ${event}`;
    }
  }
}
