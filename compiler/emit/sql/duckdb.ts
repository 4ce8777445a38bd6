/** DuckDB 1.3 and later. */
import type { Dialect, FewTexts } from './dialect.ts';
import { isName, translationOf, wordClass } from './letters.ts';
import { likePattern, numberText, quotedText } from './spelling.ts';
import { and, caseOf, list, oneOf, sql, trusted, type Sql } from './sql.ts';

const blanks = trusted("e' \\t\\n\\x0B\\f\\r'");
// Of the letters apart, DuckDB knows those before Unicode 16.
const apart = translationOf((code) => code === 0x1c89 || (code >= 0xa7cb && code !== 0xa7d0 && code !== 0xa7d6 && code !== 0xa7d8 && code < 0xb000) || code >= 0x10d50);

/** `epoch_ms` rounds towards 1970: what is left of a millisecond before it takes one more away. To see that most lie behind costs less. */
function millisecondsOf(timestamp: Sql, epoch: Sql): Sql {
  return sql`case when ${timestamp} >= ${epoch} then epoch_ms(${timestamp}) else epoch_ms(${timestamp}) - cast(epoch_us(${timestamp}) % 1000 < 0 as bigint) end`;
}

/** Inside an expression over the elements of a list there are no joins. */
const isElement = (value: Sql): boolean => /^(item|key|each|bound_[0-9]+)$/.test(value);

function text(value: string): Sql {
  // The text of a statement ends at a NUL.
  const pieces = value.split('\0').map((piece) => quotedText(piece, { quote: "''" }));
  return pieces.length === 1 ? pieces[0]! : trusted(`(${pieces.join(' || chr(0) || ')})`);
}

const trimmed = (value: Sql): Sql => sql`trim(${value}, ${blanks})`;
const translated = (value: Sql): Sql => sql`lower(translate(${value}, ${text(apart.from)}, ${text(apart.to)}))`;
// What is above the blank begins and ends most texts; to see that costs much less than to trim characters one says.
const needsNoTrim = (value: Sql): Sql => sql`${value} >= '!' and ${value}[-1] >= '!'`;
// `translate` makes a table of its letters for each text anew, so that only the few texts that have such a letter go through it.
const needsNoTable = (value: Sql): Sql => sql`(strlen(${value}) = length(${value}) or not regexp_matches(${value}, ${text(`[${apart.from}]`)}))`;

function fastIf(value: Sql, condition: (value: Sql) => Sql, fast: Sql, slow: Sql): Sql {
  return isName(value) ? sql`case when ${condition(value)} then ${fast} else ${slow} end` : slow;
}

/** Says in one case after another what is nearly always known from the first, and of no blank text that it is one. */
function knownIf(value: Sql, condition: (value: Sql) => Sql, fast: Sql, slow: Sql): Sql {
  return fastIf(value, condition, fast, sql`nullif(${slow}, '')`);
}

const ofFew = (normalForm: (value: Sql) => Sql): FewTexts => ({
  normalForm,
  isOneOf: (value, values) => sql`list_contains([${list(values)}], ${value})`,
  replaceFirst: (value, pattern, by) => sql`regexp_replace(${value}, ${text(pattern('\\z'))}, ${text(by)})`,
});

const wordCharacters = wordClass((code) => code < 128 ? String.fromCharCode(code) : `\\x{${code.toString(16)}}`);

