/** What is asked of scores, stages and tiers and can never hold, each beside the nearest that can; and what is taken for granted. */
import { describe, expect, test } from 'vitest';
import type { Condition, Definition } from '../../compiler/check/checked.ts';
import { boundsOf } from '../../compiler/reason/bounds.ts';
import { thatFails, thatHolds, type Reasoner } from '../../compiler/reason/reasoner.ts';
import { definitionOf } from '../check-text.ts';
import type { Pairs } from './refuted.ts';

/** The first way into the last stage, in a definition with points. */
function ofStage(text: string): { readonly definition: Definition; readonly condition: Condition; readonly reasoner: Reasoner } {
  const definition = definitionOf(text);
  return { definition, condition: definition.stages.at(-1)!.ways[0]!.condition, reasoner: boundsOf(definition).reasoner };
}

test('who is excluded, and who qualifies', () => {
  const never = (start: string, way: string): boolean => {
    const { condition, reasoner } = ofStage(`${start}mql when ${way}\n`);
    return reasoner.refutes([thatHolds(condition)]);
  };
  const two = 'exclude: seniority intern\nexclude: country CA\n';
  expect(['not excluded and country CA', 'not excluded and seniority intern', 'excluded and seniority vp and country US', 'not qualified and seniority vp and country US'].map((way) => never(two, way))).toEqual([true, true, true, true]);
  expect(['not excluded and country US', 'excluded and seniority vp', 'excluded and country US', 'not qualified and seniority vp'].map((way) => never(two, way))).toEqual([false, false, false, false]);
  expect(['excluded', 'not qualified', 'not excluded', 'qualified'].map((way) => never('fit: country US +1\n', way))).toEqual([true, true, false, false]);
});

test('what is assumed binds nobody else', () => {
  const { exclusions, ...definition } = definitionOf('exclude:\n  country US\n  country CA\n  country US or title "a"\n  country != US and title != "a"\nmql when demo_request\n');
  const [inUs, inCanada, either, neither] = exclusions.map(({ condition }) => condition);
  const { reasoner } = boundsOf({ exclusions, ...definition });
  const [assumed, open] = [reasoner.assuming([thatHolds(inUs!)]), reasoner.assuming([thatHolds(either!)])];
  for (let round = 0; round < 2; round += 1) {
    expect([assumed, reasoner, open].map((each) => each.refutes([thatHolds(inCanada!)]))).toEqual([true, false, false]);
    expect([open, reasoner].map((each) => each.refutes([thatHolds(neither!)]))).toEqual([true, false]);
    expect([reasoner, open].map((each) => each.refutes([thatHolds(inUs!), thatHolds(inCanada!)]))).toEqual([true, true]);
    expect([reasoner, assumed, open].map((each) => each.knowsNothing)).toEqual([true, false, false]);
  }
  expect(assumed.known((inUs as Extract<Condition, { kind: 'test' }>).subject)).toHaveLength(1);
  expect(open.known((inUs as Extract<Condition, { kind: 'test' }>).subject)).toEqual([]);
});

test('what is known of one part of a score binds the sum of the parts alone', () => {
  const never = (start: string, way: string): boolean => {
    const { condition, reasoner } = ofStage(`${start}mql when ${way}\n`);
    return reasoner.refutes([thatHolds(condition)]);
  };
  const penalty = 'fit:\n  employees 50.. +20\npenalty:\n  country US -30\n';
  expect([never(penalty, 'fit 20 and penalty <= -10'), never(penalty, 'score > -10 and penalty <= -30'), never(penalty, 'score >= 0 and penalty <= -30')]).toEqual([false, true, true]);
  const derived = 'fit:\n  employees 50.. +20\nscore low = fit - 50\n';
  expect([never(derived, 'score 20 and fit 20'), never(derived, 'score 20 and fit < 20')]).toEqual([false, true]);
  const doubled = 'fit: employees 50.. +20\nscore = 200% * fit\n';
  expect([never(doubled, 'score 40 and fit 20'), never(doubled, 'score > 40')]).toEqual([false, true]);
});

