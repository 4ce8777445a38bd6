import type { Definition } from '../../compiler/check/checked.ts';
import { formatDuration } from '../../runtime/format-explanation.ts';
import { formatPoints } from '../../runtime/format-points.ts';
import type { Result } from '../../runtime/result.ts';
import { counted, table, type TableColumn } from '../terminal/table.ts';

/** The leads with the highest scores, for people. @param leads how many there are */
export function resultTable(definition: Definition, highest: readonly Result[], leads: number): string {
  const more = leads - highest.length;
  return `${renderTable(definition, highest)}${more > 0 ? `… and ${counted(more, 'lead')} with lower scores\n` : ''}`;
}

function renderTable({ scores, stages, tier, handoffs }: Definition, results: readonly Result[]): string {
  const right = (title: string): TableColumn => ({ title, align: 'right' });
  const left = (title: string): TableColumn => ({ title, align: 'left' });
  const columns = [
    left('id'), right('score'), ...scores.map(({ name }) => right(name)), left(stages.length === 1 ? stages[0]!.name : 'stages'),
    ...(tier === undefined ? [] : [left('tier')]), ...(handoffs === undefined ? [] : [left('handoff')]),
  ];
  return table(columns, results.map((result) => [
    result.id,
    formatPoints(result.score),
    ...scores.map(({ name }) => formatPoints(result.sections[name]!)),
    standing(result, stages.map(({ name }) => name)),
    ...(tier === undefined ? [] : [result.tier ?? '-']),
    ...(handoffs === undefined ? [] : [handoffText(result)]),
  ]));
}

/** The stages that hold; else why there are none. */
function standing({ stages, excluded, qualified }: Result, names: readonly string[]): string {
  const reached = names.filter((name) => stages[name] === true);
  if (reached.length > 0) return names.length === 1 ? 'yes' : reached.join(', ');
  return excluded ? 'excluded' : qualified ? '-' : 'not qualified';
}

function handoffText({ handoff }: Result): string {
  if (handoff === null || handoff === undefined) return '-';
  return handoff.within_ms === null ? handoff.to : `${handoff.to} within ${formatDuration(handoff.within_ms)}`;
}
