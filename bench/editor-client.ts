/** A client of the server process that takes times. It does as little as it can itself: the machine's processors are few. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol/node';
import { positionAt, sourceFile } from '../compiler/source/source-file.ts';
import type { SourceFile } from '../compiler/source/source-file.ts';
import { buildLanguageServer } from '../test/lsp/built-server.ts';

export interface EditorClient {
  readonly open: (name: string, text: string) => string;
  readonly edit: (uri: string, start: number, end: number, text: string) => void;
  readonly position: (uri: string, offset: number) => { line: number; character: number };
  /** Resolves when something is published for the document as it is now. */
  readonly published: (uri: string) => Promise<void>;
  /** When the latest was published, by the clock of `performance.now`. */
  readonly publishedAt: (uri: string) => number;
  /** Resolves when something is published anew for each of them. */
  readonly publishedAgain: (uris: readonly string[]) => Promise<void>;
  /** Resolves when the server has nothing more to do for the document: it answers, and publishes no more. */
  readonly quiet: (uri: string) => Promise<void>;
  readonly request: (method: string, params: unknown) => Promise<unknown>;
  readonly close: (uri: string) => void;
  /** Megabytes that the server's process holds. */
  readonly memory: () => number;
  /** Megabytes of the heap that are in use when all garbage has been collected. */
  readonly heap: () => Promise<number>;
  /** Milliseconds of the processor that all threads of the server have used: other work on the machine touches them less than the clock. */
  readonly processorTime: () => number;
  readonly end: () => Promise<void>;
}

const heapOnSignal = fileURLToPath(new URL('heap-on-signal.cjs', import.meta.url));

/** Likely mistakes are looked for when nothing is typed for a while; after so long without news there are no more. */
const silence = 400;

/** @param server the script to run, where it is not that of the checkout */
export async function startEditorClient(server?: string): Promise<EditorClient> {
  const child = spawn(process.execPath, ['--expose-gc', '--require', heapOnSignal, server ?? await buildLanguageServer()], { stdio: ['pipe', 'pipe', 'inherit', 'pipe'] });
  const [input, output, heap] = [child.stdin!, child.stdout!, child.stdio[3] as Readable];
  const connection = createProtocolConnection(new StreamMessageReader(output), new StreamMessageWriter(input));
  const files = new Map<string, { file: SourceFile; version: number }>();
  const latest = new Map<string, { readonly version: number | undefined; readonly at: number }>();
  const listeners = new Set<(uri: string) => void>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, version }: PublishDiagnosticsParams) => {
    latest.set(uri, { version, at: performance.now() });
    for (const listener of listeners) listener(uri);
  });
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  void connection.sendNotification('initialized', {});

  const when = (isDone: (uri: string | undefined) => boolean): Promise<void> => new Promise((resolve) => {
    if (isDone(undefined)) { resolve(); return; }
    const listener = (uri: string): void => {
      if (!isDone(uri)) return;
      listeners.delete(listener);
      resolve();
    };
    listeners.add(listener);
  });
  const isCurrent = (uri: string): boolean => latest.get(uri)?.version === files.get(uri)!.version;

  return {
    open: (name, text) => {
      const uri = `file:///workspace/${name}`;
      files.set(uri, { file: sourceFile(uri, text), version: 1 });
      void connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'mql', version: 1, text } });
      return uri;
    },
    edit: (uri, start, end, text) => {
      const document = files.get(uri)!;
      const range = { start: positionAt(document.file, start), end: positionAt(document.file, end) };
      document.file = sourceFile(uri, document.file.text.slice(0, start) + text + document.file.text.slice(end));
      document.version += 1;
      void connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges: [{ range, text }] });
    },
    position: (uri, offset) => positionAt(files.get(uri)!.file, offset),
    published: (uri) => when(() => isCurrent(uri)),
    publishedAt: (uri) => latest.get(uri)!.at,
    publishedAgain: (uris) => {
      const due = new Set(uris);
      return when((uri) => uri !== undefined && due.delete(uri) && due.size === 0);
    },
    quiet: async (uri) => {
      await connection.sendRequest('textDocument/foldingRange', { textDocument: { uri } });
      while (performance.now() - (latest.get(uri)?.at ?? 0) < silence) {
        await new Promise((resolve) => { setTimeout(resolve, 20); });
      }
      await connection.sendRequest('textDocument/foldingRange', { textDocument: { uri } });
    },
    request: (method, params) => connection.sendRequest(method, params),
    close: (uri) => { void connection.sendNotification('textDocument/didClose', { textDocument: { uri } }); },
    memory: () => Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024),
    heap: () => new Promise((resolve) => {
      heap.once('data', (bytes: Buffer) => { resolve(Number(bytes.toString()) / 1e6); });
      child.kill('SIGUSR2');
    }),
    processorTime: () => {
      let nanoseconds = 0;
      for (const thread of readdirSync(`/proc/${child.pid}/task`)) nanoseconds += Number(readFileSync(`/proc/${child.pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
      return nanoseconds / 1e6;
    },
    end: async () => {
      await connection.sendRequest('shutdown');
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}
