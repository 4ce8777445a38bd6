/** A session of Spark in which one run works: a program of the user's Python, asked one thing after another. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmdirSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DataProblem } from '../data-problem.ts';
import type { Cell } from '../sql/read-result.ts';
import { driverProgram } from './driver-program.ts';
import { findSpark } from './find-spark.ts';
import { readingSettings, sessionSettings } from './settings.ts';

export interface Session {
  /** Rejects with a `DataProblem` for what Spark refuses. */
  ask<Answer>(request: { readonly do: string } & Readonly<Record<string, unknown>>): Promise<Answer>;
  /** All rows of a small result. */
  rows(sql: string): Promise<readonly (readonly Cell[])[]>;
  close(): Promise<void>;
}

export interface SessionOptions {
  /** The URL of a master or of a Spark Connect server; where none is given, what Spark is set to, else this machine. */
  readonly master: string | undefined;
  readonly progress: (doing: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** Rejects with a `DataProblem` where there is no Spark, or it does not start. */
export async function openSession({ master, progress, signal }: SessionOptions): Promise<Session> {
  progress('starting Spark');
  const program = startProgram(progress, signal);
  const problemOf = (problem: string): DataProblem => new DataProblem('input', `Spark says: ${reasonOf(problem)}`);
  const ask = async <Answer>(request: object, toProblem: (problem: string) => DataProblem = problemOf): Promise<Answer> => {
    signal?.throwIfAborted();
    const answer = await program.ask(request);
    signal?.throwIfAborted();
    if ('problem' in answer) throw toProblem(answer.problem);
    return answer.answer as Answer;
  };
  try {
    const notStarted = (problem: string): DataProblem => startProblem(master, `${problem}\n${program.said()}`);
    const started = await ask<Started>({ do: 'start', master: master ?? null, ofSession: sessionSettings, settings: readingSettings }, notStarted);
    if (!('version' in started)) throw missingProblem(master, started);
  } catch (problem) {
    await program.close();
    throw problem;
  }
  return { ask, rows: (sql) => ask({ do: 'rows', sql }), close: program.close };
}

const batchSize = 5_000;

/** The rows of the queries that were opened. */
export async function* batchesOf(session: Session): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (;;) {
    const rows = await session.ask<readonly (readonly Cell[])[]>({ do: 'next', count: batchSize });
    if (rows.length === 0) return;
    yield rows;
  }
}

type Started =
  | { readonly version: string }
  | { readonly missing: string; readonly python: string }
  | { readonly old: string; readonly python: string };

const installing = 'install it with `pip install pyspark` (4 or newer), or set SPARK_HOME to an installation of Spark 4; PYSPARK_PYTHON names the Python, if it is not `python3`';

function missingProblem(master: string | undefined, found: Exclude<Started, { version: string }>): DataProblem {
  if ('old' in found) return new DataProblem('file', `Spark 4 is needed, and \`${found.python}\` has Spark ${found.old}`, installing);
  if (master?.startsWith('sc://') === true) {
    return new DataProblem(
      'file', `\`${found.python}\` has no client of Spark Connect: ${reasonOf(found.missing)}`,
      'install it with `pip install "pyspark[connect]"` (4 or newer); PYSPARK_PYTHON names the Python, if it is not `python3`',
    );
  }
  return new DataProblem('file', `Spark is not found on this machine: \`${found.python}\` has no pyspark`, installing);
}

function startProblem(master: string | undefined, said: string): DataProblem {
  const start = `Spark does not start${master === undefined ? '' : ` with \`${master}\``}`;
  const reason = /All masters are unresponsive|Could not parse Master URL[^\n]*|UnknownHostException[^\n]*|failed to connect to all addresses/.exec(said)?.[0]
    ?? /Exception in thread "main" [\w.]+: ([^\n]+)/.exec(said)?.[1];
  const isJava = /JAVA_HOME is not set|java: (command )?not found|UnsupportedClassVersionError/.test(said) || reason === undefined && said.includes('JAVA_GATEWAY_EXITED');
  if (!isJava) return new DataProblem('file', `${start}: ${reason ?? reasonOf(said)}`);
  return new DataProblem('file', `${start}: it finds no Java that it can use`, 'Spark 4 needs Java 17 or newer; install it, or set JAVA_HOME');
}

/** The sentence of an error of Spark, without plan and stack. */
function reasonOf(problem: string): string {
  const condition = /\[[A-Z][A-Z0-9_.]+\] (.*?)(?: SQLSTATE|;?\n'|\n\n|\n\tat |\nJVM stacktrace|$)/s.exec(problem);
  const said = condition === null ? problem.trim().split('\n')[0]! : condition[1]!;
  const place = /\(line \d+, pos \d+\)|; line \d+ pos \d+/.exec(problem)?.[0].replace(/^; /, '') ?? '';
  return `${said.trim().replaceAll(/\s*\n\s*/g, ' ')}${place === '' ? '' : ` ${place}`}`;
}

// ---------------------------------------------------------------- the program

type Answer = { readonly answer: unknown } | { readonly problem: string };

interface Program {
  ask(request: object): Promise<Answer>;
  /** The end of what it wrote to standard error. */
  said(): string;
  /** Waits until it and its Java have ended. */
  close(): Promise<void>;
}

const longestSaid = 20_000;
/** Milliseconds that Java may take to end after Python has. */
const longestEnd = 4_000;

function startProgram(progress: (doing: string) => void, signal: AbortSignal | undefined): Program {
  const { python, environment } = findSpark(process.env);
  // Whatever Python and Java put aside is in it; where they are ended by force, too.
  const folder = mkdtempSync(join(tmpdir(), 'mql-spark-'));
  const javaOptions = [process.env['JAVA_TOOL_OPTIONS'], `-Djava.io.tmpdir=${folder}`].filter((each) => each !== undefined).join(' ');
  // Spark makes it where it is started, if it has no other.
  const warehouse = existsSync('spark-warehouse') ? undefined : 'spark-warehouse';
  // A group of its own, Java included: Ctrl-C reaches it by us alone, and it ends in order.
  const child = spawn(python, ['-c', driverProgram], { detached: true, stdio: ['pipe', 'pipe', 'pipe'], env: { ...environment, TMPDIR: folder, JAVA_TOOL_OPTIONS: javaOptions } });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-longestSaid);
    if (text.includes('has not accepted any resources')) progress('waiting for the cluster: no worker has taken the job yet');
  });
  const ended = new Promise<Error | undefined>((resolve) => {
    child.once('error', (cause) => resolve(cause));
    child.once('close', () => resolve(undefined));
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.on('error', () => {});
  const terminate = (): void => void child.kill('SIGTERM');
  signal?.addEventListener('abort', terminate);
  if (signal?.aborted === true) terminate();
  const onExit = (): void => {
    signalGroup(child, 'SIGKILL');
    removeTraces(folder, warehouse);
  };
  process.once('exit', onExit);
  return {
    said: () => said,
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const line = await lines.next();
      if (line.done !== true) return JSON.parse(line.value) as Answer;
      signal?.throwIfAborted();
      const cause = await ended;
      if (cause !== undefined) throw new DataProblem('file', `Spark is driven by Python, and \`${python}\` cannot be started`, installing);
      return { problem: `Spark ended in the middle of the work: ${lastLine(said)}` };
    },
    close: async () => {
      signal?.removeEventListener('abort', terminate);
      if (signal?.aborted !== true) child.stdin.end();
      await ended;
      for (let waited = 0; signalGroup(child, 0) && waited < longestEnd; waited += 20) await new Promise((resolve) => setTimeout(resolve, 20));
      signalGroup(child, 'SIGKILL');
      process.removeListener('exit', onExit);
      removeTraces(folder, warehouse);
    },
  };
}

/** Answers whether anything of the group is left. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return child.pid !== undefined && process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

function removeTraces(folder: string, warehouse: string | undefined): void {
  rmSync(folder, { recursive: true, force: true });
  try {
    if (warehouse !== undefined) rmdirSync(warehouse);
  } catch {
    // It is not there, or somebody's tables are in it.
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
