/** Conditions, selectors and rules in words. Language reference, sections 4 and 5. */
import type { Condition, Rule, Selector, Subject, ValueTest } from '../../compiler/check/checked.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { ValueType } from '../../compiler/vocabulary/types.ts';
import { formatSignedPoints } from '../../runtime/format-points.ts';
import { counted, durationWords, intervalWords, list, nameWords, partWords, plural, quoted, testWords, unitOf, valueWords } from './words-of-values.ts';

export interface WordsContext {
  readonly timezone: string;
}

export function conditionWords(condition: Condition, context: WordsContext): string {
  switch (condition.kind) {
    case 'and': return list(condition.parts.map((part) => inner(part, context)), 'and');
    case 'or': return list(condition.parts.map((part) => inner(part, context)), 'or');
    case 'not': return negated(condition.operand, context);
    case 'at least': {
      const parts = condition.parts.map((part) => conditionWords(part, context)).join('; ');
      return condition.count === 1 ? `any of: ${parts}` : `at least ${condition.count} of: ${parts}`;
    }
    case 'defined': return `${quoted(nameWords(condition.definition.name))} holds`;
    case 'qualified': return 'the lead is qualified';
    case 'excluded': return 'the lead is excluded';
    case 'stage': return `the lead is ${condition.stage.name}`;
    case 'test': return testOf(condition.subject, condition.test, context);
    default: return unreachable(condition);
  }
}

/** In parentheses where it would read into its neighbours. */
function inner(condition: Condition, context: WordsContext): string {
  const words = conditionWords(condition, context);
  return condition.kind === 'and' || condition.kind === 'or' || condition.kind === 'at least' ? `(${words})` : words;
}

const negatedVerbs: Readonly<Record<string, string>> = {
  is: 'is not', contains: 'does not contain', mentions: 'does not mention', 'starts with': 'does not start with', 'ends with': 'does not end with',
  has: 'does not have',
};

function negated(operand: Condition, context: WordsContext): string {
  if (operand.kind === 'at least' && operand.count === 1) return `none of: ${operand.parts.map((part) => conditionWords(part, context)).join('; ')}`;
  if (operand.kind === 'test') {
    const { subject, test } = operand;
    if (isCountAboveZero(subject, test)) return `there is no ${selectorWords((subject as { selector: Selector }).selector, context, 'one')}`;
    const words = conditionWords(operand, context);
    const verb = / (is|contains|mentions|starts with|ends with|has) /.exec(words);
    if (verb !== null && subject.kind === 'field' && !words.includes(' or ')) {
      const instead = negatedVerbs[verb[1]!];
      return `${words.slice(0, verb.index)} ${instead} ${words.slice(verb.index + verb[0].length)}`;
    }
  }
  return `it is not so that ${conditionWords(operand, context)}`;
}

