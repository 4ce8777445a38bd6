/** Items of `definition`, `vocabulary`, `lists`, `define`, `exclude`, `handoff`, `test` and `claim` out of the concrete tree. */
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import { isCurrency } from '../tables/currencies.ts';
import { buildClause, buildCondition, buildConditionOf } from './build-conditions.ts';
import { buildDate, buildDuration, buildEntries, buildMoment, buildName, buildText, buildValue, buildValues } from './build-values.ts';
import { child, children, needChild, needToken, nodeSpan, token, tokens, tokenSpan } from './concrete.ts';
import type { ConcreteNode } from './concrete.ts';
import { readCount, readNumber } from './quantities.ts';
import type { Reporter } from './report.ts';
import { imageOf } from './scan.ts';
import type {
  AtItem, ClaimItem, Comparison, DefineDeclaration, DefinitionSetting, EventDeclaration, Exclusion, ExpectItem, GivenElement, GivenEntry, GivenItem, GivenTime,
  HandoffItem, LeadDeclaration, ListDeclaration, MemberNode, MissingDeclaration, Outcome, PropertyDeclaration, TextLiteral, TypeNode,
} from './tree.ts';

export function buildDefinitionSetting(node: ConcreteNode, reporter: Reporter): DefinitionSetting {
  const span = nodeSpan(node);
  const date = token(node, 'DateToken');
  if (date !== undefined) return { kind: 'review by', span, date: buildDate(date, reporter) };
  const text = buildText(needToken(node, 'Text'), reporter);
  return token(node, 'OwnerKeyword') ? { kind: 'owner', span, owner: text } : { kind: 'timezone', span, timezone: text };
}

// ---------------------------------------------------------------- vocabulary

export function buildVocabularyItem(node: ConcreteNode, reporter: Reporter): LeadDeclaration | EventDeclaration | MissingDeclaration {
  const span = nodeSpan(node);
  if (token(node, 'MissingKeyword') !== undefined) return { kind: 'missing', span, texts: buildTexts(node, reporter) };
  const name = buildName(needToken(node, 'NameWord'));
  const fromNode = child(node, 'from');
  const from = fromNode === undefined ? [] : buildTexts(fromNode, reporter);
  if (token(node, 'LeadKeyword') !== undefined) return { kind: 'lead', span, name, type: buildType(needChild(node, 'type'), reporter), from };
  const properties = child(node, 'properties');
  return {
    kind: 'event',
    span,
    name,
    properties: properties === undefined ? [] : children(properties, 'property').map((property) => buildProperty(property, reporter)),
    passive: token(node, 'PassiveKeyword') !== undefined,
    from,
  };
}

/** The child `textList` of the node. */
function buildTexts(node: ConcreteNode, reporter: Reporter): TextLiteral[] {
  return tokens(needChild(node, 'textList'), 'Text').map((text) => buildText(text, reporter));
}

function buildProperty(node: ConcreteNode, reporter: Reporter): PropertyDeclaration {
  return { span: nodeSpan(node), name: buildName(needToken(node, 'AnyWord')), type: buildType(needChild(node, 'type'), reporter) };
}

function buildType(node: ConcreteNode, reporter: Reporter): TypeNode {
  const span = nodeSpan(node);
  const members = child(node, 'members');
  if (members !== undefined) return { kind: 'one of type', span, members: children(members, 'member').map((member) => buildMember(member, reporter)) };
  const element = child(node, 'type');
  if (element !== undefined) return { kind: 'list type', span, element: buildType(element, reporter) };
  const currency = token(node, 'Word');
  if (currency !== undefined) {
    const name = buildName(currency);
    if (!isCurrency(name.text)) reporter.report(codes.unknownCurrency, name.span, { text: name.text });
    return { kind: 'money type', span, currency: name };
  }
  const format = token(node, 'Text');
  const day = token(node, 'DateKeyword');
  if (format !== undefined) return { kind: 'date type', span, name: day === undefined ? 'datetime' : 'date', format: buildText(format, reporter) };
  return { kind: 'plain type', span, name: buildName(day ?? token(node, 'DatetimeKeyword') ?? needToken(node, 'NameWord')) };
}

function buildMember(node: ConcreteNode, reporter: Reporter): MemberNode {
  return { span: nodeSpan(node), name: buildName(needToken(node, 'AnyWord')), spellings: tokens(node, 'Text').map((text) => buildText(text, reporter)) };
}

// ---------------------------------------------------------------- lists, define, exclude, handoff

export function buildList(node: ConcreteNode, reporter: Reporter): ListDeclaration {
  return { kind: 'list', span: nodeSpan(node), name: buildName(needToken(node, 'NameWord')), entries: buildEntries(node, reporter) };
}

