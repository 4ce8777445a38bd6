/** Runs inside the extension host of VS Code, in Node or in a web worker. */
import * as vscode from 'vscode';
import { extensionId } from './extension.ts';
import { equal, open, runTests, test, until } from './runner.ts';
import type { ExtensionApi } from '../../../vscode-extension/src/session.ts';
import './language.ts';

test('the extension activates on the language, and its server answers', async () => {
  await open('mid-market-crm.mql');
  const extension = vscode.extensions.getExtension<ExtensionApi>(extensionId)!;
  const { ready, isRunning } = await extension.activate();
  await ready();
  equal(isRunning(), true);
  await until(() => extension.isActive, 'active');
});

/** What VS Code's own report of its start says of the extension: milliseconds to load its code, to call it, and to finish. */
async function activationTimes(): Promise<string> {
  await vscode.commands.executeCommand('perfview.show');
  const report = await until(() => vscode.window.visibleTextEditors.map(({ document }) => document.getText()).find((text) => text.includes(extensionId)), 'the report of the start')
    .catch(() => '');
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  return report.split('\n').find((line) => line.includes(extensionId))?.trim() ?? 'not reported';
}

export async function run(): Promise<void> {
  const start = performance.now();
  const extension = vscode.extensions.getExtension<ExtensionApi>(extensionId)!;
  await extension.activate();
  const activation = await activationTimes();
  const tests = await runTests();
  const host = typeof process === 'undefined' || process.version === undefined ? 'in a web worker' : `in Node ${process.version}`;
  const report = JSON.stringify({ version: vscode.version, host, activation, milliseconds: Math.round(performance.now() - start), tests });
  const target = process.env.MQL_TEST_RESULT;
  const uri = target === undefined ? vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'result.json') : vscode.Uri.file(target);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(report));
}
