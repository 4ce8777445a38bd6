/**
 * A definition over the space of all leads: its scores and outcomes as terms. Where a limit cannot be told exactly from
 * counts (calendar days, cooldowns), everything that could come of it is allowed. Language reference, sections 4 to 6.
 */
import type { BandRule, Condition, Definition, DerivedScore, Points, Rule, ScoreFormula, Section, Stage, Subject, ValueTest } from '../../compiler/check/checked.ts';
import { subjectKey } from '../../compiler/reason/keys.ts';
import { normalForm } from '../../compiler/vocabulary/normal-form.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import { EventEncoder, largestValue } from './encode-events.ts';
import { caseIndex, OccurrenceEncoder } from './encode-occurrences.ts';
import { OutOfReach } from './asked.ts';
import { equalRule, equalTest } from './encode-equal.ts';
import type { OpenEvents } from './encode-open.ts';
import type { EqualParts } from './equal-parts.ts';
import { unitsOf } from './encode-proportional.ts';
import { and, compare, implies, int, ite, least, most, no, not, or, real, sum, times, yes } from './smt.ts';
import type { Term } from './smt.ts';
import { fieldTest } from './space.ts';
import type { Space } from './space.ts';

const largestTotal = 10_000_000_000_000;

export interface Encoded {
  readonly score: Term;
  /** By name in lower case: sections and derived scores. */
  readonly scores: ReadonlyMap<string, Term>;
  readonly excluded: Term;
  readonly qualified: Term;
  readonly stages: ReadonlyMap<string, Term>;
  /** The index of the tier's label in `tierLabels`; -1 for none. */
  readonly tier: Term;
  readonly tierLabels: readonly string[];
  /** The index of the handoff; -1 for none. */
  readonly handoff: Term;
  /** A condition in the place of a `when`. */
  readonly condition: (condition: Condition) => Term;
  /** Whether an exclusion, requirement, rule, case, way into a stage, tier or handoff held, as explanations say it. */
  readonly held: ReadonlyMap<object, Term>;
}

export interface EncodeOptions {
  /** A rule that is left out, as if it were not there. */
  readonly without?: Rule;
  /** Parts of which nothing is said but that they are the same wherever they stand. */
  readonly equal?: EqualParts;
  /** Events that are not looked into; the space need not have them. */
  readonly open?: OpenEvents;
}

export function encodeDefinition(space: Space, definition: Definition, options: EncodeOptions = {}): Encoded {
  return new Encoder(space, definition, options).run();
}

class Encoder {
  private readonly space: Space;
  private readonly definition: Definition;
  private readonly without: Rule | undefined;
  private readonly equal: EqualParts | undefined;
  private readonly open: OpenEvents | undefined;
  private readonly scores = new Map<Section | DerivedScore | 'score', Term>();
  private readonly stages = new Map<Stage, Term>();
  private readonly held = new Map<object, Term>();
  private readonly events: EventEncoder;
  private readonly occurrences: OccurrenceEncoder;
  private excluded: Term = no;
  private qualified: Term = yes;
  private tier: Term = int(-1);
  private tierLabels: readonly string[] = [];

  constructor(space: Space, definition: Definition, { without, equal, open }: EncodeOptions) {
    this.without = without;
    this.equal = equal;
    this.open = open;
    this.space = space;
    this.definition = definition;
    this.events = new EventEncoder(space, definition.timezone, open);
    this.occurrences = new OccurrenceEncoder(space, definition.timezone, this.events);
  }

