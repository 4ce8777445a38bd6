/**
 * What is wrong with the rows of a source, and what is to be reported of the good ones. Language reference, section 9.
 * Both relations need a row number, and neither query looks at more than the definition reads.
 */
import type { EventType, Plan, Property } from '../../plan/plan.ts';
import type { Dialect } from './dialect.ts';
import { EventTypes } from './event-types.ts';
import { readingRules } from './emit-query.ts';
import { Names } from './names.ts';
import { isIdMissing, readId, readNormal, type Cell } from './read-cell.ts';
import { RelationReader, type Place, type ReadingRules } from './read-relation.ts';
import { fieldColumn, folded, ownColumn, propertyColumn, type Column, type Relation, type Source } from './source.ts';
import { and, caseOf, or, sql, yes, type Sql } from './sql.ts';
import { select, writeSteps, type Step } from './steps.ts';
import { withoutBlanks } from './texts.ts';

/** Codes of the catalog for rows that cannot be taken. */
const reasons = {
  unreadableValue: 'MQL3001', missingId: 'MQL3002', repeatedId: 'MQL3003', missingLeadId: 'MQL3004', missingType: 'MQL3005',
  missingTime: 'MQL3006', unreadableProperties: 'MQL3007', differentContent: 'MQL3008',
} as const;

export interface Problem {
  readonly when: Sql;
  readonly reason: string;
  /** As the relation, or the definition, calls it. */
  readonly column: string;
  readonly value: Sql;
}

/**
 * One row for each bad row: `bad_row` (its number), `bad_column`, `bad_value`, `bad_reason`, in the order of the rows.
 * @param idsAreUnique no id is known to stand twice, and none is looked for
 */
export function emitBadLeads(plan: Plan, dialect: Dialect, relation: Relation, idsAreUnique = false): string {
  const { names, reader, rules, row } = open(plan, dialect, relation);
  const count = sql`rows_of_id`;
  const [missingId, ...others] = leadProblems(plan, reader, relation, rules);
  const { id } = missingId;
  const problems: Problem[] = [
    missingId, ...(idsAreUnique ? [] : [{ ...missingId, when: sql`${count} > 1`, reason: reasons.repeatedId }]), ...others,
  ];
  const { steps, last } = reader.steps('lead', 'leads, the columns that count');
  if (idsAreUnique) return badRows(dialect, names, steps, last, row, problems);
  const counted = names.take('leads_counted');
  const all: Step[] = [...steps, { name: counted, query: select([sql`*`, { name: count, value: sql`count(*) over (partition by ${id})` }], last) }];
  return badRows(dialect, names, all, counted, row, problems);
}

/** What a row can tell by itself: its id first, then the fields in their order. */
export function leadProblems(plan: Plan, reader: RelationReader, relation: Relation, rules: ReadingRules): [Problem & { readonly id: Sql }, ...Problem[]] {
  const idColumn = ownColumn(relation, 'id');
  const id = idColumn === undefined ? sql`cast(null as ${reader.dialect.types.text})` : readId(reader.reading('lead_id', rules), ownCell(reader, idColumn));
  const fields = plan.schema.fields.flatMap((field): Problem[] => {
    const column = fieldColumn(relation, field);
    if (column === undefined) return [];
    const when = reader.isBad(`lead_${field.name}`, { column, member: undefined }, field.type, rules);
    return [{ when, reason: reasons.unreadableValue, column: column.name, value: shownCell(reader, column) }];
  });
  const value = idColumn === undefined ? sql`''` : shown(reader, ownCell(reader, idColumn));
  const when = idColumn === undefined ? yes : isIdMissing(reader.reading('lead_id', rules), ownCell(reader, idColumn));
  return [{ id, when, reason: reasons.missingId, column: idColumn?.name ?? 'id', value }, ...fields];
}

