/** Asks the reasoner what can never hold. */
import { expect, test } from 'vitest';
import type { Condition } from '../../compiler/check/checked.ts';
import { boundsOf } from '../../compiler/reason/bounds.ts';
import { thatFails, thatHolds, type Reasoner } from '../../compiler/reason/reasoner.ts';
import { definitionOf } from '../check-text.ts';

export function asked(condition: string, start = ''): { readonly condition: Condition; readonly reasoner: Reasoner } {
  const definition = definitionOf(`${start}exclude: ${condition}\nmql when demo_request\n`);
  return { condition: definition.exclusions[0]!.condition, reasoner: boundsOf(definition).reasoner };
}

export function neverHolds(condition: string, start?: string): boolean {
  const { condition: each, reasoner } = asked(condition, start);
  return reasoner.refutes([thatHolds(each)]);
}

export function alwaysHolds(condition: string, start?: string): boolean {
  const { condition: each, reasoner } = asked(condition, start);
  return reasoner.refutes([thatFails(each)]);
}

export type Pairs = readonly (readonly [never: string, may: string])[];

export function tryPairs(pairs: Pairs, start?: string): void {
  test.each(pairs)('never: %s', (never) => {
    expect(neverHolds(never, start)).toBe(true);
    expect(alwaysHolds(`not (${never})`, start)).toBe(true);
  });
  test.each(pairs)('not: %s; but: %s', (_never, may) => {
    expect(neverHolds(may, start)).toBe(false);
    expect(alwaysHolds(may, start)).toBe(false);
  });
}
