/** A claim of a document proved, as the lens above it asks for. Language reference, section 10. */
import type { Claim, Definition } from '../../compiler/check/checked.ts';
import type { ClaimResult } from '../../review/prove/prove-claims.ts';
import { witnessLines } from '../../review/prove/witness-text.ts';
import type { Analysis } from '../workspace.ts';

/** Proves a claim, or shows a lead that breaks it. */
export type Prove = (definition: Definition, claim: Claim) => Promise<ClaimResult>;

export interface ClaimAnswer {
  readonly outcome: ClaimResult['outcome'] | undefined;
  /** For people; may have several lines. */
  readonly message: string;
}

/** Never rejects for what the document holds. */
export async function proveClaimOf(analysis: Analysis | undefined, title: string, prove: Prove): Promise<ClaimAnswer> {
  const definition = analysis?.definition;
  if (definition === undefined) return { outcome: undefined, message: 'the definition has errors' };
  const claim = definition.claims.find((one) => one.title === title);
  if (claim === undefined) return { outcome: undefined, message: `there is no claim \`${title}\`` };
  const result = await prove(definition, claim);
  return { outcome: result.outcome, message: messageOf(result, definition) };
}

function messageOf({ claim, outcome, statements }: ClaimResult, definition: Definition): string {
  if (outcome === 'proved') return `proved: ${claim.title}, for every lead that could exist`;
  return statements.flatMap(({ text, proof }) => {
    if (proof.kind === 'proved') return [];
    if (proof.kind === 'undecided') return [`not decided: ${text} (${proof.reason})`];
    return [`broken: ${text}, by this lead`, ...witnessLines(proof.witness, definition).map((line) => `  ${line}`)];
  }).join('\n');
}
