import type { Definition, TypedLead, TypedValue } from '../compiler/check/checked.ts';
import type { ValueType } from '../compiler/vocabulary/types.ts';
import { badReason } from './bad-reason.ts';
import { cellOf, columnFor, columnsOf, type Row } from './columns.ts';
import type { BadRow } from './data.ts';
import { isEarlyNumber } from './read-time.ts';
import { isMissing, readValue, textOf, unreadable, type Reading } from './read-value.ts';
import type { SpellingCounts } from './spelling-counts.ts';
import type { UsedNames } from './used-names.ts';

export interface ReadLeads {
  readonly leads: readonly TypedLead[];
  /** Of good rows and bad. */
  readonly ids: ReadonlySet<string>;
  readonly badRows: readonly BadRow[];
  /** Fields of good leads whose number was read as a time in January 1970, once for each. */
  readonly earlyTimes: readonly string[];
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
  const earlyTimes: string[] = [];

  rows.forEach((row, index) => {
    const id = ids[index];
    const bad = (column: string, value: unknown, reason: string): void => {
      badRows.push({ table: 'leads', row: index, column, value: shownValue(value), reason });
    };
    const idCell = cellOf(row, 'id');
    if (id === undefined) return bad(idCell?.column ?? 'id', idCell?.value, badReason.missingId);
    if (rowsById.get(id)!.length > 1) return bad(idCell!.column, idCell!.value, badReason.repeatedId);
    const values = new Map<string, TypedValue>();
    const early: string[] = [];
    for (const { field, column } of fields) {
      const cell = cellOf(row, column);
      const value = readValue(cell?.value, field.type, reading);
      if (value === unreadable) return bad(cell!.column, cell!.value, badReason.unreadableValue);
      if (value !== undefined) values.set(field.name, value);
      if (isTime(field.type) && typeof value === 'number' && isEarlyNumber(String(textOf(cell!.value)), value)) early.push(field.name);
    }
    for (const [name, value] of values) unknownSpellings.count(name, value);
    earlyTimes.push(...early);
    leads.push({ id, fields: values });
  });
  return { leads, ids: new Set(ids.filter((id) => id !== undefined)), badRows, earlyTimes };
}

/** A column with a format takes no numbers of milliseconds. */
function isTime(type: ValueType): boolean {
  return (type.kind === 'date' || type.kind === 'datetime') && type.format === undefined;
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
