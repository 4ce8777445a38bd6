/** Text to syntax tree. Reading never fails: whatever the text, there is a tree. Language reference, sections 1, 2 and 8. */
import type { IToken } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { SourceFile } from '../compiler/source/source-file.ts';
import type { Span } from '../compiler/source/span.ts';
import { buildItem, buildStatement } from './build-tree.ts';
import type { BlockItem, ItemRule, StatementRule } from './build-tree.ts';
import { tokenSpan } from './concrete.ts';
import { addColon, beginsItem, lacksColon, lacksColonBeforeItem, mendHeader, mendNamedBlock, mendStage, openBlock } from './blocks.ts';
import type { ConcreteNode } from './concrete.ts';
import type { OpenBlock } from './blocks.ts';
import { ItemMemory } from './item-memory.ts';
import { layOut } from './layout.ts';
import type { LogicalItem } from './layout.ts';
import { parseMending } from './mend.ts';
import { deepest, mostNested } from './nesting.ts';
import type { EntryRule } from './parser.ts';
import { Reporter } from './report.ts';
import { Rescanner } from './rescan.ts';
import { scan } from './scan.ts';
import type { Scan } from './scan.ts';
import { mendColonInItem, mendColonsInCases, mendExclusion, mendListWithColon, mendStageWithColon, mendStatement, mendTitledHeader } from './slips-of-lines.ts';
import { Tier } from './tokens.ts';
import type { BrokenItem, FileTree, Part } from './tree.ts';

export interface ReadResult {
  readonly tree: FileTree;
  /** In the order of the text. */
  readonly diagnostics: Diagnostic[];
}

/** Reads one file. Every mistake gives one diagnostic, and costs at most the item that it stands in. */
export function read(file: SourceFile): ReadResult {
  const reporter = new Reporter(file);
  return readScanned(reporter, scan(reporter), undefined);
}

/** Reads one text of a file after the other, as `read` does, but each time only the lines and items that changed since the last. */
export class Rereader {
  private readonly memory = new ItemMemory();
  private readonly scanner = new Rescanner();
  private last: { readonly file: SourceFile; readonly result: ReadResult } | undefined;

  read(file: SourceFile): ReadResult {
    if (this.last?.file === file) return this.last.result;
    this.memory.turn();
    const reporter = new Reporter(file);
    const result = readScanned(reporter, this.scanner.scan(reporter), this.memory);
    this.memory.settle();
    this.last = { file, result };
    return result;
  }
}

function readScanned(reporter: Reporter, { tokens, comments }: Scan, memory: ItemMemory | undefined): ReadResult {
  const { file } = reporter;
  const parts = new FileReader(reporter, memory).read(layOut(file, tokens));
  const tree: FileTree = { kind: 'file', span: { start: 0, end: file.text.length }, file, parts, comments };
  const diagnostics = reporter.diagnostics.sort((left, right) => left.span.start - right.span.start || left.span.end - right.span.end);
  return { tree, diagnostics };
}

const statementRules = { use: 'useStatement', stage: 'stageStatement', tier: 'tierStatement', 'tier grid': 'tierGrid', score: 'scoreStatement' } as const;

/** After so many items that were cut at a missing `)`, what stands after the next is given up: reading must stay linear. */
const mostCuts = 100;

class FileReader {
  private readonly reporter: Reporter;
  private readonly parts: Part[] = [];
  private block: OpenBlock | undefined;
  private items: BlockItem[] = [];
  /** Where the items that stand in no block begin; they are one broken part with one diagnostic. */
  private stray: { start: number; end: number } | undefined;
  private cuts = 0;

  private readonly memory: ItemMemory | undefined;

  constructor(reporter: Reporter, memory: ItemMemory | undefined) {
    this.reporter = reporter;
    this.memory = memory;
  }

  read(items: readonly LogicalItem[]): Part[] {
    this.readAll(items);
    this.closeBlock();
    return this.parts;
  }

