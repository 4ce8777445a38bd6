/** Conditions out of the concrete tree. Language reference, section 4. */
import { cover } from '../compiler/source/span.ts';
import { buildDuration, buildEntries, buildName, buildValue, buildValueOrRange, buildValues } from './build-values.ts';
import { child, children, needChild, needToken, nodeSpan, token, tokens, tokenSpan } from './concrete.ts';
import type { ConcreteNode } from './concrete.ts';
import { readCount } from './quantities.ts';
import type { Reporter } from './report.ts';
import { imageOf } from './scan.ts';
import type {
  Clause, Condition, HasComparison, InComparison, InListComparison, Measure, Predicate, PresenceComparison, RelationComparison, TextComparison,
  WhereClause, WithinClause,
} from './tree.ts';

/** The child `condition` of the node. */
export function buildConditionOf(node: ConcreteNode, reporter: Reporter): Condition {
  return buildCondition(needChild(node, 'condition'), reporter);
}

export function buildCondition(node: ConcreteNode, reporter: Reporter): Condition {
  // Nearly all conditions are one predicate.
  if (node.parts.length === 2) return buildAndChain(needChild(node, 'andChain'), reporter);
  const parts = children(node, 'andChain').map((part) => buildAndChain(part, reporter));
  return { kind: 'or', span: nodeSpan(node), parts };
}

function buildAndChain(node: ConcreteNode, reporter: Reporter): Condition {
  if (node.parts.length === 2) return buildUnary(needChild(node, 'unary'), reporter);
  const parts = children(node, 'unary').map((part) => buildUnary(part, reporter));
  return { kind: 'and', span: nodeSpan(node), parts };
}

function buildUnary(node: ConcreteNode, reporter: Reporter): Condition {
  const operand = child(node, 'unary');
  if (operand !== undefined) return { kind: 'not', span: nodeSpan(node), operand: buildUnary(operand, reporter) };
  const inner = child(node, 'condition');
  if (inner !== undefined) return { kind: 'group', span: nodeSpan(node), inner: buildCondition(inner, reporter) };
  const quantified = child(node, 'quantified');
  if (quantified === undefined) return buildPredicate(needChild(node, 'predicate'), reporter);
  const count = token(quantified, 'Quantity');
  return {
    kind: 'quantified',
    span: nodeSpan(quantified),
    quantifier: count !== undefined ? 'at least' : token(quantified, 'AnyKeyword') ? 'any' : token(quantified, 'AllKeyword') ? 'all' : 'none',
    count: count === undefined ? undefined : readCount(imageOf(count), tokenSpan(count), reporter),
    parts: children(quantified, 'condition').map((part) => buildCondition(part, reporter)),
  };
}

export function buildPredicate(node: ConcreteNode, reporter: Reporter): Predicate {
  const no = token(node, 'NoKeyword');
  const measure = child(node, 'measure');
  return {
    kind: 'predicate',
    span: nodeSpan(node),
    no: no === undefined ? undefined : tokenSpan(no),
    measure: measure === undefined ? undefined : buildMeasure(measure),
    path: tokens(node, 'AnyWord').map(buildName),
    clauses: children(node, 'clause').map((clause) => buildClause(clause, reporter)),
  };
}

function buildMeasure(node: ConcreteNode): Measure {
  const kind = token(node, 'DaysKeyword') ? 'days with' : token(node, 'DistinctKeyword') ? 'distinct' : token(node, 'TotalKeyword') ? 'total' : 'since';
  return { kind, span: nodeSpan(node) };
}

export function buildClause(node: ConcreteNode, reporter: Reporter): Clause {
  const alone = child(node, 'valueOrRange');
  if (alone !== undefined) return { kind: 'alone', span: nodeSpan(node), value: buildValueOrRange(alone, reporter) };
  const within = child(node, 'withinClause');
  if (within !== undefined) return buildWithin(within, reporter);
  const relation = child(node, 'relation');
  if (relation !== undefined) return buildRelation(relation, reporter);
  const inComparison = child(node, 'inComparison');
  if (inComparison !== undefined) return buildIn(inComparison, reporter);
  const isComparison = child(node, 'isComparison');
  if (isComparison !== undefined) return buildIs(isComparison, reporter);
  const text = child(node, 'textComparison');
  if (text !== undefined) return buildTextComparison(text, reporter);
  const where = child(node, 'whereClause');
  if (where !== undefined) return buildWhere(where, reporter);
  const has = child(node, 'hasComparison');
  if (has !== undefined) return buildHas(has, reporter);
  const date = needChild(node, 'dateComparison');
  return {
    kind: 'date comparison', span: nodeSpan(node), operator: token(date, 'BeforeKeyword') ? 'before' : 'after', value: buildValue(needChild(date, 'value'), reporter),
  };
}

