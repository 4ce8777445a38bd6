import { formatPoints, formatSignedPoints } from './format-points.ts';
import type { Explanation, ExplanationItem, PaidEvent } from './result.ts';

export interface ExplanationFormat {
  /** The definition's file, for places such as `leads.mql:12`; without it, places read `line 12`. */
  readonly path?: string;
  /** More events than this of one rule are counted instead of shown. 10 unless told. */
  readonly mostEvents?: number;
}

/**
 * An explanation as text that a person can read: what became of the lead, what earned what in each section, and what is
 * missing to qualify. Every line ends in a line break. Language reference, section 6.
 */
export function formatExplanation(explanation: Explanation, format: ExplanationFormat = {}): string {
  const lines = [
    ...outcomeLines(explanation),
    ...sectionLines(explanation, format),
    ...hindranceLines(explanation, format),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function outcomeLines({ id, score, qualified, excluded, stages, tier, handoff }: Explanation): string[] {
  const reached = Object.keys(stages).filter((name) => stages[name]);
  const missed = Object.keys(stages).filter((name) => !stages[name]);
  return [
    `Lead ${id}: score ${formatPoints(score)}`,
    `  ${excluded ? 'excluded' : qualified ? 'qualified' : 'not qualified'}`,
    ...(reached.length > 0 ? [`  in stage ${reached.join(', ')}`] : []),
    ...(missed.length > 0 ? [`  not in stage ${missed.join(', ')}`] : []),
    ...(tier === undefined ? [] : [tier === null ? '  no tier' : `  tier ${tier}`]),
    ...(handoff === undefined ? [] : [handoff === null ? '  no handoff' : `  handed to ${handoff.to}${within(handoff.within_ms)}`]),
  ];
}

function within(milliseconds: number | null): string {
  return milliseconds === null ? '' : ` within ${formatDuration(milliseconds)}`;
}

/** A span of time in the language's own units: `2h`, `30d`, `1500ms` where no unit fits. */
export function formatDuration(milliseconds: number): string {
  const units = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000]] as const;
  const unit = units.find(([, length]) => milliseconds % length === 0);
  return unit === undefined ? `${milliseconds}ms` : `${milliseconds / unit[1]}${unit[0]}`;
}

function sectionLines(explanation: Explanation, format: ExplanationFormat): string[] {
  return Object.entries(explanation.sections).flatMap(([name, points]) => {
    const items = explanation.items.filter((item) => item.section === name);
    const requirements = items.filter((item) => item.kind === 'requirement');
    const rules = items.filter((item) => item.kind === 'rule');
    return [
      '',
      `${name} ${formatPoints(points)}`,
      ...requirements.map((item) => row(item.held ? 'yes' : 'NO', `require ${withoutRequire(item.label)}`, place(item, format))),
      ...rules.flatMap((item) => [
        row(formatSignedPoints(item.points ?? 0), item.label + caseNote(item), place(item, format)),
        ...eventLines(item.events ?? [], format.mostEvents ?? 10),
      ]),
    ];
  });
}

const pointsWidth = 9;
const labelWidth = 64;

function row(points: string, label: string, at: string): string {
  return `${points.padStart(pointsWidth)}  ${label.padEnd(labelWidth)}  ${at}`;
}

function withoutRequire(label: string): string {
  return label.replace(/^require\s+/i, '');
}

function caseNote(item: ExplanationItem): string {
  return item.case === undefined ? '' : ` (case ${item.case + 1})`;
}

function eventLines(events: readonly PaidEvent[], mostEvents: number): string[] {
  const shown = events.slice(Math.max(0, events.length - mostEvents));
  const hidden = events.slice(0, events.length - shown.length);
  const indent = ' '.repeat(pointsWidth + 2);
  return [
    ...(hidden.length > 0 ? [`${indent}${hidden.length} earlier events`] : []),
    ...shown.map(({ at, type, points }) => `${indent}${formatSignedPoints(points).padStart(pointsWidth)}  ${at}  ${type}`),
  ];
}

function place(item: ExplanationItem, { path }: ExplanationFormat): string {
  return path === undefined ? `line ${item.line}` : `${path}:${item.line}`;
}

/** What keeps the lead from qualifying, and from the stages that it is not in. */
function hindranceLines(explanation: Explanation, format: ExplanationFormat): string[] {
  const { items, qualified, stages } = explanation;
  const exclusions = items.filter((item) => item.kind === 'exclusion' && item.held);
  const requirements = items.filter((item) => item.kind === 'requirement' && !item.held);
  const ways = qualified ? items.filter((item) => item.kind === 'stage' && stages[item.label] === false) : [];
  return [
    ...titled('excluded by', exclusions.map((item) => row('', item.label, place(item, format)))),
    ...titled('missing to qualify', requirements.map((item) => row('', withoutRequire(item.label), place(item, format)))),
    ...titled('not reached', ways.map((item) => row('', `${item.label}: its condition does not hold`, place(item, format)))),
  ];
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}
