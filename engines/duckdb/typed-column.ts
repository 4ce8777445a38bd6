/** A column with a type of its own: the text that each value has in CSV or JSON Lines, and where that says the same, the value as it is. */
import type { DuckDBDecimalType, DuckDBListType, DuckDBType } from '@duckdb/node-api';
import type { ColumnForm } from '../../compiler/emit/sql/source.ts';
import type { ScalarType } from '../../runtime/schema.ts';
import type { ColumnUse } from '../wanted-columns.ts';
import { sqlName } from './database.ts';

export interface NativeColumn {
  readonly form: ColumnForm;
  /** The value, of a type of that form. */
  readonly sql: string;
}

/** A text that says "nothing" might be that of a number, a time or a truth value: then columns of such types are read as texts. */
export function mayBeNoText(missingText: string): boolean {
  return /^\s*([-+]?(\.?\d|inf)|(true|false)\s*$)/i.test(missingText);
}

export function isNested(type: DuckDBType): boolean {
  return type.alias === 'JSON' || /\[|^(STRUCT|MAP|UNION|VARIANT)/.test(type.toString());
}

/** SQL: the value as the text that it has in CSV or JSON Lines; of nested types, as JSON. */
export function textSql(column: string, type: DuckDBType): string {
  const name = type.toString();
  if (type.alias === 'JSON') return `CAST(${column} AS VARCHAR)`;
  if (/^(FLOAT|DOUBLE)\[\]$/.test(name)) return `CAST(to_json(list_transform(${column}, lambda number : ${jsonOfNumber('number')})) AS VARCHAR)`;
  if (isNested(type)) return `CAST(to_json(${column}) AS VARCHAR)`;
  if (name === 'VARCHAR') return column;
  if (name === 'FLOAT' || name === 'DOUBLE') {
    // Tables of data frames hold whole numbers, ids among them, as doubles, and NaN where nothing is known.
    return `CASE WHEN isnan(${column}) THEN NULL WHEN ${isShortWhole(column)} THEN CAST(CAST(${column} AS BIGINT) AS VARCHAR) ELSE CAST(${column} AS VARCHAR) END`;
  }
  if (name === 'TIMESTAMP WITH TIME ZONE') return `CAST(${flooredMilliseconds(column)} AS VARCHAR)`;
  if (name.startsWith('TIMESTAMP')) return `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%g')`;
  if (name === 'INTERVAL') return `CAST(extract('epoch' FROM ${column}) AS VARCHAR)`;
  return `CAST(${sqlName(column)} AS VARCHAR)`;
}

/** JSON has neither NaN, which says that nothing is known, nor infinities, which are their texts as in a column of numbers. */
function jsonOfNumber(number: string): string {
  return `CASE WHEN isnan(${number}) THEN NULL WHEN isinf(${number}) THEN to_json(CAST(${number} AS VARCHAR)) ELSE to_json(${number}) END`;
}

function isShortWhole(column: string): string {
  return `${column} = trunc(${column}) AND abs(${column}) < 1e15`;
}

/** `epoch_ms` rounds towards 1970. What has no such number is no instant. */
function flooredMilliseconds(column: string): string {
  return `coalesce(CAST(epoch_ms(${column}) - CAST(epoch_us(${column}) % 1000 < 0 AS BIGINT) AS VARCHAR), CAST(${column} AS VARCHAR))`;
}

// ---------------------------------------------------------------- as it is

/** The value as it is, where all that is read of it is the same as of its text; else `undefined`. */
export function nativeColumn(column: string, type: DuckDBType, uses: readonly ColumnUse[], hasMissingNumbers: boolean): NativeColumn | undefined {
  const name = type.toString();
  if (name === 'VARCHAR' && type.alias !== 'JSON') return uses.includes('properties') ? undefined : { form: 'text', sql: column };
  if (hasMissingNumbers) return undefined;
  if (isNested(type)) return nativeList(column, type, uses);
  const all = (suits: (use: ColumnUse) => boolean): boolean => uses.every(suits);
  if (isWhole(name)) {
    // An instant is a number of 64 bits with a sign.
    const isTold = (use: ColumnUse): boolean => use === 'id' || isAmount(use) || name !== 'UBIGINT' && isTime(use);
    return all(isTold) ? { form: 'number', sql: column } : undefined;
  }
  if (name.startsWith('DECIMAL')) {
    const { width, scale } = type as DuckDBDecimalType;
    if (scale === 0 && all((use) => use === 'id')) return { form: 'number', sql: column };
    return all(isAmount) ? { form: 'number', sql: decimalAsDouble(column, width, scale) } : undefined;
  }
  switch (name) {
    case 'DOUBLE':
      // To add nothing makes nothing of minus zero.
      return all(isAmount) ? { form: 'number', sql: `CASE WHEN NOT isnan(${column}) THEN ${column} + 0.0::DOUBLE END` } : undefined;
    case 'FLOAT':
      return all(isAmount) ? { form: 'number', sql: floatAsDouble(column) } : undefined;
    case 'BOOLEAN':
      return all((use) => typeof use === 'object' && use.kind === 'boolean') ? { form: 'boolean', sql: column } : undefined;
    case 'DATE':
      return all(isTime) ? { form: 'date', sql: column } : undefined;
    case 'TIMESTAMP':
      return all(isTime) ? { form: 'timestamp', sql: column } : undefined;
    case 'TIMESTAMP_NS':
      return all(isTime) ? { form: 'timestamp', sql: flooredMicroseconds(column) } : undefined;
    case 'TIMESTAMP WITH TIME ZONE':
      return all(isTime) ? { form: 'timestamp with time zone', sql: column } : undefined;
    default:
      return undefined;
  }
}

function nativeList(column: string, type: DuckDBType, uses: readonly ColumnUse[]): NativeColumn | undefined {
  const name = type.toString();
  if (type.alias === 'JSON' || !name.endsWith('[]')) return undefined;
  const element = (type as DuckDBListType).valueType;
  const elements = uses.map((use) => (typeof use === 'object' && use.kind === 'list' ? use.element : undefined));
  if (elements.includes(undefined) || element.alias === 'JSON') return undefined;
  if (element.toString() === 'VARCHAR') return { form: { listOf: 'text' }, sql: column };
  return isWhole(element.toString()) && elements.every((each) => isAmount(each!)) ? { form: { listOf: 'number' }, sql: column } : undefined;
}

const isWhole = (type: string): boolean => /^U?(TINY|SMALL|BIG)INT$|^U?INTEGER$/.test(type);

function isAmount(use: ColumnUse | ScalarType): boolean {
  return typeof use === 'object' && (use.kind === 'number' || use.kind === 'money' || use.kind === 'duration');
}

function isTime(use: ColumnUse): boolean {
  return typeof use === 'object' && (use.kind === 'date' || use.kind === 'datetime') && use.format === null;
}

/** A `float` is the number that people wrote, not the nearest in binary. */
function floatAsDouble(column: string): string {
  return `CASE WHEN isnan(${column}) THEN NULL WHEN ${isShortWhole(column)} THEN CAST(${column} AS DOUBLE) + 0.0::DOUBLE ELSE CAST(CAST(${column} AS VARCHAR) AS DOUBLE) END`;
}

/** A decimal of more digits than a double holds need not come to the nearest double, unless by its text. */
function decimalAsDouble(column: string, width: number, scale: number): string {
  const digits = 15;
  if (width <= digits) return `CAST(${column} AS DOUBLE)`;
  const limit = scale <= digits ? `1${'0'.repeat(digits - scale)}` : `0.${'0'.repeat(scale - digits - 1)}1`;
  return `CASE WHEN ${column} BETWEEN -${limit} AND ${limit} THEN CAST(${column} AS DOUBLE) ELSE CAST(CAST(${column} AS VARCHAR) AS DOUBLE) END`;
}

/** DuckDB itself rounds nanoseconds towards 1970. */
function flooredMicroseconds(column: string): string {
  return `CASE WHEN ${column} < TIMESTAMP_NS '1970-01-01' AND isfinite(${column}) THEN make_timestamp((epoch_ns(${column}) - 999) // 1000) ELSE CAST(${column} AS TIMESTAMP) END`;
}
