/** A comparison becomes a test of a value. Language reference, section 4. */
import type { ValueTest } from './checked.ts';
import { excused, refer, report } from './context.ts';
import type { CheckContext } from './context.ts';
import { warnOfNoAddress } from './addresses.ts';
import { reportAbsentWord } from './absent-words.ts';
import { warnOfStars } from './stars.ts';
import { describeType } from './check-literal.ts';
import { aloneTest, orderedBound, textOperandTest } from './check-operand.ts';
import type { Comparable } from './check-operand.ts';
import { nameKey } from '../bind/scope.ts';
import type { ListSymbol } from '../bind/scope.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import { unreachable } from '../unreachable.ts';
import type { ValueType } from '../vocabulary/types.ts';
import type { Comparison, Name, ValueOrRange, WithinClause } from '../../grammar/tree.ts';
import type { Span } from '../source/span.ts';

/** A test, and whether it was written with a negation around it. */
export interface CheckedTest {
  readonly test: ValueTest;
  readonly negated: boolean;
}

/** What may be compared with what, said when an operator does not fit. */
function possibleComparisons(comparable: Comparable): string {
  switch (comparable.kind) {
    case 'value': switch (comparable.type.kind) {
      case 'text': case 'email': case 'url': return 'a text can be compared with a text alone, `=`, `in (...)`, `contains`, `starts with`, `ends with`, `mentions` and `matches`';
      case 'country': case 'one of': return 'it can be compared with a value alone, `=` and `in (...)`';
      case 'boolean': return 'it can be asked by itself, or with `= true` and `= false`';
      case 'date': case 'datetime': return 'a date can be compared with a date, a range, `before`, `after` and `within 30d`';
      case 'list': return 'a list can be compared with a value alone, `has`, `has any of (...)` and `has all of (...)`';
      case 'number': case 'money': case 'duration': return 'it can be compared with a value alone, a range, `=`, `<`, `>` and `in (...)`';
      default: return unreachable(comparable.type);
    }
    case 'tier': return 'a tier can be compared with its name, `=` and `in (...)`';
    case 'count': case 'duration': case 'total': case 'points': return 'it can be compared with a value alone, a range, `=`, `<`, `>` and `in (...)`';
    default: return unreachable(comparable);
  }
}

export function describeComparable(comparable: Comparable): string {
  switch (comparable.kind) {
    case 'value': return describeType(comparable.type);
    case 'count': return 'a count';
    case 'duration': return 'a duration';
    case 'total': return 'a sum';
    case 'points': return 'a score';
    case 'tier': return 'a tier';
    default: return unreachable(comparable);
  }
}

export function operatorMismatch(context: CheckContext, comparable: Comparable, subject: string, operator: string, span: Span): undefined {
  return report(context, codes.operatorMismatch, span, { subject, type: describeComparable(comparable), operator, possible: possibleComparisons(comparable) });
}

/** The list of that name, marked as used. */
export function findList(context: CheckContext, name: Name): ListSymbol | undefined {
  const symbol = context.scope.vocabulary.get(nameKey(name.text));
  if (symbol?.kind === 'list') {
    symbol.used = true;
    refer(context, name.span, { kind: 'list', list: symbol });
    return symbol;
  }
  if (excused(context, name.text)) return undefined;
  const lists = [...context.scope.vocabulary.values()].filter((other) => other.kind === 'list').map((other) => other.name);
  const near = nearest(name.text, lists);
  return report(context, codes.unknownList, name.span, { name: name.text, nearest: near }, {
    fixes: near.map((other) => ({ title: `write \`${other}\``, edits: [{ file: context.file, span: name.span, text: other }] })),
  });
}

type AnyTest = Extract<ValueTest, { readonly kind: 'any' }>;

/** By the entries, then by how they are read. Lists can be long, and are asked again and again; what a text in them means is always the same. */
const textLists = new WeakMap<readonly ValueOrRange[], Map<string, AnyTest>>();

