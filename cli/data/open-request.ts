import { DataProblem } from '../../engines/data-problem.ts';
import type { OpenData } from '../../engines/duckdb/open-data.ts';
import type { Schema } from '../../runtime/schema.ts';
import { CommandProblem, exitCodes, reasonOf } from '../problems.ts';
import type { Progress } from '../terminal/progress.ts';
import type { DataRequest } from './data-options.ts';

/** Loads DuckDB, runs the work on the data, and closes it. What is wrong with the data ends the command. */
export async function withData<T>(schema: Schema, request: DataRequest, progress: Progress, work: (data: OpenData) => Promise<T>): Promise<T> {
  const { openData } = await import('../../engines/duckdb/open-data.ts');
  let data: OpenData | undefined;
  try {
    data = await openData(schema, { ...request, standardInput: process.stdin, progress: progress.say });
    return await work(data);
  } catch (problem) {
    if (!(problem instanceof DataProblem)) throw systemProblem(problem) ?? problem;
    throw new CommandProblem(problem.message, {
      exitCode: problem.kind === 'file' ? exitCodes.cannotRun : exitCodes.inputHasProblems,
      advice: problem.advice,
    });
  } finally {
    progress.stop();
    data?.close();
  }
}

/** What the database or the system refuses, such as a full disk; anything else is a bug. */
function systemProblem(problem: unknown): CommandProblem | undefined {
  if (!(problem instanceof Error) || problem instanceof CommandProblem) return undefined;
  if (/^(IO|Out of Memory) Error/.test(problem.message)) return new CommandProblem(problem.message.split('\n')[0]!, { exitCode: exitCodes.cannotRun });
  return 'code' in problem && 'syscall' in problem ? new CommandProblem(`cannot work on a temporary file: ${reasonOf(problem)}`, { exitCode: exitCodes.cannotRun }) : undefined;
}
