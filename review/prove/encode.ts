/**
 * A definition over the space of all leads: its scores and outcomes as terms. Where a limit cannot be told exactly from
 * counts (calendar days, cooldowns), everything that could come of it is allowed. Language reference, sections 4 to 6.
 */
import type { Condition, Definition, DerivedScore, OccurrenceRule, Points, Rule, ScoreFormula, Section, Selector, Stage, Subject, ValueTest } from '../../compiler/check/checked.ts';
import { daysTouched, divideRounded } from '../../compiler/reason/occurrences.ts';
import { selectorKey, subjectKey, testKey } from '../../compiler/reason/keys.ts';
import { normalForm } from '../../compiler/reason/text-pattern.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import { askedTestKey, OutOfReach } from './asked.ts';
import { kindPasses } from './kinds.ts';
import { and, compare, implies, int, ite, least, most, no, not, or, real, sum, times, yes } from './smt.ts';
import type { Term } from './smt.ts';
import { fieldTest } from './space.ts';
import type { Cell, Space } from './space.ts';

const largestTotal = 10_000_000_000_000;
const largestValue = 1_000_000_000_000_000;
const day = 86_400_000;

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

/** A part of a cell: its events that the selector takes. */
interface Taken {
  readonly cell: Cell;
  readonly count: Term;
}

/** @param without a rule that is left out, as if it were not there */
export function encodeDefinition(space: Space, definition: Definition, without?: Rule): Encoded {
  return new Encoder(space, definition, without).run();
}

class Encoder {
  private readonly space: Space;
  private readonly definition: Definition;
  private readonly without: Rule | undefined;
  private readonly scores = new Map<Section | DerivedScore | 'score', Term>();
  private readonly stages = new Map<Stage, Term>();
  private readonly held = new Map<object, Term>();
  private readonly takenBySelector = new Map<string, readonly Taken[]>();
  private excluded: Term = no;
  private qualified: Term = yes;
  private tier: Term = int(-1);
  private tierLabels: readonly string[] = [];

