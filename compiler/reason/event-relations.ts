/** What knowing one thing about events says about another: three page views within a week are three within a month. */
import type { Selector, Subject } from '../check/checked.ts';
import { conditionKey, selectorKey, subjectKey } from './keys.ts';
import type { NumberRange } from './number-range.ts';
import type { Known } from './reasoner.ts';
import { isPossible, type Literal } from './worlds.ts';

type EventSubject = Extract<Subject, { readonly selector: Selector }>;

/** What the others say about the events of this subject contradicts what is known of it. */
export function eventsAreImpossible(known: Known, others: readonly Known[], rangeOf: (subject: Subject) => NumberRange): boolean {
  const { subject } = known;
  if (!asksEvents(subject)) return false;
  const follows = others.flatMap((other): readonly Literal[] => {
    if (other === known || !asksEvents(other.subject)) return [];
    const range = narrowed(rangeOf(other.subject), other.literals);
    if (!isPartOf(withReach(other.subject, range), subject.selector)) return [];
    const least = leastOf(subject, other.subject, range.low, other.literals);
    if (least === undefined) return [];
    if (subject.kind === 'since') return [{ test: { kind: 'known' }, holds: true }];
    return [{ test: { kind: 'interval', low: { value: least, inclusive: true }, high: undefined }, holds: true }];
  });
  return !isPossible(subject, rangeOf(subject), [...known.literals, ...follows]);
}

function asksEvents(subject: Subject): subject is EventSubject {
  return 'selector' in subject;
}

/** The least that `subject` has, if `other`, whose events are among its own, is at least `low`; `undefined`: nothing is said. */
function leastOf(subject: EventSubject, other: EventSubject, low: number, literals: readonly Literal[]): number | undefined {
  if (subject.kind === 'total') return undefined;
  if (other.kind === 'since') {
    const isKnown = literals.some(({ test, holds }) => (test.kind === 'missing' ? !holds : holds));
    return isKnown && subject.kind !== 'distinct' ? 1 : undefined;
  }
  if (other.kind === 'total' || low < 1) return undefined;
  if (subject.kind === 'distinct') return other.kind === 'distinct' && subject.property.name === other.property.name && subject.part === other.part ? low : undefined;
  if (subject.kind === 'count') return low;
  return subject.kind === 'days' && other.kind === 'days' ? low : 1;
}

/** If the latest event is known to be so long ago at most, the events of that window are meant. */
function withReach(subject: EventSubject, range: NumberRange): Selector {
  if (subject.kind !== 'since' || !Number.isFinite(range.high)) return subject.selector;
  return { ...subject.selector, window: Math.min(subject.selector.window ?? Infinity, range.high + 1) };
}

/** Every event that `narrow` selects is selected by `wide`. */
export function isPartOf(narrow: Selector, wide: Selector): boolean {
  return narrow.events.every((event) => wide.events.includes(event))
    && (wide.filter === undefined || (narrow.filter !== undefined && conditionKey(narrow.filter) === conditionKey(wide.filter)))
    && (wide.window === undefined || (narrow.window !== undefined && narrow.window <= wide.window))
    && (wide.cut === undefined || (narrow.cut !== undefined && selectorKey(narrow.cut) === selectorKey(wide.cut)));
}

/** The range, cut down by the intervals that are known to hold, and by the one-sided ones that are known not to. */
export function narrowed(range: NumberRange, literals: readonly Literal[]): NumberRange {
  let { low, high } = range;
  // Between two neighbours lies no value; of any number there is no neighbour.
  const next = range.step === undefined ? 0 : 1;
  for (const { test, holds } of literals) {
    if (test.kind !== 'interval') continue;
    if (holds) {
      if (test.low !== undefined) low = Math.max(low, test.low.inclusive ? test.low.value : test.low.value + next);
      if (test.high !== undefined) high = Math.min(high, test.high.inclusive ? test.high.value : test.high.value - next);
    } else if (test.low === undefined && test.high !== undefined) {
      low = Math.max(low, test.high.inclusive ? test.high.value + next : test.high.value);
    } else if (test.high === undefined && test.low !== undefined) {
      high = Math.min(high, test.low.inclusive ? test.low.value - next : test.low.value);
    }
  }
  return { low, high, step: range.step };
}
