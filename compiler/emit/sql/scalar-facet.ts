/** What can be asked of one value of the data, as SQL. */
import type { Part, ScalarType } from '../../plan/plan.ts';
import { memberOf, readNormal, readPart, readScalar, type Cell, type Reading } from './read-cell.ts';
import { caseOf, sql, type Sql } from './sql.ts';

/**
 * What is asked of a value. `value`: a double, boolean, instant, length of time, or a text in normal form. `identity`: the same for
 * two values exactly if they are the same; of countries and members, however they are spelled. `content`: the same, but of texts every
 * letter counts, as in rows of one event. `elements`: of a list of texts, its elements' normal forms, those of missing ones too. The others
 * name pieces of which a text must have one, or the test that asks fails: what has none may be null there. `containing` is in lower case,
 * and maybe not trimmed.
 */
export type Facet = 'value' | 'identity' | 'content' | 'elements' | Part
  | { readonly members: readonly string[] | 'all' } | { readonly containing: readonly string[] } | { readonly words: readonly string[] }
  | { readonly path: readonly string[] };

export function scalarFacet(reading: Reading, cell: Cell, type: ScalarType, facet: Exclude<Facet, object>): Sql {
  switch (facet) {
    case 'value':
      return readScalar(reading, cell, type).value;
    case 'identity':
      return identity(reading, type, readScalar(reading, cell, type).value);
    case 'content':
      return content(reading, cell, type);
    case 'elements':
      return reading.dialect.normalForm(readNormal(reading, cell).text);
    default:
      return readPart(reading, cell, facet);
  }
}

function identity(reading: Reading, type: ScalarType, value: Sql): Sql {
  if (type.kind !== 'country' && type.kind !== 'one of') return value;
  const member = reading.let('member', memberOf(reading.dialect, reading.let, type, value, 'all'));
  const known = sql`concat('m ', ${member})`;
  // No text can be taken for a member.
  return caseOf([[sql`${member} is not null`, known], [sql`${value} is not null`, sql`concat('t ', ${value})`]]);
}

function content(reading: Reading, cell: Cell, type: ScalarType): Sql {
  const { value } = readScalar(reading, cell, type);
  switch (type.kind) {
    case 'text':
    case 'email':
    case 'url':
    case 'country':
    case 'one of': {
      const { text } = readNormal(reading, cell);
      const written = caseOf([[sql`${value} is not null`, sql`concat('t ', ${text})`]]);
      if (type.kind !== 'country' && type.kind !== 'one of') return written;
      const member = reading.let('member', memberOf(reading.dialect, reading.let, type, value, 'all'));
      return caseOf([[sql`${member} is not null`, sql`concat('m ', ${member})`]], written);
    }
    default:
      return value;
  }
}
