/** What a change does to leads that exist, as text for terminals and as Markdown. */
import { formatPoints, formatSignedPoints } from '../../runtime/format-points.ts';
import { counted, groupDigits } from '../words/words-of-values.ts';
import type { Effect, GroupEffect } from './effect.ts';
import { cell, codeSpan } from './markdown.ts';

const mostGroups = 20;
const mostCauses = 3;

export function effectLines(effect: Effect): string[] {
  const { leads, outcomesChanged, scoresChanged, by } = effect;
  const lines = [`on ${counted(leads, 'lead')}: ${groupDigits(outcomesChanged)} with another outcome, ${groupDigits(scoresChanged)} with another score`];
  for (const { name, before, after, gained, lost } of effect.stages) lines.push(`  ${name}: ${groupDigits(before)} → ${groupDigits(after)}${flipped({ gained, lost })}`);
  if (effect.tiersChanged > 0) lines.push(`  tier: another for ${counted(effect.tiersChanged, 'lead')}`);
  if (effect.handoffsChanged > 0) lines.push(`  handoff: another for ${counted(effect.handoffsChanged, 'lead')}`);
  if (scoresChanged > 0) lines.push(`  score: by ${formatSignedPoints(-effect.mostLost)} to ${formatSignedPoints(effect.mostGained)} points`);
  if (by !== undefined) {
    const { shown, rest } = cutGroups(effect.groups);
    lines.push('', `  by ${by.field}, who gains and loses ${by.stage}:`);
    lines.push(...shown.map(({ value, ...group }) => `    ${oneLine(value)}: ${counted(group.leads, 'lead')}${flipped(group)}`));
    if (rest !== undefined) lines.push(`    ${rest.value}: ${counted(rest.leads, 'lead')}${flipped(rest)}`);
  }
  const shown = effect.flips.slice(0, 5);
  for (const flip of shown) {
    lines.push('', `  lead ${oneLine(flip.id)} ${flip.gained ? 'becomes' : 'is no longer'} ${flip.stage}: score ${formatPoints(flip.scoreBefore)} → ${formatPoints(flip.scoreAfter)}`);
    lines.push(...flip.causes.slice(0, mostCauses).map((cause) => `    ${oneLine(cause)}`));
  }
  lines.push(...othersLine(effect, shown.length).flatMap((line) => ['', `  ${line}`]));
  return lines;
}

export function effectMarkdown(effect: Effect): string[] {
  const { by } = effect;
  const lines = [
    `**On ${counted(effect.leads, 'lead')}**, ${groupDigits(effect.outcomesChanged)} with another outcome and ${groupDigits(effect.scoresChanged)} with another score.`, '',
    '| stage | before | after | gained | lost |', '|---|---:|---:|---:|---:|',
    ...effect.stages.map((stage) => row([codeSpan(stage.name), ...[stage.before, stage.after, stage.gained, stage.lost].map(groupDigits)])),
  ];
  const others = [
    ...(effect.tiersChanged > 0 ? [`${counted(effect.tiersChanged, 'lead')} with another tier`] : []),
    ...(effect.handoffsChanged > 0 ? [`${counted(effect.handoffsChanged, 'lead')} with another handoff`] : []),
    ...(effect.scoresChanged > 0 ? [`scores by ${formatSignedPoints(-effect.mostLost)} to ${formatSignedPoints(effect.mostGained)} points`] : []),
  ];
  if (others.length > 0) lines.push('', `Besides: ${others.join(', ')}.`);
  if (effect.distribution.length > 0) {
    lines.push('', '<details><summary>Scores before and after</summary>', '', '| score | before | after |', '|---|---:|---:|');
    lines.push(...effect.distribution.map((band) => row([`${groupDigits(band.low)} to below ${groupDigits(band.high)}`, groupDigits(band.before), groupDigits(band.after)])), '', '</details>');
  }
  if (by !== undefined) {
    const { shown, rest } = cutGroups(effect.groups);
    lines.push('', `| ${cell(codeSpan(by.field))} | leads | gain ${cell(codeSpan(by.stage))} | lose it |`, '|---|---:|---:|---:|');
    const counts = ({ leads, gained, lost }: GroupEffect): string[] => [leads, gained, lost].map(groupDigits);
    lines.push(...shown.map((group) => row([codeSpan(group.value), ...counts(group)])), ...(rest === undefined ? [] : [row([rest.value, ...counts(rest)])]));
  }
  const shown = effect.flips.slice(0, 10);
  if (shown.length > 0) {
    lines.push('', '| lead | outcome | score | because |', '|---|---|---|---|');
    for (const flip of shown) {
      const causes = flip.causes.slice(0, mostCauses).map((cause) => codeSpan(cause.replaceAll('`', ''))).join('<br>');
      lines.push(row([codeSpan(flip.id), `${flip.gained ? 'becomes' : 'no longer'} ${codeSpan(flip.stage)}`, `${formatPoints(flip.scoreBefore)} → ${formatPoints(flip.scoreAfter)}`, causes]));
    }
    lines.push(...othersLine(effect, shown.length).flatMap((line) => ['', line]));
  }
  return lines;
}

function flipped({ gained, lost }: { readonly gained: number; readonly lost: number }): string {
  const parts = [...(gained === 0 ? [] : [`${groupDigits(gained)} gained`]), ...(lost === 0 ? [] : [`${groupDigits(lost)} lost`])];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** The largest groups, and all others as one. */
function cutGroups(groups: readonly GroupEffect[]): { readonly shown: readonly GroupEffect[]; readonly rest: GroupEffect | undefined } {
  if (groups.length <= mostGroups) return { shown: groups, rest: undefined };
  const others = groups.slice(mostGroups - 1);
  const sum = (of: (group: GroupEffect) => number): number => others.reduce((total, group) => total + of(group), 0);
  return {
    shown: groups.slice(0, mostGroups - 1),
    rest: { value: `${groupDigits(others.length)} other values`, leads: sum(({ leads }) => leads), gained: sum(({ gained }) => gained), lost: sum(({ lost }) => lost) },
  };
}

/** Nobody should take the leads that are shown for all that there are. */
function othersLine({ stages }: Effect, shown: number): string[] {
  const all = stages.reduce((total, { gained, lost }) => total + gained + lost, 0);
  return shown === 0 || all <= shown ? [] : [`and ${groupDigits(all - shown)} more that gain or lose a stage`];
}

/** Cells of data may hold anything; a line stays a line. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}
