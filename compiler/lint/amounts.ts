/** Amounts as the language writes them. */
import type { Subject } from '../check/checked.ts';
import { dayNumber, dayStart, offsetAt } from '../../tables/calendar.ts';
import { currencySymbols } from '../../tables/currencies.ts';

/** A value of the subject, in the units of its tests. */
export function showAmount(subject: Subject, value: number): string {
  switch (amountKind(subject)) {
    case 'points':
      return showPoints(value);
    case 'duration':
      return showDuration(value);
    case 'instant':
      return new Date(value).toISOString().replace(/(:00)?\.000Z$/, 'Z');
    case 'number':
      return 'type' in subject && subject.type.kind === 'money' ? showMoney(subject.type.currency, value) : String(value);
  }
}

/** Both ends are in it. Instants that make whole days in the definition's time zone are shown as dates. */
export function showRange(subject: Subject, from: number, to: number, timezone: string): string {
  const show = areDays(subject, from, to, timezone) ? (at: number) => showDay(at, timezone) : (value: number) => showAmount(subject, value);
  return show(from) === show(to) ? show(from) : `${show(from)}..${show(to)}`;
}

/** From the first millisecond of a day to the last of one. */
export function areDays(subject: Subject, from: number, to: number, timezone: string): boolean {
  return amountKind(subject) === 'instant' && [from, to + 1].every((at) => dayStart(timezone, dayNumber(timezone, at)) === at);
}

function showDay(at: number, timezone: string): string {
  return new Date(at + offsetAt(timezone, at)).toISOString().slice(0, 10);
}

/** `$5m`, `€200k`, `JPY 50`. */
function showMoney(currency: string, value: number): string {
  const symbol = Object.keys(currencySymbols).find((each) => currencySymbols[each] === currency);
  const unit = ([['bn', 1e9], ['m', 1e6], ['k', 1e3]] as const).find(([, size]) => value !== 0 && value % size === 0);
  const amount = unit === undefined ? String(Math.abs(value)) : `${Math.abs(value) / unit[1]}${unit[0]}`;
  return `${value < 0 ? '-' : ''}${symbol ?? `${currency} `}${amount}`;
}

export function amountKind(subject: Subject): 'points' | 'duration' | 'instant' | 'number' {
  switch (subject.kind) {
    case 'score':
      return 'points';
    case 'since':
      return 'duration';
    case 'total':
      return subject.property.type.kind === 'duration' ? 'duration' : 'points';
    case 'field':
    case 'property':
      if (subject.type.kind === 'duration') return 'duration';
      return subject.type.kind === 'date' || subject.type.kind === 'datetime' ? 'instant' : 'number';
    case 'count':
    case 'days':
    case 'distinct':
    case 'tier':
      return 'number';
  }
}

/** Ten-thousandths of a point in points. */
export function showPoints(value: number): string {
  return String(value / 10_000);
}

const units = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000]] as const;

/** In the greatest unit that gives a whole number; else in seconds. */
export function showDuration(milliseconds: number): string {
  const unit = units.find(([, length]) => milliseconds % length === 0 && milliseconds !== 0);
  return unit === undefined ? `${milliseconds / 1000}s` : `${milliseconds / unit[1]}${unit[0]}`;
}
