/**
 * A checked definition: what the text means, every name resolved, every literal in the units of its subject, every
 * window and cut where it belongs. The reference interpreter runs this; the plan is made from it; lints read it.
 * One long file, because a reader wants the whole form in one place.
 *
 * INVARIANT: a `Definition` exists only if the files had no error.
 * INVARIANT: amounts of points are whole ten-thousandths, times and durations whole milliseconds, instants epoch milliseconds.
 */
import type { SourceFile } from '../source/source-file.ts';
import type { Span } from '../source/span.ts';
import type { EventProperty, EventType, LeadField, ValueType, Vocabulary } from '../vocabulary/types.ts';

/** Whole ten-thousandths of a point. */
export type Points = number & { readonly unit: 'ten-thousandths' };
export type Milliseconds = number;
/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** Where something was written. */
export interface Origin {
  readonly file: SourceFile;
  readonly span: Span;
}

export interface Definition {
  /** The file that was asked for. For a file of tests: the definition under test. */
  readonly file: SourceFile;
  /** The text after `definition`. */
  readonly title: string | undefined;
  readonly owner: string | undefined;
  readonly reviewBy: { readonly date: string; readonly origin: Origin } | undefined;
  /** IANA name; `UTC` by default. */
  readonly timezone: string;
  readonly vocabulary: Vocabulary;
  readonly lists: readonly NamedList[];
  readonly defined: readonly DefinedCondition[];
  readonly exclusions: readonly Exclusion[];
  /** Sections and derived scores in order of declaration, as they stand in results. */
  readonly scores: readonly (Section | DerivedScore)[];
  /** `score = ...`; `undefined`: the sum of the sections. */
  readonly score: ScoreFormula | undefined;
  /** In the order of their first declaration. A definition that scores has at least one. */
  readonly stages: readonly Stage[];
  /** `mql` if there is one, else the first. */
  readonly mainStage: Stage;
  readonly tier: TierList | TierGrid | undefined;
  /** `undefined` where the file has no `handoff` block. */
  readonly handoffs: readonly Handoff[] | undefined;
  readonly tests: readonly Test[];
  readonly claims: readonly Claim[];
}

export interface NamedList {
  readonly name: string;
  /** Each as it is written. */
  readonly entries: readonly string[];
  readonly origin: Origin | undefined;
  readonly used: boolean;
}

/** A closed condition: no window or cut of the place of use reaches into it. */
export interface DefinedCondition {
  readonly kind: 'defined condition';
  readonly name: string;
  readonly origin: Origin;
  readonly condition: Condition;
  readonly used: boolean;
}

export interface Exclusion {
  readonly origin: Origin;
  readonly condition: Condition;
}

// ---------------------------------------------------------------- scores

export interface Section {
  readonly kind: 'section';
  readonly name: string;
  readonly origin: Origin;
  /** The section's own `within`; selectors that name no window have it already. */
  readonly window?: Milliseconds | undefined;
  readonly upTo: Points | undefined;
  readonly floor: Points | undefined;
  readonly requirements: readonly Requirement[];
  /** In the order of the text. */
  readonly rules: readonly Rule[];
}

export interface Requirement {
  readonly origin: Origin;
  readonly condition: Condition;
}

/** What every rule has. */
interface RuleCommon {
  readonly origin: Origin;
  /** The text after `as`. */
  readonly label: string | undefined;
  /** `when C`: without it the rule pays nothing. */
  readonly when: Condition | undefined;
  /** The ceiling of what the rule pays in total, with the sign of its points. */
  readonly upTo: Points | undefined;
}

/** Pays once, if the condition holds. */
export interface ConditionRule extends RuleCommon {
  readonly kind: 'condition rule';
  readonly condition: Condition;
  readonly points: Points;
}

/** Pays for each matching event; language reference, section 5, says the order in which the limits act. */
export interface OccurrenceRule extends RuleCommon {
  readonly kind: 'occurrence rule';
  readonly selector: Selector;
  /** Tried in order on each event. An event that no case takes does not match. A rule without bands has one case that takes all. */
  readonly cases: readonly OccurrenceCase[];
  /** `once every D`: cooldown. */
  readonly cooldown: Milliseconds | undefined;
  readonly oncePer: 'day' | 'week' | 'month' | undefined;
  /** `once` is 1, `at most N times` is N. */
  readonly atMost: number | undefined;
  readonly fading:
    | { readonly kind: 'decay'; /** The percent in ten-thousandths of a percent: 50% is 500000. */ readonly percent: number; readonly every: Milliseconds }
    | { readonly kind: 'fade'; readonly days: number }
    | undefined;
}

export interface OccurrenceCase {
  readonly origin: Origin;
  /** A test of the event's main property; `undefined` takes every event. */
  readonly test: ValueTest | undefined;
  readonly points: Points;
}

/** The first case that holds pays, once. */
export interface BandRule extends RuleCommon {
  readonly kind: 'band rule';
  readonly subject: Subject;
  readonly cases: readonly BandCase[];
}

