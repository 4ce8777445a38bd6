/** What is known of each lead before any rule: its fields, and what it did. */
import type { ColumnSubject, Plan } from '../../plan/plan.ts';
import { unreachable } from '../../unreachable.ts';
import { tenThousandths } from './amounts.ts';
import type { Dialect } from './dialect.ts';
import type { Occurrences } from './emit-occurrences.ts';
import type { Operand } from './emit-test.ts';
import { isDouble, type EventSteps } from './event-steps.ts';
import type { ReadingRules, RelationReader } from './read-relation.ts';
import type { Facet } from './scalar-facet.ts';
import { fieldColumn, type Relation } from './source.ts';
import { and, sql, type Sql } from './sql.ts';
import { namesIn, type Column, type Layers } from './steps.ts';

/** The facts that one definition asks for. */
export class Facts {
  readonly dialect: Dialect;
  readonly now: Sql;
  /** `undefined` where there are no events at all. */
  readonly occurrences: Occurrences | undefined;
  readonly #plan: Plan;
  readonly #leads: RelationReader;
  readonly #relation: Relation;
  readonly #rules: ReadingRules;
  readonly #prefix: string;
  readonly #columns: FactColumns;
  readonly #isOfScores: (name: string) => boolean;
  readonly #measures: (Sql | undefined)[] = [];

  constructor(plan: Plan, leads: RelationReader, relation: Relation, occurrences: Occurrences | undefined, columns: FactColumns, scores: Layers, now: Sql, rules: ReadingRules, prefix: string) {
    this.dialect = leads.dialect;
    this.now = now;
    this.occurrences = occurrences;
    this.#plan = plan;
    this.#leads = leads;
    this.#relation = relation;
    this.#rules = rules;
    this.#prefix = prefix;
    this.#columns = columns;
    this.#isOfScores = (name) => scores.has(name);
  }

  get missingTexts(): readonly string[] {
    return this.#rules.missingTexts;
  }

  column(subject: ColumnSubject): Operand {
    const { type, part } = subject;
    const field = this.#plan.schema.fields[subject.field]!;
    const place = { column: fieldColumn(this.#relation, field), member: undefined };
    const facetOf = (facet: Facet): Sql => this.#leads.facet(`lead_${field.name}`, place, type, facet, this.#rules);
    const value = (facet: Facet): Sql => {
      if (part === null) return facetOf(facet);
      const ofPart = facetOf(part);
      return typeof facet === 'object' && 'words' in facet ? this.#leads.words(ofPart, facet.words) : ofPart;
    };
    return {
      amounts: isDouble(type.kind === 'list' ? type.element.kind : type.kind) ? 'double' : 'whole',
      ...(type.kind === 'list' ? { element: type.element } : {}),
      facet: (facet) => this.#columns.plain(value(facet)),
      isMember: (members) => {
        const known = this.#leads.isMember(`lead_${field.name}`, place, type, members, this.#rules);
        return known === undefined ? undefined : this.#columns.plain(known);
      },
    };
  }

  /** Whether a value is made of the lead's fields and of nothing that depends on events or on scores over them. */
  isOfLead(value: Sql): boolean {
    const names = namesIn(value);
    return names.some((name) => this.#leads.has(name)) && !names.some((name) => this.#columns.isOfEvents(name) || this.#isOfScores(name));
  }

  /** Whether an expression is the name of a column of the lead or of what is said of it. */
  isColumn(value: Sql): boolean {
    return this.#leads.has(value) || this.#isOfScores(value);
  }

  /** A column that is there before the leads are joined with what they did: few texts stand for many leads there. */
  addOfLead(wanted: string, value: Sql, label: string): Sql {
    return this.#columns.plain(this.#leads.addLabelled(wanted, value, label));
  }

  measure(index: number): Sql {
    return this.#measures[index] ??= this.#makeMeasure(index);
  }

  /** Columns of a step that is joined to the leads, among the facts. Null for a lead without a row there. */
  join(columns: readonly Sql[]): void {
    columns.forEach((column) => this.#columns.ofEvents(column));
  }

  #makeMeasure(index: number): Sql {
    const measure = this.#plan.measures[index]!;
    const { dialect } = this;
    if (this.occurrences === undefined) return measure.kind === 'latest' ? sql`cast(null as ${dialect.types.integer})` : sql`0`;
    const { events, types, plan, rules } = this.occurrences;
    const stream = plan.streams[measure.stream]!;
    const isOf = events.isOf(plan, types, measure.stream, rules);
    const wanted = `${this.#prefix}${measure.kind}_of_${stream.label}`;
    const label = `${measure.kind === 'count' ? '' : `${measure.kind} of `}${stream.label}`;
    switch (measure.kind) {
      case 'count':
        return this.#columns.counted(events.aggregate(wanted, events.aggregateIf({ call: 'count' }, isOf), label));
      case 'days': {
        return this.#columns.counted(events.aggregate(wanted, events.countUnits('day', events.day, stream.window, isOf), label));
      }
      case 'latest':
        return this.#columns.ofEvents(events.aggregate(wanted, events.aggregateIf({ call: 'max', argument: events.at }, isOf), label));
      case 'distinct': {
        const value = events.property(measure.property, 'identity', rules);
        return this.#columns.counted(events.aggregate(wanted, events.aggregateIf({ call: 'count', argument: value, isDistinct: true }, isOf), label));
      }
      case 'total': {
        const value = events.property(measure.property, 'value', rules);
        const amount = measure.property.type.kind === 'duration' ? value : tenThousandths(dialect, value);
        const known = and([isOf, sql`${value} is not null`]);
        return this.#columns.counted(events.aggregate(wanted, events.aggregateIf({ call: 'sum', argument: dialect.summand(amount) }, known), label));
      }
      default:
        return unreachable(measure);
    }
  }
}

/** The columns of the step that joins the leads with what they did. */
export class FactColumns {
  readonly #columns = new Map<Sql, Column>();
  readonly #ofEvents = new Set<string>();

  isOfEvents(name: string): boolean {
    return this.#ofEvents.has(name);
  }

  /** Null for a lead that the joined step has no row of. */
  ofEvents(column: Sql): Sql {
    this.#ofEvents.add(column);
    return this.plain(column);
  }

  /** As it is. */
  plain(column: Sql): Sql {
    if (!this.#columns.has(column)) this.#columns.set(column, { name: column, value: column });
    return column;
  }

  /** Nothing for such a lead. */
  counted(column: Sql): Sql {
    this.#ofEvents.add(column);
    this.#columns.set(column, { name: column, value: sql`coalesce(${column}, 0)` });
    return column;
  }

  all(): Column[] {
    return [...this.#columns.values()];
  }
}
