/**
 * Text to tokens. Gives each word its keyword's type, and mends what is wrong in itself and can mean one thing only (`==`, `'text'`, `//`):
 * it is reported with a fix, and read on as what it means.
 */
import { createTokenInstance } from 'chevrotain';
import type { IToken, TokenType } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover, moved } from '../compiler/source/span.ts';
import { foreignDate } from './dates.ts';
import { detached } from './detached.ts';
import type { Reporter } from './report.ts';
import { tokenSpan } from './concrete.ts';
import type { Comment } from './tree.ts';
import * as t from './tokens.ts';

export interface Scan {
  readonly tokens: IToken[];
  readonly comments: Comment[];
}

/** What a token that was mended stands for, where its own image does not say it. */
export interface Mended {
  /** The text between quotes that were wrong or missing. */
  readonly inner?: string;
  /** The number or word that was meant. */
  readonly meant?: string;
  /** The date that was meant, or `undefined` where none can be told. */
  readonly date?: string | undefined;
}

export function mended(token: IToken): Mended | undefined {
  return token.payload as Mended | undefined;
}

/** What the token says, or was meant to say. */
export function imageOf(token: IToken): string {
  return mended(token)?.meant ?? token.image;
}

/** A text whose end is missing: it took the rest of its line, closing signs included. */
export function isUnclosedText(token: IToken | undefined): boolean {
  return token?.tokenType === t.Text && mended(token) !== undefined && token.image.startsWith('"');
}

/** A token of another type in the same place. */
export function retyped(token: IToken, type: TokenType, payload?: Mended): IToken {
  const made = createTokenInstance(type, token.image, token.startOffset, token.startOffset + token.image.length - 1, Number.NaN, Number.NaN, Number.NaN, Number.NaN);
  if (payload !== undefined) made.payload = payload;
  return made;
}

/** The operators of other languages, and what each means here. */
const foreignOperators: Readonly<Record<string, readonly [TokenType, string]>> = {
  '=>': [t.GreaterEqual, '>='],
  '=<': [t.LessEqual, '<='],
  '==': [t.Equals, '='],
  '===': [t.Equals, '='],
  ':=': [t.Equals, '='],
  '=:': [t.Equals, '='],
  '!==': [t.NotEquals, '!='],
  '<>': [t.NotEquals, '!='],
  '&': [t.And, 'and'],
  '&&': [t.And, 'and'],
  '||': [t.Or, 'or'],
  '!': [t.Not, 'not'],
  '[': [t.LeftParen, '('],
  ']': [t.RightParen, ')'],
  '{': [t.LeftParen, '('],
  '}': [t.RightParen, ')'],
  '~': [t.Matches, 'matches'],
  '=~': [t.Matches, 'matches'],
  '\u2264': [t.LessEqual, '<='],
  '\u2265': [t.GreaterEqual, '>='],
  '\u2260': [t.NotEquals, '!='],
  '\u2026': [t.RangeDots, '..'],
  '\u2212': [t.Minus, '-'],
  '\u2013': [t.Minus, '-'],
  '\u2014': [t.Minus, '-'],
};

export function scan(reporter: Reporter): Scan {
  const found = scanLines(reporter, 0, reporter.file.text.length, undefined);
  reporter.keepSlips();
  return found;
}

/**
 * Scans whole lines, from one offset to another; `before` is the token that stands before them. No token goes over a line's end, so that what is
 * found depends on the text beyond only where a slip is the first or the last thing in these lines.
 */
export function scanLines(reporter: Reporter, start: number, end: number, before: IToken | undefined): Scan {
  const { text } = reporter.file;
  // A text of their own: tokens stay for many edits, and each would keep the whole text of its time.
  const result = t.lexer.tokenize(end - start === text.length ? text : detached(text.slice(start, end)));
  if (start > 0) for (const token of result.tokens) token.startOffset += start;
  const comments = (result.groups['comments'] ?? []).map((token): Comment => ({ span: moved(tokenSpan(token), start), text: token.image }));
  // What is kept is moved to the front of the lexer's own array, which nobody else has.
  const { tokens } = result;
  let kept = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    const { tokenType } = token;
    let meant: IToken | undefined = token;
    if (tokenType === t.Word) {
      const keyword = token.image.length <= longestKeyword ? t.keywordTypes.get(token.image.toLowerCase()) : undefined;
      if (keyword !== undefined) {
        token.tokenType = keyword;
        token.tokenTypeIdx = keyword.tokenTypeIdx!;
      }
    } else if (slips.has(tokenType)) {
      meant = arePointsAfterArrow(token, tokens[index + 1], reporter) ? undefined : mendSlip(token, kept === 0 ? before : tokens[kept - 1], reporter);
    }
    if (meant === undefined) continue;
    tokens[kept] = meant;
    kept += 1;
  }
  tokens.length = kept;
  return { tokens, comments };
}

