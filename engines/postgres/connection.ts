/** A session of PostgreSQL in which one run works: one transaction, and tables of its own that end with it. */
import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
import type { Cell } from '../sql/read-result.ts';
import { DataProblem } from '../data-problem.ts';
import { withoutPassword } from '../find-engine.ts';

export interface Session {
  readonly run: (sql: string) => Promise<readonly (readonly Cell[])[]>;
  /** Names and type numbers of what a query gives. */
  readonly columnsOf: (sql: string, shownName: string) => Promise<readonly { readonly name: string; readonly type: number }[]>;
  close(): Promise<void>;
}

/** Rejects with a `DataProblem` where the server cannot be reached or does not let one in. */
export async function openSession(address: string, signal: AbortSignal | undefined): Promise<Session> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: address, application_name: 'mql' });
  // What goes wrong with the connection itself fails the query that waits for it.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (cause) {
    throw new DataProblem('file', `\`${withoutPassword(address)}\` cannot be connected to: ${reasonOf(cause)}`);
  }
  const cancel = (): void => {
    void cancelQuery(new pg.Client({ connectionString: address }), client);
  };
  signal?.addEventListener('abort', cancel);
  const run = async (sql: string): Promise<readonly (readonly Cell[])[]> => {
    signal?.throwIfAborted();
    try {
      return (await client.query<Cell[]>({ text: sql, rowMode: 'array' })).rows;
    } catch (cause) {
      signal?.throwIfAborted();
      throw isFromServer(cause) ? new DataProblem('input', `PostgreSQL says: ${reasonOf(cause)}`) : cause;
    }
  };
  return {
    run,
    columnsOf: async (sql, shownName) => {
      try {
        const { fields } = await client.query({ text: `select * from ${sql} limit 0`, rowMode: 'array' });
        return fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
      } catch (cause) {
        signal?.throwIfAborted();
        throw isFromServer(cause) ? new DataProblem('file', `\`${shownName}\` cannot be read: ${reasonOf(cause)}`) : cause;
      }
    },
    close: async () => {
      signal?.removeEventListener('abort', cancel);
      await client.end().catch(() => {});
    },
  };
}

/** The server works on until it is told by another session. */
async function cancelQuery(other: Client, client: Client & { readonly processID?: number | null }): Promise<void> {
  other.on('error', () => {});
  try {
    await other.connect();
    await other.query('select pg_cancel_backend($1)', [client.processID]);
    await other.end();
  } catch {
    // Without a connection there is nothing to cancel: the server sees for itself that nobody listens.
  }
}

/** What stands after `from`: a table by its name, or the query of a `.sql` file. @throws DataProblem for a file of another kind */
export function fromOf(argument: string, quoted: (name: string) => string): string {
  if (/\.sql$/i.test(argument)) {
    const text = readQuery(argument);
    return `(\n${text.replace(/;\s*$/, '')}\n) as given_rows`;
  }
  if (argument === '-' || /\.(csv|tsv|json|jsonl|ndjson|parquet|gz)$/i.test(argument) || /[*/\\]/.test(argument)) {
    throw new DataProblem('file', `PostgreSQL reads tables, and \`${argument}\` is a file`, 'name a table or a `.sql` file with a query, or score files with `--engine duckdb`');
  }
  return argument.split('.').map(quoted).join('.');
}

function readQuery(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new DataProblem('file', `\`${path}\` cannot be read: ${reasonOf(cause)}`);
  }
}

/** The server's own errors have a code of five signs. */
function isFromServer(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && /^[0-9A-Z]{5}$/.test(String(cause.code));
}

function reasonOf(cause: unknown): string {
  // Several addresses of one name fail together, and say nothing themselves.
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  return cause instanceof Error ? cause.message : String(cause);
}
