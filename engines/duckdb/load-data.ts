import type { Schema } from '../../runtime/schema.ts';
import type { WantedColumn } from '../wanted-columns.ts';
import { wantedOfEvents, wantedOfLeads, type ColumnNames } from '../wanted-data.ts';
import { openDatabase, type Database } from './database.ts';
import { loadTable } from './load-table.ts';
import type { LoadedTable } from './loaded-table.ts';
import { mayBeNoText } from './typed-column.ts';

export interface DataSource extends ColumnNames {
  /** A file, a pattern, a `.sql` file, or `-` for standard input. */
  readonly leads: string;
  readonly events?: string | undefined;
  readonly standardInput: NodeJS.ReadableStream;
  /** Told what is being done, for people who wait. */
  readonly progress?: ((doing: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes that the work may take, this process counted in; what needs more goes to disk. */
  readonly memory?: number | undefined;
}

/** The data as it is, in a database of its own: tables `leads` and, where there are events, `events`. */
export interface LoadedData {
  readonly database: Database;
  readonly leads: LoadedTable;
  readonly events: LoadedTable | undefined;
}

/** Loads what some of the definitions read. Rejects with a `DataProblem` where it cannot be read at all, or lacks a column. */
export async function loadData(schemas: readonly Schema[], source: DataSource): Promise<LoadedData> {
  const { standardInput, progress, signal } = source;
  const database = await openDatabase({ signal, memory: source.memory });
  const hasMissingNumbers = schemas.some(({ missingTexts }) => missingTexts.some(mayBeNoText));
  try {
    progress?.('reading leads');
    const wantedLeads = eachOnce(schemas.map((schema) => wantedOfLeads(schema, source)));
    const leads = await loadTable(database, { name: 'leads', argument: source.leads, wanted: wantedLeads, hasMissingNumbers, standardInput, signal });
    if (source.events === undefined) return { database, leads, events: undefined };
    progress?.('reading events');
    const wantedEvents = eachOnce(schemas.map((schema) => wantedOfEvents(schema, source)));
    const events = await loadTable(database, { name: 'events', argument: source.events, wanted: wantedEvents, hasMissingNumbers, standardInput, signal });
    return { database, leads, events };
  } catch (problem) {
    await database.close();
    throw problem;
  }
}

/** The table's own columns stand first in each list, and so they do here. */
function eachOnce(lists: readonly (readonly WantedColumn[])[]): readonly WantedColumn[] {
  const columns = Map.groupBy(lists.flat(), ({ name, spellings }) => JSON.stringify([name, spellings]));
  return [...columns.values()].map((same) => ({ ...same[0]!, uses: same.flatMap(({ uses }) => uses) }));
}
