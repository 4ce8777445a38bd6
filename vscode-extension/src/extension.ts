/** The extension in a Node host: the server is a process of its own. */
import type * as vscode from 'vscode';
import { startSession } from './session.ts';
import type { ExtensionApi } from './session.ts';

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const module = context.asAbsolutePath('dist/server.cjs');
  return startSession(context, async (options, show) => (await import('./node-client.ts')).makeNodeClient(module, options, show));
}