/** Any of the entries of a list, each read as if it stood alone. An entry that does not fit is one diagnostic, at the use. */
function listTest(
  context: CheckContext, name: Name, element: Comparable, operator: string, subject: string, due: string, make: (entry: ValueOrRange) => ValueTest | undefined,
): AnyTest | undefined {
  const list = findList(context, name);
  if (list === undefined) return undefined;
  const how = element.kind === 'value' && isText(element.type.kind) ? `${operator} ${element.type.kind}` : undefined;
  const known = how === undefined ? undefined : textLists.get(list.entries)?.get(how);
  if (known !== undefined) return known;
  const outerFile = context.file;
  const before = context.diagnostics.length;
  const tests: ValueTest[] = [];
  if (list.declared !== undefined) context.file = list.declared.file;
  for (const entry of list.entries) {
    const test = make(entry);
    if (test !== undefined) { tests.push(test); continue; }
    // The entry's own diagnostics are replaced by one at the place of use: the list may be right for other subjects.
    const own = context.diagnostics.splice(before);
    context.file = outerFile;
    const cause = own[0]!;
    // An empty text is wrong in every list, and said where it stands.
    if (cause.code === codes.emptyText.code && list.declared !== undefined) return undefined;
    return report(context, codes.valueMismatch, name.span, { subject, due, found: `the list \`${list.name}\`, which has an entry that does not fit` }, {
      related: [{ file: cause.file, span: entry.span, message: cause.message }],
    });
  }
  context.file = outerFile;
  const test: AnyTest = { kind: 'any', tests };
  if (how !== undefined && context.diagnostics.length === before) {
    const ways = textLists.get(list.entries) ?? new Map<string, AnyTest>();
    textLists.set(list.entries, ways.set(how, test));
  }
  return test;
}

type ListType = Extract<ValueType, { kind: 'list' }>;

/** `undefined` with a diagnostic where the comparison does not fit. */
export function checkComparison(context: CheckContext, comparable: Comparable, comparison: Comparison | WithinClause, subject: string): CheckedTest | undefined {
  const before = context.diagnostics.length;
  const list = comparable.kind === 'value' && comparable.type.kind === 'list' ? comparable.type : undefined;
  const element: Comparable = list === undefined ? comparable : { kind: 'value', type: list.element };
  if (element.kind === 'value' && isText(element.type.kind)) {
    warnOfListName(context, comparison, subject);
    warnOfStars(context, comparison);
  }
  if (mayMeanMissing(element, comparison) && reportAbsentWord(context, comparison, subject, takesTexts(comparable, element, comparison))) return undefined;
  // A word that means something else was told.
  const isTold = context.diagnostics.length > before;
  if (!isTold && element.kind === 'value' && (element.type.kind === 'url' || element.type.kind === 'email')) warnOfNoAddress(context, element.type.kind, list !== undefined, comparison, subject);
  // Most comparisons are one of these two.
  if (comparison.kind === 'relation') return checkRelation(context, comparable, comparison, subject);
  if (comparison.kind === 'alone') {
    const test = aloneTest(context, element, comparison.value, subject);
    return test && { test: ofElements(list, test), negated: false };
  }
  return checkOther(context, comparable, list, comparison, subject);
}

/** Apart from those that are most: where there are closures, each call makes a place for what they see. */
function checkOther(
  context: CheckContext, comparable: Comparable, list: ListType | undefined, comparison: Exclude<Comparison | WithinClause, { kind: 'relation' | 'alone' }>, subject: string,
): CheckedTest | undefined {
  const element: Comparable = list === undefined ? comparable : { kind: 'value', type: list.element };
  const mismatch = (operator: string): undefined => operatorMismatch(context, comparable, subject, operator, comparison.span);
  const alone = (value: ValueOrRange): ValueTest | undefined => aloneTest(context, element, value, subject);
  switch (comparison.kind) {
    case 'in': {
      const tests = allOf(comparison.entries.map(alone));
      return tests && { test: ofElements(list, { kind: 'any', tests }), negated: comparison.negated };
    }
    case 'in list': {
      const test = listTest(context, comparison.list, element, 'alone', subject, describeComparable(element), alone);
      return test && { test: ofElements(list, test), negated: comparison.negated };
    }
    case 'text comparison': {
      if (comparable.kind !== 'value' || !isText(comparable.type.kind)) return mismatch(comparison.operator);
      const one = (value: ValueOrRange): ValueTest | undefined => textOperandTest(context, comparable, comparison.operator, value, subject);
      const { operand } = comparison;
      if (operand.kind === 'one') {
        const test = one(operand.value);
        return test && { test, negated: comparison.negated };
      }
      if (operand.kind === 'any of list') {
        const test = listTest(context, operand.list, comparable, comparison.operator, subject, 'a text', one);
        return test && { test, negated: comparison.negated };
      }
      const tests = allOf(operand.values.map(one));
      return tests && { test: { kind: 'any', tests }, negated: comparison.negated };
    }
    case 'has': {
      if (list === undefined) return mismatch('has');
      const tests = allOf(comparison.values.map(alone));
      return tests && { test: { kind: 'has', quantifier: comparison.quantifier === 'all' ? 'all' : 'any', tests }, negated: comparison.negated };
    }
    case 'presence': {
      if (comparable.kind === 'count' || comparable.kind === 'total' || comparable.kind === 'points') return mismatch(`is ${comparison.state}`);
      return { test: { kind: comparison.state }, negated: comparison.negated };
    }
    case 'date comparison': {
      if (!isDate(comparable)) return mismatch(comparison.operator);
      const test = orderedBound(context, comparable, comparison.operator === 'before' ? '<' : '>', comparison.value, subject);
      return test && { test, negated: false };
    }
    case 'within': {
      if (!isDate(comparable)) return report(context, codes.wrongClause, comparison.span, { subject, clause: 'within', what: describeComparable(comparable) });
      return { test: { kind: 'recent', milliseconds: comparison.duration.milliseconds }, negated: false };
    }
    default: return unreachable(comparison);
  }
}

