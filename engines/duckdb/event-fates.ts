import { badReason, shownValue } from '../../runtime/bad-row.ts';
import type { EventRowReader } from '../../runtime/event-row-reader.ts';
import { isSameEvent } from '../../runtime/reader.ts';
import type { LeadEvent } from '../../runtime/typed-data.ts';
import type { BadRows } from './bad-rows.ts';
import { numberOf, type Database } from './database.ts';
import { idTextOf } from './id-text.ts';
import type { LoadedTable } from './loaded-table.ts';
import { readRows } from './read-rows.ts';

export interface EventFates {
  /** Whether the table `event_fates` names rows that are not to be read. */
  readonly any: boolean;
  /** Rows that repeat an event of the same id and content. */
  readonly duplicates: number;
}

const idColumn = 3;

export interface FatesRequest {
  readonly database: Database;
  readonly table: LoadedTable;
  readonly reader: EventRowReader;
  readonly badRows: BadRows;
  /** Rows that are nobody's twin. */
  readonly excluded: ReadonlySet<number>;
  /** The schema of the database for the tables that are made. */
  readonly space: string;
}

/**
 * Finds events whose id stands twice. With the same content they are one event, its first row; with different content all
 * of them are bad. Rows that are not to be read go to the table `event_fates`. Language reference, section 9.
 */
export async function findEventFates({ database, table, reader, badRows, excluded, space }: FatesRequest): Promise<EventFates> {
  const { connection } = database;
  const id = table.columns[idColumn]!;
  if (id.spellings.length === 0) return { any: false, duplicates: 0 };
  const text = idTextOf(table, idColumn);
  await connection.run(
    `CREATE TABLE ${space}.repeated_event_ids AS SELECT ${text} AS id FROM ${table.name} WHERE ${text} IS NOT NULL GROUP BY 1 HAVING count(*) > 1`,
  );
  if ((await numberOf(connection, `SELECT count(*) FROM ${space}.repeated_event_ids`)) === 0) return { any: false, duplicates: 0 };

  await connection.run(`CREATE TABLE ${space}.event_fates (row_number BIGINT)`);
  const appender = await connection.createAppender('event_fates', space);
  const drop = (row: number): void => {
    appender.appendBigInt(BigInt(row));
    appender.endRow();
  };
  let duplicates = 0;
  let group: Group | undefined;
  const finish = (): void => {
    if (group === undefined || group.rows.length === 1) return;
    if (group.isDisputed) {
      for (const row of group.rows) {
        drop(row);
        badRows.add({ table: 'events', row, column: id.spellings[0]!, value: group.shownId, reason: badReason.differentContent });
      }
    } else {
      group.rows.slice(1).forEach(drop);
      duplicates += group.rows.length - 1;
    }
  };
  const reading = await database.connect();
  const query = { extras: ['data.rowid'], rest: `WHERE ${text} IN (SELECT id FROM ${space}.repeated_event_ids) ORDER BY ${text}, data.rowid` };
  for await (const chunk of readRows(reading, table, query)) {
    for (let index = 0; index < chunk.rowCount; index += 1) {
      const cells = chunk.cells(index);
      const event = reader.readCells(cells);
      // A row that cannot be read, or whose type is unknown, is judged when its turn comes; it is nobody's twin.
      if (event === undefined || reader.id === undefined) continue;
      const row = chunk.number(0, index)!;
      if (excluded.has(row)) continue;
      if (group?.id === reader.id) {
        group.rows.push(row);
        group.isDisputed ||= !isSameEvent(group.leadId, group.event, reader.leadId, event);
      } else {
        finish();
        group = { id: reader.id, shownId: shownValue(cells[idColumn]), leadId: reader.leadId, event, rows: [row], isDisputed: false };
      }
    }
  }
  finish();
  appender.closeSync();
  return { any: true, duplicates };
}

interface Group {
  readonly id: string;
  readonly shownId: string;
  readonly leadId: string;
  readonly event: LeadEvent;
  readonly rows: number[];
  isDisputed: boolean;
}
