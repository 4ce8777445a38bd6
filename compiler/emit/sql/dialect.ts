/**
 * What a database can do and how it spells it. Whatever writes SQL asks a dialect by these, and never by its name.
 * Texts are Unicode, instants and lengths of time whole milliseconds in a 64-bit integer, points whole ten-thousandths in one.
 */
import type { Sql } from './sql.ts';

/** A regular expression of ours, written with literal letters, classes `[...]`, groups, `* + ? {m,n} |`; `end` is the end of the text. */
export type Pattern = (end: string) => string;

/** See `Dialect.ofFew`. */
export interface FewTexts {
  normalForm(value: Sql): Sql;
  isOneOf(value: Sql, values: readonly Sql[]): Sql;
  /** The first match replaced. */
  replaceFirst(value: Sql, pattern: Pattern, by: string): Sql;
}

export interface Dialect {
  /** As in `--to sql:NAME`. */
  readonly name: string;
  /** What people call the database. */
  readonly title: string;
  /** Where the evaluation time is put in by whoever runs the query: epoch milliseconds. */
  readonly now: Sql;

  /** Said after `as` of a step whose columns stand in others many times: empty, or what keeps the database from writing them out each time. */
  readonly sharedStep: string;

  /** Of a column of few different texts (in Parquet, in its own tables) a function is worked out once a text, not once a row. */
  readonly foldsDictionaries: boolean;

  // ---- writing values and names
  /** A text, whatever is in it. */
  text(value: string): Sql;
  /** A name of a column or step, quoted. */
  quoted(name: string): Sql;
  /** A double, exactly. */
  double(value: number): Sql;
  readonly types: { readonly integer: Sql; readonly double: Sql; readonly text: Sql; readonly boolean: Sql };

  // ---- aggregates
  /** `aggregate(...) filter (where ...)` is known. */
  readonly filtersAggregates: boolean;
  /** Where `distinct` and `filter` together cost far more than a `case` inside of `distinct`: the latter is written. */
  readonly filtersDistinct?: false;
  /** Sets of up to 64 whole numbers as the bits of a 64-bit integer, where the database gathers them more cheaply than different values. */
  readonly bits?: {
    /** The bit of a whole number, by what is left of it after division by 64. */
    of(value: Sql): Sql;
    /** The aggregate that unites sets. */
    readonly union: Sql;
    /** How many bits are set; null for null. */
    count(set: Sql): Sql;
    /** What is left after division, never negative. */
    remainder(value: Sql, divisor: number): Sql;
  };
  /** A 64-bit integer in the form in which a sum of many is exact, however large it gets. @param most no value is further from zero, where that is known */
  summand(value: Sql, most?: number): Sql;
  /** A 64-bit integer out of an exact sum or count that is known to fit. */
  integer(value: Sql): Sql;

  /** The same in a wider type, for products of up to 25 digits. */
  wide(value: Sql): Sql;

  // ---- arithmetic
  /** `floor(left / right)` of 64-bit integers that are not negative; and of such a sum of integers. */
  quotient(left: Sql, right: Sql): Sql;
  quotientOfSum(left: Sql, right: Sql): Sql;
  least(left: Sql, right: Sql): Sql;
  greatest(left: Sql, right: Sql): Sql;
  /** Ten-thousandths as an exact decimal number of points. */
  points(value: Sql): Sql;
  /** A double as a 64-bit integer; it has no fraction. */
  wholeDouble(value: Sql): Sql;
  /** The entry of a constant table of whole numbers; `index` is from 0. */
  entry(table: readonly number[], index: Sql): Sql;
  /** A number that instants of one calendar month share, from a day number. */
  month(dayNumber: Sql): Sql;

  /** Whether a value is one of a few constants; null for null. */
  isOneOf(value: Sql, values: readonly Sql[]): Sql;