  constructor(space: Space, definition: Definition, without: Rule | undefined) {
    this.without = without;
    this.space = space;
    this.definition = definition;
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
      case 'stage': return this.stages.get(condition.stage) ?? no;
      case 'test': return this.test(condition.subject, condition.test);
      default: return unreachable(condition);
    }
  }

  private test(subject: Subject, test: ValueTest): Term {
    switch (subject.kind) {
      case 'field': return fieldTest(this.space, subject, test);
      case 'property': throw new OutOfReach('a property is asked outside a filter');
      case 'count': case 'days': case 'distinct': case 'total': case 'score': return this.amountTest(this.amount(subject), yes, test);
      case 'since': {
        const { value, known } = this.since(subject.selector);
        return this.amountTest(value, known, test);
      }
      case 'tier': {
        if (test.kind === 'label') return or(this.tierLabels.flatMap((label, index) => (normalForm(label) === normalForm(test.label) ? [compare('=', this.tier, int(index))] : [])));
        if (test.kind === 'any') return or(test.tests.map((one) => this.test(subject, one)));
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
      case 'any': return or(test.tests.map((one) => this.amountTest(value, known, one)));
      case 'not': return not(this.amountTest(value, known, test.test));
      case 'missing': return not(known);
      case 'known': return known;
      case 'recent': case 'boolean': case 'text': case 'member': case 'label': case 'has': throw new OutOfReach('an amount is compared with something else');
      default: return unreachable(test);
    }
  }

  private amount(subject: Extract<Subject, { kind: 'count' | 'days' | 'distinct' | 'total' | 'score' }>): Term {
    if (subject.kind === 'score') return this.scores.get(subject.score) ?? '0';
    const taken = this.taken(subject.selector);
    if (subject.kind === 'count') return sum(taken.map(({ count }) => count));
    const part = subject.kind === 'days' ? '' : `${subject.property.name}.${subject.kind === 'distinct' ? subject.part ?? '' : ''}`;
    const key = `${subject.kind} ${part} ${selectorKey(subject.selector)} ${this.definition.timezone}`;
    const known = this.space.measures.get(key);
    if (known !== undefined) return known;
    const value = subject.kind === 'days' ? this.days(taken) : subject.kind === 'distinct' ? this.distinct(subject, taken) : this.total(subject, taken);
    this.space.measures.set(key, value);
    return value;
  }

  // -------------------------------------------------------------- events

  /** The cells that a selector takes events from. */
  private taken(selector: Selector): readonly Taken[] {
    const { window } = selector;
    const key = selectorKey(selector);
    const known = this.takenBySelector.get(key);
    if (known !== undefined) return known;
    const inCut = selector.cut === undefined ? undefined : this.newestBand(selector.cut);
    const taken = selector.events.flatMap((event) => (this.space.cellsOf.get(event.name.toLowerCase()) ?? [])
      .filter((cell) => (window === undefined || cell.band.until <= window) && (selector.filter === undefined || kindPasses(cell.kind, selector.filter)))
      .map((cell) => ({ cell, count: inCut === undefined ? cell.count : this.afterCut(cell, selector.cut!, inCut) })));
    this.takenBySelector.set(key, taken);
    return taken;
  }

  /** Of each age, whether the newest event of the selector has it: bands of several event types are compared by their ages. */
  private newestBand(selector: Selector): { readonly none: Term; readonly newerThan: (cell: Cell) => Term; readonly olderThan: (cell: Cell) => Term } {
    const taken = this.taken(selector);
    const some = (fits: (other: Cell) => boolean): Term => or(taken.filter(({ cell }) => fits(cell)).map(({ count }) => compare('>', count, '0')));
    return {
      none: not(some(() => true)),
      // Some event of the selector is in a band that is newer, throughout, than the cell.
      newerThan: (cell) => some((other) => other.band.until <= cell.band.from),
      // All events of the selector are in bands that are older, throughout, than the cell.
      olderThan: (cell) => not(some((other) => other.band.from < cell.band.until)),
    };
  }

  /** How many events of a cell are later than the latest of the cut. */
  private afterCut(cell: Cell, cut: Selector, newest: ReturnType<Encoder['newestBand']>): Term {
    const key = `cut ${cell.count} ${selectorKey(cut)}`;
    const known = this.space.measures.get(key);
    if (known !== undefined) return known;
    const { script } = this.space;
    const after = script.fresh('Int', 'after_cut');
    script.assert(and([compare('>=', after, '0'), compare('<=', after, cell.count)]));
    script.assert(implies(or([newest.none, newest.olderThan(cell)]), compare('=', after, cell.count)));
    script.assert(implies(newest.newerThan(cell), compare('=', after, '0')));
    const own = cut.events.some((event) => event.name === cell.kind.event.event.name) && (cut.filter === undefined || kindPasses(cell.kind, cut.filter));
    if (own && (cut.window === undefined || cell.band.until <= cut.window)) script.assert(compare('=', after, '0'));
    this.space.measures.set(key, after);
    return after;
  }

  private since(selector: Selector): { readonly value: Term; readonly known: Term } {
    const taken = this.taken(selector);
    const key = `since ${selectorKey(selector)}`;
    const { script } = this.space;
    const known = script.define('Bool', 'any_event', or(taken.map(({ count }) => compare('>', count, '0'))));
    let value = this.space.measures.get(key);
    if (value === undefined) {
      value = script.fresh('Int', 'since');
      this.space.measures.set(key, value);
      const ends = [...new Set(taken.map(({ cell }) => cell.band.from))].sort((first, second) => first - second);
      for (const from of ends) {
        const inBand = or(taken.filter(({ cell }) => cell.band.from === from).map(({ count }) => compare('>', count, '0')));
        const newer = or(taken.filter(({ cell }) => cell.band.until <= from).map(({ count }) => compare('>', count, '0')));
        // The newest event is at most as old as any band that has one reaches, and at least as old as the newest such band begins.
        const until = Math.max(...taken.filter(({ cell }) => cell.band.from === from).map(({ cell }) => cell.band.until));
        if (until !== Infinity) script.assert(implies(inBand, compare('<', value, int(until))));
        script.assert(implies(and([not(newer), not(or(taken.filter(({ cell }) => cell.band.from < from).map(({ count }) => compare('>', count, '0')))), inBand]), compare('>=', value, int(from))));
      }
      script.assert(compare('>=', value, '0'));
    }
    return { value, known };
  }

  private days(taken: readonly Taken[]): Term {
    const { script } = this.space;
    const value = script.fresh('Int', 'days');
    const count = sum(taken.map((one) => one.count));
    script.assert(and([compare('>=', value, '0'), compare('<=', value, count), implies(compare('>', count, '0'), compare('>=', value, '1'))]));
    const reach = Math.max(0, ...taken.map(({ cell }) => cell.band.until));
    if (reach !== Infinity) script.assert(compare('<=', value, int(daysTouched(this.definition.timezone, reach))));
    return value;
  }

  private distinct(subject: Extract<Subject, { kind: 'distinct' }>, taken: readonly Taken[]): Term {
    const { script } = this.space;
    const whole: Subject = { kind: 'property', origin: subject.origin, property: subject.property, part: subject.part, type: subject.property.type };
    const knownKey = askedTestKey(whole, { kind: 'known' });
    const known = taken.filter(({ cell }) => cell.kind.values.get(subject.property.name)?.holds.has(knownKey) === true);
    const byKind = new Map<string, Term[]>();
    for (const { cell, count } of known) {
      const kind = [...cell.kind.values.get(subject.property.name)!.holds].sort().join('\n');
      byKind.set(kind, [...(byKind.get(kind) ?? []), count]);
    }
    const value = script.fresh('Int', 'distinct');
    script.assert(compare('<=', value, sum(known.map(({ count }) => count))));
    // Values of different kinds are different, but not their parts: two urls may have one host.
    const groups = subject.part === undefined && subject.property.type.kind !== 'url' ? [...byKind.values()] : [known.map(({ count }) => count)];
    script.assert(compare('>=', value, sum(groups.map((counts) => ite(compare('>', sum(counts), '0'), '1', '0')))));
    return value;
  }

  private total(subject: Extract<Subject, { kind: 'total' }>, taken: readonly Taken[]): Term {
    const { script } = this.space;
    const whole: Subject = { kind: 'property', origin: subject.origin, property: subject.property, part: undefined, type: subject.property.type };
    const knownKey = askedTestKey(whole, { kind: 'known' });
    const isDuration = subject.property.type.kind === 'duration';
    const parts = taken.filter(({ cell }) => cell.kind.values.get(subject.property.name)?.holds.has(knownKey) === true).map(({ cell, count }) => {
      const { low, high } = rangeOfKind(cell, subject.property.name, isDuration);
      const part = script.fresh('Int', 'total');
      script.assert(and([
        implies(compare('=', count, '0'), compare('=', part, '0')),
        low === undefined ? yes : compare('>=', part, times(low, count)),
        high === undefined ? yes : compare('<=', part, times(high, count)),
      ]));
      return part;
    });
    return script.define('Int', 'total', sum(parts));
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
      const value = this.scores.get(term.score) ?? '0';
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
        const paying = this.paying(rule);
        this.keep(rule, some(paying.map(({ count }) => count)));
        rule.cases.forEach((one, index) => this.keep(one, some(paying.filter(({ cell }) => caseIndex(rule, cell) === index).map(({ count }) => count))));
        return;
      }
      case 'band rule': {
        const tests = rule.cases.map((one) => (one.test === undefined ? yes : this.test(rule.subject, one.test)));
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
      case 'band rule': return rule.cases.reduceRight<Term>((rest, one) => (one.test === undefined ? int(one.points) : ite(this.test(rule.subject, one.test), int(one.points), rest)), '0');
      case 'proportional rule': return this.proportional(rule);
      case 'occurrence rule': return this.occurrences(rule);
      default: return unreachable(rule);
    }
  }

  private proportional({ subject, points, unit }: Extract<Rule, { kind: 'proportional rule' }>): Term {
    const { script } = this.space;
    let value: Term;
    let known: Term = yes;
    if (subject.kind === 'since') ({ value, known } = this.since(subject.selector));
    else if (subject.kind === 'field') {
      const variable = this.space.fields.get(subject.field.name.toLowerCase())!;
      known = variable.known;
      if (subject.type.kind === 'duration') value = variable.value!;
      else if (this.space.measures.has(`scaled ${subjectKey(subject)}`)) value = this.space.measures.get(`scaled ${subjectKey(subject)}`)!;
      else {
        value = script.fresh('Int', 'scaled');
        this.space.measures.set(`scaled ${subjectKey(subject)}`, value);
        const exact = `(* 10000.0 ${variable.value!})`;
        const capped = `(ite (> ${exact} ${real(largestValue)}) ${real(largestValue)} (ite (< ${exact} ${real(-largestValue)}) ${real(-largestValue)} ${exact}))`;
        // Rounded half away from zero, in the arithmetic of doubles: at most a little more than a half away.
        // Of whole numbers the product is exact.
        script.assert(implies(`(is_int ${variable.value!})`, `(= (to_real ${value}) ${capped})`));
        script.assert(and([`(<= (- (to_real ${value}) ${capped}) 1.0)`, `(>= (- (to_real ${value}) ${capped}) (- 1.0))`]));
      }
    } else if (subject.kind === 'property' || subject.kind === 'tier') throw new OutOfReach('a rule divides what cannot be divided');
    else {
      const amount = this.amount(subject);
      value = subject.kind === 'count' || subject.kind === 'days' || subject.kind === 'distinct' ? times(10_000, amount) : amount;
    }
    const key = `units ${value} ${known} ${unit}`;
    const before = this.space.measures.get(key);
    if (before !== undefined) return times(points, before);
    const units = script.fresh('Int', 'units');
    this.space.measures.set(key, units);
    const positive = and([known, compare('>=', value, '0')]);
    script.assert(implies(positive, and([compare('<=', times(unit, units), value), compare('>', `(+ ${times(unit, units)} ${int(unit)})`, value)])));
    script.assert(implies(not(positive), compare('=', units, '0')));
    return times(points, units);
  }

  /** In the order of the language: cooldown, window, once per, at most, fading, sum. */
  private occurrences(rule: OccurrenceRule): Term {
    const { script } = this.space;
    return script.define('Int', 'occurrences', sum(this.paying(rule).map(({ cell, count, points }) => this.faded(rule, cell, count, points))));
  }

  /** The events that pay. Rules that differ in nothing but what they pay for have the same ones, in both versions of a definition. */
  private paying(rule: OccurrenceRule): readonly (Taken & { readonly points: number })[] {
    // Of events of one instant the one that pays more is the later one, so the order of the points matters where there are cases.
    const cases = rule.cases.map(({ test, points }) => `${test === undefined ? '' : testKey(test)} ${rule.cases.length === 1 ? '' : points}`).join('|');
    const key = `${selectorKey(rule.selector)} ${cases} ${rule.cooldown ?? ''} ${rule.oncePer ?? ''} ${rule.atMost ?? ''} ${this.definition.timezone}`;
    const known = this.space.paying.get(key) ?? this.keptEvents(rule);
    this.space.paying.set(key, known);
    return known.map((one) => ({ ...one, points: casePoints(rule, one.cell)! }));
  }

  private keptEvents(rule: OccurrenceRule): readonly (Taken & { readonly points: number })[] {
    // A cooldown goes through all matching events, those before the window too.
    const matching = this.taken(rule.cooldown === undefined ? rule.selector : { ...rule.selector, window: undefined })
      .flatMap((one) => {
        const points = casePoints(rule, one.cell);
        return points === undefined ? [] : [{ ...one, points }];
      });
    let events: readonly (Taken & { readonly points: number })[] = matching;
    if (rule.cooldown !== undefined) {
      const { cooldown } = rule;
      events = this.fewer(events, 'cooldown', (span) => (span === Infinity ? Infinity : Math.floor(span / cooldown) + 1), false);
      if (rule.selector.window !== undefined) events = events.filter(({ cell }) => cell.band.until <= rule.selector.window!);
    }
    if (rule.oncePer !== undefined) {
      const days = { day: 1, week: 7, month: 28 }[rule.oncePer];
      events = this.fewer(events, 'once_per', (span) => (span === Infinity ? Infinity : Math.ceil((daysTouched(this.definition.timezone, span) - 1) / days) + 1), true);
    }
    if (rule.atMost !== undefined) events = this.latest(events, rule.atMost);
    return events;
  }

  /** Fewer of them, newer bands no more than so many; at least one where `keepsNewest`. */
  private fewer(events: readonly (Taken & { readonly points: number })[], hint: string, mostIn: (span: number) => number, keepsNewest: boolean): (Taken & { readonly points: number })[] {
    const { script } = this.space;
    const kept = events.map((one) => {
      const count = script.fresh('Int', hint);
      script.assert(and([compare('>=', count, '0'), compare('<=', count, one.count)]));
      return { ...one, count };
    });
    for (const [, cells] of bandsOf(kept)) {
      const { band } = cells[0]!.cell;
      const limit = mostIn(band.until - band.from);
      if (limit !== Infinity) script.assert(compare('<=', sum(cells.map(({ count }) => count)), int(limit)));
    }
    const all = sum(events.map(({ count }) => count));
    const left = sum(kept.map(({ count }) => count));
    // The newest of all always pays under a calendar cap; the oldest of all always pays under a cooldown.
    script.assert(implies(compare('>', all, '0'), compare('>=', left, '1')));
    if (keepsNewest) {
      const reach = Math.max(0, ...kept.map(({ cell }) => cell.band.until));
      if (reach !== Infinity && reach > 0) script.assert(compare('<=', left, int(mostIn(reach))));
    }
    return kept;
  }

  /** The `limit` latest: newer bands first. */
  private latest(events: readonly (Taken & { readonly points: number })[], limit: number): (Taken & { readonly points: number })[] {
    const { script } = this.space;
    const bands = [...bandsOf(events)].sort(([first], [second]) => first - second);
    const kept: (Taken & { readonly points: number })[] = [];
    let newer: Term = '0';
    for (const [, cells] of bands) {
      const all = script.define('Int', 'in_band', sum(cells.map(({ count }) => count)));
      const room = script.define('Int', 'room', most('0', `(- ${int(limit)} ${newer})`));
      const paid = cells.map((one) => {
        const count = script.fresh('Int', 'latest');
        script.assert(and([compare('>=', count, '0'), compare('<=', count, one.count)]));
        return { ...one, count };
      });
      script.assert(compare('=', sum(paid.map(({ count }) => count)), least(all, room)));
      newer = script.define('Int', 'newer', sum([newer, all]));
      kept.push(...paid);
    }
    return kept;
  }

  private faded({ fading }: OccurrenceRule, { band }: Cell, count: Term, points: number): Term {
    if (fading === undefined) return times(points, count);
    const at = (age: number): number => {
      if (fading.kind === 'fade') {
        const k = Math.floor(age / day);
        return k >= fading.days ? 0 : signed(points, divideRounded(Math.abs(points), fading.days - k, fading.days));
      }
      return signed(points, divideRounded(Math.abs(points), decayFactor(fading.percent, Math.floor(age / fading.every)), 1_000_000));
    };
    const newest = at(band.from);
    const oldest = band.until === Infinity ? (fading.kind === 'fade' ? 0 : at(fading.every * 20_000)) : at(band.until - 1);
    if (newest === oldest) return times(newest, count);
    const { script } = this.space;
    const key = `faded ${JSON.stringify(fading)} ${count} ${points}`;
    const known = this.space.measures.get(key);
    if (known !== undefined) return known;
    const paid = script.fresh('Int', 'faded');
    this.space.measures.set(key, paid);
    script.assert(and([compare('>=', paid, times(Math.min(newest, oldest), count)), compare('<=', paid, times(Math.max(newest, oldest), count))]));
    return paid;
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
      const chosen = script.define('Int', 'banding', cases.reduceRight<Term>((rest, one, at) => (one.test === undefined ? int(at) : ite(this.test(subject, one.test), int(at), rest)), int(-1)));
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

function bandsOf<One extends Taken>(taken: readonly One[]): Map<number, One[]> {
  const bands = new Map<number, One[]>();
  for (const one of taken) bands.set(one.cell.band.from, [...(bands.get(one.cell.band.from) ?? []), one]);
  return bands;
}

/** The first case that takes an event of the cell. */
function caseIndex(rule: OccurrenceRule, cell: Cell): number {
  const main = cell.kind.event.event.properties[0];
  return rule.cases.findIndex((one) => {
    if (one.test === undefined) return true;
    const subject: Subject = { kind: 'property', origin: one.origin, property: main!, part: undefined, type: main!.type };
    return cell.kind.values.get(main!.name)?.holds.has(askedTestKey(subject, one.test)) === true;
  });
}

/** What an event of the cell pays; `undefined` where no case takes it. */
function casePoints(rule: OccurrenceRule, cell: Cell): number | undefined {
  return rule.cases[caseIndex(rule, cell)]?.points;
}

function signed(points: number, size: number): number {
  return points < 0 ? -size : size;
}

const factors = new Map<number, number[]>();

/** Whole millionths; language reference, section 5. */
function decayFactor(percent: number, step: number): number {
  const known = factors.get(percent) ?? [1_000_000];
  factors.set(percent, known);
  while (known.length <= step) {
    const next = divideRounded(known[known.length - 1]!, 1_000_000 - percent, 1_000_000);
    if (next === known[known.length - 1]) return next;
    known.push(next);
  }
  return known[step]!;
}

/** The least and most that one event of the cell adds to a total, as far as the tests of its property say; durations may be of any length. */
function rangeOfKind(cell: Cell, property: string, isDuration: boolean): { readonly low: number | undefined; readonly high: number | undefined } {
  const kind = cell.kind.values.get(property)!;
  const scale = (value: number): number => (isDuration ? value : Math.sign(value) * Math.floor(Math.min(Math.abs(value), 100_000_000_000) * 10_000 + 0.5));
  let low: number | undefined = isDuration ? undefined : -largestValue;
  let high: number | undefined = isDuration ? undefined : largestValue;
  for (const { key, test } of cell.kind.event.properties.get(property)!.tests.values()) {
    if (!kind.holds.has(key) || test.kind !== 'interval') continue;
    if (test.low !== undefined) low = Math.max(low ?? -Infinity, Math.floor(scale(test.low.value)));
    if (test.high !== undefined) high = Math.min(high ?? Infinity, Math.ceil(scale(test.high.value)));
  }
  return { low, high };
}
