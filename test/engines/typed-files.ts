/** Parquet files in which a type of DuckDB stands in place of every type of the language: what it cannot be read as is a bad row. */
import type { DuckDBConnection } from '@duckdb/node-api';

/** Values of each type, as SQL; the odd ones, too. */
export const valuesOfTypes: Readonly<Record<string, readonly string[]>> = {
  VARCHAR: ["'1'", "' 1.50 '", "'x;Y;1'", "''", "'  '", "'n/a'", "'2026-01-01T10:00:00Z'", "'2025-12-31'", "'TRUE'", "'vp'", "'DE'", "'a@Acme.example'", "'many'", "'İstanbul'", "'1e3'", "'inf'"],
  TINYINT: ['1', '0', '-3', '127'],
  SMALLINT: ['1', '-300'],
  INTEGER: ['1', '90', '-7'],
  BIGINT: ['1', '0', '1767225600000', '9007199254740993', '-9223372036854775808', '3153600000', '3153600001', '253402300800000', '-1'],
  UBIGINT: ['1', '18446744073709551615', '1767225600000'],
  HUGEINT: ['1', '170141183460469231731687303715884105727', '9007199254740993'],
  FLOAT: ['1', '0.1', "'nan'", "'inf'", '16777217', '1e20', '-0.0', '90.5', '123456789'],
  DOUBLE: ['1', '1.5', "'nan'", "'inf'", "'-inf'", '-0.0', '1e15', '1e300', '1767225600000', '1767225600000.5', '3153600000.0004', '3153600000.0006', '90.0005', '5e-324'],
  'DECIMAL(4,1)': ['1', '99.5', '-0.5'],
  'DECIMAL(18,2)': ['1', '90071992547409.93', '9007199254740993.01', '-0.01'],
  'DECIMAL(38,0)': ['1', '99999999999999999999999999999999999999', '9007199254740993'],
  'DECIMAL(38,30)': ['1', '0.000000000000000000000000000001', '0.123456789012345678901234567890', '-90.5'],
  BOOLEAN: ['true', 'false'],
  DATE: ["'2025-12-31'", "'1969-12-31'", "'infinity'", "'0044-03-15 (BC)'", "'0001-01-01'", "'9999-12-31'", "'12000-01-01'", "'5000000-01-01'"],
  TIMESTAMP: ["'2026-01-01 10:00:00'", "'1969-12-31 23:59:59.9995'", "'infinity'", "'-infinity'", "'0044-03-15 (BC) 01:00:00'", "'0001-01-01 00:00:00'", "'9999-12-31 23:59:59.9999'", "'12000-01-01 00:00:00'", "'2025-03-09 02:30:00'"],
  TIMESTAMP_NS: ["'2026-01-01 10:00:00.123456789'", "'1969-12-31 23:59:59.9999995'", "'infinity'", "'1700-01-01 00:00:00'"],
  TIMESTAMP_MS: ["'2026-01-01 10:00:00.123'", "'1969-12-31 23:59:59.999'"],
  TIMESTAMP_S: ["'2026-01-01 10:00:00'"],
  TIMESTAMPTZ: ["'2026-01-01 10:00:00+00'", "'1969-12-31 23:59:59.9995+00'", "'infinity'", "'-infinity'", "'0044-03-15 (BC) 01:00:00+00'", "'0001-01-01 00:00:00+00'", "'9999-12-31 23:59:59.9999+00'", "'12000-01-01 00:00:00+00'"],
  TIME: ["'10:00:00'"],
  INTERVAL: ["'90 seconds'", "'1 day'"],
  UUID: ["'6b1b1b8e-0000-4000-8000-00000000000a'"],
  BLOB: ["'x'"],
  'VARCHAR[]': ["['x', ' 1.0 ', null, '']", '[]', "['vp', 'n/a']", "['2026-01-01', 'true']", "['many']", "['90']", "['12345678901234567890']"],
  'INTEGER[]': ['[1, null, -3]', '[]', '[90]'],
  'BIGINT[]': ['[9007199254740993]', '[1]'],
  'DOUBLE[]': ["[1.0, 'nan'::DOUBLE, 0.1]", '[1e300]', "['inf'::DOUBLE]"],
  'BOOLEAN[]': ['[true, null]'],
  'DATE[]': ["['2025-12-31'::DATE]"],
  'STRUCT(a INTEGER)': ["{'a': 1}"],
  'STRUCT(a DOUBLE)': ["{'a': 1}", "{'a': 'nan'::DOUBLE}"],
  'FLOAT[]': ["[1.5, 'nan'::FLOAT]", "['-inf'::FLOAT]"],
  'MAP(VARCHAR, INTEGER)': ["map {'a': 1}"],
  JSON: ["'1.50'", "'[1, NaN]'", "'\"x\"'", "'[1, \"x\"]'", "'{\"a\": 1}'", "'null'", "'true'"],
};

