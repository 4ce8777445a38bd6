/**
 * The calendar of one time zone, fast: asked for every event that is scored.
 *
 * Compiled modules carry a copy of this file's functions, and the offsets as they were when the module was made: their
 * answers do not change with the machine's zone data.
 */

/** What `tables/calendar.ts` tells of one zone, over a table of its offsets. Instants in epoch milliseconds. */
export interface CalendarLookup {
  /** Milliseconds east of UTC. */
  offsetAt(instant: number): number;
  /** The calendar day that clocks show, counted from 1970-01-01. */
  dayNumber(instant: number): number;
}

/**
 * @param offsets pairs of the instant from which an offset holds, and the offset, in ascending order, as `transitions(zone)` gives them
 * @param from the instant from which the table tells
 * @param to the instant before which the table tells
 * @param offsetOutside asked for all other instants
 */
export function makeCalendarLookup(
  offsets: readonly number[], from: number, to: number, offsetOutside: (instant: number) => number,
): CalendarLookup {
  // Events of one lead lie near each other: the span found last is nearly always right.
  let start = 0;
  let end = 0;
  let offset = 0;

  function find(instant: number): void {
    if (!(instant >= from && instant < to)) {
      start = instant;
      end = instant + 1;
      offset = offsetOutside(instant);
      return;
    }
    let low = 0;
    let high = offsets.length / 2 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (offsets[middle * 2]! <= instant) low = middle;
      else high = middle - 1;
    }
    start = low === 0 ? from : offsets[low * 2]!;
    end = low * 2 + 2 < offsets.length ? offsets[low * 2 + 2]! : to;
    offset = offsets[low * 2 + 1]!;
  }

  return {
    offsetAt(instant) {
      if (instant < start || instant >= end) find(instant);
      return offset;
    },
    dayNumber(instant) {
      if (instant < start || instant >= end) find(instant);
      return Math.floor((instant + offset) / 86_400_000);
    },
  };
}

/** Numbers ISO weeks (Monday to Sunday) through. */
export function weekIndex(dayNumber: number): number {
  return Math.floor((dayNumber + 3) / 7);
}

/** Numbers months through: twelve times the year, plus the month from 0. */
export function monthIndex(dayNumber: number): number {
  // Counted in eras of 400 years that begin in March, so that the leap day comes last.
  const days = dayNumber + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  return (era * 400 + yearOfEra) * 12 + monthFromMarch + 2;
}
