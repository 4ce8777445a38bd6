/**
 * What is to be reported of the rows of a source. Language reference, section 9. Rows of events are counted by their types as these
 * stand in the data: there are few of them, so what a type means is asked of each once, and not of each row.
 */
import type { Plan } from '../../plan/plan.ts';
import type { Dialect } from './dialect.ts';
import { leadProblems, ownCell, placeOf, readEventType, typeNumber } from './emit-data-check.ts';
import { isEarlyTime } from './early-time.ts';
import { readingRules } from './emit-query.ts';
import { EventTypes } from './event-types.ts';
import { Names } from './names.ts';
import { inPlace, readId, readNormal, readScalar, type Cell, type Reading } from './read-cell.ts';
import { earliest, latest } from './read-instant.ts';
import { RelationReader, type ReadingRules } from './read-relation.ts';
import { fieldColumn, folded, ownColumn, type Relation, type Source } from './source.ts';
import { and, caseOf, no, nothing, or, sql, sum, trusted, yes, type Sql } from './sql.ts';
import { Layers, select, writeSteps, type Column, type Step } from './steps.ts';
import { foldedForm } from './texts.ts';

const day = 86_400_000;

/**
 * What is reported of good rows: `report_kind` (`unknown type`, `repeated event`, `event without lead`, `unknown spelling`,
 * `early time`), `report_name`, `report_count`.
 * @param source without the bad rows; or with them and `countsBadRows`, which adds a row `bad row`: if it counts none, the rest stands.
 * Ids that stand twice are not looked for then: none may.
 * @param allLeads the leads with the bad ones: an event of such a lead has its lead
 */
export function emitDataReport(plan: Plan, forAllLetters: Dialect, source: Source, allLeads: Relation, countsBadRows = false): string {
  const report = new Report(plan, forLettersOf(plan, forAllLetters), source, allLeads, countsBadRows);
  report.ofLeads();
  if (source.events !== null) report.ofEvents(source.events);
  return report.text();
}

/** Texts of the data are compared with nothing but texts of the vocabulary. */
function forLettersOf({ schema }: Plan, dialect: Dialect): Dialect {
  const { plainly } = dialect;
  if (plainly === undefined) return dialect;
  const written = JSON.stringify(schema);
  return [...plainly.apart].some((letter) => written.includes(letter)) ? dialect : { ...dialect, ...plainly.forms };
}

class Report {
  readonly #plan: Plan;
  readonly #dialect: Dialect;
  readonly #source: Source;
  readonly #allLeads: Relation;
  readonly #countsBadRows: boolean;
  readonly #rules: ReadingRules;
  readonly #names = new Names();
  readonly #steps: Step[] = [];
  readonly #parts: Sql[] = [];

  constructor(plan: Plan, dialect: Dialect, source: Source, allLeads: Relation, countsBadRows: boolean) {
    this.#plan = plan;
    this.#dialect = dialect;
    this.#source = source;
    this.#allLeads = allLeads;
    this.#countsBadRows = countsBadRows;
    this.#rules = readingRules(plan);
    for (const relation of [source.leads, source.events, allLeads]) {
      if (relation !== null) this.#names.reserve('sql' in relation.from ? relation.from.sql.match(/\w+/g) ?? [] : relation.from.name);
    }
  }

  text(): string {
    return this.#parts.length === 0 ? '' : writeSteps(this.#steps, trusted(this.#parts.join('\nunion all\n')), this.#dialect.sharedStep);
  }

