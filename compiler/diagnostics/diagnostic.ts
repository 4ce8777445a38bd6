import type { SourceFile } from '../source/source-file.ts';
import { moved } from '../source/span.ts';
import type { Span } from '../source/span.ts';

export type Severity = 'error' | 'warning' | 'information';

/** Plain text edits, made where the diagnostic is made; `check --fix` and the editor apply the same ones. */
export interface Edit {
  readonly file: SourceFile;
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  /** Said as an order: "write `..` for a range". */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Another place that the reader should see. */
export interface Related {
  readonly file: SourceFile;
  readonly span: Span;
  readonly message: string;
}

/** A lead that shows what a diagnostic says. */
export interface ShownLead {
  /** What it shows: "reaches `mql` and not `sql`". */
  readonly title: string;
  /** As the lines of a test, and what comes of it. */
  readonly lines: readonly string[];
}

/** Language reference, section 8. */
export interface Diagnostic {
  /** `MQL0xxx` reading, `MQL1xxx` names and types, `MQL2xxx` likely mistakes, `MQL3xxx` data. */
  readonly code: string;
  readonly severity: Severity;
  readonly file: SourceFile;
  readonly span: Span;
  /** What was found, in plain words: lower case, user text in backquotes, no full stop. */
  readonly message: string;
  /** What would be right, when it can be said. */
  readonly advice?: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** Only of what a proof found; the reference interpreter has scored it. */
  readonly lead?: ShownLead;
}

/**
 * One code. Entries are the only source of messages: code reports an entry with evidence, never a string.
 * `avoid` and `prefer` are whole MQL files: a test holds that `avoid` gives this code and `prefer` gives nothing.
 */
export interface CatalogEntry<Evidence> {
  readonly code: string;
  readonly severity: Severity;
  /** The heading of its documentation page. */
  readonly title: string;
  readonly message: (evidence: Evidence) => string;
  readonly advice?: (evidence: Evidence) => string | undefined;
  readonly why: string;
  readonly avoid: string;
  readonly prefer: string;
}

/** Fixes the type of a catalog entry's evidence. */
export function entry<Evidence>(catalogEntry: CatalogEntry<Evidence>): CatalogEntry<Evidence> {
  return catalogEntry;
}

export interface ReportOptions {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly lead?: ShownLead | undefined;
}

/** Makes a diagnostic out of a catalog entry and its evidence. */
export function diagnose<Evidence>(
  catalogEntry: CatalogEntry<Evidence>,
  file: SourceFile,
  span: Span,
  evidence: Evidence,
  options: ReportOptions = {},
): Diagnostic {
  const advice = catalogEntry.advice?.(evidence);
  return {
    code: catalogEntry.code,
    severity: catalogEntry.severity,
    file,
    span,
    message: catalogEntry.message(evidence),
    ...(advice === undefined ? {} : { advice }),
    related: options.related ?? [],
    fixes: options.fixes ?? [],
    ...(options.lead === undefined ? {} : { lead: options.lead }),
  };
}

/** The same of a newer text of its file, in which all places that it names stand so far behind where they stood. */
export function movedDiagnostic(diagnostic: Diagnostic, file: SourceFile, by: number): Diagnostic {
  const place = <Place extends { readonly file: SourceFile; readonly span: Span }>(one: Place): Place => (
    one.file === diagnostic.file ? { ...one, file, span: moved(one.span, by) } : one);
  return {
    ...place(diagnostic),
    related: diagnostic.related.map(place),
    fixes: diagnostic.fixes.map(({ title, edits }) => ({ title, edits: edits.map(place) })),
  };
}
