/** The types of the language and the declared names they belong to. Language reference, section 3. */
import type { SourceFile } from '../source/source-file.ts';
import type { Span } from '../source/span.ts';

export type ScalarType =
  | { readonly kind: 'number' }
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'text' }
  | { readonly kind: 'email' }
  | { readonly kind: 'url' }
  | { readonly kind: 'country' }
  | { readonly kind: 'one of'; readonly members: readonly Member[] }
  | { readonly kind: 'date'; readonly format: string | undefined }
  | { readonly kind: 'datetime'; readonly format: string | undefined }
  | { readonly kind: 'duration' };

export interface ListType {
  readonly kind: 'list';
  readonly element: ScalarType;
}

export type ValueType = ScalarType | ListType;

/** A member of a `one of`: its name, and the other spellings it may have in data and as a literal. */
export interface Member {
  readonly name: string;
  readonly spellings: readonly string[];
}

/** Where a name was declared; `undefined` for the standard vocabulary. */
export interface Declared {
  readonly file: SourceFile;
  readonly span: Span;
  /** The whole declaration. */
  readonly itemSpan: Span;
}

export interface LeadField {
  readonly kind: 'field';
  /** As first declared. */
  readonly name: string;
  readonly type: ValueType;
  /** Spellings of its column in data, from `from`; empty when the name itself is the spelling. */
  readonly spellings: readonly string[];
  readonly declared: Declared | undefined;
  /** One sentence, for hover and the reference; of standard fields. */
  readonly description: string | undefined;
}

export interface EventProperty {
  readonly kind: 'property';
  readonly name: string;
  readonly type: ValueType;
  readonly declared: Declared | undefined;
}

export interface EventType {
  readonly kind: 'event';
  readonly name: string;
  /** The first is the main property. */
  readonly properties: readonly EventProperty[];
  /** Done to the lead, not by it: not counted as `activity`. */
  readonly passive: boolean;
  /** Spellings of its type in data, from `from`; empty when the name itself is the spelling. */
  readonly spellings: readonly string[];
  readonly declared: Declared | undefined;
  readonly description: string | undefined;
}

/** All that a definition can name in data: the standard vocabulary under the file's own and the used files'. */
export interface Vocabulary {
  /** In order of declaration, the file's own last; a declaration that hides a standard one stands in its place. */
  readonly fields: readonly LeadField[];
  readonly events: readonly EventType[];
  /** Texts that read as missing in every column, besides the empty one. */
  readonly missingTexts: readonly string[];
}
