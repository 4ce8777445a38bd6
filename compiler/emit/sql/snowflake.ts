/** Snowflake. What of this was run and what was only parsed, docs/sql.md says. */
import type { Dialect } from './dialect.ts';
import { isName, translationOf, wordClass } from './letters.ts';
import { likePattern, quotedText } from './spelling.ts';
import { list, oneOf, sql, trusted, type Sql } from './sql.ts';

const apart = translationOf(() => true);

function text(value: string): Sql {
  const written = quotedText(value, { quote: "''", escapes: true });
  return trusted(written.replace(/[\0-\x1f]/g, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

/** Texts of nothing but ASCII, which most are, need no table. */
function lower(value: Sql): Sql {
  const every = sql`lower(translate(${value}, ${text(apart.from)}, ${text(apart.to)}))`;
  return isName(value) ? sql`(case when bit_length(${value}) = 8 * length(${value}) then lower(${value}) else ${every} end)` : every;
}

const trim = (value: Sql): Sql => sql`trim(${value}, ' \\u0009\\u000a\\u000b\\u000c\\u000d')`;
const lambda = (element: string, body: Sql): Sql => sql`${trusted(element)} -> ${body}`;

export const snowflake: Dialect = {
  name: 'snowflake',
  title: 'Snowflake',
  now: sql`$now`,
  text,
  quoted: (name) => trusted(`"${name.replaceAll('"', '""')}"`),
  double: (value) => sql`${quotedText(String(value), { quote: "''" })}::double`,
  types: { integer: sql`bigint`, double: sql`double`, text: sql`varchar`, boolean: sql`boolean` },
  foldsDictionaries: false,
  checksJson: true,
  sharedStep: '',

  filtersAggregates: false,
  summand: (value) => value,
  integer: (value) => sql`cast(${value} as bigint)`,
  // Whole numbers have 38 digits there.
  wide: (value) => value,

  // Division rounds to six places; what is left over by `mod` does not.
  quotient: (left, right) => sql`cast((${left} - mod(${left}, ${right})) / ${right} as bigint)`,
  quotientOfSum: (left, right) => sql`cast((${left} - mod(${left}, ${right})) / ${right} as number(38, 0))`,
  least: (left, right) => sql`least(${left}, ${right})`,
  greatest: (left, right) => sql`greatest(${left}, ${right})`,
  points: (value) => sql`cast(${value} * 0.0001 as number(18, 4))`,
  wholeDouble: (value) => sql`cast(${value} as bigint)`,
  entry: (table, index) => sql`cast(get(array_construct(${list(table.map((each) => sql`${each}`))}), ${index}) as bigint)`,
  month: (dayNumber) => sql`datediff(month, date '1970-01-01', dateadd(day, ${dayNumber}, date '1970-01-01'))`,

  isOneOf: oneOf,
  trim,
  lower,
  normalForm: (value) => trim(lower(value)),
  plainly: undefined,
  replace: (value, sought, by) => sql`replace(${value}, ${sought}, ${by})`,
  matchesWhole: (value, pattern) => sql`regexp_like(${value}, ${text(pattern(''))})`,
  replacePattern: (value, pattern, by) => sql`regexp_replace(${value}, ${text(pattern('$'))}, ${text(by)})`,
  extract: (value, pattern, group) => sql`regexp_substr(${value}, ${text(pattern('$'))}, 1, 1, 'e', ${group})`,
  like: (value, pieces) => likePattern(value, pieces, text, '!'),
  length: (value) => sql`length(${value})`,
  substring: (value, from, length) => sql`substr(${value}, ${from}, ${length})`,
  before: (value, mark) => sql`split_part(${value}, ${text(mark)}, 1)`,
  afterLast: (value, mark) => sql`split_part(${value}, ${text(mark)}, -1)`,
  trimSlashes: (value) => sql`rtrim(${value}, '/')`,
  wordCharacters: wordClass((code) => String.fromCodePoint(code)),
  quickInstant: undefined,
  begins: undefined,
  integerOf: (value) => sql`cast(try_to_number(${value}, 38, 0) as bigint)`,
  doubleOf: (value) => sql`(case when abs(try_to_double(${value})) < 'inf'::double then try_to_double(${value}) end)`,
  textOf: (value) => sql`cast(${value} as varchar)`,
  lookUp: (entries, key) => sql`cast(get(parse_json(${text(JSON.stringify(Object.fromEntries(entries)))}), ${key}) as varchar)`,

  bind: (name, value, body) => sql`get(transform(array_construct(${value}), ${lambda(name, body)}), 0)`,
  listMap: (values, element, make) => sql`transform(${values}, ${lambda(element, make(trusted(element)))})`,
  listOrNull: (values) => sql`nullif(array_compact(${values}), array_construct())`,
  listAny: (values, element, holds) => sql`(array_size(filter(${values}, ${lambda(element, holds(trusted(element)))})) > 0)`,
  listHasOneOf: (values, constants) => sql`arrays_overlap(${values}, array_construct(${list(constants)}))`,
  listSet: (values) => sql`to_json(array_sort(array_distinct(${values})))`,
  listLength: (values) => sql`array_size(${values})`,
  split: (value) => sql`split(${value}, ';')`,
  eachElement: (relation, values, element) => sql`(select *, cast(each_row.value as varchar) as ${element} from ${relation}, lateral flatten(input => ${values}) as each_row) as each_element`,
  sortedList: (value) => sql`array_sort(array_agg(distinct ${value}))`,
  cooldownPicks: (sorted, cooldown) => sql`reduce(${sorted}, array_construct(), (picks, later) -> case when array_size(picks) = 0 or later >= get(picks, array_size(picks) - 1) + ${
    cooldown} then array_append(picks, later) else picks end)`,

  jsonString: (json) => sql`cast(try_parse_json(${json}) as varchar)`,
  jsonElements: (json) => sql`transform(cast(try_parse_json(${json}) as array), each_item -> to_json(each_item))`,
  isJsonObject: (json) => sql`coalesce(is_object(try_parse_json(${json})), false)`,
  jsonMember: (object, folded) => {
    const foldedKey = lower(sql`regexp_replace(cast(each_key as varchar), ${text('[ \\t\\n\\x0B\\f\\r_-]')}, '')`);
    const key = sql`get(filter(object_keys(try_parse_json(${object})), each_key -> ${foldedKey} = ${text(folded)}), 0)`;
    return sql`to_json(get(try_parse_json(${object}), cast(${key} as varchar)))`;
  },

  jsonText: (column) => sql`cast(${column} as varchar)`,
  localMilliseconds: (timestamp) => sql`date_part(epoch_millisecond, ${timestamp})`,
  instantMilliseconds: (timestamp) => sql`date_part(epoch_millisecond, ${timestamp})`,
  localTimestamp: (milliseconds) => sql`to_timestamp_ntz(${milliseconds}, 3)`,
  instantTimestamp: (milliseconds) => sql`to_timestamp_tz(${milliseconds}, 3)`,
  exactTimestamps: false,
  dateMilliseconds: (date) => sql`(datediff(day, date '1970-01-01', ${date}) * 86400000)`,
  isFinite: (double) => sql`(${double} not in ('inf'::double, '-inf'::double, 'nan'::double))`,
};
