/** The first line of a block: which block it is, and what may stand there. Language reference, section 2. */
import type { IToken, TokenType } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import { unreachable } from '../compiler/unreachable.ts';
import { buildSettings } from './build-statements.ts';
import type { BlockItem, ItemRule } from './build-tree.ts';
import { buildName, buildText } from './build-values.ts';
import { token, tokenSpan } from './concrete.ts';
import type { ConcreteNode } from './concrete.ts';
import { isAnyWord } from './condition-parser.ts';
import type { LogicalItem } from './layout.ts';
import { inserted } from './mended-tokens.ts';
import type { Reporter } from './report.ts';
import { imageOf, isUnclosedText, retyped } from './scan.ts';
import * as t from './tokens.ts';
import type {
  Block, ClaimBlock, DefineBlock, DefinitionBlock, ExcludeBlock, HandoffBlock, ListsBlock, Name, SectionBlock, TestBlock, TextLiteral, VocabularyBlock,
} from './tree.ts';

/** A block whose items are still to come. */
export interface OpenBlock {
  readonly rule: ItemRule;
  /** The items must have been read by `rule`. */
  readonly close: (items: readonly BlockItem[]) => Block;
}

const rules = {
  definition: 'definitionItem', vocabulary: 'vocabularyItem', lists: 'listItem', define: 'defineItem', exclude: 'exclusion', handoff: 'handoffItem', test: 'testItem',
  claim: 'claimItem', section: 'sectionItem',
} as const;

/**
 * Opens the block whose header's tokens these are; `node` is `undefined` where the header was not read (and has its diagnostic). A header that was
 * mended has its diagnostic, too.
 */
export function openBlock(tokens: readonly IToken[], node: ConcreteNode | undefined, reporter: Reporter, isMended = false): OpenBlock {
  const word = tokens[0]!;
  const name = buildName(word);
  const headerSpan = cover(name.span, tokenSpan(tokens[tokens.length - 1]!));
  const kind = blockKind(word);
  const text = node === undefined ? undefined : token(node, 'Text');
  const title = text === undefined ? undefined : buildText(text, reporter);
  const settings = node === undefined || kind !== 'section' ? [] : buildSettings(node, reporter);
  if (node !== undefined && !isMended) checkHeader(kind, name, title, node, reporter);
  if (node !== undefined && kind === 'section' && t.reservedWords.has(name.text.toLowerCase()) && !name.quoted) {
    reporter.report(codes.reservedWord, name.span, { word: name.text }, { fixes: [reporter.replace('write it in backquotes', name.span, `\`${name.text}\``)] });
  }
  return {
    rule: rules[kind],
    close: (items) => {
      const common = { span: cover(headerSpan, items[items.length - 1]?.span ?? headerSpan), name, headerSpan };
      // Each cast holds because the block's items were read by its own rule.
      switch (kind) {
        case 'definition': return { kind, ...common, title, items: items as DefinitionBlock['items'] };
        case 'vocabulary': return { kind, ...common, items: items as VocabularyBlock['items'] };
        case 'lists': return { kind, ...common, items: items as ListsBlock['items'] };
        case 'define': return { kind, ...common, items: items as DefineBlock['items'] };
        case 'exclude': return { kind, ...common, items: items as ExcludeBlock['items'] };
        case 'section': return { kind, ...common, settings, items: items as SectionBlock['items'] };
        case 'handoff': return { kind, ...common, items: items as HandoffBlock['items'] };
        case 'test': return { kind, ...common, title, items: items as TestBlock['items'] };
        case 'claim': return { kind, ...common, title, items: items as ClaimBlock['items'] };
        default: return unreachable(kind);
      }
    },
  };
}

function blockKind(word: IToken): keyof typeof rules {
  const lower = imageOf(word).toLowerCase();
  return word.tokenType !== t.QuotedName && t.blockNames.has(lower) ? lower as keyof typeof rules : 'section';
}

/** Blocks whose name stands before a title. */
const titledBlocks: ReadonlySet<keyof typeof rules> = new Set(['definition', 'test', 'claim']);

function checkHeader(kind: keyof typeof rules, name: Name, title: TextLiteral | undefined, node: ConcreteNode, reporter: Reporter): void {
  const titled = titledBlocks.has(kind);
  if (titled && title === undefined) {
    reporter.report(codes.titleDue, name.span, { name: name.text }, {
      fixes: [{ title: 'write a title', edits: [reporter.edit({ start: name.span.end, end: name.span.end }, ' "..."')] }],
    });
  }
  if (!titled && title !== undefined) {
    const span = { start: name.span.end, end: title.span.end };
    reporter.report(codes.noTitle, title.span, { name: name.text }, { fixes: [reporter.replace('remove the title', span, '')] });
  }
  const open = token(node, 'LeftParen');
  const close = token(node, 'RightParen');
  if (kind !== 'section' && open !== undefined && close !== undefined) {
    const span = cover(tokenSpan(open), tokenSpan(close));
    reporter.report(codes.noSettings, span, { name: name.text }, {
      fixes: [reporter.replace('remove the settings', { start: title?.span.end ?? name.span.end, end: span.end }, '')],
    });
  }
}

