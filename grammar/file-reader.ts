/** Items to parts: which block an item belongs to, and what a line means that is not quite one of its block. Language reference, sections 2 and 8. */
import type { IToken } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import type { Span } from '../compiler/source/span.ts';
import { addColon, beginsItem, lacksColon, lacksColonBeforeItem, mendHeader, mendNamedBlock, mendStage, openBlock } from './blocks.ts';
import type { OpenBlock } from './blocks.ts';
import { buildItem, buildStatement } from './build-tree.ts';
import type { BlockItem, ItemRule, StatementRule } from './build-tree.ts';
import { tokenSpan } from './concrete.ts';
import type { ConcreteNode } from './concrete.ts';
import type { ItemMemory } from './item-memory.ts';
import type { LogicalItem } from './layout.ts';
import { parseMending } from './mend.ts';
import { markFlawless, movedPart } from './moved-parts.ts';
import { deepest, mostNested } from './nesting.ts';
import type { EntryRule } from './parser.ts';
import type { Reporter } from './report.ts';
import { mendColonInItem, mendColonsInCases, mendExclusion, mendListWithColon, mendStageWithColon, mendStatement, mendTitleBehindColon, mendTitledHeader } from './slips-of-lines.ts';
import { pointsBefore } from './slips-of-points.ts';
import type { Stretch } from './stretches.ts';
import { Tier } from './tokens.ts';
import type { Block, BrokenItem, Part } from './tree.ts';

/** What was read of the last text. */
export interface Memory {
  readonly items: ItemMemory;
  readonly stretches: WeakMap<Stretch, StretchRead>;
}

/** What was read of a stretch, and what that depends on besides it. */
interface StretchRead {
  readonly parts: readonly Part[];
  /** What was open at its end: the last of the parts. */
  readonly openAfter: ItemRule | undefined;
  readonly openBefore: ItemRule | undefined;
  readonly tokenBehind: IToken | undefined;
  /** The offset of the stretch when the parts were made. */
  readonly start: number;
}

const statementRules = { use: 'useStatement', stage: 'stageStatement', tier: 'tierStatement', 'tier grid': 'tierGrid', score: 'scoreStatement' } as const;

/** After so many items that were cut at a missing `)`, what stands after the next is given up: reading must stay linear. */
const mostCuts = 100;

/** Reads the stretches of one file. */
export class FileReader {
  private readonly reporter: Reporter;
  private readonly parts: Part[] = [];
  private block: (OpenBlock & { readonly isPut?: true }) | undefined;
  private items: BlockItem[] = [];
  /** Where the items that stand in no block begin; they are one broken part with one diagnostic. */
  private stray: { start: number; end: number } | undefined;
  private cuts = 0;

  private readonly memory: Memory | undefined;

  constructor(reporter: Reporter, memory: Memory | undefined) {
    this.reporter = reporter;
    this.memory = memory;
  }

  read(stretches: readonly Stretch[]): Part[] {
    stretches.forEach((stretch, index) => {
      const next = stretches[index + 1]?.items[0];
      if (!this.recallStretch(stretch, next)) this.readStretch(stretch, next);
    });
    return this.parts;
  }

  private readStretch(stretch: Stretch, next: LogicalItem | undefined): void {
    const openBefore = this.block?.rule;
    const first = this.parts.length;
    const before = this.reporter.reports;
    this.readAll(stretch.items, next);
    this.endStretch();
    const start = stretch.items[0]!.tokens[0]!.startOffset;
    const tokenBehind = next?.tokens[0];
    if (this.memory === undefined || this.reporter.reports > before || this.reporter.hasSlipBetween(start, tokenBehind?.startOffset ?? Infinity)) return;
    const parts = this.parts.slice(first);
    parts.forEach(markFlawless);
    this.memory.stretches.set(stretch, { parts, openBefore, openAfter: this.block?.rule, tokenBehind, start });
  }

