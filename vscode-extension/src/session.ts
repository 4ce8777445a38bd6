/** What the extension shares between desktop and web: everything but how the language server is started. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { readFileRequest } from '../../lsp/protocol/requests.ts';
import { registerCommands } from './commands.ts';
import { LeadPanels } from './lead-panel.ts';
import { createStatus } from './status.ts';
import { createTestExplorer } from './test-explorer.ts';
import type { TestExplorer } from './test-explorer.ts';

export interface Session {
  readonly context: vscode.ExtensionContext;
  /** The client, once its server answers. */
  readonly ready: () => Promise<BaseLanguageClient>;
}

/** What other extensions, and the project's own tests, get from `activate`. */
export interface ExtensionApi {
  /** Resolves when the language server answers. */
  readonly ready: () => Promise<void>;
  readonly isRunning: () => boolean;
  readonly panels: LeadPanels;
  readonly tests: TestExplorer;
}

const watchedFiles = ['**/*.mql', '**/mql.json', '**/*.{csv,tsv,jsonl,ndjson}'];

/** Settings go to the server when it starts and when they change. */
function clientOptions(output: vscode.LogOutputChannel, watchers: vscode.FileSystemWatcher[]): LanguageClientOptions {
  return {
    documentSelector: [{ language: 'mql' }],
    outputChannel: output,
    initializationOptions: sampleSettings(),
    synchronize: {
      configurationSection: 'mql',
      fileEvents: watchers,
    },
  };
}

function sampleSettings(): { readonly sampleLeads: string; readonly sampleEvents: string } {
  const settings = vscode.workspace.getConfiguration('mql');
  return { sampleLeads: settings.get('sampleLeads', ''), sampleEvents: settings.get('sampleEvents', '') };
}

/** Makes a client with a server of its own, which `stop` ends. */
export type MakeClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** Registers everything, and starts the server without waiting for it: activation stays short. */
export function startSession(context: vscode.ExtensionContext, makeClient: MakeClient): ExtensionApi {
  const output = vscode.window.createOutputChannel('MQL', { log: true });
  const watchers = watchedFiles.map((glob) => vscode.workspace.createFileSystemWatcher(glob));
  const status = createStatus();
  let client: BaseLanguageClient;
  let started: Promise<void>;

  function start(): void {
    client = makeClient(clientOptions(output, watchers));
    client.onRequest(readFileRequest, ({ uri }: { readonly uri: string }) => readFile(uri));
    client.onDidChangeState(({ newState }) => status.show(newState));
    started = client.start();
    // A server that does not start says so in its output and in the status; nothing else has to.
    started.catch(() => undefined);
  }
  async function restart(): Promise<void> {
    await client.dispose().catch(() => undefined);
    start();
    await started;
  }

  start();
  const session: Session = { context, ready: () => started.then(() => client) };
  const panels = new LeadPanels(session);
  const tests = createTestExplorer(session);
  context.subscriptions.push(output, ...watchers, status, panels, tests, ...registerCommands({ session, panels, tests, output, restart }), {
    dispose: () => { void client.dispose(); },
  });
  return { ready: () => started, isRunning: () => client.isRunning(), panels, tests };
}

async function readFile(uri: string): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true)));
  } catch {
    return null;
  }
}
