/** Event selectors and what is measured of them. Language reference, section 4. */
import type { Condition, Selector, Subject } from './checked.ts';
import { negate, origin, refer, report } from './context.ts';
import type { CheckContext, Place } from './context.ts';
import { checkComparison } from './check-comparison.ts';
import type { Comparable } from './check-operand.ts';
import { checkCondition, subjectName } from './check-condition.ts';
import { partsOf, resolveProperty } from './resolve-subject.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import type { EventProperty, EventType } from '../vocabulary/types.ts';
import { nameKey } from '../bind/scope.ts';
import type { Clause, Comparison, Predicate, ValueOrRange } from '../../grammar/tree.ts';

/** Where a selector stands in its text: what may still follow. */
const order = { text: 0, where: 1, within: 2, count: 3 } as const;

export interface CheckedSelector {
  readonly selector: Selector;
  /** The comparison of the count, where one was written. */
  readonly comparison: Comparison | undefined;
}

export function isTextual(value: ValueOrRange): boolean {
  return value.kind === 'text' || value.kind === 'word';
}

/** What a comparison right after an event looks at: the event's main property, or how many there are. */
export function looksAt(context: CheckContext, comparison: Comparison): 'main' | 'count' | 'mixed' | 'neither' {
  switch (comparison.kind) {
    case 'alone': return isTextual(comparison.value) ? 'main' : 'count';
    case 'in': {
      if (comparison.negated) return 'count';
      const textual = comparison.entries.filter(isTextual).length;
      return textual === 0 ? 'count' : textual === comparison.entries.length ? 'main' : 'mixed';
    }
    case 'in list': {
      if (comparison.negated) return 'count';
      const list = context.scope.vocabulary.get(nameKey(comparison.list.text));
      return list?.kind === 'list' && list.entries.length > 0 && !list.entries.some(isTextual) ? 'count' : 'main';
    }
    case 'relation': return 'count';
    case 'text comparison': case 'has': case 'presence': case 'date comparison': return 'neither';
  }
}

/** The operator of a comparison as it was written, for messages. */
export function operatorText(comparison: Comparison): string {
  switch (comparison.kind) {
    case 'text comparison': case 'relation': case 'date comparison': return comparison.operator;
    case 'has': return 'has';
    case 'presence': return `is ${comparison.state}`;
    case 'in': case 'in list': return 'in';
    case 'alone': return 'a value';
  }
}

export function eventName(event: EventType | 'activity'): string {
  return event === 'activity' ? 'activity' : event.name;
}

/** A test of the event's main property, as a filter. */
export function mainFilter(context: CheckContext, event: EventType | 'activity', comparison: Comparison): Condition | undefined {
  const main = event === 'activity' ? undefined : event.properties[0];
  if (main === undefined) return report(context, codes.noMainProperty, comparison.span, { event: eventName(event) });
  const checked = checkComparison(context, { kind: 'value', type: main.type, owner: main }, comparison, main.name);
  if (checked === undefined) return undefined;
  const at = origin(context, comparison);
  const subject: Subject = { kind: 'property', origin: at, property: main, part: undefined, type: main.type };
  return negate({ kind: 'test', origin: at, subject, test: checked.test }, checked.negated, at);
}

/**
 * The selector that an event and its clauses make. The last clause may compare the count, unless `countAllowed` is
 * false. `undefined` with a diagnostic where a clause does not fit.
 */
