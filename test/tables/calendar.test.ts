import { describe, expect, test } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import {
  canonicalTimeZone, dateOfDay, dayNumber, dayOfDate, dayStart, instantOfLocal, isTimeZone, monthIndex, offsetAt, timeZoneNames, transitions,
  transitionsFrom, transitionsTo, weekIndex,
} from '../../tables/calendar.ts';

const hour = 3_600_000;
const day = 24 * hour;
const utc = (text: string): number => Date.parse(text.endsWith('Z') ? text : `${text}Z`);
const shown = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z');

describe('time zones', () => {
  test.each(['UTC', 'America/New_York', 'europe/berlin', 'Asia/Kolkata', 'Etc/GMT+5', 'EST'])('%s is one', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });
  test.each(['', 'New York', 'America/Gotham', '+02:00', 'Europe/Berlin ', 'UTC+2', 'toString'])('%j is none', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
  test('names are spelled as the zone data has them', () => {
    expect(canonicalTimeZone('america/NEW_york')).toBe('America/New_York');
    expect(canonicalTimeZone('utc')).toBe('UTC');
    expect(canonicalTimeZone('Etc/UTC')).toBe('UTC');
    expect(canonicalTimeZone('Asia/Kolkata')).toBe('Asia/Kolkata');
    expect(canonicalTimeZone('Gotham')).toBe('Gotham');
    expect(timeZoneNames()).toContain('Europe/London');
  });
  test('an unknown zone is an error of the caller', () => {
    expect(() => offsetAt('Gotham', 0)).toThrow(RangeError);
  });
});

/** Local time, and the instant it stands for. */
const localTimes: readonly [zone: string, local: string, instant: string, why: string][] = [
  ['America/New_York', '2026-03-08T01:59:59', '2026-03-08T06:59:59Z', 'just before the gap'],
  ['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00Z', 'in the gap: 03:30'],
  ['America/New_York', '2026-03-08T03:00:00', '2026-03-08T07:00:00Z', 'just after the gap'],
  ['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00Z', 'twice: the first'],
  ['America/New_York', '2026-11-01T02:00:00', '2026-11-01T07:00:00Z', 'after the overlap'],
  ['Europe/London', '2026-03-29T01:30:00', '2026-03-29T01:30:00Z', 'in the gap: 02:30'],
  ['Europe/London', '2026-10-25T01:30:00', '2026-10-25T00:30:00Z', 'twice: the first'],
  ['America/Sao_Paulo', '2017-10-15T00:00:00', '2017-10-15T03:00:00Z', 'midnight is skipped: 01:00'],
  ['America/Sao_Paulo', '2018-02-17T23:30:00', '2018-02-18T01:30:00Z', 'twice: the first'],
  ['Asia/Beirut', '2026-03-29T00:00:00', '2026-03-28T22:00:00Z', 'midnight is skipped: 01:00'],
  ['Africa/Cairo', '2024-04-26T00:00:00', '2024-04-25T22:00:00Z', 'midnight is skipped: 01:00'],
  ['Africa/Cairo', '2024-10-31T23:30:00', '2024-10-31T20:30:00Z', 'twice: the first'],
  ['America/Havana', '2024-11-03T00:00:00', '2024-11-03T04:00:00Z', 'midnight comes twice: the first'],
  ['Pacific/Apia', '2011-12-30T00:00:00', '2011-12-30T10:00:00Z', 'the whole day is skipped: the 31st'],
  ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T22:00:00Z', 'noon of the skipped day: noon of the 31st'],
  ['Pacific/Apia', '2011-12-31T00:00:00', '2011-12-30T10:00:00Z', 'the day after the skipped one'],
  ['Asia/Kolkata', '2026-01-01T00:00:00', '2025-12-31T18:30:00Z', 'half an hour'],
  ['Asia/Kathmandu', '2026-01-01T00:00:00', '2025-12-31T18:15:00Z', 'three quarters'],
  ['Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-03T15:45:00Z', 'a gap of half an hour'],
  ['Africa/Monrovia', '1970-06-01T00:00:00', '1970-06-01T00:44:30Z', 'an offset with seconds'],
];

