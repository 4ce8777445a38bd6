/** That bounds and lints hold for every lead, as a property for fast-check: the reference never leaves the bounds, and never does what a lint rules out. */
import * as fc from 'fast-check';
import type { Condition, Definition, DerivedScore, Section } from '../../compiler/check/checked.ts';
import { eachBanding } from '../../compiler/lint/each-banding.ts';
import { eachCondition, partsOf } from '../../compiler/lint/each-condition.ts';
import { hiddenCases } from '../../compiler/lint/hidden-case.ts';
import { lintContext } from '../../compiler/lint/lint-context.ts';
import { lint } from '../../compiler/lint/lint.ts';
import { boundsOf, boundsOfQualified, type Bounds, type DefinitionBounds } from '../../compiler/reason/bounds.ts';
import { thatFails, thatHolds } from '../../compiler/reason/reasoner.ts';
import { isPossible } from '../../compiler/reason/worlds.ts';
import { holds } from '../../reference/conditions.ts';
import { evaluate, type Trace } from '../../reference/evaluate.ts';
import type { Explanation } from '../../reference/result.ts';
import type { Situation } from '../../reference/situation.ts';
import { readRows } from '../../reference/read-rows.ts';
import { checkText } from '../check-text.ts';
import { cases, type GeneratedCase } from '../differential/case.ts';

export interface Seen {
  leads: number;
  /** Conditions that were proved constant. */
  refuted: number;
  /** Scores with an end that is not the limit of all totals, and leads that came to that end. */
  limited: number;
  reached: number;
  diagnostics: number;
}

export const nothingSeen: Readonly<Seen> = { leads: 0, refuted: 0, limited: 0, reached: 0, diagnostics: 0 };

/** @param leads of each definition */
export function soundness(seen: Seen, leads = 25): fc.IPropertyWithHooks<[GeneratedCase]> {
  return fc.property(cases(leads), (generated) => {
    const { definition } = checkText(generated.text);
    fc.pre(definition !== undefined);
    tryCase(definition!, generated, seen);
  });
}

function tryCase(definition: Definition, generated: GeneratedCase, seen: Seen): void {
  const bounds = boundsOf(definition);
  const qualified = boundsOfQualified(definition);
  seen.diagnostics += lint(definition, { today: '2026-01-01' }).length;
  const nobodyQualifies = lintContext(definition, undefined).nobodyQualifies;
  const conditions = eachCondition(definition).filter(({ place }) => place !== 'filter').flatMap(({ condition }) => withParts(condition));
  const never = conditions.filter((condition) => bounds.reasoner.refutes([thatHolds(condition)]));
  const always = conditions.filter((condition) => bounds.reasoner.refutes([thatFails(condition)]));
  const neverTaken = eachBanding(definition).flatMap((banding) => {
    const range = bounds.reasoner.rangeOf(banding.subject);
    const hidden = hiddenCases(banding, range);
    return banding.cases.filter(({ test: own }, index) => hidden.has(index)
      || (own !== undefined && !isPossible(banding.subject, range, [{ test: own, holds: true }])));
  });
  const unreached = definition.stages.flatMap(({ ways }) => ways.filter(({ condition }) => qualified.reasoner.refutes([thatHolds(condition)])));
  const reached = definition.stages.flatMap(({ ways }) => ways.filter(({ condition }) => qualified.reasoner.refutes([thatFails(condition)])));
  seen.refuted += never.length + always.length + neverTaken.length + unreached.length + reached.length;

  const { leads, events } = readRows(definition, { leads: generated.leads, events: generated.events });
  for (const lead of leads) {
    seen.leads += 1;
    const trace: Trace = new Map();
    const own = events.get(lead.id) ?? [];
    const result = evaluate(definition, lead, own, generated.now, trace);
    within(definition, result, bounds, seen);
    if (result.qualified) {
      if (nobodyQualifies) throw new Error(`lead ${lead.id} qualifies, and nobody should`);
      within(definition, result, qualified, seen);
      for (const way of reached) if (trace.get(way) !== true) throw new Error(`lead ${lead.id} misses ${text(way)}`);
    }
    for (const way of unreached) if (trace.get(way) === true) throw new Error(`lead ${lead.id} reaches ${text(way)}`);
    for (const each of neverTaken) if (trace.get(each) === true) throw new Error(`lead ${lead.id} takes the case ${text(each)}`);
    const situation = situationOf(definition, lead, own, generated.now, result);
    for (const each of never) if (holds(each, situation)) throw new Error(`for lead ${lead.id} \`${text(each)}\` holds`);
    for (const each of always) if (!holds(each, situation)) throw new Error(`for lead ${lead.id} \`${text(each)}\` does not hold`);
  }
}

function withParts(condition: Condition): readonly Condition[] {
  return [condition, ...partsOf(condition).flatMap(withParts)];
}

function within(definition: Definition, result: Explanation, bounds: DefinitionBounds, seen: Seen): void {
  const rules = definition.scores.flatMap((score) => (score.kind === 'section' ? score.rules : []));
  const paid = result.items.filter((item) => item.kind === 'rule');
  rules.forEach((rule, index) => inside(paid[index]!.points!, bounds.rule(rule), paid[index]!.label, result));
  for (const score of definition.scores) limited(result.sections[score.name]!, bounds.score(score), score.name, result, seen);
  limited(result.score, bounds.score('score'), 'score', result, seen);
}

function limited(points: number, range: Bounds, name: string, result: Explanation, seen: Seen): void {
  inside(points, range, name, result);
  const amount = Math.round(points * 10_000);
  if (range.most < 1e13 || range.least > -1e13) seen.limited += 1;
  if (amount === range.most || amount === range.least) seen.reached += 1;
}

function inside(points: number, { least, most, step }: Bounds, name: string, result: Explanation): void {
  const amount = Math.round(points * 10_000);
  if (amount < least || amount > most || amount % step !== 0) {
    throw new Error(`lead ${result.id}: \`${name}\` comes to ${amount}, outside ${least} to ${most} by ${step}`);
  }
}

function situationOf(definition: Definition, lead: Situation['lead'], events: Situation['events'], now: number, result: Explanation): Situation {
  const exact = (points: number): bigint => BigInt(Math.round(points * 10_000));
  const scores = new Map<'score' | Section | DerivedScore, bigint>(definition.scores.map((score) => [score, exact(result.sections[score.name]!)]));
  scores.set('score', exact(result.score));
  return {
    definition, lead, events, now, scores,
    stages: new Map(definition.stages.map((stage) => [stage, result.stages[stage.name]!])),
    excluded: result.excluded, qualified: result.qualified, tier: result.tier ?? null,
  };
}

function text({ origin: { file, span } }: { readonly origin: Condition['origin'] }): string {
  return file.text.slice(span.start, span.end);
}
