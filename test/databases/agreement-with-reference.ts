import * as fc from 'fast-check';
import { test } from 'vitest';
import { agreement, failureText } from '../differential/agreement.ts';
import { Tally } from '../differential/tally.ts';
import type { Evaluator } from '../evaluator.ts';

/** Pairs of a random definition and a random lead; `DIFFERENTIAL_SEED` repeats a run. */
export function testAgreement(evaluator: Evaluator, pairs: number, leads: number): void {
  const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  test(`${evaluator.name} and the reference agree on ${pairs} pairs of a definition and a lead`, { timeout: 3_600_000 }, async () => {
    const tally = new Tally();
    const details = await fc.check(agreement(leads, evaluator, tally), { seed, numRuns: Math.ceil(pairs / leads) });
    if (details.failed) throw new Error(failureText(details, evaluator.name));
    console.log([`${evaluator.name}, seed ${seed}`, ...tally.lines()].join('\n'));
  });
}
