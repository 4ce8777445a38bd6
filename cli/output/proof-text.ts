/** What came of a proof, for people and for programs. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { Proof } from '../../review/prove/prove.ts';
import { witnessLines } from '../../review/prove/witness-text.ts';

type Shown = Extract<Proof, { kind: 'shown' }>;

/** The lead that breaks a claim as the lines of a test. */
export function leadLines({ witness }: Shown, definition: Definition): string[] {
  return witnessLines(witness, definition);
}

/** `score 60, qualified, mql, tier A, handoff "SDR"` */
export function outcomeText({ explanations }: Shown): string {
  const { score, qualified, excluded, stages, tier, handoff } = explanations[0]!;
  const state = excluded ? 'excluded' : qualified ? 'qualified' : 'not qualified';
  return [
    `score ${score}`, state, ...Object.keys(stages).filter((name) => stages[name]),
    ...(tier === undefined || tier === null ? [] : [`tier ${tier}`]), ...(handoff === undefined || handoff === null ? [] : [`handoff ${JSON.stringify(handoff.to)}`]),
  ].join(', ');
}

export interface ProofJson {
  readonly claim: string;
  readonly answer: 'proved' | 'broken' | 'undecided';
  readonly reason: string | null;
  readonly witness: { readonly now: string; readonly lead: Readonly<Record<string, unknown>>; readonly events: readonly Readonly<Record<string, unknown>>[] } | null;
}

export function proofJson(claim: string, proof: Proof): ProofJson {
  const witness = proof.kind !== 'shown' ? null : {
    now: new Date(proof.witness.now).toISOString(),
    lead: Object.fromEntries(proof.witness.lead.fields),
    events: proof.witness.events.map(({ type, at, properties }) => ({ type, at: new Date(at).toISOString(), ...Object.fromEntries(properties) })),
  };
  return { claim, answer: proof.kind === 'shown' ? 'broken' : proof.kind, reason: proof.kind === 'undecided' ? proof.reason : null, witness };
}
