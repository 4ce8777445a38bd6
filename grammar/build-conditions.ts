/** Conditions out of the concrete tree. Language reference, section 4. */
import { cover } from '../compiler/source/span.ts';
import { buildDuration, buildEntries, buildName, buildValue, buildValueOrRange, buildValues } from './build-values.ts';
import { child, eachChild, eachToken, needChild, needToken, nodeSpan, token, tokenSpan } from './concrete.ts';
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

/** The node may be that of any rule of conditions: a condition that is one predicate is the predicate's node. */
export function buildCondition(node: ConcreteNode, reporter: Reporter): Condition {
  switch (node.name) {
    case 'predicate': return buildPredicate(node, reporter);
    case 'condition': return { kind: 'or', span: nodeSpan(node), parts: eachChild(node, 'andChain', reporter, buildCondition) };
    case 'andChain': return { kind: 'and', span: nodeSpan(node), parts: eachChild(node, 'unary', reporter, buildCondition) };
    case 'quantified': return buildQuantified(node, reporter);
    default: return buildUnary(node, reporter);
  }
}

function buildUnary(node: ConcreteNode, reporter: Reporter): Condition {
  const operand = child(node, 'unary');
  if (operand !== undefined) return { kind: 'not', span: nodeSpan(node), operand: buildCondition(operand, reporter) };
  return { kind: 'group', span: nodeSpan(node), inner: buildConditionOf(node, reporter) };
}

function buildQuantified(node: ConcreteNode, reporter: Reporter): Condition {
  const count = token(node, 'Quantity');
  return {
    kind: 'quantified',
    span: nodeSpan(node),
    quantifier: count !== undefined ? 'at least' : token(node, 'AnyKeyword') ? 'any' : token(node, 'AllKeyword') ? 'all' : 'none',
    count: count === undefined ? undefined : readCount(imageOf(count), tokenSpan(count), reporter),
    parts: eachChild(node, 'condition', reporter, buildCondition),
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
    path: eachToken(node, 'AnyWord', buildName),
    clauses: eachChild(node, 'clause', reporter, buildClause),
  };
}

function buildMeasure(node: ConcreteNode): Measure {
  const kind = token(node, 'DaysKeyword') ? 'days with' : token(node, 'DistinctKeyword') ? 'distinct' : token(node, 'TotalKeyword') ? 'total' : 'since';
  return { kind, span: nodeSpan(node) };
}

/** The node is that of the rule which the clause is. */
export function buildClause(node: ConcreteNode, reporter: Reporter): Clause {
  switch (node.name) {
    case 'withinClause': return buildWithin(node, reporter);
    case 'relation': return buildRelation(node, reporter);
    case 'inComparison': return buildIn(node, reporter);
    case 'isComparison': return buildIs(node, reporter);
    case 'textComparison': return buildTextComparison(node, reporter);
    case 'whereClause': return buildWhere(node, reporter);
    case 'hasComparison': return buildHas(node, reporter);
    case 'dateComparison': return {
      kind: 'date comparison', span: nodeSpan(node), operator: token(node, 'BeforeKeyword') ? 'before' : 'after', value: buildValue(needChild(node, 'value'), reporter),
    };
    default: return { kind: 'alone', span: nodeSpan(node), value: buildValueOrRange(node, reporter) };
  }
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

