import type { Definition, TypedLead, TypedValue } from '../compiler/check/checked.ts';
import { badReason } from './bad-reason.ts';
import { cellOf, columnFor, columnsOf, type Row } from './columns.ts';
import type { BadRow } from './data.ts';
import { isMissing, readValue, textOf, unreadable, type Reading } from './read-value.ts';
import type { SpellingCounts } from './spelling-counts.ts';
import type { UsedNames } from './used-names.ts';

export interface ReadLeads {
  readonly leads: readonly TypedLead[];
  /** Of good rows and bad. */
  readonly ids: ReadonlySet<string>;
  readonly badRows: readonly BadRow[];
}

/** Every row whose id another row has, too, is bad: which of them is right, nobody can tell. */
export function readLeads(
  rows: readonly Row[], definition: Definition, used: UsedNames, reading: Reading, unknownSpellings: SpellingCounts,
): ReadLeads {
  const columns = columnsOf(rows);
  const fields = definition.vocabulary.fields
    .filter((field) => used.fields.has(field.name))
    .map((field) => ({ field, column: columnFor(field.spellings, field.name, columns) }));
  const ids = rows.map((row) => idOf(cellOf(row, 'id')?.value, reading));
  const rowsById = Map.groupBy(ids, (id) => id);
  const leads: TypedLead[] = [];
  const badRows: BadRow[] = [];

  rows.forEach((row, index) => {
    const id = ids[index];
    const bad = (column: string, value: unknown, reason: string): void => {
      badRows.push({ table: 'leads', row: index, column, value: shownValue(value), reason });
    };
    const idCell = cellOf(row, 'id');
    if (id === undefined) return bad(idCell?.column ?? 'id', idCell?.value, badReason.missingId);
    if (rowsById.get(id)!.length > 1) return bad(idCell!.column, idCell!.value, badReason.repeatedId);
    const values = new Map<string, TypedValue>();
    for (const { field, column } of fields) {
      const cell = cellOf(row, column);
      const value = readValue(cell?.value, field.type, reading);
      if (value === unreadable) return bad(cell!.column, cell!.value, badReason.unreadableValue);
      if (value !== undefined) values.set(field.name, value);
    }
    for (const [name, value] of values) unknownSpellings.count(name, value);
    leads.push({ id, fields: values });
  });
  return { leads, ids: new Set(ids.filter((id) => id !== undefined)), badRows };
}

/** An id's exact text, or a JSON number's digits; `undefined` where there is none. */
export function idOf(raw: unknown, reading: Reading): string | undefined {
  const text = typeof raw === 'boolean' ? unreadable : textOf(raw);
  return text === unreadable || isMissing(text, reading) ? undefined : text;
}

export function shownValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
