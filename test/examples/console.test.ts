/** Every command that the documentation shows with its output is run, and says what is shown. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runCommand } from './score-files.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['README.md', 'docs/command-line.md', 'docs/getting-started.md', 'docs/testing-definitions.md'];

/** In a `console` block a command begins with `$ `, and what follows is what it prints. */
const shown = pages.flatMap(page => [...readFileSync(join(root, page), 'utf8').matchAll(/^```console\n(.*?)^```$/gms)]
  .flatMap(match => match[1]!.split(/^\$ /m).slice(1))
  .map(text => ({ page, command: text.split('\n')[0]!, output: text.split('\n').slice(1).join('\n') })));

it('there are commands to run', () => {
  expect(shown.length).toBeGreaterThan(3);
});

it.each(shown)('$page: $command', { timeout: 60_000 }, ({ command, output }) => {
  const [program, ...rest] = command.match(/"[^"]*"|\S+/g)!.map(word => word.replaceAll('"', ''));
  expect(program).toBe('mql');
  expect(runCommand(rest, root).trim()).toBe(output.trim());
});
