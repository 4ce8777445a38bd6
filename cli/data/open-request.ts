import { DataProblem } from '../../engines/data-problem.ts';
import type { OpenData } from '../../engines/duckdb/open-data.ts';
import type { Schema } from '../../runtime/schema.ts';
import { CommandProblem, exitCodes } from '../problems.ts';
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
    if (!(problem instanceof DataProblem)) throw problem;
    throw new CommandProblem(problem.message, {
      exitCode: problem.kind === 'file' ? exitCodes.cannotRun : exitCodes.inputHasProblems,
      advice: problem.advice,
    });
  } finally {
    progress.stop();
    data?.close();
  }
}
