/** The names of a definition, its own and those of the files it uses. Language reference, section 2. */
import type { DefineDeclaration, ListDeclaration, ScoreStatement, SectionBlock, StageStatement, ValueOrRange } from '../../grammar/tree.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { Span } from '../source/span.ts';
import type { EventProperty, EventType, LeadField, Member } from '../vocabulary/types.ts';

export interface ListSymbol {
  readonly kind: 'list';
  readonly name: string;
  readonly entries: readonly ValueOrRange[];
  /** `undefined` for the standard lists. */
  readonly declared: { readonly file: SourceFile; readonly node: ListDeclaration } | undefined;
  used: boolean;
}

export interface DefinedSymbol {
  readonly kind: 'defined';
  readonly name: string;
  readonly file: SourceFile;
  readonly node: DefineDeclaration;
}

export type VocabularySymbol = LeadField | EventType | ListSymbol | DefinedSymbol;

export interface SectionSymbol {
  readonly kind: 'section';
  readonly name: string;
  readonly block: SectionBlock;
}
export interface DerivedSymbol {
  readonly kind: 'derived score';
  readonly name: string;
  readonly statement: ScoreStatement;
}
export interface StageSymbol {
  readonly kind: 'stage';
  readonly name: string;
  /** All its ways, in the order of the text; the first gives its place. */
  readonly statements: StageStatement[];
}

export type ScoreSymbol = SectionSymbol | DerivedSymbol | StageSymbol;

export interface Scope {
  /** Fields, events, lists and defined names: one name space. Keys are lower case. */
  readonly vocabulary: Map<string, VocabularySymbol>;
  /** Sections, derived scores and stages: another. */
  readonly scores: Map<string, ScoreSymbol>;
  readonly missingTexts: string[];
  /** Words of declarations that could not be read: a name among them causes no second diagnostic. */
  readonly suspects: Set<string>;
  /** A used file could not be read, so a name that is not here may be there. */
  readonly incomplete: boolean;
}

/** Names are matched without regard to case. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** What a word of the text stands for; editors follow these. */
export type SymbolTarget =
  | { readonly kind: 'field'; readonly field: LeadField }
  | { readonly kind: 'event'; readonly event: EventType }
  | { readonly kind: 'property'; readonly event: EventType; readonly property: EventProperty }
  | { readonly kind: 'member'; readonly owner: LeadField | EventProperty; readonly member: Member }
  | { readonly kind: 'country'; readonly code: string }
  | { readonly kind: 'list'; readonly list: ListSymbol }
  | { readonly kind: 'defined'; readonly defined: DefinedSymbol }
  | { readonly kind: 'section' | 'derived score' | 'stage'; readonly symbol: ScoreSymbol }
  | { readonly kind: 'part'; readonly part: string };

export interface NameReference {
  readonly file: SourceFile;
  readonly span: Span;
  readonly target: SymbolTarget;
  readonly declaration: boolean;
}
