/** A runner small enough for every host: named tests in order, and what they came to. */
import * as vscode from 'vscode';

export interface TestOutcome {
  readonly name: string;
  readonly milliseconds: number;
  readonly error: string | undefined;
}

const tests: { readonly name: string; readonly run: () => Promise<void> }[] = [];

export function test(name: string, run: () => Promise<void>): void {
  tests.push({ name, run });
}

export async function runTests(): Promise<TestOutcome[]> {
  const outcomes: TestOutcome[] = [];
  for (const { name, run } of tests) {
    const start = performance.now();
    let error: string | undefined;
    try {
      await run();
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown);
    }
    outcomes.push({ name, milliseconds: Math.round(performance.now() - start), error });
  }
  return outcomes;
}

/** Looks until there is something to see. */
export async function until<Found>(look: () => Found | undefined | false | Thenable<Found | undefined | false>, what: string, milliseconds = 15_000): Promise<Found> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
}

export function equal(actual: unknown, expected: unknown, what = ''): void {
  const [first, second] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (first !== second) throw new Error(`${what}: got ${first}, due was ${second}`);
}

export function contains(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`\`${part}\` is not in \`${text}\``);
}

export function workspaceFile(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);
}

export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(path));
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  return document;
}

/** The position of the first place where the text stands, `after` it or before. */
export function positionOf(document: vscode.TextDocument, text: string, after = false): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset === -1) throw new Error(`\`${text}\` is not in ${document.uri.path}`);
  return document.positionAt(after ? offset + text.length : offset);
}

/** Puts the document back to what is on disk, whatever editor has the focus. */
export async function revert(document: vscode.TextDocument): Promise<void> {
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  if (!await vscode.workspace.applyEdit(edit)) throw new Error(`${document.uri.path} could not be put back`);
  await document.save();
}

export async function replace(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(positionOf(document, old), positionOf(document, old, true)), text);
  if (!await vscode.workspace.applyEdit(edit)) throw new Error(`\`${old}\` could not be replaced`);
}