const longestKeyword = Math.max(...[...t.keywordTypes.keys()].map((word) => word.length));

const slips: ReadonlySet<TokenType> = new Set([
  t.UnclosedText, t.CurlyText, t.SingleQuotedText, t.UnclosedName, t.ForeignDate, t.TimeOfDay, t.PointNumber, t.ForeignOperator, t.ForeignWord,
  t.SlashComment, t.Junk, t.QuotedName,
]);

/** The token to read on with, or `undefined` where the slip is left out. */
function mendSlip(token: IToken, previous: IToken | undefined, reporter: Reporter): IToken | undefined {
  const span = tokenSpan(token);
  const { image, tokenType } = token;
  const quoted = (inner: string): string => `"${inner.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  switch (tokenType) {
    case t.UnclosedText: {
      const end = span.start + image.trimEnd().length;
      reporter.report(codes.unclosedText, { start: span.start, end }, {}, {
        fixes: [{ title: 'close the text with `"`', edits: [reporter.edit({ start: end, end }, image.trimEnd().endsWith('\\') ? '\\"' : '"')] }],
      });
      return retyped(token, t.Text, { inner: image.slice(1) });
    }
    case t.CurlyText: case t.SingleQuotedText: {
      const closed = image.length > 1 && /["'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019]$/.test(image);
      const inner = image.slice(1, closed ? -1 : undefined);
      reporter.report(codes.foreignQuotes, span, { text: image }, { fixes: [reporter.replace('write straight double quotes', span, quoted(inner))] });
      return retyped(token, t.Text, { inner });
    }
    case t.QuotedName:
      if (/^`[A-Za-z_][A-Za-z0-9_]*`$/.test(image)) return token;
      reporter.report(codes.badQuotedName, span, { text: image });
      return token;
    case t.UnclosedName:
      reporter.report(codes.unclosedName, span, {}, { fixes: closeName(image, span.start, reporter) });
      return retyped(token, t.QuotedName);
    case t.ForeignDate: {
      const date = foreignDate(image);
      reporter.report(codes.foreignDate, span, { text: image, proposed: date }, {
        fixes: date === undefined ? [] : [reporter.replace(`write \`${date}\``, span, date)],
      });
      return retyped(token, t.DateToken, { date });
    }
    case t.TimeOfDay: {
      const date = previous;
      if (date?.tokenType === t.DateToken && mended(date) === undefined) {
        const whole = { start: date.startOffset, end: span.end };
        const proposed = `${date.image}T${image.padStart(5, '0')}`;
        reporter.report(codes.timeOfDay, whole, { text: image, proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, whole, proposed)] });
        return undefined;
      }
      reporter.report(codes.timeOfDay, span, { text: image, proposed: undefined });
      return retyped(token, t.Text, { inner: image });
    }
    case t.PointNumber:
      reporter.report(codes.numberWithoutZero, span, { text: image }, { fixes: [reporter.replace(`write \`0${image}\``, span, `0${image}`)] });
      return retyped(token, t.Quantity, { meant: `0${image}` });
    case t.ForeignOperator: {
      // `score > 50 => mql`: an arrow before the last word of a line is no comparison; what it means is said where the line is read.
      if ((image === '->' || image === '=>') && /^[ \t]*[A-Za-z_][A-Za-z0-9_]{0,99}[ \t]*(?:[;#\r\n]|$)/.test(reporter.file.text.slice(span.end, span.end + 200))) {
        return retyped(token, t.GreaterEqual);
      }
      // An arrow before points; `=>` before anything else is `>=`.
      if (image === '->' || (image === '=>' && /^\s*\+\d/.test(reporter.file.text.slice(span.end, span.end + 20)))) {
        reporter.report(codes.needlessWord, span, { word: image }, { fixes: [reporter.replace(`remove \`${image}\``, span, '')] });
        return undefined;
      }
      const partner = bracketPartner(reporter.file.text, span.start);
      if (partner !== undefined) {
        // Two brackets of one line are one mistake, which is said where they open.
        const meantHere = foreignOperators[image]!;
        if (partner > span.start) {
          reporter.report(codes.foreignOperator, span, { found: `${image} ${reporter.file.text[partner]!}`, meant: '( )' }, {
            fixes: [{ title: 'write `(` and `)`', edits: [reporter.edit(span, '('), reporter.edit({ start: partner, end: partner + 1 }, ')')] }],
          });
        }
        return retyped(token, meantHere[0]);
      }
      if (isDashOfRange(token, previous, reporter)) return retyped(token, t.RangeDots);
      const [type, meant] = image.startsWith('...') ? [t.RangeDots, '..'] as const : foreignOperators[image] ?? [t.Equals, '='];
      if (type === t.Minus) {
        // The sign of a number touches it.
        const blanks = /^[ \t]*(?=\d)/.exec(reporter.file.text.slice(span.end, span.end + 20))?.[0].length ?? 0;
        reporter.report(codes.foreignOperator, span, { found: image, meant }, {
          fixes: [reporter.replace(`write \`${meant}\``, { start: span.start, end: span.end + blanks }, meant)],
        });
        return retyped(token, type);
      }
      if (image === '||' && previous?.tokenType === t.SignedQuantity) {
        reporter.report(codes.foreignOperator, span, { found: image, meant: '|' }, { fixes: [reporter.replace('write `|`', span, '|')] });
        return retyped(token, t.Bar);
      }
      if (type === t.Matches) {
        // What stands behind it is another kind of pattern, so that the author has to look at both.
        reporter.report(codes.foreignOperator, span, { found: image, meant: 'matches "...", where `*` stands for any text' });
        return retyped(token, type);
      }
      const spaced = /^[a-z]/.test(meant) && reporter.file.text[span.end]?.trim() ? `${meant} ` : meant;
      const lead = /^[a-z]/.test(meant) && reporter.file.text[span.start - 1]?.trim() && image !== '!' ? ' ' : '';
      reporter.report(codes.foreignOperator, span, { found: image, meant }, { fixes: [reporter.replace(`write \`${meant}\``, span, lead + spaced)] });
      return retyped(token, type);
    }
    case t.ForeignWord:
      reporter.report(codes.foreignWord, span, { text: image }, { fixes: [reporter.replace('write it as a text, in quotes', span, quoted(image))] });
      return retyped(token, t.Text, { inner: image });
    case t.SlashComment:
      reporter.report(codes.slashComment, { start: span.start, end: span.start + 2 }, { text: image.slice(0, 2) }, {
        fixes: [reporter.replace('begin the comment with `#`', { start: span.start, end: span.start + 2 }, '#')],
      });
      return undefined;
    default:
      return mendJunk(token, previous, reporter);
  }
}

