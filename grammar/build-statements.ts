/** Statements outside blocks, and the settings of a section, out of the concrete tree. Language reference, sections 2, 5 and 6. */
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { buildConditionOf, buildPredicate } from './build-conditions.ts';
import { buildBanding, reportTwice } from './build-rules.ts';
import { buildAmount, buildDuration, buildLabel, buildName, buildText } from './build-values.ts';
import { children, needChild, needToken, nodeSpan, token, tokens, tokenSpan } from './concrete.ts';
import type { ConcreteNode } from './concrete.ts';
import { readNumber, readPercent } from './quantities.ts';
import type { Reporter } from './report.ts';
import { imageOf } from './scan.ts';
import type {
  BrokenItem, NumberLiteral, ScoreStatement, ScoreTerm, SectionSetting, StageStatement, TierGridStatement, TierStatement, UseStatement,
} from './tree.ts';

export function buildUse(node: ConcreteNode, reporter: Reporter): UseStatement {
  return { kind: 'use', span: nodeSpan(node), path: buildText(needToken(node, 'Text'), reporter) };
}

export function buildStage(node: ConcreteNode, reporter: Reporter): StageStatement {
  return {
    kind: 'stage',
    span: nodeSpan(node),
    name: buildName(needToken(node, 'NameWord')),
    also: token(node, 'AlsoKeyword') !== undefined,
    condition: buildConditionOf(node, reporter),
  };
}

export function buildTier(node: ConcreteNode, reporter: Reporter): TierStatement {
  return { kind: 'tier', span: nodeSpan(node), label: buildLabel(needChild(node, 'label'), reporter), condition: buildConditionOf(node, reporter) };
}

export function buildTierGrid(node: ConcreteNode, reporter: Reporter): TierGridStatement | BrokenItem {
  const span = nodeSpan(node);
  const before = reporter.diagnostics.length;
  const bandings = children(node, 'banding').map((banding) => buildBanding(banding, reporter));
  if (bandings.every((banding) => banding !== undefined)) return { kind: 'tier grid', span, bandings };
  reporter.diagnostics.splice(before + 1);
  return { kind: 'broken', span };
}

export function buildScore(node: ConcreteNode, reporter: Reporter): ScoreStatement {
  const names = tokens(node, 'NameWord');
  const terms = children(node, 'term').map((term) => buildTerm(term, reporter));
  let upTo: NumberLiteral | undefined;
  let floor: NumberLiteral | undefined;
  for (const bound of children(node, 'bound')) {
    const amount = buildAmount(bound, reporter);
    const isFloor = token(bound, 'FloorKeyword') !== undefined;
    const earlier = isFloor ? floor : upTo;
    if (earlier !== undefined) reportTwice(isFloor ? 'floor' : 'up to', nodeSpan(bound), earlier.span, reporter);
    else if (isFloor) floor = amount;
    else upTo = amount;
  }
  return { kind: 'score', span: nodeSpan(node), name: names[0] === undefined ? undefined : buildName(names[0]), terms, upTo, floor };
}

function buildTerm(node: ConcreteNode, reporter: Reporter): ScoreTerm {
  const span = nodeSpan(node);
  const name = token(node, 'NameWord');
  const number = token(node, 'Quantity') ?? token(node, 'SignedQuantity');
  const percent = token(node, 'Percent') ?? token(node, 'SignedPercent');
  const factor = number !== undefined
    ? readNumber(imageOf(number), tokenSpan(number), reporter)
    : percent !== undefined ? readPercent(imageOf(percent), tokenSpan(percent), reporter) : undefined;
  if (factor?.kind === 'percent' && name === undefined) reporter.report(codes.percentAlone, factor.span, { text: (percent ?? number)!.image });
  // The sign belongs to the term; where it touches the number it is the number's own.
  const minus = token(node, 'Minus') !== undefined;
  const negative = factor?.decimal.startsWith('-') === true;
  return {
    span,
    sign: minus !== negative ? '-' : '+',
    factor: factor === undefined || !factor.signed ? factor : { ...factor, decimal: factor.decimal.replace(/^-/, ''), signed: false },
    name: name === undefined ? undefined : buildName(name),
  };
}

/** The settings of a section's header; one written twice is reported, and kept once. */
export function buildSettings(node: ConcreteNode, reporter: Reporter): SectionSetting[] {
  const kept: SectionSetting[] = [];
  for (const each of children(node, 'setting')) {
    const setting = buildSetting(each, reporter);
    const earlier = kept.find((other) => other.kind === setting.kind);
    if (earlier === undefined) kept.push(setting);
    else reportTwice(setting.kind, setting.span, earlier.span, reporter);
  }
  return kept;
}

function buildSetting(node: ConcreteNode, reporter: Reporter): SectionSetting {
  const span = nodeSpan(node);
  if (token(node, 'WithinKeyword') !== undefined) return { kind: 'within', span, duration: buildDuration(node, reporter) };
  if (token(node, 'AfterKeyword') !== undefined) return { kind: 'after last', span, selector: buildPredicate(needChild(node, 'predicate'), reporter) };
  return { kind: token(node, 'FloorKeyword') ? 'floor' : 'up to', span, limit: buildAmount(node, reporter) };
}
