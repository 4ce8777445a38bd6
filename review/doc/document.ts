/** What a definition says, for people who do not read code, as data that Markdown and HTML are made from. */
import type { Definition, Section } from '../../compiler/check/checked.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { boundsOf } from '../../compiler/reason/bounds.ts';
import { mostPoints } from '../../compiler/reason/points-range.ts';
import { conditionWords, ruleWords, selectorWords, subjectWords } from '../words/words-of-conditions.ts';
import { formulaWords } from '../words/words-of-scores.ts';
import { durationWords, nameWords, testWords, unitOf } from '../words/words-of-values.ts';

export interface DocumentRule {
  readonly name: string | undefined;
  readonly what: string;
  readonly pays: readonly string[];
  readonly limits: readonly string[];
}

export interface DocumentSection {
  readonly name: string;
  readonly settings: readonly string[];
  readonly requirements: readonly string[];
  readonly rules: readonly DocumentRule[];
  /** "from 0 to 60", where it has ends. */
  readonly range: string;
}

export interface DefinitionDocument {
  readonly title: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly exclusions: readonly string[];
  readonly requirements: readonly string[];
  readonly sections: readonly DocumentSection[];
  readonly scores: readonly { readonly name: string; readonly formula: string }[];
  readonly stages: readonly { readonly name: string; readonly ways: readonly string[] }[];
  readonly tiers: readonly { readonly name: string; readonly when: string }[];
  readonly handoffs: readonly { readonly to: string; readonly within: string | undefined; readonly when: string | undefined }[];
  readonly names: readonly { readonly name: string; readonly means: string }[];
  /** From the definition's tests: leads and what becomes of them. */
  readonly examples: readonly { readonly title: string; readonly given: readonly string[]; readonly outcome: readonly string[] }[];
}

export function documentOf(definition: Definition): DefinitionDocument {
  const context = { timezone: definition.timezone };
  const bounds = boundsOf(definition);
  const words = (condition: Parameters<typeof conditionWords>[0]): string => conditionWords(condition, context);
  const range = (score: 'score' | Section): string => {
    const { least, most } = bounds.score(score);
    const low = least <= -mostPoints ? 'any amount below zero' : String(least / 10_000);
    const high = most >= mostPoints ? 'no upper end' : String(most / 10_000);
    return `from ${low} to ${high}`;
  };
  const sections = definition.scores.filter((score) => score.kind === 'section');
  return {
    title: definition.title ?? definition.file.path.replace(/^.*[\\/]/, ''),
    facts: [
      ...(definition.owner === undefined ? [] : [{ name: 'Owner', value: definition.owner }]),
      ...(definition.reviewBy === undefined ? [] : [{ name: 'Review by', value: definition.reviewBy.date }]),
      { name: 'Time zone', value: definition.timezone },
      { name: 'Score', value: range('score') },
      { name: 'Version', value: makePlan(definition).version },
    ],
    exclusions: definition.exclusions.map((exclusion) => words(exclusion.condition)),
    requirements: sections.flatMap((section) => section.requirements.map((requirement) => words(requirement.condition))),
    sections: sections.map((section) => ({
      name: section.name,
      settings: [
        ...(section.upTo === undefined ? [] : [`at most ${section.upTo / 10_000} points`]),
        ...(section.floor === undefined ? [] : [`at least ${section.floor / 10_000} points`]),
        ...cutWords(section, context),
      ],
      requirements: section.requirements.map((requirement) => words(requirement.condition)),
      rules: section.rules.map((rule) => ({ name: rule.label, ...ruleWords(rule, context) })),
      range: range(section),
    })),
    scores: [
      ...definition.scores.flatMap((score) => (score.kind === 'derived score' ? [{ name: score.name, formula: formulaWords(score.formula) }] : [])),
      { name: 'score', formula: definition.score === undefined ? `the sum of ${sections.map((section) => section.name).join(', ') || 'nothing'}` : formulaWords(definition.score) },
    ],
    stages: definition.stages.map((stage) => ({ name: stage.name, ways: stage.ways.map((way) => words(way.condition)) })),
    tiers: tiersOf(definition, context),
    handoffs: (definition.handoffs ?? []).map((handoff) => ({
      to: handoff.to,
      within: handoff.within === undefined ? undefined : durationWords(handoff.within),
      when: handoff.when === undefined ? undefined : words(handoff.when),
    })),
    names: definition.defined.filter((defined) => defined.used).map((defined) => ({ name: nameWords(defined.name), means: words(defined.condition) })),
    examples: definition.tests.map((test) => exampleOf(test)),
  };
}

function cutWords(section: Section, context: { readonly timezone: string }): string[] {
  const rule = section.rules.find((one) => one.kind === 'occurrence rule' && one.selector.cut !== undefined);
  return rule?.kind === 'occurrence rule' ? [`only what happened after the last ${selectorWords(rule.selector.cut!, context, 'one')}`] : [];
}

function tiersOf({ tier, timezone }: Definition, context: { readonly timezone: string }): { name: string; when: string }[] {
  if (tier === undefined) return [];
  if (tier.kind === 'tier list') return tier.tiers.map((one) => ({ name: one.label, when: conditionWords(one.condition, context) }));
  return tier.bandings.flatMap((banding, index) => banding.cases.map((one) => ({
    name: `${'· '.repeat(index)}${one.label}${' ·'.repeat(tier.bandings.length - 1 - index)}`,
    when: `${subjectWords(banding.subject, context)}${one.test === undefined ? ': otherwise' : ` ${testWords(one.test, unitOf(banding.subject, timezone), undefined)}`}`,
  })));
}

/** What stands before the ways into a stage. */
export function stageIntroduction(ways: readonly string[]): string {
  return `a lead that is not excluded, meets every requirement, and of which ${ways.length === 1 ? 'this holds' : 'one of these holds'}`;
}

export function exampleLines({ given, outcome }: DefinitionDocument['examples'][number]): string[] {
  return [...given.map((one) => `given ${one}`), ...outcome.map((one) => `comes out as ${one}`)];
}

/** A test as a reader's example: what was given and what was expected, in the words of the file. */
function exampleOf({ title, origin }: Definition['tests'][number]): DefinitionDocument['examples'][number] {
  const lines = origin.file.text.slice(origin.span.start, origin.span.end).split(/[\n;]/).map((line) => line.trim());
  const after = (word: string): string[] => lines.flatMap((line) => (line.toLowerCase().startsWith(`${word} `) ? [line.slice(word.length + 1).trim()] : []));
  return { title, given: [...after('at').map((time) => `at ${time}`), ...after('given')], outcome: after('expect') };
}
