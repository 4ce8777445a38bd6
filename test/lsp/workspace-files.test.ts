/** What is not open, but on disk in the folder that is: names are found and changed there, too. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CompletionItem, Location, SymbolInformation, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { applyEdits, startClient } from './client.ts';
import type { Client } from './client.ts';

const vocabulary = 'vocabulary:\n  lead seats number from "seats"\n';
const texts: Readonly<Record<string, string>> = {
  'shared names/vocabulary.mql': vocabulary,
  'one.mql': 'use "shared names/vocabulary.mql"\nfit: seats 5.. +10\nmql when score > 5\n',
  'teams/two.mql': 'use "../shared names/vocabulary.mql"\ninterest: seats 5.. +10\nmql when interest > 5\n',
  'teams/tests.mql': 'use "two.mql"\ntest "seats": given seats 5; expect mql, interest 10\n',
  'other.mql': 'vocabulary: lead seats number\nfit: seats 5.. +1\nmql when score > 0\n',
  'node_modules/package/three.mql': 'use "../../shared names/vocabulary.mql"\nfit: seats 5.. +10\nmql when score > 5\n',
};

let folder: string;
let client: Client;
const write = (name: string, text: string): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const addressOf = (name: string): string => pathToFileURL(join(folder, name)).href;
const nameOf = (uri: string): string => decodeURI(uri).slice(decodeURI(pathToFileURL(folder).href).length + 1);

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'mql-workspace-')));
  for (const [name, text] of Object.entries(texts)) write(name, text);
  client = await startClient({
    folder: pathToFileURL(folder).href, capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
  });
});
afterAll(async () => {
  await client.close();
  rmSync(folder, { recursive: true });
});

it('is asked to be told of', async () => {
  await client.request('workspace/symbol', { query: 'seats' });
  expect(client.registrations.map(({ method }) => method)).toEqual(['workspace/didChangeWatchedFiles']);
  expect(JSON.stringify(client.registrations)).toContain('**/*.mql');
});

it('is renamed with what is open, spellings of the data aside', async () => {
  const uri = client.open(vocabulary, 'shared%20names/vocabulary.mql');
  const edit = await client.request<WorkspaceEdit>('textDocument/rename', { textDocument: { uri }, position: { line: 1, character: 8 }, newName: 'licences' });
  const changed = Object.fromEntries(Object.entries(edit.changes!).map(([each, edits]) => [nameOf(each), applyEdits(texts[nameOf(each)]!, edits)]));
  expect(changed).toEqual({
    'shared names/vocabulary.mql': 'vocabulary:\n  lead licences number from "seats"\n',
    'one.mql': texts['one.mql']!.replace('seats', 'licences'),
    'teams/two.mql': texts['teams/two.mql']!.replace('seats', 'licences'),
    'teams/tests.mql': texts['teams/tests.mql']!.replace('given seats', 'given licences'),
  });
  expect(Object.keys(edit.changes!)).toContain(addressOf('one.mql'));
});

it('is referred to as it is on disk now', async () => {
  const uri = client.open(vocabulary, 'shared%20names/vocabulary.mql');
  const files = async (): Promise<string[]> => {
    const found = await client.request<Location[]>('textDocument/references', { textDocument: { uri }, position: { line: 1, character: 8 }, context: { includeDeclaration: false } });
    return found.map((one) => nameOf(one.uri)).sort();
  };
  expect(await files()).toEqual(['one.mql', 'teams/tests.mql', 'teams/two.mql']);
  write('one.mql', 'use "shared names/vocabulary.mql"\nfit: country US +10\nmql when score > 5\n');
  expect(await files()).toEqual(['teams/tests.mql', 'teams/two.mql']);
  write('one.mql', texts['one.mql']!);
});

it('is found by its symbols', async () => {
  const found = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'Interest' });
  expect(found.map(({ name, location }) => [name, nameOf(location.uri)])).toEqual([['interest', 'teams/two.mql']]);
});

it('is offered behind `use`, the nearest first', async () => {
  const uri = client.open('use "', 'teams/new.mql');
  const items = await client.request<CompletionItem[]>('textDocument/completion', { textDocument: { uri }, position: { line: 0, character: 5 } });
  expect(items.map(({ label }) => label)).toEqual(['tests.mql', 'two.mql', '../one.mql', '../other.mql', '../shared names/vocabulary.mql']);
  expect(items[0]!.textEdit).toEqual({ range: { start: { line: 0, character: 5 }, end: { line: 0, character: 5 } }, newText: 'tests.mql' });
});

it('is said to be wrong where an open file uses it, until it is mended or nothing uses it', async () => {
  const broken = addressOf('broken/names.mql');
  write('broken/names.mql', 'vocabulary:\n  lead seats nummer\n');
  const text = 'use "names.mql"\nfit: country US +10\nmql when score > 5\n';
  const [first, second] = [client.open(text, 'broken/a.mql'), client.open(text, 'broken/b.mql')];
  const shown = async (...open: readonly string[]): Promise<unknown> => {
    await Promise.all(open.map((uri) => client.diagnostics(uri)));
    await client.request('workspace/symbol', { query: 'seats' });
    return client.published(broken)?.map(({ code, range }) => [code, range.start.line]);
  };
  expect(await shown(first, second)).toEqual([[expect.stringMatching(/^MQL/), 1]]);
  client.closeDocument(second);
  expect(await shown(first)).toHaveLength(1);
  write('broken/names.mql', 'vocabulary:\n  lead seats number\n');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: broken, type: 2 }] });
  await client.request('workspace/symbol', { query: 'seats' });
  client.edit(first, text.length, text.length, '\n');
  expect(await shown(first)).toEqual([]);
});
