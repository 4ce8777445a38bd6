/** What a change does to leads that exist: who changes stage, how scores move, and which rules did it. */
import type { Explanation, ExplanationItem, Result } from '../../runtime/result.ts';
import { formatPoints, formatSignedPoints } from '../../runtime/format-points.ts';

export interface StageEffect {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly gained: number;
  readonly lost: number;
}

export interface Flip {
  readonly id: string;
  readonly stage: string;
  readonly gained: boolean;
  readonly scoreBefore: number;
  readonly scoreAfter: number;
  /** What is different for this lead, the weightiest first. */
  readonly causes: readonly string[];
}

export interface GroupEffect {
  readonly value: string;
  readonly leads: number;
  readonly gained: number;
  readonly lost: number;
}

/** A band of scores, `low` in it and `high` not, in points. */
export interface ScoreBand {
  readonly low: number;
  readonly high: number;
  readonly before: number;
  readonly after: number;
}

/** What can be counted lead by lead, here or in a database. */
export interface EffectCounts {
  readonly leads: number;
  /** Leads of which some outcome changes: a stage, the tier or the handoff. */
  readonly outcomesChanged: number;
  readonly scoresChanged: number;
  /** The largest loss and gain of points; zero where no lead loses or gains. */
  readonly mostLost: number;
  readonly mostGained: number;
  readonly tiersChanged: number;
  readonly handoffsChanged: number;
  readonly stages: readonly StageEffect[];
  readonly distribution: readonly ScoreBand[];
}

export interface Effect extends EffectCounts {
  /** The field that groups are made by, and the stage that they are about: the main stage. Absent unless asked for. */
  readonly by?: { readonly field: string; readonly stage: string };
  /** The most leads first. */
  readonly groups: readonly GroupEffect[];
  readonly flips: readonly Flip[];
}

export const mostFlips = 20;

export class EffectCounter {
  readonly #mainStage: string;
  readonly #changed: readonly ChangedItem[];
  readonly #stages = new Map<string, { before: number; after: number; gained: number; lost: number }>();
  readonly #scores = new Map<number, { before: number; after: number }>();
  readonly #groups = new GroupCounter();
  readonly #flips: Flip[] = [];
  #leads = 0;
  #outcomesChanged = 0;
  #scoresChanged = 0;
  #tiersChanged = 0;
  #handoffsChanged = 0;
  #mostLost = 0;
  #mostGained = 0;

  /** @param stages the stages of both versions; the main one is that of the new version */
  constructor(stages: readonly string[], mainStage: string, changed: readonly ChangedItem[] = []) {
    this.#mainStage = mainStage;
    this.#changed = changed;
    for (const stage of stages) this.#stages.set(stage, { before: 0, after: 0, gained: 0, lost: 0 });
  }

