/** Calendar units of the definition's time zone, as numbers. */
import { dayNumber, monthIndex, weekIndex } from '../../../../tables/calendar.ts';

export function utcDay(at: number): number {
  return Math.floor(at / 86400000);
}

export function zoneDay(zone: string): (at: number) => number {
  return (at) => dayNumber(zone, at);
}

export function weekOf(dayOf: (at: number) => number): (at: number) => number {
  return (at) => weekIndex(dayOf(at));
}

export function monthOf(dayOf: (at: number) => number): (at: number) => number {
  return (at) => monthIndex(dayOf(at));
}
