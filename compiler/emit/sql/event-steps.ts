/**
 * The steps over events: they are read once, cut down to the types and windows that some definition needs, and gathered by lead
 * in one aggregation. What one aggregation cannot say has steps of its own, joined to the leads beside it.
 */
import type { Plan, PropertySubject, Stream } from '../../plan/plan.ts';
import { dayNumber, mostUnits, type CalendarUnit } from './calendar.ts';
import type { Dialect } from './dialect.ts';
import { emitCondition } from './emit-condition.ts';
import { EventRows, everyTime } from './event-rows.ts';
import type { EventTypes } from './event-types.ts';
import type { Names } from './names.ts';
import { readId, readNormal } from './read-cell.ts';
import { RelationReader, type Place, type ReadingRules } from './read-relation.ts';
import type { Facet } from './scalar-facet.ts';
import { folded, ownColumn, propertyColumn, type Column as RelationColumn, type Relation } from './source.ts';
import { and, caseOf, not, or, sql, sum, trusted, yes, type Sql } from './sql.ts';
import { select, type Column, type Step } from './steps.ts';
import { foldedForm } from './texts.ts';

/** Of sets of 64 units each: those of somewhat more than a year of days. */
const mostSets = 6;

export interface Aggregate {
  readonly call: 'count' | 'max' | 'sum';
  /** None: rows are counted. */
  readonly argument?: Sql;
  readonly isDistinct?: boolean;
  /** The argument is worked out for the rows that count and for no other. */
  readonly isCostly?: boolean;
}

export class EventSteps {
  readonly dialect: Dialect;
  readonly now: Sql;
  readonly lead: Sql;
  readonly at: Sql;
  readonly type: Sql;
  readonly reader: RelationReader;
  /** The step that holds the events that count, once known which are read. */
  readonly events: Sql;
  readonly #relation: Relation;
  readonly names: Names;
  readonly #rules: ReadingRules;
  readonly #id: Sql | undefined;
  readonly #aggregates: Column[] = [];
  readonly #aggregateNames = new Map<string, Sql>();
  readonly #extraSteps: Step[] = [];
  /** Steps with a row for each lead, to be joined. */
  readonly #joined: Sql[] = [];
  readonly #cuts = new Map<string, { readonly name: Sql; readonly value: Sql }>();
  readonly #rows: EventRows;