  run(): Encoded {
    const { definition } = this;
    const { script } = this.space;
    this.excluded = script.define('Bool', 'excluded', or(definition.exclusions.map((one) => this.keep(one, this.condition(one.condition)))));
    const requirements: Term[] = [];
    for (const score of definition.scores) {
      if (score.kind === 'section') {
        requirements.push(...score.requirements.map((one) => this.keep(one, this.condition(one.condition))));
        this.scores.set(score, this.section(score));
      } else this.scores.set(score, this.formula(score.formula, score.name));
    }
    const total = definition.score === undefined
      ? sum(definition.scores.filter((score) => score.kind === 'section').map((score) => this.scores.get(score)!))
      : this.formula(definition.score, 'score');
    this.scores.set('score', script.define('Int', 'score', this.withinLimit(total)));
    this.qualified = script.define('Bool', 'qualified', and([not(this.excluded), ...requirements]));
    for (const stage of definition.stages) {
      this.stages.set(stage, script.define('Bool', `stage_${stage.name}`, and([this.qualified, or(stage.ways.map((way) => this.condition(way.condition)))])));
      for (const way of stage.ways) this.keep(way, and([this.qualified, this.condition(way.condition)]));
    }
    this.encodeTier();
    return {
      score: this.scores.get('score')!,
      scores: new Map(definition.scores.map((score) => [score.name.toLowerCase(), this.scores.get(score)!])),
      excluded: this.excluded, qualified: this.qualified,
      stages: new Map(definition.stages.map((stage) => [stage.name.toLowerCase(), this.stages.get(stage)!])),
      tier: this.tier, tierLabels: this.tierLabels, handoff: this.handoff(),
      condition: (condition) => this.condition(condition), held: this.held,
    };
  }

  private keep(node: object, term: Term): Term {
    this.held.set(node, term);
    return term;
  }

  // -------------------------------------------------------------- conditions

  private condition(condition: Condition): Term {
    switch (condition.kind) {
      case 'and': return and(condition.parts.map((part) => this.condition(part)));
      case 'or': return or(condition.parts.map((part) => this.condition(part)));
      case 'not': return not(this.condition(condition.operand));
      case 'at least': {
        const parts = condition.parts.map((part) => this.condition(part));
        return condition.count === 1 ? or(parts) : compare('>=', sum(parts.map((part) => ite(part, '1', '0'))), int(condition.count));
      }
      case 'defined': return this.condition(condition.definition.condition);
      case 'qualified': return this.qualified;
      case 'excluded': return this.excluded;
      case 'stage': return known(this.stages.get(condition.stage));
      case 'test': {
        const equal = this.equal?.test(condition);
        return equal === undefined ? this.test(condition.subject, condition.test) : equalTest(this.space, equal);
      }
      default: return unreachable(condition);
    }
  }

  /** A case of a subject that stands before its cases. */
  private caseTest({ origin, subject }: BandRule, test: ValueTest): Term {
    return this.condition({ kind: 'test', origin, subject, test });
  }

  private test(subject: Subject, test: ValueTest): Term {
    switch (subject.kind) {
      case 'field': return fieldTest(this.space, subject, test);
      case 'property': throw new OutOfReach('a property is asked outside a filter');
      case 'count': case 'days': case 'distinct': case 'total': case 'score': return this.amountTest(this.amount(subject), yes, test);
      case 'since': {
        const { value, known } = this.events.since(subject.selector);
        return this.amountTest(value, known, test);
      }
      case 'tier': {
        if (test.kind === 'label') return or(this.tierLabels.flatMap((label, index) => (normalForm(label) === normalForm(test.label) ? [compare('=', this.tier, int(index))] : [])));
        if (test.kind === 'any') return and([compare('>=', this.tier, '0'), or(test.tests.map((one) => this.test(subject, one)))]);
        if (test.kind === 'not') return not(this.test(subject, test.test));
        return test.kind === 'known' ? compare('>=', this.tier, '0') : compare('<', this.tier, '0');
      }
      default: return unreachable(subject);
    }
  }

