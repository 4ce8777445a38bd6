import type { DataFile } from '../files/data-file.ts';
import type { WantedColumn } from '../wanted-columns.ts';

/**
 * Rows of data as they were, in a table of the database in their order: row `n` of the data (from 0) has `rowid` `n`.
 * CSV, Parquet and queries are a text column for each wanted column; JSON Lines are one column `line`.
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
}
