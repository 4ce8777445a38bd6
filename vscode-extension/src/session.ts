/** What the extension shares between desktop and web: everything but how the language server is started. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { listFilesRequest, readFileRequest } from '../../lsp/protocol/requests.ts';
import { registerCommands } from './commands.ts';
import { LeadPanels } from './lead-panel.ts';
import { createStatus } from './status.ts';
import type { ServerState } from './status.ts';
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

/** Settings go to the server when it starts and when they change. Which files are watched the server says. */
function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [{ language: 'mql' }],
    outputChannel: output,
    initializationOptions: { ...sampleSettings(), hasOwnCommands: true },
    synchronize: { configurationSection: 'mql' },
  };
}

function sampleSettings(): { readonly sampleLeads: string; readonly sampleEvents: string } {
  const settings = vscode.workspace.getConfiguration('mql');
  return { sampleLeads: settings.get('sampleLeads', ''), sampleEvents: settings.get('sampleEvents', '') };
}

/** Makes a client with a server of its own, which `stop` ends. `show` is told how the server fares. */
export type MakeClient = (options: LanguageClientOptions, show: (state: ServerState) => void) => Promise<BaseLanguageClient>;

/** Registers everything. The client is loaded, and the server started, after that: activation stays short. */
export function startSession(context: vscode.ExtensionContext, makeClient: MakeClient): ExtensionApi {
  const output = vscode.window.createOutputChannel('MQL', { log: true });
  const status = createStatus();
  let client: BaseLanguageClient | undefined;
  let started: Promise<BaseLanguageClient>;
  let isDisposed = false;

  async function startClient(): Promise<BaseLanguageClient> {
    await nextTurn();
    const made = await makeClient(clientOptions(output), status.show);
    client = made;
    made.onRequest(readFileRequest, ({ uri }: { readonly uri: string }) => readFile(uri));
    made.onRequest(listFilesRequest, async () => (await vscode.workspace.findFiles('**/*.mql', '**/node_modules/**')).map(String));
    if (!isDisposed) await made.start();
    return made;
  }
  function start(): void {
    status.show('starting');
    const starting = startClient();
    started = starting;
    // A server that does not start says so in its output and in the status; nothing else has to.
    starting.catch((reason: unknown) => {
      if (started !== starting) return;
      status.show('stopped');
      output.error(String(reason));
    });
  }
  async function restart(): Promise<void> {
    // Only while the client is being loaded there is none.
    if (client === undefined) await started.catch(() => undefined);
    await client?.dispose().catch(() => undefined);
    start();
    await started;
  }

  start();
  context.subscriptions.push(vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('mql.server.path')) void restart().catch(() => undefined);
  }), vscode.workspace.onDidGrantWorkspaceTrust(() => {
    if (vscode.workspace.getConfiguration('mql').get('server.path', '') !== '') void restart().catch(() => undefined);
  }));
  const session: Session = { context, ready: () => started };
  const panels = new LeadPanels(session);
  const tests = createTestExplorer(session);
  context.subscriptions.push(output, status, panels, tests, ...registerCommands({ session, panels, tests, output, restart }), {
    dispose: () => {
      isDisposed = true;
      void client?.dispose();
    },
  });
  return { ready: () => started.then(() => undefined), isRunning: () => client?.isRunning() === true, panels, tests };
}

/** What is due then has waited until the editor has gone on. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, 0); });
}

async function readFile(uri: string): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true)));
  } catch {
    return null;
  }
}
