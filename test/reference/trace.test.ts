import { expect, test } from 'vitest';
import type { Definition, TypedEvent, TypedLead, TypedValue } from '../../compiler/check/checked.ts';
import { evaluate, type Trace } from '../../reference/evaluate.ts';
import { definitionOf } from '../check-text.ts';

const now = Date.UTC(2026, 0, 1);
const day = 86_400_000;

function lead(fields: Record<string, TypedValue> = {}): TypedLead {
  return { id: 'a', fields: new Map(Object.entries(fields)) };
}

function event(type: string, daysAgo: number, properties: Record<string, TypedValue> = {}): TypedEvent {
  return { type, at: now - daysAgo * day, properties: new Map(Object.entries(properties)) };
}

/** The source text of everything that was traced, and whether it held. */
function traced(definition: Definition, person: TypedLead, events: readonly TypedEvent[] = []): Record<string, boolean> {
  const trace: Trace = new Map();
  evaluate(definition, person, events, now, trace);
  return Object.fromEntries([...trace].map(([node, held]) => {
    const { file, span } = (node as { origin: { file: { text: string }; span: { start: number; end: number } } }).origin;
    return [file.text.slice(span.start, span.end), held];
  }));
}

test('exclusions, requirements, rules, ways, tiers and handoffs', () => {
  const definition = definitionOf(`
exclude: country FR
fit:
  require employees 10..
  country US +10
mql when score > 5
mql also when demo_request
tier A when score > 5
tier B when score > 1
handoff:
  to "First" when country US
  to "Second"
`);
  expect(traced(definition, lead({ employees: 10, country: 'US' }))).toEqual({
    'country FR': false, 'require employees 10..': true, 'country US +10': true, 'mql when score > 5': true, 'mql also when demo_request': false,
    'tier A when score > 5': true, 'tier B when score > 1': false, 'to "First" when country US': true, 'to "Second"': false,
  });
  expect(traced(definition, lead({ employees: 9, country: 'FR' }), [event('demo_request', 1)])).toEqual({
    'country FR': true, 'require employees 10..': false, 'country US +10': false, 'mql when score > 5': false, 'mql also when demo_request': false,
    'tier A when score > 5': false, 'tier B when score > 1': false, 'to "First" when country US': false, 'to "Second"': false,
  });
});

test('cases of bands hold where they are taken', () => {
  const definition = definitionOf('fit: employees 1..9 +1 | 10.. +2 | otherwise +3 when country US\nmql when score > 1\n');
  const cases = (person: TypedLead): unknown => {
    const found = traced(definition, person);
    return Object.keys(found).filter((text) => found[text] && !text.startsWith('mql'));
  };
  const whole = 'employees 1..9 +1 | 10.. +2 | otherwise +3 when country US';
  expect(cases(lead({ employees: 5, country: 'US' }))).toEqual([whole, '1..9 +1']);
  expect(cases(lead({ employees: 12, country: 'US' }))).toEqual([whole, '10.. +2']);
  expect(cases(lead({ country: 'US' }))).toEqual([whole, 'otherwise +3']);
  expect(cases(lead({ employees: 5 }))).toEqual([]);
});

test('a case of a rule per occurrence holds where an event that pays took it', () => {
  const definition = definitionOf('intent: download "a*" +1 | "b*" +2 | otherwise +3 once within 30d\nmql when score > 1\n');
  const rule = definition.scores.flatMap((score) => (score.kind === 'section' ? score.rules : [])).find((each) => each.kind === 'occurrence rule')!;
  const taken = (...events: TypedEvent[]): unknown => {
    const trace: Trace = new Map();
    evaluate(definition, lead(), events, now, trace);
    return [rule, ...rule.cases].map((node) => trace.get(node));
  };
  expect(taken(event('download', 1, { asset: 'a1' }), event('download', 2, { asset: 'b1' }))).toEqual([true, true, false, false]);
  expect(taken(event('download', 3, { asset: 'a1' }), event('download', 2, { asset: 'b1' }))).toEqual([true, false, true, false]);
  expect(taken(event('download', 3))).toEqual([true, false, false, true]);
  expect(taken(event('download', 30))).toEqual([false, false, false, false]);
});

test('a grid, and the cases of its bandings', () => {
  const definition = definitionOf('mql when employees 5\nexclude: country FR\ntier = employees ..9 S | 10.. L, country US "1" | otherwise "2"\n');
  expect(traced(definition, lead({ employees: 9, country: 'US' }))).toMatchObject({ '..9 S': true, '10.. L': false, 'US "1"': true, 'otherwise "2"': false });
  expect(traced(definition, lead({ employees: 9, country: 'FR' }))).toMatchObject({ '..9 S': false, '10.. L': false, 'US "1"': false, 'otherwise "2"': false });
});

test('the order of the events changes neither results nor explanations', () => {
  const definition = definitionOf(`
intent:
  activity +5 once every 2d at most 3 times decay 50% every 1d
  download "a*" +1 | "b*" +3 | otherwise +2 once per week
mql when score > 5
`);
  const events = [
    event('download', 1, { asset: 'a' }), event('download', 1, { asset: 'b' }), event('download', 3), event('webinar', 3), event('chat', 3),
    event('webinar', 1), event('email_open', 8), event('download', 8, { asset: 'b' }),
  ];
  const first = evaluate(definition, lead(), events, now);
  expect(first.items[0]!.events!.length).toBe(3);
  for (let turn = 1; turn < events.length; turn += 1) {
    expect(evaluate(definition, lead(), [...events.slice(turn), ...events.slice(0, turn)], now)).toEqual(first);
    expect(evaluate(definition, lead(), [...events.slice(0, turn).reverse(), ...events.slice(turn)], now)).toEqual(first);
  }
});
