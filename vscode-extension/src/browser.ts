/** The extension in a web worker, as on vscode.dev: the server is a web worker beside it, and reads files through the editor. */
import * as vscode from 'vscode';
import { startSession } from './session.ts';
import type { ExtensionApi } from './session.ts';

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/browser/server.js').toString(true);
  let worker: Worker | undefined;
  return startSession(context, async (options, show) => {
    const { makeBrowserClient } = await import('./browser-client.ts');
    worker?.terminate();
    worker = new Worker(script);
    return makeBrowserClient(worker, options, show);
  });
}
