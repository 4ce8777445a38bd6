import type { ValueType } from '../../plan/plan.ts';
import type { ReadingRules, RelationReader } from './read-relation.ts';
import type { Column } from './source.ts';
import { and, not, sql, type Sql } from './sql.ts';

/**
 * Whether a number was read as a time in January 1970, as one of seconds would be; `undefined` where no number is read as a time.
 * Language reference, section 9.
 */
export function isEarlyTime(reader: RelationReader, wanted: string, column: Column, type: ValueType, rules: ReadingRules): Sql | undefined {
  if (type.kind !== 'date' && type.kind !== 'datetime' || type.format !== null) return undefined;
  if (column.form !== 'text' && column.form !== 'json' && column.form !== 'number') return undefined;
  const value = reader.facet(wanted, { column, member: undefined }, type, 'value', rules);
  const isEarly = sql`(${value} >= 0 and ${value} < ${Date.UTC(1970, 1, 1)})`;
  // Digits, and no date of that month: those have the year, of their zone, and a dash.
  return column.form === 'number' ? isEarly : and([isEarly, not(reader.dialect.like(reader.cell(column), ['', '19', '-', '']))]);
}
