/** Rules that pay points. Language reference, section 5. */
import type { BandCase, Condition, OccurrenceCase, OccurrenceRule, Points, Rule, Subject, ValueTest } from './checked.ts';
import { origin, report, sourceText } from './context.ts';
import type { CheckContext, Place } from './context.ts';
import { checkComparison, describeComparable } from './check-comparison.ts';
import { checkCondition, checkPredicate, conditionOf, subjectName } from './check-condition.ts';
import { describeValue, pointsOf, tenThousandths } from './check-literal.ts';
import { isOtherwise, orderedValue } from './check-operand.ts';
import type { Comparable } from './check-operand.ts';
import { looksAt, operatorText } from './check-selector.ts';
import { scaledDecimal } from './check-literal.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { unreachable } from '../unreachable.ts';
import type { ValueType } from '../vocabulary/types.ts';
import type { BandedRule, BandCase as BandCaseNode, Comparison, Condition as ConditionNode, PointsRule, Predicate, ProportionalRule, Tail, Value, WithinClause } from '../../grammar/tree.ts';

const dayMilliseconds = 86_400_000;

type TailOf<Kind extends Tail['kind']> = Extract<Tail, { kind: Kind }>;

function findTail<Kind extends Tail['kind']>(tail: readonly Tail[], kind: Kind): TailOf<Kind> | undefined {
  for (const part of tail) if (part.kind === kind) return part as TailOf<Kind>;
  return undefined;
}

/** `undefined` where the rule did not check; then there is a diagnostic. */
export function checkRule(context: CheckContext, sectionPlace: Place, node: PointsRule | BandedRule | ProportionalRule): Rule | undefined {
  const before = context.diagnostics.length;
  const within = findTail(node.tail, 'within');
  let reached = false;
  const place: Place = within === undefined ? sectionPlace : {
    ...sectionPlace, window: within.duration.milliseconds, onInheritedWindow: () => { reached = true; },
  };
  const whenNode = findTail(node.tail, 'when');
  const when = whenNode && checkCondition(context, { ...place, ruleWhen: { span: whenNode.span, hasWindow: within !== undefined } }, whenNode.condition);
  const pays = checkPays(context, place, node);
  if (pays === undefined || (whenNode !== undefined && when === undefined)) return undefined;

  const upTo = checkCeiling(context, node, pays);
  const limits = checkLimits(context, node, pays.kind === 'occurrence rule');
  if (within !== undefined && !reached && context.diagnostics.slice(before).every((diagnostic) => diagnostic.severity !== 'error')) {
    report(context, codes.windowWithoutEvents, within.span, { window: context.file.text.slice(within.span.start, within.span.end) }, {
      fixes: [{ title: 'take the window out', edits: [{ file: context.file, span: withBlankBefore(context, within.span), text: '' }] }],
    });
  }
  if (limits === undefined) return undefined;
  const common = { origin: origin(context, node), label: findTail(node.tail, 'as')?.label.value, when, upTo };
  // Written out, as objects that are spread into each other are slow to make.
  switch (pays.kind) {
    case 'occurrence rule': {
      const { kind, selector, cases } = pays;
      const { cooldown, oncePer, atMost, fading } = limits;
      return { ...common, kind, selector, cases, cooldown, oncePer, atMost, fading };
    }
    case 'condition rule': return { ...common, kind: pays.kind, condition: pays.condition, points: pays.points };
    case 'band rule': return { ...common, kind: pays.kind, subject: pays.subject, cases: pays.cases };
    case 'proportional rule': return { ...common, kind: pays.kind, subject: pays.subject, points: pays.points, unit: pays.unit };
    default: return unreachable(pays);
  }
}

function withBlankBefore(context: CheckContext, span: { start: number; end: number }): { start: number; end: number } {
  let { start } = span;
  while (start > 0 && ' \t'.includes(context.file.text[start - 1]!)) start -= 1;
  return { start, end: span.end };
}

/** What a rule pays for, without its tail. */
type Pays =
  | { readonly kind: 'condition rule'; readonly condition: Condition; readonly points: Points }
  | Pick<OccurrenceRule, 'kind' | 'selector' | 'cases'>
  | { readonly kind: 'band rule'; readonly subject: Subject; readonly cases: readonly BandCase[] }
  | { readonly kind: 'proportional rule'; readonly subject: Subject; readonly points: Points; readonly unit: number };

