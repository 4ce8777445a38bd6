/**
 * The nine rules in other engines, each as its own documentation would have one write it. JavaScript and not TypeScript,
 * because the packages are installed only for the bench (`npm install --prefix bench`).
 */
import { parse } from '@marcbachmann/cel-js';
import { evaluateExpressionSync } from '@gorules/zen-engine';
import { LogicEngine } from 'json-logic-engine';
import { Engine } from 'json-rules-engine';

const day = 86_400_000;

/** Each takes a lead, its events and the time, and gives `{ score, mql }` or a promise of it. */
export function contenders(now) {
  return [
    { name: 'json-logic-engine 5, compiled', run: jsonLogic(now) },
    { name: '@marcbachmann/cel-js 8', run: cel(now) },
    { name: 'json-rules-engine 7', run: jsonRules(now) },
    { name: '@gorules/zen-engine 0.54', run: zen(now) },
  ];
}

function jsonLogic(now) {
  const count = (type, days) => ({
    reduce: [
      { filter: [{ var: 'events' }, { and: [{ '===': [{ var: 'type' }, type] }, { '>': [{ var: 'at' }, now - days * day] }, { '<=': [{ var: 'at' }, now] }] }] },
      { '+': [{ var: 'accumulator' }, 1] },
      0,
    ],
  });
  const engine = new LogicEngine();
  engine.addMethod('lower', (text) => String(text).toLowerCase(), { deterministic: true, sync: true });
  const score = {
    '+': [
      { if: [{ '>=': [{ var: 'employees' }, 51] }, 15, 0] },
      { if: [{ '===': [{ var: 'country' }, 'US'] }, 10, 0] },
      { if: [{ in: [{ var: 'seniority' }, ['vp', 'c_level']] }, 20, 0] },
      { '*': [10, count('webinar', 30)] },
      { min: [{ '*': [5, count('page_view', 30)] }, 25] },
      { if: [{ '>': [count('whitepaper', 30), 0] }, 20, 0] },
      { '*': [40, count('demo_request', 30)] },
      { '*': [-50, count('unsubscribe', 90)] },
    ],
  };
  const gate = {
    and: [
      { '!': { in: ['student', { lower: { var: 'title' } }] } },
      { '===': [{ var: 'country' }, 'US'] },
      { '>=': [{ var: 'employees' }, 50] },
      { '<=': [{ var: 'employees' }, 500] },
    ],
  };
  const scored = engine.build(score);
  const gated = engine.build(gate);
  return (lead, events) => {
    const data = { ...lead, events };
    const points = scored(data);
    return { score: points, mql: Boolean(gated(data)) && points > 50 };
  };
}

function cel(now) {
  const count = (type, days) => `double(size(events.filter(e, e.type == "${type}" && e.at > ${(now - days * day).toFixed(1)} && e.at <= ${now.toFixed(1)})))`;
  const scored = parse([
    '(lead.employees >= 51.0 ? 15.0 : 0.0)',
    '(lead.country == "US" ? 10.0 : 0.0)',
    '(lead.seniority in ["vp", "c_level"] ? 20.0 : 0.0)',
    `10.0 * ${count('webinar', 30)}`,
    `(${count('page_view', 30)} > 5.0 ? 25.0 : 5.0 * ${count('page_view', 30)})`,
    `(${count('whitepaper', 30)} > 0.0 ? 20.0 : 0.0)`,
    `40.0 * ${count('demo_request', 30)}`,
    `-50.0 * ${count('unsubscribe', 90)}`,
  ].join(' + '));
  const gated = parse('!title.contains("student") && lead.country == "US" && lead.employees >= 50.0 && lead.employees <= 500.0');
  return (lead, events) => {
    const points = scored({ lead, events });
    return { score: points, mql: gated({ lead, title: lead.title.toLowerCase() }) && points > 50 };
  };
}

function jsonRules(now) {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addFact('count', async ({ type, days }, almanac) => {
    const events = await almanac.factValue('events');
    return events.filter((event) => event.type === type && event.at > now - days * day && event.at <= now).length;
  });
  engine.addFact('lowerTitle', async (_params, almanac) => (await almanac.factValue('title')).toLowerCase());
  const rule = (fact, operator, value, event, params) => engine.addRule({ conditions: { all: [{ fact, operator, value, ...(params && { params }) }] }, event });
  const counted = (type, days, points) => rule('count', 'greaterThan', 0, { type: 'points', params: { ...points, count: { fact: 'count', params: { type, days } } } }, { type, days });
  rule('employees', 'greaterThanInclusive', 51, { type: 'points', params: { once: 15 } });
  rule('country', 'equal', 'US', { type: 'points', params: { once: 10 } });
  rule('seniority', 'in', ['vp', 'c_level'], { type: 'points', params: { once: 20 } });
  counted('webinar', 30, { each: 10 });
  counted('page_view', 30, { each: 5, most: 25 });
  counted('whitepaper', 30, { once: 20 });
  counted('demo_request', 30, { each: 40 });
  counted('unsubscribe', 90, { each: -50 });
  engine.addRule({
    conditions: {
      all: [
        { not: { fact: 'lowerTitle', operator: 'contains', value: 'student' } },
        { fact: 'country', operator: 'equal', value: 'US' },
        { fact: 'employees', operator: 'greaterThanInclusive', value: 50 },
        { fact: 'employees', operator: 'lessThanInclusive', value: 500 },
      ],
    },
    event: { type: 'qualified' },
  });
  // `contains` of the package is of arrays.
  engine.addOperator('contains', (text, part) => text.includes(part));
  return async (lead, events) => {
    const { events: fired, almanac } = await engine.run({ ...lead, events });
    let score = 0;
    let qualified = false;
    for (const { type, params } of fired) {
      if (type === 'qualified') qualified = true;
      else if (params.once !== undefined) score += params.once;
      else score += Math.min(params.each * (await almanac.factValue('count', params.count.params)), params.most ?? Infinity);
    }
    return { score, mql: qualified && score > 50 };
  };
}

function zen(now) {
  const count = (type, days) => `count(events, #.type == '${type}' and #.at > ${now - days * day} and #.at <= ${now})`;
  const score = [
    '(employees >= 51 ? 15 : 0)',
    "(country == 'US' ? 10 : 0)",
    "(seniority in ['vp', 'c_level'] ? 20 : 0)",
    `10 * ${count('webinar', 30)}`,
    `min([5 * ${count('page_view', 30)}, 25])`,
    `(${count('whitepaper', 30)} > 0 ? 20 : 0)`,
    `40 * ${count('demo_request', 30)}`,
    `-50 * ${count('unsubscribe', 90)}`,
  ].join(' + ');
  const expression = `{ score: ${score}, gate: not contains(lower(title), 'student') and country == 'US' and employees >= 50 and employees <= 500 }`;
  return (lead, events) => {
    const { score: points, gate } = evaluateExpressionSync(expression, { ...lead, events });
    return { score: points, mql: gate && points > 50 };
  };
}
