import { InvalidArgumentError, Option } from 'commander';
import type { Definition } from '../../compiler/check/checked.ts';
import { changesBetween } from '../../review/diff/changes.ts';
import type { Effect } from '../../review/diff/effect.ts';
import type { DiffProof } from '../../review/diff/diff-proof.ts';
import { renderByRule, renderFindings, renderJson, renderMarkdown } from '../../review/diff/render-diff.ts';
import type { DefinitionDiff } from '../../review/diff/render-diff.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { AddCommand } from '../commands.ts';
import { addDataOptions, dataRequest, type DataOptions } from '../data/data-options.ts';
import { effectOf } from '../data/effect-of.ts';
import { definitionsSince } from '../input/revision.ts';
import { readDefinition } from '../input/read-definition.ts';
import { readSeconds } from '../input/read-seconds.ts';
import { exitCodes, usageProblem } from '../problems.ts';
import { readSettings } from '../settings/read-settings.ts';
import { print, tell } from '../terminal/standard-output.ts';
import { counted } from '../terminal/table.ts';

const formats = ['text', 'markdown', 'json'] as const;

/**
 * What `--fail-on` names: any change in meaning, any outcome, a stage that a lead loses, or more than so many percent of leads.
 * Outcomes are those of the data where there are data, else those that are not proved never to change.
 */
type FailOn = { readonly kind: 'meaning' | 'outcome' | 'stage-lost' } | { readonly kind: 'percent'; readonly percent: number };

interface DiffOptions extends DataOptions {
  readonly base?: string;
  readonly format: (typeof formats)[number];
  readonly by?: string;
  /** False with `--no-proof`. */
  readonly proof: boolean;
  /** Seconds. */
  readonly timeout: number;
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
    .option('--no-proof', 'leave out what is proved about every lead that could exist')
    .addOption(new Option('--timeout <seconds>', 'give up proofs of a definition after this time').default(10).argParser(readSeconds))
    .addHelpText('after', examples)
    .action(async (paths: readonly string[], options: DiffOptions) => {
      const pairs = options.base === undefined ? [twoFiles(paths)] : definitionsSince(options.base, paths);
      const diffs: DefinitionDiff[] = [];
      try {
        for (const { before, after, oldName, newName } of pairs) {
          const changes = changesBetween(before, after);
          if (options.base !== undefined && changes.length === 0 && paths.length === 0) continue;
          const byRule: DefinitionDiff = { before: oldName, after: newName, changes, effect: undefined };
          // The rules are set side by side at once; proofs and data take longer.
          if (options.format === 'text') await print(`${diffs.length === 0 ? '' : '\n'}${renderByRule(byRule)}`);
          const proof = options.proof ? await proofOf(before, after, changes.length === 0, options.timeout) : undefined;
          const diff: DefinitionDiff = { ...byRule, proof, effect: await dataEffect(before, after, newName, options) };
          if (options.format === 'text') await print(renderFindings(diff));
          diffs.push(diff);
        }
      } finally {
        if (solverWasLoaded) await (await import('../../review/prove/solver.ts')).endSolver();
      }
      if (options.format !== 'text') await print(render(diffs, options.format));
      if (diffs.length === 0) tell(`no definition changed its meaning since ${options.base}\n`);
      const failures = diffs.flatMap((diff) => (options.failOn ?? []).flatMap((one) => failureOf(diff, one) ?? []));
      for (const failure of failures) tell(`${failure}\n`);
      finish(failures.length > 0 ? exitCodes.inputHasProblems : exitCodes.well);
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
    const share = options.failOn?.find((one) => one.kind === 'percent');
    if (share !== undefined) throw usageProblem(`\`--fail-on ${share.percent}%\` counts leads, and no leads are given`, 'name them with `--leads FILE`');
    if (options.by !== undefined) throw usageProblem('`--by` counts leads, and no leads are given', 'name them with `--leads FILE`');
    return undefined;
  }
  return effectOf(before, after, dataRequest([path], [after], options), options.by);
}

let solverWasLoaded = false;

/** Where the rules say the same, nothing is left to prove, and the solver is not loaded. */
async function proofOf(before: Definition, after: Definition, sameMeaning: boolean, seconds: number): Promise<DiffProof> {
  const { proveDiff, sameByRule } = await import('../../review/diff/diff-proof.ts');
  if (sameMeaning) return sameByRule(after);
  const { openSolver } = await import('../../review/prove/solver.ts');
  solverWasLoaded = true;
  const solver = await openSolver();
  try {
    return await proveDiff(solver, before, after, { milliseconds: seconds * 1_000, clock: () => performance.now() });
  } finally {
    await solver.close();
  }
}

function render(diffs: readonly DefinitionDiff[], format: Exclude<DiffOptions['format'], 'text'>): string {
  switch (format) {
    case 'markdown': return diffs.map(renderMarkdown).join('\n');
    case 'json': return `[${diffs.map((diff) => renderJson(diff).trimEnd()).join(',\n')}]\n`;
    default: return unreachable(format);
  }
}

/** What `--fail-on` does not let pass, as a sentence; `undefined` where it is not there. */
function failureOf({ after, changes, effect, proof }: DefinitionDiff, failOn: FailOn): string | undefined {
  const shows = (isMeant: (kind: string) => boolean): boolean =>
    proof !== undefined && proof.outcomes.some(({ difference, proof: answer }) => answer.kind !== 'proved' && isMeant(difference.kind));
  const failed = (option: string, what: string): string => `failed by \`--fail-on ${option}\`: ${after}: ${what}`;
  switch (failOn.kind) {
    case 'meaning': return changes.length > 0 ? failed('meaning', 'the meaning changed') : undefined;
    case 'outcome':
      if (effect === undefined) return shows((kind) => !kind.startsWith('score')) ? failed('outcome', 'not every lead that could exist is proved to keep its outcome') : undefined;
      return effect.outcomesChanged > 0 ? failed('outcome', sharePhrase(effect)) : undefined;
    case 'stage-lost': {
      if (effect === undefined) return shows((kind) => kind === 'stage lost') ? failed('stage-lost', 'not every lead that could exist is proved to keep its stages') : undefined;
      const lost = effect.stages.filter((stage) => stage.lost > 0).map((stage) => `${counted(stage.lost, 'lead')} ${stage.lost === 1 ? 'loses' : 'lose'} \`${stage.name}\``);
      return lost.length > 0 ? failed('stage-lost', lost.join(', ')) : undefined;
    }
    case 'percent':
      return effect !== undefined && effect.outcomesChanged * 100 > failOn.percent * effect.leads ? failed(`${failOn.percent}%`, sharePhrase(effect)) : undefined;
    default: return unreachable(failOn);
  }
}

function sharePhrase({ outcomesChanged, leads }: Effect): string {
  return `${outcomesChanged} of ${counted(leads, 'lead')} (${(100 * outcomesChanged / leads).toFixed(1)}%) ${outcomesChanged === 1 ? 'has' : 'have'} another outcome`;
}

function readFailOn(text: string, before: readonly FailOn[] = []): readonly FailOn[] {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (percent !== null) return [...before, { kind: 'percent', percent: Number(percent[1]) }];
  if (text === 'meaning' || text === 'outcome' || text === 'stage-lost') return [...before, { kind: text }];
  throw new InvalidArgumentError('It should be `meaning`, `outcome`, `stage-lost` or a share such as `5%`.');
}
