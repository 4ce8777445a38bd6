/** What a definition says of each lead, as columns over its facts: exclusions, rules, sections, scores, stages, tier, handoff. */
import type { Condition, Item, OccurrenceRule, Plan, Rule, ScoreFormula, Section, Subject } from '../../plan/plan.ts';
import { unreachable } from '../../unreachable.ts';
import { clamp, cutRule, cutSection, reach, scaled, sectionSize, tenThousandths, widest } from './amounts.ts';
import { emitCondition } from './emit-condition.ts';
import { emitPaid, emitPaidTogether, reachTogether, rulesOfOneSum } from './emit-occurrences.ts';
import { emitTest, firstCase, type Operand } from './emit-test.ts';
import type { Facts } from './facts.ts';
import { and, caseOf, decided, not, nothing, or, sql, sum, type Sql } from './sql.ts';
import type { Layers } from './steps.ts';

export type AskedOfItems = 'nothing' | 'points' | 'all';
/** The columns that hold a definition's outcome for a lead. */
export interface Outcome {
  readonly score: Sql;
  /** Of each of the plan's scores. Ten-thousandths, as the score. */
  readonly scores: readonly Sql[];
  readonly qualified: Sql;
  readonly excluded: Sql;
  readonly stages: readonly Sql[];
  readonly tier: Sql | undefined;
  readonly handoffTo: Sql | undefined;
  readonly handoffWithin: Sql | undefined;
  /** In the order of explanations; without rules that one sum pays for, where nothing is asked of them. */
  readonly items: readonly OutcomeItem[];
}

export interface OutcomeItem {
  readonly kind: 'exclusion' | 'requirement' | 'rule' | 'stage' | 'tier';
  readonly section: string | null;
  readonly label: string;
  readonly line: number;
  readonly column: number;
  readonly held: Sql;
  /** Of rules. */
  readonly points: Sql | undefined;
  /** Of band rules: the index of the case taken, or null. */
  readonly taken: Sql | undefined;
  /** Of occurrence rules, for the events that paid. */
  readonly rule: Rule | undefined;
}

/** @param asked of each item, beside what is said of the lead: nothing, its points, or what became of it, too */
export function emitScores(plan: Plan, facts: Facts, layers: Layers, prefix: string, asked: AskedOfItems): Outcome {
  return new ScoreWriter(plan, facts, layers, prefix, asked).write();
}

class ScoreWriter {
  readonly #plan: Plan;
  readonly #facts: Facts;
  readonly #layers: Layers;
  readonly #prefix: string;
  readonly #asked: AskedOfItems;
  readonly #conditions: (Sql | undefined)[] = [];
  readonly #scores: Sql[] = [];
  readonly #stages: Sql[] = [];
  readonly #items: OutcomeItem[] = [];
  #score: Sql = nothing;
  #excluded: Sql = nothing;
  #qualified: Sql = nothing;
  #tier: Sql | undefined;

  constructor(plan: Plan, facts: Facts, layers: Layers, prefix: string, asked: AskedOfItems) {
    this.#plan = plan;
    this.#facts = facts;
    this.#layers = layers;
    this.#prefix = prefix;
    this.#asked = asked;
  }

