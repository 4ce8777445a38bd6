/** Forms of texts that comparisons look at, as SQL. Language reference, section 3; the same in every dialect. */
import type { Part } from '../../plan/plan.ts';
import type { Dialect, FewTexts } from './dialect.ts';
import { caseOf, sql, type Sql } from './sql.ts';
import { unreachable } from '../../unreachable.ts';

export const blankClass = '[ \\t\\n\\x0B\\f\\r]';

/** The normal form; null where nothing is left of the text. */
export function knownForm(dialect: Dialect, text: Sql): Sql {
  return dialect.knownForm?.(text) ?? sql`nullif(${dialect.normalForm(text)}, '')`;
}

/** How spellings of columns and of types of events are compared. */
export function foldedForm(dialect: Dialect, text: Sql): Sql {
  return dialect.lower(withoutBlanks(dialect, text));
}

/** Without blanks, `_` and `-`. */
export function withoutBlanks(dialect: Dialect, text: Sql): Sql {
  return dialect.replacePattern(text, () => '[ \\t\\n\\x0B\\f\\r_-]', '');
}

/** How spellings of countries are compared: see `countryKey` of `tables/countries.ts`. */
export function countryKeyForm(dialect: Dialect, normal: Sql): Sql {
  const plain = dialect.replace(dialect.replace(normal, dialect.text('.'), dialect.text('')), dialect.text('’'), dialect.text('\''));
  return dialect.trim(dialect.replacePattern(plain, () => `${blankClass}+`, ' '));
}

/** Such a spelling without its article: `the netherlands`, `netherlands (the)` and `netherlands, the` are `netherlands`. */
export function bareCountryForm(dialect: Dialect, key: Sql): Sql {
  const bare = caseOf([
    [dialect.like(key, ['the ', '']), dialect.replacePattern(key, () => '^the ', '')],
    [dialect.like(key, ['', ' (the)']), dialect.replacePattern(key, (end) => ` [(]the[)]${end}`, '')],
    [dialect.like(key, ['', ', the']), dialect.replacePattern(key, (end) => `, the${end}`, '')],
  ], key);
  return caseOf([[dialect.like(key, ['', 'the', '']), bare]], key);
}

/** The same by functions alone: of the articles that a spelling may have, the first is taken away. */
export function bareOfFew(dialect: Dialect, few: FewTexts, key: Sql): Sql {
  return few.replaceFirst(key, (end) => `^the | [(]the[)]${end}|, the${end}`, '');
}

/** The words of a text, each with a blank before and behind it: ` head of sales `. */
export function wordsForm(dialect: Dialect, normal: Sql): Sql {
  const words = dialect.blankBetweenWords?.(normal) ?? dialect.replacePattern(normal, () => `[^${dialect.wordCharacters}]+`, ' ');
  return sql`concat(' ', ${words}, ' ')`;
}

/** A part of an email or url, in normal form; null where it has none. `text` is the value as it was, not null and not blank. */
export function partForm(dialect: Dialect, text: Sql, part: Part, let_: (wanted: string, value: Sql) => Sql): Sql {
  switch (part) {
    case 'domain':
      // Without the mark, all of the text is behind it.
      return knownForm(dialect, let_('behind_at', sql`nullif(${dialect.afterLast(text, '@')}, ${text})`));
    case 'host': {
      const authority = dialect.extract(dialect.trim(text), () => `^(${scheme})?([^/?#]*)`, 2);
      const host = dialect.replacePattern(dialect.afterLast(authority, '@'), (end) => `:[0-9]*${end}`, '');
      return knownForm(dialect, let_('host_text', host));
    }
    case 'path':
      return dialect.normalForm(let_('path_text', pathText(dialect, text)));
    default:
      return unreachable(part);
  }
}

/** The path of an address as it is written. */
export function pathText(dialect: Dialect, text: Sql): Sql {
  const path = dialect.trimSlashes(dialect.extract(dialect.trim(text), () => `^(${scheme})?[^/?#]*([^?#]*)`, 2));
  return sql`coalesce(nullif(${path}, ''), '/')`;
}

const scheme = '[A-Za-z][A-Za-z0-9+.-]*://';
