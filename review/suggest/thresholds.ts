/** The boundaries that a definition draws: points that decide outcomes, and numbers of a lead. */
import type { Condition, Definition, DerivedScore, Section, Subject, ValueTest } from '../../compiler/check/checked.ts';
import { sourceText } from '../run-tests.ts';
import type { LeadField } from '../../compiler/vocabulary/types.ts';

/** Where one value passes into the next. */
interface Cut {
  /** In the units of its subject: ten-thousandths of points, or a number. */
  readonly value: number;
  /** Whether the value itself stands above the boundary, as in `>= 50`, or below it, as in `> 50`. */
  readonly above: boolean;
}

export interface Threshold extends Cut {
  readonly subject: { readonly kind: 'score'; readonly score: 'score' | Section | DerivedScore } | { readonly kind: 'field'; readonly field: LeadField };
  /** As it is written, and of what: "score > 50 of mql". */
  readonly name: string;
  /** What has to hold for the boundary to decide; each is tried, the most telling first. */
  readonly where: readonly Condition[];
  readonly qualified: boolean;
  /** A requirement that it stands in: the others have to hold. */
  readonly requirement: object | undefined;
}

/** What has to hold for a test in a definition to decide something. */
export type Context = Pick<Threshold, 'where' | 'qualified' | 'requirement'>;

const free: Context = { where: [], qualified: false, requirement: undefined };

/** Each boundary once, in the order of the text. */
export function thresholdsOf(definition: Definition): Threshold[] {
  const found = new Map<string, Threshold>();
  eachTest(definition, (subject, test, name, context) => {
    const target = targetOf(subject);
    if (target === undefined) return;
    for (const each of cutsOf(test)) {
      // Of numbers of a lead the next whole one is looked at, so `..49` and `50..` draw one boundary.
      const cut = target.kind === 'field' && !each.above ? { value: each.value + 1, above: true } : each;
      const who = target.kind === 'field' ? `field ${target.field.name}` : `score ${target.score === 'score' ? '' : target.score.name}`;
      const key = `${who} ${cut.value} ${cut.above}`;
      if (!found.has(key)) found.set(key, { ...cut, subject: target, name, ...context });
    }
  });
  return [...found.values()];
}

/** Every test of a subject, with how it is called; those inside filters and names of `define` are not of the definition's own text. */
export function eachTest(definition: Definition, add: (subject: Subject, test: ValueTest, name: string, context: Context) => void): void {
  const onCondition = (condition: Condition, of: string, context: Context): void => {
    switch (condition.kind) {
      case 'and': {
        const { parts } = condition;
        for (const part of parts) onCondition(part, of, { ...context, where: [...context.where, ...parts.filter((other) => other !== part)] });
        return;
      }
      case 'or': case 'at least': condition.parts.forEach((part) => onCondition(part, of, context)); return;
      case 'not': onCondition(condition.operand, of, context); return;
      case 'test': add(condition.subject, condition.test, `${sourceText(condition.origin)}${of}`, context); return;
      case 'defined': case 'qualified': case 'excluded': case 'stage':
    }
  };
  const ofQualified = { ...free, qualified: true };
  for (const score of definition.scores) {
    if (score.kind !== 'section') continue;
    const of = ` of ${score.name}`;
    for (const requirement of score.requirements) onCondition(requirement.condition, of, { ...free, requirement });
    for (const rule of score.rules) {
      const when = rule.when === undefined ? [] : [rule.when];
      if (rule.when !== undefined) onCondition(rule.when, of, free);
      if (rule.kind === 'condition rule') onCondition(rule.condition, of, { ...free, where: when });
      if (rule.kind !== 'band rule') continue;
      for (const one of rule.cases) if (one.test !== undefined) add(rule.subject, one.test, `${sourceText(rule.subject.origin)}${of}`, { ...free, where: when });
    }
  }
  for (const stage of definition.stages) for (const way of stage.ways) onCondition(way.condition, ` of ${stage.name}`, ofQualified);
  if (definition.tier?.kind === 'tier list') for (const tier of definition.tier.tiers) onCondition(tier.condition, ` of tier ${tier.label}`, free);
  if (definition.tier?.kind === 'tier grid') {
    for (const { subject, cases } of definition.tier.bandings) {
      for (const one of cases) if (one.test !== undefined) add(subject, one.test, `${sourceText(subject.origin)} of tier`, free);
    }
  }
  const { mainStage } = definition;
  const ofMainStage = { ...ofQualified, where: [{ kind: 'stage', origin: mainStage.origin, stage: mainStage } as const] };
  for (const handoff of definition.handoffs ?? []) if (handoff.when !== undefined) onCondition(handoff.when, ` of handoff ${handoff.to}`, ofMainStage);
}

function targetOf(subject: Subject): Threshold['subject'] | undefined {
  if (subject.kind === 'score') return { kind: 'score', score: subject.score };
  if (subject.kind !== 'field' || subject.part !== undefined) return undefined;
  return subject.type.kind === 'number' || subject.type.kind === 'money' ? { kind: 'field', field: subject.field } : undefined;
}

export function cutsOf(test: ValueTest): Cut[] {
  if (test.kind === 'any') return test.tests.flatMap(cutsOf);
  if (test.kind === 'not') return cutsOf(test.test);
  if (test.kind !== 'interval') return [];
  // `= 5` draws two boundaries at one value; a value that is one of many is no threshold.
  if (test.low !== undefined && test.low.value === test.high?.value) return [];
  return [
    ...(test.low === undefined ? [] : [{ value: test.low.value, above: test.low.inclusive }]),
    ...(test.high === undefined ? [] : [{ value: test.high.value, above: !test.high.inclusive }]),
  ];
}