/** Of each type of the language, a field and a property, and what makes their values show in the score. */
const read: Readonly<Record<string, readonly [type: string, ...conditions: string[]]>> = {
  a_number: ['number', '> 1', 'is known', '= 0.1', '= 9007199254740992'],
  a_text: ['text', 'contains "1"', '"1"', 'is known', 'contains "e+"', '"-0*"'],
  an_email: ['email', 'is known'],
  a_country: ['country', 'DE'],
  a_level: ['one of (vp, x "1")', 'x', 'vp'],
  a_truth: ['boolean', '= true', 'is known'],
  a_wait: ['duration', '>= 90s', 'is known'],
  a_day: ['date', '= 2025-12-31', '= 1969-12-31', 'is known'],
  a_time: ['datetime', '= 1969-12-31', 'within 30d', 'is known', 'after 9999-12-30', 'before 0001-01-02'],
  some_texts: ['list of text', 'has "1.0"', 'is known'],
  some_numbers: ['list of number', 'has any of (0.1, 90, 1)'],
  some_levels: ['list of one of (vp, x "1")', 'has vp'],
  some_days: ['list of date', 'has 2025-12-31'],
};

const names = Object.keys(read);

/** @param missing texts that say "nothing" */
export function typedDefinition(missing: readonly string[], zone: string): string {
  const rules = (most: number, subject: (name: string, condition: string) => string): string =>
    Object.entries(read).flatMap(([name, [, ...conditions]]) => conditions.slice(0, most).map((condition, index) => `  ${subject(name, condition)} +${2 ** (index % 8) / 10_000}\n`)).join('');
  return `definition "typed":
  timezone "${zone}"
vocabulary:
  missing ${missing.map((text) => `"${text}"`).join(', ')}
${Object.entries(read).map(([name, [type]]) => `  lead ${name} ${type}\n`).join('')}  event seen (${Object.entries(read).map(([name, [type]]) => `p_${name} ${type}`).join(', ')})
  event other (p_a_number text)
fields:
${rules(Infinity, (name, condition) => `${name} ${condition}`)}  total seen.p_a_number > 1 +0.5
events:
${rules(1, (name, condition) => `seen where (p_${name} ${condition})`)}  seen within 30d +3
  other +1
mql when score > 0.01
`;
}

/** One value in each row, in one column after another; the other columns are null there. Half of the events have an id of their own. */
export async function writeTypedFiles(connection: DuckDBConnection, type: string, { leads, events }: { readonly leads: string; readonly events: string }): Promise<void> {
  const values = valuesOfTypes[type]!;
  const of = (row: number, prefix: string): string => names.map((name, index) => {
    const value = index === Math.floor(row / values.length) ? values[row % values.length]! : undefined;
    return `${value === undefined ? 'NULL' : `CAST(${value} AS ${type})`} AS ${prefix}${name}`;
  }).join(', ');
  const rows = Array.from({ length: names.length * values.length }, (_, row) => row);
  const all = (select: (row: number) => string): string => rows.map((row) => `SELECT ${select(row)}`).join(' UNION ALL ');
  await connection.run(`COPY (${all((row) => `${row} AS id, ${of(row, '')}`)}) TO '${leads}' (FORMAT parquet)`);
  await connection.run(`COPY (${all((row) => `${row} AS lead_id, '${row % 7 === 6 ? 'OTHER' : 'seen'}' AS type, make_timestamptz(${Date.UTC(2025, 11, 25) * 1000 + row}) AS "at", ${of(row, 'p_')}`)}) TO '${events}' (FORMAT parquet)`);
}
