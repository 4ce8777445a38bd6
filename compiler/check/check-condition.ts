/** Conditions and predicates, resolved. Language reference, section 4. */
import type { Condition, Subject } from './checked.ts';
import { excused, negate, origin, report, sourceText } from './context.ts';
import type { CheckContext, Place } from './context.ts';
import { allOf, checkComparison, describeComparable, isDate } from './check-comparison.ts';
import { checkMeasure, checkSelector, operatorText } from './check-selector.ts';
import type { Comparable } from './check-operand.ts';
import { asksHandoff, checkHandoffAsked } from './handoff-asked.ts';
import { reportLoneValues } from './lone-values.ts';
import { resolvePath } from './resolve-subject.ts';
import { nameKey } from '../bind/scope.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { unreachable } from '../unreachable.ts';
import { namesMeant } from '../vocabulary/other-names.ts';
import type { EventType } from '../vocabulary/types.ts';
import type { Clause, Comparison, Condition as ConditionNode, Predicate, WithinClause } from '../../grammar/tree.ts';

/** `undefined` where something did not check; then there is a diagnostic, here or at the cause. */
export function checkCondition(context: CheckContext, place: Place, node: ConditionNode): Condition | undefined {
  if (node.kind === 'predicate') {
    const checked = checkPredicate(context, place, node);
    return checked && conditionOf(context, node, checked);
  }
  return checkConditions(context, place, node);
}

/** Apart from the predicates, which are most: where there are closures, each call makes a place for what they see. */
function checkConditions(context: CheckContext, place: Place, node: Exclude<ConditionNode, Predicate>): Condition | undefined {
  const at = origin(context, node);
  switch (node.kind) {
    case 'or': case 'and': {
      const values = reportLoneValues(context, place, node.parts, node.kind);
      const parts = allOf(node.parts.map((part) => (values.has(part) ? undefined : checkCondition(context, place, part))));
      return parts && { kind: node.kind, origin: at, parts };
    }
    case 'not': {
      const operand = checkCondition(context, place, node.operand);
      return operand && { kind: 'not', origin: at, operand };
    }
    case 'group': return checkCondition(context, place, node.inner);
    case 'quantified': {
      const count = Number(node.count?.decimal ?? 1);
      const parts = allOf(node.parts.map((part) => checkCondition(context, place, part)));
      if (parts === undefined) return undefined;
      switch (node.quantifier) {
        case 'all': return { kind: 'and', origin: at, parts };
        case 'any': case 'at least': return { kind: 'at least', origin: at, count, parts };
        case 'none': return { kind: 'not', origin: at, operand: { kind: 'at least', origin: at, count: 1, parts } };
        default: return unreachable(node.quantifier);
      }
    }
    default: return unreachable(node);
  }
}

/** A predicate split into its subject and its comparison. */
export type CheckedPredicate =
  | { readonly kind: 'condition'; readonly condition: Condition }
  | {
      readonly kind: 'subject';
      readonly subject: Subject;
      readonly comparable: Comparable;
      readonly comparison: Comparison | WithinClause | undefined;
    };

/** `title "vp *" 10`, `seniority vp = 5`: a plain number behind a whole comparison most likely is points. */
function reportSecondComparison(context: CheckContext, place: Place, clause: Comparison | WithinClause, subject: string, comparable: Comparable): undefined {
  const isNumber = comparable.kind !== 'value' || ['number', 'money', 'duration', 'date', 'datetime'].includes(comparable.type.kind);
  const paysAlready = /^\s*[+-]\d/.test(context.file.text.slice(clause.span.end));
  const mayPay = place.kind === 'rule' && place.ruleWhen === undefined && place.event === undefined && !isNumber && !paysAlready;
  const value = mayPay && (clause.kind === 'alone' || clause.kind === 'relation') && clause.value.kind === 'number' ? clause.value : undefined;
  const points = value?.decimal.replace(/^(?=\d)/, '+');
  return report(context, codes.oneComparison, clause.span, { subject, points }, points === undefined ? {} : {
    fixes: [{ title: `write \`${points}\``, edits: [{ file: context.file, span: clause.span, text: points }] }],
  });
}

