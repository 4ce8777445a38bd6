/** Proves the `claim` blocks of a definition. Language reference, section 10. */
import type { Claim, ClaimStatement, Condition, Definition } from '../../compiler/check/checked.ts';
import { holds } from '../../reference/conditions.ts';
import { sourceText } from '../run-tests.ts';
import { Levels, type Question } from './levels.ts';
import { eventsAsked } from './questions.ts';
import type { Proof, ProofOptions } from './search.ts';
import { and, not, yes } from './smt.ts';

export type { Proof, ProofOptions } from './search.ts';

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

/** For every lead: if the premise holds, so does the conclusion. */
export interface Claimed {
  /** `undefined`: every lead. */
  readonly premise: Condition | undefined;
  readonly conclusion: Condition;
}

/** Loads z3. @param options of each line of a claim; whoever has no more to prove ends the solver */
export function proveClaims(definition: Definition, options: ProofOptions): Promise<ClaimResult[]> {
  return proveEach(definition, definition.claims, options);
}

export async function proveOne(definition: Definition, claim: Claim, options: ProofOptions): Promise<ClaimResult> {
  return (await proveEach(definition, [claim], options))[0]!;
}

/** Proves that the claim is true of every lead, or gives a lead that breaks it. */
export async function proveClaim(definition: Definition, claimed: Claimed, options: ProofOptions): Promise<Proof> {
  return (await proveAll(definition, [claimed], options))[0]!;
}

async function proveEach(definition: Definition, claims: readonly Claim[], options: ProofOptions): Promise<ClaimResult[]> {
  const proofs = await proveAll(definition, claims.flatMap(({ statements }) => statements), options);
  let next = 0;
  return claims.map((claim) => {
    const statements = claim.statements.map((statement): StatementResult => {
      const proof = proofs[next]!;
      next += 1;
      return { statement, text: sourceText(statement.origin), proof };
    });
    return { claim, outcome: outcomeOf(statements), statements };
  });
}

/** All over the same encodings; one whose neighbours ask too much for that by itself. */
async function proveAll(definition: Definition, claims: readonly Claimed[], options: ProofOptions): Promise<Proof[]> {
  const shared = new Levels(definition, claims.flatMap(conditionsOf));
  const proofs: Proof[] = [];
  try {
    for (const claimed of claims) {
      const proof = await shared.ask(questionOf(claimed), options);
      proofs.push(proof.kind === 'undecided' && claims.length > 1 && await shared.isOutOfReach() ? await proveClaim(definition, claimed, options) : proof);
    }
  } finally {
    await shared.close();
  }
  return proofs;
}

function conditionsOf({ premise, conclusion }: Claimed): Condition[] {
  return premise === undefined ? [conclusion] : [premise, conclusion];
}

/** Whether a lead breaks it. */
function questionOf(claimed: Claimed): Question {
  const { premise, conclusion } = claimed;
  return {
    term: (encoded) => and([premise === undefined ? yes : encoded.condition(premise), not(encoded.condition(conclusion))]),
    holds: ({ situation }) => (premise === undefined || holds(premise, situation)) && !holds(conclusion, situation),
    events: eventsAsked(conditionsOf(claimed)),
  };
}

function outcomeOf(statements: readonly StatementResult[]): ClaimResult['outcome'] {
  if (statements.some(({ proof }) => proof.kind === 'shown')) return 'broken';
  return statements.every(({ proof }) => proof.kind === 'proved') ? 'proved' : 'not decided';
}
