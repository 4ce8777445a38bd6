/**
 * The plan: what a definition computes, in the form that every engine is made from (JavaScript, SQL, the tracker, the
 * solver). Names are resolved to indexes, texts of the definition are in their normal form, selectors are deduplicated
 * into streams, and what is computed over a stream is a measure or the occurrences of a rule.
 *
 * Order of evaluation: measures; exclusions; scores in order (requirements and rules of each); score; qualified; stages in
 * order; tier; handoff. Nothing refers to anything later in this order.
 * One long file, because a reader wants the whole form in one place.
 *
 * INVARIANT: a plan is JSON: no functions, no `undefined`, no source files; `null` stands where there is nothing.
 * INVARIANT: points are whole ten-thousandths, times whole milliseconds, instants epoch milliseconds.
 */
export interface Plan {
  readonly formatVersion: 1;
  /** The text after `definition`. */
  readonly name: string | null;
  /** See `plan-version.ts`: changes exactly when what the definition means, or says in explanations, changes. */
  readonly version: string;
  /** The file it was made from. Not part of the version. */
  readonly path: string;
  /** IANA name. */
  readonly timezone: string;
  readonly schema: Schema;
  /** The widest window over all streams; `null` if some stream reaches back for ever (or there is none). Older events change nothing. */
  readonly widestWindow: number | null;
  readonly streams: readonly Stream[];
  readonly measures: readonly Measure[];
  /** The conditions that names of `define` stand for, of those that are used, later ones may use earlier ones. */
  readonly conditions: readonly NamedCondition[];
  readonly exclusions: readonly Item[];
  /** Sections and derived scores, as they stand in results. */
  readonly scores: readonly (Section | DerivedScore)[];
  /** `null`: the sum of the sections. */
  readonly score: ScoreFormula | null;
  readonly stages: readonly Stage[];
  /** Index into `stages`: the one that `handoff` asks. */
  readonly mainStage: number;
  readonly tier: TierList | TierGrid | null;
  /** `null` where the file declares none, so that results have no such key. */
  readonly handoffs: readonly Handoff[] | null;
}

/** Where something was written, for people. */
export interface Origin {
  readonly path: string;
  /** Both from 1; the column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** The source text, white space folded. */
  readonly text: string;
}

// ---------------------------------------------------------------- data

/** What of the data the definition reads. Language reference, sections 3 and 9. */
export interface Schema {
  readonly timezone: string;
  /** Texts that read as missing in every column. */
  readonly missingTexts: readonly string[];
  /** The lead fields that the definition uses, in the order of the vocabulary; `column` subjects are indexes into it. */
  readonly fields: readonly Field[];
  /** Every event type that the vocabulary knows. */
  readonly events: readonly EventType[];
}

export interface Field {
  readonly name: string;
  readonly spellings: readonly string[];
  readonly type: ValueType;
}

export interface EventType {
  readonly name: string;
  readonly spellings: readonly string[];
  readonly passive: boolean;
  /** Some stream selects it. Events of the other types change nothing. */
  readonly used: boolean;
  readonly properties: readonly Property[];
}

export interface Property {
  readonly name: string;
  readonly type: ValueType;
  /** Some filter, case or measure reads it. */
  readonly used: boolean;
}

export type ScalarType =
  | { readonly kind: 'number' | 'boolean' | 'text' | 'email' | 'url' | 'country' | 'duration' }
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'one of'; readonly members: readonly { readonly name: string; readonly spellings: readonly string[] }[] }
  | { readonly kind: 'date' | 'datetime'; readonly format: string | null };

export type ValueType = ScalarType | { readonly kind: 'list'; readonly element: ScalarType };

// ---------------------------------------------------------------- events

/** Events of some types at or before `now` that pass the filter, the window and the cut. */
export interface Stream {
  /** The selector's source text, for comments in emitted code. */
  readonly label: string;
  /** Indexes into `schema.events`, ascending. */
  readonly events: readonly number[];
  /** Over the event's properties alone. */
  readonly filter: Condition | null;
  /** `now - window < at`. */
  readonly window: number | null;
  /** Index of an earlier stream, which has no cut itself: only events strictly later than its latest; all if it has none. */
  readonly cut: number | null;
}