  private readAll(items: readonly LogicalItem[]): void {
    let taken: number;
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index]!;
      const next = items[index + 1];
      switch (item.kind) {
        case 'header':
          if (next !== undefined && (this.readNeedlessColon(item, next) || this.readColonBeforePoints(item, next) || this.readStageWithColon(item, next)
            || this.readListWithColon(item, next))) index += 1;
          else this.openBlock(mendTitledHeader(item.tokens, this.reporter));
          break;
        case 'broken header':
          taken = this.readColonsInCases(items, index);
          if (taken > 0) index += taken;
          else if (next !== undefined && (this.readNeedlessColon(item, next) || this.readColonBeforePoints(item, next) || this.readNamedBlock(item, next)
            || this.readTierWithColon(item, next))) index += 1;
          else this.openBlock(mendHeader(item.tokens, next, this.reporter), true);
          break;
        case 'item': this.readPlainItem(item.tokens, next); break;
        case 'stage': this.readStage(item.tokens); break;
        default: this.readStatement(statementRules[item.kind], item.tokens);
      }
    }
  }

  private readPlainItem(tokens: IToken[], next: LogicalItem | undefined): void {
    const stage = mendStage(tokens, this.block?.rule, this.reporter);
    const statement = stage === undefined ? mendStatement(tokens, this.block?.rule, this.reporter) : undefined;
    if (stage !== undefined) this.readStatement('stageStatement', stage);
    else if (statement !== undefined) this.readStatement(statement.rule, statement.tokens);
    else if (lacksColon(tokens, next, this.block?.rule)) this.openBlock(addColon(tokens, this.reporter));
    else if (lacksColonBeforeItem(tokens, this.block?.rule)) this.readBlock(addColon(tokens.slice(0, 1), this.reporter), tokens.slice(1));
    else if (this.block === undefined) this.readStray(tokens);
    else this.readItem(this.block.rule, tokens);
  }

  private readStage(tokens: IToken[]): void {
    const exclusion = mendExclusion(tokens, this.reporter);
    if (exclusion === undefined) this.readStatement('stageStatement', tokens);
    else this.readBlock(exclusion.header, exclusion.item);
  }

  /** A block with its first item. */
  private readBlock(header: IToken[], item: IToken[]): void {
    this.openBlock(header);
    this.readItem(this.block!.rule, item);
  }

  /** `country US: +10`, `country US: 10` and `employees: 1..49 +5` in a section: what follows the colon can begin no item. */
  private readColonBeforePoints({ tokens }: LogicalItem, next: LogicalItem): boolean {
    const mended = this.block?.rule === 'sectionItem' && next.kind === 'item' ? mendColonInItem(tokens, next.tokens, this.reporter) : undefined;
    if (mended !== undefined) this.readItem('sectionItem', mended);
    return mended !== undefined;
  }

  /** `employees 1..49: +5 | 50..: +10` in a section: how many items behind the first it took. */
  private readColonsInCases(items: readonly LogicalItem[], index: number): number {
    const mended = this.block?.rule === 'sectionItem' ? mendColonsInCases(items, index, this.reporter) : undefined;
    if (mended === undefined) return 0;
    this.readItem('sectionItem', mended.tokens);
    return mended.taken;
  }

  /** `define x: country US` */
  private readNamedBlock({ tokens }: LogicalItem, next: LogicalItem): boolean {
    const mended = next.kind === 'item' ? mendNamedBlock(tokens, this.reporter) : undefined;
    if (mended !== undefined) this.readBlock(mended.header, [...mended.item, ...next.tokens]);
    return mended !== undefined;
  }

  /** `mql: score > 50`, `hot: when score > 50` */
  private readStageWithColon(header: LogicalItem, next: LogicalItem): boolean {
    if (next.kind !== 'item') return false;
    const stage = mendStage([...header.tokens, ...next.tokens], this.block?.rule, this.reporter) ?? mendStageWithColon(header.tokens, next.tokens, this.reporter);
    if (stage !== undefined) this.readStatement('stageStatement', stage);
    return stage !== undefined;
  }

  /** `tier A: score > 80` */
  private readTierWithColon(header: LogicalItem, next: LogicalItem): boolean {
    if (next.kind !== 'item' || header.tokens[0]!.tokenType !== Tier) return false;
    const tier = mendStatement([...header.tokens, ...next.tokens], this.block?.rule, this.reporter);
    if (tier !== undefined) this.readStatement(tier.rule, tier.tokens);
    return tier !== undefined;
  }

  /** `rivals: "acme.com"` among lists. */
  private readListWithColon(header: LogicalItem, next: LogicalItem): boolean {
    const list = next.kind === 'item' ? mendListWithColon(header.tokens, next.tokens, this.block?.rule, this.reporter) : undefined;
    if (list !== undefined) this.readItem('listItem', list);
    return list !== undefined;
  }

  /** `owner: "Sales"` in a definition, `expect: mql` in a test. */
  private readNeedlessColon(header: LogicalItem, next: LogicalItem): boolean {
    if (this.block === undefined || next.kind !== 'item' || !beginsItem(header.tokens, next.tokens, this.block.rule, this.reporter)) return false;
    const colon = header.tokens[header.tokens.length - 1]!;
    this.reporter.report(codes.needlessColon, tokenSpan(colon), { word: header.tokens[header.tokens.length - 2]!.image }, {
      fixes: [this.reporter.replace('remove the colon', tokenSpan(colon), '')],
    });
    this.readItem(this.block.rule, [...header.tokens.slice(0, -1), ...next.tokens]);
    return true;
  }

  private openBlock(tokens: IToken[], isMended = false): void {
    this.closeBlock();
    const node = this.parse('header', tokens);
    this.block = openBlock(tokens, node, this.reporter, isMended);
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
    this.readInto(this.parts, rule, tokens, buildStatement);
  }

  private readItem(rule: ItemRule, tokens: IToken[]): void {
    this.readInto(this.items, rule, tokens, buildItem);
  }

  private readInto<Rule extends ItemRule | StatementRule, Item>(
    into: (Item | BrokenItem)[], rule: Rule, tokens: IToken[], build: (rule: Rule, node: ConcreteNode, reporter: Reporter) => Item | BrokenItem,
  ): void {
    const { text } = this.reporter.file;
    const known = this.memory?.recall(rule, text, tokens);
    if (known !== undefined) {
      // What is remembered under a rule was built by it.
      into.push(known as Item);
      return;
    }
    const before = this.reporter.reports;
    this.parse(rule, tokens, (node, taken) => {
      if (node === undefined) {
        into.push(broken(taken));
        return;
      }
      const item = build(rule, node, this.reporter);
      const remembers = this.memory !== undefined && this.reporter.reports === before;
      into.push(remembers ? this.memory.remember(rule, text, tokens, item) : item);
    });
  }

  private readStray(tokens: readonly IToken[]): void {
    const { start, end } = spanOf(tokens);
    if (this.stray === undefined) {
      this.stray = { start, end };
      this.reporter.report(codes.outsideBlock, { start, end: tokenSpan(tokens[0]!).end }, { found: tokens[0]!.image });
    } else this.stray.end = end;
  }

  /** Gives `take` the concrete tree, or `undefined` with one diagnostic, and the tokens of the item; then reads what was cut off the item. */
  private parse(
    rule: EntryRule, tokens: IToken[], take: (node: ConcreteNode | undefined, taken: readonly IToken[]) => void = () => undefined,
  ): ConcreteNode | undefined {
    const deep = deepest(tokens);
    if (deep !== undefined) {
      this.reporter.report(codes.nestedTooDeeply, tokenSpan(deep), { limit: mostNested });
      take(undefined, tokens);
      return undefined;
    }
    const { node, rest } = parseMending(rule, tokens, this.reporter, rule !== 'header' && this.cuts < mostCuts);
    const cut = rest[0]?.tokens[0]?.startOffset;
    take(node, cut === undefined ? tokens : tokens.filter((token) => token.startOffset < cut));
    if (rest.length > 0) {
      this.cuts += 1;
      this.readAll(rest);
    }
    return node;
  }
}

function spanOf(tokens: readonly IToken[]): Span {
  return { start: tokens[0]!.startOffset, end: tokenSpan(tokens[tokens.length - 1]!).end };
}

function broken(tokens: readonly IToken[]): BrokenItem {
  return { kind: 'broken', span: spanOf(tokens) };
}
