import { createWriteStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { DataProblem } from '../data-problem.ts';
import { dataFile, type DataFile } from './data-file.ts';

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
  if (argument === '-') {
    const path = options.temporaryFile('standard-input');
    await pipeline(options.standardInput, createWriteStream(path), ...(options.signal === undefined ? [] : [{ signal: options.signal }]));
    return [dataFile(path, '<stdin>')];
  }
  if (existsSync(argument) || !/[*?[]/.test(argument)) return [dataFile(argument)];
  const paths = await options.matching(argument);
  if (paths.length === 0) throw new DataProblem('file', `no file matches \`${argument}\``);
  const files = paths.map((path) => dataFile(path));
  const other = files.find((file) => file.format !== files[0]!.format);
  if (other !== undefined) {
    throw new DataProblem('input', `\`${argument}\` matches files of two formats: \`${files[0]!.shownPath}\` and \`${other.shownPath}\``);
  }
  return files;
}
