import { format } from '../../grammar/format/format.ts';
import type { AddCommand } from '../commands.ts';
import { tellDiagnostics } from '../input/read-definition.ts';
import { readSource } from '../input/read-source.ts';
import { writeWholeFile } from '../output/whole-file.ts';
import { exitCodes } from '../problems.ts';
import { print, tell } from '../terminal/standard-output.ts';
import { counted } from '../terminal/table.ts';

export const addFmt: AddCommand = (command, finish) => {
  command
    .argument('<files...>', 'definitions and files of tests, formatted in place; `-` is printed formatted')
    .option('--check', 'change nothing, and fail if a file is not formatted')
    .addHelpText('after', examples)
    .action(async (paths: readonly string[], options: { readonly check?: boolean }) => {
      let changed = 0;
      let broken = 0;
      for (const path of paths) {
        const { path: name, text } = readSource(path);
        const result = await format(text, name);
        if ('diagnostics' in result) {
          broken += 1;
          tellDiagnostics(result.diagnostics);
          tell(`\`${name}\` is left as it is\n`);
          // What was read from standard input is not lost.
          if (path === '-' && options.check !== true) await print(text);
          continue;
        }
        if (path === '-' && options.check !== true) await print(result.text);
        if (result.text === text) continue;
        changed += 1;
        if (path === '-') continue;
        await print(`${path}\n`);
        if (options.check !== true) writeWholeFile(path, result.text);
      }
      tell(summary(paths, changed, options.check === true));
      finish(broken > 0 || (options.check === true && changed > 0) ? exitCodes.inputHasProblems : exitCodes.well);
    });
};

const examples = `
Example:
  $ mql fmt scoring.mql tests.mql
  $ mql fmt --check rules/*.mql
  $ mql fmt - < draft.mql > scoring.mql`;

function summary(paths: readonly string[], changed: number, isCheck: boolean): string {
  if (!isCheck && paths.includes('-')) return '';
  const files = counted(paths.length, 'file');
  if (!isCheck) return `${files}: ${changed} changed\n`;
  return changed === 0 ? `${files}: formatted\n` : `${files}: ${changed} not formatted; \`mql fmt\` formats ${changed === 1 ? 'it' : 'them'}\n`;
}