  private amountTest(value: Term, known: Term, test: ValueTest): Term {
    switch (test.kind) {
      case 'interval': {
        const side = (operator: '<' | '<=' | '>' | '>=', bound: number): Term => (Number.isInteger(bound) ? compare(operator, value, int(bound)) : `(${operator} (to_real ${value}) ${real(bound)})`);
        return and([
          known,
          test.low === undefined ? yes : side(test.low.inclusive ? '>=' : '>', test.low.value),
          test.high === undefined ? yes : side(test.high.inclusive ? '<=' : '<', test.high.value),
        ]);
      }
      case 'any': return and([known, or(test.tests.map((one) => this.amountTest(value, known, one)))]);
      case 'not': return not(this.amountTest(value, known, test.test));
      case 'missing': return not(known);
      case 'known': return known;
      case 'recent': case 'boolean': case 'text': case 'member': case 'label': case 'has': throw new OutOfReach('an amount is compared with something else');
      default: return unreachable(test);
    }
  }

  private amount(subject: Extract<Subject, { kind: 'count' | 'days' | 'distinct' | 'total' | 'score' }>): Term {
    return subject.kind === 'score' ? known(this.scores.get(subject.score)) : this.events.amount(subject);
  }
  // -------------------------------------------------------------- points

  private withinLimit(term: Term): Term {
    return most(least(term, int(largestTotal)), int(-largestTotal));
  }

  private section(section: Section): Term {
    const { script } = this.space;
    let total = script.define('Int', `rules_${section.name}`, sum(section.rules.filter((rule) => rule !== this.without).map((rule) => script.define('Int', 'rule', this.rule(rule)))));
    if (section.upTo !== undefined) total = script.define('Int', section.name, least(total, int(section.upTo)));
    if (section.floor !== undefined) total = script.define('Int', section.name, most(total, int(section.floor)));
    return script.define('Int', section.name, this.withinLimit(total));
  }

  private formula({ terms, upTo, floor }: ScoreFormula, name: string): Term {
    const { script } = this.space;
    let total = sum(terms.map((term) => {
      if (term.kind === 'constant') return int(term.points);
      const value = known(this.scores.get(term.score));
      if (term.factor % 1_000_000 === 0) return times(term.factor / 1_000_000, value);
      // round(value * factor / 1000000), half away from zero.
      const product = script.define('Int', 'product', times(Math.abs(term.factor), value));
      const size = ite(compare('>=', product, '0'), product, `(- ${product})`);
      const rounded = script.define('Int', 'rounded', `(div (+ ${size} 500000) 1000000)`);
      const signed = ite(compare('>=', product, '0'), rounded, `(- ${rounded})`);
      return term.factor < 0 ? `(- ${signed})` : signed;
    }));
    if (upTo !== undefined) total = script.define('Int', name, least(script.define('Int', name, total), int(upTo)));
    if (floor !== undefined) total = script.define('Int', name, most(script.define('Int', name, total), int(floor)));
    return script.define('Int', name, this.withinLimit(script.define('Int', name, total)));
  }

  private rule(rule: Rule): Term {
    const equal = this.equal?.rule(rule);
    if (equal !== undefined) return equalRule(this.space, equal, rule);
    const pay = this.equal?.pay(rule);
    if (pay !== undefined) return ite(rule.when === undefined ? yes : this.condition(rule.when), equalRule(this.space, pay, rule), '0');
    const { script } = this.space;
    const whole = script.define('Int', 'paid', this.withinLimit(script.define('Int', 'paid', this.pays(rule))));
    const paid = script.define('Int', 'paid', this.ceiling(whole, rule.upTo));
    this.keepRule(rule);
    return rule.when === undefined ? paid : ite(this.condition(rule.when), paid, '0');
  }

  /** A rule holds as language reference, section 6, says; it has been encoded before. */
  private keepRule(rule: Rule): void {
    const when = rule.when === undefined ? yes : this.condition(rule.when);
    const some = (counts: readonly Term[]): Term => and([when, compare('>', sum(counts), '0')]);
    switch (rule.kind) {
      case 'condition rule': this.keep(rule, and([when, this.condition(rule.condition)])); return;
      case 'proportional rule': this.keep(rule, and([when, compare('>', this.proportional({ ...rule, points: 1 as Points }), '0')])); return;
      case 'occurrence rule': {
        if (this.open?.isOpen(rule.selector) === true) return;
        const paying = this.occurrences.paying(rule);
        this.keep(rule, some(paying.map(({ count }) => count)));
        rule.cases.forEach((one, index) => this.keep(one, some(paying.filter(({ cell }) => caseIndex(rule, cell) === index).map(({ count }) => count))));
        return;
      }
      case 'band rule': {
        const tests = rule.cases.map((one) => (one.test === undefined ? yes : this.caseTest(rule, one.test)));
        rule.cases.forEach((one, index) => this.keep(one, and([when, ...tests.slice(0, index).map(not), tests[index]!])));
        this.keep(rule, and([when, or(tests)]));
        return;
      }
      default: unreachable(rule);
    }
  }

