import type { DataFile } from '../files/data-file.ts';
import type { WantedColumn } from '../wanted-columns.ts';
import type { NativeColumn } from './typed-column.ts';

/**
 * Rows of data as they were, in a table or view of the database: row `n` of the data (from 0) has `rowid` `n`.
 * CSV, Parquet and queries are a text column for each wanted column, and a column with a type where the value may be read as it
 * is; JSON Lines are one column `line`. A view of Parquet reads the files anew each time, and of them no more than is asked for.
 */
export interface LoadedTable {
  readonly name: 'leads' | 'events';
  /** What the user asked for. */
  readonly shownPath: string;
  readonly format: 'csv' | 'json' | 'parquet' | 'query';
  /** Names of all columns of the data. */
  readonly columnNames: readonly string[];
  /** One for each wanted column, in their order. */
  readonly columns: readonly LoadedColumn[];
  readonly rowCount: number;
  /** In the order of their rows. */
  readonly parts: readonly LoadedPart[];
}

export interface LoadedColumn {
  readonly wanted: WantedColumn;
  /** How the data spells it: keys of JSON Lines may be spelled in several ways; empty where the data lacks it. */
  readonly spellings: readonly string[];
  /** SQL: the value as text. */
  readonly text: string;
  /** The value as it is, of a type of its own, where that says the same. */
  readonly native?: NativeColumn;
  /** The text is JSON: lists, structures. */
  readonly isJson: boolean;
  /** Some rows hold what DuckDB alone takes for JSON; the table `no_json` tells which. */
  readonly mayBeNoJson?: boolean;
}

export interface LoadedPart {
  /** `undefined` for the rows of a query. */
  readonly file: DataFile | undefined;
  readonly shownPath: string;
  readonly firstRow: number;
  readonly rowCount: number;
  /** SQL that looks at each wanted value, of a file that is read in place; it fails where the file cannot be read. */
  readonly look?: string;
}
