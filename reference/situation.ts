import type {
  Definition, DerivedScore, Instant, Section, Stage, TypedEvent, TypedLead,
} from '../compiler/check/checked.ts';

/** All that a condition can be asked about. Scores and outcomes are filled in as they become known, in the order of the language. */
export interface Situation {
  readonly definition: Definition;
  readonly lead: TypedLead;
  /** In no particular order. */
  readonly events: readonly TypedEvent[];
  readonly now: Instant;
  /** Ten-thousandths of a point. */
  readonly scores: Map<'score' | Section | DerivedScore, bigint>;
  readonly stages: Map<Stage, boolean>;
  excluded: boolean | undefined;
  qualified: boolean | undefined;
  /** `null` where the lead has none; `undefined` before it is known. */
  tier: string | null | undefined;
}

/** The checker lets nothing be asked before it is known; if it is, that is a fault of ours. */
export function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('asked for a score or an outcome before it is known');
  return value;
}
