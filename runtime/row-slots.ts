/** Which values of a row are looked at, whatever order or spelling its columns have. */
import { foldedSpelling } from './folded-spelling.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The columns of a row. What is no object, such as a line of JSON Lines that holds a number, is a row without columns. */
export function columnsOf(row: Row): readonly string[] {
  return typeof row === 'object' && row !== null ? Object.keys(row) : [];
}

/**
 * Numbered places for the columns that are looked at, and the values of the row at hand in them. Filling them is the only
 * work that is done for each column of each row, so it looks up the column's name as it is and folds each spelling once only.
 *
 * Where two columns of a row have the same folded spelling, the first counts.
 */
export class RowSlots {
  /** The values of the row at hand. A column that is not there has `undefined`. */
  readonly values: unknown[];
  /** The columns as the row spells them; `undefined` where the row has none. */
  readonly columns: (string | undefined)[];
  readonly #slotOfFolded: ReadonlyMap<string, number>;
  readonly #slotOfColumn = new Map<string, number>();

  /** @param folded folded spellings, each once: its index is its slot */
  constructor(folded: readonly string[]) {
    this.values = folded.map(() => undefined);
    this.columns = folded.map(() => undefined);
    this.#slotOfFolded = new Map(folded.map((spelling, slot) => [spelling, slot]));
  }

  fill(row: Row): void {
    this.clear();
    for (const column of columnsOf(row)) {
      const slot = this.#slotOf(column);
      if (slot === -1 || this.columns[slot] !== undefined) continue;
      this.columns[slot] = column;
      this.values[slot] = row[column];
    }
  }

  /** The same for rows that come as lists of values. @param slots what `slotsOf` made of the table's columns */
  fillCells(cells: ArrayLike<unknown>, slots: readonly number[]): void {
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index]!;
      if (slot !== -1) this.values[slot] = cells[index];
    }
  }

  /** The slot of each column, -1 for one that is not looked at; from now on rows are of these columns. */
  slotsOf(columns: readonly string[]): number[] {
    this.clear();
    return columns.map((column) => {
      const slot = this.#slotOf(column);
      if (slot === -1 || this.columns[slot] !== undefined) return -1;
      this.columns[slot] = column;
      return slot;
    });
  }

  clear(): void {
    for (let slot = 0; slot < this.values.length; slot += 1) {
      this.values[slot] = undefined;
      this.columns[slot] = undefined;
    }
  }

  #slotOf(column: string): number {
    const known = this.#slotOfColumn.get(column);
    if (known !== undefined) return known;
    const slot = this.#slotOfFolded.get(foldedSpelling(column)) ?? -1;
    // Bounded: every line of a JSON Lines file may bring new names.
    if (this.#slotOfColumn.size < 10_000) this.#slotOfColumn.set(column, slot);
    return slot;
  }
}
