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
import type { Witness } from './witness.ts';
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
  readonly ask: (question: Term, confirm: (explanation: Explanation, trace: Trace, witness: Witness) => boolean, options: ProofOptions) => Promise<Proof>;
  /** Gives the solver what has been defined since; `ask` does it by itself. */
  readonly send: () => Promise<void>;
}

/** @throws OutOfReach where the definition asks what cannot be encoded */
export async function inquire(solver: Solver, definition: Definition): Promise<Inquiry> {
  const space = makeSpace(askedOf([definition]), definition);
  const encoded = encodeDefinition(space, definition);
  let sent = 0;
  const send = async (): Promise<void> => {
    await solver.add(space.script.lines.slice(sent));
    sent = space.script.lines.length;
  };
  await send();
  return {
    space, encoded, send,
    ask: async (question, confirm, options) => {
      await send();
      return search(solver, space, question, definition, options, (witness) => {
        const trace: Trace = new Map();
        const explanation = evaluate(definition, witness.lead, witness.events, witness.now, trace);
        return confirm(explanation, trace, witness) ? [explanation] : undefined;
      });
    },
  };
}
