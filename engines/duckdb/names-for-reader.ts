import type { LoadedTable } from './loaded-table.ts';

/** Known to the reader of rows by these names, however the data spells them. */
export const ownColumns: Readonly<Record<LoadedTable['name'], readonly string[]>> = { leads: ['id'], events: ['lead_id', 'type', 'at', 'id', 'properties'] };

/** The columns as the reader of rows is to know them: by their spelling in the data, the table's own columns by their own names. */
export function namesFor(table: LoadedTable): readonly string[] {
  const own = ownColumns[table.name];
  // The table's own columns stand first; a field may be called as one of them, and have another column.
  return table.columns.map(({ wanted, spellings }, index) => (index < own.length ? wanted.name : spellings[0] ?? wanted.name));
}
