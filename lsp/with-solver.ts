/** The language server over standard input and output, with a solver that is loaded when the first claim is to be proved. */
import { serveStandardStreams } from './node.ts';

/** Milliseconds for each line of a claim. */
const longestProof = 30_000;

/** Runs until the client ends it. Nothing else may write to standard output. */
export function serveWithSolver(): void {
  serveStandardStreams(async (definition, claim) => {
    const { proveOne } = await import('../review/prove/prove-claims.ts');
    return proveOne(definition, claim, { milliseconds: longestProof, clock: () => performance.now() });
  });
}
