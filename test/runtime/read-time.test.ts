import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { formatReader, readInstant } from '../../runtime/read-time.ts';

const iso = (instant: number | undefined): string | undefined => (instant === undefined ? undefined : new Date(instant).toISOString());

describe('times in data', () => {
  test.each([
    ['2026-01-14', '2026-01-14T00:00:00.000Z'],
    ['2026-01-14T10:00', '2026-01-14T10:00:00.000Z'],
    ['2026-01-14 10:00:05', '2026-01-14T10:00:05.000Z'],
    ['2026-01-14t10:00:05z', '2026-01-14T10:00:05.000Z'],
    ['2026-01-14T10:00:05.1239Z', '2026-01-14T10:00:05.123Z'],
    ['2026-01-14T10:00:05,5Z', '2026-01-14T10:00:05.500Z'],
    ['2026-01-14T10:00Z', '2026-01-14T10:00:00.000Z'],
    ['2026-01-14T10:00+02', '2026-01-14T08:00:00.000Z'],
    ['2026-01-14T10:00+0530', '2026-01-14T04:30:00.000Z'],
    ['2026-01-14T10:00:00-05:00', '2026-01-14T15:00:00.000Z'],
    [' 2026-01-14\t', '2026-01-14T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['1768384800000', '2026-01-14T10:00:00.000Z'],
    ['-1', '1969-12-31T23:59:59.999Z'],
    ['+0', '1970-01-01T00:00:00.000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
    ['0001-12-01', '0001-12-01T00:00:00.000Z'],
    ['0001-01-31', '0001-01-31T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%j is %s', (text, expected) => {
    expect(iso(readInstant(text, 'UTC'))).toBe(expected);
  });

  test.each([
    '', 'yesterday', '2026-1-4', '2026-02-29', '2026-13-01', '2026-00-01', '2026-01-32', '2026/01/14', '14.01.2026', '01/14/2026', '2026-01-14T', '2026-01-14T10',
    '2026-01-14T24:00', '2026-01-14T10:60', '2026-01-14T10:00:60', '2026-01-14T10:00:00.', '2026-01-14T10:00.5', '2026-01-14T10:00+24:00', '2026-01-14T10:00+2',
    '2026-01-14T10:00+02:', '2026-01-14T10:00 UTC', '2026-01-14  10:00', '2026-01-14T10:00Z ago', '0000-12-31', '0001-01-01T00:00+01:00', '9999-12-31T23:59:59.999-00:01',
    '-62135596800001', '253402300800000', '1e12', '1768384800000.5', '٢٠٢٦-٠١-١٤', '-001-01-01', '2026-01-1:', '2026-01-01T1::00',
  ])('%j is no time', (text) => {
    expect(readInstant(text, 'UTC')).toBeUndefined();
  });

  test('digits alone are epoch milliseconds, however they look', () => {
    expect(readInstant('2026', 'UTC')).toBe(2026);
    expect(readInstant('20260114', 'UTC')).toBe(20_260_114);
  });

  test('a time without an offset is in the zone, a date is the first instant of its day there', () => {
    expect(iso(readInstant('2026-01-14', 'America/New_York'))).toBe('2026-01-14T05:00:00.000Z');
    expect(iso(readInstant('2026-07-14T10:00', 'America/New_York'))).toBe('2026-07-14T14:00:00.000Z');
    expect(iso(readInstant('2026-03-08T02:30', 'America/New_York'))).toBe('2026-03-08T07:30:00.000Z');
    expect(iso(readInstant('2026-11-01T01:30', 'America/New_York'))).toBe('2026-11-01T05:30:00.000Z');
    expect(iso(readInstant('2017-10-15', 'America/Sao_Paulo'))).toBe('2017-10-15T03:00:00.000Z');
    expect(iso(readInstant('2026-01-14T10:00Z', 'America/New_York'))).toBe('2026-01-14T10:00:00.000Z');
  });

  test('any instant is read as it is written, in any of its forms', () => {
    const instant = fc.integer({ min: Date.UTC(100, 0, 1), max: Date.UTC(9998, 0, 1) });
    fc.assert(fc.property(instant, fc.integer({ min: -23 * 60, max: 23 * 60 }), fc.constantFrom('T', 't', ' '), (at, minutes, separator) => {
      const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0');
      const rest = String(Math.abs(minutes) % 60).padStart(2, '0');
      const local = new Date(at + minutes * 60_000).toISOString().slice(0, -1).replace('T', separator);
      expect(readInstant(`${local}${minutes < 0 ? '-' : '+'}${hours}:${rest}`, 'Asia/Tokyo')).toBe(at);
      expect(readInstant(`${local}${minutes < 0 ? '-' : '+'}${hours}${rest}`, 'Asia/Tokyo')).toBe(at);
      expect(readInstant(String(at), 'Asia/Tokyo')).toBe(at);
    }));
  });

  test('local times are those of Temporal', () => {
    const zones = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Africa/Cairo', 'America/Sao_Paulo', 'Asia/Kolkata', 'Australia/Lord_Howe');
    fc.assert(fc.property(zones, fc.integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2037, 0, 1) }), (zone, at) => {
      const local = new Date(at).toISOString().slice(0, 19);
      expect(readInstant(local, zone)).toBe(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds);
    }));
  });

  test('any text at all is read or is not, in time that grows with its length', () => {
    const almost = fc.stringMatching(/^[0-9TtZ:.,+ -]{0,30}$/);
    fc.assert(fc.property(fc.oneof(almost, fc.string()), (text) => {
      const at = readInstant(text, 'UTC');
      if (at !== undefined) expect(Number.isInteger(at)).toBe(true);
    }), { numRuns: 2000 });
  });
});

describe('formats', () => {
  test.each([
    ['%d/%m/%Y', '14/01/2026', '2026-01-14T00:00:00.000Z'],
    ['%d/%m/%Y', '4/1/2026', '2026-01-04T00:00:00.000Z'],
    ['%m/%d/%y', '01/14/26', '2026-01-14T00:00:00.000Z'],
    ['%m/%d/%y', '01/14/68', '2068-01-14T00:00:00.000Z'],
    ['%m/%d/%y', '01/14/69', '1969-01-14T00:00:00.000Z'],
    ['%b %d, %Y', 'jan 14, 2026', '2026-01-14T00:00:00.000Z'],
    ['%b %d, %Y', 'Aug 14, 2026', '2026-08-14T00:00:00.000Z'],
    ['%d %B %Y', '14 SEPTEMBER 2026', '2026-09-14T00:00:00.000Z'],
    ['%d %B %Y', '14 may 2026', '2026-05-14T00:00:00.000Z'],
    ['%Y-%m-%d %H:%M:%S.%f', '2026-01-14 10:05:06.25', '2026-01-14T10:05:06.250Z'],
    ['%Y-%m-%d %H:%M:%S.%f', '2026-01-14 10:05:06.123456', '2026-01-14T10:05:06.123Z'],
    ['%m/%d/%Y %I:%M %p', '01/14/2026 12:30 AM', '2026-01-14T00:30:00.000Z'],
    ['%m/%d/%Y %I:%M %p', '1/14/2026 12:30 pm', '2026-01-14T12:30:00.000Z'],
    ['%m/%d/%Y %I:%M %p', '1/14/2026 3:07 PM', '2026-01-14T15:07:00.000Z'],
    ['%Y%m%d', '20260114', '2026-01-14T00:00:00.000Z'],
    ['%Y-%m-%dT%H:%M:%S%z', '2026-01-14T10:00:00+0200', '2026-01-14T08:00:00.000Z'],
    ['%Y-%m-%dT%H:%M:%S%z', '2026-01-14T10:00:00Z', '2026-01-14T10:00:00.000Z'],
    ['100%% of %Y', '100% of 2026', '2026-01-01T00:00:00.000Z'],
    ['(%Y).%m?', '(2026).3?', '2026-03-01T00:00:00.000Z'],
    ['%H:%M', '10:30', '1970-01-01T10:30:00.000Z'],
  ])('%j reads %j', (format, text, expected) => {
    expect(iso(formatReader(format, 'UTC')(text))).toBe(expected);
  });

  test.each([
    ['%d/%m/%Y', '2026-01-14'], ['%d/%m/%Y', '14/13/2026'], ['%d/%m/%Y', '31/02/2026'], ['%d/%m/%Y', '14/01/26'], ['%d/%m/%Y', '14/01/2026 10:00'],
    ['%d/%m/%Y', '1768384800000'], ['%I:%M %p', '13:00 PM'], ['%I:%M %p', '00:30 AM'], ['%H:%M', '24:00'], ['%H:%M', '10:60'], ['%b %Y', 'January 2026'],
    ['%Y %z', '2026 +25'], ['%Y.%m', '2026x03'], ['%Y', '0000'], ['%Y-%m-%d', ''],
  ])('%j does not read %j', (format, text) => {
    expect(formatReader(format, 'UTC')(text)).toBeUndefined();
  });

  test('a time is local to the zone unless it has an offset', () => {
    expect(iso(formatReader('%d.%m.%Y', 'Europe/Berlin')('14.07.2026'))).toBe('2026-07-13T22:00:00.000Z');
    expect(iso(formatReader('%d.%m.%Y %H:%M %z', 'Europe/Berlin')('14.07.2026 10:00 +00'))).toBe('2026-07-14T10:00:00.000Z');
  });

  test('what a format writes it reads', () => {
    fc.assert(fc.property(fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9998, 0, 1) }), (at) => {
      const date = new Date(at);
      const two = (value: number): string => String(value).padStart(2, '0');
      const month = date.toLocaleString('en-US', { month: 'long', timeZone: 'UTC' });
      const half = date.getUTCHours() < 12 ? 'AM' : 'PM';
      const day = `${date.getUTCDate()} ${month} ${String(date.getUTCFullYear()).padStart(4, '0')}`;
      const time = `${date.getUTCHours() % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${half}`;
      expect(formatReader('%d %B %Y, %I:%M:%S %p', 'UTC')(`${day}, ${time}`)).toBe(Math.floor(at / 1000) * 1000);
    }));
  });
});

test.each(['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'].map((name, index) => [name, index] as const))('%s', (name, index) => {
  const due = Date.UTC(2026, index, 9);
  expect(formatReader('%d %B %Y', 'UTC')(`9 ${name} 2026`)).toBe(due);
  expect(formatReader('%d %b %Y', 'UTC')(`9 ${name.slice(0, 3)} 2026`)).toBe(due);
});