function buildWithin(node: ConcreteNode, reporter: Reporter): WithinClause {
  return { kind: 'within', span: nodeSpan(node), duration: buildDuration(node, reporter) };
}

function buildWhere(node: ConcreteNode, reporter: Reporter): WhereClause {
  const predicate = child(node, 'predicate');
  if (predicate !== undefined) return { kind: 'where', span: nodeSpan(node), filter: buildPredicate(predicate, reporter) };
  const span = cover(tokenSpan(needToken(node, 'LeftParen')), tokenSpan(needToken(node, 'RightParen')));
  return { kind: 'where', span: nodeSpan(node), filter: { kind: 'group', span, inner: buildConditionOf(node, reporter) } };
}

const relationOperators = { Equals: '=', NotEquals: '!=', Less: '<', LessEqual: '<=', Greater: '>', GreaterEqual: '>=' } as const;
const relationNames = Object.keys(relationOperators) as (keyof typeof relationOperators)[];

function buildRelation(node: ConcreteNode, reporter: Reporter): RelationComparison {
  const name = relationNames.find((candidate) => token(node, candidate) !== undefined) ?? 'Equals';
  return { kind: 'relation', span: nodeSpan(node), operator: relationOperators[name], value: buildValue(needChild(node, 'value'), reporter) };
}

function buildIs(node: ConcreteNode, reporter: Reporter): RelationComparison | PresenceComparison {
  const span = nodeSpan(node);
  const negated = token(node, 'NotKeyword') !== undefined;
  const value = child(node, 'value');
  if (value !== undefined) return { kind: 'relation', span, operator: negated ? 'is not' : 'is', value: buildValue(value, reporter) };
  return { kind: 'presence', span, negated, state: token(node, 'MissingKeyword') ? 'missing' : 'known' };
}

function buildIn(node: ConcreteNode, reporter: Reporter): InComparison | InListComparison {
  const span = nodeSpan(node);
  const negated = token(node, 'NotKeyword') !== undefined;
  const entries = child(node, 'entries');
  if (entries !== undefined) return { kind: 'in', span, negated, entries: buildEntries(entries, reporter) };
  return { kind: 'in list', span, negated, list: buildName(needToken(node, 'NameWord')) };
}

const textOperators = {
  ContainsKeyword: 'contains', StartsKeyword: 'starts with', EndsKeyword: 'ends with', MentionsKeyword: 'mentions', MatchesKeyword: 'matches',
} as const;
const textOperatorNames = Object.keys(textOperators) as (keyof typeof textOperators)[];

function buildTextComparison(node: ConcreteNode, reporter: Reporter): TextComparison {
  const name = textOperatorNames.find((candidate) => token(node, candidate) !== undefined) ?? 'ContainsKeyword';
  const values = child(node, 'texts');
  const list = token(node, 'NameWord');
  return {
    kind: 'text comparison',
    span: nodeSpan(node),
    negated: token(node, 'NotKeyword') !== undefined,
    operator: textOperators[name],
    operand: values !== undefined
      ? { kind: 'any of', values: buildValues(values, reporter) }
      : list !== undefined
        ? { kind: 'any of list', list: buildName(list) }
        : { kind: 'one', value: buildValue(needChild(node, 'value'), reporter) },
  };
}

function buildHas(node: ConcreteNode, reporter: Reporter): HasComparison {
  const entries = child(node, 'entries');
  return {
    kind: 'has',
    span: nodeSpan(node),
    negated: token(node, 'NotKeyword') !== undefined,
    quantifier: entries === undefined ? 'one' : token(node, 'AnyKeyword') ? 'any' : 'all',
    values: entries === undefined ? [buildValueOrRange(needChild(node, 'valueOrRange'), reporter)] : buildEntries(entries, reporter),
  };
}