/** "a webinar", "an email click"; "a user" and "a unit" sound otherwise. */
function withArticle(words: string): string {
  return `${/^(?!us[aeu]|uni(?!n))[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;
}

function isCountAboveZero(subject: Subject, test: ValueTest): boolean {
  return subject.kind === 'count' && test.kind === 'interval' && test.high === undefined && test.low?.value === 0 && !test.low.inclusive;
}

function typeOf(subject: Subject): ValueType | undefined {
  return subject.kind === 'field' || subject.kind === 'property' ? subject.type : undefined;
}

function testOf(subject: Subject, test: ValueTest, context: WordsContext): string {
  const unit = unitOf(subject, context.timezone);
  if (isCountAboveZero(subject, test)) return `there is ${withArticle(selectorWords((subject as { selector: Selector }).selector, context, 'one'))}`;
  if (subject.kind === 'count' && test.kind === 'interval') return `there are ${intervalWords(test, unit)} ${selectorWords(subject.selector, context, 'many')}`;
  if (subject.kind === 'days' && test.kind === 'interval') return `there is ${withArticle(selectorWords(subject.selector, context, 'one'))} on ${intervalWords(test, unit)} days`;
  if (subject.kind === 'since' && test.kind === 'interval') return `the latest ${selectorWords(subject.selector, context, 'one')} is ${intervalWords(test, unit)} ago`;
  if (subject.kind === 'since' && (test.kind === 'missing' || test.kind === 'known')) return `there is ${test.kind === 'missing' ? 'no' : 'a'} ${selectorWords(subject.selector, context, 'one')}`;
  return `${subjectWords(subject, context)} ${testWords(test, unit, typeOf(subject))}`;
}

export function subjectWords(subject: Subject, context: WordsContext): string {
  switch (subject.kind) {
    case 'field': return `${nameWords(subject.field.name)}${partWords(subject.part)}`;
    case 'property': return `${nameWords(subject.property.name)}${partWords(subject.part)}`;
    case 'count': return `the number of ${selectorWords(subject.selector, context, 'many')}`;
    case 'days': return `the number of days with a ${selectorWords(subject.selector, context, 'one')}`;
    case 'distinct': return `the number of different ${plural(nameWords(subject.property.name))}${partWords(subject.part)} of ${selectorWords(subject.selector, context, 'many')}`;
    case 'total': return `the total ${nameWords(subject.property.name)} of ${selectorWords(subject.selector, context, 'many')}`;
    case 'since': return `the time since the latest ${selectorWords(subject.selector, context, 'one')}`;
    case 'score': return subject.score === 'score' ? 'the score' : `the ${nameWords(subject.score.name)} score`;
    case 'tier': return 'the tier';
    default: return unreachable(subject);
  }
}

/** "webinar whose title is “Sales Pipeline Management” in the last 30 days". */
export function selectorWords({ events, filter, window, cut, origin }: Selector, context: WordsContext, number: 'one' | 'many'): string {
  const isActivity = events.length !== 1;
  const name = isActivity ? 'activity of any kind' : nameWords(events[0]!.name);
  const noun = number === 'many' ? (isActivity ? 'activities of any kind' : plural(name)) : name;
  const where = filter === undefined ? '' : ` whose ${conditionWords(filter, context)}`;
  const when = window === undefined ? '' : ` in the last ${durationWords(window)}`;
  const after = cut === undefined || cut.origin === origin ? '' : ` after the last ${selectorWords(cut, context, 'one')}`;
  return `${noun}${where}${when}${after}`;
}

function pointsWords(points: number): string {
  return formatSignedPoints(points / 10_000);
}

export interface RuleWords {
  /** What has to be so. */
  readonly what: string;
  /** `+10`, `+10 each`, one line for each case. */
  readonly pays: readonly string[];
  /** Windows are in `what`; here are the ceiling, the caps, the loss with age and the condition of the tail. */
  readonly limits: readonly string[];
}

export function ruleWords(rule: Rule, context: WordsContext): RuleWords {
  const limits: string[] = [];
  if (rule.kind === 'occurrence rule') {
    if (rule.cooldown !== undefined) limits.push(`one counts only ${durationWords(rule.cooldown)} or more after the last that counted`);
    if (rule.oncePer !== undefined) limits.push(`once per ${rule.oncePer}`);
    if (rule.atMost === 1) limits.push('once, for the latest');
    else if (rule.atMost !== undefined) limits.push(`at most the ${rule.atMost} latest`);
    if (rule.fading?.kind === 'decay') limits.push(`loses ${rule.fading.percent / 10_000}% every ${durationWords(rule.fading.every)}`);
    if (rule.fading?.kind === 'fade') limits.push(`fades to nothing over ${counted(rule.fading.days, 'day')}`);
  }
  if (rule.upTo !== undefined) limits.push(`at most ${pointsWords(rule.upTo)} in all`);
  if (rule.when !== undefined) limits.push(`only when ${conditionWords(rule.when, context)}`);
  return { ...whatAndPays(rule, context), limits };
}

function whatAndPays(rule: Rule, context: WordsContext): Pick<RuleWords, 'what' | 'pays'> {
  switch (rule.kind) {
    case 'condition rule': return { what: conditionWords(rule.condition, context), pays: [pointsWords(rule.points)] };
    case 'proportional rule': {
      const unit = unitOf(rule.subject, context.timezone);
      const each = unit.kind === 'duration' ? durationWords(rule.unit) : unit.kind === 'money' ? valueWords(rule.unit / 10_000, unit) : valueWords(rule.unit, { kind: 'ten-thousandths' });
      return { what: subjectWords(rule.subject, context), pays: [`${pointsWords(rule.points)} for every ${each}`] };
    }
    case 'band rule': {
      const unit = unitOf(rule.subject, context.timezone);
      return {
        what: subjectWords(rule.subject, context),
        pays: rule.cases.map((one) => `${one.test === undefined ? 'otherwise' : testWords(one.test, unit, typeOf(rule.subject)).replace(/^is /, '')}: ${pointsWords(one.points)}`),
      };
    }
    case 'occurrence rule': {
      const main = rule.selector.events[0]?.properties[0];
      const each = rule.atMost === 1 ? '' : ' each';
      const cases = rule.cases.map((one) => (one.test === undefined
        ? rule.cases.length === 1 ? `${pointsWords(one.points)}${each}` : `otherwise: ${pointsWords(one.points)}${each}`
        : `${testWords(one.test, { kind: 'plain' }, main?.type).replace(/^is /, '')}: ${pointsWords(one.points)}${each}`));
      return { what: rule.atMost === 1 ? withArticle(selectorWords(rule.selector, context, 'one')) : `each ${selectorWords(rule.selector, context, 'one')}`, pays: cases };
    }
    default: return unreachable(rule);
  }
}
