/** The cells of a column, read by a type, as SQL. Language reference, sections 3 and 9. */
import { countryCode, countryCodesByKey } from '../../../tables/countries.ts';
import type { Part, ScalarType } from '../../plan/plan.ts';
import { unreachable } from '../../unreachable.ts';
import { normalForm } from '../../vocabulary/normal-form.ts';
import { instantOfLocal, type TimeRange } from './calendar.ts';
import type { Dialect } from './dialect.ts';
import { inRange, readFormatted, readInstant, type Let } from './read-instant.ts';
import type { ColumnForm } from './source.ts';
import { and, caseOf, list, no, not, nothing, oneOf, or, sql, type Sql } from './sql.ts';
import { bareCountryForm, bareOfFew, countryKeyForm, knownForm, partForm } from './texts.ts';

export interface Reading {
  readonly dialect: Dialect;
  /** Of times without an offset. */
  readonly zone: string;
  /** Where the instants lie that matter. */
  readonly range?: TimeRange | undefined;
  /** In normal form, blank left out. */
  readonly missingTexts: readonly string[];
  readonly let: Let;
}

export type ScalarForm = Exclude<ColumnForm, object>;

/** Everything written out where it stands, for what is asked of few rows. */
export function inPlace(reading: Reading): Reading {
  return { ...reading, let: (_wanted, value) => value };
}

export interface Cell {
  readonly sql: Sql;
  readonly form: ScalarForm;
}

/** What is read of a cell. */
export interface ReadCell {
  /** What comparisons look at: a double, boolean, instant, length of time, or a text in normal form. Null is missing. */
  readonly value: Sql;
  /** Whether the type cannot read it; never null. */
  readonly isBad: Sql;
}

const numberPattern = '[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?';
const longestDuration = 36_500 * 86_400_000;

/** The text of a cell, `null` where it has none, and whether it is something without a text: a JSON array or object. */
function cellText({ dialect, let: let_ }: Reading, cell: Cell): { readonly text: Sql; readonly isNoText: Sql } {
  switch (cell.form) {
    case 'text':
      return { text: cell.sql, isNoText: sql`false` };
    case 'json': {
      const json = let_('json', dialect.trim(cell.sql));
      const first = dialect.substring(json, 1, 1);
      const text = caseOf([
        [sql`${first} = '"'`, dialect.jsonString(json)],
        [sql`(${first} = '[' or ${first} = '{' or ${json} = 'null')`, nothing],
      ], json);
      return { text: let_('text', text), isNoText: sql`coalesce(${first} = '[' or ${first} = '{', false)` };
    }
    case 'number':
    case 'boolean':
    case 'date':
    case 'timestamp':
    case 'timestamp with time zone':
      return { text: dialect.textOf(cell.sql), isNoText: sql`false` };
    default:
      return unreachable(cell.form);
  }
}

/** The normal form of a cell's text; null where it is missing. */
export function readNormal(reading: Reading, cell: Cell): { readonly normal: Sql; readonly text: Sql; readonly isNoText: Sql } {
  const { text, isNoText } = cellText(reading, cell);
  if (reading.missingTexts.length === 0) return { normal: reading.let('normal', knownForm(reading.dialect, text)), text, isNoText };
  const named = reading.let('normal', reading.dialect.normalForm(text));
  const missing = oneOf(named, ['', ...reading.missingTexts].map((each) => reading.dialect.text(each)));
  return { normal: reading.let('known', caseOf([[missing, nothing]], named)), text, isNoText };
}

/** A cheap condition under which a text is not missing, which nearly all texts meet that are not. */
export function surelyKnown({ dialect, missingTexts }: Reading, text: Sql): Sql | undefined {
  return dialect.begins?.(text, missingTexts);
}

/** Whether an id is missing. */
export function isIdMissing(reading: Reading, cell: Cell): Sql {
  return cell.form === 'number' && !mayBeMissing(reading) ? sql`${cell.sql} is null` : sql`${readId(reading, cell)} is null`;
}

/** Some text that says "nothing" may be that of a number, a time or a truth value. */
export function mayBeMissing({ missingTexts }: Reading): boolean {
  return missingTexts.some((missing) => /^[-+.0-9]|^(true|false|inf|infinity|nan)$/.test(missing));
}

