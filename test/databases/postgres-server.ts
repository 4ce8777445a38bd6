/** A PostgreSQL server of Debian's package for as long as a test runs: its own data folder, a free port of 127.0.0.1. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

export interface PostgresServer {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws Error where the package is not installed */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = programFolder();
  const folder = mkdtempSync(join(tmpdir(), 'mql-postgres-'));
  const user = serverUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  const asServer = { ...(user ?? {}), cwd: folder } as const;
  const data = join(folder, 'data');
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'mql', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], { ...asServer, stdio: 'ignore' });
  const port = await freePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off', '-c', 'jit=off', '-c', 'max_stack_depth=6MB'];
  // A query that takes more memory than that is to fail by itself, and not to take the machine with it.
  const limited = ['-c', `ulimit -v ${6 * 2 ** 20} && exec "$0" "$@"`, join(programs, 'postgres')];
  const server = spawn('bash', [...limited, '-D', data, ...settings], { ...asServer, stdio: ['ignore', 'ignore', 'pipe'] });
  const url = `postgres://mql@127.0.0.1:${port}/postgres`;
  await untilReady(server);
  return {
    url,
    close: async () => {
      const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
      // SIGINT: clients are sent away, and the server ends in good order.
      if (server.exitCode === null && server.kill('SIGINT')) await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function programFolder(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((left, right) => Number(right) - Number(left)) : [];
  if (versions.length === 0) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return join(root, versions[0]!, 'bin');
}

/** The server refuses to run as root; the package makes a user for it. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** The server says so on its standard error. */
function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('database system is ready to accept connections')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}
