/** The first line of a block: which block it is, and what may stand there. Language reference, section 2. */
import type { CstNode, IToken } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import { unreachable } from '../compiler/unreachable.ts';
import { buildSettings } from './build-statements.ts';
import type { BlockItem, ItemRule } from './build-tree.ts';
import { buildName, buildText } from './build-values.ts';
import { token, tokenSpan } from './concrete.ts';
import type { Reporter } from './report.ts';
import * as t from './tokens.ts';
import type {
  Block, DefineBlock, DefinitionBlock, ExcludeBlock, HandoffBlock, ListsBlock, Name, SectionBlock, TestBlock, TextLiteral, VocabularyBlock,
} from './tree.ts';

/** A block whose items are still to come. */
export interface OpenBlock {
  readonly rule: ItemRule;
  /** The items must have been read by `rule`. */
  readonly close: (items: readonly BlockItem[]) => Block;
}

const rules = {
  definition: 'definitionItem', vocabulary: 'vocabularyItem', lists: 'listItem', define: 'defineItem', exclude: 'exclusion', handoff: 'handoffItem', test: 'testItem',
  section: 'sectionItem',
} as const;

/** Opens the block whose header's tokens these are; `node` is `undefined` where the header was not read (and has its diagnostic). */
export function openBlock(tokens: readonly IToken[], node: CstNode | undefined, reporter: Reporter): OpenBlock {
  const word = tokens[0]!;
  const name = buildName(word);
  const headerSpan = cover(name.span, tokenSpan(tokens[tokens.length - 1]!));
  const kind = blockKind(name);
  const text = node === undefined ? undefined : token(node, 'Text');
  const title = text === undefined ? undefined : buildText(text, reporter);
  const settings = node === undefined || kind !== 'section' ? [] : buildSettings(node, reporter);
  if (node !== undefined) checkHeader(kind, name, title, node, reporter);
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
        default: return unreachable(kind);
      }
    },
  };
}

function blockKind(name: Name): keyof typeof rules {
  const lower = name.text.toLowerCase();
  return !name.quoted && t.blockNames.has(lower) ? lower as keyof typeof rules : 'section';
}

function checkHeader(kind: keyof typeof rules, name: Name, title: TextLiteral | undefined, node: CstNode, reporter: Reporter): void {
  const titled = kind === 'definition' || kind === 'test';
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
