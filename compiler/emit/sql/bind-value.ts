/** Names for values inside an expression. */
import type { Dialect } from './dialect.ts';
import { trusted, type Sql } from './sql.ts';

/** The longest text, in characters, that repeated values may make of an expression. */
const longestRepetition = 8_000;

/** The expression with `name` standing for `value`: written in its place where that stays short, and bound where not. */
export function bindValue(dialect: Dialect, name: Sql, value: Sql, expression: Sql): Sql {
  const word = new RegExp(`\\b${name}\\b`, 'g');
  const uses = expression.match(word)?.length ?? 0;
  return uses <= 1 || uses * value.length < longestRepetition ? trusted(expression.replace(word, () => value)) : dialect.bind(name, value, expression);
}
