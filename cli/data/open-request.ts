import { DataProblem } from '../../engines/data-problem.ts';
import type { OpenData } from '../../engines/duckdb/open-data.ts';
import { engineKind, withoutPassword } from '../../engines/find-engine.ts';
import type { Schema } from '../../runtime/schema.ts';
import { cancellable } from '../cancellation.ts';
import { CommandProblem, exitCodes, reasonOf, usageProblem } from '../problems.ts';
import type { Progress } from '../terminal/progress.ts';
import type { DataRequest } from './data-options.ts';

/** Loads DuckDB, runs the work on the data, and closes it. What is wrong with the data ends the command. */
export async function withData<T>(schema: Schema, request: DataRequest, progress: Progress, work: (data: OpenData) => Promise<T>): Promise<T> {
  requireFiles(request);
  const { openData } = await import('../../engines/duckdb/open-data.ts');
  return workOnData(progress, async (signal) => {
    const data = await openData(schema, { ...request, standardInput: process.stdin, progress: progress.say, signal });
    try {
      return await work(data);
    } finally {
      await data.close();
    }
  });
}

/** Ends a command that only reads files where another engine is asked for. */
export function requireFiles({ engine }: DataRequest): void {
  const kind = engineKind(engine);
  if (kind === 'duckdb' || kind === 'js') return;
  throw usageProblem(`this command reads files, and no tables of \`${withoutPassword(engine)}\``, 'give it `--engine duckdb`, with files or queries');
}

/** Work that a signal interrupts. What is wrong with the data, or with a database, ends the command with its reason. */
export async function workOnData<T>(progress: Progress, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await cancellable(work);
  } catch (problem) {
    if (!(problem instanceof DataProblem)) throw systemProblem(problem) ?? problem;
    throw new CommandProblem(problem.message, {
      exitCode: problem.kind === 'file' ? exitCodes.cannotRun : exitCodes.inputHasProblems,
      advice: problem.advice,
    });
  } finally {
    progress.stop();
  }
}

/** What the database or the system refuses, such as a full disk; anything else is a bug. */
function systemProblem(problem: unknown): CommandProblem | undefined {
  if (!(problem instanceof Error) || problem instanceof CommandProblem) return undefined;
  if (/^(IO|Out of Memory) Error/.test(problem.message)) return new CommandProblem(problem.message.split('\n')[0]!, { exitCode: exitCodes.cannotRun });
  return 'code' in problem && 'syscall' in problem ? new CommandProblem(`cannot work on a temporary file: ${reasonOf(problem)}`, { exitCode: exitCodes.cannotRun }) : undefined;
}
