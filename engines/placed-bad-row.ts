import type { BadRow } from '../runtime/bad-row.ts';

/** Where a row stands in what the user gave. */
export interface RowPlace {
  /** From 0, of the whole table. */
  readonly row: number;
  /** From 0, of the file. */
  readonly rowInFile: number;
  readonly shownPath: string;
  /** The line it begins on, from 1; `undefined` where there are no lines (Parquet, a query, a JSON array). */
  readonly line: number | undefined;
  /** The row as it stands in the file; `undefined` where it does not stand there as text. */
  readonly text: string | undefined;
}

/** A bad row and where it stands. */
export interface PlacedBadRow extends BadRow {
  readonly place: RowPlace;
  /** Which of several definitions cannot read it, from 0: the first of them. */
  readonly definition: number;
}
