import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** An embedded database of one run. What does not fit into memory goes to a folder that `close` removes. */
export interface Database {
  /** A connection of its own: results that are read row by row hold the connection they run on. */
  connect(): Promise<DuckDBConnection>;
  /** For what goes through SQL at once. */
  readonly connection: DuckDBConnection;
  /** A path for a file that lives as long as the database. */
  temporaryFile(name: string): string;
  /** Waits for no work: what runs is interrupted first. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Interrupts whatever runs. */
  readonly signal?: AbortSignal | undefined;
  /** Bytes that the whole process may take. */
  readonly memory?: number | undefined;
}

const open = new Set<string>();
// Whatever ends the process in an orderly way, the folder goes.
process.once('exit', () => open.forEach(removeFolder));

/** Threads of the database may still be writing there. */
function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
  open.delete(folder);
}

/** Node, DuckDB's own code and what it takes beside its buffers. */
const besideBuffers = 300 * 2 ** 20;

/** Loads DuckDB and opens a database in memory. */
export async function openDatabase({ signal, memory }: DatabaseOptions = {}): Promise<Database> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  signal?.throwIfAborted();
  const folder = join(tmpdir(), `mql-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  open.add(folder);
  const instance: DuckDBInstance = await DuckDBInstance.create(':memory:', {
    temp_directory: join(folder, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(memory === undefined ? {} : { memory_limit: `${Math.max(128, Math.floor((memory - besideBuffers) / 2 ** 20))}MiB` }),
  });
  const connection = await instance.connect();
  const connections = [connection];
  // What begins after the signal is interrupted, too.
  let interrupting: NodeJS.Timeout | undefined;
  const interrupt = (): void => connections.forEach((each) => each.interrupt());
  const onAbort = (): void => {
    interrupt();
    interrupting = setInterval(interrupt, 20);
  };
  signal?.addEventListener('abort', onAbort);
  // It may have come while the database was opened.
  if (signal?.aborted === true) onAbort();
  return {
    connection,
    connect: async () => {
      const another = await instance.connect();
      connections.push(another);
      return another;
    },
    temporaryFile: (name) => join(folder, `${randomBytes(4).toString('hex')}-${name}`),
    close: async () => {
      if (!open.has(folder)) return;
      signal?.removeEventListener('abort', onAbort);
      clearInterval(interrupting);
      for (const each of connections) each.disconnectSync();
      instance.closeSync();
      removeFolder(folder);
    },
  };
}

/** A text as SQL writes it. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as SQL writes it. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Where a key of a JSON object is, as JSON Pointer writes it. */
export function jsonPointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** All rows of a small result: texts, numbers, bigints. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

/** The one number that a query answers. */
export async function numberOf(connection: DuckDBConnection, sql: string): Promise<number> {
  return Number((await rowsOf(connection, sql))[0]?.[0] ?? 0);
}
