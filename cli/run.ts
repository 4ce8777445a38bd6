import { Command, CommanderError } from 'commander';
import { endProcess } from './cancellation.ts';
import { commands } from './commands.ts';
import { removeUnfinishedFiles } from './output/whole-file.ts';
import { CommandProblem, exitCodes, type ExitCode } from './problems.ts';
import { colourOf } from './terminal/colour.ts';
import { plainText } from './terminal/plain-text.ts';
import { endWithPipes } from './terminal/standard-output.ts';
import { version } from './version.ts';

/** Runs one command and answers its exit code. Problems of the user's making are said on standard error, without a stack. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  endOnSignals();
  endWithPipes();
  let exitCode: ExitCode = exitCodes.well;
  const program = newProgram();
  try {
    await addCommands(program, args, (code) => {
      exitCode = code;
    });
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (problem) {
    return say(problem);
  } finally {
    removeUnfinishedFiles();
  }
}

function newProgram(): Command {
  const program = new Command('mql')
    .description('Says which leads are marketing-qualified: checks, tests, compiles and runs MQL definitions.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', helpTail)
    .showSuggestionAfterError()
    .exitOverride();
  program.configureOutput({
    outputError: (text, write) => write(text),
    getOutHasColors: () => colourOf(process.stdout).on,
    getErrHasColors: () => colourOf(process.stderr).on,
  });
  return program;
}

const helpTail = `
Example:
  $ mql init crm && cd crm
  $ mql check scoring.mql && mql test tests.mql
  $ mql score scoring.mql --leads data/leads.csv --events data/events.csv

Exit codes: 0 all is well; 1 the input has problems; 2 wrong usage, or a file that cannot be read or written.`;

/**
 * Loads only the command that was asked for, so that `mql check` does not wait for what other commands are made of.
 * For help and for misspelt commands every command is there by name.
 */
async function addCommands(program: Command, args: readonly string[], finish: (code: ExitCode) => void): Promise<void> {
  const asked = args.find((argument) => !argument.startsWith('-'));
  const helpFor = asked === 'help' ? args[args.indexOf('help') + 1] : undefined;
  for (const entry of commands) {
    if (entry.name === asked || entry.name === helpFor) {
      const add = await entry.load();
      add(program.command(entry.name).summary(entry.summary).description(entry.summary).allowExcessArguments(false), finish);
    } else {
      program.command(entry.name).summary(entry.summary).description(entry.summary);
    }
  }
}

function say(problem: unknown): ExitCode {
  if (problem instanceof CommanderError) {
    // Commander has printed its message or the help already.
    return problem.exitCode === 0 ? exitCodes.well : exitCodes.cannotRun;
  }
  if (problem instanceof CommandProblem) {
    const { paint } = colourOf(process.stderr);
    process.stderr.write(`${paint('error', 'error:')} ${plainText(problem.message)}\n`);
    if (problem.advice !== undefined) process.stderr.write(`  ${plainText(problem.advice)}\n`);
    return problem.exitCode;
  }
  process.stderr.write(`error: mql ${version} has a bug, and your files may be well\n  please report this: ${problem instanceof Error ? problem.stack : String(problem)}\n`);
  return exitCodes.cannotRun;
}

/**
 * What is half-written is removed, and the exit code is the one that shells expect of the signal. The handler stays: npm and
 * terminals both pass Ctrl-C on, and the second signal would otherwise end the process before the first is handled.
 */
function endOnSignals(): void {
  for (const [signal, exitCode] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
    process.on(signal, () => endProcess(signal, exitCode));
  }
}
