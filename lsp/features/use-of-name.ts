/** What an unknown name seems to be, by what stands around it. */
import type { IToken } from 'chevrotain';
import { word } from './due.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import type { Span } from '../../compiler/source/span.ts';
import {
  DateToken, Dot, Equals, Greater, GreaterEqual, Instant, LeftParen, Less, LessEqual, lexer, Money, NotEquals, Percent, Quantity, RangeDots, SignedMoney, SignedQuantity, Text, Word,
} from '../../grammar/tokens.ts';
import { currencySymbols, isCurrency } from '../../tables/currencies.ts';

export interface UseOfName {
  readonly isEvent: boolean;
  /** As a field. */
  readonly type: string;
  /** As an event: the property that is asked first. */
  readonly property: string | undefined;
}

const relations = new Set([Equals, NotEquals, Less, LessEqual, Greater, GreaterEqual]);

export function useOfName(file: SourceFile, span: Span): UseOfName {
  const lineStart = file.text.lastIndexOf('\n', span.start - 1) + 1;
  const lineEnd = file.text.indexOf('\n', span.end);
  const before = lexer.tokenize(file.text.slice(lineStart, span.start)).tokens;
  const after = lexer.tokenize(file.text.slice(span.end, lineEnd === -1 ? undefined : lineEnd)).tokens;
  const [first, second] = after;
  const measure = word(before.at(-1));
  const isMeasured = ['no', 'since', 'total', 'distinct'].includes(measure) || (measure === 'with' && word(before.at(-2)) === 'days');
  const isSelector = first === undefined || first.tokenType === SignedQuantity || first.tokenType === Dot || ['where', 'within', 'and', 'or'].includes(word(first));
  return { isEvent: isMeasured || isSelector, type: typeOf(after), property: word(first) === 'where' || first?.tokenType === Dot ? propertyAfter(second, after) : undefined };
}

function propertyAfter(second: IToken | undefined, after: readonly IToken[]): string | undefined {
  const name = second?.tokenType === LeftParen ? after[2] : second;
  return name?.tokenType === Word ? name.image : undefined;
}

/** The type of the first value behind the name. */
function typeOf([first, ...rest]: readonly IToken[]): string {
  if (first === undefined) return 'boolean';
  if (relations.has(first.tokenType) || ['is', 'not', 'in'].includes(word(first)) || first.tokenType === LeftParen) return rest.length === 0 ? 'text' : typeOf(rest);
  if (first.tokenType === RangeDots) return typeOf(rest);
  if (first.tokenType === Quantity) return /(?:s|min|h|d|w)$/i.test(first.image) ? 'duration' : 'number';
  if (first.tokenType === Percent) return 'number';
  if (first.tokenType === Money || first.tokenType === SignedMoney) return `money ${currencySymbols[first.image.replace('-', '')[0]!] ?? 'USD'}`;
  if (first.tokenType === Word && isCurrency(first.image) && rest[0]?.tokenType === Quantity) return `money ${first.image.toUpperCase()}`;
  if (first.tokenType === DateToken || ['before', 'after', 'within'].includes(word(first))) return 'date';
  if (first.tokenType === Instant) return 'datetime';
  if (first.tokenType === Text) return 'text';
  if (word(first) === 'has') return 'list of text';
  return ['true', 'false', 'and', 'or'].includes(word(first)) || first.tokenType === SignedQuantity ? 'boolean' : 'text';
}