  private ceiling(term: Term, upTo: number | undefined): Term {
    if (upTo === undefined) return term;
    return upTo > 0 ? least(term, int(upTo)) : upTo < 0 ? most(term, int(upTo)) : '0';
  }

  private pays(rule: Rule): Term {
    switch (rule.kind) {
      case 'condition rule': return ite(this.condition(rule.condition), int(rule.points), '0');
      case 'band rule': return rule.cases.reduceRight<Term>((rest, one) => (one.test === undefined ? int(one.points) : ite(this.caseTest(rule, one.test), int(one.points), rest)), '0');
      case 'proportional rule': return this.proportional(rule);
      case 'occurrence rule': return this.open?.isOpen(rule.selector) === true ? this.open.pays(this.space, rule) : this.occurrences.pays(rule);
      default: return unreachable(rule);
    }
  }

  private proportional({ subject, points, unit }: Extract<Rule, { kind: 'proportional rule' }>): Term {
    return times(points, unitsOf(this.space, this.events, subject, unit, (of) => this.amount(of)));
  }
  // -------------------------------------------------------------- outcomes

  private encodeTier(): void {
    const { tier } = this.definition;
    const { script } = this.space;
    if (tier === undefined) return;
    if (tier.kind === 'tier list') {
      this.tierLabels = tier.tiers.map(({ label }) => label);
      const chosen = tier.tiers.reduceRight<Term>((rest, one, index) => ite(this.condition(one.condition), int(index), rest), int(-1));
      this.tier = script.define('Int', 'tier', ite(this.excluded, int(-1), chosen));
      tier.tiers.forEach((one, index) => this.keep(one, compare('=', this.tier, int(index))));
      return;
    }
    let labels = [''];
    let index: Term = '0';
    let complete: Term = yes;
    for (const { subject, cases } of tier.bandings) {
      const taken = (rest: Term, test: ValueTest | undefined, at: number): Term => (test === undefined ? int(at) : ite(this.test(subject, test), int(at), rest));
      const chosen = script.define('Int', 'banding', cases.reduceRight<Term>((rest, { test }, at) => taken(rest, test, at), int(-1)));
      cases.forEach((one, at) => this.keep(one, and([not(this.excluded), compare('=', chosen, int(at))])));
      complete = and([complete, compare('>=', chosen, '0')]);
      index = `(+ (* ${index} ${cases.length}) ${chosen})`;
      labels = labels.flatMap((label) => cases.map((one) => label + one.label));
    }
    this.tierLabels = labels;
    this.tier = script.define('Int', 'tier', ite(and([not(this.excluded), complete]), index, int(-1)));
  }

  private handoff(): Term {
    const { handoffs, mainStage } = this.definition;
    const chosen = (handoffs ?? []).reduceRight<Term>((rest, one, index) => (one.when === undefined ? int(index) : ite(this.condition(one.when), int(index), rest)), int(-1));
    const handoff = this.space.script.define('Int', 'handoff', ite(this.stages.get(mainStage)!, chosen, int(-1)));
    handoffs?.forEach((one, index) => this.keep(one, compare('=', handoff, int(index))));
    return handoff;
  }
}

/** The checker lets nothing be asked before it is known; a guess in its place would make proofs of what is not so. */
function known(term: Term | undefined): Term {
  if (term === undefined) throw new Error('asked for a score or a stage before it is encoded');
  return term;
}
