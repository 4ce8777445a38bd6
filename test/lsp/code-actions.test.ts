/** Fixes, declarations, extracted conditions and missing tests, asked of the real server process. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { applyWorkspaceEdit, startClient } from './client.ts';
import type { Client } from './client.ts';

let client: Client;
beforeAll(async () => { client = await startClient(); });
afterAll(async () => { await client.close(); });

async function actions(text: string, from: number, to: number): Promise<{ uri: string; found: CodeAction[] }> {
  const uri = client.open(text);
  const range = { start: client.position(uri, from), end: client.position(uri, to) };
  return { uri, found: await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } }) };
}

it('apply the checker\'s fixes', async () => {
  const { uri, found } = await actions('fit: country US +10\nmql when score > 5\nmql when demo_request\n', 42, 42);
  const fix = found.find((action) => action.title === 'Write `also when`');
  expect(applyWorkspaceEdit(client, fix!.edit!)[uri]).toContain('mql also when demo_request');
});
it('declare an unknown name', async () => {
  const { uri, found } = await actions('fit: seats 5.. +10\nmql when score > 5\n', 6, 6);
  const fix = found.find((action) => action.title === 'Declare `seats` as a lead field');
  expect(applyWorkspaceEdit(client, fix!.edit!)[uri]).toBe('vocabulary:\n  lead seats number\n\nfit: seats 5.. +10\nmql when score > 5\n');
});
it.each([
  ['thing > 5 +1', 'lead thing number'], ['thing in (5, 6) +1', 'lead thing number'], ['thing $5m.. +1', 'lead thing money USD'], ['thing >= EUR 5k +1', 'lead thing money EUR'],
  ['thing <= 30d +1', 'lead thing duration'], ['thing before 2026-01-01 +1', 'lead thing date'], ['thing is true +1', 'lead thing boolean'],
  ['thing contains "x" +1', 'lead thing text'], ['thing has "x" +1', 'lead thing list of text'], ['thing +1', 'event thing'], ['no thing within 5d +1', 'event thing'],
  ['thing where (secs contains "x") +1', 'event thing (secs text)'], ['days with thing >= 2 +1', 'event thing'],
])('declare what `%s` asks as `%s`, after which nothing is wrong', async (item, declared) => {
  const text = `fit:\n  ${item}\nmql when score > 0\n`;
  const { uri, found } = await actions(text, text.indexOf('thing') + 1, text.indexOf('thing') + 1);
  const mended = applyWorkspaceEdit(client, found.find(({ title }) => title.startsWith('Declare'))!.edit!)[uri]!;
  expect(mended).toBe(`vocabulary:\n  ${declared}\n\n${text}`);
  client.change(uri, mended);
  expect((await client.diagnostics(uri)).filter(({ severity }) => severity === 1)).toEqual([]);
});
it('keep the line ends of the file', async () => {
  const { uri, found } = await actions('fit:\r\n  seats 5.. +10\r\nmql when score > 5\r\n', 9, 9);
  const fix = found.find((action) => action.title === 'Declare `seats` as a lead field');
  expect(applyWorkspaceEdit(client, fix!.edit!)[uri]).toBe('vocabulary:\r\n  lead seats number\r\n\r\nfit:\r\n  seats 5.. +10\r\nmql when score > 5\r\n');
});
it.each([
  ['fit:\n  require country US or country CA\nmql when score >= 0\n'],
  ['define: a = employees > 5\nfit:\n  a +1\n  require country US or country CA\nmql when score >= 0\n'],
  ['fit:\n  require country US or country CA\nmql when score >= 0\ndefine:\r\n  a = employees > 5\n'],
])('lead the VS Code extension to the made-up name, %#', async (text) => {
  const extension = await startClient({ initializationOptions: { hasOwnCommands: true } });
  const uri = extension.open(text);
  const start = text.indexOf('country US');
  const range = { start: extension.position(uri, start), end: extension.position(uri, start + 'country US or country CA'.length) };
  const found = await extension.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } });
  const { edit, command } = found.find((action) => action.title === 'Extract into `define`')!;
  const after = applyWorkspaceEdit(extension, edit!)[uri]!;
  const { line, character } = (command!.arguments as [string, { line: number; character: number }])[1];
  expect([command!.command, after.split('\n')[line]!.slice(character - 8)]).toEqual(['mql.renameAt', 'require condition_1']);
  await extension.close();
});
it('write the tests that a rule lacks, which then pass', async () => {
  const text = 'fit (up to 40):\n  employees 50.. +20\n  country US +20\nmql when score > 30\ntest "small": given country US; expect not mql\n';
  const { uri, found } = await actions(text, text.indexOf('50..'), text.indexOf('50..'));
  const { command } = found.find((action) => action.title === 'Write the missing test')!;
  expect(await client.request('workspace/executeCommand', command)).toBe(1);
  const written = applyWorkspaceEdit(client, client.asked.at(-1)!)[uri]!;
  expect(written.slice(text.length)).toMatch(/^\ntest "rule of fit employees 50\.\. \+20 holds":\n {2}given employees \d+\n {2}expect not mql, score 20\n$/);
  client.change(uri, written);
  const { tests } = await client.request<{ tests: { passed: boolean }[] }>('mql/runTests', { uri });
  expect(tests.map(({ passed }) => passed)).toEqual([true, true]);
  const again = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri }, range: { start: { line: 1, character: 3 }, end: { line: 1, character: 3 } }, context: { diagnostics: [] },
  });
  expect(again.map(({ title }) => title)).toEqual([]);
});
it('write them where the tests stand, and count what those show', async () => {
  const text = 'fit:\n  country US +20\nmql when score > 10\n';
  const tests = client.open('use "tested.mql"\ntest "from elsewhere": given country DE; expect not mql\n', 'tested/tests.mql');
  const uri = client.open(text, 'tested/tested.mql');
  const at = { start: client.position(uri, 10), end: client.position(uri, 10) };
  const found = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: at, context: { diagnostics: [] } });
  await client.request('workspace/executeCommand', found.find((action) => action.title === 'Write the missing test')!.command);
  const [changed, edits] = Object.entries(client.asked.at(-1)!.changes!)[0]!;
  expect([changed, edits[0]!.newText]).toEqual([tests, '\n\ntest "rule of fit country US +20 holds":\n  given country US\n  expect mql, score 20\n']);
  const ofAll = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: tests }, range: { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } }, context: { diagnostics: [] },
  });
  expect(ofAll.map(({ title }) => title)).toEqual(['Write the missing tests of 2 things']);
});
it('fix all that have one fix, under a kind of their own', async () => {
  const { uri, found } = await actions('fit: employes 50..500 +10; contry US +5\nmql when score > 5\n', 0, 0);
  const all = found.find((action) => action.kind === 'source.fixAll.mql');
  expect(applyWorkspaceEdit(client, all!.edit!)[uri]).toBe('fit: employees 50..500 +10; country US +5\nmql when score > 5\n');
});

it('extract a condition, but not one that a window reaches into', async () => {
  const text = 'fit:\n  require country US or country CA\nmql when score >= 0\n';
  const start = text.indexOf('country US');
  const { uri, found } = await actions(text, start, text.indexOf('\nmql'));
  const extract = found.find((action) => action.title === 'Extract into `define`');
  const after = applyWorkspaceEdit(client, extract!.edit!)[uri]!;
  expect(after).toContain('define:\n  condition_1 = country US or country CA');
  expect(after).toContain('require condition_1');
  const windowed = 'intent (within 30d):\n  webinar >= 2 +10\nmql when score > 5\n';
  const other = await actions(windowed, windowed.indexOf('webinar'), windowed.indexOf(' +10'));
  expect(other.found.map((action) => action.title)).not.toContain('Extract into `define`');
});
