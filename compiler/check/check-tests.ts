/** `test` blocks: a lead, its events, a time, and what must come out. Language reference, section 7. */
import type { DerivedScore, Expectation, Section, Stage, Test, TypedEvent, TypedScalar, TypedValue } from './checked.ts';
import { origin, refer, report } from './context.ts';
import type { CheckContext } from './context.ts';
import { checkComparison } from './check-comparison.ts';
import { daySpan, describeType, describeValue, instantOf } from './check-literal.ts';
import { findCountry, findMember, orderedValue } from './check-operand.ts';
import { resolveProperty } from './resolve-subject.ts';
import { excused } from './context.ts';
import { nameKey } from '../bind/scope.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import { unreachable } from '../unreachable.ts';
import { isSameText, normalForm } from '../vocabulary/normal-form.ts';
import { namesMeant } from '../vocabulary/other-names.ts';
import type { EventProperty, EventType, LeadField, ScalarType } from '../vocabulary/types.ts';
import type { FileTree, GivenElement, GivenEntry, Outcome, TestBlock, Value } from '../../grammar/tree.ts';

/** 2026-01-01T00:00Z, the evaluation time of a test that names none. */
const defaultTime = Date.UTC(2026, 0, 1);

export interface Outcomes {
  readonly stages: readonly Stage[];
  /** To whom leads go; `undefined` without a `handoff` block. */
  readonly handoffs: readonly string[] | undefined;
}

export function checkTests(context: CheckContext, tree: FileTree, outcomes: Outcomes): Test[] {
  return tree.parts.filter((part): part is TestBlock => part.kind === 'test').map((block) => checkTest(context, block, outcomes));
}

function checkTest(context: CheckContext, block: TestBlock, outcomes: Outcomes): Test {
  const times = block.items.filter((item) => item.kind === 'at');
  for (const second of times.slice(1)) report(context, codes.duplicateSetting, second.span, { what: 'at' });
  const first = times[0];
  const at = first === undefined ? defaultTime : timeOf(context, first.date);

  const fields = new Map<string, TypedValue>();
  const events: TypedEvent[] = [];
  const expectations: Expectation[] = [];
  for (const item of block.items) {
    if (item.kind === 'given') {
      for (const entry of item.entries) checkGiven(context, entry, at, fields, events);
    } else if (item.kind === 'expect') {
      for (const outcome of item.outcomes) {
        const expectation = checkOutcome(context, outcome, outcomes);
        if (expectation !== undefined) expectations.push(expectation);
      }
    }
  }
  return { title: block.title?.value ?? '', origin: origin(context, block), at, lead: { id: 'test', fields }, events, expectations };
}

function timeOf(context: CheckContext, date: Extract<Value, { kind: 'date' | 'instant' }>): number {
  return date.kind === 'date' ? daySpan(context, date).start : instantOf(context, date);
}

// ---------------------------------------------------------------- given

function checkGiven(context: CheckContext, entry: GivenEntry, at: number, fields: Map<string, TypedValue>, events: TypedEvent[]): void {
  const symbol = context.scope.vocabulary.get(nameKey(entry.name.text));
  if (symbol?.kind === 'field') {
    refer(context, entry.name.span, { kind: 'field', field: symbol });
    givenField(context, entry, symbol, fields);
  } else if (symbol?.kind === 'event') {
    refer(context, entry.name.span, { kind: 'event', event: symbol });
    givenEvent(context, entry, symbol, at, events);
  } else if (symbol !== undefined || !excused(context, entry.name.text)) {
    const names = [...context.scope.vocabulary.values()].filter((other) => other.kind === 'field' || other.kind === 'event').map((other) => other.name);
    const near = namesMeant(entry.name.text, names);
    report(context, codes.unknownName, entry.name.span, { name: entry.name.text, due: 'a lead field or an event', nearest: near }, {
      fixes: near.map((other) => ({ title: `write \`${other}\``, edits: [{ file: context.file, span: entry.name.span, text: other }] })),
    });
  }
}

function givenField(context: CheckContext, entry: GivenEntry, field: LeadField, fields: Map<string, TypedValue>): void {
  const problem = (text: string, instead: string): undefined => report(context, codes.givenShape, entry.span, { name: entry.name.text, problem: text, instead });
  const instead = `write \`given ${field.name} ...\` with a value of its type`;
  if (entry.count !== undefined || entry.time !== undefined) return problem('is a lead field, which has no time and no number of times', instead);
  if (fields.has(field.name)) return problem('is given twice in this test', 'keep one of them');
  const listed = entry.parenthesized ?? [];
  const named = listed.find((element) => element.property !== undefined);
  if (named !== undefined) return problem('is a lead field, which has no properties', instead);
  const values = entry.value === undefined ? listed.map((element) => element.value) : [entry.value, ...listed.map((element) => element.value)];
  if (values.length === 0) return problem('is given no value', instead);
  const value = valueOf(context, field, field.name, values, entry);
  if (value !== 'broken') fields.set(field.name, value);
}

