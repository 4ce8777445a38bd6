import type { Definition, Origin, Subject, ValueTest } from '../check/checked.ts';

/** A subject and cases of which the first that holds is taken. */
export interface Banding {
  readonly subject: Subject;
  readonly cases: readonly { readonly origin: Origin; /** `undefined` is `otherwise`. */ readonly test: ValueTest | undefined }[];
}

/** The banded rules, those per occurrence included, and the bandings of a grid of tiers. */
export function eachBanding(definition: Definition): readonly Banding[] {
  const rules = definition.scores.flatMap((score) => (score.kind === 'section' ? score.rules : []));
  const ofRules = rules.flatMap((rule): readonly Banding[] => {
    if (rule.kind === 'band rule') return [rule];
    const main = rule.kind === 'occurrence rule' && rule.cases.length > 1 ? rule.selector.events[0]?.properties[0] : undefined;
    if (rule.kind !== 'occurrence rule' || main === undefined) return [];
    return [{ subject: { kind: 'property', origin: rule.origin, property: main, part: undefined, type: main.type }, cases: rule.cases }];
  });
  return [...ofRules, ...(definition.tier?.kind === 'tier grid' ? definition.tier.bandings : [])];
}