/** One value for each lead. Deduplicated. */
export type Measure =
  /** How many events. */
  | { readonly kind: 'count'; readonly stream: number }
  /** On how many calendar days of the time zone. */
  | { readonly kind: 'days'; readonly stream: number }
  /** The instant of the latest event; missing if there is none. */
  | { readonly kind: 'latest'; readonly stream: number }
  /** How many different known values, texts by normal form. */
  | { readonly kind: 'distinct'; readonly stream: number; readonly property: PropertySubject }
  /** The sum of the known values: whole ten-thousandths for numbers and money, milliseconds for durations. */
  | { readonly kind: 'total'; readonly stream: number; readonly property: PropertySubject };

export type Part = 'domain' | 'host' | 'path';

// ---------------------------------------------------------------- conditions

export type Condition =
  /** Two or more parts. */
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'at least'; readonly count: number; readonly parts: readonly Condition[] }
  /** Index into `conditions`. */
  | { readonly kind: 'condition'; readonly condition: number }
  | { readonly kind: 'qualified' | 'excluded' }
  /** Index into `stages`. */
  | { readonly kind: 'stage'; readonly stage: number }
  /** False where the subject is missing, unless the test is `missing` or a `not`. */
  | { readonly kind: 'test'; readonly subject: Subject; readonly test: Test };

export interface ColumnSubject {
  readonly kind: 'column';
  /** Index into `schema.fields`. */
  readonly field: number;
  readonly part: Part | null;
  readonly type: ValueType;
}

/** Of the event at hand. */
export interface PropertySubject {
  readonly kind: 'property';
  readonly name: string;
  readonly part: Part | null;
  readonly type: ValueType;
}

export type Subject =
  | ColumnSubject
  | PropertySubject
  /** Index into `measures`: count, days, distinct, total. */
  | { readonly kind: 'measure'; readonly measure: number }
  /** `now` less the `latest` measure of this index, in milliseconds; missing where it is. */
  | { readonly kind: 'since'; readonly measure: number }
  /** Index into `scores`; `null` is the whole score. Ten-thousandths of a point. */
  | { readonly kind: 'score'; readonly score: number | null }
  /** A text; missing if there is none. */
  | { readonly kind: 'tier' };

export interface Bound {
  /** In the subject's units: see `Bound` of the checked definition. */
  readonly value: number;
  readonly inclusive: boolean;
}

