/** The client of a server that is a process of its own. */
import { isAbsolute, join } from 'node:path';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import { watchState } from './server-state.ts';
import type { ServerState } from './status.ts';

/** @param command an `mql` command that serves in place of the extension's own server; relative to `folder` */
export function makeNodeClient(module: string, { command, folder }: ServerChoice, options: LanguageClientOptions, show: (state: ServerState) => void): LanguageClient {
  return watchState(new LanguageClient('mql', 'MQL', command === '' ? ownServer(module) : otherServer(command, folder), options), show);
}

export interface ServerChoice {
  readonly command: string;
  readonly folder: string | undefined;
}

function ownServer(module: string): ServerOptions {
  const server = { module, transport: TransportKind.stdio };
  return { run: server, debug: server };
}

function otherServer(command: string, folder: string | undefined): ServerOptions {
  const isPath = /[\\/]/.test(command) && !isAbsolute(command) && folder !== undefined;
  // Commands of npm are scripts of the shell on Windows.
  return { command: isPath ? join(folder, command) : command, args: ['lsp', '--stdio'], options: { shell: process.platform === 'win32', ...(folder === undefined ? {} : { cwd: folder }) } };
}
