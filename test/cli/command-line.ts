/** The command line as a user has it: its bundle, in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, afterEach } from 'vitest';
import { commandLineOptions } from '../../scripts/build.mjs';

export interface Outcome {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** Given on standard input; without it, that is empty. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input does not end. */
  readonly keepInputOpen?: boolean;
  /** Called with the process once it runs. */
  readonly during?: (child: import('node:child_process').ChildProcessWithoutNullStreams) => void;
  readonly nodeArguments?: readonly string[];
}

export interface CommandLine {
  /** A fresh folder for each test, in which commands run. */
  readonly folder: () => string;
  mql(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** The system's folder for temporary files, as the command sees it. */
  readonly temporaryFolder: () => string;
  /** Writes a file into the folder. */
  write(path: string, content: string | Uint8Array): void;
  read(path: string): string;
}

/** Bundles the command line for the tests of a file, and gives each test a folder. */
export function commandLine(): CommandLine {
  let bundle = '';
  let folder = '';
  let temporary = '';
  beforeAll(async () => {
    bundle = mkdtempSync(join(tmpdir(), 'mql-bundle-'));
    // What the bundle does not hold is installed beside it.
    symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(bundle, 'node_modules'));
    await build({ ...commandLineOptions, outdir: join(bundle, 'dist') });
  });
  afterAll(() => rmSync(bundle, { recursive: true, force: true }));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mql-test-'));
    temporary = mkdtempSync(join(tmpdir(), 'mql-temporary-'));
  });
  afterEach(() => {
    for (const each of [folder, temporary]) rmSync(each, { recursive: true, force: true });
  });
  return {
    folder: () => folder,
    temporaryFolder: () => temporary,
    mql: (args, options = {}) => run([...(options.nodeArguments ?? []), join(bundle, 'dist', 'mql.js'), ...args], folder, temporary, options),
    write: (path, content) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    read: (path) => readFileSync(join(folder, path), 'utf8'),
  };
}

function run(args: readonly string[], cwd: string, temporary: string, options: RunOptions): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env['PATH'], HOME: cwd, TMPDIR: temporary, NODE_COMPILE_CACHE: join(tmpdir(), 'mql-test-compile-cache'), ...options.env } });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
    // A command that does not read it may have closed it.
    child.stdin.on('error', () => {});
    if (options.keepInputOpen !== true) child.stdin.end(options.input ?? '');
    options.during?.(child);
  });
}
