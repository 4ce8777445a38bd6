/** A rule as a few facts with names, so that two versions of it can be set side by side. */
import type { Origin, Rule, Selector, Subject } from '../../compiler/check/checked.ts';
import { conditionKey, ruleKey, selectorKey, subjectKey, testKey } from '../../compiler/reason/keys.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import { formatDuration } from '../../runtime/format-explanation.ts';
import { formatSignedPoints } from '../../runtime/format-points.ts';
import { inlineCondition, inlineRule } from './inline.ts';

/** A fact: how it reads, and a key that is equal exactly where the meaning is. */
export interface Facet {
  readonly name: string;
  readonly text: string;
  readonly key: string;
}

export function sourceText({ file, span }: Origin): string {
  return file.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}

function selectorOf(rule: Rule): Selector | undefined {
  if (rule.kind === 'occurrence rule') return rule.selector;
  if (rule.kind === 'condition rule') return undefined;
  return 'selector' in rule.subject ? rule.subject.selector : undefined;
}

/** What the rule is about, whatever it pays: the event, the field, the score. Rules of one anchor may be versions of one rule. */
export function anchorOf(rule: Rule): string {
  switch (rule.kind) {
    case 'occurrence rule': return selectorAnchor(rule.selector);
    case 'condition rule': {
      const { condition } = rule;
      return condition.kind === 'test' ? subjectAnchor(condition.subject) : condition.kind === 'defined' ? `defined ${condition.definition.name}` : `condition ${condition.kind}`;
    }
    case 'band rule': case 'proportional rule': return subjectAnchor(rule.subject);
    default: return unreachable(rule);
  }
}

function subjectAnchor(subject: Subject): string {
  return 'selector' in subject ? selectorAnchor(subject.selector) : subjectKey(subject);
}

/** `activity` is all events that are not passive: what it stands for, in an order of its own. */
export function selectorAnchor({ events }: Selector): string {
  return `event ${events.map((event) => event.name).sort().join(',')}`;
}

/** The texts after `as`, or what the rule's own text is. */
export function ruleName(rule: Rule): string {
  return rule.label ?? sourceText(rule.origin);
}

/** Two rules with this key pay the same to every lead. */
export function ruleMeaning(rule: Rule): string {
  const inlined = inlineRule(rule);
  const points = 'cases' in inlined ? inlined.cases.map((one) => `${one.test === undefined ? '' : testKey(one.test)}:${one.points}`).join('|') : String(inlined.points);
  return `${ruleKey(inlined)} pays ${points} up to ${inlined.upTo ?? ''}`;
}

export function facetsOf(rule: Rule): Facet[] {
  const facets: Facet[] = [];
  const add = (name: string, text: string, key = text): void => { facets.push({ name, text, key }); };
  const selector = selectorOf(rule);
  switch (rule.kind) {
    case 'condition rule':
      add('condition', sourceText(rule.condition.origin), conditionKey(inlineCondition(rule.condition)));
      add('points', formatSignedPoints(rule.points / 10_000));
      break;
    case 'proportional rule':
      add('points', formatSignedPoints(rule.points / 10_000));
      add('per', rule.subject.kind === 'since' ? formatDuration(rule.unit) : String(rule.unit / 10_000), String(rule.unit));
      break;
    case 'band rule': case 'occurrence rule': {
      const cases = rule.cases.map((one) => ({
        text: rule.cases.length === 1 && one.test === undefined ? formatSignedPoints(one.points / 10_000) : sourceText(one.origin),
        key: `${one.test === undefined ? '' : testKey(one.test)}:${one.points}`,
      }));
      add(cases.length === 1 && rule.cases[0]!.test === undefined ? 'points' : 'cases', cases.map((one) => one.text).join(' | '), cases.map((one) => one.key).join('|'));
      break;
    }
    default: unreachable(rule);
  }
  if (selector !== undefined) {
    add('window', selector.window === undefined ? 'all time' : formatDuration(selector.window), String(selector.window));
    add('which events', sourceText(selector.origin), selectorKey({ ...selector, window: undefined }));
  }
  add('when', rule.when === undefined ? 'always' : sourceText(rule.when.origin), rule.when === undefined ? '' : conditionKey(inlineCondition(rule.when)));
  add('ceiling', rule.upTo === undefined ? 'none' : `up to ${rule.upTo / 10_000}`);
  if (rule.kind === 'occurrence rule') {
    const { fading } = rule;
    add('cooldown', rule.cooldown === undefined ? 'none' : `once every ${formatDuration(rule.cooldown)}`);
    add('calendar cap', rule.oncePer === undefined ? 'none' : `once per ${rule.oncePer}`);
    add('how many', rule.atMost === undefined ? 'every one' : rule.atMost === 1 ? 'once' : `at most ${rule.atMost} times`);
    add('loss with age', fading === undefined ? 'none' : fading.kind === 'fade' ? `fade over ${fading.days}d` : `decay ${fading.percent / 10_000}% every ${formatDuration(fading.every)}`);
  }
  add('label', rule.label ?? 'none');
  return facets;
}
