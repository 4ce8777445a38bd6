/** Apache Spark 4, with ANSI rules as they are by default, or without. */
import type { Dialect } from './dialect.ts';
import { isName, nestedWordClass, translationOf } from './letters.ts';
import { likePattern, numberText, quotedText } from './spelling.ts';
import { list, oneOf, sql, trusted, type Sql } from './sql.ts';

const apart = translationOf(() => true);

function text(value: string): Sql {
  const written = quotedText(value, { quote: "\\'", escapes: true });
  // Before anything is parsed, `${...}` is replaced by settings and the environment; `$` must not be seen.
  return trusted(written.replace(/[\0-\x1f$]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

/** Texts of nothing but ASCII, which most are, take a short cut. */
function ofAscii(value: Sql, short: Sql, every: Sql): Sql {
  return isName(value) ? sql`(case when octet_length(${value}) = char_length(${value}) then ${short} else ${every} end)` : every;
}

// Of capital letters, Spark makes two of the dotted I, and another of a sigma at the end of a word.
const dottedI = '\u0130';
const plainLower = (value: Sql): Sql => sql`lower(replace(${value}, ${text(dottedI)}, 'i'))`;
const apartFromPlain = [...`${apart.from}${apart.to}\u03c2`].filter((letter) => letter !== dottedI && letter !== 'i').join('');

const lower = (value: Sql): Sql => ofAscii(value, sql`lower(${value})`, sql`lower(translate(${value}, ${text(apart.from)}, ${text(apart.to)}))`);

const trim = (value: Sql): Sql => sql`trim(both ' \\u0009\\u000a\\u000b\\u000c\\u000d' from ${value})`;
const lambda = (element: string, body: Sql): Sql => sql`${trusted(element)} -> ${body}`;

// Java asks each part of a class: of a thousand ranges each letter would cost it a thousand calls.
const wordCharacters = nestedWordClass((code) => code < 128 ? String.fromCharCode(code) : `\\x{${code.toString(16)}}`);

export const spark: Dialect = {
  name: 'spark',
  title: 'Apache Spark',
  now: sql`:now`,
  text,
  quoted: (name) => trusted(`\`${name.replaceAll('`', '``')}\``),
  double: (value) => trusted(numberText(value, 'D').replace(/(e[+-]?\d+)/, '$1D')),
  types: { integer: sql`bigint`, double: sql`double`, text: sql`string`, boolean: sql`boolean` },
  foldsDictionaries: false,
  checksJson: true,
  sharedStep: '',

  filtersAggregates: true,
  filtersDistinct: false,
  bits: {
    of: (value) => sql`shiftleft(1L, cast(pmod(${value}, 64) as int))`,
    union: sql`bit_or`,
    count: (set) => sql`bit_count(${set})`,
    remainder: (value, divisor) => sql`pmod(${value}, ${divisor})`,
  },
  // A million million values are more than there can be.
  summand: (value, most = Infinity) => most < 2 ** 63 / 1e12 ? sql`cast(${value} as bigint)` : sql`cast(${value} as decimal(38, 0))`,
  integer: (value) => sql`cast(${value} as bigint)`,
  wide: (value) => sql`cast(${value} as decimal(38, 0))`,

  quotient: (left, right) => sql`(${left} div ${right})`,
  // Of decimals the quotient is rounded; what is left over by `mod` is not.
  quotientOfSum: (left, right) => sql`cast((cast(${left} as decimal(38, 0)) - mod(cast(${left} as decimal(38, 0)), ${right})) / ${right} as decimal(38, 0))`,
  least: (left, right) => sql`least(${left}, ${right})`,
  greatest: (left, right) => sql`greatest(${left}, ${right})`,
  points: (value) => sql`cast(${value} * 0.0001 as decimal(18, 4))`,
  wholeDouble: (value) => sql`cast(${value} as bigint)`,
  entry: (table, index) => sql`element_at(array(${list(table.map((each) => sql`${each}`))}), cast(${index} + 1 as int))`,
  month: (dayNumber) => {
    const date = sql`date_add(date'1970-01-01', cast(${dayNumber} as int))`;
    return sql`(year(${date}) * 12 + month(${date}))`;
  },

  isOneOf: oneOf,
  trim,
  lower,
  normalForm: (value) => trim(lower(value)),
  plainly: { apart: apartFromPlain, forms: { lower: plainLower, normalForm: (value) => trim(plainLower(value)) } },
  replace: (value, sought, by) => sql`replace(${value}, ${sought}, ${by})`,
  matchesWhole: (value, pattern) => sql`(${value} rlike ${text(`\\A(?:${pattern('')})\\z`)})`,
  replacePattern: (value, pattern, by) => sql`regexp_replace(${value}, ${text(pattern('\\z'))}, ${text(by)})`,
  extract: (value, pattern, group) => sql`regexp_extract(${value}, ${text(pattern('\\z'))}, ${group})`,
  like: (value, pieces) => likePattern(value, pieces, text, '!'),
  length: (value) => sql`length(${value})`,
  substring: (value, from, length) => sql`substring(${value}, ${from}, ${length})`,
  before: (value, mark) => sql`substring_index(${value}, ${text(mark)}, 1)`,
  afterLast: (value, mark) => sql`substring_index(${value}, ${text(mark)}, -1)`,
  trimSlashes: (value) => sql`trim(trailing '/' from ${value})`,
  wordCharacters,
  blankBetweenWords: (value) => ofAscii(value, sql`regexp_replace(${value}, '[^0-9A-Za-z]+', ' ')`, sql`regexp_replace(${value}, ${text(`[^${wordCharacters}]+`)}, ' ')`),
  quickInstant: undefined,
  begins: undefined,
  integerOf: (value) => sql`try_cast(${value} as bigint)`,
  doubleOf: (value) => sql`(case when abs(try_cast(${value} as double)) < double('Infinity') then try_cast(${value} as double) end)`,
  textOf: (value) => sql`cast(${value} as string)`,
  lookUp: (entries, key) => sql`try_element_at(map(${list([...entries].flatMap(([from, to]) => [text(from), text(to)]))}), ${key})`,

  bind: (name, value, body) => sql`element_at(transform(array(${value}), ${lambda(name, body)}), 1)`,
  listMap: (values, element, make) => sql`transform(${values}, ${lambda(element, make(trusted(element)))})`,
  listOrNull: (values) => sql`(case when size(filter(${values}, each_item -> each_item is not null)) > 0 then filter(${values}, each_item -> each_item is not null) end)`,
  listAny: (values, element, holds) => sql`exists(${values}, ${lambda(element, sql`coalesce(${holds(trusted(element))}, false)`)})`,
  listHasOneOf: (values, constants) => sql`arrays_overlap(${values}, array(${list(constants)}))`,
  listSet: (values) => sql`to_json(array_sort(array_distinct(${values})))`,
  listLength: (values) => sql`size(${values})`,
  split: (value) => sql`split(${value}, ';', -1)`,
  eachElement: (relation, values, element) => sql`${relation} lateral view explode(${values}) each_row as ${element}`,
  sortedList: (value) => sql`array_sort(collect_set(${value}))`,
  cooldownPicks: (sorted, cooldown) => sql`aggregate(${sorted}, cast(array() as array<bigint>), (picks, later) -> case when size(picks) = 0 or later >= element_at(picks, -1) + ${
    cooldown} then array_append(picks, later) else picks end)`,
  countOfPicks: (sorted, cooldown, after) => {
    const one = after === undefined ? sql`1L` : sql`case when later > ${after} then 1L else 0L end`;
    const isPick = sql`found.pick is null or later >= found.pick + ${cooldown}`;
    return sql`aggregate(${sorted}, named_struct('picks', 0L, 'pick', cast(null as bigint)), (found, later) -> case when ${
      isPick} then named_struct('picks', found.picks + ${one}, 'pick', later) else found end, found -> found.picks)`;
  },

  jsonString: (json) => sql`try_variant_get(try_parse_json(${json}), '$', 'string')`,
  jsonElements: (json) => sql`transform(cast(try_parse_json(${json}) as array<variant>), each_item -> to_json(each_item))`,
  isJsonObject: (json) => sql`coalesce(try_parse_json(${json}) is not null and ${json} like '{%', false)`,
  jsonMember: (object, folded) => {
    const entries = sql`map_entries(cast(try_parse_json(${object}) as map<string, variant>))`;
    const found = sql`filter(${entries}, member -> ${lower(sql`regexp_replace(member.key, ${text('[ \\t\\n\\x0B\\f\\r_-]')}, '')`)} = ${text(folded)})`;
    return sql`to_json(try_element_at(${found}, 1).value)`;
  },

  jsonText: (column) => sql`cast(${column} as string)`,
  localMilliseconds: (timestamp) => sql`timestampdiff(millisecond, timestamp_ntz'1970-01-01 00:00:00', ${timestamp})`,
  instantMilliseconds: (timestamp) => sql`unix_millis(${timestamp})`,
  localTimestamp: (milliseconds) => sql`timestampadd(millisecond, ${milliseconds}, timestamp_ntz'1970-01-01 00:00:00')`,
  instantTimestamp: (milliseconds) => sql`timestamp_millis(${milliseconds})`,
  exactTimestamps: true,
  dateMilliseconds: (date) => sql`(unix_date(${date}) * 86400000L)`,
  isFinite: (double) => sql`(abs(${double}) < double('Infinity'))`,
};
