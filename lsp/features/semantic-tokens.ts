/** What each name of the text is, for colours beyond the TextMate grammar. */
import type { SymbolTarget } from '../../compiler/bind/scope.ts';
import type { Span } from '../../compiler/source/span.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { Analysis } from '../workspace.ts';

/** Standard token types of editors, so that every theme has a colour for them. */
export const semanticTokenTypes = ['property', 'event', 'parameter', 'enumMember', 'variable', 'function', 'namespace', 'type'] as const;
export type SemanticTokenType = (typeof semanticTokenTypes)[number];
export const semanticTokenModifiers = ['declaration', 'defaultLibrary'] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly type: SemanticTokenType;
  readonly declaration: boolean;
  readonly standard: boolean;
}

function typeOf(target: SymbolTarget): SemanticTokenType {
  switch (target.kind) {
    case 'field': return 'property';
    case 'event': return 'event';
    case 'property': case 'part': return 'parameter';
    case 'member': case 'country': return 'enumMember';
    case 'list': return 'variable';
    case 'defined': return 'function';
    case 'section': case 'derived score': return 'namespace';
    case 'stage': return 'type';
    default: return unreachable(target);
  }
}

function isStandard(target: SymbolTarget): boolean {
  switch (target.kind) {
    case 'field': return target.field.declared === undefined;
    case 'event': case 'property': return target.event.declared === undefined;
    case 'list': return target.list.declared === undefined;
    default: return false;
  }
}

/** In the order of the text, none inside another. */
export function semanticTokens(analysis: Analysis): SemanticToken[] {
  const tokens = new Map<number, SemanticToken>();
  for (const { file, span, target, declaration } of analysis.references) {
    if (file !== analysis.file || span.end <= span.start) continue;
    // A value in quotes keeps the colour of texts.
    if (file.text[span.start] === '"') continue;
    tokens.set(span.start, { span, type: typeOf(target), declaration, standard: isStandard(target) });
  }
  return [...tokens.values()].sort((first, second) => first.span.start - second.span.start);
}
