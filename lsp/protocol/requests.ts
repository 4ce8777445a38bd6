/** Requests beyond LSP that the VS Code extension makes. All positions are LSP's. */
import type { Range } from 'vscode-languageserver-protocol';

/** Runs the `test` blocks of a document. */
export const runTestsRequest = 'mql/runTests';
export interface RunTestsParams { readonly uri: string }
export interface RunTestsResult {
  /** Why there are no results; the diagnostics of the document say the rest. */
  readonly problem: string | undefined;
  readonly tests: readonly {
    readonly title: string;
    readonly range: Range;
    readonly passed: boolean;
    readonly failures: readonly { readonly message: string; readonly expected: string; readonly found: string; readonly range: Range; readonly uri: string }[];
  }[];
  readonly coverage: readonly { readonly uri: string; readonly range: Range; readonly held: boolean; readonly failed: boolean; readonly label: string }[];
}

/** The tests of a document, without running them. */
export const listTestsRequest = 'mql/listTests';
export interface ListTestsResult { readonly tests: readonly { readonly title: string; readonly range: Range }[] }

/** Scores one lead and explains it. Values are as data has them; events as rows of an events file. */
export const explainRequest = 'mql/explain';
export interface ExplainParams {
  readonly uri: string;
  readonly lead: Readonly<Record<string, unknown>>;
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** Epoch milliseconds. */
  readonly now: number;
}
export interface ExplainResult {
  readonly problem: string | undefined;
  /** As `mql explain --format json` writes it. */
  readonly explanation: unknown;
  readonly text: string | undefined;
}

/** What of a lead the definition asks, for a form to fill in. */
export const leadFormRequest = 'mql/leadForm';
export interface LeadFormResult {
  readonly problem: string | undefined;
  readonly fields: readonly { readonly name: string; readonly type: string; readonly values: readonly string[] }[];
  readonly events: readonly { readonly name: string; readonly properties: readonly { readonly name: string; readonly type: string }[] }[];
}

/** From server to client, where the server has no file system: the text of a file, or `null`. */
export const readFileRequest = 'mql/readFile';
