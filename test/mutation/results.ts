/** What came out of each mutant, kept in a file as it comes, so that a run that was ended goes on where it stood; and what it adds up to. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { acceptedOf, readAccepted, reasons } from './accepted.ts';
import { changeOf, type Mutant } from './mutants.ts';

export interface Outcome {
  /** The test that failed; absent if none did. */
  readonly killedBy: string | undefined;
  /** How many tests were run with it. */
  readonly tests: number;
  /** How many queries were put to a database with it, as their text was another one than without it. */
  readonly queries?: number;
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

/**
 * What several runs came to together, as the code stands now: a mutant is found if one of them found it; what none of them tried is left out.
 * A run that tried again what others had not found comes behind them.
 */
export function together(paths: readonly string[], mutants: readonly Mutant[]): readonly Result[] {
  const keyOf = ({ path, source, ...change }: Mutant): string => `${path} ${changeOf({ path, source, ...change })} ${source}`;
  const outcomes = new Map<number, Outcome>();
  const now = Map.groupBy(mutants, keyOf);
  for (const path of paths) {
    for (const [key, results] of Map.groupBy([...readResults(path).results].sort((one, other) => one.id - other.id), keyOf)) {
      const left = (now.get(key) ?? []).filter(({ id }) => outcomes.get(id)?.killedBy === undefined);
      results.forEach(({ killedBy, tests, untried }, index) => {
        const mutant = left[index];
        if (mutant !== undefined) outcomes.set(mutant.id, { killedBy, tests, ...(untried === undefined ? {} : { untried }) });
      });
    }
  }
  return mutants.flatMap((mutant) => (outcomes.has(mutant.id) ? [{ ...mutant, ...outcomes.get(mutant.id)! }] : []));
}

export function shown(mutant: Mutant): string {
  return `${mutant.path}:${mutant.line} ${changeOf(mutant)}`;
}

/** @param name of a folder, or of the file itself */
export function isIn(name: string, path: string): boolean {
  return path === name || path.startsWith(`${name}/`);
}

/**
 * A line for each folder, one for all, the reasons, and what was neither found nor accepted, by file.
 * @param untried other mutants of the folders, of which those with a reason are counted
 */
export function summary({ folders }: Head, results: Iterable<Result>, untried: readonly Mutant[] = []): string {
  const all = [...results].sort((one, other) => one.id - other.id);
  const { entries } = acceptedOf(readAccepted(), [...all, ...untried].sort((one, other) => one.id - other.id));
  const isFound = ({ killedBy }: Result): boolean => killedBy !== undefined;
  // Where one line stands several times, one of them may be found and another not.
  const isDisproved = (each: Result): boolean => isFound(each) && entries.has(each)
    && all.every((other) => isFound(other) || entries.get(other) !== entries.get(each) || changeOf(other) !== changeOf(each));
  const row = (name: string, mutants: number, isHere: (mutant: Mutant) => boolean): string => {
    const tried = all.filter(isHere);
    const found = tried.filter(isFound).length;
    const accepted = tried.filter((each) => !isFound(each) && entries.has(each)).length;
    const score = tried.length === 0 ? '-' : `${((found / tried.length) * 100).toFixed(1)} %`;
    const reasoned = untried.filter((each) => isHere(each) && entries.has(each)).length;
    return `| ${name} | ${mutants} | ${tried.length} | ${found} | ${score} | ${accepted + reasoned} | ${tried.length - found - accepted} |`;
  };
  const counts = Object.keys(reasons).map((reason) => `${reason} ${all.filter((each) => !isFound(each) && entries.get(each)?.reason === reason).length}`);
  const list = (title: string, chosen: readonly Result[]): string[] => (chosen.length === 0 ? [] : ['', `${title}:`, ...chosen.map((each) => `${each.untried === undefined ? '' : `(${each.untried}) `}${shown(each)}`)]);
  return [
    '| Folder | Mutants | Tried | Found | Score | Accepted with a reason | Without a reason |', '| --- | --- | --- | --- | --- | --- | --- |',
    ...folders.map(({ name, mutants }) => row(`\`${name}\``, mutants, ({ path }) => isIn(name, path))),
    row('all', folders.reduce((sum, { mutants }) => sum + mutants, 0), () => true),
    '', `Accepted: ${counts.join(', ')}`,
    ...list('Accepted, but found: take them out of `accepted/`', all.filter(isDisproved)),
    ...list('Without a reason', all.filter((each) => !isFound(each) && !entries.has(each))),
  ].join('\n');
}
