import { InvalidArgumentError, Option } from 'commander';
import type { Definition } from '../../compiler/check/checked.ts';
import { changesBetween } from '../../review/diff/changes.ts';
import type { Effect } from '../../review/diff/effect.ts';
import { renderJson, renderMarkdown, renderText } from '../../review/diff/render-diff.ts';
import type { DefinitionDiff } from '../../review/diff/render-diff.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { AddCommand } from '../commands.ts';
import { addDataOptions, dataRequest, type DataOptions } from '../data/data-options.ts';
import { effectOf } from '../data/effect-of.ts';
import { definitionsSince } from '../input/revision.ts';
import { readDefinition } from '../input/read-definition.ts';
import { exitCodes, usageProblem } from '../problems.ts';
import { readSettings } from '../settings/read-settings.ts';
import { print, tell } from '../terminal/standard-output.ts';

const formats = ['text', 'markdown', 'json'] as const;

/** What `--fail-on` names: any change in meaning, any outcome of the data, a stage that a lead loses, or more than so many percent of leads. */
type FailOn = { readonly kind: 'meaning' | 'outcome' | 'stage-lost' } | { readonly kind: 'percent'; readonly percent: number };

interface DiffOptions extends DataOptions {
  readonly base?: string;
  readonly format: (typeof formats)[number];
  readonly by?: string;
  readonly failOn?: readonly FailOn[];
}

export const addDiff: AddCommand = (command, finish) => {
  command
    .argument('[paths...]', 'the old and the new definition; with `--base`, the files to compare (default: all of the repository)')
    .option('--base <revision>', 'compare the files as they are with this revision of git');
  addDataOptions(command)
    .option('--by <field>', 'count the leads that change by the values of a field')
    .addOption(new Option('--format <format>', 'how the differences are printed').choices(formats).default('text'))
    .addOption(new Option('--fail-on <change...>', 'exit with 1 on: `meaning` (any change), `outcome`, `stage-lost`, or more than a share of the leads such as `5%`').argParser(readFailOn))
    .addHelpText('after', examples)
    .action(async (paths: readonly string[], options: DiffOptions) => {
      const pairs = options.base === undefined ? [twoFiles(paths)] : definitionsSince(options.base, paths);
      const diffs: DefinitionDiff[] = [];
      for (const { before, after, oldName, newName } of pairs) {
        const changes = changesBetween(before, after);
        if (options.base !== undefined && changes.length === 0 && paths.length === 0) continue;
        diffs.push({ before: oldName, after: newName, changes, effect: await dataEffect(before, after, newName, options) });
      }
      await print(render(diffs, options.format));
      if (diffs.length === 0) tell(`no definition changed its meaning since ${options.base}\n`);
      finish(failing(diffs, options.failOn ?? []) ? exitCodes.inputHasProblems : exitCodes.well);
    });
};

const examples = `
Example:
  $ mql diff old.mql new.mql
  $ mql diff --base main --format markdown
  $ mql diff old.mql new.mql --leads leads.csv --events events.csv --by source --fail-on stage-lost 5%`;

interface Pair {
  readonly before: Definition;
  readonly after: Definition;
  readonly oldName: string;
  readonly newName: string;
}

function twoFiles(paths: readonly string[]): Pair {
  const [oldPath, newPath] = paths;
  if (oldPath === undefined || newPath === undefined || paths.length !== 2) {
    throw usageProblem(`two definitions are compared, and ${paths.length === 1 ? 'there is one' : `there are ${paths.length}`}`, 'write `mql diff OLD NEW`, or `mql diff --base REVISION`');
  }
  return { before: readDefinition(oldPath).definition, after: readDefinition(newPath).definition, oldName: oldPath, newName: newPath };
}

/** Only where data is named, by flags or by `mql.json`. */
async function dataEffect(before: Definition, after: Definition, path: string, options: DiffOptions): Promise<Effect | undefined> {
  const settings = readSettings(path);
  if (options.leads === undefined && settings.leads === undefined) {
    if (options.by !== undefined) throw usageProblem('`--by` counts leads, and no leads are given', 'name them with `--leads FILE`');
    return undefined;
  }
  return effectOf(before, after, dataRequest(path, after, options), options.by);
}

function render(diffs: readonly DefinitionDiff[], format: DiffOptions['format']): string {
  switch (format) {
    case 'text': return diffs.map(renderText).join('\n');
    case 'markdown': return diffs.map(renderMarkdown).join('\n');
    case 'json': return `[${diffs.map((diff) => renderJson(diff).trimEnd()).join(',\n')}]\n`;
    default: return unreachable(format);
  }
}

function failing(diffs: readonly DefinitionDiff[], failOn: readonly FailOn[]): boolean {
  return diffs.some(({ changes, effect }) => failOn.some((one) => {
    switch (one.kind) {
      case 'meaning': return changes.length > 0;
      case 'outcome': return effect !== undefined && effect.outcomesChanged > 0;
      case 'stage-lost': return effect !== undefined && effect.stages.some((stage) => stage.lost > 0);
      case 'percent': return effect !== undefined && effect.outcomesChanged * 100 > one.percent * effect.leads;
      default: return unreachable(one);
    }
  }));
}

function readFailOn(text: string, before: readonly FailOn[] = []): readonly FailOn[] {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (percent !== null) return [...before, { kind: 'percent', percent: Number(percent[1]) }];
  if (text === 'meaning' || text === 'outcome' || text === 'stage-lost') return [...before, { kind: text }];
  throw new InvalidArgumentError('It should be `meaning`, `outcome`, `stage-lost` or a share such as `5%`.');
}
