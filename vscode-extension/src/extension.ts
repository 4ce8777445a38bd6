/** The extension in a Node host: the server is a process of its own. */
import * as vscode from 'vscode';
import { startSession } from './session.ts';
import type { ExtensionApi } from './session.ts';

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const module = context.asAbsolutePath('dist/server.cjs');
  return startSession(context, async (options, show) => {
    // In a workspace that is not trusted VS Code gives the default, whatever its settings say.
    const command = vscode.workspace.getConfiguration('mql').get('server.path', '');
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
    return (await import('./node-client.ts')).makeNodeClient(module, { command, folder }, options, show);
  });
}
