import { badReason, shownValue, type BadCell, type BadReason } from './bad-row.ts';
import { foldedSpelling, isOwnColumnOfEvents } from './folded-spelling.ts';
import { setOwn } from './lead-row-reader.ts';
import { isEarlyNumber, readInstant } from './read-time.ts';
import { missingTextCheck, readId, textOf, unreadable, valueReader, type IsMissing, type ValueReader } from './read-value.ts';
import { RowSlots, type Row } from './row-slots.ts';
import type { EventSchema, Schema } from './schema.ts';
import { trimmed } from './text.ts';
import type { LeadEvent } from './typed-data.ts';

const leadIdSlot = 0;
const typeSlot = 1;
const atSlot = 2;
const idSlot = 3;
const propertiesSlot = 4;
/** In the order of their slots. */
const ownColumns = ['lead_id', 'type', 'at', 'id', 'properties'] as const;

interface EventTypeReader {
  readonly name: string;
  readonly used: boolean;
  readonly properties: readonly PropertyReader[];
}

interface PropertyReader {
  readonly name: string;
  /** `event.property`, as the data report has it. */
  readonly label: string;
  /** Among the row's own columns; `undefined` for a name that events have for themselves, which stands in `properties`, in data and typed. */
  readonly slot: number | undefined;
  readonly nestedSlot: number;
  readonly reader: ValueReader;
}

/**
 * Reads rows of events one by one. It does not look for repeated ids: that takes all rows. Language reference, section 9.
 *
 * After `readRow` or `readCells` exactly one holds: an event came back; `problem` is set; `unknownType` is set.
 */
export class EventRowReader {
  /** What is wrong with the row read last. */
  problem: BadCell | undefined;
  /** The type of the row read last, if the vocabulary does not know it: such a row counts for nothing. */
  unknownType: string | undefined;
  /** Of the event read last. */
  leadId = '';
  /** Of the event read last; `undefined` for a row without an id. */
  id: string | undefined;
  /** Whether the definition selects events of the type of the one read last. Others change no result. */
  isUsed = false;
  /** `event.property` of the event read last whose value is spelled as no country and no member; a list's once for each such value. */
  readonly unknownSpellings: string[] = [];
  /** The time of the event read last is a number that was read as one in January 1970, as one of seconds would be. */
  isEarly = false;
  readonly #zone: string;
  readonly #isMissing: IsMissing;
  readonly #slots: RowSlots;
  readonly #nested: RowSlots;
  readonly #cells: readonly number[];
  readonly #typeByFolded: ReadonlyMap<string, EventTypeReader>;
  readonly #typeByText = new Map<string, EventTypeReader | undefined>();
  #nestedIsFilled = false;

