/** The extension in a Node host: the server is a process of its own. */
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { startSession } from './session.ts';
import type { ExtensionApi } from './session.ts';

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const server = { module: context.asAbsolutePath('dist/server.cjs'), transport: TransportKind.stdio };
  return startSession(context, (options) => new LanguageClient('mql', 'MQL', { run: server, debug: server }, options));
}
