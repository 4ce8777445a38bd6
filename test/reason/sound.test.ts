/**
 * Bounds and lints hold for every lead: definitions and leads at random, evaluated by the reference, never leave the
 * bounds, and never do what a lint says cannot be done.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseText } from '../differential/compare.ts';
import { nothingSeen, soundness } from './soundness.ts';

const definitions = Number(process.env['SOUNDNESS_DEFINITIONS'] ?? 150);
const seed = Number(process.env['SOUNDNESS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

test('bounds and refutations hold for every lead', { timeout: 3_600_000 }, () => {
  const seen = { ...nothingSeen };
  const details = fc.check(soundness(seen), { seed, numRuns: definitions, maxSkipsPerRun: 10 });
  if (details.failed) {
    const { counterexample, errorInstance, counterexamplePath } = details;
    throw new Error(`SOUNDNESS_SEED=${seed}, path ${counterexamplePath}\n${String(errorInstance)}\n\n${counterexample === null ? '' : caseText(counterexample[0])}`);
  }
  console.log(`seed ${seed}: ${JSON.stringify(seen)}`);
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
});