/** For one of `[ ] { }` the place of its partner, if that stands on the same line and both pair. */
function bracketPartner(text: string, at: number): number | undefined {
  const closers: Readonly<Record<string, string>> = { '[': ']', '{': '}' };
  if (!/[[\]{}]/.test(text[at]!)) return undefined;
  const start = text.lastIndexOf('\n', at) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(start, start + 1_000))![0];
  const open: number[] = [];
  for (const { 0: found, index } of line.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (found in closers) open.push(index);
    if (found !== ']' && found !== '}') continue;
    const opener = open.pop();
    if (opener === undefined || closers[line[opener]!] !== found) return undefined;
    if (start + opener === at) return start + index;
    if (start + index === at) return start + opener;
  }
  return undefined;
}

/** `50\u2013500`, `50 \u2013 500`: a dash between two values, as tables print ranges; what touches only the value behind it is a sign. */
function isDashOfRange(dash: IToken, previous: IToken | undefined, reporter: Reporter): boolean {
  if (!/^[\u2012-\u2015\u2212]$/.test(dash.image) || previous === undefined) return false;
  if (previous.tokenType !== t.Quantity && previous.tokenType !== t.Money && previous.tokenType !== t.DateToken) return false;
  const { text } = reporter.file;
  const low = tokenSpan(previous);
  const blanks = text.slice(low.end, dash.startOffset);
  const high = /^([ \t]*)((?:[$\u00a2-\u00a5\u20a0-\u20cf]?\d[\d_.-]*\w*))/.exec(text.slice(dash.startOffset + 1, dash.startOffset + 60));
  if (high === null || /[^ \t]/.test(blanks) || (blanks === '') !== (high[1] === '')) return false;
  const end = dash.startOffset + 1 + high[0].length;
  const span = { start: low.start, end };
  const proposed = `${previous.image}..${high[2]!}`;
  reporter.report(codes.rangeOfWords, span, { found: text.slice(span.start, span.end), proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)] });
  return true;
}

