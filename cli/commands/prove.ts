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
    .argument('<claim>', '`P implies C`, `always C` or `never C`, with conditions as in a `when`; or `same as FILE`')
    .addOption(new Option('--format <format>', 'how the answer is printed').choices(['text', 'json']).default('text'))
    .addOption(new Option('--timeout <seconds>', 'give up after this time').default(30).argParser(readSeconds))
    .addHelpText('after', examples)
    .action(async (path: string, text: string, options: ProveOptions) => {
      const { file, definition } = readDefinition(path);
      const other = sameAs.exec(text)?.slice(1).find((name) => name !== undefined);
      if (other !== undefined) {
        const proof = await proveSame(definition, readDefinition(other).definition, options.timeout);
        await print(options.format === 'json' ? `${JSON.stringify(proofJson(text, proof), undefined, 2)}\n` : sameAnswer(path, other, proof, definition));
        finish(proof.kind === 'proved' ? exitCodes.well : exitCodes.inputHasProblems);
        return;
      }
      const { readClaim } = await import('../../review/prove/claims.ts');
      const read = readClaim(file, sourceIfThere, text);
      if (read.kind === 'faulty') {
        tellDiagnostics(read.diagnostics);
        throw inputProblem('the claim cannot be read', 'write `P implies C`, `always C` or `never C`, such as `mql implies country US` or `never score > 100`');
      }
      const { endSolver } = await import('../../review/prove/solver.ts');
      const { proveClaim } = await import('../../review/prove/prove-claims.ts');
      const proof = await proveClaim(read.claim.definition, read.claim, { milliseconds: options.timeout * 1_000, clock: () => performance.now() });
      await endSolver();
      await print(options.format === 'json' ? `${JSON.stringify(proofJson(text, proof), undefined, 2)}\n` : answer(text, proof, read.claim.definition));
      finish(proof.kind === 'proved' ? exitCodes.well : exitCodes.inputHasProblems);
    });
};

/** A claim about two definitions. */
const sameAs = /^\s*same\s+as\s+(?:"([^"]+)"|([^\s"]+))\s*$/i;

async function proveSame(before: Definition, after: Definition, seconds: number): Promise<Proof> {
  const { changesBetween } = await import('../../review/diff/changes.ts');
  if (changesBetween(before, after).length === 0) return { kind: 'proved' };
  const { endSolver, openSolver } = await import('../../review/prove/solver.ts');
  const { proveDifference } = await import('../../review/prove/versions.ts');
  const solver = await openSolver();
  const proof = await proveDifference(solver, before, after, { kind: 'any' }, { milliseconds: seconds * 1_000, clock: () => performance.now() });
  await solver.close();
  await endSolver();
  return proof;
}

function sameAnswer(path: string, other: string, proof: Proof, definition: Definition): string {
  const claim = `\`${path}\` is the same as \`${other}\``;
  switch (proof.kind) {
    case 'proved': return `proved: ${claim}: the same result for every lead that could exist\n`;
    case 'undecided': return `not decided: ${claim}\n  ${proof.reason}\n`;
    case 'shown': {
      const [mine, others] = proof.explanations.map((explanation) => outcomeText({ ...proof, explanations: [explanation] }));
      const same = mine === others ? `; \`mql diff ${path} ${other}\` says what differs` : '';
      return [
        `broken: ${claim}`, '  by this lead:', ...leadLines(proof, definition).map((line) => `    ${line}`),
        `  which comes out as ${mine} in \`${path}\``, `  and as ${others} in \`${other}\`${same}`, '',
      ].join('\n');
    }
    default: return unreachable(proof);
  }
}

const examples = `
Example:
  $ mql prove crm.mql 'mql implies country US'
  $ mql prove crm.mql 'never (mql and title mentions "student")'
  $ mql prove crm.mql 'score <= 100'
  $ mql prove crm.mql 'demo_request within 7d and fit >= 30 and qualified implies mql'
  $ mql prove crm.mql 'same as "crm-tidied.mql"'

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
