/** Sample leads scored as one types: how many qualify, and each with its result. */
import type { Row } from './read-table.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import { evaluate } from '../../reference/evaluate.ts';
import { readRows } from '../../reference/read-rows.ts';
import type { Result } from '../../reference/result.ts';

/** More leads of a sample than this are not scored: the answer has to be there while one types. */
export const mostSampleLeads = 500;

export interface Sample {
  readonly leads: readonly Row[];
  readonly events: readonly Row[];
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface SampleScores {
  readonly results: readonly Result[];
  readonly badRows: number;
  /** How many leads of the sample were passed over because there are too many. */
  readonly left: number;
}

/** Each sample is scored once by each definition: a lens and a table that ask the same share the work. */
const scored = new WeakMap<Definition, WeakMap<Sample, SampleScores>>();

/** Never throws for what the data holds: rows that cannot be read are counted. */
export function scoreSample(definition: Definition, sample: Sample): SampleScores {
  const known = scored.get(definition)?.get(sample);
  if (known !== undefined) return known;
  const chosen = sample.leads.slice(0, mostSampleLeads);
  const { leads, events, badRows } = readRows(definition, { leads: chosen, events: sample.events });
  const results = leads.map((lead) => {
    const { items: _items, ...result } = evaluate(definition, lead, events.get(lead.id) ?? [], sample.now);
    return result;
  });
  const scores = { results, badRows: badRows.length, left: sample.leads.length - chosen.length };
  const samples = scored.get(definition) ?? new WeakMap<Sample, SampleScores>();
  samples.set(sample, scores);
  scored.set(definition, samples);
  return scores;
}

/** Spellings of columns and types are compared without case, blanks, `_` and `-`. Language reference, section 9. */
export function spellingKey(spelling: string): string {
  return spelling.toLowerCase().replace(/[\s_-]/g, '');
}

/** One lead of the sample with its events, columns and types under the names that the definition gives them. */
export function sampleLead(definition: Definition, sample: Sample, id: string): { readonly lead: Row; readonly events: readonly Row[] } | undefined {
  const { fields, events: types } = definition.vocabulary;
  const fieldNames = new Map([['id', 'id'], ...fields.flatMap(({ name, spellings }) => [name, ...spellings].map((each) => [spellingKey(each), name] as const))]);
  const typeNames = new Map(types.flatMap(({ name, spellings }) => [name, ...spellings].map((each) => [spellingKey(each), name] as const)));
  const own = new Map(['lead_id', 'type', 'at', 'id', 'properties'].map((name) => [spellingKey(name), name] as const));

  const lead = sample.leads.map((row) => renamed(row, fieldNames)).find((row) => textOf(row['id']) === id);
  if (lead === undefined) return undefined;
  const events = sample.events.map((row) => renamed(row, own)).filter((row) => textOf(row['lead_id']) === id).map(({ lead_id: _lead, ...event }) => {
    const type = typeNames.get(spellingKey(textOf(event['type'])));
    return type === undefined ? event : { ...event, type };
  });
  return { lead, events };
}

/** Columns that hold nothing are left out. */
function renamed(row: Row, names: ReadonlyMap<string, string>): Row {
  const cells = Object.entries(row).filter(([, value]) => value !== '' && value !== null);
  return Object.fromEntries(cells.map(([column, value]) => [names.get(spellingKey(column)) ?? column, value]));
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value.trim() : JSON.stringify(value);
}
