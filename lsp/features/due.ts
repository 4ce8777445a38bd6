/** What may be written at a place, and how its tokens are looked at. */
import type { IToken } from 'chevrotain';
import { nameKey } from '../../compiler/bind/scope.ts';
import type { EventType, ValueType } from '../../compiler/vocabulary/types.ts';
import { LeftParen, QuotedName, reservedWords, RightParen, Word } from '../../grammar/tokens.ts';

export type BlockKind = 'top' | 'definition' | 'vocabulary' | 'lists' | 'define' | 'exclude' | 'section' | 'handoff' | 'test' | 'claim';

/** The type of a subject: of its value, or a number of events, points, the tier, or to whom a lead is handed. */
export type SubjectType = ValueType | 'count' | 'points' | 'tier' | 'handoff' | 'condition';

/** One of the things that are due at the cursor; several may be at once. */
export type Due =
  /** At the start of an item or statement. */
  | { readonly kind: 'item' }
  /** A subject of a condition. `event`: inside its filter. */
  | { readonly kind: 'subject'; readonly event: EventType | undefined }
  /** A section or derived score. */
  | { readonly kind: 'score' }
  /** After `name.`. */
  | { readonly kind: 'part'; readonly of: string; readonly event: EventType | undefined }
  /** After a whole subject: comparisons that its type has. */
  | { readonly kind: 'comparison'; readonly type: SubjectType }
  /** After `not` behind a subject. */
  | { readonly kind: 'negated comparison'; readonly type: SubjectType }
  /** A value of that type. */
  | { readonly kind: 'value'; readonly type: SubjectType | undefined }
  | { readonly kind: 'list name' }
  /** Fixed words, in this order. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** After a complete condition in a section: points. */
  | { readonly kind: 'points' }
  /** Behind the points of a rule: these parts of the tail. */
  | { readonly kind: 'tail'; readonly parts: readonly string[] }
  | { readonly kind: 'settings' }
  | { readonly kind: 'type' } | { readonly kind: 'currency' }
  | { readonly kind: 'duration' }
  | { readonly kind: 'given' } | { readonly kind: 'given tail'; readonly event: EventType; readonly parts: readonly string[] }
  | { readonly kind: 'expect'; readonly after: 'nothing' | 'not' | 'no' }
  | { readonly kind: 'event' } | { readonly kind: 'event property'; readonly event: EventType }
  | { readonly kind: 'tier label' }
  /** A name of the standard vocabulary that is to be declared anew. */
  | { readonly kind: 'standard name'; readonly of: 'field' | 'event' }
  /** Inside a text in quotes. */
  | { readonly kind: 'time zone' } | { readonly kind: 'handoff text' } | { readonly kind: 'file' };

export const nothing: readonly Due[] = [];

export function words(...all: readonly string[]): Due {
  return { kind: 'words', words: all };
}

export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** A keyword or a name in lower case; a name in backquotes is never a keyword. `''` for all else. */
export function word(token: IToken | undefined): string {
  return token !== undefined && token.tokenType === Word ? nameKey(token.image) : '';
}

/** The name that a token may stand for; `''` for all else. */
export function nameOf(token: IToken | undefined): string {
  if (token?.tokenType === QuotedName) return nameKey(token.image.replaceAll('`', ''));
  const plain = word(token);
  return reservedWords.has(plain) ? '' : plain;
}

/** How many parentheses are open behind the tokens. */
export function openParentheses(tokens: readonly IToken[]): number {
  return tokens.reduce((depth, { tokenType }) => (tokenType === LeftParen ? depth + 1 : tokenType === RightParen ? depth - 1 : depth), 0);
}

/** The tokens outside parentheses; an open one hides all behind it. */
export function outsideParentheses(tokens: readonly IToken[]): IToken[] {
  let depth = 0;
  return tokens.filter(({ tokenType }) => {
    if (tokenType === RightParen) depth -= 1;
    const isOutside = depth === 0 && tokenType !== LeftParen && tokenType !== RightParen;
    if (tokenType === LeftParen) depth += 1;
    return isOutside;
  });
}
