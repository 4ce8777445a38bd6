/** Dates and instants as they are written, and what may be meant where they are written otherwise. Language reference, section 1. */
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import type { Span } from '../compiler/source/span.ts';
import type { Reporter } from './report.ts';
import type { DateLiteral, InstantLiteral } from './tree.ts';

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
}

function dateText(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** `2026-12-31`. After a diagnostic it is 2000-01-01. */
export function readDate(image: string, span: Span, reporter: Reporter): DateLiteral {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(image);
  const year = Number(match?.[1]);
  const month = Number(match?.[2]);
  const day = Number(match?.[3]);
  if (!isDay(year, month, day)) {
    reporter.report(codes.noSuchDate, span, { text: image });
    return { kind: 'date', span, year: 2000, month: 1, day: 1 };
  }
  const full = dateText(year, month, day);
  if (full !== image) reporter.report(codes.dateForm, span, { text: image, proposed: full }, { fixes: [reporter.replace(`write \`${full}\``, span, full)] });
  return { kind: 'date', span, year, month, day };
}

/** `2026-12-31T10:00Z`. After a diagnostic it is 2000-01-01T00:00Z. */
export function readInstant(image: string, span: Span, reporter: Reporter): InstantLiteral {
  const bad: InstantLiteral = { kind: 'instant', span, local: '2000-01-01T00:00:00.000', offsetMinutes: 0 };
  const match = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?$/.exec(image);
  if (match === null) {
    reporter.report(codes.instantForm, span, { text: image });
    return bad;
  }
  const [, year, month, day, hour, minute, second = '00', fraction = '', zulu, sign, offsetHours, offsetMinutes] = match;
  const isTime = Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59 && Number(offsetHours ?? 0) <= 23 && Number(offsetMinutes ?? 0) <= 59;
  if (!isDay(Number(year), Number(month), Number(day)) || !isTime) {
    reporter.report(codes.noSuchInstant, span, { text: image });
    return bad;
  }
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0')}`;
  if (zulu !== undefined) return { kind: 'instant', span, local, offsetMinutes: 0 };
  if (sign === undefined) return { kind: 'instant', span, local, offsetMinutes: undefined };
  const east = Number(offsetHours) * 60 + Number(offsetMinutes);
  return { kind: 'instant', span, local, offsetMinutes: sign === '-' && east !== 0 ? -east : east };
}

/** What `31/12/2026`, `2026/12/31` or `31.12.2026` means, where it can mean one day only. */
export function foreignDate(image: string): string | undefined {
  const [first, second, third] = image.split(/[/.]/).map(Number) as [number, number, number];
  if (first > 31) return isDay(first, second, third) ? dateText(first, second, third) : undefined;
  const dayFirst = isDay(third, second, first);
  const monthFirst = isDay(third, first, second);
  if (third < 1000 || (dayFirst && monthFirst && first !== second)) return undefined;
  if (dayFirst) return dateText(third, second, first);
  return monthFirst ? dateText(third, first, second) : undefined;
}
