/**
 * The syntax tree: what was written, and nothing of what it means. What a word stands for (a field, an event, a
 * section, a member) depends on the vocabulary, so conditions stay neutral here and are resolved by `compiler/bind`.
 * One long file, because a reader wants the whole tree in one place.
 *
 * INVARIANT: every node has a span inside the file, children lie inside their parent's span, in order of the text.
 * INVARIANT: reading never fails: whatever the text, there is a tree; what could not be read is a `BrokenItem`
 * (or is left out of its parent) and has exactly one diagnostic.
 */
import type { SourceFile } from '../compiler/source/source-file.ts';
import type { Span } from '../compiler/source/span.ts';

export interface FileTree {
  readonly kind: 'file';
  readonly span: Span;
  readonly file: SourceFile;
  /** Blocks and statements, in the order of the text. */
  readonly parts: readonly Part[];
  readonly comments: readonly Comment[];
}

/** From `#` to the end of the line; `text` holds the `#`. */
export interface Comment {
  readonly span: Span;
  readonly text: string;
}

/** A word used as a name. `text` is without backquotes, in the case it was written in. */
export interface Name {
  readonly kind: 'name';
  readonly span: Span;
  readonly text: string;
  /** Written in backquotes, so never a keyword. */
  readonly quoted: boolean;
}

/** A text in quotes, its escapes resolved. */
export interface TextLiteral {
  readonly kind: 'text';
  readonly span: Span;
  /** The text itself, `\"`, `\\`, `\n`, `\t`, `\*`, `\u{...}` resolved; a star of either kind is `*`. */
  readonly value: string;
  /** The same text cut at each `*` that was not written `\*`: one piece more than there are such stars. */
  readonly pieces: readonly string[];
}

// ---------------------------------------------------------------- values

/** A plain number, its suffix (k, m, bn) already applied. */
export interface NumberLiteral {
  readonly kind: 'number';
  readonly span: Span;
  /** The exact decimal, such as `-1500000` or `0.25`: optional `-`, digits, optional `.digits`; no exponent, no suffix, no zeros at its end that say nothing. */
  readonly decimal: string;
  /** A `+` or `-` was written. */
  readonly signed: boolean;
}

export interface PercentLiteral {
  readonly kind: 'percent';
  readonly span: Span;
  /** The exact decimal before the `%`. */
  readonly decimal: string;
  readonly signed: boolean;
}

export interface DurationLiteral {
  readonly kind: 'duration';
  readonly span: Span;
  /** Whole milliseconds; above zero, or the file has a diagnostic. */
  readonly milliseconds: number;
}

