/** Times in data. Language reference, sections 3 and 9. */
import { dayOfDate, instantOfLocal } from '../tables/calendar.ts';
import { trimmed } from './text.ts';

/** 0001-01-01T00:00Z and 9999-12-31T23:59:59.999Z: nothing outside reads. */
const earliest = -62_135_596_800_000;
const latest = 253_402_300_799_999;

/**
 * Reads ISO 8601 (`2026-12-31`, `2026-12-31T10:00`, with or without seconds, a fraction and an offset, a blank for the `T`), or a
 * whole number of epoch milliseconds.
 *
 * @param zone of times without an offset; a date alone is the first instant of its day there
 * @returns epoch milliseconds, fractions of which are dropped; `undefined` for anything else
 */
export function readInstant(text: string, zone: string): number | undefined {
  const time = trimmed(text);
  return time.charCodeAt(4) === 45 ? readIso(time, zone) : readEpoch(time);
}

const february1970 = 2_678_400_000;

/** Whether digits alone were read as a time in January 1970, UTC, as a number of seconds would be. */
export function isEarlyNumber(raw: unknown, instant: number): boolean {
  return instant >= 0 && instant < february1970 && (typeof raw === 'number' || typeof raw === 'bigint' || typeof raw === 'string' && trimmed(raw).charCodeAt(4) !== 45);
}

function readEpoch(text: string): number | undefined {
  return /^[+-]?[0-9]+$/.test(text) ? inRange(Number(text)) : undefined;
}

/** Read by hand, as every event has one of these. */
function readIso(text: string, zone: string): number | undefined {
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (!(year + month + day >= 0) || text.charCodeAt(7) !== 45) return undefined;
  if (text.length === 10) return instantOf(year, month, day, 0, undefined, zone);
  const separator = text.charCodeAt(10);
  if (separator !== 84 && separator !== 116 && separator !== 32) return undefined;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  if (!(hour <= 23 && minute <= 59) || text.charCodeAt(13) !== 58) return undefined;
  let place = 16;
  let second = 0;
  let milliseconds = 0;
  if (text.charCodeAt(place) === 58) {
    second = twoDigits(text, place + 1);
    if (!(second <= 59)) return undefined;
    place += 3;
    const mark = text.charCodeAt(place);
    if (mark === 46 || mark === 44) {
      const start = place + 1;
      place = start;
      for (let worth = 100; isDigit(text.charCodeAt(place)); place += 1, worth = Math.floor(worth / 10)) {
        milliseconds += worth * (text.charCodeAt(place) - 48);
      }
      if (place === start) return undefined;
    }
  }
  const offset = place === text.length ? undefined : readOffset(text.slice(place));
  if (offset === null) return undefined;
  return instantOf(year, month, day, ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds, offset, zone);
}