function checkPays(context: CheckContext, place: Place, node: PointsRule | BandedRule | ProportionalRule): Pays | undefined {
  switch (node.kind) {
    case 'points rule': return checkPoints(context, place, node);
    case 'banded rule': return checkBands(context, place, node);
    case 'proportional rule': return checkProportional(context, place, node);
    default: return unreachable(node);
  }
}

function withoutGroups(condition: ConditionNode): ConditionNode {
  return condition.kind === 'group' ? withoutGroups(condition.inner) : condition;
}

/** One bare event selector pays for each occurrence; every other condition pays once. */
function checkPoints(context: CheckContext, place: Place, node: PointsRule): Pays | undefined {
  const points = pointsOf(context, node.points);
  const inner = withoutGroups(node.condition);
  if (inner.kind !== 'predicate') {
    const condition = checkCondition(context, place, node.condition);
    return condition === undefined || points === undefined ? undefined : { kind: 'condition rule', condition, points };
  }
  const checked = checkPredicate(context, place, inner);
  if (checked === undefined || points === undefined) return undefined;
  if (checked.kind === 'subject' && checked.subject.kind === 'count' && checked.comparison === undefined && inner.no === undefined) {
    return { kind: 'occurrence rule', selector: checked.subject.selector, cases: [{ origin: origin(context, node), test: undefined, points }] };
  }
  const condition = conditionOf(context, inner, checked);
  return condition && { kind: 'condition rule', condition, points };
}

function checkBands(context: CheckContext, place: Place, node: BandedRule): Pays | undefined {
  const { subject: subjectNode } = node;
  const checked = checkPredicate(context, place, subjectNode);
  const points = node.cases.map((one) => pointsOf(context, one.points));
  if (checked === undefined || !otherwiseIsLast(node.cases)) return undefined;
  const name = subjectName(context, subjectNode);
  if (checked.kind === 'condition') {
    const first = node.cases.find((one) => one.comparison !== undefined)!.comparison!;
    return report(context, codes.operatorMismatch, first.span, { subject: name, type: 'true or false', operator: caseOperator(first), possible: `pay for it with \`${name} +10\`` });
  }
  if (subjectNode.no !== undefined) return report(context, codes.noNeedsEvent, subjectNode.no, { subject: name, instead: name });
  if (checked.comparison !== undefined) return report(context, codes.oneComparison, checked.comparison.span, { subject: name });

  const { subject, comparable } = checked;
  const perOccurrence = subject.kind === 'count' ? caseKind(context, node, name) : 'count';
  if (perOccurrence === undefined) return undefined;
  const main = subject.kind === 'count' && perOccurrence === 'main' ? subject.selector.events[0]!.properties[0] : undefined;
  if (perOccurrence === 'main' && (main === undefined || (subject.kind === 'count' && subject.selector.events.length !== 1))) {
    return report(context, codes.noMainProperty, node.cases[0]!.span, { event: name });
  }
  const compared: Comparable = main === undefined ? comparable : { kind: 'value', type: main.type, owner: main };
  const cases: (OccurrenceCase & BandCase)[] = [];
  let failed = false;
  node.cases.forEach((one, index) => {
    const test = one.comparison === undefined ? undefined : caseTest(context, compared, one.comparison, main?.name ?? name);
    const pays = points[index];
    if ((one.comparison !== undefined && test === undefined) || pays === undefined) { failed = true; return; }
    cases.push({ origin: origin(context, one), test, points: pays });
  });
  if (failed) return undefined;
  warnOfOtherwise(context, node, compared, main?.name ?? name);
  return perOccurrence === 'main' && subject.kind === 'count'
    ? { kind: 'occurrence rule', selector: subject.selector, cases }
    : { kind: 'band rule', subject, cases };
}

/** `industry "SaaS" +10 | else +5`: of other types that is an error with the same fix. */
function warnOfOtherwise(context: CheckContext, node: BandedRule, compared: Comparable, subject: string): void {
  const last = node.cases[node.cases.length - 1]?.comparison;
  if (last?.kind !== 'alone' || last.value.kind !== 'word' || !isOtherwise(last.value.text) || compared.kind !== 'value' || !isText(compared.type)) return;
  const { span, text } = last.value;
  report(context, codes.wordForOtherwise, span, { subject, word: text }, {
    fixes: ['otherwise', `"${text}"`].map((written) => ({ title: `write \`${written}\``, edits: [{ file: context.file, span, text: written }] })),
  });
}

function isText(type: ValueType): boolean {
  return type.kind === 'list' ? isText(type.element) : type.kind === 'text' || type.kind === 'email' || type.kind === 'url';
}

