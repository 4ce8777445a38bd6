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
  let days = 1;
  // The latest event of the day before last is at least this old.
  const shift = shiftOf(timezone);
  days += Math.max(0, Math.floor((window - 2 + shift) / day) + 1);
  return days;
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
  const reach = Math.min(rule.selector.window ?? Infinity, rule.fading?.kind === 'fade' ? rule.fading.days * day : Infinity);
  const ageOf = leastAges(rule, timezone);
  const count = Math.min(rule.atMost ?? Infinity, mostEvents(ageOf, reach));
  if (rule.fading === undefined || ageOf === undefined) return count * amount;
  const paidAt = payments(rule.fading, amount);
  let sum = 0;
  for (let index = 0; index < count; index += 1) {
    const { paid, isLast } = paidAt(ageOf(index));
    if (isLast || index === mostAddedSingly) return paid === 0 ? sum : sum + (count - index) * paid;
    sum += paid;
  }
  return sum;
}

/** The least age of the n-th latest event that pays, n from 0; `undefined` where all can happen at once. */
function leastAges(rule: OccurrenceRule, timezone: string): ((index: number) => number) | undefined {
  const { cooldown, oncePer } = rule;
  if (cooldown === undefined && oncePer === undefined) return undefined;
  const unit = oncePer === undefined ? 0 : daysOf[oncePer] * day;
  return (index) => {
    const byCalendar = oncePer === undefined || index === 0 ? 0 : Math.max(0, (index - 1) * unit + 1 - shiftOf(timezone));
    return Math.max(index * (cooldown ?? 0), byCalendar);
  };
}

function mostEvents(ageOf: ((index: number) => number) | undefined, reach: number): number {
  if (ageOf === undefined || reach === Infinity) return Infinity;
  // The ages never fall: the first index that is too old, by doubling and halving.
  let tooMany = 1;
  while (ageOf(tooMany) < reach) tooMany *= 2;
  let possible = Math.floor(tooMany / 2);
  while (possible + 1 < tooMany) {
    const middle = Math.floor((possible + tooMany) / 2);
    if (ageOf(middle) < reach) possible = middle;
    else tooMany = middle;
  }
  return tooMany;
}

type Fading = NonNullable<OccurrenceRule['fading']>;

/** What an event of an age pays; `isLast`: and every older one no more than that, and for ever the same. */
function payments(fading: Fading, amount: number): (age: number) => { paid: number; isLast: boolean } {
  if (fading.kind === 'fade') {
    return (age) => {
      const days = Math.floor(age / day);
      return days >= fading.days ? { paid: 0, isLast: true } : { paid: divideRounded(amount, fading.days - days, fading.days), isLast: false };
    };
  }
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
  const product = amount * factor;
  if (product <= Number.MAX_SAFE_INTEGER - divisor) return Math.floor((2 * product + divisor) / (2 * divisor));
  return Number((2n * BigInt(amount) * BigInt(factor) + BigInt(divisor)) / (2n * BigInt(divisor)));
}
