/** The most that a rule per occurrence can pay. Language reference, section 5, says how its limits act. */
import type { OccurrenceRule } from '../check/checked.ts';

const hour = 3_600_000;
const day = 24 * hour;
const daysOf = { day: 1, week: 7, month: 28 } as const;
/** All changes of any zone's clocks together, those across the date line included, stay below this. */
const mostShiftOfClocks = 26 * hour;
/** Events that are added up one by one; more are taken for no limit. */
const mostAddedSingly = 20_000;

/** How many calendar days a window can touch, at most. */
export function daysTouched(timezone: string, window: number): number {
  return periodsTouched(timezone, window, 1);
}

/** The latest event of the period before last is as old as a whole period and a millisecond, but for shifts of the clocks. */
function periodsTouched(timezone: string, window: number, days: number): number {
  return Math.ceil((window - 1 + shiftOf(timezone)) / (days * day)) + 1;
}

function shiftOf(timezone: string): number {
  return timezone === 'UTC' ? 0 : mostShiftOfClocks;
}

/**
 * What events that pay `amount` (ten-thousandths, not below zero) each can come to, before the rule's ceiling; `Infinity`: no limit.
 * The n-th latest event that pays is at least so old as the cooldown and the calendar cap ask, and the older it is the less it pays.
 */
export function mostPaid(rule: OccurrenceRule, amount: number, timezone: string): number {
  if (amount === 0) return 0;
  const count = Math.min(rule.atMost ?? Infinity, mostEvents(rule, timezone));
  if (rule.fading === undefined || (rule.cooldown === undefined && rule.oncePer === undefined)) return count * amount;
  const paidAt = payments(rule.fading, amount);
  let sum = 0;
  for (let index = 0; index < count; index += 1) {
    const { paid, isLast } = paidAt(leastAge(rule, index, timezone));
    if (isLast || index === mostAddedSingly) return paid === 0 ? sum : sum + (count - index) * paid;
    sum += paid;
  }
  return sum;
}

/** The least age of the n-th latest event that pays, n from 0. */
function leastAge({ cooldown = 0, oncePer }: OccurrenceRule, index: number, timezone: string): number {
  return Math.max(index * cooldown, oncePer === undefined ? 0 : (index - 1) * daysOf[oncePer] * day + 1 - shiftOf(timezone));
}

function mostEvents({ selector, fading, cooldown, oncePer }: OccurrenceRule, timezone: string): number {
  const reach = Math.min(selector.window ?? Infinity, fading?.kind === 'fade' ? fading.days * day : Infinity);
  const byCooldown = cooldown === undefined ? Infinity : Math.ceil(reach / cooldown);
  return oncePer === undefined ? byCooldown : Math.min(byCooldown, periodsTouched(timezone, reach, daysOf[oncePer]));
}

type Fading = NonNullable<OccurrenceRule['fading']>;

/** What an event of an age pays; `isLast`: and every older one no more than that, and for ever the same. */
function payments(fading: Fading, amount: number): (age: number) => { paid: number; isLast: boolean } {
  // No event is so old that nothing is left of it.
  if (fading.kind === 'fade') return (age) => ({ paid: divideRounded(amount, fading.days - Math.floor(age / day), fading.days), isLast: false });
  let times = 0;
  let factor = 1_000_000;
  let isLast = false;
  return (age) => {
    const wanted = Math.floor(age / fading.every);
    while (times < wanted && !isLast) {
      const next = divideRounded(factor, 1_000_000 - fading.percent, 1_000_000);
      isLast = next === factor;
      factor = next;
      times += 1;
    }
    const paid = divideRounded(amount, factor, 1_000_000);
    return { paid, isLast: isLast || paid === 0 };
  };
}

/** `amount * factor / divisor`, rounded half away from zero; none is below zero. */
export function divideRounded(amount: number, factor: number, divisor: number): number {
  return Number((2n * BigInt(amount) * BigInt(factor) + BigInt(divisor)) / (2n * BigInt(divisor)));
}
