/** How often each construct of the language, and each outcome, occurred: a generator that never makes a thing proves nothing of it. */
import type { Definition } from '../../compiler/check/checked.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { Condition, OccurrenceRule, Plan, Rule, Subject, Test } from '../../compiler/plan/plan.ts';
import type { Explanation } from '../evaluator.ts';

export class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string, times = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + times);
  }

  count(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  lines(): readonly string[] {
    return [...this.#counts].sort(([left], [right]) => (left < right ? -1 : 1)).map(([name, count]) => `${String(count).padStart(9)}  ${name}`);
  }

  definition(definition: Definition): void {
    const plan = makePlan(definition);
    this.add('definitions');
    if (plan.timezone !== 'UTC') this.add('time zone');
    this.#layout(definition.file.text);
    if (plan.schema.missingTexts.length > 0) this.add('missing texts');
    this.#plan(plan);
  }

  /** What of the text the plan no longer tells. */
  #layout(text: string): void {
    if (/\n\s*(and|or|\||,)[ \n]/i.test(text)) this.add('layout: a line goes on with its first word');
    if (/ (and|or|\|)\r?\n|,\r?\n/i.test(text)) this.add('layout: a line goes on with its last word');
    if (/\n(within|per|once|decay|fade|when) /i.test(text)) this.add('layout: a line begins with a tail');
  }

  #plan(plan: Plan): void {
    plan.streams.forEach((stream) => {
      this.add(stream.events.length > 1 ? 'stream: activity' : 'stream: one event type');
      if (stream.filter !== null) this.#condition(stream.filter, 'filter');
      if (stream.window !== null) this.add('stream: window');
      if (stream.cut !== null) this.add('stream: after last');
    });
    plan.measures.forEach((measure) => this.add(`measure: ${measure.kind}`));
    plan.conditions.forEach((each) => this.#condition(each.condition, 'define'));
    plan.exclusions.forEach((each) => this.#condition(each.condition, 'exclude'));
    for (const score of plan.scores) {
      this.add(score.kind);
      if (score.kind === 'derived score') continue;
      if (score.upTo !== null) this.add('section: up to');
      if (score.floor !== null) this.add('section: floor');
      score.requirements.forEach((each) => this.#condition(each.condition, 'requirement'));
      score.rules.forEach((rule) => this.#rule(rule));
    }
    if (plan.score !== null) this.add('score = ...');
    plan.stages.forEach((stage) => {
      if (stage.ways.length > 1) this.add('stage: also when');
      stage.ways.forEach((way) => this.#condition(way.condition, 'stage'));
    });
    if (plan.tier !== null) this.add(plan.tier.kind);
    if (plan.tier?.kind === 'tier list') plan.tier.tiers.forEach((tier) => this.#condition(tier.condition, 'tier'));
    if (plan.tier?.kind === 'tier grid') {
      for (const { subject, cases } of plan.tier.bandings) {
        this.#subject(subject, 'grid');
        cases.forEach(({ test }) => this.#test(test));
      }
    }
    if (plan.handoffs !== null) this.add('handoff');
    plan.handoffs?.forEach((each) => this.#condition(each.when, 'handoff'));
  }

  #rule(rule: Rule): void {
    this.add(rule.kind);
    if (rule.upTo !== null) this.add('rule: up to');
    if (rule.when !== null) this.#condition(rule.when, 'rule when');
    switch (rule.kind) {
      case 'condition rule':
        return this.#condition(rule.condition, 'rule');
      case 'band rule':
        this.#subject(rule.subject, 'bands');
        return rule.cases.forEach(({ test }) => this.#test(test));
      case 'proportional rule':
        return this.#subject(rule.subject, 'proportion');
      case 'occurrence rule':
        return this.#occurrences(rule);
    }
  }

  #occurrences(rule: OccurrenceRule): void {
    const limits = [
      rule.cases.length > 1 ? 'cases' : '', rule.cooldown === null ? '' : 'once every', rule.oncePer === null ? '' : `once per ${rule.oncePer}`,
      rule.atMost === null ? '' : rule.atMost === 1 ? 'once' : 'at most', rule.fading?.kind ?? '',
    ].filter((limit) => limit !== '');
    limits.forEach((limit) => this.add(`per event: ${limit}`));
    this.add(`per event: ${limits.length} limits together`);
    rule.cases.forEach(({ test }) => this.#test(test));
  }

  #condition(condition: Condition | null, place: string): void {
    if (condition === null) return;
    this.add(`condition in ${place}`);
    switch (condition.kind) {
      case 'and':
      case 'or':
      case 'at least':
        this.add(`condition: ${condition.kind}`);
        return condition.parts.forEach((part) => this.#condition(part, place));
      case 'not':
        this.add('condition: not');
        return this.#condition(condition.operand, place);
      case 'test':
        this.#subject(condition.subject, place);
        return this.#test(condition.test);
      default:
        this.add(`condition: ${condition.kind}`);
    }
  }

  #subject(subject: Subject, place: string): void {
    const type = 'type' in subject ? `, ${subject.type.kind === 'list' ? `list of ${subject.type.element.kind}` : subject.type.kind}${subject.part === null ? '' : `.${subject.part}`}` : '';
    this.add(`subject: ${subject.kind}${type}`);
    if (place === 'bands' || place === 'proportion' || place === 'grid') this.add(`${place} over ${subject.kind}`);
  }

  #test(test: Test | null): void {
    if (test === null) return this.add('test: otherwise');
    this.add(`test: ${test.kind}${'path' in test && test.path ? ' by path' : ''}`);
    if (test.kind === 'any' || test.kind === 'has') test.tests.forEach((each) => this.#test(each));
    if (test.kind === 'not') this.#test(test.test);
  }

  /** What one lead came to. */
  outcome(definition: Definition, explanation: Explanation): void {
    this.add('leads');
    const { stages, tier, handoff, qualified, excluded, sections } = explanation;
    this.add(`excluded ${excluded}`);
    this.add(`qualified ${qualified}`);
    Object.values(stages).forEach((holds, index) => this.add(`stage ${index + 1} ${holds}`));
    if (tier !== undefined) this.add(tier === null ? 'tier none' : 'tier given');
    if (handoff !== undefined) this.add(handoff === null ? 'handoff none' : 'handoff given');
    explanation.items.forEach((item) => this.add(`${item.kind} ${item.held ? 'held' : 'not held'}`));
    for (const score of definition.scores) {
      if (score.kind !== 'section') continue;
      const rules = explanation.items.filter((item) => item.kind === 'rule' && item.section === score.name);
      const sum = rules.reduce((total, item) => total + Math.round(item.points! * 10_000), 0);
      if (sum !== Math.round(sections[score.name]! * 10_000)) this.add(sum > sections[score.name]! * 10_000 ? 'section: ceiling bites' : 'section: floor bites');
      score.rules.forEach((rule, index) => {
        const item = rules[index]!;
        const paid = item.events?.reduce((total, event) => total + Math.round(event.points * 10_000), 0);
        if (rule.upTo !== undefined && paid !== undefined && paid !== Math.round(item.points! * 10_000)) this.add('rule: ceiling bites');
      });
    }
  }
}