/** The same of events. Rows of one id with different content are all bad. */
export function emitBadEvents(plan: Plan, dialect: Dialect, relation: Relation): string {
  const { names, reader, rules, row } = open(plan, dialect, relation);
  const events = readEventRows(plan, reader, relation, rules);
  const { steps, last } = reader.steps('event', 'events, their columns');
  const problem = sql`first_problem`;
  const checked = names.take('events_checked');
  const all: Step[] = [...steps, {
    name: checked, query: select([sql`*`, { name: problem, value: firstProblem(dialect, events.problems) }], last),
  }];
  let from = checked;
  const { problems } = events;
  if (events.id !== undefined) {
    const ids = names.take('disputed_ids');
    const differ = events.contents.map((content) => sql`(count(distinct ${content}) > 1 or count(${content}) not in (0, count(*)))`);
    all.push({
      name: ids, label: 'rows of one id that say different things',
      query: select([{ name: sql`disputed_id`, value: events.id }], checked,
        [sql`where ${problem} is null and ${events.isKnownType} and ${events.id} is not null`, sql`group by ${events.id}`, sql`having ${or(differ)}`]),
    });
    const disputed = names.take('events_disputed');
    all.push({ name: disputed, query: select([sql`*`], sql`${checked} left join ${ids} on disputed_id = ${events.id} and ${problem} is null and ${events.isKnownType}`) });
    from = disputed;
    problems.push({ when: sql`disputed_id is not null`, reason: reasons.differentContent, column: events.idColumn!.name, value: shown(reader, ownCell(reader, events.idColumn!)) });
  }
  return badRows(dialect, names, all, from, row, problems);
}

function badRows(dialect: Dialect, names: Names, steps: readonly Step[], from: Sql, row: Sql, problems: readonly Problem[]): string {
  const found = names.take('rows_with_problem');
  const number = names.take('number_of_problem');
  const each = (value: (problem: Problem) => Sql): Sql => caseOf(problems.map((problem, index) => [sql`${number} = ${index + 1}`, value(problem)] as const));
  const last = select([
    { name: sql`bad_row`, value: row },
    { name: sql`bad_column`, value: each((problem) => dialect.text(problem.column)) },
    { name: sql`bad_value`, value: each((problem) => sql`coalesce(${problem.value}, '')`) },
    { name: sql`bad_reason`, value: each((problem) => dialect.text(problem.reason)) },
  ], found, [sql`where ${number} is not null`, sql`order by ${row}`]);
  return writeSteps([...steps, { name: found, query: select([sql`*`, { name: number, value: firstProblem(dialect, problems) }], from) }], last, dialect.sharedStep);
}

function firstProblem(dialect: Dialect, problems: readonly Problem[]): Sql {
  return caseOf(problems.map(({ when }, index) => [when, sql`${index + 1}`] as const), sql`cast(null as ${dialect.types.integer})`);
}

function open(plan: Plan, dialect: Dialect, relation: Relation) {
  const names = new Names();
  names.reserve('sql' in relation.from ? relation.from.sql.match(/\w+/g) ?? [] : relation.from.name);
  if (relation.rowNumber === undefined) throw new Error('bad rows are told by their number');
  const reader = new RelationReader(dialect, relation, names);
  return { names, reader, rules: readingRules(plan), row: reader.cell({ name: relation.rowNumber, form: 'number' }) };
}

/** A column of an id or a type: text, JSON or numbers. */
export function ownCell(reader: RelationReader, column: Column): Cell {
  return { sql: reader.cell(column), form: column.form === 'json' || column.form === 'number' ? column.form : 'text' };
}

/** A value as a message shows it: a text without quotes, anything else as JSON. */
function shown(reader: RelationReader, { sql: cell, form }: Cell): Sql {
  const { dialect } = reader;
  if (form !== 'json') return dialect.textOf(cell);
  return caseOf([[sql`${cell} is null or ${cell} = 'null'`, sql`''`], [sql`${dialect.substring(cell, 1, 1)} = '"'`, dialect.jsonString(cell)]], cell);
}

function shownCell(reader: RelationReader, column: Column): Sql {
  return shown(reader, { sql: reader.cell(column), form: column.form === 'json' ? 'json' : 'text' });
}

// ---------------------------------------------------------------- events

interface EventRows {
  readonly lead: Sql;
  readonly typeText: Sql;
  readonly type: Sql;
  readonly id: Sql | undefined;
  readonly idColumn: Column | undefined;
  readonly isKnownType: Sql;
  readonly types: EventTypes;
  readonly problems: Problem[];
  /** What rows of one id must agree in. */
  readonly contents: readonly Sql[];
}

interface ReadEventType {
  readonly types: EventTypes;
  /** As it is written; null where that is missing. */
  readonly typeText: Sql;
  readonly type: Sql;
}

