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
    name: 'init',
    summary: 'make a starting project: a definition with tests, a small data set, editor and CI set-up',
    load: async () => (await import('./commands/init.ts')).addInit,
  },
  {
    name: 'check',
    summary: 'say what is wrong with definitions',
    load: async () => (await import('./commands/check.ts')).addCheck,
  },
  {
    name: 'fmt',
    summary: 'format definitions',
    load: async () => (await import('./commands/fmt.ts')).addFmt,
  },
  {
    name: 'test',
    summary: 'run the tests that definitions hold',
    load: async () => (await import('./commands/test.ts')).addTest,
  },
  {
    name: 'score',
    summary: 'score leads from files',
    load: async () => (await import('./commands/score.ts')).addScore,
  },
  {
    name: 'explain',
    summary: 'say why one lead scored what it did, line by line',
    load: async () => (await import('./commands/explain.ts')).addExplain,
  },
  {
    name: 'compile',
    summary: 'write a definition as a program: a JavaScript module, SQL, a dbt model, or its plan',
    load: async () => (await import('./commands/compile.ts')).addCompile,
  },
  {
    name: 'diff',
    summary: 'say what a change of a definition means, by rule and on data',
    load: async () => (await import('./commands/diff.ts')).addDiff,
  },
  {
    name: 'lsp',
    summary: 'the language server, on standard input and output',
    load: async () => (await import('./commands/lsp.ts')).addLsp,
  },
  {
    name: 'doc',
    summary: 'write a definition for people who do not read code',
    load: async () => (await import('./commands/doc.ts')).addDoc,
  },
  {
    name: 'prove',
    summary: 'prove a claim about every lead, or show a lead that breaks it',
    load: async () => (await import('./commands/prove.ts')).addProve,
  },
];
