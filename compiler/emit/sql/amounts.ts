/** Exact arithmetic on whole ten-thousandths of a point. Language reference, section 5. */
import type { Decay, Fade, OccurrenceRule, Rule, Section } from '../../plan/plan.ts';
import { unreachable } from '../../unreachable.ts';
import type { Dialect } from './dialect.ts';
import { caseOf, sql, sum, trusted, type Sql } from './sql.ts';

/** No rule, section or score goes further than a thousand million points either way. */
export const widest = 10_000_000_000_000;
const million = 1_000_000;
const day = 86_400_000;

/** How a number of the data counts: whole ten-thousandths, beyond a hundred thousand million cut. */
export function tenThousandths(dialect: Dialect, value: Sql): Sql {
  const size = dialect.wholeDouble(sql`floor(${dialect.least(sql`abs(${value})`, dialect.double(100_000_000_000))} * 10000 + ${dialect.double(0.5)})`);
  // Null stays null, though the least of null and a number may be the number.
  return caseOf([[sql`${value} < 0`, sql`(-${size})`], [sql`${value} >= 0`, size]]);
}

/** A ceiling, then a floor; `null` is none. */
export function clamp(dialect: Dialect, value: Sql, floor: number | null, ceiling: number | null): Sql {
  const cut = ceiling === null ? value : dialect.least(value, sql`${ceiling}`);
  return floor === null ? cut : dialect.greatest(cut, sql`${floor}`);
}

/** The ceiling of a rule, which has the sign of its points. */
export function cutRule(dialect: Dialect, value: Sql, upTo: number | null, least: number, most: number): Sql {
  if (upTo !== null && Math.abs(upTo) === 0) return sql`0`;
  if (upTo !== null && upTo < 0) return clamp(dialect, value, upTo, null);
  const ceiling = upTo ?? (most > widest ? widest : null);
  return clamp(dialect, value, least < -widest ? -widest : null, ceiling);
}

/** The least and the most that a rule could pay; infinite where that depends on the number of events. */
export function reach(rule: Rule): readonly [least: number, most: number] {
  const open = (points: readonly number[]): readonly [number, number] =>
    [Math.min(0, ...points) < 0 ? -Infinity : 0, Math.max(0, ...points) > 0 ? Infinity : 0];
  switch (rule.kind) {
    case 'condition rule':
      return [Math.min(0, rule.points), Math.max(0, rule.points)];
    case 'band rule': {
      const points = rule.cases.map((each) => each.points);
      return [Math.min(0, ...points), Math.max(0, ...points)];
    }
    case 'proportional rule':
      return open([rule.points]);
    case 'occurrence rule':
      return open(rule.cases.map((each) => each.points));
    default:
      return unreachable(rule);
  }
}

/** The most that a rule, after its ceiling, can be away from nothing: a ceiling has the sign of all its points. */
function size(rule: Rule): number {
  const [least, most] = reach(rule);
  return Math.min(widest, rule.upTo === null ? Math.max(-least, most) : Math.abs(rule.upTo));
}

/** A section's sum between its floor and ceiling. */
export function cutSection(dialect: Dialect, section: Section, points: readonly Sql[]): Sql {
  const isWide = section.rules.reduce((total, rule) => total + size(rule), 0) > widest;
  const floor = section.floor ?? (isWide ? -widest : null);
  return clamp(dialect, sum(points), floor, section.upTo ?? (isWide ? widest : null));
}

/** The most that a section's sum, between its floor and ceiling, can be away from nothing. */
export function sectionSize({ rules, upTo, floor }: Section): number {
  const bounds = [upTo, floor].filter((bound) => bound !== null).map(Math.abs);
  const open = rules.reduce((total, rule) => total + size(rule), 0);
  return Math.min(widest, Math.max(...bounds, bounds.length === 2 ? 0 : open));
}

/** `round(value * factor / 1000000)`, half away from zero, whatever the signs. Exact: the whole millions are taken apart. */
export function scaled(dialect: Dialect, value: Sql, factor: number): Sql {
  if (factor === million) return value;
  if (factor === -million) return sql`(-${value})`;
  const magnitude = Math.abs(factor);
  const absolute = sql`abs(${value})`;
  const millions = dialect.quotient(absolute, sql`${million}`);
  const whole = sql`${magnitude > 100_000_000_000 ? dialect.wide(millions) : millions} * ${magnitude}`;
  const rest = dialect.quotient(sql`(mod(${absolute}, ${million}) * ${2 * magnitude} + ${million})`, sql`${2 * million}`);
  const rounded = sql`(${whole} + ${rest})`;
  const [positive, negative] = factor < 0 ? [sql`(-${rounded})`, rounded] : [rounded, sql`(-${rounded})`];
  return caseOf([[sql`${value} < 0`, negative]], positive);
}

/** What is left of a point after a decay, in millionths. */
export function remainder(dialect: Dialect, { factors, every }: Decay, age: Sql): Sql {
  return dialect.entry(factors, dialect.least(dialect.quotient(age, sql`${every}`), sql`${factors.length - 1}`));
}

/** What an event that a case takes pays at its age. `points` are those of the case, `left` is the remainder where a column holds it. */
export function faded(dialect: Dialect, points: number, fading: Decay | Fade | null, age: Sql, left?: Sql): Sql {
  if (fading === null || points === 0) return sql`${points}`;
  const magnitude = Math.abs(points);
  const sign = trusted(points < 0 ? '-' : '');
  if (fading.kind === 'fade') {
    const days = dialect.quotient(age, sql`${day}`);
    const paid = dialect.quotient(sql`(${2 * magnitude} * (${fading.days} - ${days}) + ${fading.days})`, sql`${2 * fading.days}`);
    return caseOf([[sql`${days} < ${fading.days}`, sql`${sign}${paid}`]], sql`0`);
  }
  const entry = left ?? remainder(dialect, fading, age);
  // (2 * points * factor + a million) / 2 millions, by the smallest numbers: of whole points they need no 64 bits.
  const common = greatestDivisor(2 * magnitude, million);
  const [times, half] = [2 * magnitude / common, million / common];
  const factor = times * million + half < 2 ** 31 ? entry : dialect.integer(entry);
  const product = times === 1 ? factor : sql`${factor} * ${times}`;
  return sql`(${sign}${dialect.quotient(sql`(${product} + ${half})`, sql`${2 * half}`)})`;
}

function greatestDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestDivisor(right, left % right);
}

/** Whether the sum of a rule's events needs no more than each event by itself. */
export function isSimple(rule: OccurrenceRule): boolean {
  return rule.cooldown === null && rule.oncePer === null && rule.atMost === null;
}