function caseOperator(comparison: Comparison | WithinClause): string {
  return comparison.kind === 'within' ? 'within' : operatorText(comparison);
}

/** Over a bare event, texts look at what each was, numbers at how many there were; the two do not mix. */
function caseKind(context: CheckContext, node: BandedRule, name: string): 'main' | 'count' | undefined {
  let kind: 'main' | 'count' | undefined;
  for (const one of node.cases) {
    if (one.comparison === undefined) continue;
    if (one.comparison.kind === 'within') {
      return report(context, codes.eventComparison, one.comparison.span, { event: name, operator: 'within', property: undefined });
    }
    const looks = looksAt(context, one.comparison);
    if (looks === 'neither') return report(context, codes.eventComparison, one.comparison.span, { event: name, operator: operatorText(one.comparison), property: undefined });
    if (looks === 'mixed' || (kind !== undefined && kind !== looks)) return report(context, codes.mixedOperands, one.comparison.span, { subject: name });
    kind = looks;
  }
  return kind ?? 'count';
}

/** A case's comparison as one test. `!= US` is exactly `not (= US)`, so it takes a missing value, too. */
export function caseTest(context: CheckContext, comparable: Comparable, comparison: Comparison | WithinClause, subject: string): ValueTest | undefined {
  const checked = checkComparison(context, comparable, comparison, subject);
  if (checked === undefined) return undefined;
  return checked.negated ? { kind: 'not', test: checked.test } : checked.test;
}

/** `otherwise` stands last; one that does not has its diagnostic from reading. */
export function otherwiseIsLast(cases: readonly { readonly comparison: BandCaseNode['comparison'] }[]): boolean {
  return cases.every((one, index) => one.comparison !== undefined || index === cases.length - 1);
}

function checkProportional(context: CheckContext, place: Place, node: ProportionalRule): Pays | undefined {
  const points = pointsOf(context, node.points);
  const checked = checkPredicate(context, place, node.subject);
  if (checked === undefined || points === undefined) return undefined;
  const name = subjectName(context, node.subject);
  if (checked.kind === 'condition') return report(context, codes.proportionalSubject, node.subject.span, { subject: name, type: 'true or false' });
  const { subject, comparable, comparison } = checked;
  if (comparison !== undefined) return report(context, codes.proportionalSubject, comparison.span, { subject: name, type: 'compared here' });
  if (node.subject.no !== undefined) return report(context, codes.noNeedsEvent, node.subject.no, { subject: name, instead: name });
  const divisible = comparable.kind === 'value' ? ['number', 'money', 'duration'].includes(comparable.type.kind) : comparable.kind !== 'tier';
  if (!divisible) return report(context, codes.proportionalSubject, node.subject.span, { subject: name, type: describeComparable(comparable) });
  const unit = unitOf(context, comparable, node, name, subject.kind === 'count');
  return unit === undefined ? undefined : { kind: 'proportional rule', subject, points, unit };
}

/** Milliseconds for durations, ten-thousandths for everything else; above zero. */
function unitOf(context: CheckContext, comparable: Comparable, { points, unit: node }: ProportionalRule, subject: string, isCount: boolean): number | undefined {
  const isDuration = comparable.kind === 'duration' || (comparable.kind === 'value' && comparable.type.kind === 'duration');
  const due = isDuration ? 'a duration such as `30d`' : 'a number above zero';
  const fits = isDuration ? node.kind === 'duration' : node.kind === 'number' || node.kind === 'money';
  if (!fits) {
    const period = node.kind === 'word' ? /^(day|week|month)$/i.exec(node.text)?.[0].toLowerCase() : undefined;
    // `webinar +10 per visit`: the event has another name there.
    const isEvent = isCount && node.kind === 'word' && period === undefined;
    return report(context, codes.proportionalUnit, node.span, { subject, due, found: describeValue(context, node), period, isEvent }, {
      fixes: isEvent ? [{ title: 'take it out', edits: [{ file: context.file, span: { start: points.span.end, end: node.span.end }, text: '' }] }] : [],
    });
  }
  const value = orderedValue(context, comparable.kind === 'points' ? { kind: 'total', currency: undefined } : comparable, node, subject);
  if (value === undefined) return undefined;
  const unit = isDuration || comparable.kind === 'points' || comparable.kind === 'total' ? value : tenThousandths(context, node, value, subject);
  if (unit === undefined) return undefined;
  return unit > 0 ? unit : report(context, codes.proportionalUnit, node.span, { subject, due, found: describeValue(context, node) });
}

// ---------------------------------------------------------------- the tail

