import type { ValueType } from '../../plan/plan.ts';
import { mayBeMissing, surelyKnown, type Reading } from './read-cell.ts';
import type { ColumnForm } from './source.ts';
import { caseOf, no, not, sql, yes, type Sql } from './sql.ts';

/** Whether a cell that is not bad has a value; `undefined` where it has to be read for that. */
export function isKnownCell(reading: Reading, cell: { readonly sql: Sql; readonly form: ColumnForm }, type: ValueType): Sql | undefined {
  if (type.kind === 'list' || cell.form === 'json') return undefined;
  if (cell.form !== 'text') return mayBeMissing(reading) ? undefined : sql`${cell.sql} is not null`;
  const { dialect, missingTexts } = reading;
  const quick = isOfText(type) ? surelyKnown(reading, cell.sql) : undefined;
  if (quick === undefined) return undefined;
  // By functions alone: a comparison that stands in both would be worked out for all rows.
  const normal = (dialect.ofFew ?? dialect).normalForm(cell.sql);
  const isMissing = dialect.isOneOf(normal, ['', ...missingTexts].map((text) => dialect.text(text)));
  // Cases are asked in their order, and of no more rows than are left.
  return caseOf([[sql`${cell.sql} is null`, no], [quick, yes]], not(isMissing));
}

/** Read by its normal form alone. */
function isOfText({ kind }: ValueType): boolean {
  return kind === 'text' || kind === 'email' || kind === 'url' || kind === 'country' || kind === 'one of';
}
