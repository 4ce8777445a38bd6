/** What one lead comes to. Language reference, section 6. */
export interface Result {
  readonly id: string;
  /** Points, at most four decimal places. */
  readonly score: number;
  /** Sections and derived scores, in order of declaration. */
  readonly sections: Readonly<Record<string, number>>;
  readonly qualified: boolean;
  readonly excluded: boolean;
  readonly stages: Readonly<Record<string, boolean>>;
  /** Absent where the definition declares no tiers. */
  readonly tier?: string | null;
  /** Absent where the definition has no handoffs. */
  readonly handoff?: { readonly to: string; readonly within_ms: number | null } | null;
}

export interface ExplanationItem {
  readonly kind: 'exclusion' | 'requirement' | 'rule' | 'stage' | 'tier';
  /** Of requirements and rules. */
  readonly section?: string;
  /** The text after `as`, else the text of the item, its white space folded; of a stage its name, of a tier its label. */
  readonly label: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** Rules: whether they pay. Stages and tiers: whether the lead is in them. */
  readonly held: boolean;
  /** Of rules. */
  readonly points?: number;
  /** Of band rules that hold: the index of the case taken. */
  readonly case?: number;
  /** Of occurrence rules: the events that paid, oldest first; of one instant, the one that paid more first. */
  readonly events?: readonly { readonly at: string; readonly type: string; readonly points: number }[];
}

export interface Explanation extends Result {
  /** Exclusions; of each section its requirements, then its rules; the ways into each stage; tiers. Each in the order of the text. */
  readonly items: readonly ExplanationItem[];
}
