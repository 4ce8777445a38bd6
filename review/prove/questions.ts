/** Questions about the leads of a definition, as terms and as the reference answers them. */
import type { Condition, Definition, Rule } from '../../compiler/check/checked.ts';
import { holds } from '../../reference/conditions.ts';
import { evaluate } from '../../reference/evaluate.ts';
import type { Result } from '../../reference/result.ts';
import { askedOf } from './asked.ts';
import type { Encoded } from './encode.ts';
import type { Question } from './levels.ts';
import { and, compare, not, or } from './smt.ts';
import type { Term } from './smt.ts';
import { withoutRule } from './without-rule.ts';

/** A condition in the place of a `when`. */
export function thatItHolds(condition: Condition): Question {
  return { term: (encoded) => encoded.condition(condition), holds: ({ situation }) => holds(condition, situation), events: eventsAsked([condition]) };
}

/** The events that conditions ask themselves, by name in lower case. */
export function eventsAsked(conditions: readonly Condition[]): string[] {
  return [...askedOf([], conditions).events.keys()];
}

export const qualifies: Question = { term: ({ qualified }) => qualified, holds: ({ explanation }) => explanation.qualified, events: [] };

/** @param node what explanations say of whether it held @param events that it asks */
export function thatHeld(node: object, events: readonly string[]): Question {
  return { term: (encoded) => encoded.held.get(node), holds: ({ trace }) => trace.get(node) === true, events };
}

export function negated({ term, holds: isSo, events }: Question): Question {
  return {
    term: (encoded, without) => { const inner = term(encoded, without); return inner === undefined ? undefined : not(inner); },
    holds: (judged) => !isSo(judged), events,
  };
}

export function together(questions: readonly Question[]): Question {
  return {
    term: (encoded, without) => {
      const terms = questions.map(({ term }) => term(encoded, without));
      return terms.includes(undefined) ? undefined : and(terms as readonly Term[]);
    },
    holds: (judged) => questions.every((one) => one.holds(judged)),
    events: questions.flatMap(({ events }) => events),
  };
}

/** Whether a stage, the tier or the handoff would be another without the rule. */
export function changesOutcomes(definition: Definition, rule: Rule): Question {
  const less = withoutRule(definition, rule);
  const outcomes = ({ stages, tier, handoff }: Result): string => JSON.stringify([stages, tier, handoff]);
  return {
    term: (encoded, without) => outcomesDiffer(definition, encoded, without(rule)),
    holds: ({ witness: { lead, events, now }, explanation }) => outcomes(explanation) !== outcomes(evaluate(less, lead, events, now)),
    events: [...askedOf([definition]).events.keys()],
  };
}

function outcomesDiffer(definition: Definition, one: Encoded, other: Encoded): Term {
  return or([
    ...definition.stages.map(({ name }) => `(xor ${one.stages.get(name.toLowerCase())!} ${other.stages.get(name.toLowerCase())!})`),
    not(and([compare('=', one.tier, other.tier), compare('=', one.handoff, other.handoff)])),
  ]);
}
