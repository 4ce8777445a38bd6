import { createReader } from '../../runtime/reader.ts';
import type { Schema } from '../../runtime/schema.ts';
import type { LeadEvent } from '../../runtime/typed-data.ts';
import { sqlText } from './database.ts';
import { idTextOf } from './id-text.ts';
import type { LoadedData } from './load-data.ts';
import { namesFor } from './names-for-reader.ts';
import type { LeadWithEvents } from './open-data.ts';
import { readRows } from './read-rows.ts';

/**
 * A few leads with their events, of data without bad rows, as a definition reads them; by their ids. The rest of the data is looked
 * through for them, and not read.
 * @param rows the numbers of the leads' rows
 */
export async function readSomeLeads({ database, leads, events }: LoadedData, schema: Schema, rows: readonly number[]): Promise<ReadonlyMap<string, LeadWithEvents>> {
  const found = new Map<string, { readonly lead: LeadWithEvents['lead']; readonly events: LeadEvent[] }>();
  if (rows.length === 0) return found;
  const connection = await database.connect();
  const reader = createReader(schema);
  const leadReader = reader.leadRows(namesFor(leads));
  for await (const chunk of readRows(connection, leads, { extras: [], rest: `WHERE data.rowid IN (${rows.join(', ')})`, areFew: true })) {
    for (let index = 0; index < chunk.rowCount; index += 1) {
      const lead = leadReader.readCells(chunk.cells(index))!;
      found.set(lead.id, { lead, events: [] });
    }
  }
  if (events === undefined) return found;

  const eventReader = reader.eventRows(namesFor(events));
  const ids = [...found.keys()].map(sqlText).join(', ');
  // Events of one id are one event: its first row counts.
  const seen = new Set<string>();
  for await (const chunk of readRows(connection, events, { extras: [], rest: `WHERE ${idTextOf(events, 0)} IN (${ids}) ORDER BY data.rowid`, areFew: true })) {
    for (let index = 0; index < chunk.rowCount; index += 1) {
      const event = eventReader.readCells(chunk.cells(index));
      const { id } = eventReader;
      if (event === undefined || id !== undefined && seen.has(id)) continue;
      if (id !== undefined) seen.add(id);
      if (eventReader.isUsed) found.get(eventReader.leadId)?.events.push(event);
    }
  }
  return found;
}
