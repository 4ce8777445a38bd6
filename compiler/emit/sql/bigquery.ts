/** BigQuery, GoogleSQL. Parsed, never run: docs/sql.md. */
import type { Dialect } from './dialect.ts';
import { isName, translationOf, wordClass } from './letters.ts';
import { numberText, quotedText } from './spelling.ts';
import { list, oneOf, sql, trusted, type Sql } from './sql.ts';

const apart = translationOf(() => true);

function text(value: string): Sql {
  const written = quotedText(value, { quote: "\\'", escapes: true });
  return trusted(written.replace(/[\0-\x1f]/g, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`));
}

/** Texts of nothing but ASCII, which most are, need no table. */
function lower(value: Sql): Sql {
  const every = sql`lower(translate(${value}, ${text(apart.from)}, ${text(apart.to)}))`;
  return isName(value) ? sql`(case when byte_length(${value}) = char_length(${value}) then lower(${value}) else ${every} end)` : every;
}

const trim = (value: Sql): Sql => sql`trim(${value}, ' \\t\\n\\x0b\\f\\r')`;
const rows = (values: Sql, element: string): Sql => sql`unnest(${values}) as ${trusted(element)}`;
/** `regexp_extract` gives the one group there is; the others become groups that are not counted. */
function withOneGroup(pattern: string, group: number): string {
  let count = 0;
  return pattern.replace(/\[(?:\\.|[^\]\\])*\]|\\.|\((?!\?)/gs, (token) => {
    if (token !== '(') return token;
    count += 1;
    return count === group ? '(' : '(?:';
  });
}

export const bigquery: Dialect = {
  name: 'bigquery',
  title: 'BigQuery',
  now: sql`@now`,
  text,
  quoted: (name) => trusted(`\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``),
  double: (value) => trusted(numberText(value, 'e0')),
  types: { integer: sql`int64`, double: sql`float64`, text: sql`string`, boolean: sql`bool` },
  foldsDictionaries: false,
  checksJson: true,
  sharedStep: '',

  filtersAggregates: false,
  summand: (value) => sql`cast(${value} as numeric)`,
  integer: (value) => sql`cast(${value} as int64)`,
  wide: (value) => sql`cast(${value} as numeric)`,

  quotient: (left, right) => sql`div(${left}, ${right})`,
  quotientOfSum: (left, right) => sql`div(cast(${left} as numeric), ${right})`,
  least: (left, right) => sql`least(${left}, ${right})`,
  greatest: (left, right) => sql`greatest(${left}, ${right})`,
  points: (value) => sql`(cast(${value} as numeric) * numeric '0.0001')`,
  wholeDouble: (value) => sql`cast(${value} as int64)`,
  entry: (table, index) => sql`[${list(table.map((each) => sql`${each}`))}][safe_offset(${index})]`,
  month: (dayNumber) => sql`date_diff(date_add(date '1970-01-01', interval ${dayNumber} day), date '1970-01-01', month)`,

  isOneOf: oneOf,
  trim,
  lower,
  normalForm: (value) => trim(lower(value)),
  plainly: undefined,
  replace: (value, sought, by) => sql`replace(${value}, ${sought}, ${by})`,
  matchesWhole: (value, pattern) => sql`regexp_contains(${value}, ${text(`\\A(?:${pattern('')})\\z`)})`,
  replacePattern: (value, pattern, by) => sql`regexp_replace(${value}, ${text(pattern('\\z'))}, ${text(by)})`,
  extract: (value, pattern, group) => sql`regexp_extract(${value}, ${text(withOneGroup(pattern('\\z'), group))})`,
  // `like` has no escape of its own choice; a backslash escapes.
  like: (value, pieces) => sql`${value} like ${text(pieces.map((piece) => piece.replace(/[%_\\]/g, '\\$&')).join('%'))}`,
  length: (value) => sql`length(${value})`,
  substring: (value, from, length) => sql`substr(${value}, ${from}, ${length})`,
  before: (value, mark) => sql`split(${value}, ${text(mark)})[safe_offset(0)]`,
  afterLast: (value, mark) => sql`array_reverse(split(${value}, ${text(mark)}))[safe_offset(0)]`,
  trimSlashes: (value) => sql`rtrim(${value}, '/')`,
  wordCharacters: wordClass((code) => code < 128 ? String.fromCharCode(code) : `\\x{${code.toString(16)}}`),
  quickInstant: undefined,
  begins: undefined,
  integerOf: (value) => sql`safe_cast(${value} as int64)`,
  doubleOf: (value) => sql`(case when not is_inf(safe_cast(${value} as float64)) then safe_cast(${value} as float64) end)`,
  textOf: (value) => sql`cast(${value} as string)`,
  lookUp: (entries, key) => {
    const pairs = list([...entries].map(([from, to]) => sql`struct(${text(from)} as entry_key, ${text(to)} as entry_value)`));
    return sql`(select any_value(entry_value) from unnest([${pairs}]) where entry_key = ${key})`;
  },

  bind: (name, value, body) => sql`(select ${body} from unnest([${value}]) as ${trusted(name)})`,
  listMap: (values, element, make) => sql`array(select ${make(trusted(element))} from ${rows(values, element)})`,
  listOrNull: (values) => sql`(select array_agg(each_item) from ${rows(values, 'each_item')} where each_item is not null)`,
  listAny: (values, element, holds) => sql`exists (select 1 from ${rows(values, element)} where ${holds(trusted(element))})`,
  listHasOneOf: (values, constants) => sql`exists (select 1 from unnest(${values}) as each_item where each_item in (${list(constants)}))`,
  listSet: (values) => sql`to_json_string(array(select distinct each_item from ${rows(values, 'each_item')} order by each_item))`,
  listLength: (values) => sql`array_length(${values})`,
  split: (value) => sql`split(${value}, ';')`,
  eachElement: (relation, values, element) => sql`${relation} cross join unnest(${values}) as ${element}`,
  sortedList: (value) => sql`array_agg(distinct ${value} order by ${value})`,
  // Nothing walks through a list there, and a recursive step cannot stand inside an expression.
  cooldownPicks: undefined,

  jsonString: (json) => sql`json_value(${json}, '$')`,
  jsonElements: (json) => sql`json_query_array(${json}, '$')`,
  isJsonObject: (json) => sql`coalesce(json_type(safe.parse_json(${json})) = 'object', false)`,
  jsonMember: (object, folded) => sql`(select to_json_string(safe.parse_json(${object})[each_key]) from unnest(json_keys(safe.parse_json(${object}), 1)) as each_key with offset as place where ${
    lower(sql`regexp_replace(each_key, ${text('[ \\t\\n\\x0B\\f\\r_-]')}, '')`)} = ${text(folded)} order by place limit 1)`,

  jsonText: (column) => sql`to_json_string(${column})`,
  localMilliseconds: (timestamp) => sql`datetime_diff(${timestamp}, datetime '1970-01-01', millisecond)`,
  instantMilliseconds: (timestamp) => sql`unix_millis(${timestamp})`,
  localTimestamp: (milliseconds) => sql`datetime(timestamp_millis(${milliseconds}))`,
  instantTimestamp: (milliseconds) => sql`timestamp_millis(${milliseconds})`,
  exactTimestamps: false,
  dateMilliseconds: (date) => sql`(unix_date(${date}) * 86400000)`,
  isFinite: (double) => sql`not (is_inf(${double}) or is_nan(${double}))`,
};
