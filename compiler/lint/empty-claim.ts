import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { report, type Lint } from './lint-context.ts';

/** A claim without a line that claims something: it is never broken. */
export const emptyClaim: Lint = ({ definition }) => definition.claims
  .filter(({ statements }) => statements.length === 0)
  .map(({ title, origin }) => report(likelyMistakeCodes.emptyClaim, origin, { title }));
