/**
 * A robot types each example character by character and deletes it again, asking as it goes. Whatever stands in the file,
 * no question fails, every position is inside the text, and in the end the diagnostics are those of a fresh check. It asks
 * after every character where the effort is full, and after every third one otherwise.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CompletionItem, Hover, Range, TextEdit } from 'vscode-languageserver-protocol';
import { isFullEffort } from '../effort.ts';
import { startClient } from './client.ts';
import type { Client } from './client.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const definitions = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.mql') && !/tests/.test(name)).sort();

const every = isFullEffort ? 1 : 3;

let client: Client;
beforeAll(async () => { client = await startClient(); });
afterAll(async () => { await client.close(); });

/** Asked millions of times, so `expect` is left to what is wrong. */
function assertInside(lines: readonly string[], range: Range, what: string): void {
  for (const { line, character } of [range.start, range.end]) {
    if (!(line < lines.length && character <= lines[line]!.length)) expect.fail(`${what}: ${JSON.stringify(range)} is not in\n${lines.join('\n')}`);
  }
}

async function askEverything(uri: string, offset: number): Promise<void> {
  const lines = client.text(uri).split('\n');
  const at = { textDocument: { uri }, position: client.position(uri, offset) };
  const [completions, hover, tokens, folds] = await Promise.all([
    client.request<CompletionItem[]>('textDocument/completion', at),
    client.request<Hover | null>('textDocument/hover', at),
    client.request<{ data: number[] }>('textDocument/semanticTokens/full', { textDocument: { uri } }),
    client.request<{ startLine: number; endLine: number }[]>('textDocument/foldingRange', { textDocument: { uri } }),
  ]);
  for (const item of completions) assertInside(lines, (item.textEdit as TextEdit).range, `completion ${String(item.label)}`);
  if (hover?.range !== undefined) assertInside(lines, hover.range, 'hover');
  let line = 0;
  let character = 0;
  for (let index = 0; index < tokens.data.length; index += 5) {
    const down = tokens.data[index]!;
    line += down;
    character = down > 0 ? tokens.data[index + 1]! : character + tokens.data[index + 1]!;
    assertInside(lines, { start: { line, character }, end: { line, character: character + tokens.data[index + 2]! } }, 'semantic token');
  }
  for (const fold of folds) expect(fold.endLine).toBeLessThan(lines.length);
}

it.each(definitions)('types and deletes %s', async (name) => {
  const text = readFileSync(join(examples, name), 'utf8');
  const uri = client.open('', `robot/${name.replaceAll(/[\\/]/g, '-')}`);
  for (let offset = 0; offset < text.length; offset += 1) {
    client.edit(uri, offset, offset, text[offset]!);
    if (offset % every === 0) await askEverything(uri, offset + 1);
  }
  const typed = await client.diagnostics(uri);
  for (const diagnostic of typed) assertInside(text.split('\n'), diagnostic.range, String(diagnostic.code));

  const fresh = client.open(text, `robot/fresh-${name.replaceAll(/[\\/]/g, '-')}`);
  const plain = (diagnostics: typeof typed): unknown => diagnostics.map(({ code, range, message }) => ({ code, range, message }));
  expect(plain(typed)).toEqual(plain(await client.diagnostics(fresh)));

  for (let offset = text.length; offset > 0; offset -= 1) {
    client.edit(uri, offset - 1, offset, '');
    // Fewer states: the texts are those of typing, and only what is kept between changes can differ.
    if (offset % (4 * every) === 0) await askEverything(uri, offset - 1);
  }
  expect(await client.diagnostics(uri)).toEqual([]);
}, 240_000);
