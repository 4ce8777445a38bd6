/**
 * What an editor waits for: `npm run bench:editor`. Everything is asked of the real server process over its standard streams,
 * so that the times are those of a client: encoding, reading, checking and sending included.
 *
 * `BENCH_EDITS=10000` watches memory over fewer edits than the 100,000 of the target, `BENCH_ROUNDS=3` types less, and `BENCH_AGAINST=COMMIT`
 * lets the server of that commit type in turns with that of the checkout.
 * On a machine with other work the clock says little; what the server used of a processor says more.
 */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { buildExtension } from '../vscode-extension/scripts/build.mjs';
import { startEditorClient } from './editor-client.ts';
import type { EditorClient } from './editor-client.ts';
import { sharedVocabulary, writtenDefinition } from './long-definitions.ts';
import { measureTyping, serverOfRevision, typings } from './typing.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 6);
const edits = Number(process.env['BENCH_EDITS'] ?? 100_000);

function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((first, second) => first - second);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}

function row(name: string, found: string, target: string, isMet: boolean): void {
  console.log(`| ${name} | ${found} | ${target} | ${isMet ? 'met' : '**missed**'} |`);
}

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

const shown = (times: readonly number[]): string => `${milliseconds(quantile(times, 0.5))} median, ${milliseconds(quantile(times, 0.99))} at the 99th percentile`;
/** Where a revision is given, its server types in turns with that of the checkout. */
const against = process.env['BENCH_AGAINST'];

async function typing(client: EditorClient): Promise<void> {
  const other = against === undefined ? [] : [await startEditorClient(await serverOfRevision(against))];
  const names = ['', `, ${against}`];
  for (const place of Object.values(typings)) {
    const found = await measureTyping([client, ...other], place, rounds);
    const hasTarget = place === typings.middle;
    found.forEach(({ clock, processor, late }, index) => {
      row(`keystroke to published mistakes ${place.what}, ${clock.length} keystrokes${names[index]!}`,
        `${shown(clock)}; of the processor ${shown(processor)}`, hasTarget ? '20 ms and 50 ms' : '-', !hasTarget || (quantile(clock, 0.5) < 20 && quantile(clock, 0.99) < 50));
      if (hasTarget) row(`the same, to all likely mistakes, when typing stops${names[index]!}`, `${milliseconds(quantile(late, 0.5))} median`, '-', true);
    });
  }
  for (const one of other) await one.end();
}

async function completions(client: EditorClient): Promise<void> {
  const { text, at, line } = typings.middle;
  const uri = client.open('long.mql', text);
  await client.published(uri);
  const times: number[] = [];
  for (let index = 0; index < line.length; index += 1) {
    client.edit(uri, at + index, at + index, line[index]!);
    await client.published(uri);
    const start = performance.now();
    await client.request('textDocument/completion', { textDocument: { uri }, position: client.position(uri, at + index + 1) });
    times.push(performance.now() - start);
  }
  row('completion in that file', shown(times), '20 ms', quantile(times, 0.5) < 20);
  client.close(uri);
}

/** 200 files of 200 lines use one vocabulary, and a name in it changes. */
async function sharedEdit(client: EditorClient): Promise<void> {
  const vocabulary = client.open('many/vocabulary.mql', sharedVocabulary);
  const uris = Array.from({ length: 200 }, (_, index) => client.open(`many/definition-${index}.mql`, writtenDefinition(200, index + 1, 'vocabulary.mql')));
  for (const uri of uris) await client.published(uri);
  const at = sharedVocabulary.indexOf('1000..');
  const times: number[] = [];
  let processor = 0;
  for (let round = 0; round < rounds; round += 1) {
    const before = client.processorTime();
    const start = performance.now();
    const all = client.publishedAgain(uris);
    client.edit(vocabulary, at, at + 4, round % 2 === 0 ? '2000' : '1000');
    await all;
    if (round > 0) {
      times.push(performance.now() - start);
      processor += client.processorTime() - before;
    }
    await client.quiet(uris.at(-1)!);
  }
  row('an edit of a vocabulary, 200 files of 200 lines re-checked', `${milliseconds(quantile(times, 0.5))} median, ${milliseconds(Math.max(...times))} at most; ${milliseconds(processor / times.length)} of a processor each`, '500 ms', quantile(times, 0.5) < 500);
  for (const uri of [vocabulary, ...uris]) client.close(uri);
}

/** Edits come faster than the server works, a hundred at a time, as when a key is held down. */
async function memory(client: EditorClient): Promise<void> {
  const text = writtenDefinition(200, 7);
  const uri = client.open('memory.mql', text);
  await client.published(uri);
  const at = text.indexOf('\n', text.length / 2) + 1;
  const sizes: string[] = [];
  let [start, end] = [0, 0];
  for (let done = 0; done < edits; done += 100) {
    for (let index = 0; index < 50; index += 1) client.edit(uri, at + index, at + index, '#');
    for (let index = 50; index > 0; index -= 1) client.edit(uri, at + index - 1, at + index, '');
    await client.published(uri);
    if (done === edits / 10) start = client.memory();
    if ((done + 100) % (edits / 5) === 0) sizes.push(`${(done + 100).toLocaleString('en')}: ${client.memory()} (${(await client.heap()).toFixed(1)})`);
  }
  end = client.memory();
  row(`memory of the server over ${edits.toLocaleString('en')} edits`, `${start} MB after a tenth; then MB, and in use when all garbage is collected, ${sizes.join(', ')}`, 'flat', end < start * 1.25 + 10);
  client.close(uri);
}

async function size(): Promise<void> {
  await buildExtension();
  const bytes = (file: string): number => gzipSync(readFileSync(join(root, 'vscode-extension/dist', file)), { level: 9 }).length / 1000;
  const server = bytes('browser/server.js');
  row('the server for the web, gzipped', `${server.toFixed(0)} KB`, '400 KB', server < 400);
}

console.log(`Node ${process.version}, ${cpus().length} processors, load ${loadavg()[0]!.toFixed(1)}\n`);
console.log('| what | found | target | |\n|---|---|---|---|');
const client = await startEditorClient();
await typing(client);
await completions(client);
await sharedEdit(client);
await client.end();
const fresh = await startEditorClient();
await memory(fresh);
await fresh.end();
await size();
