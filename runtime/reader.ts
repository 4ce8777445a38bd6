/** Raw rows, read by the types of a definition. Language reference, section 9. */
import { badReason, shownValue, type BadRow } from './bad-row.ts';
import { EventRowReader } from './event-row-reader.ts';
import { LeadRowReader } from './lead-row-reader.ts';
import { foldedSpelling } from './folded-spelling.ts';
import { missingTextCheck, readId } from './read-value.ts';
import { columnsOf, type Row } from './row-slots.ts';
import type { Schema } from './schema.ts';
import type { Lead, LeadEvent } from './typed-data.ts';

export interface ReadLeads<LeadType = Lead> {
  /** The good leads, in order. */
  readonly leads: readonly LeadType[];
  readonly badRows: readonly BadRow[];
  /** Every id of the rows, of the bad ones too. */
  readonly ids: ReadonlySet<string>;
  /** Fields that the definition reads and no row has a column for. */
  readonly missingFields: readonly string[];
  /** How many values of a country or a `one of` are spelled in no known way, by field. */
  readonly unknownSpellings: Readonly<Record<string, number>>;
  /** How many numbers were read as a time in January 1970, as a number of seconds would be, by field. */
  readonly earlyTimes: Readonly<Record<string, number>>;
}

export interface ReadEvents<EventType = LeadEvent> {
  /** Of every lead, in the order of the rows, each event once. Events that the definition does not select are left out. */
  readonly eventsByLead: ReadonlyMap<string, readonly EventType[]>;
  readonly badRows: readonly BadRow[];
  /** Rows whose type the vocabulary does not know, by that type's text. They count for nothing. */
  readonly unknownEventTypes: Readonly<Record<string, number>>;
  /** Rows that repeat an event of the same id and content. */
  readonly duplicateEvents: number;
  /** Events whose lead is none of the ids. */
  readonly eventsWithoutLead: number;
  /** As of leads, by `event.property`. */
  readonly unknownSpellings: Readonly<Record<string, number>>;
  /** Events whose time is a number that was read as one in January 1970, as one of seconds would be. */
  readonly earlyEvents: number;
}

export interface Reader<LeadType = Lead, EventType = LeadEvent> {
  /** Reads a whole table of leads. Rows that share their id with another are all bad: which is right nobody can tell. */
  readLeads(rows: readonly Row[]): ReadLeads<LeadType>;
  /**
   * Reads a whole table of events. Rows of one id with the same content are one event; with different content they are all bad.
   * @param leadIds ids of all leads, to count the events of others
   */
  readEvents(rows: readonly Row[], leadIds?: ReadonlySet<string>): ReadEvents<EventType>;
  /** For tables too large to hold. @param columns all columns of the table, in order */
  leadRows(columns: readonly string[]): LeadRowReader;
  eventRows(columns?: readonly string[]): EventRowReader;
}

/** Makes the reader of a definition's data. @param schema what compiled modules export as `schema` */
export function createReader(schema: Schema): Reader {
  return {
    readLeads: (rows) => readLeads(schema, rows),
    readEvents: (rows, leadIds) => readEvents(schema, rows, leadIds),
    leadRows: (columns) => new LeadRowReader(schema, columns),
    eventRows: (columns) => new EventRowReader(schema, columns),
  };
}

function readLeads(schema: Schema, rows: readonly Row[]): ReadLeads {
  const columns = new Set<string>();
  for (const row of rows) for (const column of columnsOf(row)) columns.add(column);
  const reader = new LeadRowReader(schema, [...columns]);
  const isMissing = missingTextCheck(schema.missingTexts);
  const idColumns = [...columns].filter((column) => foldedSpelling(column) === 'id');
  const idColumnOf = (row: Row): string | undefined => columnsOf(row).find((key) => idColumns.includes(key));

  const ids = new Set<string>();
  const repeated = new Set<string>();
  for (const row of rows) {
    const column = idColumnOf(row);
    const id = column === undefined ? undefined : readId(row[column], isMissing);
    if (id === undefined) continue;
    if (ids.has(id)) repeated.add(id);
    ids.add(id);
  }

  const leads: Lead[] = [];
  const badRows: BadRow[] = [];
  const unknownSpellings = new Map<string, number>();
  const earlyTimes = new Map<string, number>();
  rows.forEach((row, index) => {
    const column = repeated.size === 0 ? undefined : idColumnOf(row);
    const id = column === undefined ? undefined : readId(row[column], isMissing);
    if (id !== undefined && repeated.has(id)) {
      badRows.push({ table: 'leads', row: index, column: column!, value: shownValue(row[column!]), reason: badReason.repeatedId });
      return;
    }
    const lead = reader.readRow(row);
    if (lead === undefined) {
      badRows.push({ table: 'leads', row: index, ...reader.problem! });
      return;
    }
    countAll(reader.unknownSpellings, unknownSpellings);
    countAll(reader.earlyTimes, earlyTimes);
    leads.push(lead);
  });
  return { leads, badRows, ids, missingFields: reader.missingFields, unknownSpellings: Object.fromEntries(unknownSpellings), earlyTimes: Object.fromEntries(earlyTimes) };
}

