/**
 * Mutants that no test need find, each with its reason. They stand in `accepted/`, a file for each folder of code, under the text of the
 * change, so that they survive when lines move. An entry that fits no mutant any more is a fault: `test/tidy/accepted-mutants.test.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { changeOf, type Mutant } from './mutants.ts';

const folder = new URL('accepted/', import.meta.url);

/** Why nobody who uses the code could tell the difference. */
export const reasons = {
  'same value': 'another way to the same value, or to the same answer',
  'order without meaning': 'an order that is sorted or counted afterwards, or means nothing',
  'speed': 'a cache, or a short cut before the long way: the answer is the same',
  'cannot arise': 'types, reading or earlier checks rule the case out',
  'never read': 'a value that is overwritten or never looked at',
} as const;

export interface Entry {
  /** Where the code stands. */
  readonly file: string;
  readonly reason: keyof typeof reasons;
  readonly why: string;
  /** Each as the report prints it: `kind: before  ->  after`. */
  readonly changes: readonly string[];
  /** Part of the line it is in, where the same change can be made on several lines; or the whole of it, which may stand several times. */
  readonly at?: string;
  /** Part of the line that its function begins with, where those lines are alike. */
  readonly within?: string;
}

export function readAccepted(): readonly Entry[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
    .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Entry[]);
}

export interface Accepted {
  /** By the mutant. */
  readonly entries: ReadonlyMap<Mutant, Entry>;
  /** What is wrong with the entries, in words. */
  readonly problems: readonly string[];
}

/** @param mutants all of the files that are asked about; entries of other files are passed over */
export function acceptedOf(all: readonly Entry[], mutants: readonly Mutant[]): Accepted {
  const byFile = Map.groupBy(mutants, ({ path }) => path);
  const entries = new Map<Mutant, Entry>();
  const problems: string[] = [];
  for (const entry of all) {
    const { file, changes, at = '', within = '', reason, why } = entry;
    if (!Object.hasOwn(reasons, reason) || why.trim() === '') problems.push(`${file}: \`${reason}\` is none of the reasons, or nothing says why`);
    for (const change of byFile.has(file) ? changes : []) {
      const alike = byFile.get(file)!.filter((mutant) => changeOf(mutant) === change && (within === '' || mutant.within.includes(within)));
      const isWhole = alike.some(({ source }) => source === at);
      const found = alike.filter(({ source }) => at === '' || (isWhole ? source === at : source.includes(at)));
      if (found.length === 0) problems.push(`${file}: no mutant is called \`${change}\`${at === '' ? '' : ` in a line with \`${at}\``}`);
      if (new Set(found.map(({ line, source }) => (isWhole ? source : line))).size > 1) {
        problems.push(`${file}: \`${change}\` stands in lines ${found.map(({ line }) => line).join(', ')}: say which by \`at\` or \`within\``);
      }
      for (const mutant of found) {
        if (entries.has(mutant)) problems.push(`${file}: \`${change}\` is accepted twice`);
        entries.set(mutant, entry);
      }
    }
  }
  return { entries, problems };
}
