import type { Definition } from '../../compiler/check/checked.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { Result } from '../../runtime/result.ts';

/** What of a result a column holds. */
export type ResultPart =
  | { readonly kind: 'definition' | 'id' | 'score' | 'qualified' | 'excluded' | 'tier' | 'handoff_to' | 'handoff_within_ms' }
  | { readonly kind: 'section' | 'stage'; readonly name: string };

/** The parts of a result in the order of the columns of an emitted query, without the id. */
export function resultParts(plan: Plan): readonly ResultPart[] {
  return [
    { kind: 'score' }, ...plan.scores.map(({ name }) => ({ kind: 'section', name } as const)), { kind: 'qualified' }, { kind: 'excluded' },
    ...plan.stages.map(({ name }) => ({ kind: 'stage', name } as const)), ...(plan.tier === null ? [] : [{ kind: 'tier' } as const]),
    ...(plan.handoffs === null ? [] : [{ kind: 'handoff_to' }, { kind: 'handoff_within_ms' }] as const),
  ];
}

/** What two parts share exactly if they are the same. */
export function partKey(part: ResultPart): string {
  return 'name' in part ? `${part.kind} ${part.name}` : part.kind;
}

export type OutputType = 'text' | 'number' | 'whole number' | 'boolean';
export type OutputValue = string | number | boolean | null;

export interface ResultColumn {
  readonly name: string;
  readonly type: OutputType;
  readonly part: ResultPart;
}

/**
 * The columns of results in CSV, Parquet and tables: the same for every definition but for its scores and stages. Several
 * definitions have the column `definition` first, and the scores and stages of all of them.
 */
export function resultColumns(definitions: readonly Definition[]): readonly ResultColumn[] {
  const names = (namesOf: (definition: Definition) => readonly { readonly name: string }[]): readonly string[] =>
    [...new Set(definitions.flatMap((definition) => namesOf(definition).map(({ name }) => name)))];
  const columns: ResultColumn[] = [
    ...(definitions.length === 1 ? [] : [{ name: 'definition', type: 'text', part: { kind: 'definition' } } as const]),
    { name: 'id', type: 'text', part: { kind: 'id' } },
    { name: 'score', type: 'number', part: { kind: 'score' } },
    ...names(({ scores }) => scores).map((name): ResultColumn => ({ name, type: 'number', part: { kind: 'section', name } })),
    { name: 'qualified', type: 'boolean', part: { kind: 'qualified' } },
    { name: 'excluded', type: 'boolean', part: { kind: 'excluded' } },
    ...names(({ stages }) => stages).map((name): ResultColumn => ({ name, type: 'boolean', part: { kind: 'stage', name } })),
    { name: 'tier', type: 'text', part: { kind: 'tier' } },
    { name: 'handoff_to', type: 'text', part: { kind: 'handoff_to' } },
    { name: 'handoff_within_ms', type: 'whole number', part: { kind: 'handoff_within_ms' } },
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

/** `null` for what the result does not have. @param definition as the request names it */
export function valueOfPart(part: ResultPart, definition: string, result: Result): OutputValue {
  switch (part.kind) {
    case 'definition':
      return definition;
    case 'id':
      return result.id;
    case 'score':
      return result.score;
    case 'section':
      return result.sections[part.name] ?? null;
    case 'qualified':
      return result.qualified;
    case 'excluded':
      return result.excluded;
    case 'stage':
      return result.stages[part.name] ?? null;
    case 'tier':
      return result.tier ?? null;
    case 'handoff_to':
      return result.handoff?.to ?? null;
    case 'handoff_within_ms':
      return result.handoff?.within_ms ?? null;
    default:
      return unreachable(part);
  }
}