  // ---- texts
  /** Trimmed of ASCII white space at both ends. */
  trim(value: Sql): Sql;
  /** Each code point by its simple lower-case mapping of Unicode 17. */
  lower(value: Sql): Sql;
  /** Trimmed and lower-cased. */
  normalForm(value: Sql): Sql;
  /** The same, but null for a blank text; where it is not said, `nullif` says it. */
  readonly knownForm?: (value: Sql) => Sql;
  /**
   * The same by functions of one argument alone, for a column of few different texts: where the database works a function out once a
   * text, a case in between would make it look at each row.
   */
  readonly ofFew?: FewTexts;
  /**
   * Both cheaper, save for the letters that `apart` holds, which may stay as they are: enough where a text is compared with none but
   * texts without those letters. `undefined` where the database makes something else of any letter than the mapping does.
   */
  readonly plainly: { readonly forms: Pick<Dialect, 'lower' | 'normalForm' | 'knownForm' | 'ofFew'>; readonly apart: string } | undefined;
  replace(value: Sql, sought: Sql, by: Sql): Sql;
  /** Whether the whole text is of the pattern. */
  matchesWhole(value: Sql, pattern: Pattern): Sql;
  /** Every match replaced. */
  replacePattern(value: Sql, pattern: Pattern, by: string): Sql;
  /** What the group of this number (from 1) matched, empty or null where it did not. 0: the whole match. */
  extract(value: Sql, pattern: Pattern, group: number): Sql;
  /** Whether the text is the pieces in order with any run of characters between them. */
  like(value: Sql, pieces: readonly string[]): Sql;
  /** How many code points. */
  length(value: Sql): Sql;
  /** From a place (from 1), so many code points. */
  substring(value: Sql, from: number, length: number): Sql;
  /** All before the first `mark`, or the whole text. */
  before(value: Sql, mark: string): Sql;
  /** All behind the last `mark`, or the whole text. */
  afterLast(value: Sql, mark: string): Sql;
  /** Without slashes at its end. */
  trimSlashes(value: Sql): Sql;
  /** The letters and numbers (`\p{L}`, `\p{N}`) of Unicode 17, as the inside of a class of a regular expression. */
  readonly wordCharacters: string;
  /** Each run of other characters as one blank, where the database has better than a class of all these. */
  readonly blankBetweenWords?: (value: Sql) => Sql;
  /**
   * Epoch milliseconds of a text that surely is an instant as most data writes it; null for any other text, which may be one, too.
   * `undefined` where the database has nothing that is quicker than to take the text apart.
   */
  readonly quickInstant: ((text: Sql) => Sql) | undefined;
  /** Known where the database can work out the day of epoch milliseconds once a query. */
  readonly dayText?: {
    /** The UTC day of epoch milliseconds as ISO 8601 writes it; empty before the year 1000. */
    of(milliseconds: Sql): Sql;
    /** Whether a text may be an instant without beginning with its day; what is no instant may be either. */
    mayHaveNone(text: Sql): Sql;
  };
  /**
   * Told by its first byte: that a text is not blank, and none of some texts in normal form, however they are spelled. It need not be true
   * of all such texts. `undefined` where that is not cheap.
   */
  readonly begins: ((text: Sql, likeNone: readonly string[]) => Sql) | undefined;
  /** A text of digits as an integer; null for what is none. */
  integerOf(text: Sql): Sql;
  /** A text that has the form of a number as a double; null if it is beyond all doubles. */
  doubleOf(text: Sql): Sql;
  /** The text of any value of the database. */
  textOf(value: Sql): Sql;
  /** The value that a constant table has for a text, or null. */
  lookUp(entries: ReadonlyMap<string, string>, key: Sql): Sql;

  /** `body` with a name for a value, inside an expression over an element of a list. */
  bind(name: string, value: Sql, body: Sql): Sql;

  // ---- lists
  listMap(values: Sql, element: string, make: (element: Sql) => Sql): Sql;
  /** Without nulls; null where nothing is left. */
  listOrNull(values: Sql): Sql;
  listAny(values: Sql, element: string, holds: (element: Sql) => Sql): Sql;
  /** Whether some element is one of a few constants; null for null. */
  listHasOneOf(values: Sql, constants: readonly Sql[]): Sql;
  /** A text that two lists share exactly if they are the same set. */
  listSet(values: Sql): Sql;
  listLength(values: Sql): Sql;
  /** Split at every `;`. */
  split(text: Sql): Sql;
  /** The from-clause that makes a row of each element: columns of `relation` and `element`. */
  eachElement(relation: Sql, values: Sql, element: Sql): Sql;
  /** All values of a group, each once, from the least on. */
  sortedList(value: Sql): Sql;
  /** The picks of a cooldown from such a list, as a list; `undefined` where the database cannot. */
  readonly cooldownPicks: ((sorted: Sql, cooldown: number) => Sql) | undefined;
  /**
   * How many picks of a cooldown there are in such a list, of those after an instant where one is given: known where to gather the instants
   * in the one aggregation costs less than steps of their own, each of which the database would read the events anew for.
   */
  readonly countOfPicks?: (sorted: Sql, cooldown: number, after: Sql | undefined) => Sql;

  // ---- JSON, held as text
  /** The text of a JSON string. */
  jsonString(json: Sql): Sql;
  /** The elements of a JSON array, each as JSON. */
  jsonElements(json: Sql): Sql;
  /** A text can be asked whether it is JSON; otherwise what begins with `{` must be, or the query fails. */
  readonly checksJson: boolean;
  /** Whether a text is a JSON object. */
  isJsonObject(json: Sql): Sql;
  /** The value, as JSON, of the first member of a JSON object whose folded name is this; null without one. */
  jsonMember(object: Sql, folded: string): Sql;

  // ---- columns of the database's own types
  /** A JSON column (of the database's JSON type, or text) as JSON text. */
  jsonText(column: Sql): Sql;
  /** Epoch milliseconds, rounded down, of a time stamp without a time zone, taken as UTC; and of one that is an instant. */
  localMilliseconds(timestamp: Sql): Sql;
  instantMilliseconds(timestamp: Sql): Sql;
  /** The time stamp of epoch milliseconds, to compare such columns with. */
  localTimestamp(milliseconds: Sql): Sql;
  instantTimestamp(milliseconds: Sql): Sql;
  /** A column as a time stamp that can be compared with these, where those of another grain cannot; of the same grain it costs nothing. */
  readonly asTimestamp?: (column: Sql, isLocal: boolean) => Sql;
  /** Both are exact for every instant of the language. */
  readonly exactTimestamps: boolean;
  dateMilliseconds(date: Sql): Sql;
  isFinite(double: Sql): Sql;
}
