import type { Definition } from '../compiler/check/checked.ts';
import type { BadRow, DataReport, RawData } from './data.ts';
import { evaluate } from './evaluate.ts';
import { readRows } from './read-rows.ts';
import type { Explanation, Result } from './result.ts';

/** The reference interpreter over raw rows, in the shape that all engines are compared in. */
export const referenceEvaluator = {
  name: 'reference',

  evaluate(definition: Definition, data: RawData, now: number): Promise<{
    results: readonly Result[]; explanations: readonly Explanation[]; badRows: readonly BadRow[]; report: DataReport;
  }> {
    const { leads, events, badRows, report } = readRows(definition, data);
    const explanations = leads.map((lead) => evaluate(definition, lead, events.get(lead.id) ?? [], now));
    const results = explanations.map(({ items: _items, ...result }) => result);
    return Promise.resolve({ results, explanations, badRows, report });
  },

  close(): Promise<void> {
    return Promise.resolve();
  },
};
