/** The checked definition to the plan: selectors to streams, what is asked of them to measures, names to indexes. */
import type * as checked from '../check/checked.ts';
import { unreachable } from '../unreachable.ts';
import { decayTable } from './fading.ts';
import { planOrigin } from './plan-origin.ts';
import type * as plan from './plan.ts';
import { planTest } from './plan-tests.ts';
import { planVersion } from './plan-version.ts';
import { createRegistry, type Registry } from './registry.ts';

export function makePlan(definition: checked.Definition): plan.Plan {
  // Made twice: only the first tells which fields are used, and they stand in the order of the vocabulary, not of their use.
  const used = new Set(planContent(definition, createRegistry(definition)).schema.fields.map((field) => field.name));
  const content = planContent(definition, createRegistry(definition, used));
  return { ...content, version: planVersion(content) };
}

function planContent(definition: checked.Definition, registry: Registry): Omit<plan.Plan, 'version'> {
  const exclusions = definition.exclusions.map((exclusion) => planItem(registry, exclusion, undefined));
  const scores = definition.scores.map((score) => planScore(registry, score));
  const score = definition.score === undefined ? null : planFormula(registry, definition.score);
  const stages = definition.stages.map((stage): plan.Stage => ({
    name: stage.name,
    origin: planOrigin(stage.origin),
    ways: stage.ways.map((way) => planItem(registry, way, stage.name)),
  }));
  const tier = definition.tier === undefined ? null : planTier(registry, definition.tier);
  const handoffs = definition.handoffs?.map((handoff): plan.Handoff => ({
    origin: planOrigin(handoff.origin),
    to: handoff.to,
    within: handoff.within ?? null,
    when: handoff.when === undefined ? null : planCondition(registry, handoff.when),
  })) ?? null;
  return {
    formatVersion: 1,
    name: definition.title ?? null,
    path: definition.file.path,
    timezone: definition.timezone,
    schema: registry.schema(),
    widestWindow: widestWindow(registry.streams),
    streams: registry.streams,
    measures: registry.measures,
    conditions: registry.conditions,
    exclusions,
    scores,
    score,
    stages,
    mainStage: definition.stages.indexOf(definition.mainStage),
    tier,
    handoffs,
  };
}

function widestWindow(streams: readonly plan.Stream[]): number | null {
  const windows = streams.map((stream) => stream.window);
  return windows.length === 0 || windows.includes(null) ? null : Math.max(...windows.map((window) => window!));
}

/** An item of a list; its label is `label` or its own source text. */
function planItem(registry: Registry, item: { readonly origin: checked.Origin; readonly condition: checked.Condition }, label: string | undefined): plan.Item {
  const origin = planOrigin(item.origin);
  return { origin, label: label ?? origin.text, condition: planCondition(registry, item.condition) };
}

// ---------------------------------------------------------------- conditions

export function planCondition(registry: Registry, condition: checked.Condition): plan.Condition {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const parts = condition.parts.map((part) => planCondition(registry, part));
      return parts.length === 1 ? parts[0]! : { kind: condition.kind, parts };
    }
    case 'not':
      return { kind: 'not', operand: planCondition(registry, condition.operand) };
    case 'at least': {
      const parts = condition.parts.map((part) => planCondition(registry, part));
      return { kind: 'at least', count: condition.count, parts };
    }
    case 'defined':
      return { kind: 'condition', condition: registry.condition(condition.definition, planCondition) };
    case 'qualified':
    case 'excluded':
      return { kind: condition.kind };
    case 'stage':
      return { kind: 'stage', stage: registry.stage(condition.stage) };
    case 'test':
      return { kind: 'test', subject: planSubject(registry, condition.subject), test: planTest(condition.test) };
    default:
      return unreachable(condition);
  }
}

function planSubject(registry: Registry, subject: checked.Subject): plan.Subject {
  switch (subject.kind) {
    case 'field':
      return registry.column(subject.field, subject.part);
    case 'property':
      return registry.property(subject.property, subject.part);
    case 'count':
    case 'days':
      return registry.measure({ kind: subject.kind, stream: planStream(registry, subject.selector) });
    case 'distinct':
      return registry.measure({
        kind: 'distinct',
        stream: planStream(registry, subject.selector),
        property: registry.property(subject.property, subject.part),
      });
    case 'total':
      return registry.measure({
        kind: 'total',
        stream: planStream(registry, subject.selector),
        property: registry.property(subject.property, undefined),
      });
    case 'since':
      return { kind: 'since', measure: registry.measure({ kind: 'latest', stream: planStream(registry, subject.selector) }).measure };
    case 'score':
      return { kind: 'score', score: subject.score === 'score' ? null : registry.score(subject.score) };
    case 'tier':
      return { kind: 'tier' };
    default:
      return unreachable(subject);
  }
}

