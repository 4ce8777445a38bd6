/** The most that events can pay, beside events as young as the limits of the rule let them be, paid one by one. */
import { describe, expect, test } from 'vitest';
import type { OccurrenceRule } from '../../compiler/check/checked.ts';
import { daysTouched, divideRounded, mostPaid } from '../../compiler/reason/occurrences.ts';
import { definitionOf } from '../check-text.ts';

const hour = 3_600_000;
const day = 24 * hour;

function ruleOf(tail: string): OccurrenceRule {
  const section = definitionOf(`fit: webinar +1 ${tail}\nmql when demo_request\n`).scores[0]!;
  const rule = section.kind === 'section' ? section.rules[0]! : undefined;
  if (rule?.kind !== 'occurrence rule') throw new Error('the rule pays for each event');
  return rule;
}

function rounded(amount: bigint, factor: bigint, divisor: bigint): bigint {
  const twice = 2n * amount * factor;
  return (twice - (twice % (2n * divisor))) / (2n * divisor) + (twice % (2n * divisor) >= divisor ? 1n : 0n);
}

/** At the first instant of a day, week and month: one event now, the next as soon before it as the cooldown and the period let it be, and so on. */
function oneByOne({ selector, cooldown, oncePer, atMost, fading }: OccurrenceRule, amount: number, daysOfPeriod: number): number {
  let [sum, age, factor, steps] = [0n, 0, 1_000_000n, 0];
  for (let count = 0; count < (atMost ?? Infinity) && age < (selector.window ?? Infinity); count += 1) {
    if (fading === undefined) {
      sum += BigInt(amount);
    } else if (fading.kind === 'fade') {
      const left = fading.days - Math.floor(age / day);
      if (left <= 0) break;
      sum += rounded(BigInt(amount), BigInt(left), BigInt(fading.days));
    } else {
      for (; steps < Math.floor(age / fading.every); steps += 1) factor = rounded(factor, 1_000_000n - BigInt(fading.percent), 1_000_000n);
      sum += rounded(BigInt(amount), factor, 1_000_000n);
    }
    const before = age + (cooldown ?? 0);
    const periodBefore = count * daysOfPeriod * day + 1;
    age = oncePer === undefined ? before : Math.max(before, periodBefore);
    if (age === 0 || count > 30_000) throw new Error('without end');
  }
  return Number(sum);
}

describe('in UTC it is what they pay', () => {
  test.each([
    ['once every 7d within 28d', 0], ['once every 7d within 29d', 0], ['once every 5h within 7h', 0], ['once every 7d within 7d', 0], ['once every 2d within 90d at most 20 times', 0],
    ['once per day within 7d', 1], ['once per day within 1s', 1], ['once per day within 1d', 1], ['once per week within 30d', 7], ['once per month within 28d', 28], ['once per month within 29d', 28], ['once per day within 9d at most 5 times', 1],
    ['once every 36h once per day within 12d', 1], ['once every 20h once per day within 12d', 1], ['once every 2d once per week within 60d', 7], ['once every 10d once per week within 60d', 7],
    ['fade over 7d once every 1d', 0], ['fade over 7d once every 5h', 0], ['fade over 7d once every 2d', 0], ['fade over 9d once per day', 1], ['fade over 30d once per week', 7], ['fade over 9d once per day within 3d', 1],
    ['fade over 20d once every 1d within 6d', 0], ['fade over 20d once every 1d at most 6 times', 0], ['fade over 20d once every 36h once per day', 1],
    ['decay 50% every 1d once every 1d within 40d', 0], ['decay 30% every 7d once every 1d within 400d', 0], ['decay 30% every 1d once every 1d within 365d', 0], ['decay 100% every 2d once every 1d within 30d', 0],
    ['decay 10% every 1d once per day within 300d', 1], ['decay 10% every 3d once per week within 300d', 7], ['decay 50% every 1d once every 12h at most 9 times', 0], ['decay 1% every 1d once every 1h within 500d', 0],
  ])('%s', (tail, daysOfPeriod) => {
    const rule = ruleOf(tail);
    for (const amount of [1, 3, 10_000, 333_333, 10_000_000_000]) expect(mostPaid(rule, amount, 'UTC'), String(amount)).toBe(oneByOne(rule, amount, daysOfPeriod));
  });
});

test.each([
  ['once every 1d', Infinity], ['once per day', Infinity], ['within 7d', Infinity], ['within 7d at most 3 times', 30], ['decay 50% every 1d', Infinity], ['decay 50% every 1d at most 3 times', 30], ['fade over 3d at most 3 times', 30],
  // Nothing is left of the older ones, or always the same.
  ['decay 50% every 1d once every 1d', 20], ['decay 50% every 0.002s once per day within 1d', 20], ['decay 50% every 0.001s once every 1d within 1d', 10], ['decay 100% every 1d once every 1d', 10],
  // Beyond 20,000 events all are taken to pay as much as the one before them.
  ['decay 10% every 900d once every 1s within 20001s', 200_010], ['decay 10% every 20001s once every 1s within 20003s', 200_030], ['decay 10% every 20000s once every 1s within 20003s', 200_027],
])('%s: %d', (tail, expected) => {
  expect(mostPaid(ruleOf(tail), 10, 'UTC')).toBe(expected);
});

test('what is left for ever has no limit', () => {
  expect(mostPaid(ruleOf('decay 1% every 1d once every 1d'), 10_000_000_000, 'UTC')).toBe(Infinity);
  expect(mostPaid(ruleOf('decay 1% every 1d once every 1d'), 9_999, 'UTC')).toBeLessThan(Infinity);
});

test('nothing is paid by events without points', () => {
  expect(mostPaid(ruleOf('once'), 0, 'UTC')).toBe(0);
  expect(mostPaid(ruleOf('once every 1d'), 0, 'UTC')).toBe(0);
});

test.each([
  [1, 1], [2, 2], [day, 2], [day + 1, 2], [day + 2, 3], [7 * day, 8], [7 * day + 1, 8], [7 * day + 2, 9],
])('a window of %d milliseconds touches %d days at most', (window, days) => {
  expect(daysTouched('UTC', window)).toBe(days);
});

test('clocks may shift by 26 hours in all', () => {
  expect([1, day - 2 * hour + 1, 22 * hour + 2, 46 * hour + 1, 46 * hour + 2].map((window) => daysTouched('Europe/Berlin', window))).toEqual([3, 3, 4, 4, 5]);
  expect(mostPaid(ruleOf('once per day within 7d'), 10, 'Europe/Berlin')).toBe(100);
  expect(mostPaid(ruleOf('once per day fade over 4d'), 100, 'Europe/Berlin')).toBe(4 * 100 + 75 + 50 + 25);
});

test.each([
  [7, 1, 2, 4], [5, 1, 3, 2], [4, 1, 3, 1], [1, 1, 2, 1], [0, 5, 7, 0], [9_999_999_999, 999_999, 1_000_000, 9_999_989_999], [10_000_000_000, 3333, 7777, 4_285_714_286], [3, 1, 2, 2],
])('%d times %d by %d is %d', (amount, factor, divisor, expected) => {
  expect(divideRounded(amount, factor, divisor)).toBe(expected);
});
