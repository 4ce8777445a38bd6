/** Calendar days, weeks and months of the definition's time zone. Language reference, section 5. */
import { dayNumber } from '../tables/calendar.ts';

export type CalendarUnit = 'day' | 'week' | 'month';

const dayLength = 86_400_000;

/** A number that two instants share if they are in the same day, ISO week (from Monday) or month of the zone. */
export function calendarUnitNumber(unit: CalendarUnit, zone: string, instant: number): number {
  // Days are counted from 1970-01-01, which was a Thursday: three days after a Monday.
  const day = dayNumber(zone, instant);
  if (unit === 'day') return day;
  if (unit === 'week') return Math.floor((day + 3) / 7);
  const date = new Date(day * dayLength);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
