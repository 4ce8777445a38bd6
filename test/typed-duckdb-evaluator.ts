/** Emitted SQL over columns with types, in a table of DuckDB, in Parquet, or as texts of a file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckdb } from '../compiler/emit/sql/duckdb.ts';
import type { Relation } from '../compiler/emit/sql/source.ts';
import { makePlan } from '../compiler/plan/make-plan.ts';
import { definitionOf } from './check-text.ts';
import type { GeneratedCase } from './differential/case.ts';
import { storageOf, typedTable, type TypedTable } from './differential/typed-columns.ts';
import { openDuckdb } from './duckdb-evaluator.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluateTables, rowNumber, type TestDatabase } from './sql-evaluator.ts';

/** A case as the reference is to be told of it, so that it reads what the columns hold. */
export function typedCase(generated: GeneratedCase): GeneratedCase {
  const plan = makePlan(definitionOf(generated.text));
  const rows = (table: 'leads' | 'events') => typedTable(plan, table, generated[table], generated.now).rows;
  return { ...generated, leads: rows('leads'), events: rows('events') };
}

/** Takes rows of a `typedCase`. */
export function typedDuckdbEvaluator(): Evaluator {
  let database: Promise<TestDatabase> | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'mql-typed-'));
  return {
    name: 'duckdb over typed columns',
    async evaluate(definition, data, now) {
      database ??= openDuckdb();
      const plan = makePlan(definition);
      const load = async (table: 'leads' | 'events'): Promise<Relation> => loadTyped(await database!, folder, `raw_${table}`, typedTable(plan, table, data[table], now), now);
      return evaluateTables(await database, plan, await load('leads'), await load('events'), data, now);
    },
    async close() {
      await (await database)?.close();
      database = undefined;
      rmSync(folder, { recursive: true });
    },
  };
}

/** @param folder for files @param now by which tables and Parquet take turns */
export async function loadTyped(database: TestDatabase, folder: string, name: string, { columns, rows }: TypedTable, now: number): Promise<Relation> {
  await database.load('staged_texts', columns.map((column) => column.name), rows.map((_row, index) => columns.map(({ cells }) => cells[index]!)));
  const cast = columns.map(({ name: column, type }) => {
    const [quoted, isList] = [duckdb.quoted(column), typeof type.form === 'object'];
    return `cast(${isList ? `from_json(${quoted}, '["VARCHAR"]')` : quoted} as ${type.name}) as ${quoted}`;
  });
  const select = `select ${[rowNumber, ...cast].join(', ')} from staged_texts`;
  await database.run(`drop view if exists ${name}`);
  if (storageOf(now) === 'parquet') {
    const path = duckdb.text(join(folder, `${name}.parquet`));
    await database.run(`copy (${select}) to ${path} (format parquet)`);
    await database.run(`create temp view ${name} as from read_parquet(${path})`);
  } else {
    await database.run(`create or replace temp table ${name}_typed as ${select}`);
    await database.run(`create temp view ${name} as from ${name}_typed`);
  }
  return { from: { name: [name] }, columns: columns.map((column) => ({ name: column.name, form: column.type.form })), rowNumber };
}
