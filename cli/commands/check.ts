import { Option, type Command } from 'commander';
import { applyFixes } from '../../compiler/diagnostics/apply-fixes.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { countBySeverity, renderDiagnostics } from '../../compiler/diagnostics/render.ts';
import { sourceFile, type SourceFile } from '../../compiler/source/source-file.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { AddCommand } from '../commands.ts';
import { analyzeFile } from '../input/read-definition.ts';
import { readSeconds } from '../input/read-seconds.ts';
import { readSource, standardInputName } from '../input/read-source.ts';
import { writeWholeFile } from '../output/whole-file.ts';
import { exitCodes } from '../problems.ts';
import { colourOf, widthOf } from '../terminal/colour.ts';
import { print, tell } from '../terminal/standard-output.ts';
import { version } from '../version.ts';

const formats = ['text', 'json', 'sarif', 'github'] as const;

interface CheckOptions {
  readonly format: (typeof formats)[number];
  readonly strict?: boolean;
  readonly fix?: boolean;
  readonly deep?: boolean;
  /** Seconds. */
  readonly timeout: number;
}

export const addCheck: AddCommand = (command: Command, finish) => {
  command
    .argument('<files...>', 'definitions and files of tests; `-` is standard input')
    .addOption(new Option('--format <format>', 'how diagnostics are printed').choices(formats).default('text'))
    .option('--strict', 'fail on warnings, too')
    .option('--deep', 'also what a proof over every lead that could exist finds')
    .addOption(new Option('--timeout <seconds>', 'of `--deep`: give up a file after this time').default(30).argParser(readSeconds))
    .option('--fix', 'apply the fixes that leave no choice; `-` is printed fixed')
    .addHelpText('after', examples)
    .action(async (paths: readonly string[], options: CheckOptions) => {
      const diagnostics: Diagnostic[] = [];
      const deep: SourceFile[] = [];
      let fixed = 0;
      for (const path of paths) {
        const source = readSource(path);
        const file = options.fix === true ? fixFile(source) : { file: source, fixed: 0 };
        fixed += file.fixed;
        if (options.fix === true && source.path === standardInputName) await print(file.file.text);
        else if (file.fixed > 0) writeWholeFile(path, file.file.text);
        diagnostics.push(...analyzeFile(file.file).diagnostics);
        deep.push(file.file);
      }
      if (options.deep === true) diagnostics.push(...await proved(deep, options.timeout));
      const found = withoutRepeats(diagnostics);
      const text = await render(found, options.format);
      if (options.fix === true && paths.includes('-')) tell(text);
      else await print(text);
      if (options.format === 'text') tell(summary(found, paths.length, fixed));
      const fails = found.some(({ severity }) => severity === 'error' || (options.strict === true && severity === 'warning'));
      finish(fails ? exitCodes.inputHasProblems : exitCodes.well);
    });
};

const examples = `
Example:
  $ mql check crm.mql tests.mql
  $ mql check --fix crm.mql
  $ mql check --deep crm.mql
  $ mql check --format sarif rules/*.mql > mql.sarif`;

/** Fixes may uncover mistakes that have fixes of their own, so it is done again until nothing is left to do. */
function fixFile(file: SourceFile): { readonly file: SourceFile; readonly fixed: number } {
  let current = file;
  let fixed = 0;
  for (let round = 0; round < 10; round += 1) {
    const result = applyFixes(current, analyzeFile(current).diagnostics);
    if (result === undefined || result.text === current.text) break;
    current = sourceFile(file.path, result.text);
    fixed += result.applied;
  }
  return { file: current, fixed };
}

/** What only proofs find. A file of tests has no rules of its own. */
async function proved(files: readonly SourceFile[], seconds: number): Promise<readonly Diagnostic[]> {
  const { endSolver } = await import('../../review/prove/solver.ts');
  const { deepCheck } = await import('../../review/prove/deep-check.ts');
  const found: Diagnostic[] = [];
  try {
    for (const file of files) {
      const { definition, diagnostics } = analyzeFile(file);
      if (definition === undefined || definition.file.path !== file.path) continue;
      const result = await deepCheck(definition, diagnostics, { milliseconds: seconds * 1_000, clock: () => performance.now() });
      found.push(...result.diagnostics);
      if (result.reason !== undefined) tell(`\`${file.path}\` cannot be proved anything of: ${result.reason}\n`);
      else if (result.undecided > 0) tell(`\`${file.path}\`: ${result.undecided} of the questions were not decided\n`);
    }
  } finally {
    await endSolver();
  }
  return found;
}

/** A used file is checked with every file that uses it; what is wrong with it is said once. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ file, span, code, message }) => {
    const key = JSON.stringify([file.path, span.start, span.end, code, message]);
    return !seen.has(key) && seen.add(key);
  });
}

async function render(diagnostics: readonly Diagnostic[], format: CheckOptions['format']): Promise<string> {
  switch (format) {
    case 'text': {
      const { paint } = colourOf(process.stdout);
      return renderDiagnostics(diagnostics, { paint, width: widthOf(process.stdout) });
    }
    case 'json':
      return (await import('../../compiler/diagnostics/render-json.ts')).renderJson(diagnostics);
    case 'github':
      return (await import('../../compiler/diagnostics/render-github.ts')).renderGithub(diagnostics);
    case 'sarif': {
      const { renderSarif } = await import('../../compiler/diagnostics/render-sarif.ts');
      const { catalog } = await import('../../compiler/diagnostics/catalog.ts');
      return renderSarif(diagnostics, { version, rules: catalog });
    }
    default:
      return unreachable(format);
  }
}

function summary(diagnostics: readonly Diagnostic[], files: number, fixed: number): string {
  const { paint } = colourOf(process.stderr);
  const checked = `${files} ${files === 1 ? 'file' : 'files'}`;
  const counts = countBySeverity(diagnostics);
  const fixedText = fixed === 0 ? '' : `; ${fixed} ${fixed === 1 ? 'mistake' : 'mistakes'} fixed`;
  if (counts === '') return `${checked} checked: ${paint('good', 'no problems')}${fixedText}\n`;
  const fixable = diagnostics.filter((diagnostic) => diagnostic.fixes.length === 1).length;
  const style = diagnostics.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  return `\n${checked} checked: ${paint(style, counts)}${fixedText}${fixable === 0 ? '' : `; \`--fix\` mends ${fixable}`}\n`;
}
