/**
 * Pieces of SQL. INVARIANT: text of a definition, of a label or of data becomes part of a piece only through a dialect's `text`,
 * `name` or `comment`; everything else is written in this folder.
 */
declare const piece: unique symbol;

/** A whole expression, or a name. As an operand of anything it stands without further parentheses. */
export type Sql = string & { readonly [piece]: true };

/** Writes SQL: what is put in is SQL already, or a whole number. */
export function sql(parts: TemplateStringsArray, ...values: readonly (Sql | number)[]): Sql {
  let written = parts[0]!;
  values.forEach((value, index) => {
    written += (typeof value === 'number' ? wholeNumber(value) : value) + parts[index + 1]!;
  });
  return written as Sql;
}

/** Only for text that is SQL by its origin: a dialect's own words, a query that the user wrote. */
export function trusted(text: string): Sql {
  return text as Sql;
}

function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${value}`);
  return value < 0 ? `(${value})` : String(value);
}

export const nothing = trusted('null');
export const yes = trusted('true');
export const no = trusted('false');

export function list(values: readonly Sql[]): Sql {
  return values.join(', ') as Sql;
}

/** Conjunction; of no parts true. */
export function and(parts: readonly Sql[]): Sql {
  const asked = parts.filter((part) => part !== yes);
  if (asked.includes(no)) return no;
  if (asked.length === 0) return yes;
  return asked.length === 1 ? asked[0]! : trusted(`(${asked.join(' and ')})`);
}

/** Disjunction; of no parts false. */
export function or(parts: readonly Sql[]): Sql {
  const asked = parts.filter((part) => part !== no);
  if (asked.includes(yes)) return yes;
  if (asked.length === 0) return no;
  return asked.length === 1 ? asked[0]! : trusted(`(${asked.join(' or ')})`);
}

/** Two-valued: true where the operand is false or null. */
export function not(operand: Sql): Sql {
  if (operand === yes) return no;
  if (operand === no) return yes;
  return sql`((${operand}) is not true)`;
}

/** Never null. */
export function decided(condition: Sql): Sql {
  return condition === yes || condition === no ? condition : sql`((${condition}) is true)`;
}

export function caseOf(cases: readonly (readonly [when: Sql, then: Sql])[], otherwise: Sql = nothing): Sql {
  const first = cases[0];
  if (first === undefined || first[0] === no && cases.length === 1) return otherwise;
  if (first[0] === yes) return first[1];
  const whens = cases.map(([when, then]) => `when ${when} then ${then}`).join(' ');
  return trusted(otherwise === nothing ? `case ${whens} end` : `case ${whens} else ${otherwise} end`);
}

/** `left in (...)`, or `=` for one; of none false. */
export function oneOf(left: Sql, values: readonly Sql[]): Sql {
  if (values.length === 0) return no;
  return values.length === 1 ? sql`${left} = ${values[0]!}` : sql`${left} in (${list(values)})`;
}

/** Databases take a sum of many terms for as many expressions inside each other, and go a thousand deep at most: DuckDB says so. */
const mostTerms = 100;

export function sum(parts: readonly Sql[]): Sql {
  if (parts.length === 0) return sql`0`;
  if (parts.length > mostTerms) {
    return sum(Array.from({ length: Math.ceil(parts.length / mostTerms) }, (_group, index) => sum(parts.slice(index * mostTerms, (index + 1) * mostTerms))));
  }
  return parts.length === 1 ? parts[0]! : trusted(`(${parts.join(' + ')})`);
}