/** `clauses` may be fewer than were written: the cases of a band are looked at apart. */
export function checkPredicate(context: CheckContext, place: Place, node: Predicate, clauses: readonly Clause[] = node.clauses): CheckedPredicate | undefined {
  if (node.measure !== undefined) return checkMeasured(context, place, node, clauses);
  if (asksHandoff(context, node)) {
    const condition = checkHandoffAsked(context, place, node, clauses);
    return condition && { kind: 'condition', condition };
  }
  const resolved = resolvePath(context, place, node);
  if (resolved === undefined) return undefined;
  const name = node.path.length === 1 ? node.path[0]!.text : node.path.map((part) => part.text).join('.');

  if (resolved.kind === 'event') {
    const checked = checkSelector(context, place, resolved.event, node, clauses);
    if (checked === undefined) return undefined;
    return { kind: 'subject', subject: { kind: 'count', origin: origin(context, node), selector: checked.selector }, comparable: { kind: 'count' }, comparison: checked.comparison };
  }
  if (node.no !== undefined) {
    const instead = resolved.kind === 'condition' || isBoolean(resolved.comparable) ? `not ${name}` : `${name} is missing`;
    return report(context, codes.noNeedsEvent, node.no, { subject: name, instead });
  }
  if (resolved.kind === 'condition') {
    const clause = clauses[0];
    if (clause === undefined) return resolved;
    const { kind } = resolved.condition;
    const word = kind === 'stage' ? 'a stage' : kind === 'defined' ? 'a condition' : 'true or false';
    if (clause.kind === 'within') return reportWindow(context, place, clause, name, word);
    if (clause.kind === 'where') return report(context, codes.wrongClause, clause.span, { subject: name, clause: 'where', what: word });
    return report(context, codes.operatorMismatch, clause.span, { subject: name, type: word, operator: operatorText(clause), possible: `ask it by itself: \`${name}\`, or \`not ${name}\`` });
  }
  let comparison: Comparison | WithinClause | undefined;
  for (const clause of clauses) {
    if (clause.kind === 'where') return report(context, codes.wrongClause, clause.span, { subject: name, clause: 'where', what: describeComparable(resolved.comparable) });
    if (clause.kind === 'within' && !isDate(resolved.comparable)) return reportWindow(context, place, clause, name, describeComparable(resolved.comparable));
    if (comparison !== undefined) return reportSecondComparison(context, place, clause, name, resolved.comparable);
    comparison = clause;
  }
  return { kind: 'subject', subject: resolved.subject, comparable: resolved.comparable, comparison };
}

/** A window behind a field. Behind the `when` of a rule it was most likely meant for the rule: it stands before the `when` then. */
function reportWindow(context: CheckContext, place: Place, clause: WithinClause, subject: string, what: string): undefined {
  const { file } = context;
  const window = sourceText(context, clause);
  const when = place.ruleWhen?.hasWindow === false ? place.ruleWhen.span : undefined;
  const evidence = { subject, clause: 'within', what };
  if (when === undefined) return report(context, codes.wrongClause, clause.span, evidence);
  const blank = /\s*$/.exec(file.text.slice(0, clause.span.start))![0].length;
  return report(context, codes.wrongClause, clause.span, { ...evidence, instead: `the window of the rule stands before its \`when\`: write \`${window} when ...\`` }, {
    fixes: [{
      title: 'put the window before `when`',
      edits: [
        { file, span: { start: when.start, end: when.start }, text: `${window} ` },
        { file, span: { start: clause.span.start - blank, end: clause.span.end }, text: '' },
      ],
    }],
  });
}

