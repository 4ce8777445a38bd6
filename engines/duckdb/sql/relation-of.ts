import type { Column, Relation, Source } from '../../../compiler/emit/sql/source.ts';
import { sqlName, sqlText } from '../database.ts';
import type { LoadedData } from '../load-data.ts';
import type { LoadedColumn, LoadedTable } from '../loaded-table.ts';
import { ownColumns } from '../names-for-reader.ts';

/** The column that numbers the rows of a relation. No column of the data is called so: theirs are read by other names. */
const rowNumber = 'row of the data';

/** Tables of rows that are left out: `bad_lead_rows` and `bad_event_rows`, each with a column `row_number`. */
export interface RelationOptions {
  readonly withoutBadRows: boolean;
  /** Events may share an id; otherwise the column is not looked at. */
  readonly repeatedEventIds: boolean;
}

/** The loaded tables, as emitted queries read them. */
export function sourceOf({ leads, events }: LoadedData, options: RelationOptions): Source {
  return { leads: relationOf(leads, options), events: events === undefined ? null : relationOf(events, options) };
}

export function relationOf(table: LoadedTable, { withoutBadRows, repeatedEventIds }: RelationOptions): Relation {
  const columns = new Map<string, { readonly column: Column; readonly sql: string }>();
  table.columns.forEach((column, index) => {
    const isOwn = ownColumns[table.name].includes(column.wanted.name) && index < ownColumns[table.name].length;
    const [spelling] = column.spellings;
    if (spelling === undefined || isOwn && table.name === 'events' && column.wanted.name === 'id' && !repeatedEventIds) return;
    const name = isOwn ? column.wanted.name : spelling;
    if (!columns.has(name)) columns.set(name, { column: { name, form: column.isJson ? 'json' : 'text' }, sql: cellOf(table, column, index) });
  });
  const cells = [...columns.values()].map(({ column, sql }) => `${sql} as ${sqlName(column.name)}`);
  const rows = table.format === 'json'
    ? `(select rowid as row_number, json_extract(line, [${pointersOf(table).map((pointer) => sqlText(pointer)).join(', ')}]) as found from ${table.name}) as data`
    : `(select rowid as row_number, * from ${table.name}) as data`;
  const bad = table.name === 'leads' ? 'bad_lead_rows' : 'bad_event_rows';
  const without = withoutBadRows ? ` anti join ${bad} on ${bad}.row_number = data.row_number` : '';
  return {
    from: { sql: `(select ${[`data.row_number as ${sqlName(rowNumber)}`, ...cells].join(', ')} from ${rows}${without}) as ${table.name}_of_the_data` },
    columns: [...columns.values()].map(({ column }) => column),
    rowNumber,
  };
}

/** Where the keys of JSON Lines are sought, in the order of the columns and their spellings. */
function pointersOf(table: LoadedTable): readonly string[] {
  const pointers = table.columns.flatMap(({ spellings }) => spellings.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  return pointers.length === 0 ? ['/'] : pointers;
}

function cellOf(table: LoadedTable, column: LoadedColumn, index: number): string {
  if (table.format !== 'json') {
    if (!column.mayBeNoJson) return `data.w${index}`;
    // DuckDB takes for JSON what is none; a brace alone it does not.
    return `case when data.row_number in (select row_number from no_json where table_name = '${table.name}' and column_name = 'w${index}') then '{' else data.w${index} end`;
  }
  const before = table.columns.slice(0, index).reduce((sum, { spellings }) => sum + spellings.length, 0);
  const found = column.spellings.map((_key, place) => `found[${before + place + 1}]`);
  // The first key that a line has, null or not.
  return `cast(${found.length === 1 ? found[0]! : `coalesce(${found.join(', ')})`} as varchar)`;
}
