/** Columns whose values are made when all is known that is asked of them. */
import type { Sql } from './sql.ts';

/** Which of some members a text names. */
export interface MemberColumn {
  readonly name: Sql;
  wanted: Set<string> | 'all';
}

/** A column that costs much, and is made only of the texts that have one of the pieces that tests look for. */
export interface PickedColumn {
  readonly name: Sql;
  readonly pieces: Set<string>;
}
