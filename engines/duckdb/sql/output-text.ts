/** Values as CSV and JSON Lines have them, by SQL: to the last byte as `engines/output/row-writer.ts` writes them. */
import type { OutputType } from '../../output/result-columns.ts';
import { sqlText } from '../database.ts';

// What `\s` is to JavaScript.
const blank = String.raw`[\s\x0b\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]`;
const toBeQuoted = String.raw`[",\r\n]|^${blank}|${blank}$|^$`;

/** SQL: the cell of a CSV file; never null. */
export function csvSql(value: string, type: OutputType): string {
  if (type !== 'text') return `coalesce(${plainSql(value, type)}, '')`;
  const quoted = `'"' || replace(${value}, '"', '""') || '"'`;
  return `(CASE WHEN ${value} IS NULL THEN '' WHEN regexp_matches(${value}, ${sqlText(toBeQuoted)}) THEN ${quoted} ELSE ${value} END)`;
}

/** SQL: the value in JSON; never null. */
export function jsonSql(value: string, type: OutputType): string {
  return `coalesce(${type === 'text' ? jsonTextSql(value) : plainSql(value, type)}, 'null')`;
}

/** Numbers of points are decimals: they are written without the zeros at their end. */
function plainSql(value: string, type: Exclude<OutputType, 'text'>): string {
  const text = `CAST(${value} AS VARCHAR)`;
  return type === 'number' ? `rtrim(rtrim(${text}, '0'), '.')` : text;
}

/** JavaScript writes the digits of an escape small, DuckDB large. What looks like one behind an escaped backslash is none. */
function jsonTextSql(value: string): string {
  const json = `CAST(to_json(${value}) AS VARCHAR)`;
  const small = ['0B', '0E', '0F', '1A', '1B', '1C', '1D', '1E', '1F']
    .reduce((text, digits) => `replace(${text}, '\\u00${digits}', '\\u00${digits.toLowerCase()}')`, 'piece');
  const pieces = `list_transform(string_split(${json}, '\\\\'), lambda piece: ${small})`;
  return `(CASE WHEN regexp_matches(${value}, '[\\x00-\\x1f]') THEN array_to_string(${pieces}, '\\\\') ELSE ${json} END)`;
}


/** SQL: texts and expressions joined; constants that stand side by side become one. */
export function joined(pieces: readonly (string | { readonly sql: string })[]): string {
  const parts: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push(sqlText(text));
    text = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else {
      flush();
      parts.push(piece.sql);
    }
  }
  flush();
  return parts.length === 0 ? "''" : parts.join(' || ');
}
