/** Counts and other measures of events as terms. What calendar days allow is taken more widely. Language reference, section 4. */
import type { Selector, Subject } from '../../compiler/check/checked.ts';
import { daysTouched } from '../../compiler/reason/occurrences.ts';
import { selectorKey } from '../../compiler/reason/keys.ts';
import { askedTestKey } from './asked.ts';
import type { OpenEvents } from './encode-open.ts';
import { kindPasses } from './kinds.ts';
import { and, compare, implies, int, ite, not, or, sum, times, yes } from './smt.ts';
import type { Term } from './smt.ts';
import type { Cell, Space } from './space.ts';

/** Values beyond a hundred thousand million are cut before they are added up; in ten-thousandths. */
export const largestValue = 1_000_000_000_000_000;

/** A part of a cell: its events that the selector takes. */
export interface Taken {
  readonly cell: Cell;
  readonly count: Term;
}

export class EventEncoder {
  private readonly space: Space;
  private readonly timezone: string;
  private readonly open: OpenEvents | undefined;
  private readonly takenBySelector = new Map<string, readonly Taken[]>();

  constructor(space: Space, timezone: string, open?: OpenEvents) {
    this.open = open;
    this.space = space;
    this.timezone = timezone;
  }

  amount(subject: Extract<Subject, { kind: 'count' | 'days' | 'distinct' | 'total' }>): Term {
    if (this.open?.isOpen(subject.selector) === true) return this.open.amount(this.space, subject);
    const taken = this.taken(subject.selector);
    if (subject.kind === 'count') return sum(taken.map(({ count }) => count));
    const part = subject.kind === 'days' ? '' : `${subject.property.name}.${subject.kind === 'distinct' ? subject.part ?? '' : ''}`;
    const key = `${subject.kind} ${part} ${selectorKey(subject.selector)} ${this.timezone}`;
    const known = this.space.measures.get(key);
    if (known !== undefined) return known;
    const value = subject.kind === 'days' ? this.days(taken) : subject.kind === 'distinct' ? this.distinct(subject, taken) : this.total(subject, taken);
    this.space.measures.set(key, value);
    return value;
  }

  /** The cells that a selector takes events from. */
  taken(selector: Selector): readonly Taken[] {
    const { window } = selector;
    const key = selectorKey(selector);
    const known = this.takenBySelector.get(key);
    if (known !== undefined) return known;
    const inCut = selector.cut === undefined ? undefined : this.newestBand(selector.cut);
    const taken = selector.events.flatMap((event) => (this.space.cellsOf.get(event.name.toLowerCase()) ?? [])
      .filter((cell) => (window === undefined || cell.band.until <= window) && (selector.filter === undefined || kindPasses(cell.kind, selector.filter)))
      .map((cell) => ({ cell, count: inCut === undefined ? cell.count : this.afterCut(cell, selector.cut!, inCut) })));
    this.takenBySelector.set(key, taken);
    return taken;
  }

  /** Of each age, whether the newest event of the selector has it: bands of several event types are compared by their ages. */
  private newestBand(selector: Selector): { readonly none: Term; readonly newerThan: (cell: Cell) => Term; readonly olderThan: (cell: Cell) => Term } {
    const taken = this.taken(selector);
    const some = (fits: (other: Cell) => boolean): Term => or(taken.filter(({ cell }) => fits(cell)).map(({ count }) => compare('>', count, '0')));
    return {
      none: not(some(() => true)),
      // Some event of the selector is in a band that is newer, throughout, than the cell.
      newerThan: (cell) => some((other) => other.band.until <= cell.band.from),
      // All events of the selector are in bands that are older, throughout, than the cell.
      olderThan: (cell) => not(some((other) => other.band.from < cell.band.until)),
    };
  }

  /** How many events of a cell are later than the latest of the cut. */
  private afterCut(cell: Cell, cut: Selector, newest: ReturnType<EventEncoder['newestBand']>): Term {
    const key = `cut ${cell.count} ${selectorKey(cut)}`;
    const known = this.space.measures.get(key);
    if (known !== undefined) return known;
    const { script } = this.space;
    const after = script.fresh('Int', 'after_cut');
    script.assert(and([compare('>=', after, '0'), compare('<=', after, cell.count)]));
    script.assert(implies(or([newest.none, newest.olderThan(cell)]), compare('=', after, cell.count)));
    script.assert(implies(newest.newerThan(cell), compare('=', after, '0')));
    const own = cut.events.some((event) => event.name === cell.kind.event.event.name) && (cut.filter === undefined || kindPasses(cell.kind, cut.filter));
    if (own && (cut.window === undefined || cell.band.until <= cut.window)) script.assert(compare('=', after, '0'));
    this.space.measures.set(key, after);
    return after;
  }