export interface BandCase {
  readonly origin: Origin;
  /** `undefined` is `otherwise`: it takes missing, too. */
  readonly test: ValueTest | undefined;
  readonly points: Points;
}

/** Pays `points` for every whole `unit` in the subject's value; nothing when it is missing or negative. */
export interface ProportionalRule extends RuleCommon {
  readonly kind: 'proportional rule';
  readonly subject: Subject;
  readonly points: Points;
  /** Above zero. Milliseconds for durations, whole ten-thousandths for everything else (counts and points included). */
  readonly unit: number;
}

export type Rule = ConditionRule | OccurrenceRule | BandRule | ProportionalRule;

/** `score fit = company + person up to 70`. */
export interface DerivedScore {
  readonly kind: 'derived score';
  readonly name: string;
  readonly origin: Origin;
  readonly formula: ScoreFormula;
}

export interface ScoreFormula {
  readonly origin: Origin;
  readonly terms: readonly ScoreTerm[];
  readonly upTo: Points | undefined;
  readonly floor: Points | undefined;
}

export type ScoreTerm =
  | { readonly kind: 'constant'; /** With its sign. */ readonly points: Points }
  | { readonly kind: 'scaled'; /** With its sign, in whole millionths: `60%` is 600000, `- fit` is -1000000. */ readonly factor: number; readonly score: Section | DerivedScore };

// ---------------------------------------------------------------- outcomes

export interface Stage {
  readonly kind: 'stage';
  readonly name: string;
  readonly origin: Origin;
  /** It holds if the lead is qualified and one of them holds. */
  readonly ways: readonly StageWay[];
}
export interface StageWay {
  readonly origin: Origin;
  readonly condition: Condition;
}

/** The first that holds; none if excluded. */
export interface TierList {
  readonly kind: 'tier list';
  readonly tiers: readonly { readonly origin: Origin; readonly label: string; readonly condition: Condition }[];
}

/** One label from each banding, joined; none if excluded, or if a banding has no case that holds. */
export interface TierGrid {
  readonly kind: 'tier grid';
  readonly origin: Origin;
  readonly bandings: readonly {
    readonly origin: Origin;
    readonly subject: Subject;
    readonly cases: readonly { readonly origin: Origin; /** `undefined` is `otherwise`. */ readonly test: ValueTest | undefined; readonly label: string }[];
  }[];
}

export interface Handoff {
  readonly origin: Origin;
  readonly to: string;
  readonly within: Milliseconds | undefined;
  readonly when: Condition | undefined;
}

// ---------------------------------------------------------------- conditions

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly origin: Origin; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly origin: Origin; readonly operand: Condition }
  /** `any of` is 1, `none of` is `not` of 1, `all of` is an `and`. */
  | { readonly kind: 'at least'; readonly origin: Origin; readonly count: number; readonly parts: readonly Condition[] }
  | { readonly kind: 'defined'; readonly origin: Origin; readonly definition: DefinedCondition }
  | { readonly kind: 'qualified' | 'excluded'; readonly origin: Origin }
  | { readonly kind: 'stage'; readonly origin: Origin; readonly stage: Stage }
  /** False where the subject's value is missing, unless the test is `missing` or a `not`. Negations of conditions are a `not` condition around it. */
  | { readonly kind: 'test'; readonly origin: Origin; readonly subject: Subject; readonly test: ValueTest };

/** What is compared. The comment gives the value's form and when it is missing. */
export type Subject =
  /** The field's value (see `TypedValue`); a part of an email or url is a text. */
  | { readonly kind: 'field'; readonly origin: Origin; readonly field: LeadField; readonly part: Part | undefined; readonly type: ValueType }
  /** Of the event at hand; only inside a selector's filter. */
  | { readonly kind: 'property'; readonly origin: Origin; readonly property: EventProperty; readonly part: Part | undefined; readonly type: ValueType }
  /** How many events; never missing. */
  | { readonly kind: 'count'; readonly origin: Origin; readonly selector: Selector }
  /** On how many calendar days of the definition's time zone; never missing. */
  | { readonly kind: 'days'; readonly origin: Origin; readonly selector: Selector }
  /** How many different known values, texts by normal form; never missing. */
  | { readonly kind: 'distinct'; readonly origin: Origin; readonly selector: Selector; readonly property: EventProperty; readonly part: Part | undefined }
  /** The sum of the known values: ten-thousandths for numbers and money, milliseconds for durations; never missing. */
  | { readonly kind: 'total'; readonly origin: Origin; readonly selector: Selector; readonly property: EventProperty }
  /** Milliseconds since the latest one; missing if there is none. */
  | { readonly kind: 'since'; readonly origin: Origin; readonly selector: Selector }
  /** Ten-thousandths of a point; never missing. */
  | { readonly kind: 'score'; readonly origin: Origin; readonly score: 'score' | Section | DerivedScore }
  /** A label; missing if there is none. */
  | { readonly kind: 'tier'; readonly origin: Origin };

export type Part = 'domain' | 'host' | 'path';

