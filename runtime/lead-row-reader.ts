import { badReason, shownValue, type BadCell, type BadReason } from './bad-row.ts';
import { foldedSpelling } from './folded-spelling.ts';
import { isEarlyNumber } from './read-time.ts';
import { missingTextCheck, readId, unreadable, valueReader, type IsMissing, type ReadValue, type ValueReader } from './read-value.ts';
import { RowSlots, type Row } from './row-slots.ts';
import type { FieldSchema, Schema } from './schema.ts';
import type { Lead } from './typed-data.ts';

interface FieldColumn {
  readonly name: string;
  readonly slot: number;
  readonly reader: ValueReader;
  /** Takes numbers of epoch milliseconds. */
  readonly isTime: boolean;
}

/**
 * Reads rows of leads one by one, by the columns of their file. It does not look for repeated ids: that takes all rows.
 * Language reference, section 9.
 */
export class LeadRowReader {
  /** Fields that no column of the file gives. */
  readonly missingFields: readonly string[];
  /** What is wrong with the row read last, if that came back `undefined`. */
  problem: BadCell | undefined;
  /** The fields of the row read last whose value is spelled as no country and no member; a list's once for each such value. */
  readonly unknownSpellings: string[] = [];
  /** The fields of the row read last whose number was read as a time in January 1970, as one of seconds would be. */
  readonly earlyTimes: string[] = [];
  readonly #slots: RowSlots;
  readonly #cells: readonly number[];
  readonly #fields: readonly FieldColumn[];
  readonly #isMissing: IsMissing;

  /** @param columns all columns of the file, in order; of JSON Lines every key of any row */
  constructor(schema: Schema, columns: readonly string[]) {
    const there = new Set(columns.map(foldedSpelling));
    const folded = schema.fields.map((field) => columnOf(field, there));
    const spellings = [...new Set(['id', ...folded])];
    this.#slots = new RowSlots(spellings);
    this.#cells = this.#slots.slotsOf(columns);
    this.#isMissing = missingTextCheck(schema.missingTexts);
    this.#fields = schema.fields.map((field, index) => ({
      name: field.name,
      slot: spellings.indexOf(folded[index]!),
      reader: valueReader(field.type, schema.timezone, this.#isMissing),
      isTime: (field.type.kind === 'date' || field.type.kind === 'datetime') && field.type.format === null,
    }));
    this.missingFields = schema.fields.filter((_field, index) => !there.has(folded[index]!)).map((field) => field.name);
  }

  /** @returns the lead, or `undefined` for a bad row, of which `problem` then tells */
  readRow(row: Row): Lead | undefined {
    this.#slots.fill(row);
    return this.#read();
  }

  /** The same for a row given as its values, in the order of the columns. Not to be mixed with `readRow`. */
  readCells(cells: ArrayLike<unknown>): Lead | undefined {
    this.#slots.fillCells(cells, this.#cells);
    return this.#read();
  }

  #read(): Lead | undefined {
    this.unknownSpellings.length = 0;
    this.earlyTimes.length = 0;
    const id = readId(this.#slots.values[0], this.#isMissing);
    if (id === undefined) return this.#bad(0, 'id', badReason.missingId);
    const lead: Record<string, unknown> & { id: string } = { id };
    for (const { name, slot, reader, isTime } of this.#fields) {
      const value = reader.read(this.#slots.values[slot]);
      if (value === unreadable) return this.#bad(slot, name, badReason.unreadableValue);
      if (reader.unknownSpellings > 0) this.#countUnknown(name, reader.unknownSpellings);
      if (isTime && isEarlyNumber(this.#slots.values[slot], value as number)) this.earlyTimes.push(name);
      if (name === 'id' || name === 'fields') setOwn((lead['fields'] ??= {}) as Record<string, unknown>, name, value);
      else setOwn(lead, name, value);
    }
    this.problem = undefined;
    return lead;
  }

  #countUnknown(name: string, times: number): void {
    for (let time = 0; time < times; time += 1) this.unknownSpellings.push(name);
  }

  #bad(slot: number, name: string, reason: BadReason): undefined {
    this.problem = { column: this.#slots.columns[slot] ?? name, value: shownValue(this.#slots.values[slot]), reason };
    return undefined;
  }
}

/** Every field is set, the missing ones too, so that all leads have one shape and no name reaches `Object.prototype`. */
export function setOwn(target: Record<string, unknown>, name: string, value: ReadValue): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true });
  else target[name] = value;
}

/** The first spelling that is there in the file, else the name; folded. */
function columnOf(field: FieldSchema, there: ReadonlySet<string>): string {
  return field.spellings.map(foldedSpelling).find((spelling) => there.has(spelling)) ?? foldedSpelling(field.name);
}
