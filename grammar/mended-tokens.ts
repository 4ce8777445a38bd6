/** Token lists that are mended: what the parser reads in place of what was written. */
import { createTokenInstance } from 'chevrotain';
import type { IToken, TokenType } from 'chevrotain';
import type { MendedTokens } from './slips.ts';

/** A token that stands at `start` with `image` as its text (empty where nothing was written), read as `meant`. */
export function inserted(type: TokenType, image: string, start: number, meant?: string): IToken {
  const token = createTokenInstance(type, image, start, start + image.length - 1, Number.NaN, Number.NaN, Number.NaN, Number.NaN);
  if (meant !== undefined) token.payload = { meant };
  return token;
}

export function replaced(tokens: readonly IToken[], index: number, count: number, ...by: IToken[]): MendedTokens {
  return { tokens: [...tokens.slice(0, index), ...by, ...tokens.slice(index + count)] };
}
