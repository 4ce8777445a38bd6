import type { Definition } from '../compiler/check/checked.ts';
import type { BadRow, DataReport, RawData } from '../reference/data.ts';
import type { Explanation, Result } from '../reference/result.ts';

export type { BadRow, DataReport, RawData } from '../reference/data.ts';
export type { Explanation, Result } from '../reference/result.ts';

/** What an engine makes of a definition and raw rows. Language reference, sections 6 and 9. */
export interface Evaluation {
  /** Of the good leads, in order. */
  readonly results: readonly Result[];
  /** In the order of the results; absent from an engine that does not explain. */
  readonly explanations?: readonly Explanation[];
  /** Leads first, each in the order of the rows; a row stands once, with the first thing that is wrong with it. */
  readonly badRows: readonly BadRow[];
  readonly report: DataReport;
}

/** Every engine is put through the same cases by this interface. */
export interface Evaluator {
  readonly name: string;
  evaluate(definition: Definition, data: RawData, now: number): Promise<Evaluation>;
  close(): Promise<void>;
}
