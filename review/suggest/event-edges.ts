/** The boundaries that a definition draws through events and time: how many, how long ago, for how long. */
import type { Condition, Definition, Selector, Subject, ValueTest } from '../../compiler/check/checked.ts';
import { selectorKey, subjectKey } from '../../compiler/reason/keys.ts';
import { durationText } from '../prove/witness-text.ts';
import { sourceText } from '../run-tests.ts';
import { cutsOf, eachTest, type Context } from './thresholds.ts';

type Amount = Extract<Subject, { kind: 'count' | 'days' | 'distinct' | 'total' }>;
type Field = Extract<Subject, { kind: 'field' }>;

/** One side of a boundary, as a test of a value or as the age of an event. */
export type Edge = Context & {
  /** "webinar >= 3 of intent, at 2". */
  readonly name: string;
  readonly held: object | undefined;
} & (
  /** The value is this one. */
  | { readonly kind: 'value'; readonly subject: Amount | Field; readonly test: ValueTest }
  /** So many events, the oldest of them of this age in milliseconds; none nearer to the boundary than the next readable age. */
  | { readonly kind: 'age'; readonly selector: Selector; readonly count: number; readonly age: number; readonly step: number }
  /** A date of the lead that lies so long before the evaluation time. */
  | { readonly kind: 'date'; readonly field: Field['field']; readonly age: number }
);

const hour = 3_600_000;
/** Longest first. A window of 30 days is told by 29 days and by 30. */
const units = [24 * hour, hour, 60_000, 1_000, 1];

function unitOf(milliseconds: number): number {
  return units.find((unit) => milliseconds >= unit && milliseconds % unit === 0) ?? 1;
}