/** The number that two digits make; NaN where there are none. */
function twoDigits(text: string, place: number): number {
  const tens = text.charCodeAt(place) - 48;
  const ones = text.charCodeAt(place + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** `Z`, `+02`, `+0200`, `+02:00`: milliseconds east of UTC; `null` for anything else. */
function readOffset(text: string): number | null {
  if (text === 'Z' || text === 'z') return 0;
  const sign = text.charCodeAt(0);
  if (sign !== 43 && sign !== 45) return null;
  const hours = twoDigits(text, 1);
  const minutesFrom = text.charCodeAt(3) === 58 ? 4 : 3;
  const minutes = text.length === 3 ? 0 : twoDigits(text, minutesFrom);
  if (!(hours <= 23 && minutes <= 59) || (text.length !== 3 && text.length !== minutesFrom + 2)) return null;
  const size = (hours * 60 + minutes) * 60_000;
  return sign === 45 ? 0 - size : size;
}

function instantOf(year: number, month: number, day: number, timeOfDay: number, offset: number | undefined, zone: string): number | undefined {
  const dayNumber = dayOfDate({ year, month, day });
  if (dayNumber === undefined) return undefined;
  const local = dayNumber * 86_400_000 + timeOfDay;
  return inRange(offset === undefined ? instantOfLocal(zone, local) : local - offset);
}

function inRange(instant: number): number | undefined {
  return instant >= earliest && instant <= latest ? instant : undefined;
}

// ---------------------------------------------------------------- formats

const monthNames = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
];

/** What may stand for each letter after a `%`. */
const directives: ReadonlyMap<string, string> = new Map([
  ['Y', '[0-9]{4}'], ['y', '[0-9]{2}'], ['m', '[0-9]{1,2}'], ['d', '[0-9]{1,2}'], ['H', '[0-9]{1,2}'], ['I', '[0-9]{1,2}'], ['M', '[0-9]{1,2}'],
  ['S', '[0-9]{1,2}'], ['f', '[0-9]{1,9}'], ['p', 'am|pm'], ['z', 'z|[+-][0-9]{2}(?::?[0-9]{2})?'],
  ['b', monthNames.map((name) => name.slice(0, 3)).join('|')], ['B', monthNames.join('|')],
]);

/**
 * Makes the reader of a column with a format of its own: `%Y %y %m %b %B %d %H %I %M %S %f %p %z`, month names in English, in
 * any case. Numbers may go without their leading zeros; two digits are the years 1969 to 2068; what the format does not
 * tell is the first of its kind (the year: 1970). `%%` is a percent sign, and everything else stands for itself. Where a format tells
 * one thing in two ways, `%Y`, `%m` and `%H` count.
 */
export function formatReader(format: string, zone: string): (text: string) => number | undefined {
  const letters: string[] = [];
  let source = '';
  for (let place = 0; place < format.length; place += 1) {
    const character = format[place]!;
    const letter = character === '%' ? format[place + 1] : undefined;
    const directive = letter === undefined ? undefined : directives.get(letter);
    if (letter !== undefined) place += 1;
    if (directive === undefined) {
      source += (letter ?? character).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    } else {
      letters.push(letter!);
      source += `(${directive})`;
    }
  }
  const pattern = new RegExp(`^${source}$`, 'i');

  return (text) => {
    const found = pattern.exec(trimmed(text));
    if (found === null) return undefined;
    let year: number | undefined;
    let shortYear = 70;
    let month: number | undefined;
    let shortName: string | undefined;
    let longName: string | undefined;
    let day = 1;
    let hour: number | undefined;
    let hourOfHalf: number | undefined;
    let isAfternoon = false;
    let minute = 0;
    let second = 0;
    let milliseconds = 0;
    let offset: number | undefined;
    for (let index = 0; index < letters.length; index += 1) {
      const part = found[index + 1]!;
      switch (letters[index]) {
        case 'Y': year = Number(part); break;
        case 'y': shortYear = Number(part); break;
        case 'm': month = Number(part); break;
        case 'b': shortName = part; break;
        case 'B': longName = part; break;
        case 'd': day = Number(part); break;
        case 'H': hour = Number(part); break;
        case 'I': hourOfHalf = Number(part); break;
        case 'p': isAfternoon = part.toLowerCase() === 'pm'; break;
        case 'M': minute = Number(part); break;
        case 'S': second = Number(part); break;
        case 'f': milliseconds = Number(part.padEnd(3, '0').slice(0, 3)); break;
        case 'z': {
          const read = readOffset(part);
          if (read === null) return undefined;
          offset = read;
          break;
        }
      }
    }
    year ??= shortYear + (shortYear < 69 ? 2000 : 1900);
    const monthName = shortName ?? longName;
    month ??= monthName === undefined ? 1 : monthNames.findIndex((name) => name.startsWith(monthName.toLowerCase())) + 1;
    if (hour === undefined && hourOfHalf !== undefined) {
      if (hourOfHalf < 1 || hourOfHalf > 12) return undefined;
      hour = (hourOfHalf % 12) + (isAfternoon ? 12 : 0);
    }
    hour ??= 0;
    if (hour > 23 || minute > 59 || second > 59) return undefined;
    return instantOf(year, month, day, ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds, offset, zone);
  };
}
