import type { Command } from 'commander';
import type { ExitCode } from './problems.ts';

/** Gives a command its arguments, options, help and action; the action calls `finish` with how it ended (well, if it does not). */
export type AddCommand = (command: Command, finish: (code: ExitCode) => void) => void;

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<AddCommand>;
}

/** Every command, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'say what is wrong with definitions',
    load: async () => (await import('./commands/check.ts')).addCheck,
  },
  {
    name: 'score',
    summary: 'score leads from files',
    load: async () => (await import('./commands/score.ts')).addScore,
  },
  {
    name: 'lsp',
    summary: 'the language server, on standard input and output',
    load: async () => (await import('./commands/lsp.ts')).addLsp,
  },
];
