/** What of the data a definition reads: plain JSON, a part of every compiled module. Language reference, sections 3 and 9. */

export type ScalarType =
  | { readonly kind: 'number' | 'boolean' | 'text' | 'email' | 'url' | 'country' | 'duration' }
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'one of'; readonly members: readonly { readonly name: string; readonly spellings: readonly string[] }[] }
  | { readonly kind: 'date' | 'datetime'; readonly format: string | null };

export type ValueType = ScalarType | { readonly kind: 'list'; readonly element: ScalarType };

export interface FieldSchema {
  readonly name: string;
  /** Spellings of the column from `from`; the name counts last. */
  readonly spellings: readonly string[];
  readonly type: ValueType;
}

export interface EventSchema {
  readonly name: string;
  /** Spellings of the type from `from`; the name counts last. */
  readonly spellings: readonly string[];
  /** Whether the definition selects it. Rows of other types are read, so that faults show, and then left out. */
  readonly used: boolean;
  readonly properties: readonly {
    readonly name: string;
    readonly type: ValueType;
    /** Whether the definition reads it. */
    readonly used: boolean;
  }[];
}

export interface Schema {
  /** IANA name: local times in the data are of this zone. */
  readonly timezone: string;
  /** Texts that read as missing in every column, besides the empty one. */
  readonly missingTexts: readonly string[];
  /** The lead fields that the definition reads. */
  readonly fields: readonly FieldSchema[];
  /** All types that the vocabulary knows. */
  readonly events: readonly EventSchema[];
}
