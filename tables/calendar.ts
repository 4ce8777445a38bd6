/**
 * Days and local times of a time zone. Language reference, section 3.
 *
 * The zone data is the machine's own (`Intl`). Asking it is slow, so offsets are kept, block by block of time, as they are first needed.
 * Instants are milliseconds since 1970-01-01T00:00Z, offsets milliseconds east of UTC, day numbers days since 1970-01-01.
 */

const day = 86_400_000;
/** How much time is looked up at once. Small, so that a single question stays cheap. */
const block = 256 * day;
/** Shorter than the time between any two changes of any zone: the shortest is a week (America/Recife, October 2000). */
const probe = 4 * day;

/** The span that `transitions` tells of. */
export const transitionsFrom = 0;
export const transitionsTo = Date.UTC(2101, 0, 1);

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** By `floor(instant / block)`: pairs of the instant from which an offset holds, and the offset; the first is the block's start. */
  readonly blocks: Map<number, readonly number[]>;
}

const zones = new Map<string, Zone>();

/** The answer given last, and the span for which it holds: mostly the next question lies in it. */
let lastZone = '';
let lastStart = 0;
let lastEnd = 0;
let lastOffset = 0;

/** Whether it is the name of a time zone, such as `America/New_York`, in any case. An offset such as `+02:00` is none. */
export function isTimeZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && (listedName(name) ?? zoneFormat(name)) !== undefined;
}

/** The name as the zone data spells it, and `UTC` for all its names. An older name of a zone stays as it is, and so does what is no time zone. */
export function canonicalTimeZone(name: string): string {
  const listed = listedName(name);
  if (listed !== undefined) return listed;
  return zoneFormat(name)?.resolvedOptions().timeZone === 'UTC' ? 'UTC' : name;
}

/** The name as the list of names has it. That list is had in a tenth of the time that the first format takes; no other name of UTC is in it. */
function listedName(name: string): string | undefined {
  const wanted = name.toLowerCase();
  return timeZoneNames().find((candidate) => candidate.toLowerCase() === wanted);
}

/** The names to propose. */
export function timeZoneNames(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

/**
 * How far local time is ahead of UTC at the instant, in milliseconds.
 * @throws RangeError if the zone is none.
 */
export function offsetAt(zone: string, instant: number): number {
  if (zone === 'UTC') return 0;
  if (zone === lastZone && instant >= lastStart && instant < lastEnd) return lastOffset;
  const known = zoneOf(zone);
  const index = Math.floor(instant / block);
  let offsets = known.blocks.get(index);
  if (offsets === undefined) {
    offsets = offsetsBetween(known.format, index * block, (index + 1) * block);
    known.blocks.set(index, offsets);
  }
  let entry = offsets.length - 2;
  while (offsets[entry]! > instant) entry -= 2;
  lastZone = zone;
  lastStart = offsets[entry]!;
  lastEnd = entry + 2 < offsets.length ? offsets[entry + 2]! : (index + 1) * block;
  lastOffset = offsets[entry + 1]!;
  return lastOffset;
}

/**
 * The instant at which clocks of the zone show a local time, given as if it were UTC. Of a time that comes twice the first;
 * a time that clocks skip is moved forward by as much as they skip.
 */
export function instantOfLocal(zone: string, local: number): number {
  if (zone === 'UTC') return local;
  const before = offsetAt(zone, local - day);
  const after = offsetAt(zone, local + day);
  if (before === after) return local - before;
  // Going back, `before` is the greater offset and gives the first of the two instants.
  if (offsetAt(zone, local - before) === before) return local - before;
  if (offsetAt(zone, local - after) === after) return local - after;
  return local - before;
}

/** The calendar day that clocks of the zone show. */
export function dayNumber(zone: string, instant: number): number {
  return Math.floor((instant + offsetAt(zone, instant)) / day);
}

/** The first instant of a day: its midnight, or where clocks skip that, the moment they skip to. */
export function dayStart(zone: string, number: number): number {
  return instantOfLocal(zone, number * day);
}

/** Numbers ISO weeks (Monday to Sunday) through, one by one. */
export function weekIndex(number: number): number {
  return Math.floor((number + 3) / 7);
}

/** Numbers months through: twelve times the year, plus the month from 0. */
export function monthIndex(number: number): number {
  const { year, month } = dateOfDay(number);
  return year * 12 + month - 1;
}

export interface CalendarDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

/** The date of a day number, in the Gregorian calendar through all time. */
export function dateOfDay(number: number): CalendarDate {
  const date = new Date(number * day);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day number of a date, or `undefined` if there is no such date. Years 0 to 9999. */
export function dayOfDate({ year, month, day: dayOfMonth }: CalendarDate): number | undefined {
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  // Counted in years that begin in March, so that the leap day comes last. 719468 days lie between 0000-03-01 and 1970-01-01.
  const marchYear = month > 2 ? year : year - 1;
  const monthsSinceMarch = (month + 9) % 12;
  const days = 365 * marchYear + Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return days + Math.floor((153 * monthsSinceMarch + 2) / 5) + dayOfMonth - 1 - 719_468;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * All offsets of a zone from 1970 to 2100, as pairs: the instant from which it holds (the first is `transitionsFrom`), and the
 * offset. For engines and compiled modules that carry their own copy.
 */
export function transitions(zone: string): readonly number[] {
  if (zone === 'UTC') return [transitionsFrom, 0];
  return offsetsBetween(zoneOf(zone).format, transitionsFrom, transitionsTo);
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const format = zoneFormat(name);
  if (format === undefined) throw new RangeError(`no time zone: ${name}`);
  const zone: Zone = { format, blocks: new Map() };
  zones.set(name, zone);
  return zone;
}

function zoneFormat(name: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

function offsetsBetween(format: Intl.DateTimeFormat, from: number, to: number): number[] {
  const offsets = [from, intlOffset(format, from)];
  for (let start = from; start < to; start += probe) {
    const end = Math.min(start + probe, to - 1000);
    const next = intlOffset(format, end);
    let since = start;
    for (let last = offsets[offsets.length - 1]!; last !== next; last = offsets[offsets.length - 1]!) {
      // INVARIANT: `last` holds at `low` and not at `high`; all are whole seconds.
      let low = since;
      let high = end;
      while (high - low > 1000) {
        const middle = low + Math.floor((high - low) / 2000) * 1000;
        if (intlOffset(format, middle) === last) low = middle;
        else high = middle;
      }
      offsets.push(high, intlOffset(format, high));
      since = high;
    }
  }
  return offsets;
}

/** What `Intl` says. It tells local times to the second, as all offsets are. */
function intlOffset(format: Intl.DateTimeFormat, instant: number): number {
  const seconds = Math.floor(instant / 1000) * 1000;
  const parts = /^(\d+)\/(\d+)\/(\d+) (\w+), (\d+):(\d+):(\d+)$/.exec(format.format(seconds));
  if (parts === null) throw new Error('the machine writes local times in an unknown form');
  const year = parts[4] === 'BC' ? 1 - Number(parts[3]) : Number(parts[3]);
  const date = dayOfDate({ year, month: Number(parts[1]), day: Number(parts[2]) })!;
  return date * day + (Number(parts[5]) * 3600 + Number(parts[6]) * 60 + Number(parts[7])) * 1000 - seconds;
}
