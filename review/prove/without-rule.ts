/** A definition as if a rule were not there. What names a section names its new form. */
import type { Definition, Rule } from '../../compiler/check/checked.ts';

/** Not gone into: they name no section, or are the same objects wherever they are met. */
const kept = new Set(['origin', 'vocabulary', 'file', 'tests', 'claims', 'declared']);

export function withoutRule(definition: Definition, rule: Rule): Definition {
  const seen = new Map<object, object>();
  const copy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = seen.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) {
      const made: unknown[] = [];
      seen.set(value, made);
      for (const one of value) if (one !== rule) made.push(copy(one));
      return made;
    }
    const made: Record<string, unknown> = {};
    seen.set(value, made);
    for (const [key, inner] of Object.entries(value)) made[key] = kept.has(key) ? inner : copy(inner);
    return made;
  };
  return copy(definition) as Definition;
}
