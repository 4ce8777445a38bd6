import type { Explanation } from '../../runtime/result.ts';
import type { OutputType, OutputValue } from './result-columns.ts';

/** What a rule paid a lead. */
export interface Contribution {
  /** As the request names it. */
  readonly definition: string;
  readonly id: string;
  readonly section: string;
  /** The text after `as`, else the rule's own text. */
  readonly label: string;
  /** From 1. */
  readonly line: number;
  /** Never 0. */
  readonly points: number;
}

const columns = [
  { name: 'definition', type: 'text' }, { name: 'id', type: 'text' }, { name: 'section', type: 'text' }, { name: 'label', type: 'text' },
  { name: 'line', type: 'whole number' }, { name: 'points', type: 'number' },
] as const satisfies readonly { name: keyof Contribution; type: OutputType }[];

export type ContributionColumn = (typeof columns)[number];

/** The columns of a file of contributions; the definition only where there are several. */
export function contributionColumns(definitions: number): readonly ContributionColumn[] {
  return definitions === 1 ? columns.slice(1) : columns;
}

/** The rules that paid, in their order. */
export function contributionsOf(definition: string, { id, items }: Explanation): Contribution[] {
  return items.flatMap(({ kind, section, label, line, points }): Contribution[] =>
    kind !== 'rule' || points === undefined || points === 0 ? [] : [{ definition, id, section: section!, label, line, points }]);
}

/** A line of JSON, keys in the order of the columns. */
export function contributionJson(contribution: Contribution, among: readonly ContributionColumn[]): string {
  return JSON.stringify(Object.fromEntries(among.map(({ name }): [string, OutputValue] => [name, contribution[name]])));
}
