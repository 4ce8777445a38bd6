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
 * Finds wanted columns. Rejects a required one that is not there, with the nearest that are, and one that the data has twice.
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
  return wanted.map((column) => {
    const spelling = column.spellings.find((each) => indexes.has(foldedSpelling(each)));
    if (spelling === undefined) {
      if (column.required) throw missingColumn(column, names, shownPath);
      return undefined;
    }
    const found = indexes.get(foldedSpelling(spelling))!;
    if (found.length > 1) {
      const list = found.map((index) => `\`${names[index]}\``).join(' and ');
      throw new DataProblem('input', `\`${shownPath}\` has two columns for \`${column.name}\`: ${list}`, 'leave one of them');
    }
    return found[0];
  });
}

export function missingColumn(column: WantedColumn, names: readonly string[], shownPath: string): DataProblem {
  const close = [...new Set(column.spellings.flatMap((spelling) => nearest(spelling, names)))].slice(0, 3);
  const others = names.slice(0, 12).map((name) => `\`${name}\``).join(', ');
  const sought = column.spellings.some((each) => foldedSpelling(each) !== foldedSpelling(column.name))
    ? ` (sought as ${column.spellings.map((each) => `\`${each}\``).join(', ')})`
    : '';
  const say = column.option === undefined ? 'say so with `from` in the vocabulary' : `name it with \`${column.option} COLUMN\``;
  const candidates = close.length > 0 ? `did you mean ${either(close)}?` : `its columns are ${others}${names.length > 12 ? `, and ${names.length - 12} more` : ''};`;
  return new DataProblem('input', `\`${shownPath}\` has no column \`${column.name}\`${sought}`, `${candidates} ${say}`);
}
