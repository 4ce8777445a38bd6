/** What came out of each mutant, kept in a file as it comes, so that a run that was ended goes on where it stood; and what it adds up to. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Mutant } from './mutants.ts';

export interface Outcome {
  /** The test that failed; absent if none did. */
  readonly killedBy: string | undefined;
  /** How many tests were run with it. */
  readonly tests: number;
  /** Why no test was run with it. */
  readonly untried?: 'never reached' | 'nowhere different';
  /** Of the processor. */
  readonly milliseconds?: number;
}

export interface Folder {
  readonly name: string;
  readonly mutants: number;
}

interface Head {
  /** Of the code and the tests. */
  readonly key: string;
  readonly folders: readonly Folder[];
}

export type Result = Mutant & Outcome;

/** A file of lines of JSON: the head, then a result each. */
export class Results {
  readonly #path: string | undefined;
  readonly head: Head;
  readonly byId = new Map<number, Result>();

  /** @throws if the file was made of other code or tests */
  constructor(path: string | undefined, head: Head) {
    this.#path = path;
    this.head = head;
    if (path === undefined) return;
    if (!existsSync(path)) {
      writeFileSync(path, `${JSON.stringify(head)}\n`);
      return;
    }
    const earlier = readResults(path);
    if (earlier.head.key !== head.key) throw new Error(`${path} has the results of other code or other tests: name a new file, or delete it`);
    for (const result of earlier.results) this.byId.set(result.id, result);
  }

  add(result: Result): void {
    this.byId.set(result.id, result);
    if (this.#path !== undefined) appendFileSync(this.#path, `${JSON.stringify(result)}\n`);
  }
}

/** The last line may be cut off where a run was ended. */
export function readResults(path: string): { readonly head: Head; readonly results: readonly Result[] } {
  const [head, ...lines] = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return { head: JSON.parse(head!) as Head, results: lines.map((line) => JSON.parse(line) as Result) };
}

export function shown({ path, line, kind, before, after }: Mutant): string {
  return `${path}:${line} ${kind}: ${before}  ->  ${after}`;
}

/** A line for each folder, one for all, and those that were not found, by file. */
export function summary({ folders }: Head, results: Iterable<Result>): string {
  const all = [...results];
  const row = (name: string, mutants: number, tried: readonly Result[]): string => {
    const found = tried.filter(({ killedBy }) => killedBy !== undefined).length;
    const untried = (why: Outcome['untried']): number => tried.filter((each) => each.untried === why).length;
    const score = tried.length === 0 ? '-' : `${((found / tried.length) * 100).toFixed(1)} %`;
    return `| \`${name}\` | ${mutants} | ${tried.length} | ${found} | ${score} | ${untried('never reached')} | ${untried('nowhere different')} |`;
  };
  const lines = ['| Folder | Mutants | Tried | Found | Score | Never reached | Nowhere different |', '| --- | --- | --- | --- | --- | --- | --- |'];
  for (const { name, mutants } of folders) lines.push(row(name, mutants, all.filter(({ path }) => path.startsWith(`${name}/`))));
  lines.push(row('all', folders.reduce((sum, { mutants }) => sum + mutants, 0), all), '');
  const survivors = all.filter(({ killedBy }) => killedBy === undefined).sort((one, other) => one.id - other.id);
  for (const each of survivors) lines.push(`${each.untried === undefined ? '' : `(${each.untried}) `}${shown(each)}`);
  return lines.join('\n');
}
