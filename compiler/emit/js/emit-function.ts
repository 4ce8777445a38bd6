/**
 * `score` and `explain` as functions. Both compute the same in the same order: measures, exclusions, scores, stages, tier,
 * handoff; `explain` keeps what each item came to and the events that paid.
 * Longer than other files, because the steps share the state of one function that is being written.
 */
import { unreachable } from '../../unreachable.ts';
import type * as plan from '../../plan/plan.ts';
import { comment, indented, key, literal, nameEnd } from './code.ts';
import { conditionCode, type ConditionContext } from './emit-condition.ts';
import { formulaLines } from './emit-formula.ts';
import { limitedCode, occurrencePoints, paidCode } from './emit-occurrences.ts';
import { asPart, disjunction, grouped, testCode } from './emit-test.ts';
import { EventPass } from './event-pass.ts';
import type { ModuleParts } from './module-parts.ts';
import { furthestPoints, PointUnit } from './point-unit.ts';
import { isOwnNameOfLeads } from './own-names.ts';
import { viewAs, type Form } from './views.ts';

export class FunctionEmitter implements ConditionContext {
  readonly #plan: plan.Plan;
  readonly #parts: ModuleParts;
  readonly #unit: PointUnit;
  readonly #explaining: boolean;
  readonly #pass: EventPass;
  /** Locals that hold fields of the lead: name to expression. */
  readonly #fields = new Map<string, string>();
  /** Locals made out of what the pass gathered: name to expression. */
  readonly #measures = new Map<string, string>();
  readonly #lines: string[] = [];
  /** The expressions of an explanation's items. */
  readonly #items: string[] = [];
  #rules = 0;

  constructor(definition: plan.Plan, parts: ModuleParts, explaining: boolean) {
    this.#plan = definition;
    this.#parts = parts;
    this.#unit = new PointUnit(definition);
    this.#explaining = explaining;
    this.#pass = new EventPass(definition, parts);
  }

