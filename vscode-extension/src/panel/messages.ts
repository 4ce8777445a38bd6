/** What the extension and the page of the lead panel tell each other. */
import type { ExplainResult, LeadFormResult, ScoreSampleResult } from '../../../lsp/protocol/requests.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface PanelLead {
  readonly lead: Row;
  /** `at` is as data has it, or how long ago: `3d`. */
  readonly events: readonly Row[];
  /** Judged at the time of the sample data instead of now. */
  readonly fromSample: boolean;
}

export type ToPanel =
  | { readonly kind: 'form'; readonly form: LeadFormResult; readonly sample: ScoreSampleResult }
  | { readonly kind: 'lead'; readonly id: string; readonly lead: Row; readonly events: readonly Row[] }
  | { readonly kind: 'result'; readonly result: ExplainResult; readonly now: number }
  | { readonly kind: 'show table' };

export type FromPanel =
  | { readonly kind: 'ready' }
  | { readonly kind: 'lead'; readonly lead: PanelLead }
  | { readonly kind: 'pick'; readonly id: string }
  /** Both from 1. */
  | { readonly kind: 'reveal'; readonly line: number; readonly column: number };
