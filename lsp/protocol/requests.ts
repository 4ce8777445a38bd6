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
  readonly coverage: readonly CoverageRow[];
}

/** One exclusion, requirement, rule, case, stage, tier or handoff, and what the tests made it do. */
export interface CoverageRow {
  readonly uri: string;
  readonly range: Range;
  readonly held: boolean;
  readonly failed: boolean;
  /** What no test made it do, although some lead could. */
  readonly neverHeld: boolean;
  readonly neverFailed: boolean;
  readonly label: string;
}

/** The tests of a document, without running them. */
export const listTestsRequest = 'mql/listTests';
export interface ListTestsResult {
  readonly tests: readonly TitledBlock[];
  /** Its claims, in the order of the text; none where the server has no solver. */
  readonly claims: readonly TitledBlock[];
}
export interface TitledBlock { readonly title: string; readonly range: Range }

/** Proves one claim of a document, which takes seconds. `index`: among `ListTestsResult.claims`. */
export const proveClaimRequest = 'mql/proveClaim';
export interface ProveClaimParams { readonly uri: string; readonly index: number }
export interface ProveClaimResult {
  /** `undefined`: there is nothing to prove, and `message` says why. */
  readonly outcome: 'proved' | 'broken' | 'not decided' | undefined;
  readonly message: string;
  /** Its lines that are not proved, each with why. */
  readonly open: readonly { readonly message: string; readonly range: Range }[];
}

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
  /** What keeps the lead from the main stage, a line each; empty where it is in it. */
  readonly missing: readonly string[];
  readonly mainStage: string | undefined;
  /** What the definition is called: the text after `definition`. */
  readonly title: string | undefined;
  /** What sections and `score` can come to, in points; `null` where there is no limit. */
  readonly limits: Readonly<Record<string, { readonly least: number | null; readonly most: number | null }>>;
}

/** Scores the sample data that the settings or the nearest `mql.json` name. */
export const scoreSampleRequest = 'mql/scoreSample';
export interface ScoreSampleResult {
  readonly problem: string | undefined;
  /** Results as `mql score --format jsonl` writes them, in the order of the data. */
  readonly results: readonly SampleResult[];
  readonly mainStage: string | undefined;
  readonly badRows: number;
  /** Leads that were passed over because there are too many. */
  readonly left: number;
  /** Epoch milliseconds. */
  readonly now: number;
}
export interface SampleResult {
  readonly id: string;
  readonly score: number;
  readonly sections: Readonly<Record<string, number>>;
  readonly qualified: boolean;
  readonly excluded: boolean;
  readonly stages: Readonly<Record<string, boolean>>;
  readonly tier?: string | null;
  readonly handoff?: { readonly to: string; readonly within_ms: number | null } | null;
}

/** One lead of the sample data as it stands there, for the lead panel. */
export const sampleLeadRequest = 'mql/sampleLead';
export interface SampleLeadParams { readonly uri: string; readonly id: string }
export interface SampleLeadResult {
  readonly problem: string | undefined;
  readonly lead: Readonly<Record<string, unknown>>;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

/** Compiles the definition of a document. Without `target`, what it can be compiled to. */
export const compileRequest = 'mql/compile';
export interface CompileParams { readonly uri: string; readonly target?: string }
export interface CompileResult {
  readonly problem: string | undefined;
  readonly targets: readonly { readonly target: string; readonly label: string; readonly detail: string }[];
  /** The editor's language of each file, and its text. */
  readonly files: readonly { readonly languageId: string; readonly text: string }[];
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

/** From server to client, where the server has no file system: the addresses of all definitions in the workspace. */
export const listFilesRequest = 'mql/listFiles';
