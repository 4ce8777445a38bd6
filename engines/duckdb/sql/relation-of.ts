import type { Column, Relation, Source } from '../../../compiler/emit/sql/source.ts';
import { sqlName, sqlText } from '../database.ts';
import type { LoadedData } from '../load-data.ts';
import type { LoadedColumn, LoadedTable } from '../loaded-table.ts';
import { ownColumns } from '../names-for-reader.ts';
import type { InstantColumn } from './instant-column.ts';

/** The column that numbers the rows of a relation. No column of the data is called so: theirs are read by other names. */
const rowNumber = 'row of the data';

/** Tables of rows that are left out: `bad_lead_rows` and `bad_event_rows`, each with a column `row_number`. */
export interface RelationOptions {
  readonly withoutBadRows: boolean;
  /** Events may share an id; otherwise the column is not looked at. */
  readonly repeatedEventIds: boolean;
  /** How the times of events are read, where not as texts. */
  readonly instants: InstantColumn | undefined;
}

/** The loaded tables, as emitted queries read them. */
export function sourceOf({ leads, events }: LoadedData, options: RelationOptions): Source {
  return { leads: relationOf(leads, options), events: events === undefined ? null : relationOf(events, options) };
}

export function relationOf(table: LoadedTable, { withoutBadRows, repeatedEventIds, instants }: RelationOptions): Relation {
  const columns = new Map<string, { readonly column: Column; readonly sql: string }>();
  table.columns.forEach((column, index) => {
    const isOwn = ownColumns[table.name].includes(column.wanted.name) && index < ownColumns[table.name].length;
    const [spelling] = column.spellings;
    if (spelling === undefined || isOwn && table.name === 'events' && column.wanted.name === 'id' && !repeatedEventIds) return;
    const name = isOwn ? column.wanted.name : spelling;
    if (columns.has(name)) return;
    const isInstant = instants !== undefined && isOwn && name === 'at';
    if (isInstant) columns.set(name, { column: { name, form: instants.form }, sql: instants.of(cellTextOf(table, index)) });
    else if (column.native !== undefined) columns.set(name, { column: { name, form: column.native.form }, sql: `data.${column.native.sql}` });
    else columns.set(name, { column: { name, form: column.isJson ? 'json' : 'text' }, sql: cellOf(table, column, index) });
  });
  const cells = [...columns.values()].map(({ column, sql }) => `${sql} as ${sqlName(column.name)}`);
  const bad = table.name === 'leads' ? 'bad_lead_rows' : 'bad_event_rows';
  const without = withoutBadRows ? ` anti join ${bad} on ${bad}.row_number = data.row_number` : '';
  return {
    from: { sql: `(select ${[`data.row_number as ${sqlName(rowNumber)}`, ...cells].join(', ')} from ${rowsOfTable(table)}${without}) as ${table.name}_of_the_data` },
    columns: [...columns.values()].map(({ column }) => column),
    rowNumber,
  };
}

/** SQL: the rows as they were loaded, numbered; those of JSON Lines with the values that are looked at. */
export function rowsOfTable(table: LoadedTable): string {
  const columns = table.format === 'json' ? `json_extract(line, [${pointersOf(table).map((pointer) => sqlText(pointer)).join(', ')}]) as found` : '*';
  return `(select rowid as row_number, ${columns} from ${table.name}) as data`;
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
  return `cast(${foundOf(table, column, index)} as varchar)`;
}

/** The text of a cell that holds one value, without the quotes of JSON. */
export function cellTextOf(table: LoadedTable, index: number): string {
  return table.format === 'json' ? `(${foundOf(table, table.columns[index]!, index)} ->> '$')` : `data.w${index}`;
}

/** The first key that a line has, null or not. */
function foundOf(table: LoadedTable, column: LoadedColumn, index: number): string {
  const before = table.columns.slice(0, index).reduce((sum, { spellings }) => sum + spellings.length, 0);
  const found = column.spellings.map((_key, place) => `found[${before + place + 1}]`);
  return found.length === 1 ? found[0]! : `coalesce(${found.join(', ')})`;
}
