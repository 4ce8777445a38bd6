/** Random definitions with the same seeds on every run: what the cases by hand do not reach, these may. */
import * as fc from 'fast-check';
import { test } from 'vitest';
import { agreement } from '../differential/agreement.ts';
import { javascriptEvaluator } from '../javascript-evaluator.ts';

for (let seed = 1; seed <= 100; seed += 1) {
  test(`reference and JavaScript agree (seed ${seed})`, async () => {
    const details = await fc.check(agreement(6, javascriptEvaluator), { seed, numRuns: 2, endOnFailure: true });
    if (details.failed) throw new Error('they differ');
  });
}
