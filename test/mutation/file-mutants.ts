/** The mutants of one file of the house, and its code with all of them in it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { libraryMutants } from './library-mutants.ts';
import { instrument, type How, type Instrumented } from './mutants.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** @param path from the root of the repository */
export function mutantsOfFile(path: string, how: How): Instrumented {
  const text = readFileSync(`${root}/${path}`, 'utf8');
  return path.endsWith('library.generated.ts') ? libraryMutants(path, text, how) : instrument(path, text, how);
}