function checkMeasured(context: CheckContext, place: Place, node: Predicate, clauses: readonly Clause[]): CheckedPredicate | undefined {
  const measure = node.measure!;
  const first = node.path[0]!;
  const isActivity = !first.quoted && nameKey(first.text) === 'activity';
  const symbol = context.scope.vocabulary.get(nameKey(first.text));
  const example = { 'days with': 'days with page_view', distinct: 'distinct page_view.url', total: 'total page_view.duration', since: 'since page_view' }[measure.kind];
  if (node.no !== undefined) {
    const asked = sourceText(context, { span: { start: node.no.end, end: node.span.end } }).trim();
    return report(context, codes.noNeedsEvent, node.no, { subject: asked, instead: `not ${asked}` });
  }
  if (place.event !== undefined || (!isActivity && symbol !== undefined && symbol.kind !== 'event')) {
    return report(context, codes.measureNeedsEvent, first.span, { measure: measure.kind, name: first.text, example });
  }
  if (!isActivity && symbol === undefined) {
    if (excused(context, first.text)) return undefined;
    const near = namesMeant(first.text, [...context.scope.vocabulary.values()].filter((other) => other.kind === 'event').map((other) => other.name));
    return report(context, codes.unknownName, first.span, { name: first.text, due: 'an event', nearest: near }, {
      fixes: near.map((other) => ({ title: `write \`${other}\``, edits: [{ file: context.file, span: first.span, text: other }] })),
    });
  }
  const event: EventType | 'activity' = isActivity ? 'activity' : (symbol as EventType);
  if (event !== 'activity') context.references.push({ file: context.file, span: first.span, target: { kind: 'event', event }, declaration: false });
  const checked = checkMeasure(context, place, node, event, clauses);
  return checked && { kind: 'subject', ...checked };
}

function isBoolean(comparable: Comparable): boolean {
  return comparable.kind === 'value' && comparable.type.kind === 'boolean';
}

/** The condition that a whole predicate is: a subject with its comparison, or a subject that can stand alone. */
export function conditionOf(context: CheckContext, node: Predicate, checked: CheckedPredicate): Condition | undefined {
  if (checked.kind === 'condition') return checked.condition;
  const { subject, comparable, comparison } = checked;
  const at = origin(context, node);
  const name = subjectName(context, node);
  if (comparison === undefined) {
    const alone = standsAlone(subject, comparable);
    if (alone !== undefined) return negate({ kind: 'test', origin: at, subject, test: alone }, node.no !== undefined, at);
    return report(context, codes.comparisonNeeded, node.span, { subject: name, type: describeComparable(comparable), example: exampleOf(comparable, name) });
  }
  if (node.no !== undefined) return report(context, codes.noNeedsEvent, node.no, { subject: name, instead: `not ${sourceText(context, { span: { start: node.no.end, end: node.span.end } }).trim()}` });
  const test = checkComparison(context, comparable, comparison, name);
  return test && negate({ kind: 'test', origin: at, subject, test: test.test }, test.negated, at);
}

/** "More than zero" for what is counted; `true` for a boolean; nothing for the rest. */
function standsAlone(subject: Subject, comparable: Comparable): Extract<Condition, { kind: 'test' }>['test'] | undefined {
  if (isBoolean(comparable)) return { kind: 'boolean', value: true };
  if (comparable.kind === 'count' || subject.kind === 'total') return { kind: 'interval', low: { value: 0, inclusive: false }, high: undefined };
  return undefined;
}

function exampleOf(comparable: Comparable, name: string): string {
  switch (comparable.kind) {
    case 'points': return `\`${name} > 50\``;
    case 'duration': return `\`${name} <= 30d\``;
    case 'tier': return `\`${name} A\``;
    case 'count': case 'total': return `\`${name} >= 3\``;
    case 'value': switch (comparable.type.kind) {
      case 'number': case 'money': return `\`${name} 50..500\`, or \`${name} is known\``;
      case 'date': case 'datetime': return `\`${name} within 30d\`, or \`${name} is known\``;
      case 'duration': return `\`${name} <= 30d\`, or \`${name} is known\``;
      case 'country': return `\`${name} in (US, CA)\`, or \`${name} is known\``;
      case 'one of': case 'text': case 'email': case 'url': case 'list': case 'boolean': return `\`${name} "..."\`, or \`${name} is known\``;
      default: return unreachable(comparable.type);
    }
    default: return unreachable(comparable);
  }
}

/** The words of the subject, for messages. */
export function subjectName(context: CheckContext, node: Predicate): string {
  const first = node.path[0]!;
  if (node.path.length === 1 && node.measure === undefined) return context.file.text.slice(first.span.start, first.span.end);
  const last = node.path[node.path.length - 1]!;
  const start = node.measure?.span.start ?? first.span.start;
  return sourceText(context, { span: { start, end: last.span.end } });
}
