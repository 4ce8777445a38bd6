import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { report, type Lint } from './lint-context.ts';

/** A `review by` date that has gone by. */
export const reviewOverdue: Lint = ({ definition: { reviewBy, owner }, today }) => {
  if (reviewBy === undefined || today === undefined || today <= reviewBy.date) return [];
  return [report(likelyMistakeCodes.reviewOverdue, reviewBy.origin, { date: reviewBy.date, owner })];
};