  since(selector: Selector): { readonly value: Term; readonly known: Term } {
    if (this.open?.isOpen(selector) === true) return this.open.since(this.space, selector);
    const taken = this.taken(selector);
    const key = `since ${selectorKey(selector)}`;
    const { script } = this.space;
    const known = script.define('Bool', 'any_event', or(taken.map(({ count }) => compare('>', count, '0'))));
    let value = this.space.measures.get(key);
    if (value === undefined) {
      value = script.fresh('Int', 'since');
      this.space.measures.set(key, value);
      const ends = [...new Set(taken.map(({ cell }) => cell.band.from))].sort((first, second) => first - second);
      for (const from of ends) {
        const inBand = or(taken.filter(({ cell }) => cell.band.from === from).map(({ count }) => compare('>', count, '0')));
        const newer = or(taken.filter(({ cell }) => cell.band.until <= from).map(({ count }) => compare('>', count, '0')));
        // The newest event is at most as old as any band that has one reaches, and at least as old as the newest such band begins.
        const until = Math.max(...taken.filter(({ cell }) => cell.band.from === from).map(({ cell }) => cell.band.until));
        if (until !== Infinity) script.assert(implies(inBand, compare('<', value, int(until))));
        script.assert(implies(and([not(newer), not(or(taken.filter(({ cell }) => cell.band.from < from).map(({ count }) => compare('>', count, '0')))), inBand]), compare('>=', value, int(from))));
      }
      script.assert(compare('>=', value, '0'));
    }
    return { value, known };
  }

  private days(taken: readonly Taken[]): Term {
    const { script } = this.space;
    const value = script.fresh('Int', 'days');
    const count = sum(taken.map((one) => one.count));
    script.assert(and([compare('>=', value, '0'), compare('<=', value, count), implies(compare('>', count, '0'), compare('>=', value, '1'))]));
    const reach = Math.max(0, ...taken.map(({ cell }) => cell.band.until));
    if (reach !== Infinity) script.assert(compare('<=', value, int(daysTouched(this.timezone, reach))));
    return value;
  }

  private distinct(subject: Extract<Subject, { kind: 'distinct' }>, taken: readonly Taken[]): Term {
    const { script } = this.space;
    const whole: Subject = { kind: 'property', origin: subject.origin, property: subject.property, part: subject.part, type: subject.property.type };
    const knownKey = askedTestKey(whole, { kind: 'known' });
    const known = taken.filter(({ cell }) => cell.kind.values.get(subject.property.name)?.holds.has(knownKey) === true);
    const byKind = new Map<string, Term[]>();
    for (const { cell, count } of known) {
      const kind = [...cell.kind.values.get(subject.property.name)!.holds].sort().join('\n');
      byKind.set(kind, [...(byKind.get(kind) ?? []), count]);
    }
    const value = script.fresh('Int', 'distinct');
    script.assert(compare('<=', value, sum(known.map(({ count }) => count))));
    // Values of different kinds are different, but not their parts: two urls may have one host.
    const groups = subject.part === undefined && subject.property.type.kind !== 'url' ? [...byKind.values()] : [known.map(({ count }) => count)];
    script.assert(compare('>=', value, sum(groups.map((counts) => ite(compare('>', sum(counts), '0'), '1', '0')))));
    return value;
  }

  private total(subject: Extract<Subject, { kind: 'total' }>, taken: readonly Taken[]): Term {
    const { script } = this.space;
    const whole: Subject = { kind: 'property', origin: subject.origin, property: subject.property, part: undefined, type: subject.property.type };
    const knownKey = askedTestKey(whole, { kind: 'known' });
    const isDuration = subject.property.type.kind === 'duration';
    const parts = taken.filter(({ cell }) => cell.kind.values.get(subject.property.name)?.holds.has(knownKey) === true).map(({ cell, count }) => {
      const { low, high } = rangeOfKind(cell, subject.property.name, isDuration);
      const part = script.fresh('Int', 'total');
      script.assert(and([
        implies(compare('=', count, '0'), compare('=', part, '0')),
        low === undefined ? yes : compare('>=', part, times(low, count)),
        high === undefined ? yes : compare('<=', part, times(high, count)),
      ]));
      return part;
    });
    return script.define('Int', 'total', sum(parts));
  }
}

/** The least and most that one event of the cell adds to a total, as far as the tests of its property say; durations may be of any length. */
function rangeOfKind(cell: Cell, property: string, isDuration: boolean): { readonly low: number | undefined; readonly high: number | undefined } {
  const kind = cell.kind.values.get(property)!;
  const scale = (value: number): number => (isDuration ? value : Math.sign(value) * Math.floor(Math.min(Math.abs(value), 100_000_000_000) * 10_000 + 0.5));
  let low: number | undefined = isDuration ? undefined : -largestValue;
  let high: number | undefined = isDuration ? undefined : largestValue;
  for (const { key, test } of cell.kind.event.properties.get(property)!.tests.values()) {
    if (!kind.holds.has(key) || test.kind !== 'interval') continue;
    if (test.low !== undefined) low = Math.max(low ?? -Infinity, Math.floor(scale(test.low.value)));
    if (test.high !== undefined) high = Math.min(high ?? Infinity, Math.ceil(scale(test.high.value)));
  }
  return { low, high };
}
