/** Parses an item; where that fails and the slip is a known one, mends the tokens, reports the slip and parses again. */
import type { CstNode, IToken } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { tokenSpan } from './concrete.ts';
import { parseItem } from './parser.ts';
import type { EntryRule } from './parser.ts';
import type { Reporter } from './report.ts';

export function parseMending(rule: EntryRule, tokens: IToken[], reporter: Reporter): CstNode | undefined {
  const { node, failure } = parseItem(rule, tokens);
  if (failure === undefined) return node;
  const found = tokens[failure.index];
  const previous = tokens[failure.index - 1];
  const span = found === undefined ? tokenSpan(previous!) : tokenSpan(found);
  reporter.report(codes.unexpected, span, { found: found?.image, due: failure.due, after: previous?.image, advice: undefined });
  return undefined;
}
