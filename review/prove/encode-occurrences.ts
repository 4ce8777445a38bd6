/** Which events of a rule per occurrence pay, and what. Cooldowns and calendar caps are taken more widely. Language reference, section 5. */
import type { OccurrenceRule, Subject } from '../../compiler/check/checked.ts';
import { daysTouched, divideRounded } from '../../compiler/reason/occurrences.ts';
import { selectorKey, testKey } from '../../compiler/reason/keys.ts';
import { askedTestKey } from './asked.ts';
import type { EventEncoder, Taken } from './encode-events.ts';
import { and, compare, implies, int, least, most, sum, times } from './smt.ts';
import type { Term } from './smt.ts';
import type { Cell, Space } from './space.ts';

const day = 86_400_000;
/** So many bands after another are held to what they allow together. */
const mostTogether = 4;

export interface Paying extends Taken {
  /** Of each, before it fades. */
  readonly points: number;
}

export class OccurrenceEncoder {
  private readonly space: Space;
  private readonly timezone: string;
  private readonly events: EventEncoder;

  constructor(space: Space, timezone: string, events: EventEncoder) {
    this.space = space;
    this.timezone = timezone;
    this.events = events;
  }

  /** In the order of the language: cooldown, window, once per, at most, fading, sum. */
  pays(rule: OccurrenceRule): Term {
    const { script } = this.space;
    return script.define('Int', 'occurrences', sum(this.paying(rule).map(({ cell, count, points }) => this.faded(rule, cell, count, points))));
  }

  /** The events that pay. Rules that differ in nothing but what they pay for have the same ones, in both versions of a definition. */
  paying(rule: OccurrenceRule): readonly Paying[] {
    // Of events of one instant the one that pays more is the later one, so the order of the points matters where there are cases.
    const cases = rule.cases.map(({ test, points }) => `${test === undefined ? '' : testKey(test)} ${rule.cases.length === 1 ? '' : points}`).join('|');
    const known = this.keptEvents(rule, cases);
    return known.map((one) => ({ ...one, points: casePoints(rule, one.cell)! }));
  }

  private keptEvents(rule: OccurrenceRule, cases: string): readonly Paying[] {
    const { selector, cooldown, oncePer, atMost } = rule;
    // A cooldown goes through all matching events, those before the window too.
    const looked = cooldown === undefined ? selector : { ...selector, window: undefined };
    let key = `${selectorKey(looked)} ${cases}`;
    let events: readonly Paying[] = this.events.taken(looked).flatMap((one) => {
      const points = casePoints(rule, one.cell);
      return points === undefined ? [] : [{ ...one, points }];
    });
    if (cooldown !== undefined) {
      const before = events;
      key += ` cooldown ${cooldown}`;
      events = this.once(key, () => this.fewer(before, 'cooldown', (span) => (span === Infinity ? Infinity : Math.floor(span / cooldown) + 1), false));
      const { window } = selector;
      key += ` within ${window ?? ''}`;
      if (window !== undefined) events = events.filter(({ cell }) => cell.band.until <= window);
    }
    if (oncePer !== undefined) {
      const before = events;
      const days = { day: 1, week: 7, month: 28 }[oncePer];
      key += ` once per ${oncePer} ${this.timezone}`;
      events = this.once(key, () => this.fewer(before, 'once_per', (span) => (span === Infinity ? Infinity : Math.ceil((daysTouched(this.timezone, span) - 1) / days) + 1), true));
    }
    if (atMost !== undefined) {
      const before = events;
      events = this.once(`${key} at most ${atMost}`, () => this.latest(before, atMost));
    }
    return events;
  }

  /** Rules that have the first limits in common have what these leave in common. */
  private once(key: string, make: () => readonly Paying[]): readonly Paying[] {
    const known = this.space.paying.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.space.paying.set(key, made);
    return made;
  }