/** Which events: those of one of the types, at or before the evaluation time, that pass the filter, the window and the cut. */
export interface Selector {
  readonly origin: Origin;
  /** One type; for `activity` every type that is not passive. */
  readonly events: readonly EventType[];
  /** The main text and `where`, together. */
  readonly filter: Condition | undefined;
  /** `now - window < at <= now`. Its own, else the rule's, else the section's. */
  readonly window: Milliseconds | undefined;
  /** Only events strictly later than the latest that this one selects; all if there is none. From `after last`. It has no cut itself. */
  readonly cut: Selector | undefined;
}

export interface Bound {
  /**
   * In the units of the subject: an IEEE double for numbers and money, whole milliseconds for durations and `since`, an
   * instant for dates, ten-thousandths for points and for `total` of numbers, a plain number for counts.
   */
  readonly value: number;
  readonly inclusive: boolean;
}

export type ValueTest =
  /** At least one bound. A bare date has become the two ends of its day. An empty interval holds for nothing. */
  | { readonly kind: 'interval'; readonly low: Bound | undefined; readonly high: Bound | undefined }
  /** Of dates: `now - milliseconds < value <= now`. */
  | { readonly kind: 'recent'; readonly milliseconds: Milliseconds }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | TextTest
  /** Of countries (alpha-2 code) and `one of`s (the member's name). */
  | { readonly kind: 'member'; readonly member: string }
  /** Of the tier: the label, by normal form. */
  | { readonly kind: 'label'; readonly label: string }
  /** One of the tests holds: `in (...)`, `any of (...)`, lists. At least one. */
  | { readonly kind: 'any'; readonly tests: readonly ValueTest[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'known' }
  /** A negated case of a band (`!= US +5 | ...`): holds where the inner test does not, so for a missing value too. */
  | { readonly kind: 'not'; readonly test: ValueTest }
  /** Of lists. `any`: some element passes some test. `all`: for every test some element passes it. */
  | { readonly kind: 'has'; readonly quantifier: 'any' | 'all'; readonly tests: readonly ValueTest[] };

/** A comparison of texts in their normal form (language reference, section 3). The operand is as written; each engine makes its normal form. */
export interface TextTest {
  readonly kind: 'text';
  readonly operator: 'equals' | 'matches' | 'contains' | 'starts with' | 'ends with' | 'mentions';
  /** The text itself, trimmed and not empty. For urls compared by path a trailing `/` is already set aside. */
  readonly operand: string;
  /** For `matches`: the runs between the `*`s, trimmed at the ends of the whole, in letters of either case; one piece is an equality. */
  readonly pieces: readonly string[];
  /** The subject is a url and is compared by its path. */
  readonly byPath: boolean;
}

// ---------------------------------------------------------------- data and tests

/**
 * The value of a field or property once its type has read it; `undefined` is missing.
 * number, money: a finite double; boolean; text, email, url: the text as it was (not blank); country: the alpha-2 code,
 * `one of`: the member's name as declared, and for both an unknown spelling as `{ unknown: text }`;
 * date, datetime: an instant; duration: milliseconds; list: its values, none missing, maybe none at all (then the list is missing).
 */
export type TypedScalar = number | boolean | string | { readonly unknown: string };
export type TypedValue = TypedScalar | readonly TypedScalar[] | undefined;

export interface TypedLead {
  readonly id: string;
  /** By the field's declared name; absent is missing. */
  readonly fields: ReadonlyMap<string, TypedValue>;
}

export interface TypedEvent {
  /** The declared name of its type. */
  readonly type: string;
  readonly at: Instant;
  readonly properties: ReadonlyMap<string, TypedValue>;
}

/** Language reference, section 7. */
export interface Test {
  readonly title: string;
  readonly origin: Origin;
  readonly at: Instant;
  readonly lead: TypedLead;
  readonly events: readonly TypedEvent[];
  readonly expectations: readonly Expectation[];
}

/** Something said of every lead that could exist. Language reference, section 10. */
export interface Claim {
  readonly title: string;
  readonly origin: Origin;
  /** All of them are claimed. */
  readonly statements: readonly ClaimStatement[];
}

/** Every lead for which the premise holds has the conclusion. */
export interface ClaimStatement {
  readonly origin: Origin;
  /** `undefined`: every lead. */
  readonly premise: Condition | undefined;
  /** With `never`, negated already. */
  readonly conclusion: Condition;
}

export type Expectation =
  | { readonly kind: 'stage'; readonly origin: Origin; readonly stage: Stage; readonly holds: boolean }
  | { readonly kind: 'qualified' | 'excluded'; readonly origin: Origin; readonly holds: boolean }
  | { readonly kind: 'score'; readonly origin: Origin; readonly score: 'score' | Section | DerivedScore; readonly test: ValueTest; readonly holds: boolean }
  /** `label` `undefined`: any tier at all, so `no tier` is `holds: false` with no label. */
  | { readonly kind: 'tier'; readonly origin: Origin; readonly label: string | undefined; readonly holds: boolean }
  | { readonly kind: 'handoff'; readonly origin: Origin; readonly to: string | undefined; readonly holds: boolean };