export function checkSelector(
  context: CheckContext, place: Place, event: EventType | 'activity', predicate: Predicate, clauses: readonly Clause[], countAllowed = true,
): CheckedSelector | undefined {
  const name = eventName(event);
  let reached: number = -1;
  let filters: Condition[] = [];
  let window: number | undefined;
  let comparison: Comparison | undefined;
  let failed = false;

  const advance = (clause: Clause, step: 'where' | 'within' | 'count', what: string): boolean => {
    if (order[step] > reached) { reached = order[step]; return true; }
    failed = true;
    if (step === 'count') report(context, codes.oneComparison, clause.span, { subject: name });
    else if (order[step] === reached) report(context, codes.duplicateSetting, clause.span, { what });
    else reportOrder(context, clause, clauses, what);
    return false;
  };

  for (const clause of withWindows(event, clauses)) {
    if (clause.kind === 'where') {
      if (!advance(clause, 'where', 'where')) continue;
      if (event === 'activity') { failed = true; report(context, codes.noMainProperty, clause.span, { event: name }); continue; }
      const filterPlace: Place = { ...place, event };
      const filter = checkCondition(context, filterPlace, clause.filter);
      if (filter === undefined) failed = true;
      else filters = [...filters, filter];
    } else if (clause.kind === 'within') {
      if (advance(clause, 'within', 'within')) window = clause.duration.milliseconds;
    } else {
      // The time since the latest event may be missing; a count never is.
      const looks = clause.kind === 'presence' && predicate.measure?.kind === 'since' ? 'count' : looksAt(context, clause);
      if (looks === 'neither') {
        failed = true;
        const property = event === 'activity' ? undefined : event.properties[0]?.name;
        const measured = predicate.measure && { subject: subjectName(context, predicate), kind: predicate.measure.kind };
        report(context, codes.eventComparison, clause.span, { event: name, measured, operator: operatorText(clause), property }, {
          fixes: property === undefined || reached !== -1 ? [] : [{
            title: `write \`where ${property}\` before it`,
            edits: [{ file: context.file, span: { start: clause.span.start, end: clause.span.start }, text: `where ${property} ` }],
          }],
        });
      } else if (looks === 'mixed') {
        failed = true;
        report(context, codes.mixedOperands, clause.span, { subject: name });
      } else if (looks === 'main' && reached < order.text) {
        reached = order.text;
        const filter = mainFilter(context, event, clause);
        if (filter === undefined) failed = true;
        else filters = [...filters, filter];
      } else if (looks === 'main') {
        failed = true;
        if (reached === order.text || reached === order.count) report(context, codes.oneComparison, clause.span, { subject: name });
        else reportOrder(context, clause, clauses, 'the text');
      } else if (advance(clause, 'count', 'the comparison')) {
        comparison = clause;
        if (!countAllowed) { failed = true; report(context, codes.oneComparison, clause.span, { subject: name }); }
      }
    }
  }
  if (failed) return undefined;
  return { selector: makeSelector(context, place, event, predicate, filters, window), comparison };
}

function withWindows(event: EventType | 'activity', clauses: readonly Clause[]): readonly Clause[] {
  return clauses.some(({ kind }) => kind === 'where') ? clauses.flatMap((clause) => withItsWindow(event, clause)) : clauses;
}

/** `visit where seen within 7d`: only of a date can the window be a comparison of the property; else it is the selector's. */
function withItsWindow(event: EventType | 'activity', clause: Clause): Clause[] {
  if (clause.kind !== 'where' || event === 'activity' || clause.filter.kind !== 'predicate') return [clause];
  const { filter } = clause;
  const [window] = filter.clauses;
  const property = event.properties.find((one) => nameKey(one.name) === nameKey(filter.path[0]!.text));
  if (window?.kind !== 'within' || filter.clauses.length > 1 || property === undefined) return [clause];
  const type = property.type.kind === 'list' ? property.type.element : property.type;
  if (filter.path.length === 1 && (type.kind === 'date' || type.kind === 'datetime')) return [clause];
  const { end } = filter.path[filter.path.length - 1]!.span;
  const bare = { ...filter, span: { start: filter.span.start, end }, clauses: [] };
  return [{ ...clause, span: { start: clause.span.start, end }, filter: bare }, window];
}

function makeSelector(
  context: CheckContext, place: Place, event: EventType | 'activity', predicate: Predicate, filters: readonly Condition[], window: number | undefined,
): Selector {
  const at = origin(context, predicate);
  if (window === undefined && place.window !== undefined) place.onInheritedWindow?.();
  const events = event === 'activity'
    ? [...context.scope.vocabulary.values()].filter((symbol) => symbol.kind === 'event' && !symbol.passive) as EventType[]
    : [event];
  return {
    origin: at,
    events,
    filter: filters.length > 1 ? { kind: 'and', origin: at, parts: filters } : filters[0],
    window: window ?? place.window,
    cut: place.cut,
  };
}