  /** Fewer of them, newer bands no more than so many; at least one where `keepsNewest`. */
  private fewer(events: readonly Paying[], hint: string, mostIn: (span: number) => number, keepsNewest: boolean): Paying[] {
    const { script } = this.space;
    const kept = events.map((one) => {
      const count = script.fresh('Int', hint);
      script.assert(and([compare('>=', count, '0'), compare('<=', count, one.count)]));
      return { ...one, count };
    });
    const bands = [...bandsOf(kept)].sort(([first], [second]) => first - second).map(([from, cells]) => ({ from, until: cells[0]!.cell.band.until, left: sum(cells.map(({ count }) => count)) }));
    for (let first = 0; first < bands.length; first += 1) {
      for (let last = first; last < Math.min(bands.length, first + mostTogether); last += 1) {
        const limit = mostIn(bands[last]!.until - bands[first]!.from);
        if (limit !== Infinity) script.assert(compare('<=', sum(bands.slice(first, last + 1).map(({ left }) => left)), int(limit)));
      }
    }
    const all = sum(events.map(({ count }) => count));
    const left = sum(kept.map(({ count }) => count));
    // The newest of all always pays under a calendar cap; the oldest of all always pays under a cooldown.
    script.assert(implies(compare('>', all, '0'), compare('>=', left, '1')));
    if (keepsNewest) {
      const reach = Math.max(0, ...kept.map(({ cell }) => cell.band.until));
      if (reach !== Infinity && reach > 0) script.assert(compare('<=', left, int(mostIn(reach))));
    }
    return kept;
  }

  /** The `limit` latest: newer bands first. */
  private latest(events: readonly Paying[], limit: number): Paying[] {
    const { script } = this.space;
    const bands = [...bandsOf(events)].sort(([first], [second]) => first - second);
    const kept: Paying[] = [];
    let newer: Term = '0';
    for (const [, cells] of bands) {
      const all = script.define('Int', 'in_band', sum(cells.map(({ count }) => count)));
      const room = script.define('Int', 'room', most('0', `(- ${int(limit)} ${newer})`));
      const paid = cells.map((one) => {
        const count = script.fresh('Int', 'latest');
        script.assert(and([compare('>=', count, '0'), compare('<=', count, one.count)]));
        return { ...one, count };
      });
      script.assert(compare('=', sum(paid.map(({ count }) => count)), least(all, room)));
      newer = script.define('Int', 'newer', sum([newer, all]));
      kept.push(...paid);
    }
    return kept;
  }

  private faded({ fading }: OccurrenceRule, { band }: Cell, count: Term, points: number): Term {
    if (fading === undefined) return times(points, count);
    const at = (age: number): number => {
      if (fading.kind === 'fade') {
        const k = Math.floor(age / day);
        return k >= fading.days ? 0 : signed(points, divideRounded(Math.abs(points), fading.days - k, fading.days));
      }
      return signed(points, divideRounded(Math.abs(points), decayFactor(fading.percent, Math.floor(age / fading.every)), 1_000_000));
    };
    const newest = at(band.from);
    const oldest = band.until === Infinity ? (fading.kind === 'fade' ? 0 : at(fading.every * 20_000)) : at(band.until - 1);
    if (newest === oldest) return times(newest, count);
    const { script } = this.space;
    const key = `faded ${JSON.stringify(fading)} ${count} ${points}`;
    const known = this.space.measures.get(key);
    if (known !== undefined) return known;
    const paid = script.fresh('Int', 'faded');
    this.space.measures.set(key, paid);
    script.assert(and([compare('>=', paid, times(Math.min(newest, oldest), count)), compare('<=', paid, times(Math.max(newest, oldest), count))]));
    return paid;
  }
}

function bandsOf<One extends Taken>(taken: readonly One[]): Map<number, One[]> {
  const bands = new Map<number, One[]>();
  for (const one of taken) bands.set(one.cell.band.from, [...(bands.get(one.cell.band.from) ?? []), one]);
  return bands;
}

/** The first case that takes an event of the cell. */
export function caseIndex(rule: OccurrenceRule, cell: Cell): number {
  const main = cell.kind.event.event.properties[0];
  return rule.cases.findIndex((one) => {
    if (one.test === undefined) return true;
    const subject: Subject = { kind: 'property', origin: one.origin, property: main!, part: undefined, type: main!.type };
    return cell.kind.values.get(main!.name)?.holds.has(askedTestKey(subject, one.test)) === true;
  });
}

/** What an event of the cell pays; `undefined` where no case takes it. */
function casePoints(rule: OccurrenceRule, cell: Cell): number | undefined {
  return rule.cases[caseIndex(rule, cell)]?.points;
}

function signed(points: number, size: number): number {
  return points < 0 ? -size : size;
}

const factors = new Map<number, number[]>();

/** Whole millionths; language reference, section 5. */
function decayFactor(percent: number, step: number): number {
  const known = factors.get(percent) ?? [1_000_000];
  factors.set(percent, known);
  while (known.length <= step) {
    const next = divideRounded(known[known.length - 1]!, 1_000_000 - percent, 1_000_000);
    if (next === known[known.length - 1]) return next;
    known.push(next);
  }
  return known[step]!;
}
