/** A line is typed into a long file, character by character, and deleted again; what each keystroke takes until mistakes are published. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { languageServerOf } from '../test/lsp/built-server.ts';
import type { EditorClient } from './editor-client.ts';
import { writtenDefinition } from './long-definitions.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface Typing {
  readonly what: string;
  readonly text: string;
  /** Where the line is typed. */
  readonly at: number;
  readonly line: string;
}

/** What each keystroke took in milliseconds, by the clock and of the processor, all threads of the server together. */
export interface Times {
  readonly clock: number[];
  readonly processor: number[];
  /** From the last keystroke until the likely mistakes were published, too. */
  readonly late: number[];
}

const long = writtenDefinition(2000, 1);
const rule = '  webinar "*forecast*" +12 once per week\n';
const afterLine = (text: string, from: number): number => text.indexOf('\n', from) + 1;
/** All rules below one header. */
const oneSection = long.replace(/\nsection_\d+ .*:\n/g, (header, at: number) => (at === long.indexOf('\nsection_') ? header : ''));

export const typings = {
  middle: { what: 'in the middle of 2,000 lines', text: long, at: afterLine(long, long.length / 2), line: rule },
  oneSection: { what: 'the same where all rules stand in one section', text: oneSection, at: afterLine(oneSection, oneSection.length / 2), line: rule },
  defined: { what: 'a name that 120 rules ask, defined above them', text: long, at: afterLine(long, long.indexOf('decision_maker = ')) - 1, line: ' or title mentions "chief"' },
} satisfies Readonly<Record<string, Typing>>;

/** The clients in turns, so that what else the machine does touches all of them. The first round warms up. */
export async function measureTyping(clients: readonly EditorClient[], { what, text, at, line }: Typing, rounds: number): Promise<Times[]> {
  const name = `typing/${what.replaceAll(/[^a-z0-9]+/g, '-')}.mql`;
  const uris = clients.map((client) => client.open(name, text));
  for (const [index, client] of clients.entries()) await client.published(uris[index]!);
  const times = clients.map((): Times => ({ clock: [], processor: [], late: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, client] of clients.entries()) {
      const uri = uris[index]!;
      const found = times[index]!;
      let lastKey = 0;
      const type = async (offset: number, removed: number, added: string): Promise<void> => {
        const before = client.processorTime();
        lastKey = performance.now();
        client.edit(uri, offset, offset + removed, added);
        await client.published(uri);
        if (round === 0) return;
        found.clock.push(client.publishedAt(uri) - lastKey);
        found.processor.push(client.processorTime() - before);
      };
      for (let key = 0; key < line.length; key += 1) await type(at + key, 0, line[key]!);
      for (let key = line.length; key > 0; key -= 1) await type(at + key - 1, 1, '');
      await client.quiet(uri);
      if (round > 0) found.late.push(client.publishedAt(uri) - lastKey);
    }
  }
  for (const [index, client] of clients.entries()) client.close(uris[index]!);
  return times;
}

/** The server of another revision, built from what the repository holds of it. */
export function serverOfRevision(revision: string): Promise<string> {
  const commit = execFileSync('git', ['rev-parse', '--short', revision], { cwd: root, encoding: 'utf8' }).trim();
  const folder = `${root}/.cache/bench-${commit}`;
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1e9 });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    symlinkSync(`${root}/node_modules`, `${folder}/node_modules`);
  }
  return languageServerOf(folder);
}
