import type { EventRowReader } from '../../runtime/event-row-reader.ts';
import type { LeadRowReader } from '../../runtime/lead-row-reader.ts';
import { createReader } from '../../runtime/reader.ts';
import type { Schema } from '../../runtime/schema.ts';
import type { LeadEvent } from '../../runtime/typed-data.ts';
import { isOneOf } from './id-text.ts';
import type { LoadedData } from './load-data.ts';
import type { LoadedTable } from './loaded-table.ts';
import { namesFor } from './names-for-reader.ts';
import type { LeadWithEvents } from './open-data.ts';
import { readRows } from './read-rows.ts';

export type LeadsById = ReadonlyMap<string, LeadWithEvents>;

/**
 * A few leads with their events, of data without bad rows, as each of the definitions reads them; by their ids. The rest of the data is
 * looked through for them once, and not read.
 * @param rows the numbers of the leads' rows
 */
export async function readSomeLeads({ database, leads, events }: LoadedData, schemas: readonly Schema[], rows: readonly number[]): Promise<readonly LeadsById[]> {
  const readers = schemas.map((schema) => new SomeLeads(schema, leads, events));
  const found = readers.map(({ found: each }) => each);
  if (rows.length === 0) return found;
  const connection = await database.connect();
  for await (const chunk of readRows(connection, leads, { extras: [], rest: `WHERE data.rowid IN (${rows.join(', ')})`, areFew: true })) {
    for (let index = 0; index < chunk.rowCount; index += 1) for (const reader of readers) reader.addLead(chunk.cells(index));
  }
  if (events === undefined) return found;
  for await (const chunk of readRows(connection, events, { extras: [], rest: `WHERE ${isOneOf(events, 0, [...found[0]!.keys()])} ORDER BY data.rowid`, areFew: true })) {
    for (let index = 0; index < chunk.rowCount; index += 1) for (const reader of readers) reader.addEvent(chunk.cells(index));
  }
  return found;
}

/** As one definition reads them. */
class SomeLeads {
  readonly found = new Map<string, { readonly lead: LeadWithEvents['lead']; readonly events: LeadEvent[] }>();
  readonly #leads: LeadRowReader;
  readonly #events: EventRowReader | undefined;
  /** Events of one id are one event: its first row counts. */
  readonly #seen = new Set<string>();

  constructor(schema: Schema, leads: LoadedTable, events: LoadedTable | undefined) {
    const reader = createReader(schema);
    this.#leads = reader.leadRows(namesFor(leads));
    this.#events = events === undefined ? undefined : reader.eventRows(namesFor(events));
  }

  addLead(cells: readonly unknown[]): void {
    const lead = this.#leads.readCells(cells)!;
    this.found.set(lead.id, { lead, events: [] });
  }

  addEvent(cells: readonly unknown[]): void {
    const reader = this.#events!;
    const event = reader.readCells(cells);
    const { id } = reader;
    if (event === undefined || id !== undefined && this.#seen.has(id)) return;
    if (id !== undefined) this.#seen.add(id);
    if (reader.isUsed) this.found.get(reader.leadId)?.events.push(event);
  }
}