// ---------------------------------------------------------------- first lines that are not quite right

/** `fit up to 40:` and the like: tokens that read as a header, with the one diagnostic. */
export function mendHeader(tokens: readonly IToken[], next: LogicalItem | undefined, reporter: Reporter): IToken[] {
  const [word, second] = tokens;
  const colon = tokens[tokens.length - 1]!;
  const settings = tokens.slice(1, -1);
  // `fit (up to 40:` has its diagnostic from the parser.
  if (second?.tokenType === t.LeftParen && settingStarts.has(tokens[2]!.tokenType)) return [...tokens];
  if (word !== undefined && second !== undefined && isAnyWord(word) && settingStarts.has(second.tokenType) && word !== colon) {
    const isClosed = settings[settings.length - 1]!.tokenType === t.RightParen && !settings.some((token) => token.tokenType === t.LeftParen);
    if (isClosed) settings.pop();
    const span = cover(tokenSpan(second), tokenSpan(settings[settings.length - 1] ?? second));
    const { text } = reporter.file;
    // Where a comma is missing, too, it belongs to the same mistake.
    const gaps = settings.filter((token, at) => at > 0 && settingStarts.has(token.tokenType) && settings[at - 1]!.tokenType !== t.Comma)
      .map((token) => tokenSpan(settings[settings.indexOf(token) - 1]!).end);
    const ends = [...gaps, span.end];
    const parts = ends.map((end, at) => text.slice(at === 0 ? span.start : ends[at - 1]!, end));
    const edits = [reporter.edit({ start: span.start, end: span.start }, '('), ...gaps.map((end) => reporter.edit({ start: end, end }, ','))];
    reporter.report(codes.settingsWithoutParentheses, span, { proposed: `${word.image} (${parts.join(',')}):` }, {
      fixes: [{ title: 'write parentheses', edits: isClosed ? edits : [...edits, reporter.edit({ start: span.end, end: span.end }, ')')] }],
    });
    const separated = settings.flatMap((token, at) => (
      at > 0 && gaps.includes(tokenSpan(settings[at - 1]!).end) ? [inserted(t.Comma, '', token.startOffset), token] : [token]));
    return [word, inserted(t.LeftParen, '', span.start), ...separated, inserted(t.RightParen, '', span.end), colon];
  }
  if (word?.tokenType === t.Text && second === colon && next !== undefined && itemStarts.testItem?.has(next.tokens[0]!.tokenType) === true) {
    const start = { start: word.startOffset, end: word.startOffset };
    reporter.report(codes.brokenHeader, tokenSpan(word), { found: word.image }, { fixes: [reporter.replace('write `test` before the title', start, 'test ')] });
    return [inserted(t.Word, '', word.startOffset, 'test'), word, colon];
  }
  const wrong = word !== undefined && isAnyWord(word) && second !== undefined ? second : word ?? colon;
  reporter.report(codes.brokenHeader, tokenSpan(wrong), { found: wrong.image });
  return [word !== undefined && isAnyWord(word) ? word : retyped(word ?? colon, t.QuotedName), colon];
}

const settingStarts: ReadonlySet<TokenType> = new Set([t.Within, t.Up, t.Floor, t.After]);

/** What the first item of a block begins with, where that tells the block. */
const itemStarts: Partial<Record<ItemRule, ReadonlySet<TokenType>>> = {
  definitionItem: new Set([t.Owner, t.Review, t.Timezone]),
  vocabularyItem: new Set([t.LeadKeyword, t.EventKeyword, t.Missing]),
  handoffItem: new Set([t.To]),
  testItem: new Set([t.Given, t.Expect, t.At]),
};

/** Whether an item of the rule was begun with a colon after its first word, or has one before its end: `given employees: 120`. */
export function beginsItem(header: readonly IToken[], next: readonly IToken[], rule: ItemRule, reporter: Reporter): boolean {
  const [word, second] = header;
  if (word === undefined || itemStarts[rule]?.has(word.tokenType) !== true) return false;
  if (second?.tokenType !== t.Colon) {
    const colon = header[header.length - 1]!;
    return second !== undefined && isAnyWord(second) && !reporter.file.text.slice(colon.startOffset, next[0]!.startOffset).includes('\n');
  }
  return rule === 'testItem' || next[0]?.tokenType === t.Text;
}

/**
 * Whether the item is the first line of a block that lacks its colon. Only what can be no item of the open block is taken for one, so that a
 * text without mistakes never is.
 */
export function lacksColon(tokens: readonly IToken[], next: LogicalItem | undefined, open: ItemRule | undefined): boolean {
  const [word, second, third] = tokens;
  if (word === undefined || !isAnyWord(word)) return false;
  // `given` alone on its line is an item that stops.
  if (open !== undefined && itemStarts[open]?.has(word.tokenType) === true) return false;
  if (second?.tokenType === t.LeftParen) return third !== undefined && settingStarts.has(third.tokenType) && tokens[tokens.length - 1]!.tokenType === t.RightParen;
  if (tokens.length > 2) return false;
  const kind = blockKind(word);
  const tells = next !== undefined && itemStarts[rules[kind]]?.has(next.tokens[0]!.tokenType) === true;
  const isTitled = titledBlocks.has(kind) && second?.tokenType === t.Text && tokens.length === 2;
  if (isTitled) return open === undefined || tells;
  if (tokens.length > 1) return false;
  return tells || open === undefined || (open !== 'sectionItem' && open !== 'exclusion' && open !== 'claimItem');
}