/** `country US -> 10`: one mistake, and the number is read as points. `=> 10` may be `>= 10`. */
function arePointsAfterArrow(arrow: IToken, number: IToken | undefined, reporter: Reporter): boolean {
  if ((arrow.image !== '->' && arrow.image !== '\u2192') || number?.tokenType !== t.Quantity || !/^\d+(\.\d+)?$/.test(number.image)) return false;
  const span = cover(tokenSpan(arrow), tokenSpan(number));
  if (reporter.file.text.slice(span.start, span.end).includes('\n')) return false;
  reporter.report(codes.pointsWithoutSign, span, { text: number.image }, { fixes: [reporter.replace(`write \`+${number.image}\``, span, `+${number.image}`)] });
  number.tokenType = t.SignedQuantity;
  number.tokenTypeIdx = t.SignedQuantity.tokenTypeIdx!;
  return true;
}

function closeName(image: string, start: number, reporter: Reporter): ReturnType<Reporter['replace']>[] {
  const name = /^`[A-Za-z_][A-Za-z0-9_]*/.exec(image)?.[0];
  return name === undefined ? [] : [reporter.replace('close the name with a backquote', { start: start + name.length, end: start + name.length }, '`')];
}

/** `5000 \u20ac`: reported, and the amount as it is written here. */
function currencyBehind(sign: IToken, amount: IToken, reporter: Reporter): string | undefined {
  const { text } = reporter.file;
  const { start, end } = tokenSpan(amount);
  if (amount.tokenType !== t.Quantity || !/[$\u00a3\u20ac]/.test(sign.image) || /[^ ]/.test(text.slice(end, sign.startOffset)) || /[\w.]/.test(text[sign.startOffset + 1] ?? '')) return undefined;
  // Who writes the sign last writes a point between thousands.
  const proposed = `${sign.image}${/^\d{1,3}\.\d{3}$/.test(amount.image) ? amount.image.replace('.', '_') : amount.image}`;
  reporter.report(codes.currencyBehind, { start, end: sign.startOffset + 1 }, { text: text.slice(start, sign.startOffset + 1), proposed }, {
    fixes: [reporter.replace(`write \`${proposed}\``, { start, end: sign.startOffset + 1 }, proposed)],
  });
  return proposed;
}

/** Characters that mean nothing are left out; one diagnostic for those that stand side by side. */
function mendJunk(token: IToken, previous: IToken | undefined, reporter: Reporter): undefined {
  const span = tokenSpan(token);
  const last = reporter.diagnostics[reporter.diagnostics.length - 1];
  if (last?.code === codes.strangeCharacter.code && last.span.end === span.start && (previous?.startOffset ?? -1) < last.span.start) {
    const whole = { start: last.span.start, end: span.end };
    reporter.diagnostics[reporter.diagnostics.length - 1] = { ...last, span: whole, fixes: [reporter.replace('remove them', whole, '')] };
    return undefined;
  }
  const money = previous === undefined ? undefined : currencyBehind(token, previous, reporter);
  if (money !== undefined) {
    previous!.tokenType = t.Money;
    previous!.tokenTypeIdx = t.Money.tokenTypeIdx!;
    previous!.payload = { meant: money };
    return undefined;
  }
  const isPair = /[\ud800-\udbff]/.test(token.image);
  const point = reporter.file.text.codePointAt(span.start)!;
  reporter.report(codes.strangeCharacter, span, { character: String.fromCodePoint(point), point, pair: isPair }, {
    fixes: [reporter.replace('remove it', span, '')],
  });
  return undefined;
}