  /** @param explain both explanations, asked for only where a stage flips and it may be shown */
  add(before: Result, after: Result, group: string | undefined, explain: () => readonly [Explanation, Explanation]): void {
    this.#leads += 1;
    let outcome = false;
    for (const [stage, counts] of this.#stages) {
      const was = before.stages[stage] === true;
      const is = after.stages[stage] === true;
      if (was) counts.before += 1;
      if (is) counts.after += 1;
      if (was === is) continue;
      outcome = true;
      if (is) counts.gained += 1;
      else counts.lost += 1;
    }
    if (outcome && this.#flips.length < mostFlips) this.#flips.push(...flipsOf(before, after, [...this.#stages.keys()], this.#changed, explain).slice(0, mostFlips - this.#flips.length));
    if (before.tier !== after.tier) { this.#tiersChanged += 1; outcome = true; }
    if (JSON.stringify(before.handoff) !== JSON.stringify(after.handoff)) { this.#handoffsChanged += 1; outcome = true; }
    if (outcome) this.#outcomesChanged += 1;
    // Points are ten-thousandths: what binary fractions add to a difference is no part of it.
    const moved = Math.round((after.score - before.score) * 10_000) / 10_000;
    if (moved !== 0) this.#scoresChanged += 1;
    this.#mostGained = Math.max(this.#mostGained, moved);
    this.#mostLost = Math.max(this.#mostLost, -moved);
    this.#count(before.score, 'before');
    this.#count(after.score, 'after');
    if (group === undefined) return;
    const [was, is] = [before, after].map(({ stages }) => stages[this.#mainStage] === true);
    this.#groups.add({ value: group, leads: 1, gained: is! && !was! ? 1 : 0, lost: was! && !is! ? 1 : 0 });
  }

  #count(score: number, side: 'before' | 'after'): void {
    const low = Math.floor(score / 10) * 10;
    const band = this.#scores.get(low) ?? { before: 0, after: 0 };
    band[side] += 1;
    this.#scores.set(low, band);
  }

  effect(): Effect {
    return {
      leads: this.#leads,
      outcomesChanged: this.#outcomesChanged,
      scoresChanged: this.#scoresChanged,
      mostLost: this.#mostLost,
      mostGained: this.#mostGained,
      tiersChanged: this.#tiersChanged,
      handoffsChanged: this.#handoffsChanged,
      stages: [...this.#stages].map(([name, counts]) => ({ name, ...counts })),
      distribution: [...this.#scores].sort(([first], [second]) => first - second).map(([low, counts]) => ({ low, high: low + 10, ...counts })),
      groups: this.#groups.groups(),
      flips: this.#flips,
    };
  }
}

/** Adds up leads of the same value. */
export class GroupCounter {
  readonly #groups = new Map<string, { leads: number; gained: number; lost: number }>();

  add({ value, leads, gained, lost }: GroupEffect): void {
    const group = this.#groups.get(value);
    if (group === undefined) this.#groups.set(value, { leads, gained, lost });
    else {
      group.leads += leads;
      group.gained += gained;
      group.lost += lost;
    }
  }

  /** The most leads first. */
  groups(): readonly GroupEffect[] {
    return [...this.#groups].map(([value, counts]) => ({ value, ...counts }))
      .sort((first, second) => second.leads - first.leads || (first.value < second.value ? -1 : 1));
  }
}

/** The stages that a lead comes into or falls out of, and why. */
export function flipsOf(
  before: Result, after: Result, stages: readonly string[], changed: readonly ChangedItem[], explain: () => readonly [Explanation, Explanation],
): readonly Flip[] {
  const flipped = stages.filter((stage) => (before.stages[stage] === true) !== (after.stages[stage] === true));
  if (flipped.length === 0) return [];
  const causes = causesOf(...explain(), changed);
  return flipped.map((stage) => ({ id: after.id, stage, gained: after.stages[stage] === true, scoreBefore: before.score, scoreAfter: after.score, causes }));
}

/** Where an item stands in the text of each version, lines and columns from 1. */
export interface ChangedItem {
  readonly before: { readonly line: number; readonly column: number };
  readonly after: { readonly line: number; readonly column: number };
}

/**
 * What of two explanations of one lead differs: items that came, went, held or paid otherwise.
 * @param changed items that read otherwise and are the same ones still
 */
export function causesOf(before: Explanation, after: Explanation, changed: readonly ChangedItem[] = []): string[] {
  const key = ({ kind, section, label }: ExplanationItem): string => `${kind}|${section ?? ''}|${label.toLowerCase()}`;
  const old = new Map(before.items.map((item) => [key(item), item]));
  const now = new Map(after.items.map((item) => [key(item), item]));
  for (const pair of changed) {
    const [was, is] = [at(before, pair.before), at(after, pair.after)];
    if (was === undefined || is === undefined || old.has(key(is)) || now.has(key(was))) continue;
    old.set(key(is), was);
    now.set(key(was), is);
  }
  const causes: { weight: number; text: string }[] = [];
  const name = ({ kind, section, label }: ExplanationItem): string => `${section === undefined ? '' : `${section}: `}${kind === 'rule' ? '' : `${kind} `}\`${label}\``;
  for (const item of after.items) {
    const other = old.get(key(item));
    if (item.kind === 'stage' || item.kind === 'tier') continue;
    if (item.kind === 'rule') {
      const was = other?.points ?? 0;
      const is = item.points ?? 0;
      if (was !== is) causes.push({ weight: Math.abs(is - was), text: `${name(item)} pays ${formatSignedPoints(is)} instead of ${formatSignedPoints(was)}` });
    } else if ((other?.held ?? (item.kind === 'requirement')) !== item.held) {
      causes.push({ weight: Infinity, text: `${name(item)} ${item.kind === 'requirement' ? (item.held ? 'is met now' : 'is not met') : item.held ? 'holds now' : 'holds no longer'}` });
    }
  }
  for (const item of before.items) {
    if (now.has(key(item)) || item.kind === 'stage' || item.kind === 'tier') continue;
    if (item.kind === 'rule' && (item.points ?? 0) !== 0) causes.push({ weight: Math.abs(item.points!), text: `${name(item)} is gone, and paid ${formatSignedPoints(item.points!)}` });
    if (item.kind === 'exclusion' && item.held) causes.push({ weight: Infinity, text: `${name(item)} is gone` });
    if (item.kind === 'requirement' && !item.held) causes.push({ weight: Infinity, text: `${name(item)} is gone, and was not met` });
  }
  if (causes.length === 0) causes.push({ weight: 0, text: `score ${formatPoints(before.score)} → ${formatPoints(after.score)} against other conditions` });
  return causes.sort((first, second) => (second.weight === first.weight ? 0 : second.weight - first.weight)).map((cause) => cause.text);
}

function at({ items }: Explanation, { line, column }: ChangedItem['before']): ExplanationItem | undefined {
  return items.find((item) => item.line === line && item.column === column && item.kind !== 'stage' && item.kind !== 'tier');
}
