/** Document symbols, workspace symbols and folding. */
import type { Span } from '../../compiler/source/span.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import { positionAt } from '../../compiler/source/source-file.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { Block, FileTree, Part } from '../../grammar/tree.ts';

export type SymbolKind = 'definition' | 'block' | 'section' | 'field' | 'event' | 'list' | 'defined' | 'rule' | 'requirement' | 'stage' | 'tier' | 'score' | 'handoff' | 'test' | 'file';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  /** Inside `span`. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

export function documentSymbols(tree: FileTree): DocumentSymbol[] {
  return tree.parts.flatMap((part) => symbolOf(tree.file, part) ?? []);
}

function excerpt(file: SourceFile, span: Span): string {
  const text = file.text.slice(span.start, span.end).replace(/\s+/g, ' ');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function leaf(name: string, kind: SymbolKind, span: Span, nameSpan: Span, detail = ''): DocumentSymbol {
  return { name: name === '' ? '""' : name, detail, kind, span, nameSpan, children: [] };
}

function symbolOf(file: SourceFile, part: Part): DocumentSymbol | undefined {
  switch (part.kind) {
    case 'broken': return undefined;
    case 'use': return leaf(part.path.value, 'file', part.span, part.path.span, 'use');
    case 'stage': return leaf(part.name.text, 'stage', part.span, part.name.span, part.also ? 'also when' : 'when');
    case 'tier': return leaf(part.label.kind === 'text' ? part.label.value : part.label.text, 'tier', part.span, part.label.span, 'tier');
    case 'tier grid': return leaf('tier', 'tier', part.span, { start: part.span.start, end: part.span.start + 4 }, 'grid');
    case 'score': return leaf(part.name?.text ?? 'score', 'score', part.span, part.name?.span ?? { start: part.span.start, end: part.span.start + 5 });
    default: return { ...blockHead(part), span: part.span, nameSpan: part.name.span, children: childrenOf(file, part) };
  }
}

function blockHead(block: Block): Pick<DocumentSymbol, 'name' | 'detail' | 'kind'> {
  switch (block.kind) {
    case 'definition': return { name: block.title?.value || 'definition', detail: 'definition', kind: 'definition' };
    case 'test': case 'claim': return { name: block.title?.value || block.kind, detail: block.kind, kind: 'test' };
    case 'section': return { name: block.name.text, detail: 'section', kind: 'section' };
    case 'vocabulary': case 'lists': case 'define': case 'exclude': case 'handoff': return { name: block.kind, detail: '', kind: 'block' };
    default: return unreachable(block);
  }
}

function childrenOf(file: SourceFile, block: Block): DocumentSymbol[] {
  const found: DocumentSymbol[] = [];
  for (const item of block.items) {
    switch (item.kind) {
      case 'lead': found.push(leaf(item.name.text, 'field', item.span, item.name.span, excerpt(file, item.type.span))); break;
      case 'event': found.push(leaf(item.name.text, 'event', item.span, item.name.span, 'event')); break;
      case 'list': found.push(leaf(item.name.text, 'list', item.span, item.name.span, `${item.entries.length}`)); break;
      case 'define item': found.push(leaf(item.name.text, 'defined', item.span, item.name.span, excerpt(file, item.condition.span))); break;
      case 'points rule': found.push(leaf(excerpt(file, item.condition.span), 'rule', item.span, item.condition.span, excerpt(file, item.points.span))); break;
      case 'banded rule': case 'proportional rule': found.push(leaf(excerpt(file, item.subject.span), 'rule', item.span, item.span)); break;
      case 'requirement': found.push(leaf(excerpt(file, item.condition.span), 'requirement', item.span, item.condition.span, 'required')); break;
      case 'exclusion': found.push(leaf(excerpt(file, item.condition.span), 'requirement', item.span, item.condition.span, 'excluded')); break;
      case 'handoff item': found.push(leaf(item.to.value, 'handoff', item.span, item.to.span)); break;
      case 'broken': case 'missing': case 'owner': case 'review by': case 'timezone': case 'given': case 'expect': case 'at': break;
      case 'claim item': found.push(leaf(excerpt(file, item.span), 'requirement', item.span, item.span, 'claimed')); break;
      default: unreachable(item);
    }
  }
  return found;
}

export interface FoldingRange {
  /** Lines from 0. */
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'region' | 'comment';
}

/** Blocks, and comments over several lines. */
export function foldingRanges(tree: FileTree): FoldingRange[] {
  const { file } = tree;
  const lineOf = (offset: number): number => positionAt(file, offset).line;
  const ranges: FoldingRange[] = [];
  for (const part of tree.parts) {
    const startLine = lineOf(part.span.start);
    const endLine = lineOf(part.span.end);
    if (endLine > startLine) ranges.push({ startLine, endLine, kind: 'region' });
  }
  let from = -1;
  let last = -2;
  const close = (): void => { if (last > from && from >= 0) ranges.push({ startLine: from, endLine: last, kind: 'comment' }); };
  for (const comment of tree.comments) {
    const { line, character } = positionAt(file, comment.span.start);
    const own = file.text.slice(file.lineStarts[line]!, file.lineStarts[line]! + character).trim() === '';
    if (!own) continue;
    if (line !== last + 1) { close(); from = line; }
    last = line;
  }
  close();
  return ranges.sort((first, second) => first.startLine - second.startLine);
}
