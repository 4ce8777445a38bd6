/** What the language server does, as VS Code's own commands give it. */
import * as vscode from 'vscode';
import { contains, equal, open, positionOf, replace, revert, test, until, workspaceFile } from './runner.ts';

export const diagnosticsOf = (uri: vscode.Uri, count = 1): Promise<vscode.Diagnostic[]> => (
  until(() => { const found = vscode.languages.getDiagnostics(uri); return found.length >= count && found; }, `${count} diagnostics of ${uri.path}`));

test('a mistake is underlined, with its code', async () => {
  const document = await open('broken.mql');
  equal(document.languageId, 'mql');
  const [first] = await diagnosticsOf(document.uri);
  contains(first!.message, '`employes`');
  equal([first!.range.start.line, first!.range.start.character, first!.range.end.character, first!.source, first!.severity], [1, 2, 10, 'mql', 0]);
});

test('the fix of a mistake edits the file, and the underline goes', async () => {
  const document = await open('broken.mql');
  const [first] = await diagnosticsOf(document.uri);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, first!.range);
  const fix = actions.find((action) => action.title.includes('employees'));
  if (fix?.edit === undefined) throw new Error(`no fix among ${actions.map(({ title }) => title).join(', ')}`);
  await vscode.workspace.applyEdit(fix.edit);
  contains(document.getText(), '  employees 50..500 +10');
  await until(() => vscode.languages.getDiagnostics(document.uri).every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error), 'no errors');
  await revert(document);
});

test('completion knows its place', async () => {
  const document = await open('mid-market-crm.mql');
  const at = async (position: vscode.Position): Promise<string[]> => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position);
    return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  };
  const members = await at(positionOf(document, 'seniority in (', true));
  for (const name of ['manager', 'director', 'vp', 'c_level']) if (!members.includes(name)) throw new Error(`${name} is not in ${members.join(' ')}`);
  if (members.includes('webinar')) throw new Error('an event is offered as a member');
  const subjects = await at(positionOf(document, '  webinar +10 once per day').translate(0, 2));
  for (const name of ['pricing_view', 'country', 'decision_maker']) if (!subjects.includes(name)) throw new Error(`${name} is not in ${subjects.join(' ')}`);
});

test('hover says what a name is', async () => {
  const document = await open('mid-market-crm.mql');
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, positionOf(document, 'employees 1..49'));
  contains(hovers.flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value))).join(), 'Number of Employees');
});

test('definition and references go across files', async () => {
  const document = await open('shared/enterprise.mql');
  const position = positionOf(document, 'enterprise +60');
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, position);
  const [first] = found;
  equal('uri' in first! ? first.uri.path.endsWith('shared/vocabulary.mql') : first!.targetUri.path.endsWith('shared/vocabulary.mql'), true, 'in the vocabulary');
  const references = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, position);
  equal(references.map(({ uri }) => uri.path.slice(uri.path.lastIndexOf('/') + 1)).sort(), ['enterprise.mql', 'vocabulary.mql']);
});

test('rename edits every file that uses the name', async () => {
  const document = await open('shared/enterprise.mql');
  const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, positionOf(document, 'enterprise +60'), 'large_company');
  equal(edit.entries().map(([uri]) => uri.path.slice(uri.path.lastIndexOf('/') + 1)).sort(), ['enterprise.mql', 'vocabulary.mql']);
});

test('an edit of a vocabulary re-checks who uses it', async () => {
  const user = await open('shared/enterprise.mql');
  const vocabulary = await open('shared/vocabulary.mql');
  await replace(vocabulary, 'enterprise =', 'big =');
  const [first] = await diagnosticsOf(user.uri);
  contains(first!.message, '`enterprise`');
  await revert(vocabulary);
  await until(() => vscode.languages.getDiagnostics(user.uri).every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error), 'no errors');
});

test('symbols, folds, colours of names, hints and links', async () => {
  const document = await open('mid-market-crm.mql');
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
  for (const name of ['fit', 'intent']) if (!symbols.some((symbol) => symbol.name === name)) throw new Error(`no symbol ${name}`);
  const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
  if (folds.length < 6) throw new Error(`${folds.length} folds`);
  const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
  if (tokens.data.length < 5 * 20) throw new Error(`${tokens.data.length / 5} tokens`);
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
  if (!hints.some(({ label }) => label === 'each')) throw new Error('no hint `each`');
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', (await open('shared/enterprise.mql')).uri);
  equal(links.filter(({ target }) => target?.path.endsWith('vocabulary.mql')).length, 1, 'links to the vocabulary');
});

test('lenses say the range of the score and how many sample leads qualify', async () => {
  const document = await open('mid-market-crm.mql');
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
  const titles = lenses.map(({ command }) => command?.title ?? '');
  for (const part of ['score: ', 'Run test', '3 of 8 sample leads are mql']) if (!titles.some((title) => title.includes(part))) throw new Error(`no ${part} in ${titles.join(' | ')}`);
});

test('formatting makes the one canonical form', async () => {
  const document = await open('broken.mql');
  await replace(document, 'employes 50..500 +10', 'employees    50..500    +10');
  await until(() => vscode.languages.getDiagnostics(document.uri).every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error), 'no errors');
  const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 2, insertSpaces: true });
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits ?? []);
  await vscode.workspace.applyEdit(edit);
  contains(document.getText(), '  employees 50..500 +10\n');
  await revert(document);
});

test('enter after a header indents, and after a rule stays', async () => {
  const document = await vscode.workspace.openTextDocument({ language: 'mql', content: '' });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  for (const text of ['fit:', '\n', 'country US +20', '\n', '# why', '\n']) await vscode.commands.executeCommand('type', { text });
  equal(document.getText().replaceAll('\r', ''), 'fit:\n  country US +20\n  # why\n  ');
});

test('settings name other sample data', async () => {
  const text = 'id,employees\n1,100\n2,\n';
  await vscode.workspace.fs.writeFile(workspaceFile('shared/few.csv'), new TextEncoder().encode(text));
  const document = await open('mid-market-crm.mql');
  const settings = vscode.workspace.getConfiguration('mql');
  await settings.update('sampleLeads', 'shared/few.csv', vscode.ConfigurationTarget.Workspace);
  const titles = async (): Promise<string> => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
    return lenses.map(({ command }) => command?.title).join();
  };
  await until(async () => (await titles()).includes('0 of 2 sample leads are mql'), 'two leads');
  await settings.update('sampleLeads', undefined, vscode.ConfigurationTarget.Workspace);
  await until(async () => (await titles()).includes('of 8 sample leads'), 'eight leads');
});