export interface MoneyLiteral {
  readonly kind: 'money';
  readonly span: Span;
  readonly decimal: string;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/** `2026-12-31`: a whole day in the definition's time zone. */
export interface DateLiteral {
  readonly kind: 'date';
  readonly span: Span;
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `2026-12-31T10:00Z`, or without an offset (in the definition's time zone). */
export interface InstantLiteral {
  readonly kind: 'instant';
  readonly span: Span;
  /** `YYYY-MM-DDTHH:MM:SS.mmm` as written, filled up with zeros. */
  readonly local: string;
  /** Minutes east of UTC; `undefined` when none was written. */
  readonly offsetMinutes: number | undefined;
}

/** A word in the place of a value: a member, a country, a boolean, a text without quotes; never a keyword there. */
export interface WordValue {
  readonly kind: 'word';
  readonly span: Span;
  readonly text: string;
}

export type Value =
  | NumberLiteral | PercentLiteral | DurationLiteral | MoneyLiteral | DateLiteral | InstantLiteral | TextLiteral | WordValue;

/** `50..500`, `50..`, `..500`; both ends are in it. At least one end is there. */
export interface RangeValue {
  readonly kind: 'range';
  readonly span: Span;
  readonly low: Value | undefined;
  readonly high: Value | undefined;
}

export type ValueOrRange = Value | RangeValue;

// ---------------------------------------------------------------- conditions

export type Condition = OrCondition | AndCondition | NotCondition | GroupCondition | QuantifiedCondition | Predicate;

export interface OrCondition {
  readonly kind: 'or';
  readonly span: Span;
  /** Two or more. */
  readonly parts: readonly Condition[];
}

export interface AndCondition {
  readonly kind: 'and';
  readonly span: Span;
  /** Two or more. */
  readonly parts: readonly Condition[];
}

export interface NotCondition {
  readonly kind: 'not';
  readonly span: Span;
  readonly operand: Condition;
}

/** Parentheses: they only group. */
export interface GroupCondition {
  readonly kind: 'group';
  readonly span: Span;
  readonly inner: Condition;
}

export interface QuantifiedCondition {
  readonly kind: 'quantified';
  readonly span: Span;
  readonly quantifier: 'any' | 'all' | 'none' | 'at least';
  /** For `at least`. */
  readonly count: NumberLiteral | undefined;
  readonly parts: readonly Condition[];
}

/**
 * `[no] [days with | distinct | total | since] name.name... clause*`. Which clauses fit is for the binder to say: a
 * selector takes a text or `in` first, then `where`, then `within`, then a comparison of its count.
 */
export interface Predicate {
  readonly kind: 'predicate';
  readonly span: Span;
  /** The span of `no`, where it was written. */
  readonly no: Span | undefined;
  readonly measure: Measure | undefined;
  /** `page_view`, `email.domain`, `page_view.duration`: one or more names. `activity`, `score`, `tier`, `qualified` and `excluded` stand here as names. */
  readonly path: readonly Name[];
  /** In the order of the text. */
  readonly clauses: readonly Clause[];
}

export interface Measure {
  readonly span: Span;
  readonly kind: 'days with' | 'distinct' | 'total' | 'since';
}

export type Clause = Comparison | WhereClause | WithinClause;

export interface WhereClause {
  readonly kind: 'where';
  readonly span: Span;
  /** A predicate, or a group. */
  readonly filter: Condition;
}

/** A window of a selector, or "in the last D" of a date field. */
export interface WithinClause {
  readonly kind: 'within';
  readonly span: Span;
  readonly duration: DurationLiteral;
}

export type Comparison =
  | AloneComparison | RelationComparison | InComparison | InListComparison | TextComparison | HasComparison | PresenceComparison | DateComparison;

/** A value or a range alone: `country US`, `employees 50..500`. */
export interface AloneComparison {
  readonly kind: 'alone';
  readonly span: Span;
  readonly value: ValueOrRange;
}

export interface RelationComparison {
  readonly kind: 'relation';
  readonly span: Span;
  readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'is' | 'is not';
  readonly value: Value;
}

/** `in (DE, 50..60)`, `not in (...)`. */
export interface InComparison {
  readonly kind: 'in';
  readonly span: Span;
  readonly negated: boolean;
  readonly entries: readonly ValueOrRange[];
}

export interface InListComparison {
  readonly kind: 'in list';
  readonly span: Span;
  readonly negated: boolean;
  readonly list: Name;
}

export interface TextComparison {
  readonly kind: 'text comparison';
  readonly span: Span;
  readonly negated: boolean;
  readonly operator: 'contains' | 'starts with' | 'ends with' | 'mentions' | 'matches';
  readonly operand: OneOperand | AnyOperand | ListOperand;
}
export interface OneOperand { readonly kind: 'one'; readonly value: Value }
export interface AnyOperand { readonly kind: 'any of'; readonly values: readonly Value[] }
export interface ListOperand { readonly kind: 'any of list'; readonly list: Name }

export interface HasComparison {
  readonly kind: 'has';
  readonly span: Span;
  readonly negated: boolean;
  readonly quantifier: 'one' | 'any' | 'all';
  /** Exactly one for `one`. */
  readonly values: readonly ValueOrRange[];
}

/** `is missing`, `is known`, `is not missing`, `is not known`. */
export interface PresenceComparison {
  readonly kind: 'presence';
  readonly span: Span;
  readonly negated: boolean;
  readonly state: 'missing' | 'known';
}

export interface DateComparison {
  readonly kind: 'date comparison';
  readonly span: Span;
  readonly operator: 'before' | 'after';
  readonly value: Value;
}

// ---------------------------------------------------------------- items of a scoring section

/** `+10`, `-2.5`, `+1k`. */
export interface Points {
  readonly span: Span;
  /** Exact decimal with its sign: `10`, `-2.5`. */
  readonly decimal: string;
}

export interface Requirement {
  readonly kind: 'requirement';
  readonly span: Span;
  /** The span of the word `require`, where it was written. */
  readonly require: Span | undefined;
  readonly condition: Condition;
}

export interface PointsRule {
  readonly kind: 'points rule';
  readonly span: Span;
  readonly condition: Condition;
  readonly points: Points;
  readonly tail: readonly Tail[];
}

export interface BandedRule {
  readonly kind: 'banded rule';
  readonly span: Span;
  /** The subject, with the `where` and `within` written after the first case's comparison; its first case's comparison is not among its clauses. */
  readonly subject: Predicate;
  readonly cases: readonly BandCase[];
  readonly tail: readonly Tail[];
}

export interface BandCase {
  readonly span: Span;
  /** `undefined` for `otherwise`. */
  readonly comparison: Comparison | WithinClause | undefined;
  readonly points: Points;
}

export interface ProportionalRule {
  readonly kind: 'proportional rule';
  readonly span: Span;
  readonly subject: Predicate;
  readonly points: Points;
  readonly unit: Value;
  readonly tail: readonly Tail[];
}

/** An item that could not be read. It has one diagnostic; the words it holds are kept for the editor. */
export interface BrokenItem {
  readonly kind: 'broken';
  readonly span: Span;
}

export type SectionItem = Requirement | PointsRule | BandedRule | ProportionalRule | BrokenItem;

export type Tail =
  | { readonly kind: 'within'; readonly span: Span; readonly duration: DurationLiteral }
  | { readonly kind: 'up to'; readonly span: Span; readonly limit: NumberLiteral }
  | { readonly kind: 'when'; readonly span: Span; readonly condition: Condition }
  | { readonly kind: 'as'; readonly span: Span; readonly label: TextLiteral }
  | { readonly kind: 'once per'; readonly span: Span; readonly unit: 'day' | 'week' | 'month' }
  | { readonly kind: 'once every'; readonly span: Span; readonly duration: DurationLiteral }
  | { readonly kind: 'once'; readonly span: Span }
  | { readonly kind: 'at most'; readonly span: Span; readonly count: NumberLiteral }
  | { readonly kind: 'decay'; readonly span: Span; readonly percent: PercentLiteral; readonly every: DurationLiteral }
  | { readonly kind: 'fade'; readonly span: Span; readonly over: DurationLiteral };

// ---------------------------------------------------------------- blocks

export type Block =
  | DefinitionBlock | VocabularyBlock | ListsBlock | DefineBlock | ExcludeBlock | SectionBlock | HandoffBlock | TestBlock | ClaimBlock;

/** What all blocks share. `span` runs from the block's name to the end of its last item. */
interface BlockCommon {
  readonly span: Span;
  /** The name as written: `fit`, `vocabulary`, `test`. */
  readonly name: Name;
  /** From the name to the colon. */
  readonly headerSpan: Span;
}

export interface DefinitionBlock extends BlockCommon {
  readonly kind: 'definition';
  readonly title: TextLiteral | undefined;
  readonly items: readonly (DefinitionSetting | BrokenItem)[];
}
export type DefinitionSetting =
  | { readonly kind: 'owner'; readonly span: Span; readonly owner: TextLiteral }
  | { readonly kind: 'review by'; readonly span: Span; readonly date: DateLiteral }
  | { readonly kind: 'timezone'; readonly span: Span; readonly timezone: TextLiteral };

export interface VocabularyBlock extends BlockCommon {
  readonly kind: 'vocabulary';
  readonly items: readonly (LeadDeclaration | EventDeclaration | MissingDeclaration | BrokenItem)[];
}
export interface LeadDeclaration {
  readonly kind: 'lead';
  readonly span: Span;
  readonly name: Name;
  readonly type: TypeNode;
  readonly from: readonly TextLiteral[];
}
export interface EventDeclaration {
  readonly kind: 'event';
  readonly span: Span;
  readonly name: Name;
  readonly properties: readonly PropertyDeclaration[];
  readonly passive: boolean;
  readonly from: readonly TextLiteral[];
}
export interface PropertyDeclaration {
  readonly span: Span;
  readonly name: Name;
  readonly type: TypeNode;
}
export interface MissingDeclaration {
  readonly kind: 'missing';
  readonly span: Span;
  readonly texts: readonly TextLiteral[];
}

/** `number`, `money USD`, `one of (a, b "B")`, `date "%d/%m/%Y"`, `list of text`. A type that is unknown keeps its name. */
export type TypeNode =
  | { readonly kind: 'plain type'; readonly span: Span; readonly name: Name }
  | { readonly kind: 'money type'; readonly span: Span; readonly currency: Name }
  | { readonly kind: 'date type'; readonly span: Span; readonly name: 'date' | 'datetime'; readonly format: TextLiteral }
  | { readonly kind: 'one of type'; readonly span: Span; readonly members: readonly MemberNode[] }
  | { readonly kind: 'list type'; readonly span: Span; readonly element: TypeNode };
export interface MemberNode {
  readonly span: Span;
  readonly name: Name;
  readonly spellings: readonly TextLiteral[];
}

export interface ListsBlock extends BlockCommon {
  readonly kind: 'lists';
  readonly items: readonly (ListDeclaration | BrokenItem)[];
}
export interface ListDeclaration {
  readonly kind: 'list';
  readonly span: Span;
  readonly name: Name;
  readonly entries: readonly ValueOrRange[];
}

export interface DefineBlock extends BlockCommon {
  readonly kind: 'define';
  readonly items: readonly (DefineDeclaration | BrokenItem)[];
}
export interface DefineDeclaration {
  readonly kind: 'define item';
  readonly span: Span;
  readonly name: Name;
  readonly condition: Condition;
}

export interface ExcludeBlock extends BlockCommon {
  readonly kind: 'exclude';
  readonly items: readonly (Exclusion | BrokenItem)[];
}
export interface Exclusion {
  readonly kind: 'exclusion';
  readonly span: Span;
  readonly condition: Condition;
}

export interface SectionBlock extends BlockCommon {
  readonly kind: 'section';
  readonly settings: readonly SectionSetting[];
  readonly items: readonly SectionItem[];
}
export type SectionSetting =
  | { readonly kind: 'within'; readonly span: Span; readonly duration: DurationLiteral }
  | { readonly kind: 'up to'; readonly span: Span; readonly limit: NumberLiteral }
  | { readonly kind: 'floor'; readonly span: Span; readonly limit: NumberLiteral }
  | { readonly kind: 'after last'; readonly span: Span; readonly selector: Predicate };

export interface HandoffBlock extends BlockCommon {
  readonly kind: 'handoff';
  readonly items: readonly (HandoffItem | BrokenItem)[];
}
export interface HandoffItem {
  readonly kind: 'handoff item';
  readonly span: Span;
  readonly to: TextLiteral;
  readonly within: DurationLiteral | undefined;
  readonly when: Condition | undefined;
}

export interface TestBlock extends BlockCommon {
  readonly kind: 'test';
  readonly title: TextLiteral | undefined;
  readonly items: readonly (GivenItem | ExpectItem | AtItem | BrokenItem)[];
}
export interface GivenItem {
  readonly kind: 'given';
  readonly span: Span;
  readonly entries: readonly GivenEntry[];
}
/** `employees 120`, `tech_stack ("HubSpot", "Slack")`, `3 pricing_view 1d ago`, `webinar "Title" (minutes 30) on 2026-01-01`. */
export interface GivenEntry {
  readonly span: Span;
  readonly count: NumberLiteral | undefined;
  readonly name: Name;
  /** A value right after the name. */
  readonly value: Value | undefined;
  /** `(...)`: values of a list, or properties by name. */
  readonly parenthesized: readonly GivenElement[] | undefined;
  readonly time: GivenTime | undefined;
}
export interface GivenElement {
  readonly span: Span;
  readonly property: Name | undefined;
  readonly value: Value;
  /** `prop ("a", "b")`: more than one value of a list; holds all of them, `value` the first. */
  readonly values: readonly Value[] | undefined;
}
export type GivenTime =
  | { readonly kind: 'ago'; readonly span: Span; readonly duration: DurationLiteral }
  | { readonly kind: 'on'; readonly span: Span; readonly date: DateLiteral | InstantLiteral };
export interface ExpectItem {
  readonly kind: 'expect';
  readonly span: Span;
  readonly outcomes: readonly Outcome[];
}
/** `mql`, `not mql`, `score >= 60`, `fit 30`, `tier A`, `no tier`, `handoff "SDR"`. */
export interface Outcome {
  readonly span: Span;
  readonly negation: 'not' | 'no' | undefined;
  readonly name: Name;
  readonly comparison: Comparison | undefined;
}
export interface AtItem {
  readonly kind: 'at';
  readonly span: Span;
  readonly date: DateLiteral | InstantLiteral;
}

export interface ClaimBlock extends BlockCommon {
  readonly kind: 'claim';
  readonly title: TextLiteral | undefined;
  readonly items: readonly (ClaimItem | BrokenItem)[];
}
/** `P implies C`, `always C`, `never C`, or `C` alone. */
export interface ClaimItem {
  readonly kind: 'claim item';
  readonly span: Span;
  /** Only before `implies`. */
  readonly premise: Condition | undefined;
  /** Never beside a premise. */
  readonly word: 'always' | 'never' | undefined;
  readonly conclusion: Condition;
}

// ---------------------------------------------------------------- statements

export type Statement = UseStatement | StageStatement | TierStatement | TierGridStatement | ScoreStatement | BrokenItem;
export type Part = Block | Statement;

export interface UseStatement {
  readonly kind: 'use';
  readonly span: Span;
  readonly path: TextLiteral;
}

/** `mql when C`, `mql also when C`. */
export interface StageStatement {
  readonly kind: 'stage';
  readonly span: Span;
  readonly name: Name;
  readonly also: boolean;
  readonly condition: Condition;
}

/** `tier A when C`; the name may be a text. */
export interface TierStatement {
  readonly kind: 'tier';
  readonly span: Span;
  readonly label: Label;
  readonly condition: Condition;
}
export type Label = Name | TextLiteral;

/** `tier = fit 60.. A | otherwise B, intent 50.. "1" | otherwise "2"`. */
export interface TierGridStatement {
  readonly kind: 'tier grid';
  readonly span: Span;
  readonly bandings: readonly Banding[];
}
export interface Banding {
  readonly span: Span;
  readonly subject: Predicate;
  readonly cases: readonly BandingCase[];
}
export interface BandingCase {
  readonly span: Span;
  /** `undefined` for `otherwise`. */
  readonly comparison: Comparison | WithinClause | undefined;
  readonly label: Label;
}

/** `score = 60% * fit + 40% * intent up to 100 floor 0`; with a name, a derived score. */
export interface ScoreStatement {
  readonly kind: 'score';
  readonly span: Span;
  readonly name: Name | undefined;
  /** One or more. */
  readonly terms: readonly ScoreTerm[];
  readonly upTo: NumberLiteral | undefined;
  readonly floor: NumberLiteral | undefined;
}
/** A section or derived score, a number, or a factor times a section or derived score. */
export interface ScoreTerm {
  readonly span: Span;
  readonly sign: '+' | '-';
  readonly factor: NumberLiteral | PercentLiteral | undefined;
  /** `undefined` for a number alone, which then stands in `factor`. */
  readonly name: Name | undefined;
}

export type Node =
  | FileTree | Part | DefinitionSetting | LeadDeclaration | EventDeclaration | PropertyDeclaration | MissingDeclaration | TypeNode
  | MemberNode | ListDeclaration | DefineDeclaration | Exclusion | SectionItem | SectionSetting | Tail | BandCase | HandoffItem
  | GivenItem | GivenEntry | GivenElement | ExpectItem | Outcome | AtItem | ClaimItem | Banding | BandingCase | ScoreTerm
  | Condition | Clause | ValueOrRange | Name | TextLiteral | Points | Measure;
