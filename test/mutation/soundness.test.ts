/** Random definitions with the same seeds on every run: bounds and lints that a lead refutes. */
import * as fc from 'fast-check';
import { test } from 'vitest';
import { nothingSeen, soundness } from '../reason/soundness.ts';

for (let seed = 1; seed <= 40; seed += 1) {
  test(`bounds and refutations hold for every lead (seed ${seed})`, () => {
    const details = fc.check(soundness({ ...nothingSeen }, 8), { seed, numRuns: 1, maxSkipsPerRun: 10, endOnFailure: true });
    if (details.failed) throw new Error('a lead refutes them');
  });
}