export const duckdb: Dialect = {
  name: 'duckdb',
  title: 'DuckDB',
  now: sql`$now`,
  text,
  quoted: (name) => trusted(`"${name.replaceAll('"', '""').replaceAll('\0', '')}"`),
  double: (value) => trusted(numberText(value, 'e0')),
  types: { integer: sql`bigint`, double: sql`double`, text: sql`varchar`, boolean: sql`boolean` },
  sharedStep: '',
  foldsDictionaries: true,
  checksJson: true,

  filtersAggregates: true,
  // The sum of 64-bit integers is a 128-bit one.
  summand: (value) => value,
  integer: (value) => sql`cast(${value} as bigint)`,
  wide: (value) => sql`cast(${value} as hugeint)`,

  quotient: (left, right) => sql`(${left} // ${right})`,
  quotientOfSum: (left, right) => sql`(${left} // ${right})`,
  least: (left, right) => sql`least(${left}, ${right})`,
  greatest: (left, right) => sql`greatest(${left}, ${right})`,
  points: (value) => sql`(cast(${value} as decimal(14, 0)) * 0.0001)`,
  wholeDouble: (value) => sql`cast(${value} as bigint)`,
  entry: (table, index) => sql`[${list(table.map((each) => sql`${each}`))}][${index} + 1]`,
  month: (dayNumber) => sql`date_diff('month', date '1970-01-01', date '1970-01-01' + cast(${dayNumber} as integer))`,

  // Lists after `in` become joins: where values are few, to look through the list costs no more, and on few different texts less.
  isOneOf: (value, values) => values.length > 4 && (values.length <= 32 || isElement(value)) ? sql`list_contains([${list(values)}], ${value})` : oneOf(value, values),
  trim: (value) => fastIf(value, needsNoTrim, value, trimmed(value)),
  lower: (value) => fastIf(value, needsNoTable, sql`lower(${value})`, translated(value)),
  normalForm: (value) => fastIf(value, (name) => sql`${needsNoTrim(name)} and ${needsNoTable(name)}`, sql`lower(${value})`, trimmed(translated(value))),
  knownForm: (value) => knownIf(value, (name) => sql`${needsNoTrim(name)} and ${needsNoTable(name)}`, sql`lower(${value})`, trimmed(translated(value))),
  ofFew: ofFew((value) => trimmed(translated(value))),
  plainly: {
    apart: apart.from + apart.to,
    forms: {
      lower: (value) => sql`lower(${value})`,
      normalForm: (value) => fastIf(value, needsNoTrim, sql`lower(${value})`, trimmed(sql`lower(${value})`)),
      knownForm: (value) => knownIf(value, needsNoTrim, sql`lower(${value})`, trimmed(sql`lower(${value})`)),
      ofFew: ofFew((value) => trimmed(sql`lower(${value})`)),
    },
  },
  replace: (value, sought, by) => sql`replace(${value}, ${sought}, ${by})`,
  matchesWhole: (value, pattern) => sql`regexp_full_match(${value}, ${text(pattern(''))})`,
  replacePattern: (value, pattern, by) => sql`regexp_replace(${value}, ${text(pattern('\\z'))}, ${text(by)}, 'g')`,
  extract: (value, pattern, group) => sql`regexp_extract(${value}, ${text(pattern('\\z'))}, ${group})`,
  like: (value, pieces) => likePattern(value, pieces, text, '!'),
  length: (value) => sql`length(${value})`,
  substring: (value, from, length) => sql`substring(${value}, ${from}, ${length})`,
  before: (value, mark) => sql`split_part(${value}, ${text(mark)}, 1)`,
  afterLast: (value, mark) => sql`split_part(${value}, ${text(mark)}, -1)`,
  trimSlashes: (value) => sql`rtrim(${value}, '/')`,
  wordCharacters,
  // A cast reads more than the language does: blanks before numbers, an hour of 24, a point without digits. What passes here is
  // `2026-01-14T10:00:00Z`, or with thousandths, and nothing else; hours are written in the order in which most things happen.
  quickInstant: (value) => {
    const read = sql`epoch_ms(try_cast(${value} as timestamp))`;
    const forms = ['Z', '.??[0-9]Z'].flatMap((end) => ['[01]?', '2[0-3]'].map((hour) => text(`[1-9]???-??-??T${hour}:??:?[0-9]${end}`)));
    // A case for each form, which the database is quicker to decide than one for all of them.
    return caseOf(forms.map((form) => [sql`${value} glob ${form}`, read] as const));
  },
  dayText: {
    of: (milliseconds) => sql`case when ${milliseconds} < ${Date.UTC(1000, 0, 1)} then '' else strftime(make_timestamp(1000 * (${milliseconds})), '%Y-%m-%d') end`,
    // What has no blank in front and ends in `Z` is no number: to see that costs a fifth of looking for the day.
    mayHaveNone: (value) => sql`(${value} < '0' or not ends_with(${value}, 'Z') and ${value} not like '____-__-__%')`,
  },
  begins: (value, likeNone) => {
    if (likeNone.length === 0) return sql`${value} >= '!'`;
    const letters = [...new Set(likeNone.flatMap((each) => [each[0]!.toLowerCase(), each[0]!.toUpperCase()]))].filter((letter) => letter >= '!' && letter < '\x7f').sort();
    const others = letters.map((letter) => sql`(${value} < ${text(letter)} or ${value} >= ${text(String.fromCharCode(letter.charCodeAt(0) + 1))})`);
    return and([sql`${value} >= '!'`, sql`${value} < ${text('\x7f')}`, ...others]);
  },
  integerOf: (value) => sql`try_cast(${value} as bigint)`,
  doubleOf: (value) => sql`(case when isfinite(try_cast(${value} as double)) then try_cast(${value} as double) end)`,
  textOf: (value) => sql`cast(${value} as varchar)`,
  lookUp: (entries, key) => sql`map {${list([...entries].map(([from, to]) => sql`${text(from)}: ${text(to)}`))}}[${key}]`,

  bind: (name, value, body) => sql`list_transform([${value}], lambda ${trusted(name)}: ${body})[1]`,
  listMap: (values, element, make) => sql`list_transform(${values}, lambda ${trusted(element)}: ${make(trusted(element))})`,
  listOrNull: (values) => sql`nullif(list_filter(${values}, lambda each: each is not null), [])`,
  listAny: (values, element, holds) => sql`(len(list_filter(${values}, lambda ${trusted(element)}: ${holds(trusted(element))})) > 0)`,
  listHasOneOf: (values, constants) => sql`list_has_any(${values}, [${list(constants)}])`,
  listSet: (values) => sql`cast(list_sort(list_distinct(${values})) as varchar)`,
  listLength: (values) => sql`len(${values})`,
  split: (value) => sql`string_split(${value}, ';')`,
  eachElement: (relation, values, element) => sql`(select *, unnest(${values}) as ${element} from ${relation}) as each_element`,
  sortedList: (value) => sql`list(distinct ${value} order by ${value})`,
  // A list of lists, so that what is gathered has the type of what is gathered from.
  cooldownPicks: (sorted, cooldown) => sql`list_reduce(list_transform(${sorted}, lambda instant: [instant]), lambda picks, later: ${
    sql`case when later[1] >= picks[-1] + ${cooldown} then list_concat(picks, later) else picks end`})`,

  jsonString: (json) => sql`json_extract_string(${json}, '$')`,
  jsonElements: (json) => sql`cast(json_extract(${json}, '$[*]') as varchar[])`,
  isJsonObject: (json) => sql`(case when json_valid(${json}) then json_type(${json}) = 'OBJECT' else false end)`,
  jsonMember: (object, folded) => {
    const key = sql`list_filter(json_keys(${object}), lambda key: ${duckdb.lower(sql`regexp_replace(key, '[ \\t\\n\\x0B\\f\\r_-]', '', 'g')`)} = ${text(folded)})[1]`;
    return sql`cast(json_extract(${object}, '/' || replace(replace(${key}, '~', '~0'), '/', '~1')) as varchar)`;
  },

  jsonText: (column) => sql`cast(${column} as varchar)`,
  localMilliseconds: (timestamp) => millisecondsOf(sql`cast(${timestamp} as timestamp)`, sql`make_timestamp(0)`),
  instantMilliseconds: (timestamp) => millisecondsOf(sql`cast(${timestamp} as timestamptz)`, sql`make_timestamptz(0)`),
  localTimestamp: (milliseconds) => sql`make_timestamp(1000 * (${milliseconds}))`,
  instantTimestamp: (milliseconds) => sql`make_timestamptz(1000 * (${milliseconds}))`,
  // Time stamps of nanoseconds, as data frames write them, reach from 1677 to 2262 alone.
  asTimestamp: (column, isLocal) => sql`cast(${column} as ${trusted(isLocal ? 'timestamp' : 'timestamptz')})`,
  exactTimestamps: true,
  // Days that no time stamp reaches are no days of the language either.
  dateMilliseconds: (date) => sql`epoch_ms(try_cast(${date} as timestamp))`,
  isFinite: (double) => sql`isfinite(${double})`,
};
