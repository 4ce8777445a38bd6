/**
 * Names of columns and steps: lower case, never a word that a database keeps for itself (each has a `_`), short enough for every
 * database, and each once.
 */
import { trusted, type Sql } from './sql.ts';

const longest = 48;

export class Names {
  readonly #taken = new Set<string>();

  /** Names that the query must not use, because the data is called so. */
  reserve(names: readonly string[]): void {
    for (const name of names) this.#taken.add(name.toLowerCase());
  }

  /** @param wanted any text; what no name may have is left out. It needs two words, so that it is no keyword. */
  take(wanted: string): Sql {
    const plain = wanted.toLowerCase().replace(/[^a-z0-9]+/g, '_').slice(0, longest).replace(/^_+|_+$/g, '');
    const base = /^[a-z].*_/.test(plain) ? plain : `the_${plain}`;
    let name = base;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${base}_${count}`;
    this.#taken.add(name);
    return trusted(name);
  }
}
