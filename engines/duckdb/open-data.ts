/** Leads with their events out of files and queries, by way of an embedded DuckDB. Language reference, section 9. */
import { badReason, shownValue, type BadRow } from '../../runtime/bad-row.ts';
import { createReader } from '../../runtime/reader.ts';
import type { Schema } from '../../runtime/schema.ts';
import type { Lead, LeadEvent } from '../../runtime/typed-data.ts';
import { DataCounts, type DataReport } from '../data-report.ts';
import type { PlacedBadRow } from '../placed-bad-row.ts';
import { BadRows } from './bad-rows.ts';
import { numberOf, sqlText, type Database } from './database.ts';
import { findEventFates } from './event-fates.ts';
import { idTextOf } from './id-text.ts';
import { workInPlace } from './in-place.ts';
import { loadData, type DataSource, type LoadedData } from './load-data.ts';
import type { LoadedTable } from './loaded-table.ts';
import { locateRows } from './locate-rows.ts';
import { namesFor, ownColumns } from './names-for-reader.ts';
import { readRows, type RowChunk } from './read-rows.ts';

export interface LeadWithEvents {
  readonly lead: Lead;
  /** In no order. */
  readonly events: readonly LeadEvent[];
}

export interface OpenData {
  /** The good leads in the order of the data, in batches. To be read to its end once; then report and bad rows are complete. */
  leads(only?: { readonly ids: readonly string[] }): AsyncGenerator<readonly LeadWithEvents[]>;
  report(): DataReport;
  readonly badRowCount: number;
  /** In the order of the data, leads first. Reads the files once more to find their lines. @param limit of each table */
  badRows(limit?: number): AsyncGenerator<PlacedBadRow>;
  readonly database: Database;
  close(): Promise<void>;
}

/** Rows that are passed over, as if the data did not have them, but that a lead of such a row is there. Numbers from 0. */
export interface ExcludedRows {
  readonly leads: ReadonlySet<number>;
  readonly events: ReadonlySet<number>;
}

/** Brings the data into the database. Rejects with a `DataProblem` where it cannot be read at all, or lacks a column. */
export async function openData(schema: Schema, source: DataSource): Promise<OpenData> {
  return readLoaded(await loadData([schema], source), schema, { progress: source.progress ?? (() => {}) });
}

export interface ReadingOptions {
  readonly progress: (doing: string) => void;
  readonly excluded?: ExcludedRows;
  /** Of several definitions over one database, which it is. */
  readonly definition?: number;
}

/** Reads data that was loaded, by the types of a definition; once for each `ReadingOptions` that differ. */
export async function readLoaded(data: LoadedData, schema: Schema, options: ReadingOptions): Promise<OpenData> {
  const { excluded = { leads: new Set(), events: new Set() }, definition = 0 } = options;
  const isAgain = excluded.leads.size + excluded.events.size > 0;
  const space = `d${definition}${isAgain ? '_again' : ''}`;
  try {
    await data.database.connection.run(`CREATE SCHEMA ${space}`);
    const badRows = await BadRows.open(await data.database.connect(), space);
    return new DuckdbData(data, schema, space, badRows, options.progress, excluded, definition);
  } catch (problem) {
    await data.database.close();
    throw problem;
  }
}

const idColumn = 0;
class DuckdbData implements OpenData {
  readonly database: Database;
  readonly #schema: Schema;
  /** The schema of the database in which the tables of this reading are. */
  readonly #space: string;
  readonly #excluded: ExcludedRows;
  readonly #definition: number;
  readonly #leads: LoadedTable;
  readonly #events: LoadedTable | undefined;
  readonly #badRows: BadRows;
  readonly #progress: (doing: string) => void;
  readonly #counts: DataCounts;

  constructor(
    { database, leads, events }: LoadedData, schema: Schema, space: string, badRows: BadRows, progress: (doing: string) => void, excluded: ExcludedRows,
    definition: number,
  ) {
    this.database = database;
    this.#schema = schema;
    this.#space = space;
    this.#leads = leads;
    this.#events = events;
    this.#badRows = badRows;
    this.#progress = progress;
    this.#excluded = excluded;
    this.#definition = definition;
    this.#counts = new DataCounts(schema, leads.rowCount, events?.rowCount);
  }