  /** The body of the function. To be called once. It throws where the lead, or some event, is `null` or `undefined`. */
  body(): string[] {
    this.#conditions();
    this.#exclusions();
    this.#plan.scores.forEach((score) => (score.kind === 'section' ? this.#section(score) : this.#derived(score)));
    this.#total();
    this.#stages();
    this.#tier();
    this.#handoff();
    const result = this.#result();
    return [
      ...this.#pass.code(),
      // Behind the pass, which needs none of them: so they are not kept through it.
      ...[...this.#fields].map(([name, code]) => `const ${name} = ${code};`),
      ...[...this.#measures].map(([name, code]) => `const ${name} = ${code};`),
      ...this.#lines,
      ...result,
    ];
  }

  // -------------------------------------------------------------- subjects

  /** The local that holds a subject. Amounts of points are ten-thousandths. */
  #operand(subject: plan.Subject, path: boolean, as?: 'raw' | 'lower case'): { readonly name: string; readonly form: Form } {
    switch (subject.kind) {
      case 'column': {
        const field = this.#plan.schema.fields[subject.field]!;
        const view = viewAs(this.#parts, as, subject, path);
        const name = `lead_${nameEnd(field.name)}${view.suffix}`;
        this.#fields.set(name, view.read(isOwnNameOfLeads(field.name) ? `lead.fields?.${field.name}` : `lead.${field.name}`));
        return { name, form: view.form };
      }
      case 'measure':
        return { name: this.#measure(subject.measure), form: 'number' };
      case 'since': {
        const { stream } = this.#plan.measures[subject.measure]!;
        const latest = this.#pass.latest(stream);
        return { name: this.#held(`since_${stream}`, `${latest} === -Infinity ? NaN : now - ${latest}`), form: 'number' };
      }
      case 'score':
        return { name: this.#scoreName(subject.score), form: 'number' };
      case 'tier':
        // INVARIANT: whoever asks stands after the tier in the function.
        return { name: 'tierText', form: 'text' };
      case 'property':
        throw new Error('a property outside a filter');
      default:
        return unreachable(subject);
    }
  }

  #measure(index: number): string {
    const measure = this.#plan.measures[index]!;
    switch (measure.kind) {
      case 'count':
        return this.#pass.count(measure.stream);
      case 'days':
        return this.#held(`daysWith_${measure.stream}`, this.#pass.units(measure.stream, 'day'));
      case 'distinct':
        return this.#held(`different_${index}`, this.#pass.distinct(measure.stream, measure.property, index));
      case 'total': {
        const { sum, more } = this.#pass.total(measure.stream, measure.property, index);
        return this.#held(`total_${index}`, `${this.#parts.helper('totalOf')}(${sum}, ${more})`);
      }
      case 'latest':
        return this.#pass.latest(measure.stream);
      default:
        return unreachable(measure);
    }
  }

  #held(name: string, code: string): string {
    this.#measures.set(name, code);
    return name;
  }

  #scoreName(score: number | null): string {
    return score === null ? 'total' : `score_${nameEnd(this.#plan.scores[score]!.name)}`;
  }

  // -------------------------------------------------------------- conditions

  test(subject: plan.Subject, test: plan.Test): string {
    const inUnits = subject.kind === 'score' ? scaledTest(test, this.#unit.size) : test;
    return testCode(this.#parts, inUnits, (path, as) => this.#operand(subject, path, as));
  }

  other(condition: Extract<plan.Condition, { readonly kind: 'condition' | 'qualified' | 'excluded' | 'stage' }>): string {
    switch (condition.kind) {
      case 'condition':
        return `is_${nameEnd(this.#plan.conditions[condition.condition]!.name)}`;
      case 'stage':
        return `stage_${nameEnd(this.#plan.stages[condition.stage]!.name)}`;
      default:
        return condition.kind;
    }
  }

  #condition(condition: plan.Condition): string {
    return conditionCode(condition, this);
  }

  #conditions(): void {
    for (const { name, origin, condition } of this.#plan.conditions) {
      this.#lines.push('', comment(origin.text), `const is_${nameEnd(name)} = ${this.#condition(condition)};`);
    }
  }

  #exclusions(): void {
    const names = this.#plan.exclusions.map((item, index) => this.#item('exclusion', item, `excluded_${index + 1}`, undefined));
    this.#lines.push(`const excluded = ${names.length === 0 ? 'false' : names.join(' || ')};`);
  }

  /** Declares the local that says whether an item holds. */
  #item(kind: 'exclusion' | 'requirement', item: plan.Item, name: string, section: string | undefined): string {
    this.#lines.push('', comment(item.label), `const ${name} = ${this.#condition(item.condition)};`);
    this.#explain(kind, item, section, `held: ${name}`);
    return name;
  }

