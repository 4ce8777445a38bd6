import * as vscode from 'vscode';
import { compileRequest, scoreSampleRequest } from '../../lsp/protocol/requests.ts';
import type { CompileParams, CompileResult, RunTestsParams, ScoreSampleResult } from '../../lsp/protocol/requests.ts';
import type { LeadPanels } from './lead-panel.ts';
import type { Session } from './session.ts';
import type { TestExplorer } from './test-explorer.ts';

export interface CommandContext {
  readonly session: Session;
  readonly panels: LeadPanels;
  readonly tests: TestExplorer;
  readonly output: vscode.OutputChannel;
  readonly restart: () => Promise<void>;
}

/** Commands that a code lens calls get the document's URI; from the palette they act on the active editor. */
export function registerCommands({ session, panels, tests, output, restart }: CommandContext): vscode.Disposable[] {
  const register = (name: string, run: (...given: never[]) => unknown): vscode.Disposable => vscode.commands.registerCommand(`mql.${name}`, run);
  const onDocument = (name: string, run: (uri: vscode.Uri, ...given: string[]) => unknown): vscode.Disposable => (
    register(name, (uri?: string | vscode.Uri, ...given: string[]) => {
      const chosen = documentOf(uri);
      if (chosen !== undefined) return run(chosen, ...given);
      void vscode.window.showInformationMessage('Open an MQL definition first.');
      return undefined;
    }));
  return [
    register('restartServer', restart),
    register('showOutput', () => { output.show(true); }),
    register('newDefinition', newDefinition),
    register('renameAt', renameAt),
    onDocument('showLeadPanel', (uri) => panels.show(uri)),
    onDocument('explainLead', (uri, id) => explainLead(session, panels, uri, id)),
    onDocument('scoreSample', (uri) => scoreSample(session, panels, uri)),
    onDocument('compile', (uri, target) => compile(session, uri, target)),
    onDocument('runTest', (uri, title) => tests.run(uri, title)),
  ];
}

function documentOf(uri: string | vscode.Uri | undefined): vscode.Uri | undefined {
  if (uri !== undefined) return typeof uri === 'string' ? vscode.Uri.parse(uri, true) : uri;
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return [activeTextEditor, ...visibleTextEditors].find((editor) => editor?.document.languageId === 'mql')?.document.uri;
}

const firstDefinition = `definition "My first definition":
  owner "Marketing"

fit (up to 40):
  employees 50..500 +20
  country US +20

intent (within 30d, up to 60):
  webinar +10
  page_view +5 per 3 up to 25
  demo_request +40

mql when score > 50

test "a US company that asks for a demo":
  given employees 120, country US
  given demo_request 1d ago
  expect mql
`;

async function newDefinition(): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'mql', content: firstDefinition }));
}

/** Asks for a better name, at a position of the protocol. */
async function renameAt(uri: string, { line, character }: { readonly line: number; readonly character: number }): Promise<void> {
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri, true));
  const at = new vscode.Position(line, character);
  editor.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand('editor.action.rename');
}

async function sampleOf(session: Session, uri: vscode.Uri): Promise<ScoreSampleResult> {
  const client = await session.ready();
  return client.sendRequest<ScoreSampleResult>(scoreSampleRequest, { uri: uri.toString() } satisfies RunTestsParams);
}

/** Asks which lead, where the workspace names sample data; else the panel is there to type one. */
async function explainLead(session: Session, panels: LeadPanels, uri: vscode.Uri, id: string | undefined): Promise<void> {
  if (id !== undefined) return panels.show(uri, id);
  const sample = await sampleOf(session, uri);
  if (sample.results.length === 0) return panels.show(uri);
  const { mainStage } = sample;
  const picked = await vscode.window.showQuickPick(sample.results.map((result) => ({
    label: result.id,
    description: `${result.score} points`,
    detail: [mainStage !== undefined && result.stages[mainStage] === true ? mainStage : result.excluded ? 'excluded' : `not ${mainStage}`, ...(result.tier ? [`tier ${result.tier}`] : [])].join(', '),
  })), { title: 'Explain a lead of the sample data', placeHolder: 'Its id', matchOnDescription: true, matchOnDetail: true });
  if (picked !== undefined) await panels.show(uri, picked.label);
}

async function scoreSample(session: Session, panels: LeadPanels, uri: vscode.Uri): Promise<ScoreSampleResult> {
  const sample = await sampleOf(session, uri);
  if (sample.problem === undefined) await panels.show(uri, undefined, true);
  else void vscode.window.showWarningMessage(`MQL: ${sample.problem}`);
  return sample;
}

async function compile(session: Session, uri: vscode.Uri, given: string | undefined): Promise<void> {
  const client = await session.ready();
  const ask = (target?: string): Promise<CompileResult> => {
    const params: CompileParams = { uri: uri.toString(), ...(target === undefined ? {} : { target }) };
    return client.sendRequest<CompileResult>(compileRequest, params);
  };
  const target = given ?? await pickTarget((await ask()).targets);
  if (target === undefined) return;
  const { problem, files } = await ask(target);
  if (problem !== undefined) {
    void vscode.window.showErrorMessage(`MQL: ${problem}`);
    return;
  }
  for (const { languageId, text } of files.toReversed()) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: languageId, content: text }), { preview: false });
  }
}

async function pickTarget(targets: CompileResult['targets']): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(targets.map(({ target, label, detail }) => ({ target, label, detail })), { title: 'Compile to' });
  return picked?.target;
}