/** That any element of the list passes, where the value is a list. */
function ofElements(list: ValueType | undefined, test: ValueTest): ValueTest {
  return list === undefined ? test : { kind: 'has', quantifier: 'any', tests: [test] };
}

/** A list is compared with `=` by nobody, so there no word is a text. */
function takesTexts(comparable: Comparable, element: Comparable, comparison: Comparison | WithinClause): boolean {
  return element.kind === 'value' && isText(element.type.kind) && (comparable === element || comparison.kind === 'alone');
}

/** A count, a score and a tier are never missing, and a member may be called `unknown`. */
function mayMeanMissing(element: Comparable, comparison: Comparison | WithinClause): boolean {
  if (element.kind === 'duration') return true;
  if (element.kind !== 'value') return false;
  if (element.type.kind !== 'one of' || (comparison.kind !== 'relation' && comparison.kind !== 'alone') || comparison.value.kind !== 'word') return true;
  const word = comparison.value.text.toLowerCase();
  return !element.type.members.some((member) => [member.name, ...member.spellings].some((spelling) => spelling.toLowerCase() === word));
}

/** `email.domain is free_mail`: a word for a text is right, and silently never matches where the list of that name was meant. */
function warnOfListName(context: CheckContext, comparison: Comparison | WithinClause, subject: string): void {
  if ((comparison.kind !== 'alone' && comparison.kind !== 'relation') || comparison.value.kind !== 'word') return;
  const { value } = comparison;
  const list = context.scope.vocabulary.get(nameKey(value.text));
  if (list?.kind !== 'list') return;
  list.used = true;
  const negated = comparison.kind === 'relation' && (comparison.operator === '!=' || comparison.operator === 'is not');
  const proposed = `${negated ? 'not ' : ''}in ${list.name}`;
  report(context, codes.listForText, value.span, { subject, list: value.text, proposed }, {
    fixes: [
      { title: `write \`${proposed}\``, edits: [{ file: context.file, span: comparison.span, text: proposed }] },
      { title: `write \`"${value.text}"\` for the text`, edits: [{ file: context.file, span: value.span, text: `"${value.text}"` }] },
    ],
  });
}

function checkRelation(
  context: CheckContext, comparable: Comparable, comparison: Extract<Comparison, { kind: 'relation' }>, subject: string,
): CheckedTest | undefined {
  const { operator, value } = comparison;
  switch (operator) {
    case '=': case 'is': case '!=': case 'is not': {
      const negated = operator === '!=' || operator === 'is not';
      if (comparable.kind === 'value' && comparable.type.kind === 'list') return operatorMismatch(context, comparable, subject, operator, comparison.span);
      const test = comparable.kind === 'value' && isText(comparable.type.kind)
        ? textOperandTest(context, comparable, 'equals', value, subject)
        : aloneTest(context, comparable, value, subject);
      return test && { test, negated };
    }
    case '<': case '<=': case '>': case '>=': {
      if (!isOrdered(comparable)) return operatorMismatch(context, comparable, subject, operator, comparison.span);
      const test = orderedBound(context, comparable, operator, value, subject);
      return test && { test, negated: false };
    }
    default: return unreachable(operator);
  }
}

function isText(kind: string): boolean {
  return kind === 'text' || kind === 'email' || kind === 'url';
}

export function isDate(comparable: Comparable): boolean {
  return comparable.kind === 'value' && (comparable.type.kind === 'date' || comparable.type.kind === 'datetime');
}

function isOrdered(comparable: Comparable): boolean {
  if (comparable.kind === 'tier') return false;
  return comparable.kind !== 'value' || ['number', 'money', 'duration', 'date', 'datetime'].includes(comparable.type.kind);
}

/** All of them, or `undefined` where one did not check. Each that did not has its own diagnostic. */
export function allOf<Element>(elements: readonly (Element | undefined)[]): Element[] | undefined {
  const whole = elements.filter((element) => element !== undefined);
  return whole.length === elements.length ? whole : undefined;
}
