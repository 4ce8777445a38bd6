/** PostgreSQL 13 and later, with ICU as all packaged builds have it. A text cannot hold U+0000 there. */
import type { Dialect } from './dialect.ts';
import { isName, translationOf, wordClass } from './letters.ts';
import { likePattern, quotedText } from './spelling.ts';
import { list, oneOf, sql, trusted, type Sql } from './sql.ts';

const apart = translationOf(() => true);

function text(value: string): Sql {
  // No text of the database has a U+0000, so nothing equals such a one.
  if (value.includes('\0')) return sql`cast(null as text)`;
  return value.includes('\\') ? sql`E${quotedText(value, { quote: "''", escapes: true })}` : quotedText(value, { quote: "''" });
}

const trim = (value: Sql): Sql => sql`btrim(${value}, E' \\t\\n\\x0B\\f\\r')`;

/** Texts of nothing but ASCII, which most are, need neither table nor ICU. */
function lower(value: Sql): Sql {
  const every = sql`(lower(translate(${value}, ${text(apart.from)}, ${text(apart.to)}) collate "und-x-icu") collate "C")`;
  if (!isName(value)) return every;
  return sql`(case when octet_length(${value}) = char_length(${value}) then lower(${value} collate "C") else ${every} end)`;
}

const rows = (values: Sql, element: string): Sql => sql`unnest(${values}) as each_row(${trusted(element)})`;
const foldedKey = lower(sql`regexp_replace(member_key, E'[ \\t\\n\\x0B\\f\\r_-]', '', 'g')`);

