import type { Scored, ScoredDefinition } from '../../engines/engine.ts';
import { counted, groupDigits } from '../terminal/table.ts';
import type { DataRequest } from './data-options.ts';
import { dataReportLines } from './report-text.ts';

/** What a run says of itself on standard error: how many leads are in each stage, and what was odd about the data. */
export function scoreReport(definitions: readonly ScoredDefinition[], scored: Scored, request: DataRequest, rejects: string | undefined): string {
  const [first] = scored.definitions;
  const at = `${new Date(request.now).toISOString()}${request.nowIsNow ? ', the time of the run' : ''}`;
  const { eventRows } = first!.report;
  const head = `${counted(scored.leads, 'lead')} scored ${eventRows === undefined ? 'without events' : `with ${counted(eventRows, 'event')}`}, as of ${at}`;
  const stages = definitions.map(({ definition }, index) => stagesText(definition.stages.map(({ name }) => name), scored.definitions[index]!.stages, scored.leads));
  const bad = scored.badRowCount === 0 ? [] : [`${counted(scored.badRowCount, 'bad row')} left out and written to ${rejects}`];
  const reports = scored.definitions.map(({ report }, index) => dataReportLines(report, definitions[index]!.definition));
  const lines = definitions.length === 1 ? [`${head}: ${stages[0]!}`, ...bad, ...reports[0]!] : [
    head, ...definitions.map(({ name }, index) => `${name}: ${stages[index]!}`), ...bad,
    // What is odd for all of them alike is said once.
    ...reports[0]!.filter((line) => reports.every((others) => others.includes(line))),
    ...definitions.flatMap(({ name }, index) => reports[index]!.filter((line) => !reports.every((others) => others.includes(line))).map((line) => `${name}: ${line}`)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function stagesText(names: readonly string[], counts: readonly number[], leads: number): string {
  const percent = (count: number): string => (leads === 0 ? '' : ` (${((100 * count) / leads).toFixed(1)}%)`);
  return names.map((name, index) => `${name} ${groupDigits(counts[index]!)}${percent(counts[index]!)}`).join(', ');
}