  write(): Outcome {
    const plan = this.#plan;
    const exclusions = plan.exclusions.map((item, index) => this.#item('exclusion', null, item, `exclusion_${index + 1}`, this.#condition(item.condition)));
    this.#excluded = this.#add('is_excluded', or(exclusions), 'excluded');
    const requirements: Sql[] = [];
    for (const score of plan.scores) {
      if (score.kind === 'section') requirements.push(...this.#section(score));
      else this.#scores.push(this.#add(`score_${score.name}`, this.#formula(score.formula), score.origin.text));
    }
    this.#score = this.#add('score_total', plan.score === null ? this.#total() : this.#formula(plan.score), 'score');
    this.#qualified = this.#add('is_qualified', and([not(this.#excluded), ...requirements]), 'qualified');
    for (const stage of plan.stages) {
      const ways = stage.ways.map((way, index) =>
        this.#item('stage', null, way, `way_${stage.name}_${index + 1}`, and([this.#qualified, this.#condition(way.condition)])));
      this.#stages.push(this.#add(`stage_${stage.name}`, or(ways), stage.name));
    }
    this.#writeTier();
    const { to, within } = this.#handoff();
    return {
      score: this.#score, scores: this.#scores, qualified: this.#qualified, excluded: this.#excluded, stages: this.#stages,
      tier: this.#tier, handoffTo: to, handoffWithin: within, items: this.#items,
    };
  }

  /** A thousand million points either way: no section goes further, but their sum could. */
  #total(): Sql {
    const sections = this.#plan.scores.flatMap((score, index) => (score.kind === 'section' ? [{ points: this.#scores[index]!, most: sectionSize(score) }] : []));
    const points = sections.map((section) => section.points);
    const most = sections.reduce((all, section) => all + section.most, 0);
    return most <= widest ? sum(points) : clamp(this.#facts.dialect, sum(points), -widest, widest);
  }

  #add(wanted: string, value: Sql, label: string): Sql {
    // What is a column already needs no step of its own to be one under another name.
    if (this.#facts.isColumn(value)) return value;
    const name = `${this.#prefix}${wanted}`;
    return this.#facts.isOfLead(value) ? this.#facts.addOfLead(name, value, label) : this.#layers.add(name, value, label);
  }

  /** A condition that the explanation tells of: a column, so that its label stands over it. */
  #item(kind: OutcomeItem['kind'], section: string | null, item: Item, wanted: string, condition: Sql): Sql {
    const held = this.#add(wanted, decided(condition), item.label);
    const { line, column } = item.origin;
    this.#items.push({ kind, section, label: item.label, line, column, held, points: undefined, taken: undefined, rule: undefined });
    return held;
  }

  // ---------------------------------------------------------------- sections

  #section(section: Section): Sql[] {
    const requirements = section.requirements.map((item, index) =>
      this.#item('requirement', section.name, item, `${section.name}_requirement_${index + 1}`, this.#condition(item.condition)));
    const together = this.#asked !== 'nothing' || this.#facts.occurrences === undefined ? [] : rulesOfOneSum(this.#plan, section);
    const points = section.rules.flatMap((rule, index) => together.some((each) => each === rule) ? [] : [this.#rule(section, rule, `${section.name}_rule_${index + 1}`)]);
    if (together.length > 0) points.push(this.#rulesTogether(section, together, `${section.name}_rules_${together.map((rule) => section.rules.indexOf(rule) + 1).join('_')}`));
    this.#scores.push(this.#add(`score_${section.name}`, cutSection(this.#facts.dialect, section, points), `${section.name}`));
    return requirements;
  }

  /** Points of rules of which nobody asks what each of them pays. */
  #rulesTogether(section: Section, rules: readonly OccurrenceRule[], wanted: string): Sql {
    const label = rules.map((rule) => rule.label).join('; ');
    const { columns, paid } = emitPaidTogether(this.#facts.occurrences!, rules, `${this.#prefix}${wanted}`, label);
    this.#facts.join(columns);
    return this.#add(wanted, cutRule(this.#facts.dialect, paid, null, ...reachTogether(rules)), label);
  }

  #rule(section: Section, rule: Rule, wanted: string): Sql {
    const { dialect } = this.#facts;
    const allowed = rule.when === null ? undefined : this.#condition(rule.when);
    const ifAllowed = (value: Sql): Sql => allowed === undefined ? value : caseOf([[allowed, value]], sql`0`);
    const [least, most] = reach(rule);
    const cut = (value: Sql): Sql => ifAllowed(cutRule(dialect, value, rule.upTo, least, most));
    const explained = (points: Sql, held: () => Sql, taken?: () => Sql): Sql => {
      const { line, column } = rule.origin;
      const isHeld = (): Sql => this.#add(`${wanted}_held`, decided(and(allowed === undefined ? [held()] : [allowed, held()])), rule.label);
      this.#items.push({
        kind: 'rule', section: section.name, label: rule.label, line, column, points, rule,
        held: this.#asked === 'all' ? isHeld() : nothing,
        taken: this.#asked === 'all' && taken !== undefined ? this.#add(`${wanted}_case`, ifAllowedOrNull(allowed, taken()), rule.label) : undefined,
      });
      return points;
    };

    switch (rule.kind) {
      case 'condition rule': {
        const holds = this.#condition(rule.condition);
        const points = this.#add(wanted, dialect.integer(cut(caseOf([[holds, sql`${rule.points}`]], sql`0`))), rule.label);
        return explained(points, () => holds);
      }
      case 'band rule': {
        const operand = this.#operand(rule.subject);
        const taken = (): Sql => firstCase(this.#facts, operand, rule.cases, (_case, index) => sql`${index}`);
        const pay = firstCase(this.#facts, operand, rule.cases, (one) => sql`${one.points}`);
        const points = this.#add(wanted, dialect.integer(cut(sql`coalesce(${pay}, 0)`)), rule.label);
        return explained(points, () => sql`(${taken()}) is not null`, taken);
      }
      case 'proportional rule': {
        const { amount, unit, isSum } = this.#amount(rule.subject, rule.unit);
        // Beyond so many units the rule pays all that any rule can.
        const mostUnits = rule.points === 0 ? 1 : Math.floor(widest / Math.abs(rule.points)) + 1;
        const quotient = isSum ? dialect.quotientOfSum(amount, sql`${unit}`) : dialect.quotient(amount, sql`${unit}`);
        const units = dialect.integer(dialect.least(quotient, sql`${mostUnits}`));
        const isPaid = sql`${amount} >= ${unit}`;
        const points = this.#add(wanted, cut(caseOf([[isPaid, sql`(${units} * ${rule.points})`]], sql`0`)), rule.label);
        return explained(points, () => isPaid);
      }
      case 'occurrence rule': {
        const occurrences = this.#facts.occurrences;
        if (occurrences === undefined) return explained(this.#add(wanted, sql`0`, rule.label), () => sql`false`);
        const { columns, paid, count } = emitPaid(occurrences, rule, `${this.#prefix}${wanted}`, rule.label, this.#asked === 'all');
        this.#facts.join(columns);
        const points = this.#add(wanted, cut(paid), rule.label);
        return explained(points, () => sql`coalesce(${count}, 0) > 0`);
      }
      default:
        return unreachable(rule);
    }
  }

  /** What a proportional rule divides, and by what: whole milliseconds, ten-thousandths or events. */
  #amount(subject: Subject, unit: number): { readonly amount: Sql; readonly unit: number; readonly isSum: boolean } {
    const { dialect } = this.#facts;
    const operand = this.#operand(subject);
    switch (subject.kind) {
      case 'column': {
        const value = operand.facet('value');
        const amount = operand.amounts === 'whole' ? value : this.#layers.add(`${value}_amount`, tenThousandths(dialect, value));
        return { amount, unit, isSum: false };
      }
      case 'measure': {
        const { kind } = this.#plan.measures[subject.measure]!;
        const value = operand.facet('value');
        if (kind === 'total') return { amount: value, unit, isSum: true };
        return unit % 10_000 === 0 ? { amount: value, unit: unit / 10_000, isSum: false } : { amount: sql`(${value} * 10000)`, unit, isSum: false };
      }
      case 'since':
      case 'score':
        return { amount: operand.facet('value'), unit, isSum: false };
      case 'property':
      case 'tier':
        throw new Error(`no proportion of ${subject.kind}`);
      default:
        return unreachable(subject);
    }
  }

  #formula({ terms, upTo, floor }: ScoreFormula): Sql {
    const { dialect } = this.#facts;
    const written = terms.map((term) => term.kind === 'constant' ? sql`${term.points}` : scaled(dialect, this.#scores[term.score]!, term.factor));
    return dialect.integer(clamp(dialect, sum(written), floor ?? -widest, upTo ?? widest));
  }

  // ---------------------------------------------------------------- outcomes

  #writeTier(): void {
    const { tier } = this.#plan;
    if (tier === null) return;
    const { dialect } = this.#facts;
    const isOpen = not(this.#excluded);
    if (tier.kind === 'tier list') {
      const holds = tier.tiers.map((item) => this.#condition(item.condition));
      const labels = tier.tiers.map((item, index) => [holds[index]!, dialect.text(item.label)] as const);
      this.#tier = this.#add('tier_label', caseOf([[isOpen, caseOf(labels)]]), 'tier');
      const place = this.#asked === 'all' ? this.#add('tier_place', caseOf([[isOpen, caseOf(holds.map((hold, index) => [hold, sql`${index}`] as const))]]), 'tier') : nothing;
      tier.tiers.forEach((item, index) => {
        this.#items.push({
          kind: 'tier', section: null, label: item.label, line: item.origin.line, column: item.origin.column, points: undefined, taken: undefined,
          rule: undefined, held: this.#asked === 'all' ? this.#add(`tier_${index + 1}_held`, decided(sql`${place} = ${index}`), item.label) : nothing,
        });
      });
      return;
    }
    const parts = tier.bandings.map((banding, index) => this.#add(`tier_part_${index + 1}`,
      firstCase(this.#facts, this.#operand(banding.subject), banding.cases, (one) => dialect.text(one.label)), banding.origin.text));
    const isWhole = and([isOpen, ...parts.map((part) => sql`${part} is not null`)]);
    const whole = parts.length === 1 ? parts[0]! : sql`concat(${parts.reduce((left, right) => sql`${left}, ${right}`)})`;
    this.#tier = this.#add('tier_label', caseOf([[isWhole, whole]]), 'tier');
    this.#items.push({
      kind: 'tier', section: null, label: tier.origin.text, line: tier.origin.line, column: tier.origin.column, points: undefined, taken: undefined,
      rule: undefined, held: this.#asked === 'all' ? this.#add('tier_held', sql`(${this.#tier} is not null)`, 'tier') : nothing,
    });
  }

  #handoff(): { readonly to: Sql | undefined; readonly within: Sql | undefined } {
    const { handoffs } = this.#plan;
    if (handoffs === null) return { to: undefined, within: undefined };
    const { dialect } = this.#facts;
    const main = this.#stages[this.#plan.mainStage]!;
    const holds = handoffs.map((handoff) => handoff.when === null ? sql`true` : this.#condition(handoff.when));
    const place = this.#add('handoff_place', caseOf([[main, caseOf(holds.map((hold, index) => [hold, sql`${index + 1}`] as const), undefined)]]), 'handoff');
    const each = (value: (index: number) => Sql): Sql => caseOf(handoffs.map((_handoff, index) => [sql`${place} = ${index + 1}`, value(index)] as const));
    const to = this.#add('handoff_to', each((index) => dialect.text(handoffs[index]!.to)), 'handoff');
    const withins = handoffs.map((handoff) => handoff.within);
    const within = withins.every((time) => time === null)
      ? sql`cast(null as ${dialect.types.integer})`
      : each((index) => (withins[index] === null ? nothing : sql`${withins[index]!}`));
    return { to, within: this.#add('handoff_within', within, 'handoff') };
  }

  // ---------------------------------------------------------------- conditions and subjects

  #condition(condition: Condition): Sql {
    return emitCondition(this.#facts, condition, { operand: (subject) => this.#operand(subject), condition: (named) => this.#named(named) });
  }

  #named(condition: Extract<Condition, { kind: 'condition' | 'qualified' | 'excluded' | 'stage' }>): Sql {
    switch (condition.kind) {
      case 'qualified':
        return this.#qualified;
      case 'excluded':
        return this.#excluded;
      case 'stage':
        return this.#stages[condition.stage]!;
      case 'condition': {
        const { name, condition: meaning } = this.#plan.conditions[condition.condition]!;
        return this.#conditions[condition.condition] ??= this.#add(`is_${name}`, decided(this.#condition(meaning)), name);
      }
      default:
        return unreachable(condition);
    }
  }

  #operand(subject: Subject): Operand {
    switch (subject.kind) {
      case 'column':
        return this.#facts.column(subject);
      case 'measure':
        return { amounts: 'whole', facet: () => this.#facts.measure(subject.measure) };
      case 'since':
        return { amounts: 'whole', facet: () => sql`(${this.#facts.now} - ${this.#facts.measure(subject.measure)})` };
      case 'score':
        return { amounts: 'whole', facet: () => (subject.score === null ? this.#score : this.#scores[subject.score]!) };
      case 'tier':
        return { amounts: 'whole', facet: () => this.#facts.dialect.normalForm(this.#tier!) };
      case 'property':
        throw new Error('a property outside a filter');
      default:
        return unreachable(subject);
    }
  }
}

function ifAllowedOrNull(allowed: Sql | undefined, value: Sql): Sql {
  return allowed === undefined ? value : caseOf([[allowed, value]]);
}