export function addColon(tokens: readonly IToken[], reporter: Reporter): IToken[] {
  const last = tokens[tokens.length - 1]!;
  const { end } = tokenSpan(last);
  const word = tokens[0]!;
  // A title that was never closed, and is reported, took the colon with it.
  const name = reporter.file.text.slice(word.startOffset, end);
  if (!isUnclosedText(last)) reporter.report(codes.missingColon, { start: word.startOffset, end }, { name }, {
    fixes: [{ title: 'write the colon', edits: [reporter.edit({ start: end, end }, ':')] }],
  });
  return [...tokens, inserted(t.Colon, '', end)];
}

/**
 * `define x = country US`, `vocabulary lead seats number`: a block's name without its colon, and an item on the same line. Only what can be no item
 * of the open block is taken for one.
 */
export function lacksColonBeforeItem(tokens: readonly IToken[], open: ItemRule | undefined): boolean {
  const [word, second, third] = tokens;
  if (word === undefined || !isAnyWord(word) || second === undefined || third === undefined) return false;
  switch (blockKind(word)) {
    case 'define': case 'lists': return isAnyWord(second) && third.tokenType === t.Equals;
    case 'vocabulary': return itemStarts.vocabularyItem!.has(second.tokenType) && (isAnyWord(third) || third.tokenType === t.Text);
    case 'handoff': return open !== 'claimItem' && second.tokenType === t.To && third.tokenType === t.Text;
    case 'exclude': return open === undefined || !['sectionItem', 'exclusion', 'defineItem', 'listItem'].includes(open);
    case 'definition': case 'section': case 'test': case 'claim': return false;
  }
}

/** `define x: ...`: the name of what is defined took the place of the colon. The item lacks what follows the colon. */
export function mendNamedBlock(tokens: readonly IToken[], reporter: Reporter): { readonly header: IToken[]; readonly item: IToken[] } | undefined {
  const [word, name, colon] = tokens;
  if (tokens.length !== 3 || word === undefined || name === undefined || colon === undefined || !isAnyWord(word) || !isAnyWord(name)) return undefined;
  const kind = blockKind(word);
  if (kind !== 'define' && kind !== 'lists') return undefined;
  const { end } = tokenSpan(word);
  reporter.report(codes.missingColon, { start: word.startOffset, end }, { name: word.image }, {
    fixes: [{
      title: `write \`${word.image}: ${name.image} =\``,
      edits: [reporter.edit({ start: end, end }, ':'), reporter.edit({ start: tokenSpan(name).end, end: tokenSpan(colon).end }, ' =')],
    }],
  });
  return { header: [word, inserted(t.Colon, '', end)], item: [name, inserted(t.Equals, colon.image, colon.startOffset)] };
}

/** What people name stages, where the name alone has to tell that a stage is meant. */
const commonStages = /^(mql|sql|pql|sal)$/i;

/** `mql if score > 50`, `mql: score > 50`, `mql score > 50`: the tokens of the stage that is meant, with the diagnostic. */
export function mendStage(tokens: readonly IToken[], open: ItemRule | undefined, reporter: Reporter): IToken[] | undefined {
  const [name, second, third] = tokens;
  if (name === undefined || second === undefined || third === undefined || !isAnyWord(name) || (open !== undefined && !followedByStages.has(open))) return undefined;
  const isIf = second.image.length === 2 && second.image.toLowerCase() === 'if' && isAnyWord(third) && !afterName.has(third.tokenType);
  const isNamed = (second.tokenType === t.Score || (third.tokenType === t.Score && wordsForWhen.test(second.image))) && commonStages.test(name.image);
  if (!isIf && !isNamed) return undefined;
  const condition = second.tokenType === t.Score ? second : third;
  const { end } = tokenSpan(tokens[tokens.length - 1]!);
  const proposed = `${name.image} when ${reporter.file.text.slice(condition.startOffset, end)}`;
  const between = { start: tokenSpan(name).end, end: condition.startOffset };
  reporter.report(codes.stageWithoutWhen, condition === second ? tokenSpan(name) : tokenSpan(second), { what: 'stage', proposed }, {
    fixes: [reporter.replace('write `when`', between, ' when ')],
  });
  return [name, inserted(t.When, '', between.end), ...tokens.slice(tokens.indexOf(condition))];
}

const followedByStages: ReadonlySet<ItemRule> = new Set(['sectionItem', 'exclusion', 'handoffItem']);
const wordsForWhen = /^(if|where|is|=|:)$/i;
/** What may follow `title if` where `if` is a value. */
const afterName: ReadonlySet<TokenType> = new Set([t.And, t.Or, t.When, t.Within, t.Where, t.Once, t.Up, t.At, t.As, t.Decay, t.Fade, t.Floor, t.Per]);
