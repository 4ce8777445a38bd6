/** What a definition says of one lead. Language reference, section 6. */

/** Keys stand in this order in JSON. Numbers are points, with four decimal places at most. */
export interface Result {
  readonly id: string;
  readonly score: number;
  /** Sections and derived scores, in order of declaration. */
  readonly sections: Readonly<Record<string, number>>;
  /** Not excluded, and every requirement holds. */
  readonly qualified: boolean;
  readonly excluded: boolean;
  readonly stages: Readonly<Record<string, boolean>>;
  /** `null` for none; absent where the definition declares no tiers. */
  readonly tier?: string | null;
  /** `null` for none; absent where the definition declares no handoffs. */
  readonly handoff?: Handoff | null;
}

export interface Handoff {
  readonly to: string;
  /** Milliseconds; `null` where no time is given. */
  readonly within_ms: number | null;
}

export interface Explanation extends Result {
  /** Exclusions; of each section its requirements, then its rules; the ways into each stage; tiers. Each in the order of the text. */
  readonly items: readonly ExplanationItem[];
}

export interface ExplanationItem {
  readonly kind: 'exclusion' | 'requirement' | 'rule' | 'stage' | 'tier';
  /** Of requirements and rules. */
  readonly section?: string;
  /** The text after `as`, else the item's source text; of a stage its name, of a tier its label. */
  readonly label: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** Rules: whether they pay. Stages: whether this way in is open. */
  readonly held: boolean;
  /** Of rules. */
  readonly points?: number;
  /** Of band rules that hold: the index of the case taken. */
  readonly case?: number;
  /** Of rules that pay for each event: the events that paid, oldest first. */
  readonly events?: readonly PaidEvent[];
}

export interface PaidEvent {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly type: string;
  readonly points: number;
}
