/** Items of a scoring section, and bandings of a tier grid, out of the concrete tree. Language reference, sections 5 and 6. */
import type { IToken } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import type { Span } from '../compiler/source/span.ts';
import { buildClause, buildConditionOf, buildPredicate } from './build-conditions.ts';
import { buildAmount, buildDuration, buildLabel, buildText, buildValue } from './build-values.ts';
import { child, children, eachChild, needChild, needToken, nodeSpan, token, tokenSpan } from './concrete.ts';
import type { ConcreteNode } from './concrete.ts';
import { readCount, readPercent, readPoints } from './quantities.ts';
import type { Reporter } from './report.ts';
import { imageOf } from './scan.ts';
import type { BandCase, Banding, BandingCase, Clause, Comparison, Points, Predicate, SectionItem, Tail, WithinClause } from './tree.ts';

export function buildSectionItem(node: ConcreteNode, reporter: Reporter): SectionItem {
  const span = nodeSpan(node);
  const condition = buildConditionOf(node, reporter);
  const require = token(node, 'RequireKeyword');
  const pointsToken = token(node, 'points');
  if (pointsToken === undefined) return { kind: 'requirement', span, require: require === undefined ? undefined : tokenSpan(require), condition };
  const points = buildPoints(pointsToken, reporter);
  if (require !== undefined) {
    reporter.report(codes.requirementWithPoints, points.span, {}, {
      fixes: [reporter.replace('remove `require`', { start: span.start, end: condition.span.start }, '')],
    });
    return { kind: 'broken', span };
  }
  const tail = buildTail(node, reporter);
  const cases = children(node, 'bandCase');
  const per = token(node, 'PerKeyword');
  if (cases.length === 0 && per === undefined) return { kind: 'points rule', span, condition, points, tail };
  if (condition.kind !== 'predicate') {
    reporter.report(codes.oneSubjectDue, condition.span, { rule: per === undefined ? 'banded' : 'proportional' });
    return { kind: 'broken', span };
  }
  if (per !== undefined) {
    if (cases.length > 0) {
      reporter.report(codes.bandsWithUnit, tokenSpan(per), {});
      return { kind: 'broken', span };
    }
    return { kind: 'proportional rule', span, subject: condition, points, unit: buildValue(needChild(node, 'value'), reporter), tail };
  }
  const split = splitSubject(condition, reporter);
  if (split === undefined) return { kind: 'broken', span };
  const first: BandCase = { span: cover(split.test.span, points.span), comparison: split.test, points };
  const rest = cases.map((each) => buildBandCase(each, reporter));
  reportEarlyOtherwise([first, ...rest], reporter);
  return { kind: 'banded rule', span, subject: split.subject, cases: [first, ...rest], tail };
}

function buildPoints(points: IToken, reporter: Reporter): Points {
  return readPoints(imageOf(points), tokenSpan(points), reporter);
}

/**
 * Takes the first case out of the predicate that was read as the subject: its last comparison, or its `within` where it has no comparison.
 * `where` and `within` beside a comparison belong to the subject.
 */
function splitSubject(predicate: Predicate, reporter: Reporter): { subject: Predicate; test: Comparison | WithinClause } | undefined {
  const { clauses } = predicate;
  const test = clauses.findLast((clause): clause is Comparison => clause.kind !== 'where' && clause.kind !== 'within')
    ?? clauses.findLast((clause): clause is WithinClause => clause.kind === 'within');
  if (test === undefined) {
    reporter.report(codes.firstCaseDue, predicate.span, {});
    return undefined;
  }
  const rest = clauses.filter((clause) => clause !== test);
  const start = predicate.no?.start ?? predicate.measure?.span.start ?? predicate.path[0]!.span.start;
  const last: Clause | undefined = rest[rest.length - 1];
  const end = last?.span.end ?? predicate.path[predicate.path.length - 1]!.span.end;
  return { subject: { ...predicate, span: { start, end }, clauses: rest }, test };
}

