import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AddCommand } from '../commands.ts';
import { startingProject } from '../init/starting-project.ts';
import { writeWholeFile } from '../output/whole-file.ts';
import { exitCodes, fileProblem, usageProblem } from '../problems.ts';
import { print, tell } from '../terminal/standard-output.ts';

export const addInit: AddCommand = (command, finish) => {
  command
    .argument('[dir]', 'the folder; made where there is none', '.')
    .addHelpText('after', examples)
    .action(async (folder: string) => {
      const present = startingProject.filter(({ path }) => existsSync(join(folder, path)));
      const blocking = present.filter(({ optional }) => optional !== true);
      if (blocking.length > 0) {
        throw usageProblem(`\`${folder}\` already holds ${blocking.map(({ path }) => `\`${path}\``).join(', ')}, and nothing is overwritten`, 'name another folder');
      }
      for (const { path, text } of startingProject.filter((file) => !present.includes(file))) {
        const target = join(folder, path);
        makeFolder(dirname(target));
        writeWholeFile(target, text);
        await print(`${target}\n`);
      }
      for (const { path } of present) tell(`\`${join(folder, path)}\` is there already and stays as it is\n`);
      const enter = folder === '.' ? '' : `  cd ${folder}\n`;
      tell(`\nnext:\n${enter}  npm install\n  npx mql test tests.mql\n  npx mql score scoring.mql\n`);
      finish(exitCodes.well);
    });
};

const examples = `
Example:
  $ mql init lead-scoring
  $ cd lead-scoring && npx mql score scoring.mql`;

/** Folder by folder: where the system takes no folder, as in `/proc`, Node would try to make all of them at once for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (cause) {
    throw fileProblem('write', path, cause);
  }
}
