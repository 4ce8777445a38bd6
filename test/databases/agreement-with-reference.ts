import * as fc from 'fast-check';
import { test } from 'vitest';
import { agreement, failureText, type AgreementRules } from '../differential/agreement.ts';
import { Tally } from '../differential/tally.ts';
import type { Evaluator } from '../evaluator.ts';

export interface AgreementOptions {
  /** Added to the seed, so that several tests draw different pairs. */
  readonly part?: number;
  readonly suits?: AgreementRules['suits'];
  readonly typed?: AgreementRules['typed'];
  /** Whether a case that fails is told as it was drawn: where each try takes long, cutting it down would take hours. */
  readonly isToldWhole?: boolean;
}

/** Pairs of a random definition and a random lead; `DIFFERENTIAL_SEED` repeats a run. */
export function testAgreement(evaluator: Evaluator, pairs: number, leads: number, { part = 0, suits, typed, isToldWhole = false }: AgreementOptions = {}): void {
  const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? Math.floor(Math.random() * 2 ** 31)) + part;
  const title = part === 0 ? '' : `, part ${part + 1}`;
  test(`${evaluator.name} and the reference agree on ${pairs} pairs of a definition and a lead${title}`, { timeout: 3_600_000 }, async () => {
    const tally = new Tally();
    const details = await fc.check(agreement(leads, evaluator, tally, { suits, typed }), { seed, numRuns: Math.ceil(pairs / leads), endOnFailure: isToldWhole });
    if (details.failed) throw new Error(failureText(details, evaluator.name));
    console.log([`${evaluator.name}, seed ${seed}`, ...tally.lines()].join('\n'));
  });
}
