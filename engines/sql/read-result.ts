/** Rows of emitted queries as results and explanations. Language reference, section 6. */
import type { OutcomeItem } from '../../compiler/emit/sql/emit-scores.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import type { Explanation, ExplanationItem, Result } from '../../runtime/result.ts';

/** A value of a row: numbers as numbers or as their digits, texts, booleans. */
export type Cell = string | number | bigint | boolean | null;

/** A row of a query for `results`, or the part of one of a definition, without the id. */
export function readResult(plan: Plan, id: string, cells: Iterator<Cell>): Result {
  const next = (): Cell => cells.next().value as Cell;
  const score = Number(next());
  const sections = Object.fromEntries(plan.scores.map(({ name }) => [name, Number(next())]));
  const qualified = next() === true;
  const excluded = next() === true;
  const stages = Object.fromEntries(plan.stages.map(({ name }) => [name, next() === true]));
  const tier = plan.tier === null ? {} : { tier: textOf(next()) };
  if (plan.handoffs === null) return { id, score, sections, qualified, excluded, stages, ...tier };
  const to = textOf(next());
  const within = next();
  const handoff = to === null ? null : { to, within_ms: within === null ? null : Number(within) };
  return { id, score, sections, qualified, excluded, stages, ...tier, handoff };
}

/** An event that a rule paid for. */
export interface Payment {
  readonly at: number;
  /** The declared name. */
  readonly type: string;
  /** Ten-thousandths. */
  readonly points: number;
}

/** @param cells what comes after the result in a row of a query for `explanations`; @param payments by the number of the item, from 0 */
export function readItems(items: readonly OutcomeItem[], cells: Iterator<Cell>, payments: (item: number) => readonly Payment[]): Explanation['items'] {
  const next = (): Cell => cells.next().value as Cell;
  return items.map((item, index): ExplanationItem => {
    const held = next() === true;
    const points = item.points === undefined ? undefined : Number(next());
    const taken = item.taken === undefined ? null : next();
    return {
      kind: item.kind,
      ...(item.section === null ? {} : { section: item.section }),
      label: item.label,
      line: item.line,
      column: item.column,
      held,
      ...(points === undefined ? {} : { points }),
      ...(taken === null ? {} : { case: Number(taken) }),
      ...(item.rule?.kind === 'occurrence rule' ? { events: held ? payments(index).map(shownPayment) : [] } : {}),
    };
  });
}

function shownPayment({ at, type, points }: Payment): { at: string; type: string; points: number } {
  return { at: new Date(at).toISOString(), type, points: points / 10_000 };
}

function textOf(cell: Cell): string | null {
  return cell === null ? null : String(cell);
}
