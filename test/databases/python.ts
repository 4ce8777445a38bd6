/** Programs in Python that the suites of databases talk to: a request a line of JSON, an answer a line. */
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

let python: string | undefined;

/** The Python that has what `requirements.txt` names; installed if it is not there yet. */
export function pythonPath(): string {
  python ??= execFileSync('bash', [fileURLToPath(new URL('../../scripts/ci/python.sh', import.meta.url))], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
  return python;
}

export interface PythonProgram {
  /** @throws Error with what the program said was wrong */
  ask<Answer>(request: object): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * Starts a program of this folder, and waits until it says that it is ready. Requests are answered in their order.
 * `PYTHON_LOG` shows what it writes to its standard error.
 */
export async function startProgram(name: string, environment: NodeJS.ProcessEnv = {}): Promise<PythonProgram> {
  const program = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(pythonPath(), [program], {
    stdio: ['pipe', 'pipe', process.env['PYTHON_LOG'] === undefined ? 'ignore' : 'inherit'], env: { ...process.env, ...environment },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<{ readonly answer?: unknown; readonly problem?: string }> => {
    const line = await lines.next();
    if (line.done === true) throw new Error(`${name} ended; set PYTHON_LOG to see why`);
    return JSON.parse(line.value) as { readonly answer?: unknown; readonly problem?: string };
  };
  await next();
  return {
    ask: async <Answer>(request: object) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { answer, problem } = await next();
      if (problem !== undefined) throw new Error(problem);
      return answer as Answer;
    },
    close: () => {
      child.stdin.end();
      return ended;
    },
  };
}
