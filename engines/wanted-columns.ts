import { nearest } from '../compiler/diagnostics/did-you-mean.ts';
import { either } from '../compiler/diagnostics/phrases.ts';
import { foldedSpelling } from '../runtime/folded-spelling.ts';
import type { ValueType } from '../runtime/schema.ts';
import { DataProblem } from './data-problem.ts';

/** What a column is read for: an id, the type of an event, the column `properties`, or values of a type. */
export type ColumnUse = 'id' | 'text' | 'properties' | ValueType;

/** A column that is to be read. */
export interface WantedColumn {
  /** As the definition names it; for messages. */
  readonly name: string;
  /** Tried in order, case, blanks, `_` and `-` set aside; the first that is there counts. */
  readonly spellings: readonly string[];
  /** Data without it cannot be scored. */
  readonly required: boolean;
  /** All that is read of it; a value must be the same to each. */
  readonly uses: readonly ColumnUse[];
  /** The command's option that names the column, where there is one. */
  readonly option?: string;
  /** What other systems call it, to be proposed where it is not there. */
  readonly guesses?: readonly string[];
  /** The line of a vocabulary that says that a column of the data is this one; what has no option has it. */
  readonly declaration?: (column: string) => string;
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
  const guesses = missing.map((column) => ({ column, close: nearestColumns(column, names) }));
  const unknown = guesses.filter(({ close }) => close.length === 0).map(({ column }) => column);
  const others = `its columns are ${names.slice(0, 12).map((name) => `\`${name}\``).join(', ')}${names.length > 12 ? `, and ${names.length - 12} more` : ''}; ${howToSay(unknown)}`;
  throw new DataProblem(
    'input',
    `\`${shownPath}\` has no ${missing.length === 1 ? 'column' : 'columns'} ${missing.map(soughtAs).join(', ')}`,
    [...(unknown.length === 0 ? [] : [others]), ...guessesText(guesses.filter(({ close }) => close.length > 0))].join('\n  '),
  );
}

interface Guess {
  readonly column: WantedColumn;
  /** At least one. */
  readonly close: readonly string[];
}

function nearestColumns({ spellings, guesses = [] }: WantedColumn, names: readonly string[]): readonly string[] {
  const folded = new Set(guesses.map(foldedSpelling));
  const known = names.filter((name) => folded.has(foldedSpelling(name)));
  return known.length > 0 ? known.slice(0, 3) : [...new Set(spellings.flatMap((spelling) => nearest(spelling, names)))].slice(0, 3);
}

function howToSay(columns: readonly WantedColumn[]): string {
  const options = columns.flatMap(({ option }) => (option === undefined ? [] : [`\`${option} COLUMN\``]));
  return [
    ...(options.length === 0 ? [] : [`name ${options.length === 1 ? 'it' : 'them'} with ${options.join(', ')}`]),
    ...(options.length === columns.length ? [] : ['say so with `from` in the vocabulary']),
  ].join(', or ');
}

/** What to write if the guesses are right: options, and the lines of a vocabulary. */
function guessesText(guesses: readonly Guess[]): readonly string[] {
  const said = guesses.map(({ column, close }) => (
    column.option === undefined ? column.declaration!(close[0]!) : `${column.option} ${/^[A-Za-z0-9_-]+$/.test(close[0]!) ? close[0]! : JSON.stringify(close[0])}`));
  return guesses.length === 1
    ? [`did you mean ${either(guesses[0]!.close)}? if so, ${guesses[0]!.column.option === undefined ? 'write into the `vocabulary:`' : 'give'} \`${said[0]!}\``]
    : [
      ...guesses.map(({ column, close }) => `did you mean ${either(close)} for \`${column.name}\`?`),
      ...blockOf('if so, give', said.filter((_, index) => guesses[index]!.column.option !== undefined)),
      ...blockOf('if so, write into the `vocabulary:`', said.filter((_, index) => guesses[index]!.column.option === undefined)),
    ];
}

function blockOf(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}

function soughtAs({ name, spellings }: WantedColumn): string {
  const isOther = spellings.some((each) => foldedSpelling(each) !== foldedSpelling(name));
  return `\`${name}\`${isOther ? ` (sought as ${spellings.map((each) => `\`${each}\``).join(', ')})` : ''}`;
}
