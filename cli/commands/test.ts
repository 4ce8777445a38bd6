import { InvalidArgumentError, Option } from 'commander';
import { unreachable } from '../../compiler/unreachable.ts';
import type { AddCommand } from '../commands.ts';
import { filesOf } from '../input/read-definition.ts';
import { readSeconds } from '../input/read-seconds.ts';
import { exitCodes, inputProblem, usageProblem, type ExitCode } from '../problems.ts';
import { colourOf, widthOf } from '../terminal/colour.ts';
import { print, tell } from '../terminal/standard-output.ts';
import { renderCoverage } from '../tests/render-coverage.ts';
import { renderTestsJson } from '../tests/render-json.ts';
import { renderTestsJunit } from '../tests/render-junit.ts';
import { renderTests } from '../tests/render-text.ts';
import { endProofs, runTestFiles, withClaims, type TestRun } from '../tests/run-test-files.ts';

const formats = ['text', 'json', 'junit'] as const;

interface TestOptions {
  readonly format: (typeof formats)[number];
  readonly coverage?: boolean;
  readonly min?: number;
  readonly watch?: boolean;
  readonly suggest?: boolean;
  /** Seconds. */
  readonly timeout: number;
}

export const addTest: AddCommand = (command, finish) => {
  command
    .argument('<files...>', 'definitions and files of tests; `-` is standard input')
    .addOption(new Option('--format <format>', 'how results are printed').choices(formats).default('text'))
    .option('--coverage', 'say what no test made hold, or made fail')
    .addOption(new Option('--min <percent>', 'fail if less than this is covered').argParser(percent).implies({ coverage: true }))
    .option('--suggest', 'write tests for what no test made hold, or made fail: the smallest lead for each')
    .addOption(new Option('--timeout <seconds>', 'give up a line of a claim after this time; of `--suggest`, a definition').default(30).argParser(readSeconds))
    .option('--watch', 'run again whenever one of the files changes')
    .addHelpText('after', examples)
    .action(async (paths: readonly string[], options: TestOptions) => {
      if (options.suggest === true) return suggest(paths, options.timeout);
      if (options.watch === true) return watch(paths, options);
      finish(await runOnce(paths, options));
      await endProofs();
    });
};

const examples = `
Example:
  $ mql test crm.mql tests.mql
  $ mql test --coverage --min 90 tests.mql
  $ mql test --suggest tests.mql >> tests.mql
  $ mql test --format junit tests.mql > results.xml`;

/** Failing tests are not its matter: what they tried counts as tried. */
async function suggest(paths: readonly string[], seconds: number): Promise<void> {
  const run = runTestFiles(paths, true);
  if (run.broken) throw inputProblem('tests can be suggested only where the files have no errors');
  const { suggestFor } = await import('../tests/suggest-for.ts');
  await print(await suggestFor(paths, run, seconds));
}

async function runOnce(paths: readonly string[], options: TestOptions): Promise<ExitCode> {
  const run = await withClaims(runTestFiles(paths, options.coverage === true), options.timeout);
  await print(render(run, options));
  if (run.undecided > 0) tell('a claim that is not decided counts as failed: see whether a longer `--timeout` or a simpler claim decides it\n');
  if (run.passed + run.failed + run.undecided === 0 && !run.broken) tell('there are no tests and no claims: a test is a block `test "what is tested":` with `given` and `expect`\n');
  const uncovered = options.min === undefined ? [] : run.coverage.filter(({ percent: covered }) => covered < options.min!);
  for (const { path, percent: covered } of uncovered) tell(`\`${path}\` is covered to ${covered}%, less than ${options.min}%\n`);
  return run.failed + run.undecided > 0 || uncovered.length > 0 || run.broken ? exitCodes.inputHasProblems : exitCodes.well;
}

function render(run: TestRun, options: TestOptions): string {
  switch (options.format) {
    case 'text': {
      const { paint } = colourOf(process.stdout);
      const rendering = { paint, width: widthOf(process.stdout) };
      return renderTests(run, rendering) + run.coverage.map((coverage) => `\n${renderCoverage(coverage, rendering)}`).join('');
    }
    case 'json':
      return renderTestsJson(run, options.coverage === true);
    case 'junit':
      return renderTestsJunit(run);
    default:
      return unreachable(options.format);
  }
}

/** Ends with Ctrl-C. */
async function watch(paths: readonly string[], options: TestOptions): Promise<void> {
  if (paths.includes('-')) throw usageProblem('standard input cannot be watched');
  const { nextChange } = await import('../tests/watch-files.ts');
  for (;;) {
    if (process.stdout.isTTY) await print('\u001b[2J\u001b[H');
    // Watched from before the run on, so that what changes meanwhile is not missed.
    const files = filesOf(paths);
    const change = nextChange(files);
    try {
      await runOnce(paths, options);
    } catch (problem) {
      tell(`error: ${problem instanceof Error ? problem.message : String(problem)}\n`);
    }
    tell(`\nwatching ${files.length} ${files.length === 1 ? 'file' : 'files'}; end with Ctrl-C\n`);
    if (!(await change)) throw inputProblem('the files cannot be watched');
  }
}

function percent(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?%?$/.test(text) || Number.parseFloat(text) > 100) throw new InvalidArgumentError('It should be a number from 0 to 100.');
  return Number.isNaN(value) ? Number.parseFloat(text) : value;
}
