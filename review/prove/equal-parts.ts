/**
 * Rules and tests that two versions of a definition have in common. What they come to is the same for both, whatever it is:
 * often that is all that has to be known of them, and then nothing inside them has to be encoded.
 */
import type { Bound, Condition, Definition, Rule, Selector, Subject, ValueTest } from '../../compiler/check/checked.ts';
import { conditionKey, ruleKey } from '../../compiler/reason/keys.ts';
import type { IntervalTest } from '../../compiler/reason/number-range.ts';
import { ruleAsksOutcomes } from '../../compiler/reason/outcomes.ts';

/** Names, in lower case, that the two versions declare otherwise, so that equal words do not mean the same. */
export interface Apart {
  readonly fields: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  /** Calendar days are other days. */
  readonly zone: boolean;
}

type TestCondition = Extract<Condition, { kind: 'test' }>;

export interface EqualParts {
  /** A key of a rule or test that both versions have and that asks nothing of how the lead came out. */
  readonly rule: (rule: Rule) => string | undefined;
  /** The same of a rule without its `when`. */
  readonly pay: (rule: Rule) => string | undefined;
  readonly test: (condition: TestCondition) => string | undefined;
}

export function equalParts(before: Definition, after: Definition, apart: Apart): EqualParts {
  const own = new OwnKeys(apart);
  const [old, now] = [before, after].map((definition) => keysIn(definition, own));
  const shared = (key: string | undefined): string | undefined => (key !== undefined && old!.has(key) && now!.has(key) ? key : undefined);
  return {
    rule: (rule) => shared(own.ofRule(rule)),
    pay: (rule) => shared(own.ofRule({ ...rule, when: undefined })),
    test: (condition) => shared(own.ofTest(condition)),
  };
}

/** Keys that mean the same in both versions; `undefined` where equal words might not. */
class OwnKeys {
  private readonly apart: Apart;

  constructor(apart: Apart) {
    this.apart = apart;
  }

  ofRule(rule: Rule): string | undefined {
    if (ruleAsksOutcomes(rule)) return undefined;
    if (rule.when !== undefined && !this.isPlain(rule.when)) return undefined;
    const ceiling = `up to ${rule.upTo ?? ''}`;
    switch (rule.kind) {
      case 'condition rule': return this.isPlain(rule.condition) ? `${ruleKey(rule)} ${rule.points} ${ceiling}` : undefined;
      case 'band rule': return this.subjectIsPlain(rule.subject) ? `${ruleKey(rule)} ${rule.cases.map(({ points }) => points).join()} ${ceiling}` : undefined;
      case 'proportional rule': return this.subjectIsPlain(rule.subject) ? `${ruleKey(rule)} ${rule.points} ${ceiling}` : undefined;
      case 'occurrence rule':
        if (!this.selectorIsPlain(rule.selector) || (this.apart.zone && rule.oncePer !== undefined)) return undefined;
        return `${ruleKey(rule)} ${rule.cases.map(({ points }) => points).join()} ${ceiling}`;
    }
  }

  ofTest(condition: TestCondition): string | undefined {
    return this.isPlain(condition) ? conditionKey({ ...condition, test: joined(condition.test) }) : undefined;
  }

  /** A name of a condition says nothing of what it stands for. */
  private isPlain(condition: Condition): boolean {
    switch (condition.kind) {
      case 'and': case 'or': case 'at least': return condition.parts.every((part) => this.isPlain(part));
      case 'not': return this.isPlain(condition.operand);
      case 'defined': case 'qualified': case 'excluded': case 'stage': return false;
      case 'test': return this.subjectIsPlain(condition.subject);
    }
  }

  private subjectIsPlain(subject: Subject): boolean {
    switch (subject.kind) {
      case 'field': return !this.apart.fields.has(subject.field.name.toLowerCase());
      case 'property': return true;
      case 'count': case 'distinct': case 'total': case 'since': return this.selectorIsPlain(subject.selector);
      case 'days': return !this.apart.zone && this.selectorIsPlain(subject.selector);
      case 'score': case 'tier': return false;
    }
  }

