import { Client } from 'pg';
import { postgres } from '../compiler/emit/sql/postgres.ts';
import type { Cell } from '../engines/sql/read-result.ts';
import { startPostgres } from './databases/postgres-server.ts';
import type { Evaluator } from './evaluator.ts';
import { sqlEvaluator, type TestDatabase } from './sql-evaluator.ts';

/** Emitted SQL in a PostgreSQL server. */
export const postgresEvaluator: Evaluator = sqlEvaluator('postgres', () => openPostgres());

/** @param url of a server that runs already; absent: it starts one, and ends it */
export async function openPostgres(url?: string): Promise<TestDatabase> {
  const server = url === undefined ? await startPostgres() : undefined;
  const client = new Client({ connectionString: url ?? server!.url });
  await client.connect();
  return {
    dialect: postgres,
    async load(table, columns, rows) {
      const name = postgres.quoted(table);
      const names = columns.map((column) => `${postgres.quoted(column)} text`);
      await client.query(`drop table if exists ${name}; create temporary table ${name} (${['mql_row bigint', ...names].join(', ')})`);
      if (rows.length === 0) return;
      // A column at a time, as arrays.
      const values = [rows.map((_row, index) => index), ...columns.map((_column, place) => rows.map((row) => row[place]!))];
      const arrays = ['$1::bigint[]', ...columns.map((_column, place) => `$${place + 2}::text[]`)];
      await client.query(`insert into ${name} select * from unnest(${arrays.join(', ')})`, values);
    },
    async run(sql) {
      try {
        return (await client.query<Cell[]>({ text: sql, rowMode: 'array' })).rows;
      } catch (error) {
        throw new Error(`${String(error)}\n${sql}`);
      }
    },
    async close() {
      await client.end();
      await server?.close();
    },
  };
}
