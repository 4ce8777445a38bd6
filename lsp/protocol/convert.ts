/** Between the project's offsets and LSP's positions. Only this folder and `server.ts` know the protocol. */
import { CompletionItemKind, DiagnosticSeverity, DiagnosticTag, InsertTextFormat, MarkupKind, SymbolKind as LspSymbolKind } from 'vscode-languageserver-protocol';
import type { CompletionItem, Diagnostic as LspDiagnostic, DocumentSymbol as LspDocumentSymbol, Location, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { Diagnostic, Edit, Severity } from '../../compiler/diagnostics/diagnostic.ts';
import { likelyMistakeCodes } from '../../compiler/diagnostics/catalog/likely-mistakes.ts';
import { positionAt } from '../../compiler/source/source-file.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import type { Span } from '../../compiler/source/span.ts';
import type { Completion, CompletionKind } from '../features/completion-items.ts';
import type { DocumentSymbol, SymbolKind } from '../features/symbols.ts';

/** A document's URI as the path that the compiler knows it by, and back. */
export class Uris {
  private readonly byPath = new Map<string, string>();

  path(uri: string): string {
    let path = uri;
    try { path = decodeURIComponent(uri); } catch { /* a stray percent sign stays as it is */ }
    this.byPath.set(path, uri);
    return path;
  }

  uri(path: string): string {
    return this.byPath.get(path) ?? encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F');
  }
}

export function range(file: SourceFile, span: Span): Range {
  return { start: positionAt(file, span.start), end: positionAt(file, span.end) };
}

export function location(uris: Uris, file: SourceFile, span: Span): Location {
  return { uri: uris.uri(file.path), range: range(file, span) };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, information: DiagnosticSeverity.Information,
};

export function diagnostic(uris: Uris, one: Diagnostic): LspDiagnostic {
  return {
    range: range(one.file, one.span),
    severity: severities[one.severity],
    code: one.code,
    source: 'mql',
    message: one.advice === undefined ? one.message : `${one.message}\n${one.advice}`,
    // Editors show it as what could go.
    ...(one.code === likelyMistakeCodes.unusedName.code ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    relatedInformation: one.related.map(({ file, span, message }) => ({ location: location(uris, file, span), message })),
  };
}

export function workspaceEdit(uris: Uris, edits: readonly Edit[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, span, text } of edits) (changes[uris.uri(file.path)] ??= []).push({ range: range(file, span), newText: withLineEndsOf(file, text) });
  return { changes };
}

/** Not every editor makes the line ends of an edit those of the file. */
export function withLineEndsOf(file: SourceFile, text: string): string {
  return file.text.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text;
}

/** The lines that differ, as one edit; none where nothing does. */
export function lineEdits(file: SourceFile, text: string): TextEdit[] {
  const [older, newer] = [file.text.split(/(?<=\n)/), withLineEndsOf(file, text).split(/(?<=\n)/)];
  let same = 0;
  while (same < older.length && same < newer.length && older[same] === newer[same]) same += 1;
  let tail = 0;
  while (tail < older.length - same && tail < newer.length - same && older[older.length - 1 - tail] === newer[newer.length - 1 - tail]) tail += 1;
  if (same === older.length && same === newer.length) return [];
  const start = older.slice(0, same).join('').length;
  const end = file.text.length - older.slice(older.length - tail).join('').length;
  return [{ range: range(file, { start, end }), newText: newer.slice(same, newer.length - tail).join('') }];
}

const completionKinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Field, event: CompletionItemKind.Event, property: CompletionItemKind.Property, defined: CompletionItemKind.Function,
  list: CompletionItemKind.Variable, section: CompletionItemKind.Module, stage: CompletionItemKind.Class, value: CompletionItemKind.EnumMember,
  keyword: CompletionItemKind.Keyword, snippet: CompletionItemKind.Snippet, type: CompletionItemKind.TypeParameter, tier: CompletionItemKind.EnumMember, file: CompletionItemKind.File,
};

/** @param withSnippets whether the editor fills in places of a snippet; else what they hold to begin with is plain text */
export function completionItem(one: Completion, replaces: Range, withSnippets: boolean): CompletionItem {
  const isSnippet = one.isSnippet && withSnippets;
  return {
    label: one.label,
    kind: completionKinds[one.kind],
    ...(one.detail === '' ? {} : { detail: one.detail }),
    ...(one.documentation === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: one.documentation } }),
    sortText: `${String(Math.round(one.rank * 1000)).padStart(6, '0')}${one.label}`,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: replaces, newText: one.isSnippet && !isSnippet ? plainText(one.text) : one.text },
  };
}

/** A snippet with what its places hold to begin with. */
function plainText(snippet: string): string {
  return snippet.replace(/\$\{\d+(?::([^}]*)|\|([^,|]*)[^}]*)\}|\$\d/g, (_place, text?: string, choice?: string) => text ?? choice ?? '');
}

const symbolKinds: Readonly<Record<SymbolKind, LspSymbolKind>> = {
  definition: LspSymbolKind.Package, block: LspSymbolKind.Namespace, section: LspSymbolKind.Module, field: LspSymbolKind.Field, event: LspSymbolKind.Event,
  list: LspSymbolKind.Array, defined: LspSymbolKind.Function, rule: LspSymbolKind.Number, requirement: LspSymbolKind.Boolean, stage: LspSymbolKind.Class,
  tier: LspSymbolKind.EnumMember, score: LspSymbolKind.Variable, handoff: LspSymbolKind.Operator, test: LspSymbolKind.Method, file: LspSymbolKind.File,
};

export function symbolKind(kind: SymbolKind): LspSymbolKind {
  return symbolKinds[kind];
}

export function documentSymbol(file: SourceFile, one: DocumentSymbol): LspDocumentSymbol {
  return {
    name: one.name,
    ...(one.detail === '' ? {} : { detail: one.detail }),
    kind: symbolKinds[one.kind],
    range: range(file, one.span),
    selectionRange: range(file, one.nameSpan),
    children: one.children.map((child) => documentSymbol(file, child)),
  };
}
