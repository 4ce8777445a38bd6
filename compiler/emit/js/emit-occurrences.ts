/** How a rule that pays for each event gathers them in the pass over events, and what it pays in the end. */
import { roundedProduct, whole } from '../../plan/fading.ts';
import type { OccurrenceRule } from '../../plan/plan.ts';
import { literal } from './code.ts';
import type { EventPass } from './event-pass.ts';
import type { ModuleParts } from './module-parts.ts';
import type { PointUnit } from './point-unit.ts';

/** A decay table longer than this is kept as factors, once for all amounts of points. */
const longestTable = 64;

/** The expression of what the rule pays, before its ceiling; to stand after the pass. Nothing is collected that it does not need. */
export function occurrencePoints(parts: ModuleParts, unit: PointUnit, pass: EventPass, rule: OccurrenceRule, id: number): string {
  const [only] = rule.cases;
  const single = rule.cases.length === 1 && only!.test === null ? only!.points : undefined;
  const limitless = rule.cooldown === null && rule.oncePer === null;
  if (limitless && single !== undefined && rule.fading === null) {
    const count = pass.count(rule.stream);
    if (rule.atMost === 1) return `${count} !== 0 ? ${unit.amount(single)} : 0`;
    return rule.atMost === null ? product(unit, single, count) : product(unit, single, `Math.min(${count}, ${rule.atMost})`);
  }
  if (limitless && rule.atMost === null) {
    return pass.gather(rule, id, `paid_${id}`, [`let paid_${id} = 0;`], (points) => [`paid_${id} += ${paidCode(parts, unit, rule, 'at', points)};`]);
  }
  if (limitless && rule.atMost === 1) {
    const [at, points] = [`at_${id}`, `points_${id}`];
    pass.gather(rule, id, at, [`let ${at} = -Infinity;`, `let ${points} = 0;`], (value) => [
      `if (at > ${at} || (at === ${at} && ${unit.amount(value)} > ${points})) {`,
      `  ${at} = at;`,
      `  ${points} = ${unit.amount(value)};`,
      '}',
    ]);
    return `${at} === -Infinity ? 0 : ${paidCode(parts, unit, rule, at, single ?? points)}`;
  }
  if (rule.cooldown === null && rule.oncePer !== null && single !== undefined && rule.fading === null) {
    const units = pass.units(rule.stream, rule.oncePer);
    return product(unit, single, rule.atMost === null ? units : `Math.min(${units}, ${rule.atMost})`);
  }
  const found = `found_${id}`;
  pass.gather(rule, id, found, [`let ${found} = null;`], (points) => [`(${found} ??= []).push({ at, points: ${unit.amount(points)} });`]);
  const sum = `(sum, event) => sum + ${paidCode(parts, unit, rule, 'event.at', 'event.points')}`;
  return `${found} === null ? 0 : ${limitedCode(parts, pass, rule, found)}.reduce(${sum}, 0)`;
}

/** The events of the array that pay. */
export function limitedCode(parts: ModuleParts, pass: EventPass, rule: OccurrenceRule, found: string): string {
  const after = rule.window === null ? '-Infinity' : `now - ${rule.window}`;
  const unit = rule.oncePer === null ? 'null' : pass.unitFunction(rule.oncePer);
  return `${parts.helper('limited')}(${found}, ${rule.cooldown ?? 0}, ${after}, ${unit}, ${rule.atMost ?? 'Infinity'})`;
}

/** What an event pays at its age. `points` is an amount, or the expression of one. */
export function paidCode(parts: ModuleParts, unit: PointUnit, rule: OccurrenceRule, at: string, points: number | string): string {
  // INVARIANT: what fades is counted in ten-thousandths.
  const amount = typeof points === 'number' ? unit.amount(points) : points;
  if (rule.fading === null) return amount;
  if (rule.fading.kind === 'fade') {
    return `${parts.helper('fadedPoints')}(${amount}, Math.floor((now - ${at}) / 86400000), ${rule.fading.days})`;
  }
  const { factors, every } = rule.fading;
  const step = `Math.min(Math.floor((now - ${at}) / ${every}), ${factors.length - 1})`;
  if (typeof points === 'number' && factors.length <= longestTable) {
    return `${parts.constant('decay', literal(factors.map((factor) => roundedProduct(points, factor, whole))))}[${step}]`;
  }
  return `${parts.helper('scaled')}(${amount}, ${parts.constant('factors', literal(factors))}[${step}])`;
}

function product(unit: PointUnit, points: number, count: string): string {
  return `${unit.amount(points)} * ${count}`;
}
