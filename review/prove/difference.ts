/** What can differ between two versions of a definition, as a term and as the reference says it. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { Explanation } from '../../reference/result.ts';
import type { Encoded } from './encode.ts';
import { and, compare, int, not, or, yes } from './smt.ts';
import type { Term } from './smt.ts';

export type Difference =
  | { readonly kind: 'any' }
  | { readonly kind: 'stage gained' | 'stage lost'; readonly stage: string }
  | { readonly kind: 'tier' } | { readonly kind: 'handoff' } | { readonly kind: 'score' }
  | { readonly kind: 'score up' | 'score down' };

function stageTerm(encoded: Encoded, stage: string): Term {
  return encoded.stages.get(stage.toLowerCase()) ?? 'false';
}

/** Labels and handoffs are compared by what they say, not by their place. */
function choiceDiffers(old: Term, oldNames: readonly string[], now: Term, newNames: readonly string[]): Term {
  const same = oldNames.flatMap((name, index) => newNames.flatMap((other, at) => (name === other ? [and([compare('=', old, int(index)), compare('=', now, int(at))])] : [])));
  return not(or([and([compare('=', old, int(-1)), compare('=', now, int(-1))]), ...same]));
}

export function differenceTerm(old: Encoded, now: Encoded, before: Definition, after: Definition, difference: Difference): Term {
  switch (difference.kind) {
    case 'stage gained': return and([not(stageTerm(old, difference.stage)), stageTerm(now, difference.stage)]);
    case 'stage lost': return and([stageTerm(old, difference.stage), not(stageTerm(now, difference.stage))]);
    case 'score': return not(compare('=', old.score, now.score));
    case 'score up': return compare('>', now.score, old.score);
    case 'score down': return compare('<', now.score, old.score);
    case 'tier': return choiceDiffers(old.tier, old.tierLabels, now.tier, now.tierLabels);
    case 'handoff': {
      const names = ({ handoffs }: Definition): string[] => (handoffs ?? []).map(({ to, within }) => JSON.stringify([to, within ?? null]));
      return choiceDiffers(old.handoff, names(before), now.handoff, names(after));
    }
    case 'any': {
      if (!haveSameNames(before, after)) return yes;
      const stages = new Set([...before.stages, ...after.stages].map((stage) => stage.name));
      const scores = [...old.scores].map(([name, term]) => not(compare('=', term, now.scores.get(name)!)));
      return or([
        not(compare('=', old.score, now.score)), ...scores, `(xor ${old.qualified} ${now.qualified})`, `(xor ${old.excluded} ${now.excluded})`,
        ...[...stages].map((stage) => `(xor ${stageTerm(old, stage)} ${stageTerm(now, stage)})`),
        differenceTerm(old, now, before, after, { kind: 'tier' }), differenceTerm(old, now, before, after, { kind: 'handoff' }),
      ]);
    }
  }
}

/** Results have the same names in them: a stage that no lead reaches is still said not to be reached, and one that is not there is not. */
function haveSameNames(before: Definition, after: Definition): boolean {
  const names = ({ scores, stages, tier, handoffs }: Definition): string => JSON.stringify([
    scores.map(({ name }) => name.toLowerCase()).sort(), stages.map(({ name }) => name.toLowerCase()).sort(), tier === undefined, handoffs === undefined,
  ]);
  return names(before) === names(after);
}

export function isDifferent(before: Explanation, after: Explanation, difference: Difference): boolean {
  const stage = (one: Explanation, name: string): boolean => Object.entries(one.stages).some(([key, value]) => key.toLowerCase() === name.toLowerCase() && value);
  const handoff = (one: Explanation): string => JSON.stringify(one.handoff ?? null);
  switch (difference.kind) {
    case 'stage gained': return !stage(before, difference.stage) && stage(after, difference.stage);
    case 'stage lost': return stage(before, difference.stage) && !stage(after, difference.stage);
    case 'score': return before.score !== after.score;
    case 'score up': return after.score > before.score;
    case 'score down': return after.score < before.score;
    case 'tier': return (before.tier ?? null) !== (after.tier ?? null);
    case 'handoff': return handoff(before) !== handoff(after);
    case 'any': {
      return outcomeKey(before) !== outcomeKey(after);
    }
  }
}

/** The whole result but the id. Names are compared as the language does, and their order says nothing. */
function outcomeKey({ score, sections, qualified, excluded, stages, tier, handoff }: Explanation): string {
  const sorted = (record: Readonly<Record<string, unknown>>): unknown => Object.entries(record)
    .map(([name, value]) => [name.toLowerCase(), value]).sort(([first], [second]) => (String(first) < String(second) ? -1 : 1));
  // Not in the result and none are told apart.
  const optional = (value: unknown): unknown => (value === undefined ? 'not asked' : [value]);
  return JSON.stringify([score, sorted(sections), qualified, excluded, sorted(stages), optional(tier), optional(handoff)]);
}
