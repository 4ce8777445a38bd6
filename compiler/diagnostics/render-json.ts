import type { Diagnostic, ShownLead } from './diagnostic.ts';
import { positionAt, type Position, type SourceFile } from '../source/source-file.ts';
import type { Span } from '../source/span.ts';

/** As in the Language Server Protocol: both from 0, in UTF-16 code units. */
export interface JsonRange {
  readonly start: Position;
  readonly end: Position;
}

export interface JsonDiagnostic {
  readonly file: string;
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly range: JsonRange;
  readonly fixes: readonly { readonly title: string; readonly edits: readonly { readonly file: string; readonly range: JsonRange; readonly newText: string }[] }[];
  readonly advice?: string;
  readonly lead?: ShownLead;
  readonly related?: readonly { readonly file: string; readonly range: JsonRange; readonly message: string }[];
}

/** One JSON array on one line a diagnostic, with a line break at its end. */
export function renderJson(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '[]\n';
  return `[\n${diagnostics.map((diagnostic) => `  ${JSON.stringify(jsonDiagnostic(diagnostic))}`).join(',\n')}\n]\n`;
}

export function jsonDiagnostic(diagnostic: Diagnostic): JsonDiagnostic {
  return {
    file: diagnostic.file.path,
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    range: jsonRange(diagnostic.file, diagnostic.span),
    fixes: diagnostic.fixes.map((fix) => ({
      title: fix.title,
      edits: fix.edits.map((edit) => ({ file: edit.file.path, range: jsonRange(edit.file, edit.span), newText: edit.text })),
    })),
    ...(diagnostic.advice === undefined ? {} : { advice: diagnostic.advice }),
    ...(diagnostic.lead === undefined ? {} : { lead: diagnostic.lead }),
    ...(diagnostic.related.length === 0
      ? {}
      : { related: diagnostic.related.map((place) => ({ file: place.file.path, range: jsonRange(place.file, place.span), message: place.message })) }),
  };
}

export function jsonRange(file: SourceFile, span: Span): JsonRange {
  return { start: positionAt(file, span.start), end: positionAt(file, span.end) };
}
