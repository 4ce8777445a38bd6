/** The client of a server that is a web worker. */
import { LanguageClient } from 'vscode-languageclient/browser';
import type { LanguageClientOptions } from 'vscode-languageclient/browser';
import { watchState } from './server-state.ts';
import type { ServerState } from './status.ts';

export function makeBrowserClient(worker: Worker, options: LanguageClientOptions, show: (state: ServerState) => void): LanguageClient {
  return watchState(new LanguageClient('mql', 'MQL', worker, options), show);
}