export const postgres: Dialect = {
  name: 'postgres',
  title: 'PostgreSQL',
  now: sql`$1`,
  text,
  quoted: (name) => trusted(`"${name.replaceAll('"', '""').replaceAll('\0', '')}"`),
  double: (value) => sql`${quotedText(String(value), { quote: "''" })}::float8`,
  types: { integer: sql`bigint`, double: sql`double precision`, text: sql`text`, boolean: sql`boolean` },
  sharedStep: 'materialized ',
  foldsDictionaries: false,
  checksJson: false,

  filtersAggregates: true,
  // The sum of 64-bit integers is a `numeric`.
  summand: (value) => sql`cast(${value} as bigint)`,
  integer: (value) => sql`cast(${value} as bigint)`,
  wide: (value) => sql`cast(${value} as numeric)`,

  quotient: (left, right) => sql`(${left} / ${right})`,
  quotientOfSum: (left, right) => sql`div(cast(${left} as numeric), ${right})`,
  least: (left, right) => sql`least(${left}, ${right})`,
  greatest: (left, right) => sql`greatest(${left}, ${right})`,
  points: (value) => sql`cast(${value} * 0.0001 as numeric(18, 4))`,
  wholeDouble: (value) => sql`cast(${value} as bigint)`,
  entry: (table, index) => sql`(cast(array[${list(table.map((each) => sql`${each}`))}] as bigint[]))[${index} + 1]`,
  month: (dayNumber) => {
    const date = sql`(date '1970-01-01' + cast(${dayNumber} as integer))`;
    return sql`(extract(year from ${date}) * 12 + extract(month from ${date}))`;
  },

  isOneOf: oneOf,
  trim,
  lower,
  normalForm: (value) => trim(lower(value)),
  plainly: undefined,
  replace: (value, sought, by) => sql`replace(${value}, ${sought}, ${by})`,
  matchesWhole: (value, pattern) => sql`(${value} ~ ${text(`^(?:${pattern('')})$`)})`,
  replacePattern: (value, pattern, by) => sql`regexp_replace(${value}, ${text(pattern('$'))}, ${text(by)}, 'g')`,
  extract: (value, pattern, group) => group === 0
    ? sql`(regexp_match(${value}, ${text(`(${pattern('$')})`)}))[1]`
    : sql`(regexp_match(${value}, ${text(pattern('$'))}))[${group}]`,
  like: (value, pieces) => likePattern(value, pieces, text, '!'),
  length: (value) => sql`length(${value})`,
  substring: (value, from, length) => sql`substring(${value}, ${from}, ${length})`,
  before: (value, mark) => sql`split_part(${value}, ${text(mark)}, 1)`,
  afterLast: (value, mark) => sql`substring(${value} from ${text(`[^${mark}]*$`)})`,
  trimSlashes: (value) => sql`rtrim(${value}, '/')`,
  wordCharacters: wordClass((code) => code < 128 ? String.fromCharCode(code) : `\\U${code.toString(16).padStart(8, '0')}`),
  quickInstant: undefined,
  begins: undefined,
  integerOf: (value) => sql`(case when ${value} ~ '^[+-]?0*[0-9]{1,18}$' then cast(${value} as bigint) end)`,
  doubleOf: (value) => {
    // What lies beyond all doubles is an error to the database, not a value.
    const size = sql`abs(cast(${value} as numeric))`;
    return sql`(case when ${value} ~ '[eE][+-]?0*[0-9]{4,}$' then case when ${value} ~ '^[+-]?[0.]+[eE]' or ${value} ~ '[eE]-' then 0::float8 end ${
      sql`when ${size} >= 1.797693134862315808e308 then null when ${size} < 2.4703282292062328e-324 then 0::float8 else cast(${value} as float8) end)`}`;
  },
  textOf: (value) => sql`cast(${value} as text)`,
  lookUp: (entries, key) => sql`(${text(JSON.stringify(Object.fromEntries(entries)))}::jsonb ->> ${key})`,

  // Without `offset 0` the value would be put in wherever the name stands, and names inside names grow beyond all memory.
  bind: (name, value, body) => sql`(select ${body} from (select ${value} as ${trusted(name)} offset 0) as bound)`,
  listMap: (values, element, make) => sql`array(select ${make(trusted(element))} from ${rows(values, element)})`,
  listOrNull: (values) => sql`(select array_agg(each_item) from ${rows(values, 'each_item')} where each_item is not null)`,
  listAny: (values, element, holds) => sql`exists (select 1 from ${rows(values, element)} where ${holds(trusted(element))})`,
  listHasOneOf: (values, constants) => sql`(${values} && cast(array[${list(constants)}] as text[]))`,
  listSet: (values) => sql`cast(array(select distinct each_item from ${rows(values, 'each_item')} order by each_item) as text)`,
  listLength: (values) => sql`cardinality(${values})`,
  split: (value) => sql`string_to_array(${value}, ';')`,
  eachElement: (relation, values, element) => sql`${relation} cross join lateral unnest(${values}) as each_row(${element})`,
  sortedList: (value) => sql`array_agg(distinct ${value} order by ${value})`,
  cooldownPicks: (sorted, cooldown) => sql`(with recursive picks(pick) as (select (${sorted})[1] union all select (select min(later) from ${
    sql`unnest(${sorted}) as each_row(later) where later >= pick + ${cooldown}) from picks where pick is not null) `}${
    sql`select array_agg(pick) from picks where pick is not null)`}`,

  jsonString: (json) => sql`(cast(${json} as json) #>> '{}')`,
  jsonElements: (json) => sql`array(select cast(each_item as text) from json_array_elements(cast(${json} as json)) as each_row(each_item))`,
  isJsonObject: (json) => sql`(${json} like '{%')`,
  jsonMember: (object, folded) => sql`(select cast(member_value as text) from json_each(cast(${object} as json)) with ordinality as each_member(member_key, member_value, place) where ${
    foldedKey} = ${text(folded)} order by place limit 1)`,

  jsonText: (column) => sql`cast(${column} as text)`,
  localMilliseconds: (timestamp) => sql`cast(floor(extract(epoch from ${timestamp}) * 1000) as bigint)`,
  instantMilliseconds: (timestamp) => sql`cast(floor(extract(epoch from ${timestamp}) * 1000) as bigint)`,
  localTimestamp: (milliseconds) => sql`(timestamp '1970-01-01 00:00:00' + (${milliseconds}) * interval '1 millisecond')`,
  instantTimestamp: (milliseconds) => sql`(timestamptz '1970-01-01 00:00:00+00' + (${milliseconds}) * interval '1 millisecond')`,
  exactTimestamps: false,
  dateMilliseconds: (date) => sql`(cast(${date} - date '1970-01-01' as bigint) * 86400000)`,
  isFinite: (double) => sql`(${double} not in ('Infinity'::float8, '-Infinity'::float8, 'NaN'::float8))`,
};
