import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { DataProblem } from '../data-problem.ts';
import { dataFile, unreadable, type DataFile } from './data-file.ts';

export interface FindFilesOptions {
  /** What stands for standard input where `-` is asked. */
  readonly standardInput: NodeJS.ReadableStream;
  readonly signal?: AbortSignal | undefined;
  /** A path for the copy of standard input. */
  readonly temporaryFile: (name: string) => string;
  /** The files that a pattern with `*`, `?` or `[` matches, in order of their names. */
  readonly matching: (pattern: string) => Promise<readonly string[]>;
}

/** The files of data that an argument names: a path, a pattern, or `-`. At least one, all of one format. */
export async function findFiles(argument: string, options: FindFilesOptions): Promise<readonly DataFile[]> {
  if (argument === '-' || argument === '/dev/stdin') return [await copyOf(options.standardInput, '<stdin>', options)];
  if (isPipe(argument)) return [await copyOf(createReadStream(argument), argument, options)];
  if (existsSync(argument) || !/[*?[]/.test(argument)) return [dataFile(argument)];
  const paths = await options.matching(argument);
  if (paths.length === 0) throw new DataProblem('file', `no file matches \`${argument}\``);
  // DuckDB puts the current folder before what it finds there.
  const files = paths.map((path) => dataFile(argument.startsWith('./') ? path : path.replace(/^\.\//, '')));
  const other = files.find((file) => file.format !== files[0]!.format);
  if (other !== undefined) {
    throw new DataProblem('input', `\`${argument}\` matches files of two formats: \`${files[0]!.shownPath}\` and \`${other.shownPath}\``);
  }
  return files;
}

/** What can be read once only (standard input, a named pipe, a shell's `<(...)`) is read into a file of our own. */
async function copyOf(source: NodeJS.ReadableStream, shownPath: string, { signal, temporaryFile }: FindFilesOptions): Promise<DataFile> {
  const path = temporaryFile('copy');
  try {
    await pipeline(source, createWriteStream(path), ...(signal === undefined ? [] : [{ signal }]));
  } catch (cause) {
    signal?.throwIfAborted();
    throw unreadable(shownPath, cause);
  }
  return dataFile(path, shownPath);
}

function isPipe(path: string): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  return status !== undefined && !status.isFile() && !status.isDirectory();
}