  /** Takes what was read of the stretch last time, where it had no mistake and reading it anew would give the same. */
  private recallStretch(stretch: Stretch, next: LogicalItem | undefined): boolean {
    const known = this.memory?.stretches.get(stretch);
    if (known === undefined || known.openBefore !== this.block?.rule || known.tokenBehind !== next?.tokens[0]) return false;
    this.closeBlock();
    const start = stretch.items[0]!.tokens[0]!.startOffset;
    const parts = known.parts.map((part) => movedPart(part, start - known.start));
    for (const part of parts) this.parts.push(part);
    if (start !== known.start) this.memory!.stretches.set(stretch, { ...known, parts, start });
    if (known.openAfter !== undefined) this.block = closedBlock(known.openAfter, parts[parts.length - 1] as Block);
    return true;
  }

  /** The block is put with the parts. Should the header behind be none, there may still come more. */
  private endStretch(): void {
    const { block } = this;
    this.closeBlock();
    if (block !== undefined) this.block = closedBlock(block.rule, this.parts[this.parts.length - 1] as Block);
  }

  private readAll(items: readonly LogicalItem[], behind?: LogicalItem): void {
    let taken: number;
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index]!;
      const next = items[index + 1] ?? behind;
      switch (item.kind) {
        case 'header':
          if (next !== undefined && (this.readNeedlessColon(item, next) || this.readColonBeforePoints(item, next) || this.readStageWithColon(item, next)
            || this.readListWithColon(item, next) || this.readTitleBehindColon(item, next))) index += 1;
          else this.openBlock(mendTitledHeader(item.tokens, this.reporter));
          break;
        case 'broken header':
          taken = this.readColonsInCases(items, index);
          if (taken > 0) index += taken;
          else if (next !== undefined && (this.readNeedlessColon(item, next) || this.readColonBeforePoints(item, next) || this.readColonBehindPoints(item, next)
            || this.readNamedBlock(item, next) || this.readTierWithColon(item, next))) index += 1;
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

  /** `+10: country US` and `10 points: country US` in a section. */
  private readColonBehindPoints({ tokens }: LogicalItem, next: LogicalItem): boolean {
    const arePoints = this.block?.rule === 'sectionItem' && next.kind === 'item' && pointsBefore(tokens)?.behind === tokens.length;
    if (arePoints) this.readItem('sectionItem', [...tokens, ...next.tokens]);
    return arePoints;
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

  /** `definition: "Mid-market"` */
  private readTitleBehindColon(header: LogicalItem, next: LogicalItem): boolean {
    const titled = next.kind === 'item' ? mendTitleBehindColon(header.tokens, next.tokens, this.reporter) : undefined;
    if (titled !== undefined) this.openBlock(titled, true);
    return titled !== undefined;
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
    if (this.block !== undefined && this.block.isPut !== true) this.parts.push(this.block.close(this.items));
    else if (this.block !== undefined && this.items.length > 0) this.parts[this.parts.length - 1] = this.block.close(this.items);
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

  private readInto<Rule extends ItemRule | StatementRule, Item extends object>(
    into: (Item | BrokenItem)[], rule: Rule, tokens: IToken[], build: (rule: Rule, node: ConcreteNode, reporter: Reporter) => Item | BrokenItem,
  ): void {
    const known = this.memory?.items.recall(rule, tokens);
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
      const { start, end } = spanOf(tokens);
      const remembers = this.memory !== undefined && this.reporter.reports === before && !this.reporter.hasSlipBetween(start, end);
      into.push(remembers ? this.memory.items.remember(rule, tokens, item) : item);
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

/** A block that is the last of the parts, and open still. */
function closedBlock(rule: ItemRule, block: Block): OpenBlock & { readonly isPut: true } {
  return {
    rule, isPut: true,
    // The items are of the rule by which the block's own were read.
    close: (more) => ({ ...block, span: cover(block.headerSpan, more[more.length - 1]!.span), items: [...block.items, ...more] }) as Block,
  };
}

function spanOf(tokens: readonly IToken[]): Span {
  return { start: tokens[0]!.startOffset, end: tokenSpan(tokens[tokens.length - 1]!).end };
}

function broken(tokens: readonly IToken[]): BrokenItem {
  return { kind: 'broken', span: spanOf(tokens) };
}
