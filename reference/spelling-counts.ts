import type { TypedScalar, TypedValue } from '../compiler/check/checked.ts';

/** Counts the values that are spelled as no country and no member. Language reference, section 3. */
export class SpellingCounts {
  readonly #counts = new Map<string, number>();

  count(name: string, value: TypedValue): void {
    const scalars: readonly (TypedScalar | undefined)[] = isList(value) ? value : [value];
    const unknown = scalars.filter((scalar) => typeof scalar === 'object').length;
    if (unknown > 0) this.#counts.set(name, (this.#counts.get(name) ?? 0) + unknown);
  }

  asRecord(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}

function isList(value: TypedValue): value is readonly TypedScalar[] {
  return Array.isArray(value);
}
