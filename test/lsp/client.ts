/** A language client of the real server process, for tests. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import type { ClientCapabilities, Diagnostic, ProtocolConnection, Registration, PublishDiagnosticsParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import { buildLanguageServer } from './built-server.ts';
import { offsetAt, sourceFile } from '../../compiler/source/source-file.ts';

export interface Client {
  readonly connection: ProtocolConnection;
  /** Opens a document under a URI of its own, and gives that. */
  readonly open: (text: string, name?: string) => string;
  /** Replaces the whole text, as an incremental change. */
  readonly change: (uri: string, text: string) => void;
  /** A change of one range, given by offsets of the text as it is now. */
  readonly edit: (uri: string, start: number, end: number, text: string) => void;
  readonly text: (uri: string) => string;
  /** What the server asked to be told. */
  readonly registrations: readonly Registration[];
  /** What was published last for an address, be it open or not. */
  readonly published: (uri: string) => readonly Diagnostic[] | undefined;
  /** The edits that the server asked to be made; they are not made. */
  readonly asked: readonly WorkspaceEdit[];
  /** The diagnostics published for the document as it is now. */
  readonly diagnostics: (uri: string) => Promise<Diagnostic[]>;
  readonly position: (uri: string, offset: number) => { line: number; character: number };
  readonly request: <Result>(method: string, params: unknown) => Promise<Result>;
  readonly closeDocument: (uri: string) => void;
  readonly close: () => Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What an editor of today can do. */
const usual: ClientCapabilities = { workspace: { applyEdit: true }, textDocument: { completion: { completionItem: { snippetSupport: true } } } };

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  /** The URI of the folder that is open. */
  readonly folder?: string;
  readonly initializationOptions?: unknown;
}

export async function startClient({ capabilities = usual, folder, initializationOptions }: ClientOptions = {}): Promise<Client> {
  const script = await buildLanguageServer();
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [script], { cwd: root });
  let complaints = '';
  child.stderr.on('data', (data: Buffer) => { complaints += data.toString(); });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const published = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.set(params.uri, params);
    for (const wake of waiting) wake();
  });
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.onRequest('workspace/inlayHint/refresh', () => null);
  const registrations: Registration[] = [];
  connection.onRequest('client/registerCapability', (params: { registrations: Registration[] }) => { registrations.push(...params.registrations); return null; });
  const asked: WorkspaceEdit[] = [];
  connection.onRequest('workspace/applyEdit', ({ edit: one }: { edit: WorkspaceEdit }) => { asked.push(one); return { applied: true }; });
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid, rootUri: null, capabilities, initializationOptions, ...(folder === undefined ? {} : { workspaceFolders: [{ uri: folder, name: 'workspace' }] }),
  });
  await connection.sendNotification('initialized', {});

  const texts = new Map<string, { text: string; version: number }>();
  let count = 0;
  const position = (uri: string, offset: number): { line: number; character: number } => {
    const before = texts.get(uri)!.text.slice(0, offset);
    return { line: before.split('\n').length - 1, character: offset - (before.lastIndexOf('\n') + 1) };
  };
  const edit = (uri: string, start: number, end: number, text: string): void => {
    const document = texts.get(uri)!;
    const range = { start: position(uri, start), end: position(uri, end) };
    document.text = document.text.slice(0, start) + text + document.text.slice(end);
    document.version += 1;
    void connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges: [{ range, text }] });
  };
  return {
    connection, position, edit, registrations, asked, published: (uri) => published.get(uri)?.diagnostics,
    open: (text, name) => {
      count += 1;
      const uri = `${folder ?? 'file:///workspace'}/${name ?? `definition-${count}.mql`}`;
      texts.set(uri, { text, version: 1 });
      void connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'mql', version: 1, text } });
      return uri;
    },
    change: (uri, text) => edit(uri, 0, texts.get(uri)!.text.length, text),
    text: (uri) => texts.get(uri)!.text,
    diagnostics: (uri) => new Promise((resolve) => {
      const look = (): void => {
        const found = published.get(uri);
        if (found?.version !== texts.get(uri)!.version) return;
        waiting.delete(look);
        resolve(found.diagnostics);
      };
      waiting.add(look);
      look();
    }),
    request: (method, params) => connection.sendRequest(method, params),
    closeDocument: (uri) => { void connection.sendNotification('textDocument/didClose', { textDocument: { uri } }); },
    close: async () => {
      await connection.sendRequest('shutdown');
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
      if (complaints !== '') throw new Error(`the server wrote to standard error:\n${complaints}`);
    },
  };
}

/** Takes the `$0` out of a text, and says where it was. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('$0');
  if (offset === -1) throw new Error('the text has no $0');
  return { text: marked.replace('$0', ''), offset };
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const file = sourceFile('', text);
  let result = text;
  const ordered = edits.map((edit) => ({ start: offsetAt(file, edit.range.start), end: offsetAt(file, edit.range.end), text: edit.newText })).sort((first, second) => second.start - first.start);
  for (const { start, end, text: newText } of ordered) result = result.slice(0, start) + newText + result.slice(end);
  return result;
}

export function applyWorkspaceEdit(client: Client, edit: WorkspaceEdit): Record<string, string> {
  return Object.fromEntries(Object.entries(edit.changes ?? {}).map(([uri, edits]) => [uri, applyEdits(client.text(uri), edits)]));
}
