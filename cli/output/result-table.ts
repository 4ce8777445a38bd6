import type { Definition } from '../../compiler/check/checked.ts';
import { formatDuration } from '../../runtime/format-explanation.ts';
import { formatPoints } from '../../runtime/format-points.ts';
import type { Result } from '../../runtime/result.ts';
import { counted, table, type TableColumn } from '../terminal/table.ts';
import type { ResultWriter } from './result-writer.ts';

/** The leads with the highest scores, for people. Leads of one score stand in the order of the data. */
export function tableWriter(definition: Definition, rows: number, emit: (text: string) => void): ResultWriter {
  const top: Result[] = [];
  let count = 0;
  return {
    write: (results) => {
      count += results.length;
      for (const result of results) {
        if (top.length === rows && (rows === 0 || result.score <= top[rows - 1]!.score)) continue;
        const place = top.findIndex((other) => other.score < result.score);
        top.splice(place === -1 ? top.length : place, 0, result);
        if (top.length > rows) top.pop();
      }
    },
    finish: async () => {
      emit(renderTable(definition, top));
      if (count > top.length) emit(`… and ${counted(count - top.length, 'lead')} with lower scores\n`);
    },
  };
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
