import type { LoadedTable } from './loaded-table.ts';

/** SQL: a cell of ids as the text that the reader of rows makes of it, whether the column holds texts or JSON. */
export function idTextOf({ columns, format }: LoadedTable, index: number): string {
  const { text, isJson } = columns[index]!;
  return isJson && format !== 'json' ? `(${text} ->> '$')` : text;
}
