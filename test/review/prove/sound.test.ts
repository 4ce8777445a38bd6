/**
 * That nothing is called proved which some lead refutes: definitions at random, changed at random, and leads at random
 * and by the solver, through the reference. The same pairs each time, unless `PROOF_SEED` says otherwise (`random`: others
 * each time); more of them with `PROOF_PAIRS`. `npm run fuzz:proof` goes on and counts.
 */
import { afterAll, expect, test } from 'vitest';
import type { Condition } from '../../../compiler/check/checked.ts';
import { proveClaim } from '../../../review/prove/prove-claims.ts';
import { endSolver } from '../../../review/prove/solver.ts';
import { referenceEvaluator } from '../../../reference/reference-evaluator.ts';
import type { Result } from '../../../reference/result.ts';
import { definitionOf } from '../../check-text.ts';
import { random } from '../../fuzz/random.ts';
import { answerOf, caseOf, tryMutations, tryRewrite } from './pairs.ts';

const pairs = Number(process.env['PROOF_PAIRS'] ?? 6);
const asked = process.env['PROOF_SEED'] ?? '1';
const seed = asked === 'random' ? Math.floor(Math.random() * 2 ** 30) : Number(asked);
const effort = { milliseconds: Number(process.env['PROOF_TIMEOUT'] ?? 1_000), clock: () => performance.now(), patience: 1 };
const seeds = Array.from({ length: pairs }, (_, index) => seed + index);

afterAll(endSolver);

function tell(name: string, answers: readonly string[]): void {
  const counts = Map.groupBy(answers, (answer) => answer);
  console.log(`${name}, seeds ${seed} to ${seed + pairs - 1}: ${[...counts].map(([answer, { length }]) => `${length} ${answer}`).join(', ')}`);
}

test('mutations: nothing proved is refuted by any lead that was tried', { timeout: 24 * 3_600_000 }, async () => {
  const all: string[] = [];
  for (const each of seeds) {
    const { answers, faults } = await tryMutations(each, effort);
    all.push(...answers);
    if (faults.length > 0) expect.fail(faults[0]!);
  }
  tell('mutations', all);
});

test('rewrites: no difference is shown between definitions that mean the same', { timeout: 24 * 3_600_000 }, async () => {
  const all: string[] = [];
  for (const each of seeds) {
    const { answers, faults } = await tryRewrite(each, effort);
    all.push(...answers);
    if (faults.length > 0) expect.fail(faults[0]!);
  }
  tell('rewrites', all);
});

test('claims: nothing proved of stages and scores is refuted by any lead that was tried', { timeout: 24 * 3_600_000 }, async () => {
  const all: string[] = [];
  for (const each of seeds) {
    const next = random(each);
    const generated = caseOf(each);
    const definition = definitionOf(generated.text);
    const { stages, mainStage: { origin } } = definition;
    const stage: Condition = { kind: 'stage', origin, stage: stages[next(stages.length)]! };
    const bound = (next(40) - 10) * 50_000;
    const reached: Condition = {
      kind: 'test', origin, subject: { kind: 'score', origin, score: 'score' },
      test: next(2) === 0 ? { kind: 'interval', low: { value: bound, inclusive: true }, high: undefined } : { kind: 'interval', low: undefined, high: { value: bound, inclusive: true } },
    };
    const other: Condition = next(2) === 0 ? reached : { kind: 'stage', origin, stage: stages[next(stages.length)]! };
    const conclusion: Condition = next(2) === 0 ? other : { kind: 'not', origin, operand: other };
    const proof = await proveClaim(definition, { premise: stage, conclusion }, effort);
    all.push(answerOf(proof));
    if (proof.kind !== 'proved') continue;
    const { results } = await referenceEvaluator.evaluate(definition, generated, generated.now);
    const holdsFor = (condition: Condition, result: Result): boolean => {
      if (condition.kind === 'not') return !holdsFor(condition.operand, result);
      if (condition.kind === 'stage') return result.stages[condition.stage.name]!;
      const { low, high } = (condition as { readonly test: { readonly low?: { readonly value: number }; readonly high?: { readonly value: number } } }).test;
      return (low === undefined || result.score * 10_000 >= low.value) && (high === undefined || result.score * 10_000 <= high.value);
    };
    const refuting = results.find((result) => holdsFor(stage, result) && !holdsFor(conclusion, result));
    if (refuting !== undefined) expect.fail(`PROOF_SEED=${each} PROOF_PAIRS=1: proved, refuted by ${JSON.stringify(refuting)}\n\n${generated.text}`);
  }
  tell('claims', all);
});