  constructor(dialect: Dialect, relation: Relation, names: Names, now: Sql, rules: ReadingRules, repeatedIds: boolean, isNativeKey: boolean) {
    this.dialect = dialect;
    this.now = now;
    this.#relation = relation;
    this.names = names;
    this.#rules = rules;
    this.#rows = new EventRows(dialect, relation, rules, now);
    this.reader = new RelationReader(dialect, relation, names);
    this.events = names.take('events_that_count');
    const cell = (name: 'lead_id' | 'type' | 'at' | 'id'): { readonly sql: Sql; readonly form: 'text' | 'json' | 'number' } | undefined => {
      const column = ownColumn(relation, name);
      if (column === undefined) return undefined;
      const form = column.form === 'json' || column.form === 'number' ? column.form : 'text';
      return { sql: this.reader.cell(column), form: form };
    };
    const lead = cell('lead_id');
    const type = cell('type');
    const at = ownColumn(relation, 'at');
    const text = sql`cast(null as ${dialect.types.text})`;
    this.lead = lead === undefined ? this.reader.add('event_lead', text)
      : isNativeKey ? lead.sql : readId(this.reader.reading('event_lead', rules), lead);
    const typeText = type === undefined ? text : readNormal(this.reader.reading('event_type', rules), type).text;
    this.type = this.reader.addLater('event_type', typeText, () => this.#foldedType(typeText));
    // Rows whose time stamp no instant of the language is are left out at once: the value needs no further look.
    const timestamp = this.#rows.timestamp;
    this.at = timestamp !== undefined ? this.reader.add('event_at', timestamp.milliseconds(this.reader.cell(timestamp.column)))
      : this.reader.facet('event_at', { column: at, member: undefined }, { kind: 'datetime', format: null }, 'value', rules);
    const id = repeatedIds ? cell('id') : undefined;
    this.#id = id === undefined ? undefined : readId(this.reader.reading('event_id', rules), id);
  }

  /** Whether rows of the future are left out before anything is read of a row. */
  get isUntilNow(): boolean {
    return this.#rows.timestamp !== undefined;
  }

  get missingTexts(): readonly string[] {
    return this.#rules.missingTexts;
  }

  property(subject: PropertySubject, facet: Facet, rules: ReadingRules): Sql {
    if (subject.part !== null) {
      const ofPart = this.property({ ...subject, part: null }, subject.part, rules);
      return typeof facet === 'object' && 'words' in facet ? this.reader.words(ofPart, facet.words) : ofPart;
    }
    return this.reader.facet(`event_${subject.name}`, this.#placeOf(subject), subject.type, facet, rules);
  }

  isMember(subject: PropertySubject, members: readonly string[], rules: ReadingRules): Sql | undefined {
    return this.reader.isMember(`event_${subject.name}`, this.#placeOf(subject), subject.type, members, rules);
  }

  #placeOf(subject: PropertySubject): Place {
    return { column: propertyColumn(this.#relation, subject.name), member: folded(subject.name) };
  }

  /** Most data spells types as definitions do, and to see that costs less than to fold a text. */
  #foldedType(text: Sql): Sql {
    if (this.reader.holdsDictionaries) return foldedForm(this.dialect, text);
    const isWanted = ([, form]: readonly [string, string]): number => (this.#rows.windows.has(form) ? 0 : 1);
    const all = [...this.#rows.written].filter(([spelling]) => spelling !== '').sort((left, right) => isWanted(left) - isWanted(right));
    // Others of the definition's own spellings are left out with their rows.
    const written = this.#rows.texts === undefined ? all : all.filter((each) => isWanted(each) === 0);
    return caseOf(written.map(([spelling, form]) => [sql`${text} = ${this.dialect.text(spelling)}`, this.dialect.text(form)] as const), foldedForm(this.dialect, text));
  }

  /** Events of these types are wanted as far back as the window reaches; `null` for ever. */
  want(types: EventTypes, stream: Stream): void {
    this.#rows.want(types, stream);
  }

  /** Whether an event that counts is of the stream. */
  isOf(plan: Plan, types: EventTypes, index: number, rules: ReadingRules): Sql {
    const stream = plan.streams[index]!;
    const parts = [this.#isOneType(types.spellings(stream.events), this.#id === undefined)];
    // Older events of types that nobody wants for longer are gone already.
    const isCut = this.#rows.texts === undefined && types.spellings(stream.events).every((spelling) => this.#rows.windows.get(spelling) === stream.window);
    if (this.#rows.texts !== undefined) parts.push(sql`${this.at} <= ${this.now}`);
    if (stream.window !== null && !isCut) parts.push(this.inWindow(stream.window));
    if (stream.filter !== null) {
      parts.push(emitCondition(this, stream.filter, {
        operand: (subject) => {
          if (subject.kind !== 'property') throw new Error('a filter asks of nothing but the event');
          return propertyOperand(this, subject, rules);
        },
        condition: () => { throw new Error('a filter names no condition'); },
      }));
    }
    if (stream.cut !== null) parts.push(this.#afterCut(plan, types, stream.cut, rules));
    return and(parts);
  }

  /** By a function where that is worked out once for each type of the data: a comparison looks at each row. Rows that were numbered have no dictionary. */
  #isOneType(spellings: readonly string[], asRead = true): Sql {
    const few = asRead && spellings.length > 0 && this.reader.holdsDictionaries ? this.dialect.ofFew : undefined;
    return (few ?? this.dialect).isOneOf(this.type, spellings.map((spelling) => this.dialect.text(spelling)));
  }

  /** The number of the calendar day on which an event that counts was. */
  get day(): Sql {
    return this.reader.add('event_day', dayNumber(this.dialect, this.#rules.zone, this.at, this.#rules.range));
  }

  inWindow(window: number): Sql {
    if (this.#rows.timestamp === undefined) return sql`${this.at} > ${this.now} - ${window}`;
    return sql`${this.#rows.asTimestamp(this.reader.cell(this.#rows.timestamp.column), this.#rows.timestamp.column)} >= ${this.#rows.timestamp.of(sql`${this.now} - ${window - 1}`)}`;
  }

  #afterCut(plan: Plan, types: EventTypes, index: number, rules: ReadingRules): Sql {
    const value = this.aggregateIf({ call: 'max', argument: this.at }, this.isOf(plan, types, index, rules));
    let cut = this.#cuts.get(value);
    if (cut === undefined) {
      cut = { name: this.names.take('cut_at'), value };
      this.#cuts.set(value, cut);
    }
    return sql`(${cut.name} is null or ${this.at} > ${cut.name})`;
  }

  /** An aggregate over the events for which the condition holds. */
  aggregateIf({ call, argument, isDistinct = false, isCostly = false }: Aggregate, condition: Sql): Sql {
    const distinct = trusted(isDistinct ? 'distinct ' : '');
    const isFiltered = this.dialect.filtersAggregates && !isCostly && !(isDistinct && this.dialect.filtersDistinct === false);
    if (isFiltered) return sql`${trusted(call)}(${distinct}${argument ?? sql`*`}) filter (where ${condition})`;
    return sql`${trusted(call)}(${distinct}${caseOf([[condition, argument ?? sql`1`]])})`;
  }

  /** How many different days, weeks or months the events are of for which the condition holds; `value` numbers them. @param window in milliseconds, where one bounds them */
  countUnits(unit: CalendarUnit, value: Sql, window: number | null, condition: Sql): Sql {
    const { bits } = this.dialect;
    const sets = window === null ? Infinity : Math.ceil(mostUnits(unit, window) / 64);
    if (bits === undefined || sets > mostSets) return this.aggregateIf({ call: 'count', argument: value, isDistinct: true }, condition);
    const counted = Array.from({ length: sets }, (_set, index) => {
      const isOfSet = sets === 1 ? yes : sql`${bits.remainder(value, 64 * sets)} between ${64 * index} and ${64 * index + 63}`;
      return sql`coalesce(${bits.count(this.#aggregateOf(bits.union, bits.of(value), and([condition, isOfSet])))}, 0)`;
    });
    return sum(counted);
  }

  #aggregateOf(call: Sql, argument: Sql, condition: Sql): Sql {
    return this.dialect.filtersAggregates ? sql`${call}(${argument}) filter (where ${condition})` : sql`${call}(${caseOf([[condition, argument]])})`;
  }

  /** A column of the one aggregation by lead. */
  aggregate(wanted: string, value: Sql, label: string): Sql {
    const known = this.#aggregateNames.get(value);
    if (known !== undefined) return known;
    const name = this.names.take(wanted);
    this.#aggregateNames.set(value, name);
    this.#aggregates.push({ name, value, label });
    return name;
  }

  /** Steps between the events and the leads. */
  step(wanted: string, label: string | undefined, query: Sql): Sql {
    const name = this.names.take(wanted);
    this.#extraSteps.push({ name, query, ...(label === undefined ? {} : { label }) });
    return name;
  }

  /** A step with a row for each lead: its column of the lead is `event_lead`'s. */
  join(step: Sql): void {
    this.#joined.push(step);
  }

  /** All steps in order, and what the leads are joined with. */
  steps(): { readonly steps: readonly Step[]; readonly joined: readonly Sql[] } {
    const steps = [...this.#readingSteps()];
    const joined: Sql[] = [];
    if (this.#aggregates.length > 0) {
      const byLead = this.names.take('events_by_lead');
      const query = select([this.lead, ...this.#aggregates], this.events, [sql`group by ${this.lead}`]);
      steps.push({ name: byLead, label: 'what each lead did, in one pass over the events', query });
      joined.push(byLead);
    }
    steps.push(...this.#extraSteps);
    return { steps, joined: [...joined, ...this.#joined] };
  }

  #readingSteps(): Step[] {
    const wanted = this.#wanted();
    const behind = [
      this.lead, this.at, ...(this.#id === undefined ? [] : [this.#id]),
      ...this.#aggregates.map(({ value }) => value), ...this.#extraSteps.map(({ query }) => query), ...[...this.#cuts.values()].map(({ value }) => value),
    ];
    const { steps, last, namedIn } = this.reader.steps('event', 'events, their columns', { where: this.#rows.filter(), asked: [wanted, ...behind] });
    const read = [...steps];
    const where = wanted === yes ? [] : [sql`where ${wanted}`];
    if (this.#cuts.size === 0 && this.#id === undefined) {
      return [...read, { name: this.events, label: 'the types and windows that some rule needs', query: select([sql`*`], last, where) }];
    }
    let from = this.#cuts.size === 0 || this.#id !== undefined ? this.names.take('events_wanted') : this.names.take('events_uncut');
    // The columns by name: what is read twice is kept in between, and DuckDB keeps all columns of a step that passes on `*`.
    read.push({ name: from, label: 'the types and windows that some rule needs', query: select(namedIn(behind), last, where) });
    if (this.#id !== undefined) {
      const numbered = this.names.take('events_numbered');
      const place = this.names.take('place_of_id');
      const query = select([sql`*`, { name: place, value: sql`row_number() over (partition by ${this.#id} order by ${this.at})` }], from);
      read.push({ name: numbered, query });
      const once = this.#cuts.size === 0 ? this.events : this.names.take('events_once');
      read.push({ name: once, label: 'rows of one id are one event', query: select([sql`*`], numbered, [sql`where ${this.#id} is null or ${place} = 1`]) });
      from = once;
    }
    if (this.#cuts.size === 0) return read;
    const cuts = this.names.take('cuts_by_lead');
    const cutLead = this.names.take('cut_lead');
    const columns = [...this.#cuts.values()];
    read.push({ name: cuts, label: 'from when on events count anew', query: select([{ name: cutLead, value: this.lead }, ...columns], from, [sql`group by ${this.lead}`]) });
    const join = sql`${from} left join ${cuts} on ${cutLead} = ${this.lead}`;
    return [...read, { name: this.events, query: select([sql`*`], join) }];
  }

  /**
   * What keeps events out that no rule could count: by type, and by the widest window of their type. Rows of texts are left out as they
   * are read, and the conditions of each rule say the rest: as one of the rows they would have the database read each time several times.
   */
  #wanted(): Sql {
    if (this.#rows.texts !== undefined) return yes;
    const byWindow = Map.groupBy(this.#rows.windows.keys(), (spelling) => this.#rows.windows.get(spelling)!);
    const parts = [...byWindow].sort(([first], [second]) => first - second).map(([window, spellings]) => {
      const isOne = this.#isOneType([...spellings].sort());
      return window === everyTime ? isOne : and([isOne, this.inWindow(window)]);
    });
    // The types first: of events that nobody wants, not even the time is read.
    return and([
      ...(byWindow.size > 1 ? [this.#isOneType([...this.#rows.windows.keys()].sort())] : []),
      ...(this.#rows.timestamp === undefined ? [sql`${this.at} <= ${this.now}`] : []), or(parts),
    ]);
  }

}

/** A property of the event at hand, as what tests look at. */
export function propertyOperand(events: EventSteps, subject: PropertySubject, rules: ReadingRules) {
  const { type } = subject;
  return {
    amounts: isDouble(type.kind === 'list' ? type.element.kind : type.kind) ? 'double' as const : 'whole' as const,
    ...(type.kind === 'list' ? { element: type.element } : {}),
    facet: (facet: Facet): Sql => events.property(subject, facet, rules),
    isMember: (members: readonly string[]): Sql | undefined => events.isMember(subject, members, rules),
  };
}

export function isDouble(kind: string): boolean {
  return kind === 'number' || kind === 'money';
}
