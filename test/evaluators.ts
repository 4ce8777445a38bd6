import type { Evaluator } from './evaluator.ts';
import { referenceEvaluator } from '../reference/reference-evaluator.ts';
import { soonPlannedDuckdbEvaluator } from './duckdb-evaluator.ts';
import { javascriptEvaluator } from './javascript-evaluator.ts';

/** The reference first: every other engine is held against it. */
export const evaluators: readonly Evaluator[] = [referenceEvaluator, javascriptEvaluator, soonPlannedDuckdbEvaluator];
