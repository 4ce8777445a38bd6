/** The client of a server that is a process of its own. */
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { LanguageClientOptions } from 'vscode-languageclient/node';
import { watchState } from './server-state.ts';
import type { ServerState } from './status.ts';

/** `module` is the file of the server. */
export function makeNodeClient(module: string, options: LanguageClientOptions, show: (state: ServerState) => void): LanguageClient {
  const server = { module, transport: TransportKind.stdio };
  return watchState(new LanguageClient('mql', 'MQL', { run: server, debug: server }, options), show);
}
