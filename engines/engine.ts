/**
 * Where leads are scored. Each engine takes the same request and gives the same answer; which one it is changes nothing but
 * where the work is done. An engine is loaded only once it is asked for: `find-engine.ts`.
 */
import type { Definition } from '../compiler/check/checked.ts';
import type { Result } from '../runtime/result.ts';
import type { DataReport } from './data-report.ts';
import type { PlacedBadRow } from './placed-bad-row.ts';
import type { ColumnNames } from './wanted-data.ts';

export interface Engine {
  /** As messages name it. */
  readonly name: string;
  /** Whether `leads`, `events` and results may be tables of a database. */
  readonly hasTables: boolean;
  /** Whether results may be a folder of part files. */
  readonly hasFolders?: boolean;
  /**
   * Scores the leads. Rejects with a `DataProblem` for data that cannot be read at all, and with any error once the signal
   * has come. Whatever it answers is to be closed.
   */
  score(request: ScoreRequest): Promise<Scored>;
}

export interface ScoredDefinition {
  /** What tells it from the others of the request: its path, as the user gave it. */
  readonly name: string;
  readonly definition: Definition;
}

export interface ScoreRequest {
  /** One or more. A row that one of them cannot read is bad for all of them, so that all score the same leads. */
  readonly definitions: readonly ScoredDefinition[];
  /** A file, a pattern, a `.sql` file or `-` for standard input; of an engine with tables, also one of those. */
  readonly leads: string;
  readonly events: string | undefined;
  readonly columns: ColumnNames;
  readonly standardInput: NodeJS.ReadableStream;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly results: ResultsOutput;
  /** One row for each lead and rule that paid, in the order of the leads, of the definitions, of the rules: `engines/output/contribution.ts`. */
  readonly contributions: FileOutput | undefined;
  /** Bad rows are set apart and the others scored. Otherwise nothing is scored once a row is bad. */
  readonly setsBadRowsApart: boolean;
  /** Bytes that the work may take, this process counted in; what needs more goes to disk. */
  readonly memory: number | undefined;
  /** Told what is being done, for people who wait. */
  readonly progress: (doing: string) => void;
  readonly signal: AbortSignal | undefined;
}

export type TableFormat = 'jsonl' | 'csv' | 'parquet';

/** Written to the path as it is; whoever asks gives the whole file its name afterwards. The path is there, and empty. */
export interface FileOutput {
  readonly format: TableFormat;
  readonly path: string;
}

export type ResultsOutput =
  | ({ readonly kind: 'file' } & FileOutput)
  /** Nothing is written: the so many leads of each definition with the highest scores are answered. */
  | { readonly kind: 'highest'; readonly rows: number }
  /** A folder of part files of Parquet, where the engine's machines see it. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A table of the engine's database, made anew in one transaction. */
  | { readonly kind: 'table'; readonly name: string };

export interface Scored {
  /** Good leads. */
  readonly leads: number;
  /** In the order of the request. Without meaning if rows are bad and the request did not set them apart. */
  readonly definitions: readonly ScoredByDefinition[];
  readonly badRowCount: number;
  /** In the order of the data, leads first. @param limit of each table */
  badRows(limit?: number): AsyncGenerator<PlacedBadRow>;
  close(): Promise<void>;
}

export interface ScoredByDefinition {
  /** How many leads are in each stage, in the order of the stages. */
  readonly stages: readonly number[];
  readonly report: DataReport;
  /** Where the highest were asked for; leads of one score in the order of the data. */
  readonly highest: readonly Result[];
}