  private selectorIsPlain({ events, filter, cut }: Selector): boolean {
    return events.every(({ name }) => !this.apart.events.has(name.toLowerCase())) && (filter === undefined || this.isPlain(filter)) && (cut === undefined || this.selectorIsPlain(cut));
  }
}

/** `4..7 or above 7 up to 10` is `4..10`. */
function joined(test: ValueTest): ValueTest {
  if (test.kind !== 'any' || !test.tests.every((one) => one.kind === 'interval')) return test;
  const from = ({ low }: IntervalTest): number => low?.value ?? -Infinity;
  const ranges = [...test.tests].sort((first, second) => from(first) - from(second) || Number(second.low?.inclusive ?? true) - Number(first.low?.inclusive ?? true));
  const kept: IntervalTest[] = [];
  for (const next of ranges) {
    const last = kept.at(-1);
    if (last === undefined || !touches(last, next)) kept.push(next);
    else kept[kept.length - 1] = { kind: 'interval', low: last.low, high: further(last.high, next.high) };
  }
  return kept.length === 1 ? kept[0]! : { kind: 'any', tests: kept };
}

/** Nothing lies between the two, of which the second begins no earlier. */
function touches({ high }: IntervalTest, { low }: IntervalTest): boolean {
  return high === undefined || low === undefined || low.value < high.value || (low.value === high.value && (low.inclusive || high.inclusive));
}

function further(first: Bound | undefined, second: Bound | undefined): Bound | undefined {
  if (first === undefined || second === undefined) return undefined;
  return first.value > second.value || (first.value === second.value && first.inclusive) ? first : second;
}

function keysIn(definition: Definition, own: OwnKeys): Set<string> {
  const keys = new Set<string>();
  const add = (key: string | undefined): void => { if (key !== undefined) keys.add(key); };
  const visit = (condition: Condition | undefined): void => {
    switch (condition?.kind) {
      case 'and': case 'or': case 'at least': condition.parts.forEach(visit); break;
      case 'not': visit(condition.operand); break;
      case 'defined': visit(condition.definition.condition); break;
      case 'test': add(own.ofTest(condition)); break;
      case 'qualified': case 'excluded': case 'stage': case undefined: break;
    }
  };
  definition.exclusions.forEach((one) => visit(one.condition));
  for (const score of definition.scores) {
    if (score.kind !== 'section') continue;
    score.requirements.forEach((one) => visit(one.condition));
    for (const rule of score.rules) {
      add(own.ofRule(rule));
      add(own.ofRule({ ...rule, when: undefined }));
      visit(rule.when);
      if (rule.kind === 'condition rule') visit(rule.condition);
      if (rule.kind === 'band rule') {
        for (const { origin, test } of rule.cases) if (test !== undefined) visit({ kind: 'test', origin, subject: rule.subject, test });
      }
    }
  }
  definition.stages.forEach((stage) => stage.ways.forEach((way) => visit(way.condition)));
  if (definition.tier?.kind === 'tier list') definition.tier.tiers.forEach((tier) => visit(tier.condition));
  definition.handoffs?.forEach((handoff) => visit(handoff.when));
  return keys;
}

/** The least and most that a rule can pay, from its points alone; `undefined`: no limit. In ten-thousandths. */
export function plainBounds(rule: Rule): { readonly least: number | undefined; readonly most: number | undefined } {
  const points = rule.kind === 'band rule' || rule.kind === 'occurrence rule' ? rule.cases.map((one) => one.points) : [rule.points];
  const [lowest, highest] = [Math.min(0, ...points), Math.max(0, ...points)];
  const once = rule.kind === 'condition rule' || rule.kind === 'band rule';
  const times = rule.kind === 'occurrence rule' ? rule.atMost : once ? 1 : undefined;
  const upTo = rule.upTo ?? undefined;
  return {
    least: lowest === 0 ? 0 : upTo !== undefined && upTo <= 0 ? upTo : times === undefined ? undefined : lowest * times,
    most: highest === 0 ? 0 : upTo !== undefined && upTo >= 0 ? upTo : times === undefined ? undefined : highest * times,
  };
}
