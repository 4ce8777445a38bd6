/** How deep an item is nested, before anything recursive sees it. */
import type { IToken } from 'chevrotain';
import * as t from './tokens.ts';

/** More than anyone writes, and far less than any stack holds. */
export const mostNested = 100;

/** The token at which the item is nested deeper than `mostNested`, or `undefined`. */
export function deepest(tokens: readonly IToken[]): IToken | undefined {
  // Each token makes it deeper by one at most.
  if (tokens.length <= mostNested) return undefined;
  // What each open `(` adds: itself, and the prefixes since it or since the last `and`, `or` or `,`.
  const outer: number[] = [];
  let prefixes = 0;
  let depth = 0;
  for (const token of tokens) {
    switch (token.tokenType) {
      case t.LeftParen:
        outer.push(prefixes);
        prefixes = 0;
        depth += 1;
        break;
      case t.RightParen: {
        const before = outer.pop();
        depth -= prefixes;
        prefixes = 0;
        if (before !== undefined) {
          depth -= 1;
          prefixes = before;
        }
        break;
      }
      case t.Not: case t.No: case t.Of:
        prefixes += 1;
        depth += 1;
        break;
      case t.And: case t.Or: case t.Comma:
        depth -= prefixes;
        prefixes = 0;
        break;
      default:
        break;
    }
    if (depth > mostNested) return token;
  }
  return undefined;
}
