import type { ColumnForm } from '../../../compiler/emit/sql/source.ts';
import type { Plan } from '../../../compiler/plan/plan.ts';
import { numberOf, sqlText, type Database } from '../database.ts';
import type { LoadedTable } from '../loaded-table.ts';
import { cellTextOf, rowsOfTable } from './relation-of.ts';

/** How the times of events are read without a look at each of their letters. */
export interface InstantColumn {
  readonly form: ColumnForm;
  /** Makes the value of the text. */
  readonly of: (text: string) => string;
}

const time = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?';
const day = '(19[7-9][0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}';

const candidates: readonly (InstantColumn & { readonly pattern: string })[] = [
  { form: 'number', pattern: '[0-9]{1,13}', of: (text) => `cast(${text} as bigint)` },
  { form: 'timestamp with time zone', pattern: `${day}[T ]${time}(Z|[+-][0-9]{2}:[0-9]{2})`, of: (text) => `cast(${text} as timestamptz)` },
  { form: 'timestamp', pattern: `${day}([T ]${time})?`, of: (text) => `cast(${text} as timestamp)` },
];

/**
 * Most files write all their times in one way that DuckDB reads as the language does; then it may. `undefined` where some row
 * has another way, or where a definition has texts for "nothing" that might be times.
 */
export async function instantColumn(database: Database, events: LoadedTable, plans: readonly Plan[]): Promise<InstantColumn | undefined> {
  const { native, spellings } = events.columns[atColumn]!;
  if (spellings.length === 0 || native !== undefined && native.form !== 'text' || events.columns[atColumn]!.isJson && events.format !== 'json') return undefined;
  if (plans.some(({ schema }) => schema.missingTexts.some((text) => /^\s*[0-9]/.test(text)))) return undefined;
  const text = cellTextOf(events, atColumn);
  const [first] = (await database.connection.runAndReadAll(`SELECT ${text} FROM ${rowsOfTable(events)} LIMIT 1`)).getRows();
  if (first === undefined || typeof first[0] !== 'string') return undefined;
  const candidate = candidates.find(({ pattern }) => new RegExp(`^${pattern}$`).test(first[0] as string));
  if (candidate === undefined) return undefined;
  const reads = `try_${candidate.of('text')} IS NOT NULL`;
  const others = `SELECT 1 FROM (SELECT ${text} AS text FROM ${rowsOfTable(events)}) WHERE text IS NULL OR NOT regexp_full_match(text, ${sqlText(candidate.pattern)}) OR NOT (${reads}) LIMIT 1`;
  return (await numberOf(database.connection, `SELECT count(*) FROM (${others})`)) === 0 ? candidate : undefined;
}

const atColumn = 2;