/** Both sides of each, once, in the order of the text; what the numbers of a lead and points draw is not among them. */
export function eventEdgesOf(definition: Definition): Edge[] {
  const found = new Map<string, Edge>();
  const add = (key: string, edge: Edge): void => { if (!found.has(key)) found.set(key, edge); };
  const onWindow = (selector: Selector, count: number, name: string, context: Context, held: object | undefined): void => {
    const { window } = selector;
    if (window === undefined) return;
    const step = unitOf(window);
    for (const age of window > step ? [window - step, window] : [window]) {
      add(`${selectorKey(selector)} ${age}`, { ...context, held, kind: 'age', selector, count, age, step, name: `${name}, ${durationText(age)} ago` });
    }
  };
  const onAge = (selector: Selector, cut: { readonly value: number; readonly above: boolean }, name: string, context: Context, held: object | undefined): void => {
    const step = unitOf(cut.value);
    for (const age of cut.above ? [cut.value - step, cut.value] : [cut.value, cut.value + step]) {
      if (age < 0 || !Number.isInteger(age) || age >= (selector.window ?? Infinity)) continue;
      add(`since ${selectorKey(selector)} ${age}`, { ...context, held, kind: 'age', selector, count: 1, age, step, name: `${name}, ${durationText(age)} ago` });
    }
  };
  const onAmount = (subject: Amount, cut: { readonly value: number; readonly above: boolean }, name: string, context: Context, held: object | undefined): void => {
    const isDuration = subject.kind === 'total' && subject.property.type.kind === 'duration';
    const step = subject.kind !== 'total' ? 1 : isDuration ? unitOf(cut.value) : 10_000;
    const first = subject.kind === 'total' ? (cut.above ? cut.value : cut.value + step) : cut.above ? Math.ceil(cut.value) : Math.floor(cut.value) + 1;
    for (const value of [first - step, first]) {
      if (value < 0) continue;
      const text = isDuration ? durationText(value) : String(subject.kind === 'total' ? value / 10_000 : value);
      add(`${subjectKey(subject)} ${value}`, { ...context, held, kind: 'value', subject, test: exactly(value), name: `${name}, at ${text}` });
    }
  };
  const onField = (subject: Field, test: ValueTest, name: string, context: Context): void => {
    const { type } = subject;
    if (subject.part !== undefined) return;
    if (type.kind === 'duration') {
      for (const { value, above } of cutsOf(test)) {
        const step = unitOf(value);
        for (const at of above ? [value - step, value] : [value, value + step]) {
          if (at > 0) add(`${subjectKey(subject)} ${at}`, { ...context, held: undefined, kind: 'value', subject, test: exactly(at), name: `${name}, at ${durationText(at)}` });
        }
      }
    }
    if (type.kind === 'date' || type.kind === 'datetime') {
      for (const milliseconds of recentIn(test)) {
        const step = unitOf(milliseconds);
        for (const age of [milliseconds - step, milliseconds]) {
          if (age > 0) add(`${subjectKey(subject)} ${age}`, { ...context, held: undefined, kind: 'date', field: subject.field, age, name: `${name}, ${durationText(age)} ago` });
        }
      }
    }
  };
  const onTest = (subject: Subject, test: ValueTest, name: string, context: Context, held?: object): void => {
    if (subject.kind === 'field') onField(subject, test, name, context);
    if (!('selector' in subject)) return;
    const cuts = cutsOf(test);
    for (const cut of cuts) {
      if (subject.kind === 'since') onAge(subject.selector, cut, name, context, held);
      // That there is one at all is no number.
      else if (!(cut.value <= 1 && subject.kind !== 'total') && !(subject.kind === 'total' && cut.value === 0)) onAmount(subject, cut, name, context, held);
    }
    const least = cuts.map(({ value, above }) => (above ? Math.ceil(value) : Math.floor(value) + 1)).find((value) => value > 0);
    onWindow(subject.selector, subject.kind === 'count' ? Math.min(least ?? 1, 50) : 1, name, context, held);
  };
  eachTest(definition, onTest);
  for (const score of definition.scores) {
    if (score.kind !== 'section') continue;
    for (const rule of score.rules) {
      const context: Context = { where: rule.when === undefined ? [] : [rule.when], qualified: false, requirement: undefined };
      const selector = rule.kind === 'occurrence rule' ? rule.selector : rule.kind !== 'condition rule' && 'selector' in rule.subject ? rule.subject.selector : undefined;
      if (selector === undefined) continue;
      const text = sourceText(selector.origin);
      const name = `${text}${/\bwithin\b/i.test(text) || selector.window === undefined ? '' : ` within ${durationText(selector.window)}`} of ${score.name}`;
      onWindow(selector, 1, name, context, rule.kind === 'occurrence rule' ? rule : undefined);
      if (rule.kind !== 'proportional rule' || rule.points === 0) continue;
      // The first whole unit.
      const { subject, unit } = rule;
      const cut = { value: subject.kind === 'count' || subject.kind === 'days' || subject.kind === 'distinct' ? unit / 10_000 : unit, above: true };
      if (subject.kind === 'since') onAge(subject.selector, cut, name, context, undefined);
      else if (subject.kind !== 'score' && 'selector' in subject && cut.value !== 1) onAmount(subject, cut, name, context, undefined);
    }
  }
  return [...found.values()];
}

function exactly(value: number): ValueTest {
  return { kind: 'interval', low: { value, inclusive: true }, high: { value, inclusive: true } };
}

function recentIn(test: ValueTest): number[] {
  if (test.kind === 'recent') return [test.milliseconds];
  if (test.kind === 'any') return test.tests.flatMap(recentIn);
  return test.kind === 'not' ? recentIn(test.test) : [];
}

/** The condition that a value is what the edge asks. */
export function valueIs({ subject, test }: Extract<Edge, { kind: 'value' }>): Condition {
  return { kind: 'test', origin: subject.origin, subject, test };
}

/** That the events of a selector, at any time, are so many. */
export function countIs(selector: Selector, count: number): Condition {
  return { kind: 'test', origin: selector.origin, subject: { kind: 'count', origin: selector.origin, selector: { ...selector, window: undefined } }, test: exactly(count) };
}
