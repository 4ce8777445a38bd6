/**
 * A column of Spark's types as an emitted query reads it: in its own type where every use of it suits, which is quicker, and else as
 * the text that the same value has in CSV, or as JSON. What comes out is the same.
 */
import { spark } from '../../compiler/emit/sql/spark.ts';
import { sql, type Sql } from '../../compiler/emit/sql/sql.ts';
import type { ColumnForm } from '../../compiler/emit/sql/source.ts';
import type { ScalarType, ValueType } from '../../compiler/plan/plan.ts';

/** A type as Spark writes it in JSON: its name, or an object for lists, structures and maps. */
export type SparkType = string | { readonly type: string; readonly elementType?: SparkType };

/** What a column is read for. */
export type Use = 'id' | 'text' | 'properties' | ValueType;

export interface ReadColumn {
  readonly form: ColumnForm;
  readonly sql: Sql;
}

/** @param onlyText some text that says "nothing" might be that of a number, date or truth value: then all are read as texts */
export function readColumn(name: string, type: SparkType, uses: readonly Use[], onlyText: boolean): ReadColumn {
  const column = spark.quoted(name);
  if (typeof type === 'object') return readNested(column, type, uses, onlyText);
  const scalar = scalarName(type);
  if (scalar === 'variant') return { form: 'json', sql: sql`to_json(${column})` };
  const native = onlyText ? undefined : nativeForm(scalar, uses);
  return native === undefined ? { form: 'text', sql: textOf(column, scalar) } : { form: native, sql: nativeValue(column, scalar) };
}

function readNested(column: Sql, type: Exclude<SparkType, string>, uses: readonly Use[], onlyText: boolean): ReadColumn {
  const element = type.type === 'array' && typeof type.elementType === 'string' ? scalarName(type.elementType) : undefined;
  const ofElements = uses.map((use) => (typeof use === 'object' && use.kind === 'list' ? use.element : undefined));
  if (element !== undefined && !onlyText && ofElements.every((use) => use !== undefined)) {
    if (element === 'string') return { form: { listOf: 'text' }, sql: column };
    if (element === 'boolean' && ofElements.every(({ kind }) => kind === 'boolean')) return { form: { listOf: 'boolean' }, sql: column };
    if ((isWhole(element) || element === 'double') && ofElements.every(isNumeric)) return { form: { listOf: 'number' }, sql: column };
  }
  return { form: 'json', sql: sql`to_json(${column}, map('ignoreNullFields', 'false'))` };
}

/** Without length and collation. */
function scalarName(type: string): string {
  return /^(varchar|char|string)\b/.test(type) ? 'string' : type;
}

const isWhole = (type: string): boolean => ['byte', 'short', 'integer', 'long'].includes(type);
const isNumber = (type: string): boolean => isWhole(type) || type === 'double' || type === 'float' || type.startsWith('decimal');
const isNumeric = ({ kind }: ScalarType): boolean => kind === 'number' || kind === 'money' || kind === 'duration';

/** `undefined` where the text is to be read. */
function nativeForm(type: string, uses: readonly Use[]): 'number' | 'boolean' | 'date' | 'timestamp' | 'timestamp with time zone' | undefined {
  const all = (suits: (use: Use) => boolean): boolean => uses.every(suits);
  const isTime = (use: Use): boolean => typeof use === 'object' && (use.kind === 'date' || use.kind === 'datetime') && use.format === null;
  const isRead = (use: Use): boolean => typeof use === 'object' && use.kind !== 'list' && isNumeric(use);
  if (isNumber(type)) return all((use) => isRead(use) || isTime(use) || use === 'id' && isWhole(type)) ? 'number' : undefined;
  if (type === 'boolean') return all((use) => typeof use === 'object' && use.kind === 'boolean') ? 'boolean' : undefined;
  if (!all(isTime)) return undefined;
  return type === 'date' ? 'date' : type === 'timestamp' ? 'timestamp with time zone' : type === 'timestamp_ntz' ? 'timestamp' : undefined;
}

/** Tables of data frames hold NaN where nothing is known. A `float` is the number that people wrote, not the nearest in binary. */
function nativeValue(column: Sql, type: string): Sql {
  if (type === 'double') return sql`nullif(${column}, double('NaN'))`;
  return type === 'float' ? sql`nullif(cast(cast(${column} as string) as double), double('NaN'))` : column;
}

function textOf(column: Sql, type: string): Sql {
  const text = sql`cast(${column} as string)`;
  if (type === 'double' || type === 'float') {
    // Tables of data frames hold whole numbers, ids among them, as doubles.
    return sql`case when isnan(${column}) then null when ${column} = floor(${column}) and abs(${column}) < 1e15 then cast(cast(${column} as bigint) as string) else ${text} end`;
  }
  if (type === 'timestamp') return sql`cast(unix_millis(${column}) as string)`;
  if (type === 'timestamp_ntz') return sql`date_format(${column}, ${spark.text("yyyy-MM-dd'T'HH:mm:ss.SSS")})`;
  return text;
}