/** An id: its exact text, or a number's digits; null where it is missing, or no text and no number. */
export function readId(reading: Reading, cell: Cell): Sql {
  if (cell.form === 'number' && !mayBeMissing(reading)) return reading.let('id', reading.dialect.textOf(cell.sql));
  const quick = cell.form === 'text' ? surelyKnown(reading, cell.sql) : undefined;
  if (quick !== undefined) {
    const { normal } = readNormal(inPlace(reading), cell);
    return reading.let('id', caseOf([[quick, cell.sql], [sql`${normal} is not null`, cell.sql]]));
  }
  const { normal, text } = readNormal(reading, cell);
  const isId = cell.form === 'json' ? sql`(${normal} is not null and ${reading.dialect.trim(cell.sql)} not in ('true', 'false'))` : sql`${normal} is not null`;
  return reading.let('id', caseOf([[isId, text]]));
}

/** A part of an email or url, in normal form. */
export function readPart(reading: Reading, cell: Cell, part: Part): Sql {
  const { normal, text } = readNormal(reading, cell);
  // What has an `@` is no missing text, unless one of those has.
  if (part === 'domain' && !reading.missingTexts.some((missing) => missing.includes('@'))) return partForm(reading.dialect, text, part, reading.let);
  return caseOf([[sql`${normal} is not null`, partForm(reading.dialect, text, part, reading.let)]]);
}

export function readScalar(reading: Reading, cell: Cell, type: ScalarType): ReadCell {
  switch (type.kind) {
    case 'text':
    case 'email':
    case 'url':
    case 'country':
    case 'one of': {
      const { normal, isNoText } = readNormal(reading, cell);
      return { value: normal, isBad: isNoText };
    }
    case 'number':
    case 'money':
      return cell.form === 'number' ? readNativeNumber(reading, cell.sql) : readFromText(reading, cell, (text) => readNumberText(reading, text));
    case 'boolean':
      return cell.form === 'boolean' ? { value: cell.sql, isBad: sql`false` } : readBoolean(reading, cell);
    case 'duration': {
      const seconds = cell.form === 'number' ? readNativeNumber(reading, cell.sql) : readFromText(reading, cell, (text) => readNumberText(reading, text));
      const named = reading.let('seconds', seconds.value);
      const value = reading.let('duration', durationOf(reading.dialect, named));
      if (cell.form === 'number') return { value, isBad: isNoDuration(reading.dialect, named) };
      return { value, isBad: or([seconds.isBad, sql`(${named} is not null and ${value} is null)`]) };
    }
    case 'date':
    case 'datetime':
      return readTime(reading, cell, type.format);
    default:
      return unreachable(type);
  }
}

function readFromText(reading: Reading, cell: Cell, read: (trimmed: Sql) => Sql): ReadCell {
  const { normal, text, isNoText } = readNormal(reading, cell);
  const trimmed = reading.let('trimmed', caseOf([[sql`${normal} is not null`, reading.dialect.trim(text)]]));
  const value = reading.let('value', read(trimmed));
  return { value, isBad: or([isNoText, sql`(${trimmed} is not null and ${value} is null)`]) };
}

function readNumberText({ dialect }: Reading, trimmed: Sql): Sql {
  return caseOf([[dialect.matchesWhole(trimmed, () => numberPattern), dialect.doubleOf(trimmed)]]);
}

function readNativeNumber({ dialect, missingTexts }: Reading, cell: Sql): ReadCell {
  const double = sql`cast(${cell} as ${dialect.types.double})`;
  const missing = missingTexts.filter((text) => new RegExp(`^${numberPattern}$`).test(text)).map((text) => dialect.double(Number(text)));
  const isMissing = oneOf(double, missing);
  const isBad = sql`(${cell} is not null and not ${dialect.isFinite(double)})`;
  return missing.length === 0 ? { value: double, isBad } : { value: caseOf([[isMissing, nothing]], double), isBad };
}

function thousandthsOf(dialect: Dialect, seconds: Sql): Sql {
  return sql`floor(abs(${seconds}) * 1000 + ${dialect.double(0.5)})`;
}