/** The typed value that literals stand for; `undefined` reads as missing. */
function valueOf(context: CheckContext, owner: LeadField | EventProperty, name: string, values: readonly Value[], entry: { span: { start: number; end: number } }): TypedValue | 'broken' {
  if (owner.type.kind !== 'list') {
    if (values.length === 1) return scalarOf(context, owner, owner.type, values[0]!, name);
    report(context, codes.givenShape, entry.span, { name, problem: `is ${describeType(owner.type)}, and here are ${values.length} values`, instead: 'give one value' });
    return 'broken';
  }
  const { element } = owner.type;
  const scalars = values.map((value) => scalarOf(context, owner, element, value, name));
  if (scalars.includes('broken')) return 'broken';
  return scalars.filter((scalar): scalar is TypedScalar => scalar !== undefined);
}

function scalarOf(context: CheckContext, owner: LeadField | EventProperty, type: ScalarType, value: Value, subject: string): TypedScalar | undefined | 'broken' {
  const broken = (due: string): 'broken' => {
    report(context, codes.valueMismatch, value.span, { subject, due, found: describeValue(context, value) });
    return 'broken';
  };
  switch (type.kind) {
    case 'number': case 'money': case 'duration': return orderedValue(context, { kind: 'value', type }, value, subject) ?? 'broken';
    case 'boolean': {
      const word = value.kind === 'word' ? value.text.toLowerCase() : '';
      return word === 'true' ? true : word === 'false' ? false : broken('`true` or `false`');
    }
    case 'date': case 'datetime':
      return value.kind === 'date' || value.kind === 'instant' ? timeOf(context, value) : broken('a date such as `2026-12-31`');
    case 'text': case 'email': case 'url': case 'country': case 'one of': {
      if (value.kind !== 'text' && value.kind !== 'word') return broken(type.kind === 'country' ? 'a country' : 'a text');
      const text = value.kind === 'text' ? value.value : value.text;
      const normal = normalForm(text);
      if (normal === '' || context.scope.missingTexts.some((missing) => normalForm(missing) === normal)) return undefined;
      if (type.kind === 'country') return findCountry(context, value, subject) ?? 'broken';
      if (type.kind === 'one of') return findMember(context, owner, type.members, value, subject) ?? 'broken';
      return text;
    }
    default: return unreachable(type);
  }
}

function givenEvent(context: CheckContext, entry: GivenEntry, event: EventType, at: number, events: TypedEvent[]): void {
  const count = Number(entry.count?.decimal ?? 1);
  const properties = new Map<string, TypedValue>();
  let broken = false;
  const set = (property: EventProperty, values: readonly Value[], node: { span: { start: number; end: number } }): void => {
    if (properties.has(property.name)) {
      broken = true;
      report(context, codes.givenShape, node.span, { name: property.name, problem: 'is given twice for this event', instead: 'keep one of them' });
      return;
    }
    const value = valueOf(context, property, property.name, values, node);
    if (value === 'broken') broken = true;
    else properties.set(property.name, value);
  };
  if (entry.value !== undefined) {
    const main = event.properties[0];
    if (main === undefined) { broken = true; report(context, codes.noMainProperty, entry.value.span, { event: event.name }); } else set(main, [entry.value], entry);
  }
  for (const element of entry.parenthesized ?? []) {
    if (element.property === undefined) { broken = true; reportUnnamed(context, element, event); continue; }
    const property = resolveProperty(context, event, element.property);
    if (property === undefined) broken = true;
    else set(property, element.values ?? [element.value], element);
  }
  if (entry.time === undefined) return report(context, codes.givenTime, entry.span, { event: event.name });
  if (broken) return undefined;
  const time = entry.time.kind === 'ago' ? at - entry.time.duration.milliseconds : timeOf(context, entry.time.date);
  for (let index = 0; index < count; index += 1) events.push({ type: event.name, at: time, properties });
}

function reportUnnamed(context: CheckContext, element: GivenElement, event: EventType): void {
  const first = event.properties[0]?.name;
  report(context, codes.givenShape, element.span, {
    name: event.name, problem: 'has properties with names, and this value has none',
    instead: first === undefined ? 'take the value out' : `write \`(${first} ...)\``,
  });
}

// ---------------------------------------------------------------- expect

