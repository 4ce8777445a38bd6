/**
 * That nothing is called proved which some lead refutes: definitions at random, changed at random, and leads at random
 * and by the solver, through the reference. More pairs with `PROOF_PAIRS`; `PROOF_SEED` repeats a run.
 */
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Condition, Definition } from '../../../compiler/check/checked.ts';
import { changesBetween } from '../../../review/diff/changes.ts';
import { proveClaim, proveDifference, type Proof } from '../../../review/prove/prove.ts';
import { endSolver, openSolver, type Solver } from '../../../review/prove/solver.ts';
import type { Witness } from '../../../review/prove/witness.ts';
import { evaluate } from '../../../reference/evaluate.ts';
import { referenceEvaluator } from '../../../reference/reference-evaluator.ts';
import type { Result } from '../../../reference/result.ts';
import { definitionOf } from '../../check-text.ts';
import { cases, type GeneratedCase } from '../../differential/case.ts';
import { random } from '../../fuzz/random.ts';
import { mutated, rewrites } from './rewrites.ts';

const pairs = Number(process.env['PROOF_PAIRS'] ?? 24);
const seed = Number(process.env['PROOF_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const milliseconds = Number(process.env['PROOF_TIMEOUT'] ?? 4_000);
const leads = 60;

afterAll(endSolver);

async function withSolver(work: (solver: Solver) => Promise<Proof>): Promise<Proof> {
  const solver = await openSolver();
  try {
    return await work(solver);
  } finally {
    await solver.close();
  }
}

const options = { milliseconds, clock: () => performance.now() };

function outcome({ score, sections, qualified, excluded, stages, tier, handoff }: Result): string {
  return JSON.stringify([score, sections, qualified, excluded, stages, tier ?? null, handoff ?? null]).toLowerCase();
}

/** A lead of the generated data whose outcomes differ. */
async function refuted(generated: GeneratedCase, before: Definition, after: Definition): Promise<string | undefined> {
  const [old, now] = await Promise.all([before, after].map((definition) => referenceEvaluator.evaluate(definition, generated, generated.now)));
  const byId = new Map(old!.results.map((result) => [result.id, result]));
  const found = now!.results.find((result) => byId.has(result.id) && outcome(byId.get(result.id)!) !== outcome(result));
  return found === undefined ? undefined : `lead ${found.id}: ${outcome(byId.get(found.id)!)} and ${outcome(found)}`;
}

function shownBy(witnesses: readonly Witness[], before: Definition, after: Definition): string | undefined {
  const found = witnesses.find(({ lead, events, now }) => outcome(evaluate(before, lead, events, now)) !== outcome(evaluate(after, lead, events, now)));
  return found === undefined ? undefined : JSON.stringify({ fields: [...found.lead.fields], events: found.events.map((event) => ({ ...event, properties: [...event.properties] })), now: found.now });
}

function tell(name: string, counts: ReadonlyMap<string, number>): void {
  console.log(`${name}, seed ${seed}: ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
}

function count(counts: Map<string, number>, kind: string): void {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
}

test('mutations: nothing proved is refuted by any lead that was tried', { timeout: 24 * 3_600_000 }, async () => {
  const next = random(seed);
  const counts = new Map<string, number>();
  for (const generated of fc.sample(cases(leads), { seed, numRuns: Math.ceil(pairs / 3) })) {
    const before = definitionOf(generated.text);
    const versions = [1, 2, 3].flatMap(() => mutated(generated.draft, next) ?? []);
    const witnesses: Witness[] = [];
    const proved: Definition[] = [];
    for (const after of versions) {
      const proof = await withSolver((solver) => proveDifference(solver, before, after, { kind: 'any' }, options));
      count(counts, proof.kind === 'undecided' ? `undecided: ${proof.reason.replace(/`[^`]*`/g, '...').replace(/\d+/g, 'N')}` : proof.kind);
      if (proof.kind === 'shown') witnesses.push(proof.witness);
      if (proof.kind === 'proved') proved.push(after);
    }
    for (const after of proved) {
      expect(await refuted(generated, before, after), `proved the same:\n${generated.text}\n\n${after.file.text}`).toBeUndefined();
      expect(shownBy(witnesses, before, after), `proved the same:\n${generated.text}\n\n${after.file.text}`).toBeUndefined();
    }
  }
  tell('mutations', counts);
});

test('rewrites: no difference is shown between definitions that mean the same', { timeout: 24 * 3_600_000 }, async () => {
  const counts = new Map<string, number>();
  let index = 0;
  for (const generated of fc.sample(cases(1), { seed: seed + 1, numRuns: pairs })) {
    const before = definitionOf(generated.text);
    const rewrite = rewrites[index % rewrites.length]!;
    index += 1;
    const after = rewrite.apply(before);
    if (rewrite.byRule) expect(changesBetween(before, after), `${rewrite.name}\n${generated.text}`).toEqual([]);
    const proof = await withSolver((solver) => proveDifference(solver, before, after, { kind: 'any' }, options));
    count(counts, proof.kind);
    expect(proof.kind, `${rewrite.name}\n${generated.text}`).not.toBe('shown');
  }
  tell('rewrites', counts);
});

test('claims: nothing proved of stages and scores is refuted by any lead that was tried', { timeout: 24 * 3_600_000 }, async () => {
  const next = random(seed);
  const counts = new Map<string, number>();
  for (const generated of fc.sample(cases(leads), { seed: seed + 2, numRuns: pairs })) {
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
    const proof = await withSolver((solver) => proveClaim(solver, { text: '', definition, premise: stage, conclusion }, options));
    count(counts, proof.kind);
    if (proof.kind !== 'proved') continue;
    const { results } = await referenceEvaluator.evaluate(definition, generated, generated.now);
    const holdsFor = (condition: Condition, result: Result): boolean => {
      if (condition.kind === 'not') return !holdsFor(condition.operand, result);
      if (condition.kind === 'stage') return result.stages[condition.stage.name]!;
      const { low, high } = (condition as { readonly test: { readonly low?: { readonly value: number }; readonly high?: { readonly value: number } } }).test;
      return (low === undefined || result.score * 10_000 >= low.value) && (high === undefined || result.score * 10_000 <= high.value);
    };
    expect(results.filter((result) => holdsFor(stage, result) && !holdsFor(conclusion, result)).map((result) => JSON.stringify(result)), generated.text).toEqual([]);
  }
  tell('claims', counts);
});
