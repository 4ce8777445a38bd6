import type { Definition, TypedEvent, TypedScalar, TypedValue } from '../compiler/check/checked.ts';
import type { EventType } from '../compiler/vocabulary/types.ts';
import { badReason } from './bad-reason.ts';
import { cellOf, folded, type Cell, type Row } from './columns.ts';
import type { BadRow } from './data.ts';
import { idOf, shownValue } from './read-leads.ts';
import { isEarlyNumber, readInstant } from './read-time.ts';
import { isMissing, readValue, textOf, unreadable, type Reading } from './read-value.ts';
import type { UsedNames } from './used-names.ts';
import { trim } from './text.ts';

/** One good row of an event that the vocabulary knows. */
export interface ReadEvent {
  readonly leadId: string;
  readonly id: string | undefined;
  readonly event: TypedEvent;
  /** Its time is a number that was read as one in January 1970. */
  readonly isEarly: boolean;
}

export interface ReadEvents {
  /** Each event once. */
  readonly events: readonly ReadEvent[];
  readonly badRows: readonly BadRow[];
  readonly unknownEventTypes: ReadonlyMap<string, number>;
  readonly duplicateEvents: number;
}

/** Columns of the row itself: a property of one of these names is found under `properties` alone. */
const ownColumns = ['lead_id', 'type', 'at', 'id', 'properties'].map(folded);

export function readEvents(rows: readonly Row[], definition: Definition, used: UsedNames, reading: Reading): ReadEvents {
  const badRows: BadRow[] = [];
  const unknownEventTypes = new Map<string, number>();
  const good: { row: number; read: ReadEvent }[] = [];
  rows.forEach((row, index) => {
    const read = readEvent(row, definition, used, reading);
    if ('reason' in read) badRows.push({ table: 'events', row: index, ...read });
    else if ('unknownType' in read) unknownEventTypes.set(read.unknownType, (unknownEventTypes.get(read.unknownType) ?? 0) + 1);
    else good.push({ row: index, read });
  });

  const events: ReadEvent[] = [];
  let duplicateEvents = 0;
  const rowsById = Map.groupBy(good, ({ read }) => read.id);
  for (const { row, read } of good) {
    const twins = read.id === undefined ? [] : rowsById.get(read.id)!;
    if (twins.some((twin) => contentOf(twin.read) !== contentOf(read))) {
      const cell = cellOf(rows[row]!, 'id')!;
      badRows.push({ table: 'events', row, column: cell.column, value: shownValue(cell.value), reason: badReason.differentContent });
    } else if (twins.length > 0 && twins[0]!.row !== row) {
      duplicateEvents += 1;
    } else {
      events.push(read);
    }
  }
  badRows.sort((first, second) => first.row - second.row);
  return { events, badRows, unknownEventTypes, duplicateEvents };
}

type BadCell = Pick<BadRow, 'column' | 'value' | 'reason'>;

function readEvent(
  row: Row, definition: Definition, used: UsedNames, reading: Reading,
): ReadEvent | { readonly unknownType: string } | BadCell {
  const leadCell = cellOf(row, folded('lead_id'));
  const leadId = idOf(leadCell?.value, reading);
  if (leadId === undefined) return badCell(leadCell ?? { column: 'lead_id', value: undefined }, badReason.missingLeadId);

  const typeCell = cellOf(row, 'type');
  const typeText = textOf(typeCell?.value);
  if (typeText === undefined || typeText === unreadable || isMissing(typeText, reading)) {
    return badCell(typeCell ?? { column: 'type', value: undefined }, badReason.missingType);
  }

  const atCell = cellOf(row, 'at');
  const atText = textOf(atCell?.value);
  if (atText !== unreadable && isMissing(atText, reading)) {
    return badCell(atCell ?? { column: 'at', value: undefined }, badReason.missingTime);
  }
  const at = atText === unreadable ? undefined : readInstant(atText!, reading.zone);
  if (at === undefined) return badCell(atCell!, badReason.unreadableValue);

  const type = typeOf(typeText, definition.vocabulary.events);
  if (type === undefined) return { unknownType: trim(typeText) };

  const nested = nestedProperties(row, reading);
  if ('reason' in nested) return nested;
  const properties = new Map<string, TypedValue>();
  for (const property of type.properties) {
    if (used.properties.get(type.name)?.has(property.name) !== true) continue;
    const column = folded(property.name);
    const cell = cellOf(nested.properties, column) ?? (ownColumns.includes(column) ? undefined : cellOf(row, column));
    const value = readValue(cell?.value, property.type, reading);
    if (value === unreadable) return badCell(cell!, badReason.unreadableValue);
    if (value !== undefined) properties.set(property.name, value);
  }
  return { leadId, id: idOf(cellOf(row, 'id')?.value, reading), event: { type: type.name, at, properties }, isEarly: isEarlyNumber(atText as string, at) };
}

function badCell(cell: Cell, reason: string): BadCell {
  return { column: cell.column, value: shownValue(cell.value), reason };
}

/** By one of the type's spellings from `from`, else by its name. */
function typeOf(text: string, types: readonly EventType[]): EventType | undefined {
  const sought = folded(text);
  return types.find((type) => type.spellings.some((spelling) => folded(spelling) === sought))
    ?? types.find((type) => folded(type.name) === sought);
}

/** The column `properties`: a JSON object, or the text of one. */
function nestedProperties(row: Row, reading: Reading): { readonly properties: Row } | BadCell {
  const cell = cellOf(row, 'properties');
  if (cell === undefined || cell.value === null || cell.value === undefined) return { properties: {} };
  if (typeof cell.value === 'string' && isMissing(cell.value, reading)) return { properties: {} };
  const value = typeof cell.value === 'string' ? parsed(cell.value) : cell.value;
  if (!isObject(value)) return badCell(cell, badReason.unreadableProperties);
  return { properties: value };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Rows of one id are one event if this is the same for all of them. */
function contentOf({ leadId, event }: ReadEvent): string {
  const properties = [...event.properties].map(([name, value]) => [name, isList(value) ? setForm(value) : value]);
  return JSON.stringify([leadId, event.type, event.at, properties]);
}

/** A list is a set: neither order nor repetition counts. */
function setForm(list: readonly TypedScalar[]): readonly string[] {
  return [...new Set(list.map((value) => JSON.stringify(value)))].sort();
}

function isList(value: TypedValue): value is readonly TypedScalar[] {
  return Array.isArray(value);
}