interface GoodEvent {
  readonly leadId: string;
  readonly event: LeadEvent;
  readonly isUsed: boolean;
  readonly unknownSpellings: readonly string[];
  readonly isEarly: boolean;
  /** Rows of the same id, itself first; `undefined` for an event without an id. */
  readonly rows: number[] | undefined;
  /** Another row of the id has different content: all of them are bad. */
  isDisputed: boolean;
}

function readEvents(schema: Schema, rows: readonly Row[], leadIds: ReadonlySet<string> | undefined): ReadEvents {
  const reader = new EventRowReader(schema);
  const badRows: BadRow[] = [];
  const unknownEventTypes = new Map<string, number>();
  const good: GoodEvent[] = [];
  const firstOfId = new Map<string, GoodEvent>();

  rows.forEach((row, index) => {
    const event = reader.readRow(row);
    if (event === undefined) {
      if (reader.problem !== undefined) badRows.push({ table: 'events', row: index, ...reader.problem });
      else unknownEventTypes.set(reader.unknownType!, (unknownEventTypes.get(reader.unknownType!) ?? 0) + 1);
      return;
    }
    const { leadId, id, isUsed, isEarly } = reader;
    const first = id === undefined ? undefined : firstOfId.get(id);
    if (first !== undefined) {
      first.rows!.push(index);
      first.isDisputed ||= !isSameEvent(first.leadId, first.event, leadId, event);
      return;
    }
    const unknownSpellings = reader.unknownSpellings.length === 0 ? none : [...reader.unknownSpellings];
    const own: GoodEvent = { leadId, event, isUsed, unknownSpellings, isEarly, rows: id === undefined ? undefined : [index], isDisputed: false };
    if (id !== undefined) firstOfId.set(id, own);
    good.push(own);
  });

  let duplicateEvents = 0;
  for (const { rows: sameId, isDisputed } of firstOfId.values()) {
    if (!isDisputed) duplicateEvents += sameId!.length - 1;
    else for (const row of sameId!) badRows.push(disputedRow(rows[row]!, row));
  }
  badRows.sort((one, other) => one.row - other.row);

  const eventsByLead = new Map<string, LeadEvent[]>();
  const unknownSpellings = new Map<string, number>();
  let eventsWithoutLead = 0;
  let earlyEvents = 0;
  for (const each of good) {
    if (each.isDisputed) continue;
    countAll(each.unknownSpellings, unknownSpellings);
    if (each.isEarly) earlyEvents += 1;
    if (leadIds !== undefined && !leadIds.has(each.leadId)) eventsWithoutLead += 1;
    if (!each.isUsed) continue;
    const ofLead = eventsByLead.get(each.leadId);
    if (ofLead === undefined) eventsByLead.set(each.leadId, [each.event]);
    else ofLead.push(each.event);
  }
  return {
    eventsByLead,
    badRows,
    unknownEventTypes: Object.fromEntries(unknownEventTypes),
    duplicateEvents,
    eventsWithoutLead,
    unknownSpellings: Object.fromEntries(unknownSpellings),
    earlyEvents,
  };
}

const none: readonly string[] = [];

function disputedRow(row: Row, index: number): BadRow {
  const column = columnsOf(row).find((key) => foldedSpelling(key) === 'id')!;
  return { table: 'events', row: index, column, value: shownValue(row[column]), reason: badReason.differentContent };
}

function countAll(names: readonly string[], counts: Map<string, number>): void {
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Whether two events that the same reader read are the same in all that the definition reads. A list is a set: its order counts for nothing. */
export function isSameEvent(leadId: string, event: LeadEvent, otherLeadId: string, other: LeadEvent): boolean {
  return leadId === otherLeadId && isSameRecord(event, other);
}

function isSameRecord(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && isSameValue(one[name], other[name]));
}

function isSameValue(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    const left = new Set(one);
    const right = new Set(other);
    return left.size === right.size && [...left].every((value) => right.has(value));
  }
  if (typeof one === 'object' && typeof other === 'object' && one !== null && other !== null) {
    return isSameRecord(one as Record<string, unknown>, other as Record<string, unknown>);
  }
  return one === other;
}
