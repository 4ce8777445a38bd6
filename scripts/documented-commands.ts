/**
 * The commands that the documentation shows with their output: in a `console` block a command begins with `$ `, and what
 * follows is what it prints. Run as a program, this writes the output anew; a test holds that it is as shown.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const commandLine = `${root}/cli/main.ts`;

export const pagesWithCommands: readonly string[] = ['README.md', 'docs/command-line.md', 'docs/getting-started.md', 'docs/testing-definitions.md', 'docs/reviewing-changes.md'];

export interface ShownCommand {
  readonly page: string;
  /** After the `$ `. */
  readonly command: string;
  readonly output: string;
}

const blocks = /^```console\n(.*?)^```$/gms;

function commandsIn(block: string): { readonly command: string; readonly output: string }[] {
  return block.split(/^\$ /m).slice(1).map(text => {
    const [command, ...output] = text.split('\n');
    return { command: command!, output: output.join('\n').trim() };
  });
}

export function shownCommands(): readonly ShownCommand[] {
  return pagesWithCommands.flatMap(page => [...readFileSync(`${root}/${page}`, 'utf8').matchAll(blocks)]
    .flatMap(match => commandsIn(match[1]!).map(shown => ({ page, ...shown }))));
}

/** What a person sees who runs `mql ...` at the top of the checkout: standard output, then standard error. */
export function outputOf(command: string): string {
  const [program, ...words] = command.match(/"[^"]*"|\S+/g)!.map(word => word.replaceAll('"', ''));
  if (program !== 'mql') throw new Error(`the documentation may show \`mql\` only, and shows \`${program}\``);
  // What a proof says does not depend on its time, as long as that does not run out on a busy machine.
  const patience = ['diff', 'prove'].includes(words[0]!) || words.includes('--deep') ? ['--timeout', '600'] : [];
  const environment = { ...process.env, NO_COLOR: '1', COLUMNS: '120' };
  const { stdout, stderr } = spawnSync(process.execPath, [commandLine, ...words, ...patience], { cwd: root, encoding: 'utf8', env: environment });
  return (stdout + stderr).trim();
}

if (import.meta.main) {
  for (const page of pagesWithCommands) {
    const path = `${root}/${page}`;
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(blocks, (_whole, block: string) => {
      const shown = commandsIn(block).map(({ command }) => `$ ${command}\n${outputOf(command)}\n`);
      return `\`\`\`console\n${shown.join('\n')}\`\`\``;
    }));
  }
}
