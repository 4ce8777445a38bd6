/** What the tests of a definition never tried. Language reference, section 7. */
import type { Condition, Definition, Origin, Rule } from '../compiler/check/checked.ts';
import { boundsOf } from '../compiler/reason/bounds.ts';
import { thatFails, thatHolds, type Goal, type Reasoner } from '../compiler/reason/reasoner.ts';
import { sourceText, type TestReport } from './run-tests.ts';

export type CoverageKind = 'exclusion' | 'requirement' | 'rule' | 'case' | 'stage' | 'tier' | 'handoff';
export type Missing = 'never held' | 'never failed';

export interface CoverageItem {
  readonly kind: CoverageKind;
  /** Of a requirement, rule or case. */
  readonly section: string | undefined;
  /** The label of a rule, the name of a stage or tier, whom a handoff goes to, else the source text. */
  readonly name: string;
  readonly origin: Origin;
  /** In how many tests it held. A case, tier or handoff: in how many it was the one taken. */
  readonly held: number;
  readonly failed: number;
  /** What no test made it do, although some lead could; empty: covered. */
  readonly missing: readonly Missing[];
}

export interface CoverageCount {
  /** Items of which nothing is missing. */
  readonly covered: number;
  readonly total: number;
}

export interface Coverage {
  /** In the order of the text: exclusions, sections, stages, tiers, handoffs. */
  readonly items: readonly CoverageItem[];
  /** The items of which something is missing. */
  readonly uncovered: readonly CoverageItem[];
  readonly byKind: Readonly<Record<CoverageKind, CoverageCount>>;
  /** Of all that items can do (hold, and not hold), how much some test made them do: 0 to 100, rounded down to a tenth. 100 where there is nothing to cover. */
  readonly percent: number;
}

/** What can be covered. */
export interface CoverageTarget {
  readonly kind: CoverageKind;
  readonly section?: string;
  readonly name: string;
  readonly origin: Origin;
  /** What the trace knows it by. */
  readonly node: object;
  /** It holds exactly if these do, as far as that can be said. */
  readonly goals?: readonly Goal[];
}

/** `report` is what `runTests` made of the same definition. */
export function coverageOf(definition: Definition, report: TestReport): Coverage {
  const { reasoner } = boundsOf(definition);
  const items = coverageTargets(definition).map((target) => cover(target, report, reasoner));
  const counts = (kind: CoverageKind): CoverageCount => {
    const own = items.filter((item) => item.kind === kind);
    return { covered: own.filter(({ missing }) => missing.length === 0).length, total: own.length };
  };
  const missing = items.reduce((sum, item) => sum + item.missing.length, 0);
  const possible = items.reduce((sum, item) => sum + Number(item.held > 0) + Number(item.failed > 0), missing);
  return {
    items,
    uncovered: items.filter((item) => item.missing.length > 0),
    byKind: {
      exclusion: counts('exclusion'), requirement: counts('requirement'), rule: counts('rule'), case: counts('case'),
      stage: counts('stage'), tier: counts('tier'), handoff: counts('handoff'),
    },
    percent: possible === 0 ? 100 : Math.floor(((possible - missing) * 1000) / possible) / 10,
  };
}

function cover(target: CoverageTarget, report: TestReport, reasoner: Reasoner): CoverageItem {
  const { kind, section, name, origin, node, goals } = target;
  const held = report.tests.filter(({ trace }) => trace.get(node) === true).length;
  const failed = report.tests.length - held;
  const missing: Missing[] = [];
  // What no lead can do, no test can show.
  if (held === 0 && !(goals !== undefined && reasoner.refutes(goals))) missing.push('never held');
  if (failed === 0 && !(goals !== undefined && isCertain(goals, reasoner))) missing.push('never failed');
  return { kind, section, name, origin, held, failed, missing };
}

function isCertain(goals: readonly Goal[], reasoner: Reasoner): boolean {
  return goals.every((goal) => reasoner.refutes([{ ...goal, holds: !goal.holds }]));
}

/** In the order of `Coverage.items`. */
export function coverageTargets(definition: Definition): readonly CoverageTarget[] {
  const qualified: Condition = { kind: 'qualified', origin: definition.mainStage.origin };
  return [
    ...definition.exclusions.map((each): CoverageTarget => ({
      kind: 'exclusion', name: sourceText(each.origin), origin: each.origin, node: each, goals: [thatHolds(each.condition)] })),
    ...definition.scores.flatMap((score) => (score.kind !== 'section' ? [] : [
      ...score.requirements.map((each): CoverageTarget => ({
        kind: 'requirement', section: score.name, name: sourceText(each.origin), origin: each.origin, node: each, goals: [thatHolds(each.condition)] })),
      ...score.rules.flatMap((rule) => targetsOfRule(rule, score.name)),
    ])),
    ...definition.stages.flatMap((stage) => stage.ways.map((way): CoverageTarget => ({
      kind: 'stage', name: stage.name, origin: way.origin, node: way, goals: [thatHolds(qualified), thatHolds(way.condition)] }))),
    ...targetsOfTiers(definition),
    ...(definition.handoffs ?? []).map((each): CoverageTarget => ({ kind: 'handoff', name: each.to, origin: each.origin, node: each })),
  ];
}

/** Where a rule has several cases, they stand for it. */
function targetsOfRule(rule: Rule, section: string): readonly CoverageTarget[] {
  if ((rule.kind === 'band rule' || rule.kind === 'occurrence rule') && rule.cases.length > 1) {
    return rule.cases.map((each): CoverageTarget => ({ kind: 'case', section, name: sourceText(each.origin), origin: each.origin, node: each }));
  }
  const goals = rule.kind === 'condition rule' ? [thatHolds(rule.condition), ...(rule.when === undefined ? [] : [thatHolds(rule.when)])] : undefined;
  return [{ kind: 'rule', section, name: rule.label ?? sourceText(rule.origin), origin: rule.origin, node: rule, ...(goals && { goals }) }];
}

function targetsOfTiers({ tier, exclusions, mainStage }: Definition): readonly CoverageTarget[] {
  if (tier === undefined) return [];
  if (tier.kind === 'tier grid') {
    return tier.bandings.flatMap(({ cases }) => cases.map((each): CoverageTarget => ({ kind: 'tier', name: each.label, origin: each.origin, node: each })));
  }
  const open: readonly Goal[] = exclusions.length === 0 ? [] : [thatFails({ kind: 'excluded', origin: mainStage.origin })];
  return tier.tiers.map((each): CoverageTarget => ({
    kind: 'tier', name: each.label, origin: each.origin, node: each, goals: [...open, thatHolds(each.condition)] }));
}
