/** Dates and times in data. Language reference, sections 3 and 9. */
import { instantOfLocal } from '../tables/calendar.ts';
import { trim } from './text.ts';

const earliest = Date.parse('0001-01-01T00:00:00.000Z');
const latestInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** What was read of a time: fields in the calendar, and minutes east of UTC where they were given. */
interface CalendarTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly offset: number | undefined;
}

/** ISO 8601, or epoch milliseconds; `undefined` if it is neither, or not between the years 1 and 9999. */
export function readInstant(text: string, zone: string): number | undefined {
  const trimmed = trim(text);
  if (/^[+-]?[0-9]+$/.test(trimmed)) return inRange(Number(trimmed));
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(Z|z|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(trimmed);
  if (iso === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = iso;
  const minutesEast = offset === undefined ? undefined : offsetMinutes(offset);
  if (minutesEast === null) return undefined;
  return instantOf({
    year: Number(year), month: Number(month), day: Number(day),
    hour: Number(hour), minute: Number(minute), second: Number(second), millisecond: milliseconds(fraction), offset: minutesEast,
  }, zone);
}

/** Whether digits alone were read as a time in January 1970, UTC. */
export function isEarlyNumber(text: string, instant: number): boolean {
  return /^[+-]?[0-9]+$/.test(trim(text)) && instant >= 0 && instant < Date.UTC(1970, 1, 1);
}

/** Thousandths of a second; what is finer is dropped. */
function milliseconds(fraction: string): number {
  return Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** Of `Z`, nothing; `null` where it is none. */
function offsetMinutes(text: string): number | null {
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', ''));
  if (hours > 23 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function instantOf(time: CalendarTime, zone: string): number | undefined {
  const { year, month, day, hour, minute, second, millisecond, offset } = time;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A day that the month does not have runs over into the next.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const local = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  return inRange(offset === undefined ? instantOfLocal(zone, local) : local - offset * 60_000);
}

function inRange(instant: number): number | undefined {
  return instant >= earliest && instant <= latestInstant ? instant : undefined;
}

// ---------------------------------------------------------------- formats

const monthNames = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
];

/** What each letter after a `%` reads. Numbers may go without their leading zero. */
const formatPieces: Readonly<Record<string, string>> = {
  Y: '\\d{4}', y: '\\d{2}', m: '\\d{1,2}', d: '\\d{1,2}', H: '\\d{1,2}', I: '\\d{1,2}', M: '\\d{1,2}', S: '\\d{1,2}', f: '\\d{1,9}',
  b: monthNames.map((name) => name.slice(0, 3)).join('|'), B: monthNames.join('|'), p: 'am|pm', z: 'z|[+-]\\d{2}(?::?\\d{2})?',
};

/** A column with a format is read by it alone. `undefined` if the text is not of the format. */
export function readFormatted(text: string, format: string, zone: string): number | undefined {
  const letters: string[] = [];
  const pattern = format.replace(/%(.)|[^%]+/gs, (literal, letter: string | undefined) => {
    if (letter === undefined) return escaped(literal);
    if (letter === '%') return '%';
    letters.push(letter);
    return `(${formatPieces[letter]!})`;
  });
  const found = new RegExp(`^${pattern}$`, 'i').exec(trim(text));
  if (found === null) return undefined;
  return instantOfParts(new Map(letters.map((letter, index) => [letter, found[index + 1]!.toLowerCase()])), zone);
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function instantOfParts(parts: ReadonlyMap<string, string>, zone: string): number | undefined {
  const number = (letter: string): number | undefined => {
    const part = parts.get(letter);
    return part === undefined ? undefined : Number(part);
  };
  const zoneText = parts.get('z');
  const offset = zoneText === undefined ? undefined : offsetMinutes(zoneText);
  const hour = number('H') ?? hourOfHalf(number('I'), parts.get('p'));
  if (offset === null || hour === null) return undefined;
  // A format names a year, a month and a day: the checker sees to it.
  return instantOf({
    year: number('Y') ?? wholeYear(number('y')!),
    month: number('m') ?? monthOf((parts.get('b') ?? parts.get('B'))!),
    day: number('d')!,
    hour,
    minute: number('M') ?? 0,
    second: number('S') ?? 0,
    millisecond: milliseconds(parts.get('f') ?? ''),
    offset,
  }, zone);
}

/** Two digits are the years 1969 to 2068, as POSIX has it. */
function wholeYear(year: number): number {
  return year + (year < 69 ? 2000 : 1900);
}

function monthOf(name: string): number {
  return monthNames.findIndex((month) => month.startsWith(name)) + 1;
}

/** Twelve is the hour before one; `null` where the clock has no such hour. */
function hourOfHalf(hour: number | undefined, half: string | undefined): number | null {
  if (hour === undefined) return 0;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}
