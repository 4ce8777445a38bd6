/**
 * The reference interpreter: what a definition says of one lead. It is slow and plainly correct, written to be read
 * beside the language reference, and every engine is held against it. It shares no code with them but `tables/`.
 */
import type {
  Definition, DerivedScore, Exclusion, Instant, Origin, Requirement, Rule, Section, StageWay, TypedEvent, TypedLead,
} from '../compiler/check/checked.ts';
import { positionAt } from '../compiler/source/source-file.ts';
import { holds } from './conditions.ts';
import { formulaValue, handoffOf, tierOf, type Trace } from './outcomes.ts';
import { betweenFloorAndCeiling, shown, withinBounds } from './points.ts';
import type { Explanation, ExplanationItem, Result } from './result.ts';
import { pay, type Paid } from './rules.ts';
import { known, type Situation } from './situation.ts';

export type { Trace } from './outcomes.ts';

/**
 * Language reference, sections 4 to 6. `now` is the evaluation time in epoch milliseconds. `trace`, when given, is
 * filled with every exclusion, requirement, rule, case, way into a stage, tier, grid, case of a grid and handoff, and whether it held:
 * of tiers and handoffs, whether it is the lead's.
 */
export function evaluate(
  definition: Definition, lead: TypedLead, events: readonly TypedEvent[], now: Instant, trace: Trace = new Map(),
): Explanation {
  return judge(definition, lead, events, now, trace).explanation;
}

/** As `evaluate`, with all that was found on the way, so that further conditions can be asked of the same lead. */
export function judge(
  definition: Definition, lead: TypedLead, events: readonly TypedEvent[], now: Instant, trace: Trace = new Map(),
): { readonly explanation: Explanation; readonly situation: Situation } {
  const situation: Situation = {
    definition, lead, events, now, scores: new Map(), stages: new Map(), excluded: undefined, qualified: undefined, tier: undefined,
  };
  const items: ExplanationItem[] = [];

  const exclusions = definition.exclusions.map((exclusion) => conditionItem('exclusion', exclusion, undefined, situation, trace));
  situation.excluded = exclusions.some((item) => item.held);
  items.push(...exclusions);

  for (const score of definition.scores) {
    if (score.kind === 'section') items.push(...sectionItems(score, situation, trace));
    else situation.scores.set(score, formulaValue(score.formula, situation));
  }
  situation.scores.set('score', totalScore(definition, situation));
  situation.qualified = !situation.excluded && items.every((item) => item.kind !== 'requirement' || item.held);

  for (const stage of definition.stages) {
    const ways = stage.ways.map((way) => wayItem(stage.name, way, situation, trace));
    situation.stages.set(stage, ways.some((item) => item.held));
    items.push(...ways);
  }

  if (definition.tier !== undefined) {
    situation.tier = tierOf(definition.tier, situation, trace);
    items.push(...tierItems(definition.tier, trace));
  }
  return { explanation: { ...resultOf(situation, trace), items }, situation };
}

function sectionItems(section: Section, situation: Situation, trace: Trace): ExplanationItem[] {
  const requirements = section.requirements.map((each) => conditionItem('requirement', each, section.name, situation, trace));
  const paid = section.rules.map((rule) => pay(rule, situation));
  const sum = paid.reduce((total, each) => total + each.points, 0n);
  situation.scores.set(section, withinBounds(betweenFloorAndCeiling(sum, section.floor, section.upTo)));
  return [...requirements, ...section.rules.map((rule, index) => ruleItem(rule, section.name, paid[index]!, trace))];
}

/** The sum of the sections, unless the file gives a formula. Derived scores are not added: their sections are. */
function totalScore(definition: Definition, situation: Situation): bigint {
  if (definition.score !== undefined) return formulaValue(definition.score, situation);
  const sections = definition.scores.filter((score) => score.kind === 'section');
  return withinBounds(sections.reduce((total, section) => total + known(situation.scores.get(section)), 0n));
}

function resultOf(situation: Situation, trace: Trace): Result {
  const { definition, lead, scores, stages } = situation;
  const pointsOf = (score: 'score' | Section | DerivedScore): number => shown(known(scores.get(score)));
  const handoff = definition.handoffs === undefined ? undefined : handoffOf(definition.handoffs, situation, trace);
  return {
    id: lead.id,
    score: pointsOf('score'),
    sections: Object.fromEntries(definition.scores.map((score) => [score.name, pointsOf(score)])),
    qualified: known(situation.qualified),
    excluded: known(situation.excluded),
    stages: Object.fromEntries(definition.stages.map((stage) => [stage.name, known(stages.get(stage))])),
    ...(definition.tier === undefined ? {} : { tier: known(situation.tier) }),
    ...(handoff === undefined ? {} : { handoff: handoff && { to: handoff.to, within_ms: handoff.within ?? null } }),
  };
}

// ---------------------------------------------------------------- explanations

function conditionItem(
  kind: 'exclusion' | 'requirement', item: Exclusion | Requirement, section: string | undefined, situation: Situation, trace: Trace,
): ExplanationItem {
  const held = holds(item.condition, situation);
  trace.set(item, held);
  return { kind, ...(section === undefined ? {} : { section }), label: sourceText(item.origin), ...placeOf(item.origin), held };
}

function wayItem(name: string, way: StageWay, situation: Situation, trace: Trace): ExplanationItem {
  const held = known(situation.qualified) && holds(way.condition, situation);
  trace.set(way, held);
  return { kind: 'stage', label: name, ...placeOf(way.origin), held };
}

function tierItems(tier: NonNullable<Definition['tier']>, trace: Trace): ExplanationItem[] {
  const itemOf = (node: { readonly origin: Origin }, label: string): ExplanationItem =>
    ({ kind: 'tier', label, ...placeOf(node.origin), held: known(trace.get(node)) });
  return tier.kind === 'tier list' ? tier.tiers.map((each) => itemOf(each, each.label)) : [itemOf(tier, sourceText(tier.origin))];
}

function ruleItem(rule: Rule, section: string, paid: Paid, trace: Trace): ExplanationItem {
  trace.set(rule, paid.held);
  if (rule.kind === 'band rule') rule.cases.forEach((each, index) => trace.set(each, index === paid.caseIndex));
  if (rule.kind === 'occurrence rule') {
    for (const each of rule.cases) trace.set(each, known(paid.events).some((event) => event.taken === each));
  }
  return {
    kind: 'rule',
    section,
    label: rule.label ?? sourceText(rule.origin),
    ...placeOf(rule.origin),
    held: paid.held,
    points: shown(paid.points),
    ...(paid.caseIndex === undefined ? {} : { case: paid.caseIndex }),
    ...(paid.events === undefined ? {} : { events: paid.events.map(shownEvent) }),
  };
}

function shownEvent({ event, points }: NonNullable<Paid['events']>[number]): NonNullable<ExplanationItem['events']>[number] {
  return { at: new Date(event.at).toISOString(), type: event.type, points: shown(points) };
}

function sourceText({ file, span }: Origin): string {
  return file.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}

/** As people count. */
function placeOf({ file, span }: Origin): { line: number; column: number } {
  const position = positionAt(file, span.start);
  return { line: position.line + 1, column: position.character + 1 };
}