  #count(kind: string, name: Sql, value: Sql, from: Sql, rest: readonly Sql[] = []): void {
    this.#parts.push(select([
      { name: sql`report_kind`, value: this.#dialect.text(kind) }, { name: sql`report_name`, value: name }, { name: sql`report_count`, value },
    ], from, rest));
  }

  ofLeads(): void {
    const { leads: relation } = this.#source;
    const reader = new RelationReader(this.#dialect, relation, this.#names);
    const spellings = this.#plan.schema.fields.flatMap((field) => {
      const column = fieldColumn(relation, field);
      const unknown = column === undefined ? undefined : reader.unknownSpellings(`lead_${field.name}`, { column, member: undefined }, field.type, this.#rules);
      return unknown === undefined ? [] : [{ name: field.name, unknown }];
    });
    const isBad = this.#countsBadRows ? or(leadProblems(this.#plan, reader, relation, this.#rules).map(({ when }) => when)) : undefined;
    const early = this.#plan.schema.fields.flatMap((field) => {
      const column = fieldColumn(relation, field);
      const isEarly = column === undefined ? undefined : isEarlyTime(reader, `lead_${field.name}`, column, field.type, this.#rules);
      return isEarly === undefined ? [] : [{ name: field.name, isEarly }];
    });
    if (spellings.length === 0 && early.length === 0 && isBad === undefined) return;
    const read = reader.steps('lead', 'leads, the columns that count');
    this.#steps.push(...read.steps);
    if (isBad !== undefined) this.#count('bad row', this.#dialect.text('leads'), sql`count(*)`, read.last, [sql`where ${isBad}`]);
    for (const { name, isEarly } of early) this.#count('early time', this.#dialect.text(name), sql`coalesce(sum(${caseOf([[isEarly, sql`1`]], sql`0`)}), 0)`, read.last);
    for (const { name, unknown } of spellings) this.#count('unknown spelling', this.#dialect.text(name), sql`coalesce(sum(${unknown}), 0)`, read.last);
  }

  ofEvents(relation: Relation): void {
    const reader = new RelationReader(this.#dialect, relation, this.#names);
    const rows = this.#eventRows(reader, relation);
    const knownIds = this.#knownIds();
    const read = reader.steps('event', 'events, their columns');
    this.#steps.push(...read.steps);
    let from = read.last;
    let isFirst = yes;
    if (rows.place !== undefined) {
      from = this.#names.take('events_numbered');
      const name = this.#names.take('place_of_id');
      this.#steps.push({ name: from, query: select([sql`*`, { name, value: rows.place }], read.last) });
      isFirst = sql`${name} = 1`;
    }

    // What is asked of a row is worked out before it is joined, so that the join has little to carry.
    const cell = rows.type;
    const asked: (Column | Sql)[] = [cell.sql, ...(rows.lead === cell.sql ? [] : [rows.lead])];
    const totals: Column[] = [];
    const total = (wanted: string, value: Sql): Sql => {
      const name = this.#names.take(wanted);
      totals.push({ name, value: sql`sum(${value})` });
      return name;
    };
    /** How often something holds, times a number that is asked of the row. */
    const totalOf = (wanted: string, when: Sql, times: Sql = sql`1`): Sql => {
      if (when === no) return sql`0`;
      const name = this.#names.take(`row_${wanted}`);
      asked.push({ name, value: caseOf([[when, times]], sql`0`) });
      return total(wanted, name);
    };
    const first = this.#names.take('row_counts');
    if (isFirst !== yes) asked.push({ name: first, value: isFirst });
    const all = this.#names.take('events_of_type');
    totals.push({ name: all, value: sql`count(*)` });
    const repeated = totalOf('repeated_events', isFirst === yes ? no : sql`not (${isFirst})`);
    const without = total('events_without_lead', caseOf([[and([isFirst === yes ? yes : first, sql`${knownIds.id} is null`]), sql`1`]], sql`0`));
    const early = totalOf('early_times', rows.isEarly === no ? no : and([isFirst, rows.isEarly]));
    const bad = totalOf('bad_events', rows.isBad);
    const badObjects = totalOf('bad_objects', rows.isBadObject);
    const properties = rows.properties.map(({ isKnown, isBad, unknown, readers }) => ({
      readers, known: totalOf('with_property', and([isFirst, isKnown])), bad: totalOf('bad_values', isBad),
      unknown: unknown === undefined ? undefined : totalOf('unknown_spellings', isFirst, unknown),
    }));
    const askedEvents = this.#names.take('events_asked');
    const gathered = this.#names.take('events_by_type');
    this.#steps.push({ name: askedEvents, query: select(asked, from) }, {
      name: gathered, label: 'the types of events, as they are written',
      query: select([cell.sql, ...totals], sql`${askedEvents} left join ${knownIds.step} on ${knownIds.id} = ${rows.lead}`, [sql`group by ${cell.sql}`]),
    });
    const { text, number, last } = this.#typesOf(gathered, cell);

    const sumOf = (kind: string, name: string, value: Sql, where: Sql): void =>
      this.#count(kind, this.#dialect.text(name), this.#dialect.integer(sql`coalesce(sum(${value}), 0)`), last, [sql`where ${where}`]);
    const isKnownType = sql`${number} is not null`;
    this.#count('unknown type', this.#dialect.trim(text), this.#dialect.integer(sql`sum(${all})`), last, [sql`where ${number} is null and ${text} is not null`, sql`group by 2`]);
    sumOf('repeated event', '', repeated, isKnownType);
    sumOf('event without lead', '', without, isKnownType);
    if (rows.isEarly !== no) sumOf('early time', 'at', early, isKnownType);
    if (this.#countsBadRows) {
      const ofType = properties.flatMap(({ bad: count, readers }) => readers.map(({ index }) => caseOf([[sql`${number} = ${index}`, count]], sql`0`)));
      sumOf('bad row', 'events', caseOf([[sql`${text} is null`, all]], sum([bad, caseOf([[isKnownType, badObjects]], sql`0`), ...ofType])), yes);
    }
    this.#plan.schema.events.forEach((event, index) => {
      if (event.properties.some((property) => property.used)) sumOf('of type', event.name, all, sql`${number} = ${index}`);
    });
    for (const { readers, known, unknown } of properties) {
      for (const { label, index } of readers) {
        sumOf('with property', label, known, sql`${number} = ${index}`);
        if (unknown !== undefined) sumOf('unknown spelling', label, unknown, sql`${number} = ${index}`);
      }
    }
  }

  /** What is asked of each row. */
  #eventRows(reader: RelationReader, relation: Relation): EventRowsToCount {
    const dialect = this.#dialect;
    const [leadColumn, typeColumn, idColumn, at] = (['lead_id', 'type', 'id', 'at'] as const).map((name) => ownColumn(relation, name));
    const absent = sql`cast(null as ${dialect.types.text})`;
    const lead = leadColumn === undefined ? reader.add('event_lead', absent)
      : this.#isNativeKey ? reader.cell(leadColumn) : readId(reader.reading('event_lead', this.#rules), ownCell(reader, leadColumn));
    const typeCell = typeColumn === undefined ? undefined : ownCell(reader, typeColumn);
    const type: Cell = typeCell === undefined ? { sql: reader.add('event_type_cell', absent), form: 'text' }
      : typeCell.form === 'json' ? { sql: reader.add('event_type_json', dialect.jsonText(typeCell.sql)), form: 'json' } : typeCell;
    const properties = relation.columns.find((each) => folded(each.name) === 'properties');
    return {
      lead,
      type,
      place: idColumn === undefined ? undefined : this.#placeOfId(reader, relation, readId(reader.reading('event_id', this.#rules), ownCell(reader, idColumn))),
      isEarly: at === undefined ? no : isEarlyTime(reader, 'event_at', at, { kind: 'datetime', format: null }, this.#rules) ?? no,
      isBad: this.#countsBadRows ? or([sql`${lead} is null`, this.#isBadTime(reader, relation)]) : no,
      isBadObject: this.#countsBadRows && properties !== undefined ? reader.properties(properties, this.#rules).isBad : no,
      properties: this.#propertiesOf(reader, relation),
    };
  }

  /** Which row of its id it is, the first of them 1. A row of a type that nobody knows is no row of its id. */
  #placeOfId(reader: RelationReader, relation: Relation, id: Sql): Sql {
    const { types, type } = readEventType(this.#plan, reader, relation, this.#rules);
    const number = reader.add('event_type_number', typeNumber(this.#plan, types, type));
    const row = relation.rowNumber === undefined ? sql`1` : reader.cell({ name: relation.rowNumber, form: 'number' });
    const isKnown = caseOf([[sql`${number} is null`, sql`0`]], sql`1`);
    return caseOf([[sql`(${id} is null or ${number} is null)`, sql`1`]], sql`row_number() over (partition by ${id}, ${isKnown} order by ${row})`);
  }

  /** Whether an event has no time. A time stamp that lies well within what the language knows needs no further look. */
  #isBadTime(reader: RelationReader, relation: Relation): Sql {
    const dialect = this.#dialect;
    const column = ownColumn(relation, 'at');
    const time = { kind: 'datetime', format: null } as const;
    if (column?.form !== 'timestamp' && column?.form !== 'timestamp with time zone' || !dialect.exactTimestamps) {
      return sql`${reader.facet('event_at', { column, member: undefined }, time, 'value', this.#rules)} is null`;
    }
    const { form } = column;
    const cell = reader.cell(column);
    const timestamp = (milliseconds: number): Sql => form === 'timestamp' ? dialect.localTimestamp(sql`${milliseconds}`) : dialect.instantTimestamp(sql`${milliseconds}`);
    const compared = dialect.asTimestamp?.(cell, form === 'timestamp') ?? cell;
    const { value } = readScalar(inPlace(reader.reading('event_at', this.#rules)), { sql: cell, form }, time);
    return caseOf([[sql`${cell} is null`, yes], [sql`${compared} between ${timestamp(earliest + day)} and ${timestamp(latest - day)}`, no]], sql`${value} is null`);
  }

  /** Properties that are read alike out of one place are counted together. */
  #propertiesOf(reader: RelationReader, relation: Relation): readonly PropertyToCount[] {
    const read = this.#plan.schema.events.flatMap((event, index) => event.properties.filter(({ used }) => used).map((property) =>
      ({ property, place: placeOf(relation, property), reader: { label: `${event.name}.${property.name}`, index } })));
    return [...Map.groupBy(read, ({ place, property }) => JSON.stringify([place, property.type])).values()].map((alike) => {
      const { place, property: { name, type } } = alike[0]!;
      const wanted = `event_${name}`;
      return {
        readers: alike.map((each) => each.reader),
        isKnown: reader.isKnown(wanted, place, type, this.#rules),
        isBad: this.#countsBadRows ? reader.isBad(wanted, place, type, this.#rules) : no,
        unknown: reader.unknownSpellings(wanted, place, type, this.#rules),
      };
    });
  }

  /** Whole numbers on both sides are joined as they are. */
  get #isNativeKey(): boolean {
    const { events } = this.#source;
    return events !== null && ownColumn(events, 'lead_id')?.form === 'number' && ownColumn(this.#allLeads, 'id')?.form === 'number';
  }

  #knownIds(): { readonly step: Sql; readonly id: Sql } {
    const reader = new RelationReader(this.#dialect, this.#allLeads, this.#names);
    const column = ownColumn(this.#allLeads, 'id');
    const id = column === undefined ? reader.add('known_lead_id', sql`cast(null as ${this.#dialect.types.text})`)
      : this.#isNativeKey ? reader.cell(column) : readId(reader.reading('known_lead', this.#rules), ownCell(reader, column));
    const { steps, last } = reader.steps('known_lead', 'the ids of all leads');
    const step = this.#names.take('known_ids');
    const name = this.#names.take('known_id');
    // None stands twice where bad rows are counted.
    const value = this.#countsBadRows ? sql`${id} as ${name}` : sql`distinct ${id} as ${name}`;
    this.#steps.push(...steps, { name: step, query: select([value], last, [sql`where ${id} is not null`]) });
    return { step, id: name };
  }

  /** What the types of a step mean: as they are written, null where that is missing, and their numbers among those of the vocabulary. */
  #typesOf(step: Sql, cell: Cell): { readonly text: Sql; readonly number: Sql; readonly last: Sql } {
    const dialect = this.#dialect;
    const layers = new Layers(this.#names, [cell.sql]);
    const reading: Reading = {
      dialect, zone: this.#rules.zone, missingTexts: this.#rules.missingTexts,
      let: (wanted, value) => /^[a-z_][a-z0-9_]*$/.test(value) ? value : layers.add(`written_${wanted}`, value),
    };
    const { normal, text } = readNormal(reading, cell);
    const known = reading.let('type', caseOf([[sql`${normal} is not null`, text]]));
    const type = reading.let('folded', foldedForm(dialect, known));
    const number = reading.let('number', typeNumber(this.#plan, new EventTypes(this.#plan.schema, dialect), type));
    const { steps, last } = layers.steps(step, 'written_types');
    this.#steps.push(...steps);
    return { text: known, number, last };
  }
}

interface EventRowsToCount {
  readonly lead: Sql;
  readonly type: Cell;
  /** Which row of its id it is; `undefined` where no id stands twice. */
  readonly place: Sql | undefined;
  /** Its time is a number that was read as one in January 1970. */
  readonly isEarly: Sql;
  /** For lack of a lead or a time. */
  readonly isBad: Sql;
  /** For what stands in place of the object of properties. */
  readonly isBadObject: Sql;
  readonly properties: readonly PropertyToCount[];
}

interface PropertyToCount {
  /** The properties that it is: `event.property`, and the number of the type of event. */
  readonly readers: readonly { readonly label: string; readonly index: number }[];
  readonly isKnown: Sql;
  readonly isBad: Sql;
  /** How many values are spelled as no country or member. */
  readonly unknown: Sql | undefined;
}
