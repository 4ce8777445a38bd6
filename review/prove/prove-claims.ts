/** Proves the `claim` blocks of a definition. Language reference, section 10. */
import type { Claim, ClaimStatement, Definition } from '../../compiler/check/checked.ts';
import { sourceText } from '../run-tests.ts';
import { proveClaim, type Proof, type ProofOptions } from './prove.ts';
import { openSolver } from './solver.ts';

export interface ClaimResult {
  readonly claim: Claim;
  /** `broken` if a lead breaks one of its lines; `proved` if all are proved. */
  readonly outcome: 'proved' | 'broken' | 'not decided';
  /** In the order of the text. */
  readonly statements: readonly StatementResult[];
}

export interface StatementResult {
  readonly statement: ClaimStatement;
  /** As it is written, white space folded. */
  readonly text: string;
  readonly proof: Proof;
}

/** Loads z3. @param options of each line of a claim; whoever has no more to prove ends the solver */
export async function proveClaims(definition: Definition, options: ProofOptions): Promise<ClaimResult[]> {
  const results: ClaimResult[] = [];
  for (const claim of definition.claims) results.push(await proveOne(definition, claim, options));
  return results;
}

export async function proveOne(definition: Definition, claim: Claim, options: ProofOptions): Promise<ClaimResult> {
  const statements: StatementResult[] = [];
  for (const statement of claim.statements) {
    const { premise, conclusion } = statement;
    const text = sourceText(statement.origin);
    const solver = await openSolver();
    try {
      statements.push({ statement, text, proof: await proveClaim(solver, { text, definition, premise, conclusion }, options) });
    } finally {
      await solver.close();
    }
  }
  return { claim, outcome: outcomeOf(statements), statements };
}

function outcomeOf(statements: readonly StatementResult[]): ClaimResult['outcome'] {
  if (statements.some(({ proof }) => proof.kind === 'shown')) return 'broken';
  return statements.every(({ proof }) => proof.kind === 'proved') ? 'proved' : 'not decided';
}
