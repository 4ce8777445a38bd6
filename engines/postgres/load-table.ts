/** The rows of a table or query, as they are in this transaction: numbered, and only the columns that some definition reads. */
import { postgres } from '../../compiler/emit/sql/postgres.ts';
import type { Column, ColumnForm, Relation } from '../../compiler/emit/sql/source.ts';
import { DataProblem } from '../data-problem.ts';
import { findColumns, type WantedColumn } from '../wanted-columns.ts';
import { fromOf, type Session } from './connection.ts';

export interface LoadedTable {
  readonly name: string;
  readonly shownName: string;
  readonly relation: Relation;
  readonly rowCount: number;
}

const rowNumber = 'mql_row';

/** Types by their numbers, which never change. */
const forms = new Map<number, ColumnForm>([
  [16, 'boolean'], [20, 'number'], [21, 'number'], [23, 'number'], [700, 'number'], [701, 'number'], [1700, 'number'],
  [25, 'text'], [1043, 'text'], [114, 'json'], [3802, 'json'], [1082, 'date'], [1114, 'timestamp'], [1184, 'timestamp with time zone'],
  [1000, { listOf: 'boolean' }], [1005, { listOf: 'number' }], [1007, { listOf: 'number' }], [1016, { listOf: 'number' }], [1021, { listOf: 'number' }],
  [1022, { listOf: 'number' }], [1231, { listOf: 'number' }], [1009, { listOf: 'text' }], [1015, { listOf: 'text' }],
  [1182, { listOf: 'date' }], [1115, { listOf: 'timestamp' }], [1185, { listOf: 'timestamp with time zone' }],
]);

/** @param wanted of each definition; @param named the table's own columns that the user says are called otherwise */
export async function loadTable(
  session: Session, name: 'leads' | 'events', argument: string, wanted: readonly (readonly WantedColumn[])[], named: NonNullable<Relation['named']>,
): Promise<LoadedTable> {
  const from = fromOf(argument, postgres.quoted);
  const all = await session.columnsOf(from, argument);
  const found = new Set(wanted.flatMap((columns) => findColumns(columns, all.map((column) => column.name), argument)));
  const columns = all.filter((_column, index) => found.has(index)).map((column): Column & { readonly isOther: boolean } => {
    const form = forms.get(column.type);
    return { name: column.name, form: form ?? 'text', isOther: form === undefined || form === 'json' };
  });
  const properties = columns.find((column) => name === 'events' && column.name.toLowerCase() === 'properties' && column.form !== 'json');
  if (properties !== undefined) {
    throw new DataProblem(
      'input', `the column \`${properties.name}\` of \`${argument}\` is not of type json`,
      'PostgreSQL cannot ask a text whether it is JSON; make it one with `properties::jsonb` in a `.sql` file',
    );
  }
  // Of JSON and of types that the language does not know it is the text that is read.
  const cells = columns.map(({ name: column, isOther }) => (isOther ? `cast(${postgres.quoted(column)} as text) as ${postgres.quoted(column)}` : postgres.quoted(column)));
  const table = `mql_${name}`;
  await session.run(`create temporary table ${table} as select row_number() over () - 1 as ${rowNumber}${cells.map((cell) => `, ${cell}`).join('')} from ${from}`);
  await session.run(`analyze ${table}`);
  const [[count]] = await session.run(`select count(*) from ${table}`) as [[string]];
  return {
    name: table, shownName: argument, rowCount: Number(count),
    relation: { from: { sql: table }, columns: columns.map(({ name: column, form }) => ({ name: column, form })), named, rowNumber },
  };
}

/** The rows that are not bad. */
export function goodRows({ name, relation }: LoadedTable, isEvent: boolean): Relation {
  const bad = `select from mql_bad_rows as bad where bad.is_event = ${isEvent} and bad.bad_row = ${name}.${rowNumber}`;
  return { ...relation, from: { sql: `(select * from ${name} where not exists (${bad})) as good_${name}` } };
}
