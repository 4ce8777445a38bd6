/** How columns and types of events are found by their spellings. Language reference, section 9. */
import { lowerCase } from '../tables/lower-case.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Two spellings are the same if this is: case, blanks, `_` and `-` are set aside. */
export function folded(spelling: string): string {
  return lowerCase(spelling.replace(/[ \t\n\v\f\r_-]/g, ''));
}

/** The folded spellings of all columns that some row has. */
export function columnsOf(rows: readonly Row[]): Set<string> {
  return new Set(rows.flatMap((row) => Object.keys(row).map(folded)));
}

/** The first spelling that is there in the whole file, else the name; folded. */
export function columnFor(spellings: readonly string[], name: string, columns: ReadonlySet<string>): string {
  return spellings.map(folded).find((spelling) => columns.has(spelling)) ?? folded(name);
}

export interface Cell {
  /** The column as the row spells it. */
  readonly column: string;
  readonly value: unknown;
}

/** The row's value in a column given by its folded spelling. */
export function cellOf(row: Row, column: string): Cell | undefined {
  const key = Object.keys(row).find((each) => folded(each) === column);
  return key === undefined ? undefined : { column: key, value: row[key] };
}
