/** Bad rows out of the table or view `mql_bad_rows`, which holds each once: `is_event`, `definition`, `bad_row`, `bad_column`, `bad_value`, `bad_reason`. */
import type { PlacedBadRow } from '../placed-bad-row.ts';
import type { Cell } from './read-result.ts';

/** One of the tables that rows can be bad in. */
export interface PagedTable {
  readonly isEvents: boolean;
  /** @param row from 0, in the order of the table */
  readonly placeOf: (row: number) => PlacedBadRow['place'];
  /** How messages show a value, if not as it stands. */
  readonly shownValue?: (column: string, value: string) => string;
}

const batchSize = 5_000;

/**
 * In the order of the data, table by table, a few thousand at a time.
 * @param ask runs a query and gives its rows
 * @param limit of each table
 */
export async function* pageBadRows(
  ask: (query: string) => Promise<readonly (readonly Cell[])[]>, tables: readonly PagedTable[], limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<PlacedBadRow> {
  for (const { isEvents, placeOf, shownValue } of tables) {
    let from = -1;
    let said = 0;
    while (said < limit) {
      const size = Math.min(batchSize, limit - said);
      const rows = await ask(
        `select bad_row, bad_column, bad_value, bad_reason, definition from mql_bad_rows where is_event = ${isEvents} and bad_row > ${from} order by bad_row limit ${size}`,
      );
      for (const [row, column, value, reason, definition] of rows) {
        yield {
          table: isEvents ? 'events' : 'leads', row: Number(row), column: String(column),
          value: shownValue === undefined ? String(value) : shownValue(String(column), String(value)),
          reason: String(reason) as PlacedBadRow['reason'], definition: Number(definition), place: placeOf(Number(row)),
        };
      }
      if (rows.length < size) break;
      said += rows.length;
      from = Number(rows.at(-1)![0]);
    }
  }
}
