import type { Schema } from '../runtime/schema.ts';
import type { LeadEvent } from '../runtime/typed-data.ts';

/** What is noteworthy about data that could be read. Language reference, section 9. */
export interface DataReport {
  readonly leadRows: number;
  /** `undefined` where no events were given. */
  readonly eventRows: number | undefined;
  /** How many events of each type that the vocabulary does not know. */
  readonly unknownEventTypes: ReadonlyMap<string, number>;
  /** Rows that repeat an event of the same id and content. */
  readonly duplicateEvents: number;
  readonly eventsWithoutLead: number;
  /** How many values of a country or `one of` are spelled in no known way, by `field` or `event.property`. */
  readonly unknownSpellings: ReadonlyMap<string, number>;
  /** How many numbers were read as a time in January 1970, as a number of seconds would be: by `field`, and `at` of events. */
  readonly earlyTimes: ReadonlyMap<string, number>;
  /** Properties that the definition reads and no event of their type carries, as `event.property`; of types that occur. */
  readonly propertiesWithoutValues: readonly string[];
}

export class DataCounts {
  readonly #leadRows: number;
  readonly #eventRows: number | undefined;
  readonly #unknownEventTypes = new Map<string, number>();
  readonly #unknownSpellings = new Map<string, number>();
  readonly #earlyTimes = new Map<string, number>();
  readonly #types = new Map<string, TypeCount>();
  #duplicates = 0;
  #withoutLead = 0;

  constructor(schema: Schema, leadRows: number, eventRows: number | undefined) {
    this.#leadRows = leadRows;
    this.#eventRows = eventRows;
    for (const event of schema.events) {
      const unseen = event.properties.filter((property) => property.used).map((property) => property.name);
      this.#types.set(event.name, { occurs: false, unseen });
    }
  }

  /** An event of a known type. */
  event(event: LeadEvent, unknownSpellings: readonly string[]): void {
    if (unknownSpellings.length > 0) this.spellings(unknownSpellings);
    const type = this.#types.get(event.type)!;
    type.occurs = true;
    if (type.unseen.length > 0) type.unseen = type.unseen.filter((name) => event[name] === undefined && event.properties?.[name] === undefined);
  }

  spellings(names: readonly string[]): void {
    for (const name of names) increment(this.#unknownSpellings, name);
  }

  /** @param name of a field, or `at` */
  early(name: string): void {
    increment(this.#earlyTimes, name);
  }

  unknownType(type: string): void {
    // Bounded: a column that holds no types at all would fill the memory with its values.
    increment(this.#unknownEventTypes, this.#unknownEventTypes.size < 10_000 || this.#unknownEventTypes.has(type) ? type : '…');
  }

  duplicates(count: number): void {
    this.#duplicates += count;
  }

  eventWithoutLead(): void {
    this.#withoutLead += 1;
  }

  report(): DataReport {
    return {
      leadRows: this.#leadRows,
      eventRows: this.#eventRows,
      unknownEventTypes: this.#unknownEventTypes,
      duplicateEvents: this.#duplicates,
      eventsWithoutLead: this.#withoutLead,
      unknownSpellings: this.#unknownSpellings,
      earlyTimes: this.#earlyTimes,
      propertiesWithoutValues: [...this.#types].filter(([, type]) => type.occurs).flatMap(([name, type]) => type.unseen.map((property) => `${name}.${property}`)),
    };
  }
}

interface TypeCount {
  occurs: boolean;
  unseen: readonly string[];
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
