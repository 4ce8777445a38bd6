import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import type { BadRow } from '../../runtime/bad-row.ts';

/** Bad rows as they turn up, in no order. There may be as many as there are rows, so they are kept in the database. */
export class BadRows {
  readonly #connection: DuckDBConnection;
  readonly #appender: DuckDBAppender;
  readonly #space: string;
  #count = 0;

  /** @param space the schema of the database that they are kept in */
  static async open(connection: DuckDBConnection, space: string): Promise<BadRows> {
    await connection.run(`CREATE TABLE ${space}.bad_rows (is_event BOOLEAN, row_number DOUBLE, column_name VARCHAR, value VARCHAR, reason VARCHAR)`);
    return new BadRows(connection, await connection.createAppender('bad_rows', space), space);
  }

  private constructor(connection: DuckDBConnection, appender: DuckDBAppender, space: string) {
    this.#connection = connection;
    this.#space = space;
    this.#appender = appender;
  }

  get count(): number {
    return this.#count;
  }

  add({ table, row, column, value, reason }: BadRow): void {
    this.#count += 1;
    this.#appender.appendBoolean(table === 'events');
    this.#appender.appendDouble(row);
    this.#appender.appendVarchar(column);
    this.#appender.appendVarchar(value);
    this.#appender.appendVarchar(reason);
    this.#appender.endRow();
  }

  /** Those of one table in the order of its rows, in batches, at most `limit` of them. */
  async *inOrder(table: BadRow['table'], limit?: number): AsyncGenerator<readonly BadRow[]> {
    this.#appender.flushSync();
    const result = await this.#connection.stream(
      `SELECT row_number, column_name, value, reason FROM ${this.#space}.bad_rows WHERE is_event = ${table === 'events'} ORDER BY row_number` +
        (limit === undefined ? '' : ` LIMIT ${limit}`),
    );
    for await (const rows of result.yieldRowsJs()) {
      yield rows.map(([row, column, value, reason]) => ({
        table, row: Number(row), column: String(column), value: String(value), reason: String(reason) as BadRow['reason'],
      }));
    }
  }
}
