/** Leads that show something, made smaller and plainer. */
import { expect, test } from 'vitest';
import type { TypedEvent, TypedValue } from '../../../compiler/check/checked.ts';
import { evaluate } from '../../../reference/evaluate.ts';
import { leastLead } from '../../../review/prove/least-lead.ts';
import { reduced, type Confirm } from '../../../review/prove/reduce.ts';
import type { Witness } from '../../../review/prove/witness.ts';
import { definitionOf } from '../../check-text.ts';

const definition = definitionOf('fit: employees 20..40 +20; seniority vp +5\nintent: webinar +10 within 30d; chat +1\nmql when score >= 30\n');
const now = Date.UTC(2025, 4, 4, 3, 2, 1);
const day = 86_400_000;
const event = (type: string, age: number): TypedEvent => ({ type, at: now - age, properties: new Map([['title', 'a']]) });
const start: Witness = {
  lead: { id: 'lead', fields: new Map<string, TypedValue>([['employees', 29.5], ['seniority', 'vp'], ['city', 'Rome']]) },
  events: [event('webinar', 3 * day + 17), event('chat', 5), event('webinar', 40 * day), event('webinar', 2 * day)], now,
};

/** A lead that is an MQL. */
const isMql: Confirm = ({ lead, events, now: time }) => {
  const explanation = evaluate(definition, lead, events, time);
  return explanation.stages['mql'] === true ? [explanation] : undefined;
};

test('with the same result: without what changes nothing, whole numbers, plain ages', () => {
  const { witness, explanations } = reduced({ witness: start, explanations: isMql(start)! }, isMql);
  expect([...witness.lead.fields]).toEqual([['employees', 30], ['seniority', 'vp']]);
  expect(witness.events.map(({ type, at, properties }) => [type, (now - at) / day, properties.size])).toEqual([['webinar', 1, 0], ['chat', 1, 0], ['webinar', 1, 0]]);
  expect(explanations[0]!.score).toBe(46);
});

test('as little as it takes, at the time of tests', () => {
  const first = reduced({ witness: start, explanations: isMql(start)! }, isMql);
  const { witness, explanations } = leastLead(first, isMql);
  expect([...witness.lead.fields.keys()]).toEqual(['employees']);
  expect(witness.events.map(({ type }) => type)).toEqual(['webinar']);
  expect([witness.now, explanations[0]!.score]).toEqual([Date.UTC(2026, 0, 1), 30]);
});
