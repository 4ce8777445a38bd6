/** Values and ranges out of the concrete tree. */
import type { IToken } from 'chevrotain';
import { cover } from '../compiler/source/span.ts';
import { child, eachChild, needChild, needToken, nodeSpan, token, tokenSpan } from './concrete.ts';
import type { ConcreteNode } from './concrete.ts';
import { readDate, readInstant } from './dates.ts';
import { readDuration, readMoney, readNumber, readPercent, readQuantity } from './quantities.ts';
import type { Reporter } from './report.ts';
import { imageOf, mended } from './scan.ts';
import { plainText, readText } from './texts.ts';
import * as t from './tokens.ts';
import type { DateLiteral, DurationLiteral, InstantLiteral, Label, Name, NumberLiteral, TextLiteral, Value, ValueOrRange } from './tree.ts';

export function buildName(word: IToken): Name {
  const quoted = word.tokenType === t.QuotedName;
  return { kind: 'name', span: tokenSpan(word), text: quoted ? word.image.replaceAll('`', '') : imageOf(word), quoted };
}

export function buildText(text: IToken, reporter: Reporter): TextLiteral {
  const inner = mended(text)?.inner;
  return inner === undefined ? readText(text.image, tokenSpan(text), reporter) : plainText(inner, tokenSpan(text));
}

export function buildLabel(node: ConcreteNode, reporter: Reporter): Label {
  const text = token(node, 'Text');
  return text === undefined ? buildName(needToken(node, 'AnyWord')) : buildText(text, reporter);
}

export function buildDate(date: IToken, reporter: Reporter): DateLiteral {
  const meant = mended(date);
  const span = tokenSpan(date);
  if (meant === undefined) return readDate(date.image, span, reporter);
  const [year = 2000, month = 1, day = 1] = (meant.date ?? '2000-01-01').split('-').map(Number);
  return { kind: 'date', span, year, month, day };
}

export function buildMoment(node: ConcreteNode, reporter: Reporter): DateLiteral | InstantLiteral {
  const instant = token(node, 'Instant');
  return instant === undefined ? buildDate(needToken(node, 'DateToken'), reporter) : readInstant(instant.image, tokenSpan(instant), reporter);
}

/** The token `duration` of the node. */
export function buildDuration(node: ConcreteNode, reporter: Reporter): DurationLiteral {
  const quantity = needToken(node, 'duration');
  return readDuration(imageOf(quantity), tokenSpan(quantity), reporter);
}

/** The child `amount` of the node. */
export function buildAmount(node: ConcreteNode, reporter: Reporter): NumberLiteral {
  const amount = needChild(node, 'amount');
  const number = token(amount, 'Quantity') ?? needToken(amount, 'SignedQuantity');
  return readNumber(imageOf(number), tokenSpan(number), reporter);
}

export function buildValue(node: ConcreteNode, reporter: Reporter): Value {
  const word = token(node, 'AnyWord');
  const quantity = token(node, 'Quantity') ?? token(node, 'SignedQuantity');
  if (word !== undefined) {
    if (quantity !== undefined) return readMoney(imageOf(quantity), nodeSpan(node), reporter, word.image);
    return { kind: 'word', span: tokenSpan(word), text: word.tokenType === t.QuotedName ? word.image.replaceAll('`', '') : word.image };
  }
  if (quantity !== undefined) return readQuantity(imageOf(quantity), tokenSpan(quantity), reporter);
  const text = token(node, 'Text');
  if (text !== undefined) return buildText(text, reporter);
  const percent = token(node, 'Percent') ?? token(node, 'SignedPercent');
  if (percent !== undefined) return readPercent(imageOf(percent), tokenSpan(percent), reporter);
  const money = token(node, 'Money') ?? token(node, 'SignedMoney');
  if (money !== undefined) return readMoney(imageOf(money), tokenSpan(money), reporter);
  return buildMoment(node, reporter);
}

/** The node of a value that is no range is the value's. */
export function buildValueOrRange(node: ConcreteNode, reporter: Reporter): ValueOrRange {
  if (node.name === 'value') return buildValue(node, reporter);
  const low = child(node, 'low');
  const high = child(node, 'high');
  return {
    kind: 'range',
    span: nodeSpan(node),
    low: low === undefined ? undefined : buildValue(low, reporter),
    high: high === undefined ? undefined : buildValue(high, reporter),
  };
}

/** The entries of `( , )`. */
export function buildEntries(node: ConcreteNode, reporter: Reporter): ValueOrRange[] {
  return eachChild(node, 'valueOrRange', reporter, buildValueOrRange);
}

/** The values of `( , )` that takes no ranges. */
export function buildValues(node: ConcreteNode, reporter: Reporter): Value[] {
  return eachChild(node, 'value', reporter, buildValue);
}

export function nameSpan(names: readonly Name[]): Name['span'] {
  return cover(names[0]!.span, names[names.length - 1]!.span);
}