export function buildDefine(node: ConcreteNode, reporter: Reporter): DefineDeclaration {
  return { kind: 'define item', span: nodeSpan(node), name: buildName(needToken(node, 'NameWord')), condition: buildConditionOf(node, reporter) };
}

export function buildExclusion(node: ConcreteNode, reporter: Reporter): Exclusion {
  return { kind: 'exclusion', span: nodeSpan(node), condition: buildConditionOf(node, reporter) };
}

export function buildHandoff(node: ConcreteNode, reporter: Reporter): HandoffItem {
  return {
    kind: 'handoff item',
    span: nodeSpan(node),
    to: buildText(needToken(node, 'Text'), reporter),
    within: token(node, 'duration') === undefined ? undefined : buildDuration(node, reporter),
    when: child(node, 'condition') === undefined ? undefined : buildConditionOf(node, reporter),
  };
}

// ---------------------------------------------------------------- tests

export function buildTestItem(node: ConcreteNode, reporter: Reporter): GivenItem | ExpectItem | AtItem {
  const span = nodeSpan(node);
  const moment = child(node, 'moment');
  if (moment !== undefined) return { kind: 'at', span, date: buildMoment(moment, reporter) };
  if (token(node, 'GivenKeyword') !== undefined) {
    return { kind: 'given', span, entries: children(node, 'givenEntry').map((entry) => buildGivenEntry(entry, reporter)) };
  }
  return { kind: 'expect', span, outcomes: children(node, 'outcome').map((outcome) => buildOutcome(outcome, reporter)) };
}

/** The item of a `claim`. */
export function buildClaimItem(node: ConcreteNode, reporter: Reporter): ClaimItem {
  const conditions = children(node, 'condition').map((condition) => buildCondition(condition, reporter));
  const [first, second] = conditions;
  return {
    kind: 'claim item',
    span: nodeSpan(node),
    premise: second === undefined ? undefined : first,
    word: token(node, 'AlwaysKeyword') ? 'always' : token(node, 'NeverKeyword') ? 'never' : undefined,
    conclusion: second ?? first!,
  };
}

function buildGivenEntry(node: ConcreteNode, reporter: Reporter): GivenEntry {
  const count = token(node, 'count');
  const value = child(node, 'value');
  return {
    span: nodeSpan(node),
    count: count === undefined ? undefined : readCount(imageOf(count), tokenSpan(count), reporter),
    name: buildName(needToken(node, 'NameWord')),
    value: value === undefined ? undefined : buildValue(value, reporter),
    parenthesized: token(node, 'LeftParen') === undefined ? undefined : children(node, 'givenElement').map((element) => buildGivenElement(element, reporter)),
    time: buildGivenTime(node, reporter),
  };
}

function buildGivenTime(node: ConcreteNode, reporter: Reporter): GivenTime | undefined {
  const ago = token(node, 'AgoKeyword');
  if (ago !== undefined) {
    const duration = buildDuration(node, reporter);
    return { kind: 'ago', span: cover(duration.span, tokenSpan(ago)), duration };
  }
  const on = token(node, 'OnKeyword');
  if (on === undefined) return undefined;
  const date = buildMoment(needChild(node, 'moment'), reporter);
  return { kind: 'on', span: cover(tokenSpan(on), date.span), date };
}

function buildGivenElement(node: ConcreteNode, reporter: Reporter): GivenElement {
  const property = token(node, 'AnyWord');
  const texts = child(node, 'texts');
  const values = texts === undefined ? undefined : buildValues(texts, reporter);
  return {
    span: nodeSpan(node),
    property: property === undefined ? undefined : buildName(property),
    value: values?.[0] ?? buildValue(needChild(node, 'value'), reporter),
    values,
  };
}

function buildOutcome(node: ConcreteNode, reporter: Reporter): Outcome {
  return {
    span: nodeSpan(node),
    negation: token(node, 'NotKeyword') ? 'not' : token(node, 'NoKeyword') ? 'no' : undefined,
    name: buildName(needToken(node, 'SubjectWord')),
    comparison: buildOutcomeComparison(node, reporter),
  };
}

function buildOutcomeComparison(node: ConcreteNode, reporter: Reporter): Comparison | undefined {
  const number = token(node, 'SignedQuantity');
  if (number !== undefined) {
    const span = tokenSpan(number);
    return { kind: 'alone', span, value: readNumber(imageOf(number), span, reporter) };
  }
  const clause = child(node, 'clause');
  if (clause === undefined) return undefined;
  const comparison = buildClause(clause, reporter);
  if (comparison.kind !== 'where' && comparison.kind !== 'within') return comparison;
  reporter.report(codes.clauseInOutcome, comparison.span, { clause: comparison.kind });
  return undefined;
}
