import { removeUnfinishedFiles } from './output/whole-file.ts';

/** Work that a signal ends in order: it is told, and cleans up after itself. */
interface Running {
  readonly controller: AbortController;
  exitCode: number | undefined;
}

const running = new Set<Running>();
/** Milliseconds that work which was told may take to end. */
const patience = 5_000;

/** Runs work that listens to the signal it is given; once that has come, the process ends with the work. */
export async function cancellable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const own: Running = { controller: new AbortController(), exitCode: undefined };
  running.add(own);
  try {
    return await work(own.controller.signal);
  } finally {
    running.delete(own);
    if (own.exitCode !== undefined) endAtOnce(own.exitCode);
  }
}

/** Ends the process, after what is half-written is gone. Called again while work ends, it changes nothing. */
export function endProcess(signal: NodeJS.Signals, exitCode: number): void {
  if (running.size === 0) endAtOnce(exitCode);
  for (const each of running) {
    if (each.exitCode !== undefined) continue;
    each.exitCode = exitCode;
    each.controller.abort();
    setTimeout(() => endByForce(signal, exitCode), patience).unref();
  }
}

function endAtOnce(exitCode: number): never {
  removeUnfinishedFiles();
  process.exit(exitCode);
}

/** An orderly exit waits for the threads of the database, and they have been waited for long enough. */
function endByForce(signal: NodeJS.Signals, exitCode: number): void {
  removeUnfinishedFiles();
  process.emit('exit', exitCode);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