function planStream(registry: Registry, selector: checked.Selector, window: number | null = selector.window ?? null): number {
  const cut = selector.cut === undefined ? null : planStream(registry, selector.cut);
  const filter = selector.filter === undefined ? null : planCondition(registry, selector.filter);
  return registry.stream(selector, filter, window, cut);
}

// ---------------------------------------------------------------- scores

function planScore(registry: Registry, score: checked.Section | checked.DerivedScore): plan.Section | plan.DerivedScore {
  const origin = planOrigin(score.origin);
  if (score.kind === 'derived score') {
    return { kind: 'derived score', name: score.name, origin, formula: planFormula(registry, score.formula) };
  }
  return {
    kind: 'section',
    name: score.name,
    origin,
    upTo: score.upTo ?? null,
    floor: score.floor ?? null,
    requirements: score.requirements.map((requirement) => planItem(registry, requirement, undefined)),
    rules: score.rules.map((rule) => planRule(registry, rule)),
  };
}

function planFormula(registry: Registry, formula: checked.ScoreFormula): plan.ScoreFormula {
  return {
    terms: formula.terms.map((term) =>
      term.kind === 'constant'
        ? { kind: 'constant', points: term.points }
        : { kind: 'scaled', factor: term.factor, score: registry.score(term.score) }),
    upTo: formula.upTo ?? null,
    floor: formula.floor ?? null,
  };
}

function planRule(registry: Registry, rule: checked.Rule): plan.Rule {
  const origin = planOrigin(rule.origin);
  const common = {
    origin,
    label: rule.label ?? origin.text,
    when: rule.when === undefined ? null : planCondition(registry, rule.when),
    upTo: rule.upTo ?? null,
  };
  switch (rule.kind) {
    case 'condition rule':
      return { kind: rule.kind, ...common, condition: planCondition(registry, rule.condition), points: rule.points };
    case 'band rule':
      return {
        kind: rule.kind,
        ...common,
        subject: planSubject(registry, rule.subject),
        cases: rule.cases.map((band) => ({ test: band.test === undefined ? null : planTest(band.test), points: band.points })),
      };
    case 'proportional rule':
      return { kind: rule.kind, ...common, subject: planSubject(registry, rule.subject), points: rule.points, unit: rule.unit };
    case 'occurrence rule':
      return { kind: rule.kind, ...common, ...planOccurrences(registry, rule) };
    default:
      return unreachable(rule);
  }
}

function planOccurrences(registry: Registry, rule: checked.OccurrenceRule) {
  // A cooldown looks at events that the window leaves out, so there the window is the rule's, not the stream's.
  const cooldown = rule.cooldown ?? null;
  const window = rule.selector.window ?? null;
  const main = rule.cases.some((one) => one.test !== undefined) ? rule.selector.events[0]?.properties[0] : undefined;
  return {
    stream: planStream(registry, rule.selector, cooldown === null ? window : null),
    property: main === undefined ? null : registry.property(main, undefined),
    cases: rule.cases.map((one) => ({ test: one.test === undefined ? null : planTest(one.test), points: one.points })),
    cooldown,
    window: cooldown === null ? null : window,
    oncePer: rule.oncePer ?? null,
    atMost: rule.atMost ?? null,
    fading: planFading(rule),
  };
}

function planFading(rule: checked.OccurrenceRule): plan.Decay | plan.Fade | null {
  if (rule.fading === undefined) return null;
  if (rule.fading.kind === 'fade') return { kind: 'fade', days: rule.fading.days };
  return decayTable(rule.fading.percent, rule.fading.every, rule.selector.window ?? null);
}

// ---------------------------------------------------------------- outcomes

function planTier(registry: Registry, tier: checked.TierList | checked.TierGrid): plan.TierList | plan.TierGrid {
  if (tier.kind === 'tier list') {
    return { kind: tier.kind, tiers: tier.tiers.map((one) => planItem(registry, one, one.label)) };
  }
  return {
    kind: tier.kind,
    origin: planOrigin(tier.origin),
    bandings: tier.bandings.map((banding) => ({
      origin: planOrigin(banding.origin),
      subject: planSubject(registry, banding.subject),
      cases: banding.cases.map((one) => ({ test: one.test === undefined ? null : planTest(one.test), label: one.label })),
    })),
  };
}
