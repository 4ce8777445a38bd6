import { sqlText } from './database.ts';
import type { LoadedTable } from './loaded-table.ts';

/** SQL: a cell of ids as the text that the reader of rows makes of it, whether the column holds texts or JSON. */
export function idTextOf({ columns, format }: LoadedTable, index: number): string {
  const { text, isJson } = columns[index]!;
  return isJson && format !== 'json' ? `(${text} ->> '$')` : text;
}

/** SQL: whether a cell is one of the ids, which are as the reader of rows has them. Whole numbers are compared as they are. */
export function isOneOf(table: LoadedTable, index: number, ids: readonly string[]): string {
  const { native } = table.columns[index]!;
  if (native?.form === 'number' && ids.every((id) => /^-?\d{1,15}$/.test(id))) return `${native.sql} IN (${ids.join(', ')})`;
  return `${idTextOf(table, index)} IN (${ids.map(sqlText).join(', ')})`;
}
