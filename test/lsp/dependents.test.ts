/** Diagnostics of a document that uses another follow what becomes of that one. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startClient } from './client.ts';
import type { Client } from './client.ts';

let client: Client;
beforeAll(async () => { client = await startClient(); });
afterAll(async () => { await client.close(); });

const user = 'use "vocabulary.mql"\n\nfit: enterprise +60\n\nmql when score > 50\n';
const vocabulary = 'define:\n  enterprise = employees 1000..\n';

/** What is published for the document next; asked for before what causes it. */
function nextDiagnostics(uri: string): Promise<string[]> {
  return new Promise((resolve) => {
    const listening = client.connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string; diagnostics: { message: string }[] }) => {
      if (params.uri !== uri) return;
      listening.dispose();
      resolve(params.diagnostics.map(({ message }) => message));
    });
  });
}

it('a file that is opened, edited and edited again re-checks who uses it', async () => {
  const uri = client.open(user, 'use/definition.mql');
  expect((await nextDiagnostics(uri)).join()).toContain('vocabulary.mql');

  const opened = nextDiagnostics(uri);
  const used = client.open(vocabulary, 'use/vocabulary.mql');
  expect(await opened).toEqual([]);

  const renamed = nextDiagnostics(uri);
  client.change(used, vocabulary.replace('enterprise', 'large'));
  expect((await renamed).join()).toContain('`enterprise`');

  const back = nextDiagnostics(uri);
  client.change(used, `${vocabulary}# one\n`);
  client.change(used, `${vocabulary}# two\n`);
  expect(await back).toEqual([]);
});

it('an open file that is opened again under its own text is checked with it', async () => {
  const uri = client.open(user.replace('vocabulary', 'words'), 'twice/definition.mql');
  await nextDiagnostics(uri);
  const first = nextDiagnostics(uri);
  const used = client.open(vocabulary, 'twice/words.mql');
  await first;
  const closed = nextDiagnostics(uri);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: used } });
  expect((await closed).join()).toContain('words.mql');
  const again = nextDiagnostics(uri);
  client.open(vocabulary, 'twice/words.mql');
  expect(await again).toEqual([]);
  const edited = nextDiagnostics(uri);
  client.change(used, vocabulary.replace('enterprise', 'large'));
  expect((await edited).join()).toContain('`enterprise`');
});