export function readEventType(plan: Plan, reader: RelationReader, relation: Relation, rules: ReadingRules): ReadEventType {
  const { dialect } = reader;
  const column = ownColumn(relation, 'type');
  const typed = column === undefined ? undefined : readNormal(reader.reading('event_type', rules), ownCell(reader, column));
  const typeText = typed === undefined ? sql`cast(null as ${dialect.types.text})` : reader.add('event_type_text', caseOf([[sql`${typed.normal} is not null`, typed.text]]));
  // In two steps: letters are cheap to lower where they have a name.
  const type = reader.add('event_type', dialect.lower(reader.add('event_type_bare', withoutBlanks(dialect, typeText))));
  return { types: new EventTypes(plan.schema, dialect), typeText, type };
}

function readEventRows(plan: Plan, reader: RelationReader, relation: Relation, rules: ReadingRules): EventRows {
  const { dialect } = reader;
  const absent = sql`cast(null as ${dialect.types.text})`;
  const column = (name: 'id' | 'lead_id' | 'type' | 'at'): Column | undefined => ownColumn(relation, name);
  const [leadColumn, typeColumn, atColumn, idColumn] = [column('lead_id'), column('type'), column('at'), column('id')];
  const { types, typeText, type } = readEventType(plan, reader, relation, rules);

  const lead = leadColumn === undefined ? absent : readId(reader.reading('event_lead', rules), ownCell(reader, leadColumn));
  const isKnownType = sql`coalesce(${types.isOne(type, plan.schema.events.map((_event, index) => index))}, false)`;
  const atPlace: Place = { column: atColumn, member: undefined };
  const time = { kind: 'datetime', format: null } as const;
  const at = reader.facet('event_at', atPlace, time, 'value', rules);
  const value = (found: Column | undefined): Sql => (found === undefined ? sql`''` : shownCell(reader, found));
  const isAtBad = atColumn === undefined ? sql`false` : reader.isBad('event_at', atPlace, time, rules);

  const problems: Problem[] = [
    { when: sql`${lead} is null`, reason: reasons.missingLeadId, column: leadColumn?.name ?? 'lead_id', value: value(leadColumn) },
    { when: sql`${typeText} is null`, reason: reasons.missingType, column: typeColumn?.name ?? 'type', value: value(typeColumn) },
    { when: isAtBad, reason: reasons.unreadableValue, column: atColumn?.name ?? 'at', value: value(atColumn) },
    { when: sql`${at} is null`, reason: reasons.missingTime, column: atColumn?.name ?? 'at', value: value(atColumn) },
  ];
  const properties = relation.columns.find((each) => folded(each.name) === 'properties');
  if (properties !== undefined) {
    const { isBad } = reader.properties(properties, rules);
    problems.push({ when: and([isKnownType, isBad]), reason: reasons.unreadableProperties, column: properties.name, value: shownCell(reader, properties) });
  }
  const contents: Sql[] = [lead, reader.add('event_type_number', typeNumber(plan, types, type)), at];
  plan.schema.events.forEach((event, index) => {
    for (const property of event.properties.filter((each) => each.used)) {
      const isOfType = types.isOne(type, [index]);
      const place = placeOf(relation, property);
      const wanted = `event_${property.name}`;
      const isBad = and([isOfType, reader.isBad(wanted, place, property.type, rules)]);
      problems.push({ when: isBad, reason: reasons.unreadableValue, column: place.column?.name ?? property.name, value: propertyValue(reader, wanted, place, rules) });
      if (idColumn === undefined) continue;
      const content = reader.facet(wanted, place, property.type, 'content', rules);
      contents.push(reader.add(`${wanted}_said`, caseOf([[isOfType, content]])));
    }
  });
  const id = idColumn === undefined ? undefined : readId(reader.reading('event_id', rules), ownCell(reader, idColumn));
  return { lead, typeText, type, id, idColumn, isKnownType, types, problems, contents };
}

export function placeOf(relation: Relation, property: Property): Place {
  return { column: propertyColumn(relation, property.name), member: folded(property.name) };
}

function propertyValue(reader: RelationReader, wanted: string, place: Place, rules: ReadingRules): Sql {
  const nested = reader.nested(wanted, place, rules);
  const ofColumn = place.column === undefined ? sql`''` : shownCell(reader, place.column);
  return nested === undefined ? ofColumn : caseOf([[sql`${nested} is not null`, shown(reader, { sql: nested, form: 'json' })]], ofColumn);
}

export function typeNumber(plan: Plan, types: EventTypes, type: Sql): Sql {
  return caseOf(plan.schema.events.flatMap((_event: EventType, index) =>
    types.spellings([index]).length === 0 ? [] : [[types.isOne(type, [index]), sql`${index}`] as const]));
}