describe('local times', () => {
  test.each(localTimes)('%s %s is %s (%s)', (zone, local, instant) => {
    expect(shown(instantOfLocal(zone, utc(local)))).toBe(shown(utc(instant)));
  });

  test('are those of Temporal around every change of every zone since 1970', () => {
    const wrong: string[] = [];
    for (const zone of timeZoneNames().filter((_, index) => index % 8 === 0)) {
      const changes = transitions(zone);
      for (let index = 2; index < changes.length && changes[index]! < Date.UTC(2030, 0, 1); index += 2) {
        for (const offset of [changes[index - 1]!, changes[index + 1]!]) {
          for (const apart of [-1000, 0, 1, 30 * 60_000]) {
            const local = changes[index]! + offset + apart;
            const expected = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime().toZonedDateTime(zone);
            if (instantOfLocal(zone, local) !== expected.epochMilliseconds) wrong.push(`${zone} ${shown(local)}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('offsets', () => {
  const formatted = (zone: string, instant: number): number => {
    const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
    return local.offsetNanoseconds / 1_000_000;
  };

  test('are those of Temporal in zones with odd histories, every 31 hours', () => {
    const wrong: string[] = [];
    for (const zone of ['Asia/Gaza', 'Africa/Casablanca', 'America/St_Johns', 'Antarctica/Troll', 'Pacific/Apia']) {
      for (let instant = Date.UTC(1969, 6, 1); instant < Date.UTC(2040, 0, 1); instant += 31 * hour) {
        if (offsetAt(zone, instant) !== formatted(zone, instant)) wrong.push(`${zone} ${shown(instant)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each(['0001-01-01T00:00:00Z', '1000-06-01T00:00:00Z', '1883-11-18T17:00:00Z', '1899-12-31T23:59:59Z', '2100-07-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
    'hold at %s',
    (text) => {
      for (const zone of ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo', 'Asia/Manila', 'America/Juneau']) {
        expect(offsetAt(zone, utc(text)), zone).toBe(formatted(zone, utc(text)));
      }
    },
  );

  test('change at the very second', () => {
    const change = utc('2026-03-08T07:00:00Z');
    expect([offsetAt('America/New_York', change - 1), offsetAt('America/New_York', change)]).toEqual([-5 * hour, -4 * hour]);
  });

  test.each(['America/New_York', 'Asia/Gaza', 'Asia/Tokyo', 'UTC'])('of %s are what the table of changes says', (zone) => {
    const changes = transitions(zone);
    expect(changes[0]).toBe(transitionsFrom);
    for (let index = 0; index < changes.length; index += 2) {
      const until = changes[index + 2] ?? transitionsTo;
      expect(offsetAt(zone, changes[index]!)).toBe(changes[index + 1]);
      expect(offsetAt(zone, until - 1)).toBe(changes[index + 1]);
      if (index > 0) expect(changes[index + 1]).not.toBe(changes[index - 1]);
    }
  });
});

describe('days', () => {
  test.each([
    ['America/New_York', '2026-03-08', 23], ['America/New_York', '2026-11-01', 25], ['America/New_York', '2026-07-01', 24], ['Pacific/Apia', '2011-12-30', 0],
    ['America/Sao_Paulo', '2017-10-15', 23], ['Australia/Lord_Howe', '2026-10-04', 23.5], ['UTC', '2026-03-08', 24],
  ])('in %s the day %s has %d hours', (zone, date, hours) => {
    const number = utc(`${date}T00:00:00`) / day;
    expect((dayStart(zone, number + 1) - dayStart(zone, number)) / hour).toBe(hours);
  });

  test('begin at the first instant that clocks show them', () => {
    for (const zone of ['America/New_York', 'America/Sao_Paulo', 'Asia/Beirut', 'Africa/Cairo', 'America/Havana', 'Asia/Kolkata', 'Pacific/Apia']) {
      for (let number = dayNumber(zone, Date.UTC(2010, 0, 1)); number < dayNumber(zone, Date.UTC(2020, 0, 1)); number += 1) {
        const start = dayStart(zone, number);
        if (zone === 'Pacific/Apia' && number === Date.UTC(2011, 11, 30) / day) continue;
        expect(dayNumber(zone, start), `${zone} ${number}`).toBe(number);
        expect(dayNumber(zone, start - 1), `${zone} ${number}`).toBeLessThan(number);
      }
    }
  });

  test.each([
    ['2026-01-01', '2025-12-29'], ['2026-01-04', '2025-12-29'], ['2026-01-05', '2026-01-05'], ['1969-12-31', '1969-12-29'], ['0001-01-01', '0001-01-01'],
  ])('the ISO week of %s begins on %s', (date, monday) => {
    const number = utc(`${date}T00:00:00`) / day;
    const start = utc(`${monday}T00:00:00`) / day;
    expect(weekIndex(number)).toBe(weekIndex(start));
    expect(weekIndex(start - 1)).toBe(weekIndex(start) - 1);
  });

  test('months are numbered through', () => {
    expect(monthIndex(0)).toBe(1970 * 12);
    expect(monthIndex(-1)).toBe(1969 * 12 + 11);
    expect(monthIndex(utc('2024-02-29T00:00:00') / day)).toBe(2024 * 12 + 1);
  });

  test('every date from year 0 to 9999 has its number, and every number its date', () => {
    let expected = utc('0000-01-01T00:00:00Z') / day;
    for (let year = 0; year <= 9999; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        for (let dayOfMonth = 1; dayOfMonth <= 31; dayOfMonth += 1) {
          const number = dayOfDate({ year, month, day: dayOfMonth });
          if (number === undefined) continue;
          if (number !== expected) expect(number, `${year}-${month}-${dayOfMonth}`).toBe(expected);
          expected += 1;
        }
      }
    }
    expect(dateOfDay(expected - 1)).toEqual({ year: 9999, month: 12, day: 31 });
  });

  test.each([[2025, 2, 29], [2026, 4, 31], [2026, 13, 1], [2026, 0, 1], [2026, 1, 0], [1900, 2, 29]])('there is no %d-%d-%d', (year, month, dayOfMonth) => {
    expect(dayOfDate({ year, month, day: dayOfMonth })).toBeUndefined();
  });
});
