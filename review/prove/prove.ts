/** Proofs about every lead that could exist. A lead is shown only after the reference has agreed; nothing else is called proved. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { Explanation } from '../../reference/result.ts';
import { evaluate } from '../../reference/evaluate.ts';
import type { Trace } from '../../reference/evaluate.ts';
import { askedOf, withoutTwins } from './asked.ts';
import { encodeDefinition } from './encode.ts';
import type { Encoded } from './encode.ts';
import type { Term } from './smt.ts';
import type { Solver } from './solver.ts';
import { makeSpace, type Space } from './space.ts';
import type { Witness } from './witness.ts';
import { search } from './search.ts';
import type { Proof, ProofOptions } from './search.ts';

export type { Proof, ProofOptions } from './search.ts';

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
  const space = makeSpace(withoutTwins(askedOf([definition])), definition);
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