function buildCaseTest(node: ConcreteNode, reporter: Reporter): Comparison | WithinClause | undefined {
  const clause = child(needChild(node, 'caseTest'), 'clause');
  if (clause === undefined) return undefined;
  const test = buildClause(clause, reporter);
  return test.kind === 'where' ? undefined : test;
}

function buildBandCase(node: ConcreteNode, reporter: Reporter): BandCase {
  return { span: nodeSpan(node), comparison: buildCaseTest(node, reporter), points: buildPoints(needToken(node, 'points'), reporter) };
}

function reportEarlyOtherwise(cases: readonly (BandCase | BandingCase)[], reporter: Reporter): void {
  const early = cases.findIndex((each) => each.comparison === undefined);
  const next = cases[early + 1];
  if (early !== -1 && next !== undefined) reporter.report(codes.caseAfterOtherwise, next.span, {});
}

/** All `tail` children of the node; one written twice is reported, and kept once. */
function buildTail(node: ConcreteNode, reporter: Reporter): Tail[] {
  const all = eachChild(node, 'tail', reporter, buildTailPart);
  if (all.length < 2) return all;
  const kept: Tail[] = [];
  for (const tail of all) {
    const earlier = kept.find((other) => other.kind === tail.kind);
    if (earlier === undefined) kept.push(tail);
    else reportTwice(tail.kind, tail.span, earlier.span, reporter);
  }
  return kept;
}

export function reportTwice(name: string, span: Span, earlier: Span, reporter: Reporter): void {
  reporter.report(codes.writtenTwice, span, { name }, {
    related: [{ file: reporter.file, span: earlier, message: `\`${name}\` stands here already` }],
  });
}

function buildTailPart(node: ConcreteNode, reporter: Reporter): Tail {
  const span = nodeSpan(node);
  const condition: ConcreteNode | undefined = child(node, 'condition');
  if (condition !== undefined) return { kind: 'when', span, condition: buildConditionOf(node, reporter) };
  const once = child(node, 'onceTail');
  if (once !== undefined) return buildOnce(once, reporter);
  const label = token(node, 'Text');
  if (label !== undefined) return { kind: 'as', span, label: buildText(label, reporter) };
  const count = token(node, 'Quantity');
  if (count !== undefined) return { kind: 'at most', span, count: readCount(imageOf(count), tokenSpan(count), reporter) };
  const percent = token(node, 'Percent');
  if (percent !== undefined) {
    return { kind: 'decay', span, percent: readPercent(imageOf(percent), tokenSpan(percent), reporter), every: buildDuration(node, reporter) };
  }
  if (token(node, 'FadeKeyword') !== undefined) return { kind: 'fade', span, over: buildDuration(node, reporter) };
  if (token(node, 'WithinKeyword') !== undefined) return { kind: 'within', span, duration: buildDuration(node, reporter) };
  return { kind: 'up to', span, limit: buildAmount(node, reporter) };
}

function buildOnce(node: ConcreteNode, reporter: Reporter): Tail {
  const span = nodeSpan(node);
  if (token(node, 'EveryKeyword') !== undefined) return { kind: 'once every', span, duration: buildDuration(node, reporter) };
  if (token(node, 'PerKeyword') === undefined) return { kind: 'once', span };
  return { kind: 'once per', span, unit: token(node, 'DayKeyword') ? 'day' : token(node, 'WeekKeyword') ? 'week' : 'month' };
}

export function buildBanding(node: ConcreteNode, reporter: Reporter): Banding | undefined {
  const split = splitSubject(buildPredicate(needChild(node, 'predicate'), reporter), reporter);
  if (split === undefined) return undefined;
  const label = buildLabel(needChild(node, 'label'), reporter);
  const first: BandingCase = { span: cover(split.test.span, label.span), comparison: split.test, label };
  const rest = children(node, 'bandingCase').map((each): BandingCase => ({
    span: nodeSpan(each), comparison: buildCaseTest(each, reporter), label: buildLabel(needChild(each, 'label'), reporter),
  }));
  reportEarlyOtherwise([first, ...rest], reporter);
  return { span: nodeSpan(node), subject: split.subject, cases: [first, ...rest] };
}
