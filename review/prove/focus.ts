/**
 * What two versions do not share, each by itself: a small question whose answer says much of the large one. Rules that pay
 * the same for every lead are the same; a lead for which they do not is likely to come out differently.
 */
import type { Condition, Definition, Points, Rule, Section } from '../../compiler/check/checked.ts';
import { conditionKey } from '../../compiler/reason/keys.ts';
import { asksOutcomes, ruleAsksOutcomes } from '../../compiler/reason/outcomes.ts';
import type { EqualParts } from './equal-parts.ts';

export interface Focus {
  /** Definitions of nothing else: they come out differently in their score if at all. */
  readonly before: Definition;
  readonly after: Definition;
  /** Rules of the two versions that pay the same if nothing is different; `undefined`: nothing stands in its place. */
  readonly rules: readonly [Rule | undefined, Rule | undefined] | undefined;
}

const most = 6;
const point = 10_000 as Points;

/** None where too much has changed for one thing to say anything. */
export function focusesOf(before: Definition, after: Definition, equal: EqualParts): Focus[] {
  const found: Focus[] = [];
  for (const [old, now] of sectionsOfBoth(before, after)) {
    const own = ({ rules }: Section): Rule[] => rules.filter((rule) => equal.rule(rule) === undefined);
    for (const [first, second] of inPairs(own(old), own(now))) {
      if ([first, second].some((rule) => rule !== undefined && ruleAsksOutcomes(rule))) continue;
      found.push({ before: alone(before, first), after: alone(after, second), rules: [first, second] });
    }
  }
  const conditions = inPairs(...apart(conditionsOf(before), conditionsOf(after)));
  for (const [first, second] of conditions) {
    const [old, now] = [first, second].map((condition): Rule | undefined => (condition === undefined ? undefined : {
      kind: 'condition rule', origin: condition.origin, label: undefined, when: undefined, upTo: undefined, condition, points: point,
    }));
    found.push({ before: alone(before, old), after: alone(after, now), rules: undefined });
  }
  return found.length > most ? [] : found;
}

function sectionsOfBoth(before: Definition, after: Definition): [Section, Section][] {
  const sections = ({ scores }: Definition): Section[] => scores.filter((score) => score.kind === 'section');
  return sections(before).flatMap((old): [Section, Section][] => {
    const now = sections(after).find(({ name }) => name.toLowerCase() === old.name.toLowerCase());
    return now === undefined ? [] : [[old, now]];
  });
}

/** In their order where there are as many, else each against nothing. */
function inPairs<Element>(first: readonly Element[], second: readonly Element[]): [Element | undefined, Element | undefined][] {
  if (first.length === second.length) return first.map((one, index) => [one, second[index]]);
  return [...first.map((one): [Element, undefined] => [one, undefined]), ...second.map((one): [undefined, Element] => [undefined, one])];
}

/** Exclusions, requirements and ways into stages that ask the lead alone. */
function conditionsOf({ exclusions, scores, stages }: Definition): Condition[] {
  const all = [
    ...exclusions.map(({ condition }) => condition),
    ...scores.flatMap((score) => (score.kind === 'section' ? score.requirements.map(({ condition }) => condition) : [])),
    ...stages.flatMap(({ ways }) => ways.map(({ condition }) => condition)),
  ];
  return all.filter((condition) => !asksOutcomes(condition));
}

/** Those that the other version has not. */
function apart(first: readonly Condition[], second: readonly Condition[]): [Condition[], Condition[]] {
  const [old, now] = [first, second].map((all) => new Set(all.map(conditionKey)));
  return [first.filter((one) => !now!.has(conditionKey(one))), second.filter((one) => !old!.has(conditionKey(one)))];
}

function alone(definition: Definition, rule: Rule | undefined): Definition {
  const section: Section = {
    kind: 'section', name: 'alone', origin: definition.mainStage.origin, upTo: undefined, floor: undefined, requirements: [], rules: rule === undefined ? [] : [rule],
  };
  return { ...definition, exclusions: [], scores: [section], score: undefined, stages: [], tier: undefined, handoffs: undefined };
}
