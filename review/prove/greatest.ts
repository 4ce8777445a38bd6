/** The least bound of a term that can be proved. */
import type { ProofOptions } from './search.ts';
import { compare, int } from './smt.ts';
import type { Term } from './smt.ts';
import { numberOf } from './solver.ts';
import type { Solver } from './solver.ts';

/** Points beyond which a change has no limit worth telling, in ten-thousandths. */
const noLimit = 10_000_000_000;

/**
 * The least bound of the term that is proved, zero or above; `undefined` where it is `noLimit` or more, or the time ran out.
 * @param seen what some lead comes to, zero or above
 * @param known a bound that is proved already
 */
export async function greatest(solver: Solver, term: Term, { milliseconds, clock }: ProofOptions, seen: number, known?: number): Promise<number | undefined> {
  const deadline = clock() + milliseconds;
  let reached = seen;
  let proved = known;
  // At least `reached`, and below `proved`.
  let tried = seen;
  for (let round = 0; round < 60 && clock() < deadline; round += 1) {
    const { verdict, values } = await solver.checkValues([compare('>', term, int(tried))], [term], Math.max(1, deadline - clock()));
    if (verdict === 'unknown') return proved;
    if (verdict === 'unsat') proved = tried;
    else reached = numberOf(values[0]!);
    if (proved === undefined ? reached >= noLimit : reached >= proved) return proved;
    // First as far as a lead was found, which is often the end of it; then further and further.
    if (proved === undefined) tried = round % 2 === 0 ? reached : Math.min(noLimit, reached * 4);
    else tried = round % 2 === 0 ? reached : Math.floor((reached + proved) / 2);
    if (proved !== undefined && tried >= proved) return proved;
  }
  return proved;
}