describe('scores and outcomes', () => {
  const start = [
    'exclude: seniority intern', 'fit:', '  require country US', '  employees 50.. +20', '  employees 1..49 +10', 'intent (up to 30): webinar +10', 'warm when fit >= 10',
    'tier A when fit >= 20', 'tier B when fit >= 10', '',
  ].join('\n');
  const pairs: Pairs = [
    ['fit > 20', 'fit >= 20'],
    ['fit < 0', 'fit <= 0'],
    ['fit 11..19', 'fit 10..19'],
    ['intent > 30', 'intent >= 30'],
    ['score > 50', 'score >= 50'],
    ['score >= 50 and fit < 20', 'score >= 40 and fit < 20'],
    ['score < 20 and intent >= 20', 'score <= 20 and intent >= 20'],
    ['score 45 and fit 20', 'score 40 and fit 20'],
    ['qualified and country CA', 'qualified and country US'],
    ['qualified and seniority intern', 'qualified and seniority vp'],
    ['qualified and excluded', 'not qualified and not excluded'],
    ['not qualified and country US and seniority vp', 'not qualified and country US'],
    ['excluded and seniority vp', 'excluded and seniority intern'],
    ['not excluded and seniority intern', 'not excluded and seniority vp'],
    ['warm and fit < 10', 'warm and fit < 20'],
    ['warm and country CA', 'warm and country US'],
    ['not warm and qualified and fit >= 10', 'not warm and fit >= 10'],
  ];
  test.each(pairs)('never: %s', (never) => {
    const { condition, reasoner } = ofStage(`${start}mql when ${never}\n`);
    expect(reasoner.refutes([thatHolds(condition)])).toBe(true);
  });
  test.each(pairs)('not: %s; but: %s', (_never, may) => {
    const { condition, reasoner } = ofStage(`${start}mql when ${may}\n`);
    expect(reasoner.refutes([thatHolds(condition)])).toBe(false);
    expect(reasoner.refutes([thatFails(condition)])).toBe(false);
  });
  test('tiers', () => {
    const { reasoner, definition } = ofStage(`${start}mql when fit >= 10\nhandoff:\n  to "A" when tier A and tier B\n  to "B" when tier A\n`);
    const [both, one] = definition.handoffs!.map(({ when }) => when!);
    expect(reasoner.refutes([thatHolds(both!)])).toBe(true);
    expect(reasoner.refutes([thatHolds(one!)])).toBe(false);
    expect(reasoner.refutes([thatFails(one!)])).toBe(false);
  });
});

describe('what is assumed', () => {
  function left(assumed: string, condition: string): boolean {
    const definition = definitionOf(`exclude:\n  ${assumed}\n  ${condition}\nmql when demo_request\n`);
    const [first, second] = definition.exclusions.map((each) => each.condition);
    return !boundsOf(definition).reasoner.assuming([thatHolds(first!)]).refutes([thatHolds(second!)]);
  }
  test.each([
    ['country US', 'country CA', false],
    ['country US', 'country US', true],
    ['country US', 'title "x"', true],
    ['country US or country CA', 'country MX', false],
    ['country US or country CA', 'not country US', true],
    ['webinar within 7d >= 3', 'webinar < 3', false],
    ['webinar within 7d >= 3', 'webinar within 7d < 4', true],
    ['country US and webinar within 7d >= 3', 'webinar < 3', false],
    ['webinar within 7d >= 3 and country US', 'webinar < 3', false],
    ['country US', 'webinar < 3', true],
    ['webinar >= 3', 'no activity and country US', false],
    ['country US and country CA', 'title "x"', false],
    ['country US', 'title "x" and country in (CA, MX)', false],
    ['country US', 'title "x" or country in (CA, MX)', true],
    ['country US', 'not (title "x" or country US)', false],
  ])('where %s: %s may hold: %s', (assumed, condition, may) => {
    expect(left(assumed, condition)).toBe(may);
  });
});
