import { nearest } from '../compiler/diagnostics/did-you-mean.ts';
import { either } from '../compiler/diagnostics/phrases.ts';
import { foldedSpelling } from '../runtime/folded-spelling.ts';
import { DataProblem } from './data-problem.ts';

/** A column that is to be read. */
export interface WantedColumn {
  /** As the definition names it; for messages. */
  readonly name: string;
  /** Tried in order, case, blanks, `_` and `-` set aside; the first that is there counts. */
  readonly spellings: readonly string[];
  /** Data without it cannot be scored. */
  readonly required: boolean;
  /** The command's option that names the column, where there is one. */
  readonly option?: string;
}

/** Where a wanted column stands among the columns of the data; `undefined` where it is not there. */
export type FoundColumn = number | undefined;

/**
 * Finds wanted columns. Rejects required ones that are not there, all at once, with the nearest that are, and one that the data has twice.
 * @param shownPath of the data, for messages
 */
export function findColumns(wanted: readonly WantedColumn[], names: readonly string[], shownPath: string): readonly FoundColumn[] {
  const indexes = new Map<string, number[]>();
  names.forEach((name, index) => {
    const folded = foldedSpelling(name);
    const found = indexes.get(folded);
    if (found === undefined) indexes.set(folded, [index]);
    else found.push(index);
  });
  const spellingOf = (column: WantedColumn): string | undefined => column.spellings.find((each) => indexes.has(foldedSpelling(each)));
  refuseMissing(wanted.filter((column) => column.required && spellingOf(column) === undefined), names, shownPath);
  return wanted.map((column) => {
    const spelling = spellingOf(column);
    if (spelling === undefined) return undefined;
    const found = indexes.get(foldedSpelling(spelling))!;
    if (found.length > 1) {
      const list = found.map((index) => `\`${names[index]}\``).join(' and ');
      throw new DataProblem('input', `\`${shownPath}\` has two columns for \`${column.name}\`: ${list}`, 'leave one of them');
    }
    return found[0];
  });
}

/** Rejects data without columns that it needs. @param names of the columns that there are */
export function refuseMissing(missing: readonly WantedColumn[], names: readonly string[], shownPath: string): void {
  if (missing.length === 0) return;
  const guesses = missing.flatMap((column) => {
    const close = [...new Set(column.spellings.flatMap((spelling) => nearest(spelling, names)))].slice(0, 3);
    return close.length === 0 ? [] : [`did you mean ${either(close)}${missing.length === 1 ? '' : ` for \`${column.name}\``}?`];
  });
  const others = `its columns are ${names.slice(0, 12).map((name) => `\`${name}\``).join(', ')}${names.length > 12 ? `, and ${names.length - 12} more` : ''};`;
  const options = missing.flatMap(({ option }) => (option === undefined ? [] : [`\`${option} COLUMN\``]));
  const say = [
    ...(options.length === 0 ? [] : [`name ${options.length === 1 ? 'it' : 'them'} with ${options.join(', ')}`]),
    ...(options.length === missing.length ? [] : ['say so with `from` in the vocabulary']),
  ].join(', or ');
  const lines = guesses.length === missing.length ? guesses : [...guesses, others];
  throw new DataProblem(
    'input',
    `\`${shownPath}\` has no ${missing.length === 1 ? 'column' : 'columns'} ${missing.map(soughtAs).join(', ')}`,
    `${lines.join('\n  ')} ${say}`,
  );
}

function soughtAs({ name, spellings }: WantedColumn): string {
  const isOther = spellings.some((each) => foldedSpelling(each) !== foldedSpelling(name));
  return `\`${name}\`${isOther ? ` (sought as ${spellings.map((each) => `\`${each}\``).join(', ')})` : ''}`;
}
