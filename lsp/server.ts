/**
 * The language server over any connection: Node's standard streams, or a web worker's messages.
 * All meaning is in `features/`; this file carries questions and answers between them and the protocol. It is longer than most, as it is
 * the one place where each request of the protocol meets its feature.
 */
import {
  CodeLensRefreshRequest, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, DidChangeWorkspaceFoldersNotification, DocumentHighlightKind,
  FileChangeType, InlayHintRefreshRequest, MarkupKind, ResponseError, SemanticTokensBuilder, TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { ClientCapabilities, Connection, InitializeResult, Range } from 'vscode-languageserver';
import { codeActions } from './features/code-actions.ts';
import { completionsAt } from './features/completion.ts';
import { codeLenses, documentLinks, inlayHints } from './features/hints.ts';
import { hoverAt } from './features/hover.ts';
import type { Prove } from './features/prove-claim.ts';
import { scoreSample } from './features/sample-leads.ts';
import { definitionsAt, highlightsAt, referencesAt, renameAt, renameRange, sharedNameAt } from './features/navigation.ts';
import { selectionRanges } from './features/selection.ts';
import { semanticTokenModifiers, semanticTokens, semanticTokenTypes } from './features/semantic-tokens.ts';
import { signatureAt } from './features/signature.ts';
import { documentSymbols, foldingRanges } from './features/symbols.ts';
import { completionItem, diagnostic, documentSymbol, lineEdits, location, range, symbolKind, Uris, workspaceEdit } from './protocol/convert.ts';
import { listFilesRequest, readFileRequest } from './protocol/requests.ts';
import { proveCommand, runTestCommand, serveCommands, writeTestsCommand } from './protocol/serve-commands.ts';
import { serveRequests } from './protocol/serve-requests.ts';
import { SampleFiles, sampleSettings } from './sample-files.ts';
import { offsetAt, positionAt, sourceFile } from '../compiler/source/source-file.ts';
import type { Span } from '../compiler/source/span.ts';
import { Publisher } from './publisher.ts';
import { WorkspaceFiles } from './workspace-files.ts';
import type { ListFiles } from './workspace-files.ts';
import { Workspace } from './workspace.ts';
import type { Analysis } from './workspace.ts';

export interface ServerHost {
  /** The text of a file by its path, where the server can read files itself. */
  readonly readFile: ((path: string) => string | undefined) | undefined;
  /** The definitions in folders, where the server can look itself. */
  readonly listFiles: ListFiles | undefined;
  readonly today: () => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The formatted text; `undefined` for a file with mistakes, which is left as it is. */
  readonly format: ((text: string) => Promise<string | undefined>) | undefined;
  /** Where a solver can be loaded. */
  readonly prove?: Prove | undefined;
}

/** What a change of is of interest, open or not. */
const watchedFiles = ['**/*.mql', '**/mql.json', '**/*.{csv,tsv,jsonl,ndjson}'];

/** Files that use files that use files: after so many rounds of asking the editor, what is there has to do. */
const mostRounds = 20;

export function startServer(connection: Connection, host: ServerHost): void {
  const uris = new Uris();
  const asked = new Set<string>();
  let refreshes = { codeLens: false, inlayHint: false };
  let client: ClientCapabilities = {};
  /** The VS Code extension runs tests and shows leads itself. */
  let hasOwnCommands = false;

  const workspace: Workspace = new Workspace({
    today: host.today,
    readFile: (path) => (host.readFile === undefined ? askClient(path) : host.readFile(path)),
  });

  /** Without a file system of its own the server asks the editor, and looks again when the answer is there. */
  function askClient(path: string): string | undefined {
    if (asked.has(path)) return fetched.get(path);
    asked.add(path);
    const fetch = requestFile(path).then((text) => {
      fetching.delete(fetch);
      if (text === undefined) return;
      fetched.set(path, text);
      fileChanged(path);
    });
    fetching.add(fetch);
    return undefined;
  }
  const fetched = new Map<string, string>();
  const fetching = new Set<Promise<void>>();
  const requestFile = (path: string): Promise<string | undefined> => (
    connection.sendRequest<string | null>(readFileRequest, { uri: uris.uri(path) }).then((text) => text ?? undefined, () => undefined));
  const samples = new SampleFiles((path) => (host.readFile === undefined ? requestFile(path) : Promise.resolve(host.readFile(path))), host.now);

  const askForFiles = (): Promise<readonly string[]> => connection.sendRequest<readonly string[]>(listFilesRequest).then((found) => found.map((uri) => uris.path(uri)));
  const files = new WorkspaceFiles(workspace, host.listFiles ?? askForFiles, async () => {
    for (let count = 0; count < mostRounds && fetching.size > 0; count += 1) await Promise.all(fetching);
  });

  /** Files that are not open and may have the name at the position. */
  async function closedWithName(analysis: Analysis, position: Range['start']): Promise<readonly string[]> {
    const name = sharedNameAt(analysis, at(analysis, position));
    return name === undefined ? [] : files.closedWith(name);
  }

  /** The analysis when every file that it asked for has arrived; one that arrives may use others. */
  async function settled(uri: string): Promise<Analysis | undefined> {
    let analysis = analysisOf(uri);
    for (let count = 0; count < mostRounds && fetching.size > 0; count += 1) {
      await Promise.all(fetching);
      analysis = analysisOf(uri);
    }
    return analysis;
  }

  function fileChanged(path: string): void {
    workspace.fileChanged(path);
    schedule(workspace.openPaths());
  }

  const publisher = new Publisher(workspace, {
    send: (path, found) => {
      const version = versions.get(path);
      void connection.sendDiagnostics({ uri: uris.uri(path), ...(version === undefined ? {} : { version }), diagnostics: found.map((one) => diagnostic(uris, one)) });
    },
    afterChange: () => {
      if (refreshes.codeLens) connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
      if (refreshes.inlayHint) connection.sendRequest(InlayHintRefreshRequest.type).catch(() => undefined);
    },
  });
  const schedule = (paths: readonly string[]): void => publisher.schedule(paths);
  const versions = new Map<string, number>();

  const analysisOf = (uri: string): Analysis | undefined => workspace.analysis(uris.path(uri));
  const at = (analysis: Analysis, position: Range['start']): number => offsetAt(analysis.file, position);
  const spanOf = (analysis: Analysis, one: Range): Span => ({ start: at(analysis, one.start), end: at(analysis, one.end) });

  connection.onInitialize((params): InitializeResult => {
    const { capabilities } = params;
    client = capabilities;
    hasOwnCommands = (params.initializationOptions as { readonly hasOwnCommands?: unknown } | null | undefined)?.hasOwnCommands === true;
    samples.configure(sampleSettings(params.initializationOptions));
    files.changeFolders(params.workspaceFolders?.map(({ uri }) => uri) ?? (typeof params.rootUri === 'string' ? [params.rootUri] : []), []);
    refreshes = { codeLens: capabilities.workspace?.codeLens?.refreshSupport === true, inlayHint: capabilities.workspace?.inlayHint?.refreshSupport === true };
    return {
      serverInfo: { name: 'mql' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        // No `:`: whoever ends a header with it goes on with the return key, which would take what is offered.
        completionProvider: { triggerCharacters: ['.', '(', ' ', '"'] },
        hoverProvider: true,
        signatureHelpProvider: { triggerCharacters: ['(', ','] },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', 'refactor.extract', 'refactor.rewrite', 'source.fixAll.mql'] },
        codeLensProvider: {},
        executeCommandProvider: { commands: [writeTestsCommand, runTestCommand, ...(host.prove === undefined ? [] : [proveCommand])] },
        documentLinkProvider: {},
        documentFormattingProvider: host.format !== undefined,
        renameProvider: { prepareProvider: true },
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        inlayHintProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        semanticTokensProvider: { full: true, legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: [...semanticTokenModifiers] } },
      },
    };
  });
  connection.onInitialized(() => {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: watchedFiles.map((globPattern) => ({ globPattern })) });
    }
  });
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) => {
    files.changeFolders(event.added.map(({ uri }) => uri), event.removed.map(({ uri }) => uri));
  });
  connection.onNotification(DidChangeConfigurationNotification.type, ({ settings }) => {
    samples.configure(sampleSettings((settings as { readonly mql?: unknown } | null)?.mql));
    schedule(workspace.openPaths());
  });

  connection.onDidOpenTextDocument(({ textDocument }) => {
    const path = uris.path(textDocument.uri);
    const dependents = dependentsOf(path);
    workspace.setDocument(path, textDocument.text);
    versions.set(path, textDocument.version);
    schedule(dependents);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const path = uris.path(textDocument.uri);
    const dependents = dependentsOf(path);
    for (const change of contentChanges) {
      const file = workspace.document(path);
      if (file === undefined || !('range' in change)) workspace.setDocument(path, change.text);
      else {
        const start = offsetAt(file, change.range.start);
        const end = offsetAt(file, change.range.end);
        workspace.setDocument(path, file.text.slice(0, start) + change.text + file.text.slice(end));
      }
    }
    versions.set(path, textDocument.version);
    schedule(dependents);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const path = uris.path(textDocument.uri);
    const dependents = dependentsOf(path).filter((other) => other !== path);
    workspace.closeDocument(path);
    versions.delete(path);
    void connection.sendDiagnostics({ uri: textDocument.uri, diagnostics: [] });
    publisher.publishClosed(path);
    schedule(dependents);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(({ type }) => type !== FileChangeType.Changed)) files.forget();
    for (const { uri } of changes) {
      const path = uris.path(uri);
      asked.delete(path);
      fetched.delete(path);
      fileChanged(path);
    }
    samples.forget();
  });

  /** Documents that use this one are known by their analyses: ask before a change drops them. One without is to be published anyway. */
  function dependentsOf(path: string): string[] {
    return [...new Set([path, ...workspace.dependents(path), ...workspace.openPaths().filter((other) => usesMissing(other, path))])];
  }
  function usesMissing(other: string, path: string): boolean {
    return workspace.known(other)?.files.links.some((link) => link.path === path) === true;
  }

  connection.onCompletion(async ({ textDocument, position }) => {
    const analysis = analysisOf(textDocument.uri);
    if (analysis === undefined) return [];
    const { replaces, items } = await completionsAt(analysis, at(analysis, position), () => files.relativeTo(analysis.file.path));
    const where = range(analysis.file, replaces);
    const withSnippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
    return items.map((item) => completionItem(item, where, withSnippets));
  });
  connection.onHover(({ textDocument, position }) => {
    const analysis = analysisOf(textDocument.uri);
    const hover = analysis && hoverAt(analysis, at(analysis, position));
    return hover === undefined ? null : { contents: { kind: MarkupKind.Markdown, value: hover.markdown }, range: range(analysis!.file, hover.span) };
  });
  connection.onSignatureHelp(({ textDocument, position }) => {
    const analysis = analysisOf(textDocument.uri);
    const help = analysis && signatureAt(analysis, at(analysis, position));
    if (help === undefined) return null;
    return {
      activeSignature: 0,
      activeParameter: help.active,
      signatures: [{ label: help.label, ...(help.documentation === undefined ? {} : { documentation: help.documentation }), parameters: help.parameters.map((label) => ({ label })) }],
    };
  });
  connection.onDefinition(({ textDocument, position }) => {
    const analysis = analysisOf(textDocument.uri);
    return analysis === undefined ? [] : definitionsAt(analysis, at(analysis, position)).map(({ file, span }) => location(uris, file, span));
  });
  connection.onReferences(async ({ textDocument, position, context }) => {
    const analysis = analysisOf(textDocument.uri);
    if (analysis === undefined) return [];
    const closed = await closedWithName(analysis, position);
    return referencesAt(workspace, analysis.file.path, at(analysis, position), context.includeDeclaration, closed).map(({ file, span }) => location(uris, file, span));
  });
  connection.onDocumentHighlight(({ textDocument, position }) => {
    const analysis = analysisOf(textDocument.uri);
    if (analysis === undefined) return [];
    return highlightsAt(analysis, at(analysis, position)).map(({ file, span, declaration }) => ({
      range: range(file, span), kind: declaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  });
  connection.onPrepareRename(({ textDocument, position }) => {
    const analysis = analysisOf(textDocument.uri);
    if (analysis === undefined) return null;
    const found = renameRange(analysis, at(analysis, position));
    if ('refused' in found) throw new ResponseError(-32803, found.refused);
    return { range: range(found.file, found.span), placeholder: found.name };
  });
  connection.onRenameRequest(async ({ textDocument, position, newName }) => {
    const analysis = analysisOf(textDocument.uri);
    if (analysis === undefined) return null;
    const closed = await closedWithName(analysis, position);
    const result = renameAt(workspace, analysis.file.path, at(analysis, position), newName, closed);
    if (result.kind === 'refused') throw new ResponseError(-32803, result.reason);
    return workspaceEdit(uris, result.edits);
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const analysis = analysisOf(textDocument.uri);
    return analysis === undefined ? [] : documentSymbols(analysis.files.main).map((symbol) => documentSymbol(analysis.file, symbol));
  });
  connection.onWorkspaceSymbol(async ({ query }) => {
    const wanted = query.toLowerCase();
    const closed = await files.closedWith(wanted);
    return [...workspace.openPaths(), ...closed].flatMap((path) => {
      const analysis = workspace.analysis(path);
      if (analysis === undefined) return [];
      return documentSymbols(analysis.files.main).flatMap((symbol) => [symbol, ...symbol.children])
        .filter((symbol) => symbol.name.toLowerCase().includes(wanted))
        .map((symbol) => ({ name: symbol.name, kind: symbolKind(symbol.kind), location: location(uris, analysis.file, symbol.nameSpan) }));
    });
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const analysis = analysisOf(textDocument.uri);
    return analysis === undefined ? [] : foldingRanges(analysis.files.main).map(({ startLine, endLine, kind }) => ({ startLine, endLine, kind }));
  });
  connection.onSelectionRanges(({ textDocument, positions }) => {
    const analysis = analysisOf(textDocument.uri);
    if (analysis === undefined) return [];
    return positions.map((position) => {
      const spans = selectionRanges(analysis, at(analysis, position));
      return spans.reduceRight<{ range: Range; parent?: never } | undefined>(
        (parent, span) => ({ range: range(analysis.file, span), ...(parent === undefined ? {} : { parent: parent as never }) }), undefined,
      )
        ?? { range: { start: position, end: position } };
    });
  });
  connection.onCodeAction(({ textDocument, range: wanted, context }) => {
    const analysis = analysisOf(textDocument.uri);
    if (analysis === undefined) return [];
    return codeActions(analysis, spanOf(analysis, wanted), testing(analysis))
      .filter((action) => action.later === undefined || client.workspace?.applyEdit === true)
      // Of one mistake its own fix is enough, unless all are asked for, as on saving.
      .filter((action) => action.kind !== 'source.fixAll.mql' || context.only !== undefined || action.edits.length > 1)
      .filter((action) => context.only === undefined || context.only.some((kind) => action.kind === kind || action.kind.startsWith(`${kind}.`)))
      .map((action) => ({
        title: action.title, kind: action.kind,
        ...(action.later === undefined ? { edit: workspaceEdit(uris, action.edits) }
          : { command: { title: action.title, command: writeTestsCommand, arguments: [textDocument.uri, wanted] } }),
        ...(action.madeUp === undefined || !hasOwnCommands ? {} : { command: {
          title: 'Rename', command: 'mql.renameAt', arguments: [textDocument.uri, positionAt(sourceFile('', action.madeUp.text), action.madeUp.offset)],
        } }),
        ...(action.diagnostic === undefined ? {} : { diagnostics: [diagnostic(uris, action.diagnostic)] }),
        ...(action.preferred ? { isPreferred: true } : {}),
      }));
  });
  connection.onCodeLens(async ({ textDocument }) => {
    const analysis = analysisOf(textDocument.uri);
    if (analysis === undefined) return [];
    const found = await samples.for(analysis.file.path);
    const sample = found.kind === 'sample' && analysis.definition !== undefined ? scoreSample(analysis.definition, found.sample) : undefined;
    return codeLenses(analysis, sample, host.prove !== undefined).map(({ span, title, command }) => ({
      range: range(analysis.file, span),
      command: command?.kind === 'run test' ? { title, command: hasOwnCommands ? 'mql.runTest' : runTestCommand, arguments: [textDocument.uri, command.test] }
        : command?.kind === 'prove claim' && hasOwnCommands ? { title, command: 'mql.runTest', arguments: [textDocument.uri, `claim: ${command.claim}`] }
        : command?.kind === 'prove claim' ? { title, command: proveCommand, arguments: [textDocument.uri, command.claim] }
        : command?.kind === 'explain' && hasOwnCommands ? { title, command: 'mql.explainLead', arguments: [textDocument.uri] }
        : command?.kind === 'sample' && hasOwnCommands ? { title, command: 'mql.scoreSample', arguments: [textDocument.uri] } : { title, command: '' },
    }));
  });
  /** The open files of tests of a document's definition, without itself. */
  function testing({ file, files: { definition } }: Analysis): Analysis[] {
    return workspace.openPaths().flatMap((path) => workspace.analysis(path) ?? [])
      .filter((other) => other.file !== file && other.files.definition.file.path === definition.file.path && other.files.main !== other.files.definition);
  }
  connection.onDocumentLinks(({ textDocument }) => {
    const analysis = analysisOf(textDocument.uri);
    return analysis === undefined ? [] : documentLinks(analysis).map(({ span, path }) => ({ range: range(analysis.file, span), target: uris.uri(path) }));
  });
  connection.languages.inlayHint.on(({ textDocument, range: wanted }) => {
    const analysis = analysisOf(textDocument.uri);
    if (analysis === undefined) return [];
    return inlayHints(analysis, spanOf(analysis, wanted)).map(({ offset, label, tooltip, side }) => ({
      position: range(analysis.file, { start: offset, end: offset }).start, label, tooltip, paddingLeft: side === 'after', paddingRight: side === 'before',
    }));
  });
  connection.languages.semanticTokens.on(({ textDocument }) => {
    const builder = new SemanticTokensBuilder();
    const analysis = analysisOf(textDocument.uri);
    for (const { span, type, declaration, standard } of analysis === undefined ? [] : semanticTokens(analysis)) {
      const { start } = range(analysis!.file, span);
      builder.push(start.line, start.character, span.end - span.start, semanticTokenTypes.indexOf(type), (declaration ? 1 : 0) + (standard ? 2 : 0));
    }
    return builder.build();
  });
  connection.onDocumentFormatting(async ({ textDocument }) => {
    const analysis = analysisOf(textDocument.uri);
    const text = analysis && await host.format?.(analysis.file.text);
    return analysis === undefined || text === undefined ? [] : lineEdits(analysis.file, text);
  });

  serveCommands(connection, { uris, settled, spanOf, testing, prove: host.prove });
  serveRequests(connection, { uris, samples, settled, prove: host.prove });
  connection.listen();
}
