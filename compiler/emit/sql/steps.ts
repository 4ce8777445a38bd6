/** The named steps of a query, and columns that build on one another. */
import { comment } from './comment.ts';
import type { Names } from './names.ts';
import { trusted, type Sql } from './sql.ts';

export interface Column {
  readonly name: Sql;
  readonly value: Sql;
  /** What it stands for, in the definition's words. */
  readonly label?: string;
}

export interface Step {
  readonly name: Sql;
  readonly label?: string;
  readonly query: Sql;
  /** Its columns stand in later ones many times: a database that writes each out wherever it stands must not do so here. */
  readonly isShared?: boolean;
}

/**
 * `select ... from ...`, a column a line, its label above it. Line breaks are put only between pieces: a name or a text of the data
 * may hold one, and must stay as it is.
 */
export function select(columns: readonly (Column | Sql)[], from: Sql, rest: readonly (Sql | undefined)[] = []): Sql {
  const lines = columns.map((column, index) => {
    const comma = index === columns.length - 1 ? '' : ',';
    if (typeof column === 'string') return `    ${column}${comma}`;
    const written = column.value === column.name ? column.name : `${column.value} as ${column.name}`;
    return `${column.label === undefined ? '' : `    ${comment(column.label)}\n`}    ${written}${comma}`;
  });
  const clauses = [`from ${from}`, ...rest.filter((clause) => clause !== undefined && clause !== '')];
  return trusted(['  select', ...lines, ...clauses.map((clause) => `  ${clause}`)].join('\n'));
}

/** The names that may stand in a piece of SQL, and maybe words of its texts. */
export function namesIn(written: string): readonly string[] {
  return written.match(/[a-z_][a-z0-9_]*/g) ?? [];
}

/** What the steps that read a relation are to bring. */
export interface StepsWanted {
  /** Keeps rows out at once, over the relation's own columns. */
  readonly where?: Sql | undefined;
  /** What comes after the steps: what it does not name is not read. */
  readonly asked?: readonly Sql[];
}

/** @param shared what a database wants said of a shared step, after `as` */
export function writeSteps(steps: readonly Step[], last: Sql, shared: string): string {
  const written = steps.map(({ name, label, query, isShared = false }) =>
    `${label === undefined ? '' : `${comment(label)}\n`}${name} as ${isShared ? shared : ''}(\n${query}\n)`);
  return `${written.length === 0 ? '' : `with\n${written.join(',\n\n')}\n\n`}${last}\n`;
}

/** Columns over a step, each in the first further step in which all that it is made of is there. */
export class Layers {
  readonly #names: Names;
  readonly #levels = new Map<string, number>();
  readonly #columns: { readonly name: Sql; readonly value: () => Sql; readonly label: string | undefined }[][] = [];

  /** @param base the columns that are there from the start */
  constructor(names: Names, base: readonly Sql[] = []) {
    this.#names = names;
    base.forEach((column) => this.#levels.set(column, 0));
  }

  has(name: string): boolean {
    return this.#levels.has(name);
  }

  base(column: Sql): void {
    this.#levels.set(column, 0);
  }

  add(wanted: string, value: Sql, label?: string): Sql {
    return this.addLater(wanted, value, () => value, label);
  }

  /** A column whose value is made when all is known. @param over what it is made of, at most */
  addLater(wanted: string, over: Sql, value: () => Sql, label?: string): Sql {
    const name = this.#names.take(wanted);
    // Its own columns are all that an expression names; a word of a text that looks like one does no harm.
    const level = 1 + Math.max(0, ...namesIn(over).map((word) => this.#levels.get(word) ?? 0));
    this.#levels.set(name, level);
    (this.#columns[level - 1] ??= []).push({ name, value, label });
    return name;
  }

  /** Those of its columns that are named in what comes behind its steps. */
  namedIn(behind: readonly Sql[]): readonly Sql[] {
    const named = new Set(behind.flatMap(namesIn));
    return [...this.#levels.keys()].filter((name) => named.has(name)).map(trusted);
  }

  /**
   * The steps that compute them, and the name of the last; `from` itself if there are none.
   * @param asked what comes after them, where that is known: columns that nothing asks for are left out
   */
  steps(from: Sql, wanted: string, asked?: readonly Sql[]): { readonly steps: readonly Step[]; readonly last: Sql; readonly isAsked: (name: string) => boolean } {
    const needed = new Set(asked?.flatMap(namesIn));
    const isAsked = (name: string): boolean => asked === undefined || needed.has(name);
    const levels = this.#columns.map(() => [] as Column[]);
    for (let level = levels.length - 1; level >= 0; level -= 1) {
      const made = this.#columns[level]!.filter((column) => isAsked(column.name)).map((column): Column =>
        ({ name: column.name, value: column.value(), ...(column.label === undefined ? {} : { label: column.label }) }));
      levels[level] = made;
      made.forEach(({ value }) => namesIn(value).forEach((name) => needed.add(name)));
    }
    let last = from;
    const steps = levels.filter((columns) => columns.length > 0).map((columns): Step => {
      const name = this.#names.take(wanted);
      const query = select([trusted('*'), ...columns], last);
      last = name;
      return { name, query, isShared: true };
    });
    return { steps, last, isAsked };
  }
}