/** Whether seconds are more than the longest duration, or no number at all; they nearly never are, as the first comparison says. */
function isNoDuration(dialect: Dialect, seconds: Sql): Sql {
  const longest = longestDuration / 1000;
  const isLonger = sql`(${seconds} is not null and (abs(${seconds}) < ${dialect.double(longest + 1)} and ${thousandthsOf(dialect, seconds)} <= ${
    dialect.double(longestDuration)}) is not true)`;
  return caseOf([[sql`abs(${seconds}) <= ${dialect.double(longest)}`, no]], isLonger);
}

/** Seconds to milliseconds, halves away from zero; null beyond the longest. */
function durationOf(dialect: Dialect, seconds: Sql): Sql {
  const thousandths = thousandthsOf(dialect, seconds);
  const size = dialect.wholeDouble(thousandths);
  const signed = caseOf([[sql`${seconds} < 0`, sql`(-${size})`]], size);
  // Two cases, so that nothing too large is multiplied.
  return caseOf([[sql`abs(${seconds}) < ${dialect.double(longestDuration / 1000 + 1)}`, caseOf([[sql`${thousandths} <= ${dialect.double(longestDuration)}`, signed]])]]);
}

function readBoolean(reading: Reading, cell: Cell): ReadCell {
  const { normal, isNoText } = readNormal(reading, cell);
  const texts = (words: readonly string[]): Sql => oneOf(normal, words.map((word) => reading.dialect.text(word)));
  const value = caseOf([[texts(['true', 'yes', '1']), sql`true`], [texts(['false', 'no', '0']), sql`false`]]);
  const isRead = texts(['true', 'yes', '1', 'false', 'no', '0']);
  return { value, isBad: or([isNoText, and([sql`${normal} is not null`, not(isRead)])]) };
}

function readTime(reading: Reading, cell: Cell, format: string | null): ReadCell {
  const { dialect, zone, range } = reading;
  const of = (instant: Sql): ReadCell => {
    const value = inRange(reading.let('instant', instant));
    return { value, isBad: sql`(${cell.sql} is not null and ${value} is null)` };
  };
  if (cell.form === 'date' && format === null) return of(instantOfLocal(zone, reading.let('local_time', dialect.dateMilliseconds(cell.sql)), range));
  if (cell.form === 'timestamp' && format === null) return of(instantOfLocal(zone, reading.let('local_time', dialect.localMilliseconds(cell.sql)), range));
  if (cell.form === 'timestamp with time zone' && format === null) return of(dialect.instantMilliseconds(cell.sql));
  if (cell.form === 'number' && format === null) {
    return of(caseOf([[sql`${cell.sql} = floor(${cell.sql})`, dialect.wholeDouble(cell.sql)]]));
  }
  const isText = cell.form === 'text' && format === null;
  if (isText && dialect.quickInstant !== undefined && !reading.missingTexts.some((missing) => /^[0-9]{4}-/.test(missing))) {
    const quick = reading.let('quick', dialect.quickInstant(cell.sql));
    // What is left is null nearly everywhere, so that all steps of reading it cost next to nothing.
    const rest = reading.let('rest', caseOf([[sql`${quick} is null`, cell.sql]]));
    const read = readFromText(reading, { sql: rest, form: 'text' }, (trimmed) => readInstant(dialect, trimmed, { zone, range }, reading.let));
    // A case is worked out for the rows that it is of, where `coalesce` looks at each row.
    return { value: reading.let('instant', caseOf([[sql`${quick} is not null`, quick]], read.value)), isBad: read.isBad };
  }
  return readFromText(reading, cell, (trimmed) => format === null
    ? readInstant(dialect, trimmed, { zone, range }, reading.let)
    : readFormatted(dialect, trimmed, format, zone, reading.let));
}

// ---------------------------------------------------------------- countries and members

/**
 * The code of a country or the name of a member, from the normal form of a text: of those in `wanted` alone, or of all. Null for
 * any other text.
 */
export function memberOf(dialect: Dialect, let_: Let, type: ScalarType, normal: Sql, wanted: ReadonlySet<string> | 'all'): Sql {
  if (type.kind === 'country') {
    // Codes and single words are their own keys.
    const isPlain = or([sql`${dialect.length(normal)} = 2`, dialect.matchesWhole(normal, () => '[^.\u2019 \\t\\n\\x0B\\f\\r]*')]);
    const key = let_('key', caseOf([[isPlain, normal]], countryKeyForm(dialect, normal)));
    const { plain, bare } = countrySpellings();
    return lookUp(dialect, [[key, wantedEntries(plain, wanted)], [let_('bare', bareCountryForm(dialect, key)), wantedEntries(bare, wanted)]]);
  }
  if (type.kind !== 'one of') throw new Error(`no members of ${type.kind}`);
  return lookUp(dialect, [[normal, wantedEntries(memberSpellings(type), wanted)]]);
}

