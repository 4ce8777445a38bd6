/** Text to syntax tree. Reading never fails: whatever the text, there is a tree. Language reference, sections 1, 2 and 8. */
import type { CstNode, IToken } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { SourceFile } from '../compiler/source/source-file.ts';
import type { Span } from '../compiler/source/span.ts';
import { buildItem, buildStatement } from './build-tree.ts';
import type { BlockItem, ItemRule, StatementRule } from './build-tree.ts';
import { tokenSpan } from './concrete.ts';
import { openBlock } from './blocks.ts';
import type { OpenBlock } from './blocks.ts';
import { layOut } from './layout.ts';
import type { LogicalItem } from './layout.ts';
import { parseMending } from './mend.ts';
import { deepest, mostNested } from './nesting.ts';
import type { EntryRule } from './parser.ts';
import { Reporter } from './report.ts';
import { scan } from './scan.ts';
import type { BrokenItem, FileTree, Part } from './tree.ts';

export interface ReadResult {
  readonly tree: FileTree;
  /** In the order of the text. */
  readonly diagnostics: Diagnostic[];
}

/** Reads one file. Every mistake gives one diagnostic, and costs at most the item that it stands in. */
export function read(file: SourceFile): ReadResult {
  const reporter = new Reporter(file);
  const { tokens, comments } = scan(reporter);
  const parts = new FileReader(reporter).read(layOut(file, tokens));
  const tree: FileTree = { kind: 'file', span: { start: 0, end: file.text.length }, file, parts, comments };
  const diagnostics = reporter.diagnostics.sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end);
  return { tree, diagnostics };
}

const statementRules = { use: 'useStatement', stage: 'stageStatement', tier: 'tierStatement', 'tier grid': 'tierGrid', score: 'scoreStatement' } as const;

class FileReader {
  private readonly reporter: Reporter;
  private readonly parts: Part[] = [];
  private block: OpenBlock | undefined;
  private items: BlockItem[] = [];
  /** Where the items that stand in no block begin; they are one broken part with one diagnostic. */
  private stray: { start: number; end: number } | undefined;

  constructor(reporter: Reporter) {
    this.reporter = reporter;
  }

  read(items: readonly LogicalItem[]): Part[] {
    for (const item of items) {
      if (item.kind === 'header') this.openBlock(item);
      else if (item.kind !== 'item') this.readStatement(statementRules[item.kind], item.tokens);
      else if (this.block === undefined) this.readStray(item.tokens);
      else this.readItem(this.block.rule, item.tokens);
    }
    this.closeBlock();
    return this.parts;
  }

  private openBlock(item: LogicalItem): void {
    this.closeBlock();
    const node = this.parse('header', item.tokens);
    this.block = openBlock(item.tokens, node, this.reporter);
  }

  private closeBlock(): void {
    if (this.stray !== undefined) this.parts.push({ kind: 'broken', span: this.stray });
    this.stray = undefined;
    if (this.block !== undefined) this.parts.push(this.block.close(this.items));
    this.block = undefined;
    this.items = [];
  }

  private readStatement(rule: StatementRule, tokens: IToken[]): void {
    this.closeBlock();
    const node = this.parse(rule, tokens);
    this.parts.push(node === undefined ? broken(tokens) : buildStatement(rule, node, this.reporter));
  }

  private readItem(rule: ItemRule, tokens: IToken[]): void {
    const node = this.parse(rule, tokens);
    this.items.push(node === undefined ? broken(tokens) : buildItem(rule, node, this.reporter));
  }

  private readStray(tokens: readonly IToken[]): void {
    const { start, end } = spanOf(tokens);
    if (this.stray === undefined) {
      this.stray = { start, end };
      this.reporter.report(codes.outsideBlock, { start, end }, { found: tokens[0]!.image });
    } else this.stray.end = end;
  }

  /** The concrete tree, or `undefined` with one diagnostic. */
  private parse(rule: EntryRule, tokens: IToken[]): CstNode | undefined {
    const deep = deepest(tokens);
    if (deep !== undefined) {
      this.reporter.report(codes.nestedTooDeeply, tokenSpan(deep), { limit: mostNested });
      return undefined;
    }
    return parseMending(rule, tokens, this.reporter);
  }
}

function spanOf(tokens: readonly IToken[]): Span {
  return { start: tokens[0]!.startOffset, end: tokenSpan(tokens[tokens.length - 1]!).end };
}

function broken(tokens: readonly IToken[]): BrokenItem {
  return { kind: 'broken', span: spanOf(tokens) };
}