function pointsPaid(pays: Pays): readonly Points[] {
  return pays.kind === 'occurrence rule' || pays.kind === 'band rule' ? pays.cases.map((one) => one.points) : [pays.points];
}

function checkCeiling(context: CheckContext, node: PointsRule | BandedRule | ProportionalRule, pays: Pays): Points | undefined {
  const tail = findTail(node.tail, 'up to');
  if (tail === undefined) return undefined;
  const limit = pointsOf(context, tail.limit);
  if (limit === undefined) return undefined;
  const paid = pointsPaid(pays);
  const up = paid.some((points) => points > 0);
  const down = paid.some((points) => points < 0);
  if (up && down) return report(context, codes.ceilingMixedSigns, tail.span, {});
  if ((up && limit < 0) || (down && limit > 0)) {
    const written = node.kind === 'banded rule' ? node.cases.find((one) => Number(one.points.decimal) !== 0)!.points : node.points;
    return report(context, codes.ceilingSign, tail.limit.span, { limit: tail.limit.decimal, points: context.file.text.slice(written.span.start, written.span.end) }, {
      fixes: [{ title: `write \`${-Number(tail.limit.decimal)}\``, edits: [{ file: context.file, span: tail.limit.span, text: String(-Number(tail.limit.decimal)) }] }],
    });
  }
  return limit;
}

type Limits = Pick<OccurrenceRule, 'cooldown' | 'oncePer' | 'atMost' | 'fading'>;

const noLimits: Limits = { cooldown: undefined, oncePer: undefined, atMost: undefined, fading: undefined };

/** The limits of a rule per occurrence; on any other rule they are an error, `once` a warning. */
function checkLimits(context: CheckContext, node: PointsRule | BandedRule | ProportionalRule, perOccurrence: boolean): Limits | undefined {
  const { tail } = node;
  if (tail.length === 0) return noLimits;
  if (!perOccurrence) {
    let failed = false;
    for (const part of tail) {
      switch (part.kind) {
        case 'once':
          report(context, codes.onceAnyway, part.span, {}, { fixes: [{ title: 'take `once` out', edits: [{ file: context.file, span: withBlankBefore(context, part.span), text: '' }] }] });
          break;
        case 'once per': case 'once every': case 'at most': case 'decay': case 'fade':
          failed = true;
          report(context, codes.occurrenceTail, part.span, { tail: sourceText(context, part) });
          break;
        case 'within': case 'up to': case 'when': case 'as': break;
        default: unreachable(part);
      }
    }
    return failed ? undefined : noLimits;
  }
  const once = findTail(tail, 'once');
  const atMostNode = findTail(tail, 'at most');
  const decay = findTail(tail, 'decay');
  const fade = findTail(tail, 'fade');
  if (once !== undefined && atMostNode !== undefined) return reportConflict(context, once, atMostNode);
  if (decay !== undefined && fade !== undefined) return reportConflict(context, decay, fade);
  const atMost = once !== undefined ? 1 : atMostNode && Number(atMostNode.count.decimal);
  const fading = decay !== undefined ? checkDecay(context, decay) : fade !== undefined ? checkFade(context, fade) : undefined;
  if ((decay ?? fade) !== undefined && fading === undefined) return undefined;
  return {
    cooldown: findTail(tail, 'once every')?.duration.milliseconds,
    oncePer: findTail(tail, 'once per')?.unit,
    atMost,
    fading,
  };
}

function reportConflict(context: CheckContext, first: Tail, second: Tail): undefined {
  return report(context, codes.conflictingTails, second.span, { first: sourceText(context, first), second: sourceText(context, second) });
}

function checkDecay(context: CheckContext, decay: TailOf<'decay'>): OccurrenceRule['fading'] {
  const percent = scaledDecimal(decay.percent.decimal, 4);
  if (percent === undefined || decay.percent.signed || percent < 1_000n || percent > 1_000_000n) {
    return report(context, codes.decayPercent, decay.percent.span, { percent: context.file.text.slice(decay.percent.span.start, decay.percent.span.end) });
  }
  return { kind: 'decay', percent: Number(percent), every: decay.every.milliseconds };
}

function checkFade(context: CheckContext, fade: TailOf<'fade'>): OccurrenceRule['fading'] {
  const days = fade.over.milliseconds / dayMilliseconds;
  if (Number.isInteger(days)) return { kind: 'fade', days };
  return report(context, codes.fadeDays, fade.over.span, { text: context.file.text.slice(fade.over.span.start, fade.over.span.end) });
}

