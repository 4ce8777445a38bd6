/** How a command ends. Language reference: exit codes. */
export const exitCodes = {
  well: 0,
  /** A diagnostic, a failing test, a bad row: the input has problems. */
  inputHasProblems: 1,
  /** Wrong usage, or a file that cannot be read or written. */
  cannotRun: 2,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * Ends the command with a message for the user and no stack. Thrown by commands only: reading, checking and scoring
 * report problems as values.
 */
export class CommandProblem extends Error {
  readonly exitCode: ExitCode;
  /** What would be right, on a line of its own. */
  readonly advice: string | undefined;
  constructor(message: string, options: { readonly exitCode: ExitCode; readonly advice?: string | undefined }) {
    super(message);
    this.exitCode = options.exitCode;
    this.advice = options.advice;
  }
}

/** Wrong usage: exit code 2. */
export function usageProblem(message: string, advice?: string): CommandProblem {
  return new CommandProblem(message, { exitCode: exitCodes.cannotRun, advice });
}

/** The input has problems: exit code 1. */
export function inputProblem(message: string, advice?: string): CommandProblem {
  return new CommandProblem(message, { exitCode: exitCodes.inputHasProblems, advice });
}

/** A file that cannot be read or written: exit code 2. `doing` is such as "read" or "write". */
export function fileProblem(doing: 'read' | 'write', path: string, cause: unknown): CommandProblem {
  return new CommandProblem(`cannot ${doing} \`${path}\`: ${reasonOf(cause)}`, { exitCode: exitCodes.cannotRun });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOSPC: 'no space is left on the device',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'too many symbolic links',
  EEXIST: 'it is there already',
};

/** The plain reason of an error of the operating system; any other error's own message. */
export function reasonOf(cause: unknown): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return reasons[code] ?? (cause instanceof Error ? cause.message : String(cause));
}