/**
 * Whether the text of a column is a spelling of one of the members, by functions alone; null for null. `undefined` where the database
 * gains nothing by that, or where a spelling may be a missing text.
 */
export function isMemberOfFew(dialect: Dialect, type: ScalarType, cell: Sql, members: readonly string[], missingTexts: readonly string[]): Sql | undefined {
  const few = dialect.ofFew;
  if (few === undefined || type.kind !== 'country' && type.kind !== 'one of') return undefined;
  const wanted = new Set(members);
  const isOneOf = (value: Sql, entries: ReadonlyMap<string, string>): Sql => {
    const spellings = wantedEntries(entries, wanted);
    return spellings.size === 0 ? no : few.isOneOf(value, [...spellings.keys()].map((spelling) => dialect.text(spelling)));
  };
  const normal = few.normalForm(cell);
  if (type.kind === 'one of') {
    const spellings = memberSpellings(type);
    return missingTexts.some((missing) => spellings.has(missing)) ? undefined : isOneOf(normal, spellings);
  }
  if (missingTexts.some((missing) => countryCode(missing) !== undefined)) return undefined;
  const { plain, bare } = countrySpellings();
  const key = countryKeyForm(dialect, normal);
  return or([isOneOf(key, plain), isOneOf(bareOfFew(dialect, few, key), bare)]);
}

interface CountrySpellings {
  /** Looked up as they are. */
  readonly plain: ReadonlyMap<string, string>;
  /** Looked up without an article: with each of them, all forms of the article are spellings of the country. */
  readonly bare: ReadonlyMap<string, string>;
}

let spellingsOfCountries: CountrySpellings | undefined;

function countrySpellings(): CountrySpellings {
  if (spellingsOfCountries !== undefined) return spellingsOfCountries;
  const codes = countryCodesByKey();
  const withArticle = (key: string): readonly string[] => [`the ${key}`, `${key} (the)`, `${key}, the`];
  const isBare = (key: string): boolean => !/^the | [(]the[)]$|, the$/.test(key) && withArticle(key).every((form) => codes.get(form) === codes.get(key));
  const bare = new Map([...codes].filter(([key]) => isBare(key)));
  const covered = new Set([...bare.keys()].flatMap((key) => [key, ...withArticle(key)]));
  spellingsOfCountries = { bare, plain: new Map([...codes].filter(([key]) => !covered.has(key))) };
  return spellingsOfCountries;
}

/** The name of each member by the normal forms of its spellings; a name comes before the spellings of others. */
function memberSpellings(type: Extract<ScalarType, { kind: 'one of' }>): Map<string, string> {
  const names = new Map<string, string>();
  const add = (spelling: string, name: string): void => {
    const normal = normalForm(spelling);
    if (!names.has(normal)) names.set(normal, name);
  };
  for (const member of type.members) add(member.name, member.name);
  for (const member of type.members) for (const spelling of member.spellings) add(spelling, member.name);
  return names;
}

function wantedEntries(entries: ReadonlyMap<string, string>, wanted: ReadonlySet<string> | 'all'): Map<string, string> {
  return new Map([...entries].filter(([, value]) => wanted === 'all' || wanted.has(value)));
}

/** Few values are written as cases, many as tables. The texts under which one is found say the same wherever they say anything. */
function lookUp(dialect: Dialect, tables: readonly (readonly [key: Sql, entries: ReadonlyMap<string, string>])[]): Sql {
  const values = new Set(tables.flatMap(([, entries]) => [...entries.values()]));
  if (values.size > 24) return sql`coalesce(${list(tables.map(([key, entries]) => dialect.lookUp(entries, key)))}, null)`;
  return caseOf([...values].map((value) => {
    const found = tables.map(([key, entries]) => dialect.isOneOf(key, [...entries].filter(([, each]) => each === value).map(([spelling]) => dialect.text(spelling))));
    return [or(found), dialect.text(value)] as const;
  }));
}