/** `page_view >= 3 within 30d`: the fix moves the clause before the comparison of the count. */
function reportOrder(context: CheckContext, clause: Clause, clauses: readonly Clause[], what: string): void {
  const count = clauses.find((other): other is Comparison => (
    other.kind !== 'where' && other.kind !== 'within' && other.span.start < clause.span.start && looksAt(context, other) !== 'main'));
  const { file } = context;
  // Only of the two last clauses: what stands between would be lost.
  const isNext = count !== undefined && clauses.indexOf(count) === clauses.length - 2 && clause === clauses[clauses.length - 1];
  const fixes = isNext && clause.kind === 'within' && clauses.filter((other) => other.kind === 'within').length === 1
    ? [{
        title: `put \`within\` before the comparison`,
        edits: [
          { file, span: { start: count.span.start, end: count.span.start }, text: `${file.text.slice(clause.span.start, clause.span.end)} ` },
          { file, span: { start: count.span.end, end: clause.span.end }, text: '' },
        ],
      }]
    : [];
  report(context, codes.clauseOrder, clause.span, { clause: what, after: count === undefined ? 'a later part' : 'the comparison of the count' }, { fixes });
}

/** `days with`, `distinct`, `total`, `since`: a measure of a selector. */
export function checkMeasure(
  context: CheckContext, place: Place, predicate: Predicate, event: EventType | 'activity', clauses: readonly Clause[],
): { readonly subject: Subject; readonly comparable: Comparable; readonly comparison: Comparison | undefined } | undefined {
  const measure = predicate.measure!;
  const at = origin(context, predicate);
  const takesProperty = measure.kind === 'distinct' || measure.kind === 'total';
  if (!takesProperty) {
    const extra = predicate.path[1];
    if (extra !== undefined) {
      return report(context, codes.unknownPart, extra.span, { subject: `${measure.kind} ${eventName(event)}`, part: extra.text, possible: [] });
    }
    const checked = checkSelector(context, place, event, predicate, clauses);
    if (checked === undefined) return undefined;
    const { selector, comparison } = checked;
    return measure.kind === 'days with'
      ? { subject: { kind: 'days', origin: at, selector }, comparable: { kind: 'count' }, comparison }
      : { subject: { kind: 'since', origin: at, selector }, comparable: { kind: 'duration' }, comparison };
  }

  const name = eventName(event);
  const possible = event === 'activity' ? [] : event.properties.filter((property) => (measure.kind === 'distinct' ? property.type.kind !== 'list' : totals(property))).map((property) => property.name);
  const propertyName = predicate.path[1];
  if (event === 'activity' || propertyName === undefined) {
    const { end } = predicate.path[0]!.span;
    return report(context, codes.measureProperty, predicate.path[0]!.span, { measure: measure.kind, event: name, property: undefined, possible }, {
      fixes: possible.map((one) => ({ title: `write \`${name}.${one}\``, edits: [{ file: context.file, span: { start: end, end }, text: `.${one}` }] })),
    });
  }
  const property = resolveProperty(context, event, propertyName);
  if (property === undefined) return undefined;
  const partName = predicate.path[2];
  const part = partName === undefined ? undefined : (partsOf[property.type.kind] ?? []).find((one) => one === nameKey(partName.text));
  if (partName !== undefined) {
    if (part === undefined) return report(context, codes.unknownPart, partName.span, { subject: property.name, part: partName.text, possible: partsOf[property.type.kind] ?? [] });
    refer(context, partName.span, { kind: 'part', part });
  }
  const extra = predicate.path[3];
  if (extra !== undefined) return report(context, codes.unknownPart, extra.span, { subject: partName!.text, part: extra.text, possible: [] });
  if (!possible.includes(property.name)) {
    return report(context, codes.measureProperty, propertyName.span, { measure: measure.kind, event: name, property: property.name, possible });
  }
  const checked = checkSelector(context, place, event, predicate, clauses);
  if (checked === undefined) return undefined;
  const { selector, comparison } = checked;
  if (measure.kind === 'distinct') return { subject: { kind: 'distinct', origin: at, selector, property, part }, comparable: { kind: 'count' }, comparison };
  const comparable: Comparable = property.type.kind === 'duration'
    ? { kind: 'duration' }
    : { kind: 'total', currency: property.type.kind === 'money' ? property.type.currency : undefined };
  return { subject: { kind: 'total', origin: at, selector, property }, comparable, comparison };
}

function totals(property: EventProperty): boolean {
  return property.type.kind === 'number' || property.type.kind === 'money' || property.type.kind === 'duration';
}
