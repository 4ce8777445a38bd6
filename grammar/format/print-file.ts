/**
 * A whole file as the formatter writes it: one item a line, blocks apart by an empty line, comments where they were.
 *
 * The file is first cut into rows: first lines of blocks, items, statements, and the comments between them.
 */
import type { IToken } from 'chevrotain';
import type { Span } from '../../compiler/source/span.ts';
import type { Comment, FileTree, Part } from '../tree.ts';
import { DeclaredNames } from './declared-names.ts';
import { doc } from './doc.ts';
import type { Doc } from './doc.ts';
import { Gaps } from './gaps.ts';
import { printHeader, printItem, printStatement } from './print-items.ts';
import { Printing } from './print-values.ts';

const { hardline, lineSuffix } = doc;

interface Row {
  readonly kind: 'header' | 'item' | 'statement' | 'comment';
  /** From its first token to its last. */
  readonly span: Span;
  readonly print: () => Doc;
  /** The comment at the end of its last line. */
  trailing: string;
  emptyLineBefore: boolean;
  inBlock: boolean;
}

/** The tokens are those of the file; the tree must have been read without a diagnostic. */
export function printFile(tree: FileTree, tokens: readonly IToken[]): Doc {
  const { text } = tree.file;
  const gaps = new Gaps(text, tokens);
  const printing = new Printing(gaps, new DeclaredNames(tree));
  const rows = tree.parts.flatMap((part) => rowsOf(part, printing));
  // Printed once for the gaps alone: only then can comments be given theirs.
  for (const row of rows) row.print();
  const between = placeComments(tree.comments, rows, gaps);
  const all = [...rows, ...between].sort((left, right) => left.span.start - right.span.start || commentsFirst(left) - commentsFirst(right));
  spaceOut(all, text);
  return all.map((row, index): Doc => {
    const printed: Doc = [row.inBlock ? doc.indent([hardline, row.print()]) : [index === 0 ? '' : hardline, row.print()], row.trailing === '' ? '' : lineSuffix(` ${row.trailing}`)];
    return [row.emptyLineBefore ? hardline : '', printed, index === all.length - 1 ? hardline : ''];
  });
}

function commentsFirst(row: Row): number {
  return row.kind === 'comment' ? 0 : 1;
}

function rowsOf(part: Part, printing: Printing): Row[] {
  const row = (kind: Row['kind'], span: Span, print: () => Doc): Row => ({
    kind, span, print, trailing: '', emptyLineBefore: false, inBlock: kind === 'item',
  });
  if (!('headerSpan' in part)) return [row('statement', part.span, () => printStatement(part, printing))];
  return [row('header', part.headerSpan, () => printHeader(part, printing)), ...part.items.map((item) => row('item', item.span, () => printItem(item, printing)))];
}

/** Gives comments inside rows their gaps and those at the end of rows to them; returns rows for all others. */
function placeComments(comments: readonly Comment[], rows: readonly Row[], gaps: Gaps): Row[] {
  const countBefore = (offset: number): number => {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle]!.span.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const rowAround = (offset: number): Row | undefined => {
    const row = rows[countBefore(offset) - 1];
    return row !== undefined && offset < row.span.end ? row : undefined;
  };
  const homeless = gaps.place(comments, (offset) => rowAround(offset)?.span);
  // A comment in an item that has no gap before it stands above the item.
  const between = homeless.map(({ text, span }): Row => {
    const row = rowAround(span.start)!;
    return commentRow(text, { start: row.span.start, end: row.span.start }, row.inBlock);
  });
  // Behind a comment that left the block no other goes back into it.
  let left = -1;
  for (const { span, text } of comments) {
    if (rowAround(span.start) !== undefined) continue;
    const count = countBefore(span.start);
    const before = rows[count - 1];
    if (before !== undefined && gaps.followsToken(span.start) && before.trailing === '') {
      before.trailing = text.trimEnd();
      continue;
    }
    const inBlock = left !== count && isInBlock(span.start, before, rows[count], gaps.text);
    if (!inBlock) left = count;
    between.push(commentRow(text.trimEnd(), span, inBlock));
  }
  return between;
}

function commentRow(text: string, span: Span, inBlock: boolean): Row {
  return { kind: 'comment', span, print: () => text, trailing: '', emptyLineBefore: false, inBlock };
}

/** Between a block and what follows it, a comment belongs to the block if it is indented. */
function isInBlock(offset: number, before: Row | undefined, after: Row | undefined, text: string): boolean {
  if (after?.inBlock === true) return true;
  if (before === undefined || before.kind === 'statement') return false;
  return offset > 0 && /[^\n\r\ufeff]/.test(text[offset - 1] ?? '');
}

/** Empty lines: kept, but one at most; always one around a block, none after its first line. */
function spaceOut(rows: readonly Row[], text: string): void {
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before === undefined || before.kind === 'header') return;
    row.emptyLineBefore = /\n[^\S\n]*\n/.test(text.slice(before.span.end, row.span.start));
  });
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before === undefined || row.inBlock) return;
    if (row.kind === 'comment') {
      if (before.inBlock) row.emptyLineBefore = true;
      return;
    }
    let first = index;
    while (first > 0 && rows[first - 1]!.kind === 'comment' && !rows[first - 1]!.inBlock && !rows[first]!.emptyLineBefore) first -= 1;
    const above = rows[first - 1];
    if (above === undefined) return;
    if (row.kind === 'header' || above.inBlock || above.kind === 'header') rows[first]!.emptyLineBefore = true;
  });
}
