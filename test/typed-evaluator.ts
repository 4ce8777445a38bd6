/** What emitted SQL makes of good rows in tables of typed columns: most of what `sql-evaluator.ts` asks, by much shorter queries. */
import type { Definition } from '../compiler/check/checked.ts';
import type { Dialect } from '../compiler/emit/sql/dialect.ts';
import { emitQuery } from '../compiler/emit/sql/emit-query.ts';
import { trusted } from '../compiler/emit/sql/sql.ts';
import { makePlan } from '../compiler/plan/make-plan.ts';
import { readItems, readResult, type Cell } from '../engines/sql/read-result.ts';
import { readRows } from '../reference/read-rows.ts';
import type { Evaluator, Explanation, RawData } from './evaluator.ts';
import { readPayments } from './sql-evaluator.ts';
import { NotTabular, typedSource, typedTables, type TypedTable } from './typed-tables.ts';

export interface TypedDatabase {
  readonly dialect: Dialect;
  /** Makes a table anew: `mql_row` with whole numbers, then the columns in types that suit their forms. */
  loadTyped(table: string, content: TypedTable): Promise<void>;
  run(sql: string): Promise<readonly (readonly Cell[])[]>;
}

/** @throws NotTabular for data that such tables cannot hold */
export async function explainTyped(database: TypedDatabase, definition: Definition, data: RawData, now: number): Promise<readonly Explanation[]> {
  const { dialect } = database;
  const { plan, ...tables } = typedTables(makePlan(definition), readRows(definition, data));
  await database.loadTyped('typed_leads', tables.leads);
  await database.loadTyped('typed_events', tables.events);
  const options = { source: typedSource({ plan, ...tables }, { leads: 'typed_leads', events: 'typed_events' }), now: trusted(`cast(${now} as ${dialect.types.integer})`) };
  const scored = emitQuery([plan], dialect, { ...options, output: 'explanations' });
  const paid = emitQuery([plan], dialect, { ...options, output: 'payments' });
  const payments = readPayments(plan, paid.text === '' ? [] : await database.run(paid.text));
  return (await database.run(scored.text)).map((row) => {
    const cells = row[Symbol.iterator]();
    const id = String(cells.next().value);
    return { ...readResult(plan, id, cells), items: readItems(scored.items[0]!, cells, (item) => payments.get(`${item + 1} ${id}`) ?? []) };
  });
}

/** An evaluator of data that typed tables can hold. Bad rows and the report are the reference's, which reads the rows. */
export function typedEvaluator(name: string, use: <Result>(work: (database: TypedDatabase) => Promise<Result>) => Promise<Result>): Evaluator {
  return {
    name,
    async evaluate(definition, data, now) {
      const explanations = await use((database) => explainTyped(database, definition, data, now));
      const { badRows, report } = readRows(definition, data);
      return { results: explanations.map(({ items: _items, ...result }) => result), explanations, badRows, report };
    },
    close: () => Promise.resolve(),
  };
}

/** Whether typed tables can hold the data. */
export function isTabular(definition: Definition, data: RawData): boolean {
  try {
    typedTables(makePlan(definition), readRows(definition, data));
    return true;
  } catch (problem) {
    if (problem instanceof NotTabular) return false;
    throw problem;
  }
}
