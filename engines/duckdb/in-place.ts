import { DataProblem } from '../data-problem.ts';
import type { LoadedData } from './load-data.ts';
import { lookAtFiles } from './load-typed.ts';

/**
 * Work on data of which some may be files that are read where they are. Where it fails because one of them cannot be read, that is
 * what is said, as of a file that was copied.
 */
export async function workInPlace<Result>({ database, leads, events }: LoadedData, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (problem) {
    const mayBeOfFile = !(problem instanceof DataProblem) && problem instanceof Error && !/^(INTERRUPT|Out of Memory)/i.test(problem.message);
    if (mayBeOfFile) await lookAtFiles(database.connection, events === undefined ? [leads] : [leads, events]);
    throw problem;
  }
}