  /** @param columns all columns of the file, in order, if rows are read by `readCells` */
  constructor(schema: Schema, columns: readonly string[] = []) {
    this.#zone = schema.timezone;
    this.#isMissing = missingTextCheck(schema.missingTexts);
    const read = schema.events.flatMap((event) => event.properties.filter((property) => property.used));
    const nested = [...new Set(read.map((property) => foldedSpelling(property.name)))];
    const own = [...ownColumns.map(foldedSpelling), ...nested.filter((spelling) => !isOwnColumnOfEvents(spelling))];
    this.#slots = new RowSlots(own);
    this.#nested = new RowSlots(nested);
    this.#cells = this.#slots.slotsOf(columns);
    this.#typeByFolded = typesByFolded(schema.events, (event) => ({
      name: event.name,
      used: event.used,
      properties: event.properties.filter((property) => property.used).map(({ name, type }): PropertyReader => ({
        name,
        label: `${event.name}.${name}`,
        slot: isOwnColumnOfEvents(name) ? undefined : own.indexOf(foldedSpelling(name)),
        nestedSlot: nested.indexOf(foldedSpelling(name)),
        reader: valueReader(type, schema.timezone, this.#isMissing),
      })),
    }));
  }

  readRow(row: Row): LeadEvent | undefined {
    this.#slots.fill(row);
    return this.#read();
  }

  /** The same for a row given as its values, in the order of the columns. Not to be mixed with `readRow`. */
  readCells(cells: ArrayLike<unknown>): LeadEvent | undefined {
    this.#slots.fillCells(cells, this.#cells);
    return this.#read();
  }

  #read(): LeadEvent | undefined {
    const { values } = this.#slots;
    this.problem = undefined;
    this.unknownType = undefined;
    this.unknownSpellings.length = 0;

    const leadId = readId(values[leadIdSlot], this.#isMissing);
    if (leadId === undefined) return this.#bad(leadIdSlot, badReason.missingLeadId);

    const typeText = textOf(values[typeSlot]);
    if (typeText === undefined || typeText === unreadable || this.#isMissing(typeText)) return this.#bad(typeSlot, badReason.missingType);

    const atText = textOf(values[atSlot]);
    if (atText === undefined || (atText !== unreadable && this.#isMissing(atText))) return this.#bad(atSlot, badReason.missingTime);
    const at = atText === unreadable ? undefined : readInstant(atText, this.#zone);
    if (at === undefined) return this.#bad(atSlot, badReason.unreadableValue);

    const type = this.#typeOf(typeText);
    if (type === undefined) {
      this.unknownType = trimmed(typeText);
      return undefined;
    }

    if (!this.#fillNested(values[propertiesSlot])) return this.#bad(propertiesSlot, badReason.unreadableProperties);
    const event: Record<string, unknown> & { type: string; at: number } = { type: type.name, at };
    for (const property of type.properties) {
      if (!this.#readProperty(property, event)) return undefined;
    }
    this.leadId = leadId;
    this.id = readId(values[idSlot], this.#isMissing);
    this.isUsed = type.used;
    this.isEarly = isEarlyNumber(values[atSlot], at);
    return event;
  }

  #readProperty({ name, label, slot, nestedSlot, reader }: PropertyReader, event: Record<string, unknown>): boolean {
    const isNested = this.#nested.columns[nestedSlot] !== undefined;
    const raw = isNested ? this.#nested.values[nestedSlot] : slot === undefined ? undefined : this.#slots.values[slot];
    const value = reader.read(raw);
    if (value === unreadable) {
      const column = isNested ? this.#nested.columns[nestedSlot] : this.#slots.columns[slot!];
      this.problem = { column: column ?? name, value: shownValue(raw), reason: badReason.unreadableValue };
      return false;
    }
    for (let time = 0; time < reader.unknownSpellings; time += 1) this.unknownSpellings.push(label);
    if (slot === undefined) setOwn((event['properties'] ??= {}) as Record<string, unknown>, name, value);
    else setOwn(event, name, value);
    return true;
  }

  /** The column `properties` holds a JSON object, or the text of one. Returns whether it does, or holds nothing. */
  #fillNested(raw: unknown): boolean {
    if (raw === undefined || raw === null || (typeof raw === 'string' && this.#isMissing(raw))) {
      if (this.#nestedIsFilled) this.#nested.clear();
      this.#nestedIsFilled = false;
      return true;
    }
    const properties = typeof raw === 'string' ? parsed(raw) : raw;
    if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return false;
    this.#nested.fill(properties as Row);
    this.#nestedIsFilled = true;
    return true;
  }

  #typeOf(text: string): EventTypeReader | undefined {
    const known = this.#typeByText.get(text);
    if (known !== undefined || this.#typeByText.has(text)) return known;
    const type = this.#typeByFolded.get(foldedSpelling(text));
    // Bounded: the data may hold any number of unknown types.
    if (this.#typeByText.size < 10_000) this.#typeByText.set(text, type);
    return type;
  }

  #bad(slot: number, reason: BadReason): undefined {
    this.problem = { column: this.#slots.columns[slot] ?? ownColumns[slot]!, value: shownValue(this.#slots.values[slot]), reason };
    return undefined;
  }
}

/** A spelling from `from` comes before a name; of two of a kind the type declared first. */
function typesByFolded(events: readonly EventSchema[], make: (event: EventSchema) => EventTypeReader): Map<string, EventTypeReader> {
  const types = new Map<string, EventTypeReader>();
  const readers = events.map(make);
  const add = (spelling: string, reader: EventTypeReader): void => {
    const folded = foldedSpelling(spelling);
    if (!types.has(folded)) types.set(folded, reader);
  };
  events.forEach((event, index) => event.spellings.forEach((spelling) => add(spelling, readers[index]!)));
  events.forEach((event, index) => add(event.name, readers[index]!));
  return types;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
