/** Raw rows and what their reading comes to. Language reference, section 9. */
import type { TypedEvent, TypedLead } from '../compiler/check/checked.ts';
import type { Row } from './columns.ts';

/** JSON objects as lines of JSON Lines hold them; cells of CSV are strings. */
export interface RawData {
  readonly leads: readonly Row[];
  readonly events: readonly Row[];
}

export interface BadRow {
  readonly table: 'leads' | 'events';
  /** From 0. */
  readonly row: number;
  /** As the row spells it, where it has it. */
  readonly column: string;
  /** As it was; texts without quotes, everything else as JSON, empty where it is missing. */
  readonly value: string;
  /** A code of the catalog: MQL3xxx. */
  readonly reason: string;
}

export interface DataReport {
  /** How many events of each type that the vocabulary does not know, by its text, trimmed. */
  readonly unknownEventTypes: Readonly<Record<string, number>>;
  /** Rows that repeat an event of the same id and content. */
  readonly duplicateEvents: number;
  /** Events whose lead has no row among the leads, good or bad. */
  readonly eventsWithoutLead: number;
  /** How many values of a country or `one of` are known but none of its values, by `field` or `event.property`. */
  readonly unknownSpellings: Readonly<Record<string, number>>;
  /** How many numbers were read as a time in January 1970, as a number of seconds would be: by `field`, and `at` of events. */
  readonly earlyTimes: Readonly<Record<string, number>>;
}

export interface ReadRows {
  /** The good leads, in order. */
  readonly leads: readonly TypedLead[];
  /** By the id of their lead; of one id only once. */
  readonly events: ReadonlyMap<string, readonly TypedEvent[]>;
  readonly badRows: readonly BadRow[];
  readonly report: DataReport;
}
