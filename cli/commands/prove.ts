import { Option } from 'commander';
import type { Definition } from '../../compiler/check/checked.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { Proof } from '../../review/prove/search.ts';
import type { AddCommand } from '../commands.ts';
import { readDefinition, tellDiagnostics } from '../input/read-definition.ts';
import { readSeconds } from '../input/read-seconds.ts';
import { sourceIfThere } from '../input/read-source.ts';
import { leadLines, outcomeText, proofJson } from '../output/proof-text.ts';
import { exitCodes, inputProblem } from '../problems.ts';
import { print } from '../terminal/standard-output.ts';

interface ProveOptions {
  readonly format: 'text' | 'json';
  /** Seconds. */
  readonly timeout: number;
}

export const addProve: AddCommand = (command, finish) => {
  command
    .argument('<file>', 'a definition')
    .argument('<claim>', '`P implies C`, `always C` or `never C`, with conditions as in a `when`')
    .addOption(new Option('--format <format>', 'how the answer is printed').choices(['text', 'json']).default('text'))
    .addOption(new Option('--timeout <seconds>', 'give up after this time').default(30).argParser(readSeconds))
    .addHelpText('after', examples)
    .action(async (path: string, text: string, options: ProveOptions) => {
      const { file } = readDefinition(path);
      const { readClaim } = await import('../../review/prove/claims.ts');
      const read = readClaim(file, sourceIfThere, text);
      if (read.kind === 'faulty') {
        tellDiagnostics(read.diagnostics);
        throw inputProblem('the claim cannot be read', 'write `P implies C`, `always C` or `never C`');
      }
      const { endSolver } = await import('../../review/prove/solver.ts');
      const { proveClaim } = await import('../../review/prove/prove-claims.ts');
      const proof = await proveClaim(read.claim.definition, read.claim, { milliseconds: options.timeout * 1_000, clock: () => performance.now() });
      await endSolver();
      await print(options.format === 'json' ? `${JSON.stringify(proofJson(text, proof), undefined, 2)}\n` : answer(text, proof, read.claim.definition));
      finish(proof.kind === 'proved' ? exitCodes.well : exitCodes.inputHasProblems);
    });
};

const examples = `
Example:
  $ mql prove crm.mql 'mql implies country US'
  $ mql prove crm.mql 'never (mql and title mentions "student")'
  $ mql prove crm.mql 'score <= 100'

Exits with 0 where the claim is proved, else with 1.`;

function answer(text: string, proof: Proof, definition: Definition): string {
  switch (proof.kind) {
    case 'proved': return `proved: ${text}, for every lead that could exist\n`;
    case 'undecided': return `not decided: ${text}\n  ${proof.reason}\n`;
    case 'shown':
      return [`broken: ${text}`, '  by this lead:', ...leadLines(proof, definition).map((line) => `    ${line}`), `  which comes out as ${outcomeText(proof)}`, ''].join('\n');
    default: return unreachable(proof);
  }
}
