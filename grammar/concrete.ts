/** Reaching into Chevrotain's concrete tree. Only `build-*.ts` see that tree. */
import type { CstElement, CstNode, IToken } from 'chevrotain';
import type { Span } from '../compiler/source/span.ts';

function isNode(element: CstElement): element is CstNode {
  return 'children' in element;
}

export function tokenSpan(token: IToken): Span {
  return { start: token.startOffset, end: token.startOffset + token.image.length };
}

export function nodeSpan(node: CstNode): Span {
  const location = node.location;
  if (location?.endOffset === undefined || Number.isNaN(location.startOffset)) return { start: 0, end: 0 };
  return { start: location.startOffset, end: location.endOffset + 1 };
}

/** The first token of that name. */
export function token(node: CstNode, name: string): IToken | undefined {
  const element = node.children[name]?.[0];
  return element === undefined || isNode(element) ? undefined : element;
}

export function tokens(node: CstNode, name: string): IToken[] {
  const found: IToken[] = [];
  for (const element of node.children[name] ?? []) if (!isNode(element)) found.push(element);
  return found;
}

/** The first child node of that name. */
export function child(node: CstNode, name: string): CstNode | undefined {
  const element = node.children[name]?.[0];
  return element !== undefined && isNode(element) ? element : undefined;
}

export function children(node: CstNode, name: string): CstNode[] {
  const found: CstNode[] = [];
  for (const element of node.children[name] ?? []) if (isNode(element)) found.push(element);
  return found;
}

/** A token that the rule cannot do without. Throws when it is not there, which is a mistake in the builder. */
export function needToken(node: CstNode, name: string): IToken {
  const found = token(node, name);
  if (found === undefined) throw new Error(`the rule ${node.name} has no token ${name}`);
  return found;
}

/** A child node that the rule cannot do without. Throws when it is not there, which is a mistake in the builder. */
export function needChild(node: CstNode, name: string): CstNode {
  const found = child(node, name);
  if (found === undefined) throw new Error(`the rule ${node.name} has no ${name}`);
  return found;
}
