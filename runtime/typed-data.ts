/** Leads and events once their types have read them: what `score` and `explain` of a compiled module take. */

/**
 * Numbers, money: a number. Dates: epoch milliseconds. Durations: milliseconds. Countries: the alpha-2 code; `one of`: the member's
 * name; of both an unknown spelling stays as its text, which is no code and no member. Missing: `undefined`, `null`, or a list without values.
 */
export type Value = number | boolean | string | readonly (number | boolean | string)[] | undefined | null;

/** Fields by their declared names. A field that is called `id` or `fields` stands in `fields`. */
export interface Lead {
  readonly id: string;
  readonly fields?: Readonly<Record<string, Value>>;
  readonly [field: string]: unknown;
}

/** Properties by their declared names. One that is called `type`, `at`, `id`, `lead_id` or `properties`, case and `_` set aside, stands in `properties`. */
export interface LeadEvent {
  /** The declared name of its type. */
  readonly type: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly properties?: Readonly<Record<string, Value>>;
  readonly [property: string]: unknown;
}

