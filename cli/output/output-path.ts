/** Where a command writes: never over what it reads. */
import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { standardInputName } from '../input/read-source.ts';
import { usageProblem } from '../problems.ts';

/** Options without an output that is `-`: results go to standard output then, as without it. */
export function outputOptions<T extends { readonly output?: string }>(options: T): T {
  const { output, ...others } = options;
  return output === '-' ? others as T : options;
}

/**
 * Refuses an output that is an input, and would take away what it is made of: by its path, by a link, or as one of the files
 * that a pattern names.
 * @param inputs `undefined` and standard input are passed over
 */
export function refuseInputs(outputs: readonly (string | undefined)[], inputs: readonly (string | undefined)[]): void {
  const named = inputs.filter((path) => path !== undefined && path !== '-' && path !== standardInputName).map((path) => path!);
  for (const output of outputs) {
    if (output === undefined || !isFile(output)) continue;
    const own = realpathSync(output);
    if (named.some((input) => (isFile(input) ? realpathSync(input) === own : [own, resolve(output)].some((path) => patternOf(input)?.test(path) === true)))) {
      throw usageProblem(`\`${output}\` is an input, and would be overwritten`);
    }
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** What a pattern of data files matches, as the database reads it. */
function patternOf(pattern: string): RegExp | undefined {
  if (!/[*?[]/.test(pattern)) return undefined;
  const source = resolve(pattern).replace(/\*\*\/|\*|\?|\[!?[^\]]+\]|[\\^$.|+(){}[\]]/g, (sign) => {
    if (sign === '**/') return '(?:.*/)?';
    if (sign === '*') return '[^/]*';
    if (sign === '?') return '[^/]';
    return sign.length > 1 ? sign.replace('[!', '[^').replaceAll('\\', '\\\\') : `\\${sign}`;
  });
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return undefined;
  }
}
