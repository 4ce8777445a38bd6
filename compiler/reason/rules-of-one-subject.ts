/**
 * Rules that all ask one subject exclude each other more often than not (`seniority vp +20`, `seniority c_level +30`), so they
 * are added up value by value, where this is cheap.
 */
import type { Condition, Rule, Subject, ValueTest } from '../check/checked.ts';
import { unreachable } from '../unreachable.ts';
import { subjectKey } from './keys.ts';
import { addBounds, commonStep, makeBounds, nothingPaid, type Bounds } from './points-range.ts';
import type { Reasoner } from './reasoner.ts';
import { paidByCases, testsOf, type Paid } from './rule-bounds.ts';
import { worldsOf, type World } from './worlds.ts';

type RuleOfSubject = Extract<Rule, { readonly kind: 'band rule' | 'condition rule' }>;

interface Group {
  readonly subject: Subject;
  readonly rules: RuleOfSubject[];
  readonly tests: ValueTest[];
}

/** Beyond this, rules are added up as if each could hold beside every other. */
const mostSteps = 20_000;

/** `apart` are rules that `boundsOf` alone is to judge. */
export function sumOfRules(rules: readonly Rule[], reasoner: Reasoner, boundsOf: (rule: Rule) => Bounds, apart: ReadonlySet<Rule>): Bounds {
  const groups = new Map<string, Group>();
  const parts: Bounds[] = [];
  for (const rule of rules) {
    const tests: ValueTest[] = [];
    const mayShare = !apart.has(rule) && rule.when === undefined && (rule.kind === 'band rule' || rule.kind === 'condition rule');
    const subject = mayShare ? onlySubject(rule, tests) : undefined;
    if (!mayShare || subject === undefined) {
      parts.push(boundsOf(rule));
      continue;
    }
    const key = subjectKey(subject);
    const group = groups.get(key) ?? { subject, rules: [], tests: [] };
    group.rules.push(rule);
    group.tests.push(...tests);
    groups.set(key, group);
  }
  for (const group of groups.values()) parts.push(...boundsOfGroup(group, reasoner, boundsOf));
  return addBounds(parts);
}

function boundsOfGroup({ subject, rules, tests }: Group, reasoner: Reasoner, boundsOf: (rule: Rule) => Bounds): readonly Bounds[] {
  if (rules.length === 1) return [boundsOf(rules[0]!)];
  if (rules.length * tests.length > mostSteps) return rules.map(boundsOf);
  const worlds = worldsOf(subject, reasoner.rangeOf(subject), reasoner.known(subject), tests);
  if (worlds.length * rules.length > mostSteps) return rules.map(boundsOf);
  let least = Infinity;
  let most = -Infinity;
  for (const world of worlds) {
    let low = 0;
    let high = 0;
    for (const rule of rules) {
      const paid = inWorld(rule, world);
      low += underCeiling(paid.low, rule.upTo);
      high += underCeiling(paid.high, rule.upTo);
    }
    least = Math.min(least, low);
    most = Math.max(most, high);
  }
  let step = 0;
  for (const rule of rules) step = amountsOf(rule).reduce<number>(commonStep, step);
  return [worlds.length === 0 ? nothingPaid : makeBounds(least, most, step)];
}

/** Every amount that can come up in what the rule pays. */
function amountsOf(rule: RuleOfSubject): readonly number[] {
  const points = rule.kind === 'band rule' ? rule.cases.map((each) => each.points) : [rule.points];
  return rule.upTo === undefined ? points : [...points, rule.upTo];
}

function inWorld(rule: RuleOfSubject, world: World): Paid {
  if (rule.kind === 'band rule') return paidByCases(rule.cases, world);
  const holds = valueIn(rule.condition, world);
  if (holds !== undefined) return { low: holds ? rule.points : 0, high: holds ? rule.points : 0 };
  return { low: Math.min(0, rule.points), high: Math.max(0, rule.points) };
}

function underCeiling(points: number, upTo: number | undefined): number {
  if (upTo === undefined) return points;
  if (upTo === 0) return 0;
  return upTo < 0 ? Math.max(points, upTo) : Math.min(points, upTo);
}

/** The subject, if the rule asks no other; its tests are added to `tests`. */
function onlySubject(rule: RuleOfSubject, tests: ValueTest[]): Subject | undefined {
  if (rule.kind === 'condition rule') return subjectOf(rule.condition, tests);
  tests.push(...testsOf(rule.cases));
  return rule.subject;
}

function subjectOf(condition: Condition, tests: ValueTest[]): Subject | undefined {
  switch (condition.kind) {
    case 'and':
    case 'or':
    case 'at least': {
      let first: Subject | undefined;
      for (const part of condition.parts) {
        const subject = subjectOf(part, tests);
        if (subject === undefined || (first !== undefined && subjectKey(first) !== subjectKey(subject))) return undefined;
        first ??= subject;
      }
      return first;
    }
    case 'not':
      return subjectOf(condition.operand, tests);
    case 'defined':
      return subjectOf(condition.definition.condition, tests);
    case 'qualified':
    case 'excluded':
    case 'stage':
      return undefined;
    case 'test':
      tests.push(condition.test);
      return condition.subject;
    default:
      return unreachable(condition);
  }
}

function valueIn(condition: Condition, world: World): boolean | undefined {
  switch (condition.kind) {
    case 'and':
      return valueOfAtLeast(condition.parts.length, condition.parts, world);
    case 'or':
      return valueOfAtLeast(1, condition.parts, world);
    case 'at least':
      return valueOfAtLeast(condition.count, condition.parts, world);
    case 'not': {
      const value = valueIn(condition.operand, world);
      return value === undefined ? undefined : !value;
    }
    case 'defined':
      return valueIn(condition.definition.condition, world);
    case 'test':
      return world(condition.test);
    case 'qualified':
    case 'excluded':
    case 'stage':
      throw new Error('no test of the one subject');
    default:
      return unreachable(condition);
  }
}

function valueOfAtLeast(count: number, parts: readonly Condition[], world: World): boolean | undefined {
  const values = parts.map((part) => valueIn(part, world));
  if (values.filter((value) => value === true).length >= count) return true;
  return values.filter((value) => value !== false).length < count ? false : undefined;
}
