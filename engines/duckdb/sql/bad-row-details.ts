import type { Plan } from '../../../compiler/plan/plan.ts';
import { badReason, shownValue, type BadCell } from '../../../runtime/bad-row.ts';
import { createReader } from '../../../runtime/reader.ts';
import type { Schema } from '../../../runtime/schema.ts';
import type { PlacedBadRow } from '../../placed-bad-row.ts';
import type { LoadedData } from '../load-data.ts';
import type { LoadedTable } from '../loaded-table.ts';
import { locateRows } from '../locate-rows.ts';
import { namesFor, ownColumns } from '../names-for-reader.ts';
import { readRows } from '../read-rows.ts';

const idColumns = { leads: 0, events: 3 } as const;

/**
 * The bad rows that SQL found, with what is wrong with each: the first problem, as the reader of rows says it. In the order of
 * the data, leads first. @param limit of each table
 */
export async function* badRowDetails(data: LoadedData, plans: readonly Plan[], limit?: number): AsyncGenerator<PlacedBadRow> {
  for (const table of [data.leads, data.events]) {
    if (table === undefined) continue;
    for await (const batch of problemsOf(data, table, plans, limit)) {
      let next = 0;
      for await (const place of locateRows(table, batch.map(({ row }) => row))) yield { ...batch[next++]!, place };
    }
  }
}

async function* problemsOf(data: LoadedData, table: LoadedTable, plans: readonly Plan[], limit: number | undefined) {
  const isEvent = table.name === 'events';
  const readers = plans.map(({ schema }) => rowReader(schema, table));
  const bad = `(SELECT * FROM bad_rows WHERE is_event = ${isEvent} ORDER BY row_number${limit === undefined ? '' : ` LIMIT ${limit}`})`;
  const query = {
    extras: ['data.rowid', 'bad.definition', `(bad.reason IN ('${badReason.repeatedId}', '${badReason.differentContent}'))`],
    rest: `JOIN ${bad} AS bad ON bad.row_number = data.rowid ORDER BY data.rowid`,
  };
  for await (const chunk of readRows(await data.database.connect(), table, query)) {
    const batch: Omit<PlacedBadRow, 'place'>[] = [];
    for (let index = 0; index < chunk.rowCount; index += 1) {
      const [row, definition] = [chunk.number(0, index)!, chunk.number(1, index)!];
      const cells = chunk.cells(index);
      const problem = chunk.number(2, index) === 1 ? repeatedId(table, cells) : readers[definition]!(cells);
      if (problem === undefined) throw new Error(`row ${row} of ${table.name} is bad by SQL and good by the reader`);
      const own = ownColumns[table.name].includes(problem.column) ? table.columns.find((each) => each.wanted.name === problem.column)?.spellings[0] : undefined;
      batch.push({ ...problem, table: table.name, row, definition, column: own ?? problem.column });
    }
    yield batch;
  }
}

function rowReader(schema: Schema, table: LoadedTable): (cells: readonly unknown[]) => BadCell | undefined {
  const reader = createReader(schema);
  const rows = table.name === 'leads' ? reader.leadRows(namesFor(table)) : reader.eventRows(namesFor(table));
  return (cells) => {
    rows.readCells(cells);
    return rows.problem;
  };
}

function repeatedId(table: LoadedTable, cells: readonly unknown[]): BadCell {
  const reason = table.name === 'leads' ? badReason.repeatedId : badReason.differentContent;
  return { column: 'id', value: shownValue(cells[idColumns[table.name]]), reason };
}
