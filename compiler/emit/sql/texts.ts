/** Forms of texts that comparisons look at, as SQL. Language reference, section 3; the same in every dialect. */
import type { Part } from '../../plan/plan.ts';
import type { Dialect, Pattern } from './dialect.ts';
import { caseOf, sql, type Sql } from './sql.ts';
import { unreachable } from '../../unreachable.ts';

export const blankClass = '[ \\t\\n\\x0B\\f\\r]';

/** Trimmed and lower-cased. */
export function normalForm(dialect: Dialect, text: Sql): Sql {
  return dialect.trim(dialect.lower(text));
}

/** How spellings of columns and of types of events are compared. */
export function foldedForm(dialect: Dialect, text: Sql): Sql {
  return dialect.lower(dialect.replacePattern(text, () => '[ \\t\\n\\x0B\\f\\r_-]', ''));
}

/** How spellings of countries are compared: see `countryKey` of `tables/countries.ts`. */
export function countryKeyForm(dialect: Dialect, normal: Sql): Sql {
  const plain = dialect.replace(dialect.replace(normal, dialect.text('.'), dialect.text('')), dialect.text('’'), dialect.text('\''));
  return dialect.trim(dialect.replacePattern(plain, () => `${blankClass}+`, ' '));
}

/** Such a spelling without its article: `the netherlands`, `netherlands (the)` and `netherlands, the` are `netherlands`. */
export function bareCountryForm(dialect: Dialect, key: Sql): Sql {
  return caseOf([
    [dialect.like(key, ['the ', '']), dialect.replacePattern(key, () => '^the ', '')],
    [dialect.like(key, ['', ' (the)']), dialect.replacePattern(key, (end) => ` [(]the[)]${end}`, '')],
    [dialect.like(key, ['', ', the']), dialect.replacePattern(key, (end) => `, the${end}`, '')],
  ], key);
}

/** The words of a text, each with a blank before and behind it: ` head of sales `. */
export function wordsForm(dialect: Dialect, normal: Sql): Sql {
  const words = dialect.replacePattern(normal, () => `[^${dialect.wordCharacters}]+`, ' ');
  return sql`concat(' ', ${words}, ' ')`;
}

/** A part of an email or url, in normal form; null where it has none. `text` is the value as it was, not null and not blank. */
export function partForm(dialect: Dialect, text: Sql, part: Part): Sql {
  const trimmed = dialect.trim(text);
  switch (part) {
    case 'domain': {
      const domain = normalForm(dialect, dialect.extract(trimmed, lastPiece('@'), 0));
      return caseOf([[dialect.like(trimmed, ['', '@', '']), sql`nullif(${domain}, '')`]]);
    }
    case 'host': {
      const authority = dialect.extract(withoutQuery(dialect, trimmed), () => `^(${scheme})?([^/]*)`, 2);
      const host = dialect.replacePattern(dialect.extract(authority, lastPiece('@'), 0), (end) => `:[0-9]*${end}`, '');
      return sql`nullif(${normalForm(dialect, host)}, '')`;
    }
    case 'path': {
      const path = dialect.trimSlashes(dialect.replacePattern(withoutQuery(dialect, trimmed), () => `^(${scheme})?[^/]*`, ''));
      return normalForm(dialect, caseOf([[sql`${path} = ''`, sql`'/'`]], path));
    }
    default:
      return unreachable(part);
  }
}

const scheme = '[A-Za-z][A-Za-z0-9+.-]*://';

function lastPiece(mark: string): Pattern {
  return (end) => `[^${mark}]*${end}`;
}

function withoutQuery(dialect: Dialect, trimmed: Sql): Sql {
  return dialect.before(dialect.before(trimmed, '#'), '?');
}
