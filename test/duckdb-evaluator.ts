import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { duckdb } from '../compiler/emit/sql/duckdb.ts';
import type { Cell } from '../engines/sql/read-result.ts';
import type { Evaluator } from './evaluator.ts';
import { sqlEvaluator, type TestDatabase } from './sql-evaluator.ts';

/** Emitted SQL in an embedded DuckDB. */
export const duckdbEvaluator: Evaluator = sqlEvaluator('duckdb', openDuckdb);

/**
 * The same SQL, planned sooner: DuckDB copies a step of a query to wherever it is used before it optimizes the whole, which for a few
 * rows is three quarters of the work. With all of its optimizers, as users have it, the same cases run in `engines/against-reference.test.ts`.
 */
export const soonPlannedDuckdbEvaluator: Evaluator = sqlEvaluator('duckdb', () => openDuckdb({ disabled_optimizers: 'cte_inlining' }));

/** @param settings of DuckDB's own */
export async function openDuckdb(settings: Readonly<Record<string, string>> = {}): Promise<TestDatabase> {
  const { DuckDBInstance: Instance } = await import('@duckdb/node-api');
  const instance: DuckDBInstance = await Instance.create(':memory:', { threads: '1', ...settings });
  const connection: DuckDBConnection = await instance.connect();
  return {
    dialect: duckdb,
    async load(table, columns, rows) {
      const names = columns.map((column) => `${duckdb.quoted(column)} varchar`);
      await connection.run(`create or replace temp table ${duckdb.quoted(table)} (${['mql_row bigint', ...names].join(', ')})`);
      if (rows.length === 0) return;
      const appender = await connection.createAppender(table, undefined, 'temp');
      rows.forEach((row, index) => {
        appender.appendBigInt(BigInt(index));
        for (const cell of row) {
          if (cell === null) appender.appendNull();
          else appender.appendVarchar(cell);
        }
        appender.endRow();
      });
      appender.closeSync();
    },
    async run(sql) {
      try {
        return (await connection.runAndReadAll(sql)).getRowsJson() as Cell[][];
      } catch (error) {
        throw new Error(`${String(error)}\n${sql}`);
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}
