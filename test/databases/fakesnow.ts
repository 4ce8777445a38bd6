/** Emitted Snowflake SQL in fakesnow, which says it in DuckDB's: what it makes of good rows, in typed tables. */
import type { Definition } from '../../compiler/check/checked.ts';
import { emitQuery } from '../../compiler/emit/sql/emit-query.ts';
import { snowflake } from '../../compiler/emit/sql/snowflake.ts';
import { trusted } from '../../compiler/emit/sql/sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { readItems, readResult, type Cell } from '../../engines/sql/read-result.ts';
import type { RawData } from '../../reference/data.ts';
import type { Explanation } from '../../reference/result.ts';
import { readRows } from '../../reference/read-rows.ts';
import { NotTabular, typedSource, typedTables, type TypedTable } from '../typed-tables.ts';
import { startProgram, type PythonProgram } from './python.ts';

const types = { text: 'varchar', number: 'double', boolean: 'boolean' } as const;

export class Fakesnow {
  readonly #session: PythonProgram;

  private constructor(session: PythonProgram) {
    this.#session = session;
  }

  static async start(): Promise<Fakesnow> {
    return new Fakesnow(await startProgram('fakesnow-session.py'));
  }

  /** Explanations without the events that paid. @throws Error where fakesnow cannot; NotTabular, for lists too */
  async explain(definition: Definition, data: RawData, now: number): Promise<readonly Explanation[]> {
    const tables = typedTables(makePlan(definition), readRows(definition, data));
    await this.#load('typed_leads', tables.leads);
    await this.#load('typed_events', tables.events);
    const source = typedSource(tables, { leads: 'typed_leads', events: 'typed_events' });
    const { text, items } = emitQuery([tables.plan], snowflake, { source, now: trusted(`cast(${now} as bigint)`), output: 'explanations' });
    const rows = await this.#session.ask<Cell[][]>({ do: 'run', sql: text });
    return rows.map((row) => {
      const cells = row[Symbol.iterator]();
      const result = readResult(tables.plan, String(cells.next().value), cells);
      return { ...result, items: readItems(items[0]!, cells, () => []) };
    });
  }

  async #load(table: string, { columns, rows }: TypedTable): Promise<void> {
    const written = columns.map(({ name, form }) => {
      if (typeof form === 'object') throw new NotTabular(`a list, ${name}`);
      return `${snowflake.quoted(name)} ${types[form]}`;
    });
    await this.#session.ask({ do: 'load', table, columns: ['"mql_row" bigint', ...written], rows: rows.map((row, index) => [index, ...row]) });
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}