  async *leads(only?: { readonly ids: readonly string[] }): AsyncGenerator<readonly LeadWithEvents[]> {
    const batches = this.#read(only);
    for (;;) {
      const next = await workInPlace({ database: this.database, leads: this.#leads, events: this.#events }, () => batches.next());
      if (next.done === true) return;
      yield next.value;
    }
  }

  async *#read(only?: { readonly ids: readonly string[] }): AsyncGenerator<readonly LeadWithEvents[]> {
    const leads = this.#leads;
    const id = idTextOf(leads, idColumn);
    const { connection } = this.database;
    const space = this.#space;
    await connection.run(`CREATE TABLE ${space}.lead_rows AS SELECT ${id} AS id, min(rowid) AS first, count(*) AS times FROM leads WHERE ${id} IS NOT NULL GROUP BY 1`);
    const isRepeated = (await numberOf(connection, `SELECT count(*) FROM ${space}.lead_rows WHERE times > 1`)) > 0;
    const events = this.#events === undefined ? undefined : new EventCursor(await this.#eventRows(only), (chunk, row) => this.#readEvent(chunk, row));
    this.#progress('scoring');

    const reader = createReader(this.#schema).leadRows(namesFor(leads));
    const query = {
      extras: ['data.rowid', isRepeated ? `${id} IN (SELECT id FROM ${space}.lead_rows WHERE times > 1)` : 'false'],
      rest: `${only === undefined ? '' : `WHERE ${id} IN (${only.ids.map(sqlText).join(', ')})`} ORDER BY data.rowid`,
    };
    for await (const chunk of readRows(await this.database.connect(), leads, query)) {
      const batch: LeadWithEvents[] = [];
      for (let index = 0; index < chunk.rowCount; index += 1) {
        const row = chunk.number(0, index)!;
        const cells = chunk.cells(index);
        const own: LeadEvent[] = [];
        // Most leads have their events in the chunk at hand: waiting for each would cost more than reading it.
        while (events !== undefined && !events.take(row, own)) await events.advance();
        if (this.#excluded.leads.has(row)) continue;
        const lead = reader.readCells(cells);
        if (lead !== undefined && chunk.number(1, index) === 1) this.#bad('leads', row, 'id', shownValue(cells[idColumn]), badReason.repeatedId);
        else if (lead !== undefined) {
          this.#counts.spellings(reader.unknownSpellings);
          for (const name of reader.earlyTimes) this.#counts.early(name);
          batch.push({ lead, events: own });
        } else if (reader.problem!.reason !== badReason.missingId && chunk.number(1, index) === 1) {
          this.#bad('leads', row, 'id', shownValue(cells[idColumn]), badReason.repeatedId);
        } else this.#bad('leads', row, reader.problem!.column, reader.problem!.value, reader.problem!.reason);
      }
      yield batch;
    }
    await events?.finish();
  }

  #eventReader: ReturnType<ReturnType<typeof createReader>['eventRows']> | undefined;

  /** Events in the order of their leads, those of no lead last. Extras: the lead's row, the event's row. */
  async #eventRows(only: { readonly ids: readonly string[] } | undefined): Promise<AsyncGenerator<RowChunk>> {
    const table = this.#events!;
    const reader = createReader(this.#schema).eventRows(namesFor(table));
    this.#eventReader = reader;
    this.#progress('looking for repeated events');
    const fates = await findEventFates({ database: this.database, table, reader, badRows: this.#badRows, excluded: this.#excluded.events, space: this.#space });
    this.#counts.duplicates(fates.duplicates);
    this.#progress('sorting events by lead');
    const joins = [
      `LEFT JOIN ${this.#space}.lead_rows ON lead_rows.id = ${idTextOf(table, idColumn)}`,
      ...(fates.any ? [`ANTI JOIN ${this.#space}.event_fates ON event_fates.row_number = data.rowid`] : []),
    ];
    const where = only === undefined ? '' : `WHERE lead_rows.id IN (${only.ids.map(sqlText).join(', ')})`;
    const query = { extras: ['lead_rows.first', 'data.rowid'], rest: `${joins.join(' ')} ${where} ORDER BY lead_rows.first NULLS LAST` };
    return readRows(await this.database.connect(), table, query);
  }

  /** Reads one event, counts what is noteworthy, and answers it if it can change a result. */
  #readEvent(chunk: RowChunk, index: number): LeadEvent | undefined {
    if (this.#excluded.events.has(chunk.number(1, index)!)) return undefined;
    const reader = this.#eventReader!;
    const event = reader.readCells(chunk.cells(index));
    if (event !== undefined) {
      this.#counts.event(event, reader.unknownSpellings);
      if (reader.isEarly) this.#counts.early('at');
      if (chunk.number(0, index) === undefined) this.#counts.eventWithoutLead();
      return reader.isUsed ? event : undefined;
    }
    if (reader.unknownType !== undefined) this.#counts.unknownType(reader.unknownType);
    else this.#bad('events', chunk.number(1, index)!, reader.problem!.column, reader.problem!.value, reader.problem!.reason);
    return undefined;
  }

  /** @param column as the reader calls it; the user's own name for it is shown. */
  #bad(table: BadRow['table'], row: number, column: string, value: string, reason: BadRow['reason']): void {
    const loaded = table === 'leads' ? this.#leads : this.#events!;
    const spelling = ownColumns[table].includes(column) ? loaded.columns.find((each) => each.wanted.name === column)?.spellings[0] : undefined;
    this.#badRows.add({ table, row, column: spelling ?? column, value, reason });
  }

  report(): DataReport {
    return this.#counts.report();
  }

  get badRowCount(): number {
    return this.#badRows.count;
  }

  async *badRows(limit?: number): AsyncGenerator<PlacedBadRow> {
    for (const table of [this.#leads, this.#events]) {
      if (table === undefined) continue;
      for await (const batch of this.#badRows.inOrder(table.name, limit)) {
        let next = 0;
        for await (const place of locateRows(table, batch.map(({ row }) => row))) yield { ...batch[next++]!, place, definition: this.#definition };
      }
    }
  }

  close(): Promise<void> {
    return this.database.close();
  }
}

/** Walks through events that come in the order of their leads. */
class EventCursor {
  readonly #chunks: AsyncGenerator<RowChunk>;
  readonly #read: (chunk: RowChunk, row: number) => LeadEvent | undefined;
  #chunk: RowChunk | undefined;
  #at = 0;
  #ended = false;

  constructor(chunks: AsyncGenerator<RowChunk>, read: (chunk: RowChunk, row: number) => LeadEvent | undefined) {
    this.#chunks = chunks;
    this.#read = read;
  }

  /**
   * Adds the events of the lead in the given row. `false` where the chunk ends before it is known that these are all: then
   * `advance`, and ask again. Leads are asked for in their order.
   */
  take(leadRow: number, events: LeadEvent[]): boolean {
    if (this.#ended) return true;
    const chunk = this.#chunk;
    for (; chunk !== undefined && this.#at < chunk.rowCount; this.#at += 1) {
      const first = chunk.number(0, this.#at);
      if (first === undefined || first > leadRow) return true;
      const event = this.#read(chunk, this.#at);
      if (event !== undefined) events.push(event);
    }
    return false;
  }

  /** Reads what is left: events of no lead, whose faults and types count all the same. */
  async finish(): Promise<void> {
    for (; !this.#ended; await this.advance()) {
      for (; this.#at < (this.#chunk?.rowCount ?? 0); this.#at += 1) this.#read(this.#chunk!, this.#at);
    }
  }

  async advance(): Promise<void> {
    const next = await this.#chunks.next();
    this.#ended = next.done === true;
    this.#chunk = next.done === true ? undefined : next.value;
    this.#at = 0;
  }
}
