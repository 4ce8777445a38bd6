/** A claim of a document proved, as the lens above it and the Test Explorer ask for. Language reference, section 10. */
import type { Claim, Definition, Origin } from '../../compiler/check/checked.ts';
import type { ClaimResult } from '../../review/prove/prove-claims.ts';
import { witnessLines } from '../../review/prove/witness-text.ts';
import type { Analysis } from '../workspace.ts';

/** Proves a claim, or shows a lead that breaks it. */
export type Prove = (definition: Definition, claim: Claim) => Promise<ClaimResult>;

export interface ClaimAnswer {
  readonly outcome: ClaimResult['outcome'] | undefined;
  /** For people; may have several lines. */
  readonly message: string;
  /** Its lines that are not proved, each with why, in one line. */
  readonly open: readonly { readonly origin: Origin; readonly message: string }[];
}

/** The claim of that title, or with that place among the document's own. Never rejects for what the document holds. */
export async function proveClaimOf(analysis: Analysis | undefined, which: string | number, prove: Prove): Promise<ClaimAnswer> {
  const definition = analysis?.definition;
  if (definition === undefined) return { outcome: undefined, message: 'the definition has errors', open: [] };
  const claim = typeof which === 'string' ? definition.claims.find(({ title }) => title === which)
    : definition.claims.filter(({ origin }) => origin.file === analysis!.file)[which];
  if (claim === undefined) return { outcome: undefined, message: typeof which === 'string' ? `there is no claim \`${which}\`` : 'this claim is not there any more', open: [] };
  const { outcome, statements } = await prove(definition, claim);
  const lines: string[] = [];
  const open: { readonly origin: Origin; readonly message: string }[] = [];
  for (const { statement: { origin }, text, proof } of statements) {
    if (proof.kind === 'undecided') {
      lines.push(`not decided: ${text} (${proof.reason})`);
      open.push({ origin, message: `not decided: ${proof.reason}` });
    } else if (proof.kind === 'shown') {
      const lead = witnessLines(proof.witness, definition);
      lines.push(`broken: ${text}, by this lead`, ...lead.map((line) => `  ${line}`));
      open.push({ origin, message: `broken by this lead: ${lead.join('; ') || 'one of which nothing is known'}` });
    }
  }
  return { outcome, message: outcome === 'proved' ? `proved: ${claim.title}, for every lead that could exist` : lines.join('\n'), open };
}
