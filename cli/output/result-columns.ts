import type { Definition } from '../../compiler/check/checked.ts';
import type { Result } from '../../runtime/result.ts';

export interface ResultColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean';
  readonly valueOf: (result: Result) => string | number | boolean | null;
}

/** The columns of results in CSV and Parquet: the same for every definition but for its scores and stages. */
export function resultColumns({ scores, stages }: Definition): readonly ResultColumn[] {
  const columns: ResultColumn[] = [
    { name: 'id', type: 'text', valueOf: (result) => result.id },
    { name: 'score', type: 'number', valueOf: (result) => result.score },
    ...scores.map(({ name }): ResultColumn => ({ name, type: 'number', valueOf: (result) => result.sections[name]! })),
    { name: 'qualified', type: 'boolean', valueOf: (result) => result.qualified },
    { name: 'excluded', type: 'boolean', valueOf: (result) => result.excluded },
    ...stages.map(({ name }): ResultColumn => ({ name, type: 'boolean', valueOf: (result) => result.stages[name]! })),
    { name: 'tier', type: 'text', valueOf: (result) => result.tier ?? null },
    { name: 'handoff_to', type: 'text', valueOf: (result) => result.handoff?.to ?? null },
    { name: 'handoff_within_ms', type: 'number', valueOf: (result) => result.handoff?.within_ms ?? null },
  ];
  const taken = new Set<string>();
  return columns.map((column) => {
    // A section may be called `id`. Names that differ only in case are one to databases.
    let { name } = column;
    while (taken.has(name.toLowerCase())) name += '_';
    taken.add(name.toLowerCase());
    return { ...column, name };
  });
}