function checkOutcome(context: CheckContext, outcome: Outcome, outcomes: Outcomes): Expectation | undefined {
  const key = nameKey(outcome.name.text);
  const at = origin(context, outcome);
  const holds = outcome.negation === undefined;
  const problem = (text: string, instead: string): undefined => report(context, codes.expectShape, outcome.span, { name: outcome.name.text, problem: text, instead });
  const special = outcome.name.quoted ? '' : key;
  const { comparison } = outcome;

  if (special === 'tier' || special === 'handoff') {
    const label = comparison === undefined ? undefined : labelOf(comparison);
    if (comparison !== undefined && label === undefined) return problem(`is compared with its name`, special === 'tier' ? 'write `tier A`' : 'write `handoff "SDR"`');
    if (outcome.negation === 'no' && label !== undefined) return problem('with `no` takes no name', `write \`not ${special} ...\` or \`no ${special}\``);
    return special === 'tier' ? expectTier(context, outcome, label, holds) : expectHandoff(context, outcome, label, holds, outcomes);
  }
  if (outcome.negation === 'no') return problem('cannot follow `no`', `write \`not ${outcome.name.text}\`; \`no\` goes with \`tier\` and \`handoff\``);
  if (special === 'qualified' || special === 'excluded') {
    return comparison === undefined ? { kind: special, origin: at, holds } : problem('holds or does not', `write \`${special}\` or \`not ${special}\``);
  }
  const symbol = context.scope.scores.get(key);
  if (symbol?.kind === 'stage') {
    refer(context, outcome.name.span, { kind: 'stage', symbol });
    const stage = context.stages.get(key);
    if (comparison !== undefined) return problem('is a stage, which holds or does not', `write \`${symbol.name}\` or \`not ${symbol.name}\``);
    return stage && { kind: 'stage', origin: at, stage, holds };
  }
  if (special !== 'score' && symbol === undefined) {
    // Where there is no stage at all, that is the mistake.
    if (excused(context, outcome.name.text) || (context.stages.size === 0 && comparison === undefined)) return undefined;
    const names = [...[...context.scope.scores.values()].map((other) => other.name), 'score', 'qualified', 'excluded', 'tier', 'handoff'];
    const near = nearest(outcome.name.text, names);
    return report(context, codes.unknownName, outcome.name.span, { name: outcome.name.text, due: 'an outcome (a stage, a score, `qualified`, `excluded`, a tier or a handoff)', nearest: near }, {
      fixes: near.map((other) => ({ title: `write \`${other}\``, edits: [{ file: context.file, span: outcome.name.span, text: other }] })),
    });
  }
  let score: 'score' | Section | DerivedScore | undefined = 'score';
  if (symbol !== undefined && special !== 'score') {
    refer(context, outcome.name.span, { kind: symbol.kind as 'section' | 'derived score', symbol });
    score = context.scores.get(key);
    if (score === undefined) return undefined;
  }
  if (comparison === undefined) return problem('is a number of points', `write \`${outcome.name.text} 75\` or \`${outcome.name.text} >= 60\``);
  const checked = checkComparison(context, { kind: 'points' }, comparison, outcome.name.text);
  return checked && { kind: 'score', origin: at, score, test: checked.test, holds: holds !== checked.negated };
}

/** The name that an outcome is compared with: a word, a text, or digits. */
function labelOf(comparison: NonNullable<Outcome['comparison']>): string | undefined {
  const value = comparison.kind === 'alone' ? comparison.value
    : comparison.kind === 'relation' && (comparison.operator === '=' || comparison.operator === 'is') ? comparison.value : undefined;
  if (value?.kind === 'text') return value.value;
  if (value?.kind === 'word') return value.text;
  return value?.kind === 'number' ? value.decimal : undefined;
}

function labelFixes(context: CheckContext, { comparison }: Outcome, near: readonly string[]): Fix[] {
  const value = comparison?.kind === 'alone' || comparison?.kind === 'relation' ? comparison.value : undefined;
  return value === undefined ? [] : near.map((label) => {
    const written = /^[A-Za-z_][A-Za-z0-9_]*$/.test(label) && value.kind === 'word' ? label : JSON.stringify(label);
    return { title: `write \`${written}\``, edits: [{ file: context.file, span: value.span, text: written }] };
  });
}

function expectTier(context: CheckContext, outcome: Outcome, label: string | undefined, holds: boolean): Expectation | undefined {
  const all = context.tierLabels ?? [];
  const found = label === undefined ? undefined : all.find((other) => isSameText(other, label));
  if (label !== undefined && found === undefined || context.tierLabels === undefined) {
    const near = label === undefined ? [] : nearest(label, all);
    return report(context, codes.unknownTier, outcome.comparison?.span ?? outcome.span, { label, nearest: near, all }, {
      fixes: labelFixes(context, outcome, near),
    });
  }
  return { kind: 'tier', origin: origin(context, outcome), label: found, holds };
}

function expectHandoff(context: CheckContext, outcome: Outcome, to: string | undefined, holds: boolean, outcomes: Outcomes): Expectation | undefined {
  const all = outcomes.handoffs ?? [];
  const found = to === undefined ? undefined : all.find((other) => isSameText(other, to));
  if (to !== undefined && found === undefined || outcomes.handoffs === undefined) {
    const near = to === undefined ? [] : nearest(to, all);
    return report(context, codes.unknownHandoff, outcome.comparison?.span ?? outcome.span, { to, nearest: near, all }, {
      fixes: labelFixes(context, outcome, near),
    });
  }
  return { kind: 'handoff', origin: origin(context, outcome), to: found, holds };
}
