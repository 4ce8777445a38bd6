/** Proofs about every lead that could exist. A lead is shown only after the reference has agreed; nothing else is called proved. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { Explanation } from '../../reference/result.ts';
import { evaluate, judge } from '../../reference/evaluate.ts';
import type { Trace } from '../../reference/evaluate.ts';
import { holds } from '../../reference/conditions.ts';
import { askedOf } from './asked.ts';
import type { Claim } from './claims.ts';
import { encodeDefinition } from './encode.ts';
import type { Encoded } from './encode.ts';
import { and, not, yes } from './smt.ts';
import type { Term } from './smt.ts';
import type { Solver } from './solver.ts';
import { makeSpace, type Space } from './space.ts';
import { attempt, search } from './search.ts';
import { leastLead } from './least-lead.ts';
import type { Confirm } from './reduce.ts';
import type { Proof, ProofOptions } from './search.ts';

export type { Proof, ProofOptions } from './search.ts';

/** Proves a claim of every lead, or gives a lead that breaks it. */
export function proveClaim(solver: Solver, claim: Claim, options: ProofOptions): Promise<Proof> {
  return attempt(async () => {
    const { definition, premise, conclusion } = claim;
    const space = makeSpace(askedOf([definition], premise === undefined ? [conclusion] : [premise, conclusion]), definition);
    const encoded = encodeDefinition(space, definition);
    const question = and([premise === undefined ? yes : encoded.condition(premise), not(encoded.condition(conclusion))]);
    await solver.add(space.script.lines);
    const confirm: Confirm = ({ lead, events, now }) => {
      const { explanation, situation } = judge(definition, lead, events, now);
      return (premise === undefined || holds(premise, situation)) && !holds(conclusion, situation) ? [explanation] : undefined;
    };
    const proof = await search(solver, space, question, definition, options, confirm);
    return proof.kind === 'shown' ? { kind: 'shown', ...leastLead(proof, confirm) } : proof;
  });
}

/** Many questions of one definition, over one encoding. */
export interface Inquiry {
  readonly space: Space;
  readonly encoded: Encoded;
  /** Whether the question can hold for some lead; `confirm` asks the reference. `proved`: for none. */
  readonly ask: (question: Term, confirm: (explanation: Explanation, trace: Trace) => boolean, options: ProofOptions) => Promise<Proof>;
}

/** @throws OutOfReach where the definition asks what cannot be encoded */
export async function inquire(solver: Solver, definition: Definition): Promise<Inquiry> {
  const space = makeSpace(askedOf([definition]), definition);
  const encoded = encodeDefinition(space, definition);
  await solver.add(space.script.lines);
  return {
    space, encoded,
    ask: (question, confirm, options) => search(solver, space, question, definition, options, ({ lead, events, now }) => {
      const trace: Trace = new Map();
      const explanation = evaluate(definition, lead, events, now, trace);
      return confirm(explanation, trace) ? [explanation] : undefined;
    }),
  };
}
