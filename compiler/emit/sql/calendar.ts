/** Local times and calendar units, as SQL over whole milliseconds. The offsets of the time zone are written into the query, so that every database has the same. */
import { offsetAt, transitions, transitionsFrom } from '../../../tables/calendar.ts';
import type { Dialect } from './dialect.ts';
import { caseOf, sql, type Sql } from './sql.ts';

const day = 86_400_000;
/** A number of days that makes every instant of the language positive, so that division rounds down. */
const epochDay = 719_600;
/** No zone of today kept a clock by today's hours much earlier. */
const firstKnown = Date.UTC(1900, 0, 1);

const known = new Map<string, readonly number[]>();

/** Pairs of an instant and the offset that holds from it on; the first holds for all time before, too. */
function offsets(zone: string): readonly number[] {
  let pairs = known.get(zone);
  if (pairs === undefined) {
    pairs = [...earlier(zone), ...transitions(zone).slice(2)];
    known.set(zone, pairs);
  }
  return pairs;
}

/** Before 1970, to the second, found by halving. */
function earlier(zone: string): number[] {
  const pairs = [firstKnown, offsetAt(zone, firstKnown)];
  const step = 4 * day;
  for (let start = firstKnown; start < transitionsFrom; start += step) {
    const end = Math.min(start + step, transitionsFrom);
    if (offsetAt(zone, end) === pairs[pairs.length - 1]) continue;
    let [low, high] = [start, end];
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (offsetAt(zone, middle) === pairs[pairs.length - 1]) low = middle;
      else high = middle;
    }
    pairs.push(high, offsetAt(zone, high));
  }
  return pairs;
}

/** Where an instant that matters lies: behind `after`, at most `until`. */
export interface TimeRange {
  readonly after: number;
  readonly until: number;
}

const allTime: TimeRange = { after: -Infinity, until: Infinity };

/** How far local time is ahead of UTC at an instant. Of one outside the range anything may be said. */
export function offsetOf(zone: string, instant: Sql, range: TimeRange = allTime): Sql {
  if (zone === 'UTC') return sql`0`;
  return search(instant, pairsWithin(offsets(zone), range));
}

function pairsWithin(pairs: readonly number[], { after, until }: TimeRange): readonly number[] {
  const starts = pairs.filter((_value, index) => index % 2 === 0);
  const first = Math.max(0, starts.findLastIndex((start) => start <= after));
  const end = starts.findIndex((start, index) => index > first && start > until);
  return pairs.slice(2 * first, end === -1 ? undefined : 2 * end);
}

/** A tree of cases, so that an offset is found in a few comparisons. */
function search(instant: Sql, pairs: readonly number[]): Sql {
  if (pairs.length === 2) return sql`${pairs[1]!}`;
  const middle = Math.floor(pairs.length / 4) * 2;
  return caseOf([[sql`${instant} < ${pairs[middle]!}`, search(instant, pairs.slice(0, middle))]], search(instant, pairs.slice(middle)));
}

/**
 * The first of the instants of a local time that comes twice; one that is skipped is moved forward by as much as is skipped. Of an
 * instant outside the range only that is right, that it is outside.
 */
export function instantOfLocal(zone: string, local: Sql, { after, until }: TimeRange = allTime): Sql {
  if (zone === 'UTC') return local;
  const pairs = offsets(zone);
  // Whichever way clocks change, the new offset is taken from the moment on that both show as past.
  const boundaries = pairs.map((value, index) => {
    if (index % 2 === 1 || index === 0) return value;
    return value + Math.max(pairs[index - 1]!, pairs[index + 1]!);
  });
  // No clock is a day away from UTC: a local time two days outside the range is outside with any offset.
  return sql`(${local} - ${search(local, pairsWithin(boundaries, { after: after - 2 * day, until: until + 2 * day }))})`;
}

/** The calendar day on which an instant is. */
export function dayNumber(dialect: Dialect, zone: string, instant: Sql, range?: TimeRange): Sql {
  const local = zone === 'UTC' ? instant : sql`${instant} + ${offsetOf(zone, instant, range)}`;
  return sql`(${dialect.quotient(sql`(${local} + ${epochDay * day})`, sql`${day}`)} - ${epochDay})`;
}

export type CalendarUnit = 'day' | 'week' | 'month';

/** How many units one after another hold all instants of a window, at most: clocks may jump by a day within it, and both ends lie within a unit. */
export function mostUnits(unit: CalendarUnit, window: number): number {
  const shortest = { day: 1, week: 7, month: 28 }[unit];
  return Math.floor((window + day) / (shortest * day)) + 2;
}

/** A number that two days, by their numbers, share exactly if they are the same, or in the same ISO week or month. */
export function calendarUnit(dialect: Dialect, unit: CalendarUnit, dayOf: Sql): Sql {
  if (unit === 'day') return dayOf;
  if (unit === 'month') return dialect.month(dayOf);
  // 1970-01-01 was a Thursday, three days after a Monday; the shift is whole weeks, so that division rounds down.
  return dialect.quotient(sql`(${dayOf} + ${3 + 7 * 110_000})`, sql`7`);
}