  #explain(kind: string, item: { readonly label: string; readonly origin: plan.Origin }, section: string | undefined, rest: string): void {
    const { line, column } = item.origin;
    const inSection = section === undefined ? '' : `section: ${literal(section)}, `;
    this.#items.push(`{ kind: '${kind}', ${inSection}label: ${literal(item.label)}, line: ${line}, column: ${column}, ${rest} }`);
  }

  // -------------------------------------------------------------- scores

  readonly #requirements: string[] = [];

  #section(section: plan.Section): void {
    const name = this.#scoreName(this.#plan.scores.indexOf(section));
    this.#lines.push('', comment(`section ${section.name}`));
    section.requirements.forEach((requirement) => {
      this.#requirements.push(this.#item('requirement', requirement, `required_${this.#requirements.length + 1}`, section.name));
    });
    this.#lines.push(`let ${name} = 0;`);
    section.rules.forEach((rule) => this.#rule(rule, section.name, name));
    const { upTo, floor } = section;
    if (upTo !== null) this.#lines.push(`if (${name} > ${this.#unit.amount(upTo)}) ${name} = ${this.#unit.amount(upTo)};`);
    if (floor !== null) this.#lines.push(`if (${name} < ${this.#unit.amount(floor)}) ${name} = ${this.#unit.amount(floor)};`);
    const furthest = section.rules.reduce((sum, rule) => sum + furthestOf(rule), 0);
    if ((upTo === null || floor === null) && furthest > furthestPoints) this.#lines.push(`${name} = ${this.#bounded(name)};`);
  }

  #rule(rule: plan.Rule, section: string, sum: string): void {
    const id = this.#rules;
    this.#rules += 1;
    this.#lines.push(comment(rule.label));
    if (this.#explaining) {
      const { points, held, rest } = this.#explainedRule(rule, id);
      this.#lines.push(`const points_of_${id} = ${this.#limited(rule, points)} + 0;`, `${sum} += points_of_${id};`);
      this.#explain('rule', rule, section, `held: ${held}, points: ${this.#unit.shown(`points_of_${id}`)}${rest}`);
      return;
    }
    const points = this.#limited(rule, this.#points(rule, id));
    if (rule.when === null) this.#lines.push(`${sum} += ${points};`);
    else this.#lines.push(`if (${this.#condition(rule.when)}) ${sum} += ${points};`);
  }

  /** Within the rule's ceiling, and what any rule may pay. */
  #limited(rule: plan.Rule, points: string): string {
    const signs = new Set(('cases' in rule ? rule.cases.map((one) => one.points) : [rule.points]).map(Math.sign));
    // Whatever the ceiling: nothing is not cut.
    if (!signs.has(1) && !signs.has(-1)) return '0';
    const growsUp = !signs.has(-1);
    if (rule.upTo !== null) return `Math.${growsUp ? 'min' : 'max'}(${points}, ${this.#unit.amount(rule.upTo)})`;
    if (furthestOf(rule) <= furthestPoints) return grouped(points);
    if (growsUp) return `Math.min(${points}, ${this.#unit.limit})`;
    return signs.has(1) ? this.#bounded(points) : `Math.max(${points}, -${this.#unit.limit})`;
  }

  #bounded(points: string): string {
    return `${this.#parts.helper('bounded')}(${points}, ${this.#unit.limit})`;
  }

  /** What the rule pays where its `when` holds. */
  #points(rule: plan.Rule, id: number): string {
    switch (rule.kind) {
      case 'condition rule':
        return `${asPart(this.#condition(rule.condition))} ? ${this.#unit.amount(rule.points)} : 0`;
      case 'band rule':
        return this.#bands(rule.subject, rule.cases.map(({ test, points }) => ({ test, value: this.#unit.amount(points) })), '0');
      case 'proportional rule':
        return `${this.#unit.amount(rule.points)} * ${this.#units(rule)}`;
      case 'occurrence rule':
        return occurrencePoints(this.#parts, this.#unit, this.#pass, rule, id);
      default:
        return unreachable(rule);
    }
  }

  /** The value of the first case that holds. */
  #bands(subject: plan.Subject, cases: readonly { readonly test: plan.Test | null; readonly value: string }[], none: string): string {
    const otherwise = cases.findIndex((one) => one.test === null);
    const tested = otherwise === -1 ? cases : cases.slice(0, otherwise);
    const last = otherwise === -1 ? none : cases[otherwise]!.value;
    return [...tested.map(({ test, value }) => `${asPart(this.test(subject, test!))} ? ${value} : `), last].join('');
  }

  /** How many whole units are in the subject's value. */
  #units(rule: plan.ProportionalRule): string {
    const { subject, unit } = rule;
    if (subject.kind === 'measure') {
      const measure = this.#plan.measures[subject.measure]!;
      if (measure.kind === 'total') {
        const { sum, more } = this.#pass.total(measure.stream, measure.property, subject.measure);
        return `${this.#parts.helper('unitsOfTotal')}(${sum}, ${more}, ${unit})`;
      }
      return `${this.#parts.helper('wholeUnits')}(${this.#measure(subject.measure)} * 10000, ${unit})`;
    }
    const { name } = this.#operand(subject, false);
    const isNumber = subject.kind === 'column' && subject.type.kind !== 'duration';
    const amount = subject.kind === 'score' ? this.#unit.tenThousandths(name) : isNumber ? `${this.#parts.helper('tenThousandths')}(${name})` : name;
    return `${this.#parts.helper('wholeUnits')}(${amount}, ${unit})`;
  }

  /** What the rule pays, whether it holds, and what else its item says. */
  #explainedRule(rule: plan.Rule, id: number): { readonly points: string; readonly held: string; readonly rest: string } {
    const condition = rule.when === null ? undefined : asPart(this.#condition(rule.when));
    const [when, asked, otherwise] = condition === undefined ? ['', '', ['', '', '']] as const : [`${condition} && `, `${condition} ? `, [' : -1', ' : 0', ' : []']] as const;
    switch (rule.kind) {
      case 'condition rule': {
        this.#lines.push(`const held_${id} = ${when}${asPart(this.#condition(rule.condition))};`);
        return { points: `(held_${id} ? ${this.#unit.amount(rule.points)} : 0)`, held: `held_${id}`, rest: '' };
      }
      case 'band rule': {
        const cases = rule.cases.map(({ test }, index) => ({ test, value: String(index) }));
        this.#lines.push(`const case_${id} = ${asked}${grouped(this.#bands(rule.subject, cases, '-1'))}${otherwise[0]};`);
        const points = `([${rule.cases.map((one) => this.#unit.amount(one.points)).join(', ')}][case_${id}] ?? 0)`;
        return { points, held: `case_${id} !== -1`, rest: `, ...(case_${id} === -1 ? {} : { case: case_${id} })` };
      }
      case 'proportional rule': {
        this.#lines.push(`const units_${id} = ${asked}${this.#units(rule)}${otherwise[1]};`);
        return { points: `${this.#unit.amount(rule.points)} * units_${id}`, held: `units_${id} !== 0`, rest: '' };
      }
      case 'occurrence rule': {
        const found = this.#pass.gather(rule, id, `found_${id}`, [`const found_${id} = [];`], (points) => [
          `found_${id}.push({ at, points: ${this.#unit.amount(points)}, type: event.type });`,
        ]);
        const paid = paidCode(this.#parts, this.#unit, rule, 'event.at', 'event.points');
        this.#lines.push(`const paid_${id} = ${asked}${limitedCode(this.#parts, this.#pass, rule, found)}`
          + `.map((event) => ({ at: event.at, type: event.type, points: ${paid} }))${otherwise[2]};`);
        return {
          points: `paid_${id}.reduce((sum, event) => sum + event.points, 0)`,
          held: `paid_${id}.length !== 0`,
          rest: `, events: ${this.#parts.helper('shownOccurrences')}(paid_${id}, ${10_000 / this.#unit.size})`,
        };
      }
      default:
        return unreachable(rule);
    }
  }

  #derived(score: plan.DerivedScore): void {
    this.#lines.push('', comment(score.origin.text), ...formulaLines(this.#parts, this.#unit, score.formula, this.#scoreName(this.#plan.scores.indexOf(score)), (index) => this.#scoreName(index)));
  }

  #total(): void {
    this.#lines.push('');
    if (this.#plan.score !== null) {
      this.#lines.push(...formulaLines(this.#parts, this.#unit, this.#plan.score, 'total', (index) => this.#scoreName(index)));
      return;
    }
    const sections = this.#plan.scores.flatMap((score, index) => (score.kind === 'section' ? [this.#scoreName(index)] : []));
    this.#lines.push(`const total = ${sections.length === 0 ? '0' : this.#bounded(sections.join(' + '))};`);
  }

  // -------------------------------------------------------------- outcomes

  #stages(): void {
    this.#lines.push(`const qualified = ${['!excluded', ...this.#requirements].join(' && ')};`);
    for (const stage of this.#plan.stages) {
      const name = `stage_${nameEnd(stage.name)}`;
      stage.ways.forEach((way) => this.#lines.push(comment(way.origin.text)));
      if (!this.#explaining) {
        this.#lines.push(`const ${name} = qualified && (${disjunction(stage.ways.map((way) => this.#condition(way.condition)))});`);
        continue;
      }
      const ways = stage.ways.map((way, index) => {
        // `$`: no name of a definition has it, so no other stage is called so.
        const local = `${name}$${index + 1}`;
        this.#lines.push(`const ${local} = qualified && (${this.#condition(way.condition)});`);
        this.#explain('stage', way, undefined, `held: ${local}`);
        return local;
      });
      this.#lines.push(`const ${name} = ${ways.join(' || ')};`);
    }
  }

  #tier(): void {
    const { tier } = this.#plan;
    if (tier === null) return;
    this.#lines.push('');
    if (tier.kind === 'tier list') {
      tier.tiers.forEach(({ origin }) => this.#lines.push(comment(origin.text)));
      const choice = tier.tiers.map((one, index) => `${asPart(this.#condition(one.condition))} ? ${index} : `).join('');
      this.#lines.push(`const tierIndex = excluded ? -1 : ${choice}-1;`);
      const labels = this.#parts.constant('tiers', literal(tier.tiers.map((one) => one.label)));
      this.#lines.push(`const tier = tierIndex === -1 ? null : ${labels}[tierIndex];`);
      tier.tiers.forEach((one, index) => this.#explain('tier', one, undefined, `held: tierIndex === ${index}`));
    } else {
      this.#lines.push(comment(tier.origin.text));
      const names = tier.bandings.map((banding, index) => {
        const cases = banding.cases.map(({ test, label }) => ({ test, value: literal(label) }));
        this.#lines.push(`const tier_${index} = ${this.#bands(banding.subject, cases, 'null')};`);
        return `tier_${index}`;
      });
      const none = ['excluded', ...names.map((name) => `${name} === null`)].join(' || ');
      this.#lines.push(`const tier = ${none} ? null : ${names.join(' + ')};`);
      this.#explain('tier', { label: tier.origin.text, origin: tier.origin }, undefined, 'held: tier !== null');
    }
  }

  #handoff(): void {
    const { handoffs } = this.#plan;
    if (handoffs === null) return;
    const choice = handoffs.map(({ to, within, when, origin }) => {
      const value = `{ to: ${literal(to)}, within_ms: ${within} }`;
      return { condition: when === null ? undefined : this.#condition(when), value, origin };
    });
    // Nothing comes after a handoff that asks nothing.
    const last = choice.findIndex(({ condition }) => condition === undefined);
    const open = last === -1 ? choice : choice.slice(0, last + 1);
    const asksTier = open.some(({ condition }) => condition?.includes('tierText'));
    if (asksTier) this.#lines.push(`const tierText = ${this.#parts.helper('readText')}(tier);`);
    const main = `stage_${nameEnd(this.#plan.stages[this.#plan.mainStage]!.name)}`;
    this.#lines.push(
      '',
      'let handoff = null;',
      `if (${main}) {`,
      ...open.flatMap(({ condition, value, origin }, index) =>
        indented([comment(origin.text), `${index === 0 ? '' : 'else '}${condition === undefined ? '' : `if (${condition}) `}handoff = ${value};`])),
      '}',
    );
  }

  #result(): string[] {
    const { scores, stages, tier, handoffs } = this.#plan;
    return [
      '',
      'return {',
      ...indented([
        `id: typeof lead.id === 'string' ? lead.id : ${this.#parts.helper('idText')}(lead.id),`,
        `score: ${this.#unit.shown('total')},`,
        `sections: { ${scores.map((score, index) => `${key(score.name)}: ${this.#unit.shown(this.#scoreName(index))}`).join(', ')} },`,
        'qualified,',
        'excluded,',
        `stages: { ${stages.map((stage) => `${key(stage.name)}: stage_${nameEnd(stage.name)}`).join(', ')} },`,
        ...(tier === null ? [] : ['tier,']),
        ...(handoffs === null ? [] : ['handoff,']),
        ...(this.#explaining ? ['items: [', ...indented(this.#items.map((item) => `${item},`)), '],'] : []),
      ]),
      '};',
    ];
  }
}

/** A test of points in another unit. */
function scaledTest(test: plan.Test, size: number): plan.Test {
  const scaled = (bound: plan.Bound | null): plan.Bound | null => bound && { ...bound, value: bound.value / size };
  if (test.kind === 'interval') return { ...test, low: scaled(test.low), high: scaled(test.high) };
  if (test.kind === 'any') return { ...test, tests: test.tests.map((each) => scaledTest(each, size)) };
  return test.kind === 'not' ? { ...test, test: scaledTest(test.test, size) } : test;
}

/** How far a rule goes either way, in ten-thousandths; infinitely where only the bound of all rules holds it. */
function furthestOf(rule: plan.Rule): number {
  // A ceiling holds the side that the rule grows to.
  if (rule.upTo !== null) return Math.abs(rule.upTo);
  const furthest = 'cases' in rule ? Math.max(...rule.cases.map((one) => Math.abs(one.points))) : Math.abs(rule.points);
  switch (rule.kind) {
    case 'condition rule':
    case 'band rule':
      return furthest;
    case 'occurrence rule':
      return rule.atMost === null ? Infinity : rule.atMost * furthest;
    case 'proportional rule':
      return Infinity;
    default:
      return unreachable(rule);
  }
}