/** Texts are in their normal form, and compared with the normal form of the subject's value. */
export type Test =
  | { readonly kind: 'missing' | 'known' }
  /** At least one bound. */
  | { readonly kind: 'interval'; readonly low: Bound | null; readonly high: Bound | null }
  /** Of instants: `now - milliseconds < value <= now`. */
  | { readonly kind: 'recent'; readonly milliseconds: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Of countries and `one of`s: one of these codes or members. Sorted, no two alike. */
  | { readonly kind: 'members'; readonly members: readonly string[] }
  | TextTest
  /** Holds where the inner test does not, so for a missing value too. Never inside another test. */
  | { readonly kind: 'not'; readonly test: Test }
  /** One of them holds. None: holds for nothing. */
  | { readonly kind: 'any'; readonly tests: readonly Test[] }
  /** Of lists. `any`: some element passes some test. `all`: for every test some element passes it. */
  | { readonly kind: 'has'; readonly quantifier: 'any' | 'all'; readonly tests: readonly Test[] };

export type TextTest =
  /** Equal to one of the texts. Sorted, no two alike. */
  | { readonly kind: 'text in'; readonly texts: readonly string[]; readonly path: boolean }
  | { readonly kind: 'contains' | 'starts with' | 'ends with'; readonly text: string; readonly path: boolean }
  /** These words stand side by side in the value's words. */
  | { readonly kind: 'mentions'; readonly words: readonly string[] }
  /**
   * The runs between the stars, two or more. The first and the last may be empty, those between are not. It begins with
   * the first, ends with the last, and between them, without overlap, the others follow in order.
   */
  | { readonly kind: 'matches'; readonly pieces: readonly string[]; readonly path: boolean };

export interface NamedCondition {
  readonly name: string;
  readonly origin: Origin;
  readonly condition: Condition;
}

// ---------------------------------------------------------------- scores

/** A condition with a place and a label: an exclusion, a requirement, a way into a stage. */
export interface Item {
  readonly origin: Origin;
  /** What explanations call it. */
  readonly label: string;
  readonly condition: Condition;
}

export interface Section {
  readonly kind: 'section';
  readonly name: string;
  readonly origin: Origin;
  readonly upTo: number | null;
  readonly floor: number | null;
  readonly requirements: readonly Item[];
  readonly rules: readonly Rule[];
}

interface RuleCommon {
  readonly origin: Origin;
  /** What explanations call it. */
  readonly label: string;
  /** Without it the rule pays nothing. */
  readonly when: Condition | null;
  /** The ceiling of what the rule pays in total, with the sign of its points. */
  readonly upTo: number | null;
}

export type Rule = ConditionRule | BandRule | ProportionalRule | OccurrenceRule;

export interface ConditionRule extends RuleCommon {
  readonly kind: 'condition rule';
  readonly condition: Condition;
  readonly points: number;
}

/** The first case that holds pays, once. */
export interface BandRule extends RuleCommon {
  readonly kind: 'band rule';
  readonly subject: Subject;
  readonly cases: readonly { /** `null` is `otherwise`. */ readonly test: Test | null; readonly points: number }[];
}

/**
 * Pays `points` for every whole `unit` in the subject's value; nothing when it is missing or negative. The value is taken
 * in whole milliseconds (durations, `since`) or whole ten-thousandths (everything else, counts included).
 */
export interface ProportionalRule extends RuleCommon {
  readonly kind: 'proportional rule';
  readonly subject: Subject;
  readonly points: number;
  readonly unit: number;
}

/**
 * Pays for each event of the stream that some case takes. In this order: cooldown, window, once per, at most, fading,
 * sum, ceiling. Of events of one instant, the one whose case pays more counts as the later for `once per` and `at most`,
 * and goes first in a cooldown.
 */
export interface OccurrenceRule extends RuleCommon {
  readonly kind: 'occurrence rule';
  readonly stream: number;
  /** The property that the cases test; `null` where none does. */
  readonly property: PropertySubject | null;
  /** The first that takes the event says what it pays; `null` takes every event. */
  readonly cases: readonly { readonly test: Test | null; readonly points: number }[];
  readonly cooldown: number | null;
  /** Acts after the cooldown: only there, the stream's own window is `null`; otherwise this is `null`. */
  readonly window: number | null;
  readonly oncePer: 'day' | 'week' | 'month' | null;
  readonly atMost: number | null;
  readonly fading: Decay | Fade | null;
}

/** At age `a` an event pays `round(points * factors[min(floor(a / every), last)] / 1000000)`, half away from zero. */
export interface Decay {
  readonly kind: 'decay';
  readonly every: number;
  /** Whole millionths; the last one stays for ever (or no event that counts is old enough to need more). */
  readonly factors: readonly number[];
}

/** At age `a`, with `k = floor(a / 24h)`, an event pays `round(points * (days - k) / days)`, nothing from `k = days` on. */
export interface Fade {
  readonly kind: 'fade';
  readonly days: number;
}

export interface DerivedScore {
  readonly kind: 'derived score';
  readonly name: string;
  readonly origin: Origin;
  readonly formula: ScoreFormula;
}

export interface ScoreFormula {
  readonly terms: readonly ScoreTerm[];
  readonly upTo: number | null;
  readonly floor: number | null;
}

export type ScoreTerm =
  | { readonly kind: 'constant'; readonly points: number }
  /** `round(score * factor / 1000000)`, half away from zero. `score` is an index into `scores`. */
  | { readonly kind: 'scaled'; readonly factor: number; readonly score: number };

// ---------------------------------------------------------------- outcomes

/** It holds if the lead is qualified and one of its ways holds. */
export interface Stage {
  readonly name: string;
  readonly origin: Origin;
  readonly ways: readonly Item[];
}

/** The first that holds; none if excluded. */
export interface TierList {
  readonly kind: 'tier list';
  readonly tiers: readonly Item[];
}

/** One label from each banding, joined; none if excluded, or if a banding has no case that holds. */
export interface TierGrid {
  readonly kind: 'tier grid';
  readonly origin: Origin;
  readonly bandings: readonly {
    readonly origin: Origin;
    readonly subject: Subject;
    readonly cases: readonly { readonly test: Test | null; readonly label: string }[];
  }[];
}

export interface Handoff {
  readonly origin: Origin;
  readonly to: string;
  readonly within: number | null;
  readonly when: Condition | null;
}
