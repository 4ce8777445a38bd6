/** Texts in quotes: their escapes and stars. Language reference, sections 1 and 3. */
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import type { Span } from '../compiler/source/span.ts';
import type { Reporter } from './report.ts';
import type { TextLiteral } from './tree.ts';

const simpleEscapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t', '*': '*' };

/** A text that is wrong in itself, and already reported: what stands between its quotes is taken as it is. */
export function plainText(inner: string, span: Span): TextLiteral {
  const value = inner.toWellFormed();
  return { kind: 'text', span, value, pieces: value.split('*') };
}

/**
 * The text of `image`, which begins and ends with a quote. A wrong escape is reported and stands for its characters.
 * A surrogate without its partner becomes U+FFFD: no data holds one, and not every engine can.
 */
export function readText(image: string, span: Span, reporter: Reporter): TextLiteral {
  const inner = image.slice(1, -1);
  if (!inner.includes('\\')) return plainText(inner, span);
  const pieces: string[] = [];
  let value = '';
  let piece = '';
  let offset = 0;
  while (offset < inner.length) {
    const character = inner[offset]!;
    let meant = character;
    let length = 1;
    if (character === '\\') [meant, length] = readEscape(inner, offset, span.start + 1 + offset, reporter);
    if (character === '*') {
      pieces.push(piece.toWellFormed());
      piece = '';
    } else piece += meant;
    value += meant;
    offset += length;
  }
  pieces.push(piece.toWellFormed());
  return { kind: 'text', span, value: value.toWellFormed(), pieces };
}

function readEscape(inner: string, offset: number, start: number, reporter: Reporter): [meant: string, length: number] {
  const next = inner[offset + 1] ?? '';
  const simple = simpleEscapes[next];
  if (simple !== undefined) return [simple, 2];
  const unicode = /^\\u\{([0-9A-Fa-f]{1,6})\}/.exec(inner.slice(offset, offset + 10));
  if (unicode !== null) {
    const point = Number.parseInt(unicode[1]!, 16);
    if (point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) return [String.fromCodePoint(point), unicode[0].length];
    reporter.report(codes.noSuchCharacter, { start, end: start + unicode[0].length }, { text: unicode[0] });
    return ['\ufffd', unicode[0].length];
  }
  const written = String.fromCodePoint(inner.codePointAt(offset + 1) ?? 0x5c);
  reporter.report(codes.unknownEscape, { start, end: start + 1 + written.length }, { text: `\\${written}` }, {
    fixes: [reporter.replace('write `\\\\` for a backslash', { start, end: start + 1 }, '\\\\')],
  });
  return [`\\${written}`, 1 + written.length];
}
