import type { ValueType } from '../../plan/plan.ts';
import type { Dialect } from './dialect.ts';
import type { Facet } from './scalar-facet.ts';
import { sql, type Sql } from './sql.ts';

/** What stands for a missing value of the type, as its facet is held in the database. */
export function noValue(dialect: Dialect, type: ValueType, facet: Facet): Sql {
  const { types } = dialect;
  if (type.kind === 'list') {
    // An empty list tells its database of what it is by its elements.
    return dialect.listOrNull(dialect.listMap(dialect.split(sql`cast(null as ${types.text})`), 'item', () => noValue(dialect, type.element, facet)));
  }
  if (facet !== 'value' && facet !== 'identity' && facet !== 'content') return sql`cast(null as ${types.text})`;
  switch (type.kind) {
    case 'number':
    case 'money':
      return sql`cast(null as ${types.double})`;
    case 'boolean':
      return sql`cast(null as ${types.boolean})`;
    case 'duration':
    case 'date':
    case 'datetime':
      return sql`cast(null as ${types.integer})`;
    default:
      return sql`cast(null as ${types.text})`;
  }
}
