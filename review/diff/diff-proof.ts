/** What a change can do to any lead that could exist, by proof. */
import type { Definition } from '../../compiler/check/checked.ts';
import { usedNames } from '../../reference/used-names.ts';
import type { Difference } from '../prove/difference.ts';
import type { Proof, ProofOptions } from '../prove/search.ts';
import { compareVersions } from '../prove/versions.ts';
import type { Solver } from '../prove/solver.ts';

/** One outcome, and whether some lead comes to it: `shown` with a lead, `proved` that none does, or undecided. */
export interface OutcomeProof {
  readonly difference: Difference;
  readonly proof: Proof;
}

export interface DiffProof {
  /** `same`: the same result for every lead that could exist. */
  readonly answer: 'same' | 'different' | 'undecided';
  /** Why nothing can be said at all. */
  readonly reason: string | undefined;
  /** No lead gains a stage and some lead loses one, or the other way round. */
  readonly strictly: 'tighter' | 'looser' | undefined;
  /** That the score falls by no more than this and rises by no more than this, in ten-thousandths; `undefined`: no limit was proved. */
  readonly score: { readonly mostDown: number | undefined; readonly mostUp: number | undefined };
  /** A lead that shows a difference, where none of the outcomes has one. */
  readonly any: Proof;
  readonly outcomes: readonly OutcomeProof[];
  /** Fields and properties that only one of the versions reads: a row that cannot be read there is set aside by that one alone. */
  readonly reading: { readonly noLonger: readonly string[]; readonly newly: readonly string[] };
  /** The definition whose vocabulary leads are written in. */
  readonly definition: Definition;
}

/** Rules that read the same give the same results. */
export function sameByRule(definition: Definition): DiffProof {
  return { answer: 'same', reason: undefined, strictly: undefined, score: { mostDown: 0, mostUp: 0 }, any: { kind: 'proved' }, outcomes: [], reading: { noLonger: [], newly: [] }, definition };
}

/** @param options the time for all questions together */
export async function proveDiff(solver: Solver, before: Definition, after: Definition, { milliseconds, clock }: ProofOptions): Promise<DiffProof> {
  const deadline = clock() + milliseconds;
  const options = (): ProofOptions => ({ milliseconds: Math.max(1, deadline - clock()), clock });
  const nothing: DiffProof = {
    answer: 'undecided', reason: undefined, strictly: undefined, score: { mostDown: undefined, mostUp: undefined }, any: { kind: 'proved' }, outcomes: [],
    reading: readingOf(before, after), definition: after,
  };
  const comparison = compareVersions(solver, before, after);
  // A part of the time, so that one hard question leaves some for the others.
  const share = (): ProofOptions => ({ milliseconds: Math.max(1, (deadline - clock()) / 2), clock });
  const any = await comparison.ask({ kind: 'any' }, share());
  if (any.kind === 'proved') return { ...nothing, answer: 'same', any };
  // What is quickly proved first, so that it does not wait behind what is not.
  for (const difference of outcomesOf(before, after)) await comparison.never(difference, share());
  const outcomes: OutcomeProof[] = [];
  for (const difference of outcomesOf(before, after)) outcomes.push({ difference, proof: await comparison.ask(difference, share()) });
  const kindOf = (kind: Difference['kind']): readonly Proof['kind'][] => outcomes.filter(({ difference }) => difference.kind === kind).map(({ proof }) => proof.kind);
  const [gained, lost] = [kindOf('stage gained'), kindOf('stage lost')];
  const never = (kinds: readonly Proof['kind'][]): boolean => kinds.every((kind) => kind === 'proved');
  const changes = (kind: Difference['kind']): boolean => kindOf(kind).some((proof) => proof !== 'proved');
  return {
    ...nothing,
    answer: any.kind === 'shown' || outcomes.some(({ proof }) => proof.kind === 'shown') ? 'different' : 'undecided',
    reason: any.kind === 'undecided' ? any.reason : undefined,
    strictly: never(gained) && lost.includes('shown') ? 'tighter' : never(lost) && gained.includes('shown') ? 'looser' : undefined,
    score: {
      mostDown: changes('score down') ? await comparison.mostChange('down', options()) : 0,
      mostUp: changes('score up') ? await comparison.mostChange('up', options()) : 0,
    },
    any, outcomes,
  };
}

function readingOf(before: Definition, after: Definition): DiffProof['reading'] {
  const [old, now] = [before, after].map((definition) => {
    const { fields, properties } = usedNames(definition);
    return [...fields, ...[...properties].flatMap(([event, names]) => [...names].map((name) => `${event}.${name}`))];
  });
  const without = (names: readonly string[], others: readonly string[]): string[] => names.filter((name) => !others.some((other) => other.toLowerCase() === name.toLowerCase()));
  return { noLonger: without(old!, now!), newly: without(now!, old!) };
}

function outcomesOf(before: Definition, after: Definition): Difference[] {
  const stages = new Map([...before.stages, ...after.stages].map(({ name }) => [name.toLowerCase(), name]));
  return [
    ...[...stages.values()].flatMap((stage): Difference[] => [{ kind: 'stage gained', stage }, { kind: 'stage lost', stage }]),
    { kind: 'score up' }, { kind: 'score down' },
    ...(before.tier === undefined && after.tier === undefined ? [] : [{ kind: 'tier' } as const]),
    ...(before.handoffs === undefined && after.handoffs === undefined ? [] : [{ kind: 'handoff' } as const]),
  ];
}
