/** What of a definition a dialect cannot say. */
import type { Origin, Plan } from '../../plan/plan.ts';
import type { Dialect } from './dialect.ts';

export interface Unsupported {
  /** As the language calls it. */
  readonly construct: string;
  readonly label: string;
  readonly origin: Origin;
}

/** Nothing where the whole definition can be emitted. */
export function unsupported(plan: Plan, dialect: Dialect): readonly Unsupported[] {
  if (dialect.cooldownPicks !== undefined) return [];
  return plan.scores.flatMap((score) => score.kind !== 'section' ? [] : score.rules.flatMap((rule): Unsupported[] =>
    rule.kind === 'occurrence rule' && rule.cooldown !== null ? [{ construct: 'once every', label: rule.label, origin: rule.origin }] : []));
}
