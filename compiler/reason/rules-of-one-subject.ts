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
}

/** Beyond this, rules are added up as if each could hold beside every other. */
const mostSteps = 20_000;

/** `apart` are rules that `boundsOf` alone is to judge. */
export function sumOfRules(rules: readonly Rule[], reasoner: Reasoner, boundsOf: (rule: Rule) => Bounds, apart: ReadonlySet<Rule>): Bounds {
  const groups = new Map<string, Group>();
  const parts: Bounds[] = [];
  for (const rule of rules) {
    const mayShare = !apart.has(rule) && rule.when === undefined && (rule.kind === 'band rule' || rule.kind === 'condition rule');
    const subject = mayShare ? onlySubject(rule) : undefined;
    if (!mayShare || subject === undefined) {
      parts.push(boundsOf(rule));
      continue;
    }
    const key = subjectKey(subject);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { subject, rules: [rule] });
    else group.rules.push(rule);
  }
  for (const group of groups.values()) parts.push(...boundsOfGroup(group, reasoner, boundsOf));
  return addBounds(parts);
}

function boundsOfGroup({ subject, rules }: Group, reasoner: Reasoner, boundsOf: (rule: Rule) => Bounds): readonly Bounds[] {
  if (rules.length === 1) return [boundsOf(rules[0]!)];
  const tests: ValueTest[] = [];
  for (const rule of rules) addTestsOf(rule, tests);
  if (rules.length * tests.length > mostSteps) return rules.map(boundsOf);
  const worlds = worldsOf(subject, reasoner.rangeOf(subject), reasoner.known(subject), tests);
  if (worlds.length * rules.length > mostSteps) return rules.map(boundsOf);
  let least = Infinity;
  let most = -Infinity;
  for (const world of worlds) {
    let low = 0;
    let high = 0;
    // By index: there are many, and an iterator would make an object of each.
    for (let index = 0; index < rules.length; index += 1) {
      const rule = rules[index]!;
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

/** The subject, if the rule asks no other. */
function onlySubject(rule: RuleOfSubject): Subject | undefined {
  return rule.kind === 'condition rule' ? subjectOf(rule.condition) : rule.subject;
}

function subjectOf(condition: Condition): Subject | undefined {
  switch (condition.kind) {
    case 'and':
    case 'or':
    case 'at least': {
      let first: Subject | undefined;
      for (const part of condition.parts) {
        const subject = subjectOf(part);
        if (subject === undefined || (first !== undefined && subjectKey(first) !== subjectKey(subject))) return undefined;
        first ??= subject;
      }
      return first;
    }
    case 'not':
      return subjectOf(condition.operand);
    case 'defined':
      return subjectOf(condition.definition.condition);
    case 'qualified':
    case 'excluded':
    case 'stage':
      return undefined;
    case 'test':
      return condition.subject;
    default:
      return unreachable(condition);
  }
}

/** Of a rule that asks one subject. */
function addTestsOf(rule: RuleOfSubject, tests: ValueTest[]): void {
  if (rule.kind === 'condition rule') addTests(rule.condition, tests);
  else tests.push(...testsOf(rule.cases));
}

function addTests(condition: Condition, tests: ValueTest[]): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
    case 'at least':
      for (const part of condition.parts) addTests(part, tests);
      break;
    case 'not':
      addTests(condition.operand, tests);
      break;
    case 'defined':
      addTests(condition.definition.condition, tests);
      break;
    case 'test':
      tests.push(condition.test);
      break;
    case 'qualified':
    case 'excluded':
    case 'stage':
      break;
    default:
      unreachable(condition);
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
