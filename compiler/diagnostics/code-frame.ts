import { displayWidth } from './display-width.ts';
import { lineText, positionAt, type SourceFile } from '../source/source-file.ts';
import type { Span } from '../source/span.ts';

/** A line of the text, and the line of carets that stands under it. Neither ends in a line break. */
export interface CodeFrame {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  readonly text: string;
  /** Spaces, then one caret for each column of the span; at least one. */
  readonly carets: string;
}

/** What stands for text that a long line loses. */
const ellipsis = '…';
/** Columns of text kept before the span when a line is cut. */
const leadIn = 20;

/**
 * The first line of the span with its carets. Tabs become spaces, other control characters a visible sign, and a line
 * wider than `width` columns is cut around the span.
 */
export function codeFrame(file: SourceFile, span: Span, width = 120): CodeFrame {
  const position = positionAt(file, span.start);
  const line = lineText(file, position.line);
  const start = Math.min(position.character, line.length);
  const end = Math.max(start, Math.min(line.length, start + (span.end - span.start)));
  const before = visible(line.slice(0, start), 0);
  const marked = visible(line.slice(start, end), displayWidth(before));
  const after = visible(line.slice(end), displayWidth(before) + displayWidth(marked));
  return { line: position.line + 1, column: position.character + 1, ...cut(before, marked, after, width) };
}

/** Tabs reach to the next multiple of four, counted from the line's first column. */
function visible(text: string, column: number): string {
  let result = '';
  let at = column;
  for (const character of text) {
    const shown = character === '\t' ? ' '.repeat(4 - (at % 4)) : character < ' ' || character === '\u007f' ? '\u00b7' : character;
    result += shown;
    at += displayWidth(shown);
  }
  return result;
}

function cut(before: string, marked: string, after: string, width: number): Pick<CodeFrame, 'text' | 'carets'> {
  let left = before;
  if (displayWidth(before + marked + after) > width && displayWidth(before) > leadIn) {
    const room = Math.max(leadIn, width - displayWidth(marked) - leadIn);
    if (displayWidth(before) > room) left = ellipsis + lastColumns(before, room - 1);
  }
  const span = displayWidth(left + marked) > width ? firstColumns(marked, width - displayWidth(left) - 1) + ellipsis : marked;
  const spare = width - displayWidth(left + span);
  const right = displayWidth(after) > spare ? (spare > 0 ? firstColumns(after, spare - 1) + ellipsis : '') : after;
  return { text: (left + span + right).trimEnd(), carets: ' '.repeat(displayWidth(left)) + '^'.repeat(Math.max(1, displayWidth(span))) };
}

function firstColumns(text: string, columns: number): string {
  let result = '';
  let width = 0;
  for (const character of text) {
    width += displayWidth(character);
    if (width > columns) break;
    result += character;
  }
  return result;
}

function lastColumns(text: string, columns: number): string {
  let result = '';
  let width = 0;
  for (const character of [...text].reverse()) {
    width += displayWidth(character);
    if (width > columns) break;
    result = character + result;
  }
  return result;
}
