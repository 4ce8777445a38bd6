/** Sample leads scored as one types: how many qualify, and each with its result. */
import type { Row } from './read-table.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import { evaluate } from '../../reference/evaluate.ts';
import { readRows } from '../../reference/read-rows.ts';
import type { Result } from '../../reference/result.ts';

/** More leads of a sample than this are not scored: the answer has to be there while one types. */
export const mostSampleLeads = 2000;

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

export function columnKey(column: string): string {
  return column.toLowerCase().replace(/[\s_-]/g, '');
}

/** One lead of the sample with its events, their columns of section 9 under the names that the language gives them. */
export function sampleLead(sample: Sample, id: string): { readonly lead: Row; readonly events: readonly Row[] } | undefined {
  const named = (row: Row, names: readonly string[]): Row => Object.fromEntries(
    Object.entries(row).map(([column, value]) => [names.find((name) => columnKey(name) === columnKey(column)) ?? column, value]));
  const lead = sample.leads.map((row) => named(row, ['id'])).find((row) => String(row['id']).trim() === id);
  if (lead === undefined) return undefined;
  const events = sample.events.map((row) => named(row, ['lead_id', 'type', 'at', 'id', 'properties'])).filter((row) => String(row['lead_id']).trim() === id);
  return { lead, events: events.map(({ lead_id: _lead, ...event }) => Object.fromEntries(Object.entries(event).filter(([, value]) => value !== '' && value !== null))) };
}
