/** A standalone cluster of Spark on 127.0.0.1: a master and two workers, each a process. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { javaHome, javaOptions, launcherOptions, sparkHome } from './java-options.ts';

export interface SparkCluster {
  readonly url: string;
  /** The master's page; `/json/` under it says what runs. */
  readonly page: string;
  /** Ends the worker's process, and the executors that it started, as a machine does that loses its power. */
  killWorker(index: number): void;
  close(): Promise<void>;
}

/** @throws Error where there is no Java 17, or a process ends at once */
export async function startSpark(workers = 2): Promise<SparkCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'mql-spark-'));
  const port = await freePort();
  const url = `spark://127.0.0.1:${port}`;
  const running: ChildProcess[] = [];
  // Groups of their own outlive a test that is ended.
  process.once('exit', () => running.forEach(killGroup));
  const start = (name: string, words: readonly string[], ready: RegExp): Promise<ChildProcess> => {
    const program = spawn(
      join(sparkHome(), 'bin', 'spark-class'),
      [`org.apache.spark.deploy.${name}`, '--host', '127.0.0.1', ...words],
      // A group of its own, which its executors are part of.
      { cwd: folder, detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: sparkEnvironment() },
    );
    running.push(program);
    return untilSaid(program, ready);
  };
  const close = async (): Promise<void> => {
    await Promise.all(running.map((each) => end(each)));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const pagePort = await freePort();
    await start('master.Master', ['--port', String(port), '--webui-port', String(pagePort)], /I have been elected leader/);
    const started = await Promise.all(Array.from({ length: workers }, async () => start(
      'worker.Worker',
      ['--port', String(await freePort()), '--webui-port', String(await freePort()), '--cores', '1', '--memory', '1g', '--work-dir', join(folder, 'work'), url],
      /Successfully registered with master/,
    )));
    return { url, page: `http://127.0.0.1:${pagePort}`, killWorker: (index) => killGroup(started[index]!), close };
  } catch (problem) {
    await close();
    throw problem;
  }
}

export interface SparkConnectServer {
  /** `sc://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

/** A server of Spark Connect on 127.0.0.1, which keeps tables in a folder of its own. */
export async function startConnectServer(settings: Readonly<Record<string, string>>): Promise<SparkConnectServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mql-spark-connect-'));
  const port = await freePort();
  const all = { ...settings, 'spark.connect.grpc.binding.address': '127.0.0.1', 'spark.connect.grpc.binding.port': String(port), 'spark.ui.enabled': 'false' };
  const program = spawn(
    join(sparkHome(), 'bin', 'spark-submit'),
    ['--class', 'org.apache.spark.sql.connect.service.SparkConnectServer', ...Object.entries(all).flatMap(([name, value]) => ['--conf', `${name}=${value}`])],
    { cwd: folder, detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: sparkEnvironment() },
  );
  process.once('exit', () => killGroup(program));
  const close = async (): Promise<void> => {
    await end(program);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilSaid(program, /Spark Connect server started/);
    return { url: `sc://127.0.0.1:${port}`, close };
  } catch (problem) {
    await close();
    throw problem;
  }
}

/** The environment of every process of Spark in tests. */
export function sparkEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env, JAVA_HOME: javaHome(), SPARK_HOME: sparkHome(), SPARK_LOCAL_IP: '127.0.0.1', SPARK_DAEMON_MEMORY: '512m', SPARK_DAEMON_JAVA_OPTS: javaOptions(), SPARK_LAUNCHER_OPTS: launcherOptions,
  };
}

function untilSaid(program: ChildProcess, ready: RegExp): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    let said = '';
    program.stderr!.setEncoding('utf8').on('data', (text: string) => {
      // What is said later is read, so that the process never waits, and forgotten.
      if (said.length < 100_000) said += text;
      if (ready.test(said)) resolve(program);
    });
    program.once('exit', (code) => reject(new Error(`a process of Spark ended with ${code}: ${said}`)));
  });
}

function killGroup(program: ChildProcess): void {
  try {
    process.kill(-program.pid!, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return Promise.resolve();
  const ended = new Promise<void>((resolve) => program.once('exit', () => resolve()));
  killGroup(program);
  return ended;
}
