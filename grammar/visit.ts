/**
 * Going through a syntax tree. The tree is plain data, so a child is whatever a node holds that has a span: a new kind of node needs nothing
 * here.
 */
import { contains } from '../compiler/source/span.ts';
import type { Span } from '../compiler/source/span.ts';
import type { Node } from './tree.ts';

/** Properties that have a span and are no children. */
const notChildren: ReadonlySet<string> = new Set(['span', 'headerSpan', 'no', 'require', 'file', 'comments']);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isSpan(value: unknown): value is Span {
  return isObject(value) && typeof value['start'] === 'number' && typeof value['end'] === 'number';
}

function collect(value: unknown, found: Node[]): void {
  if (Array.isArray(value)) for (const element of value) collect(element, found);
  else if (isObject(value) && !isSpan(value)) {
    // Whatever has a span is one of the nodes of `tree.ts`: nothing else in the tree has one.
    if (isSpan(value['span'])) found.push(value as unknown as Node);
    else for (const part of Object.values(value)) collect(part, found);
  }
}

/** The nodes right below this one, in the order of the text. */
export function children(node: Node): Node[] {
  const found: Node[] = [];
  for (const [key, value] of Object.entries(node)) if (!notChildren.has(key) && isObject(value)) collect(value, found);
  return found.sort((left, right) => left.span.start - right.span.start);
}

export interface Visitor {
  /** Called before the node's children, with the nodes above it, the root first; `false` passes over the children. */
  readonly enter?: (node: Node, above: readonly Node[]) => boolean | void;
  readonly leave?: (node: Node, above: readonly Node[]) => void;
}

export function walk(root: Node, visitor: Visitor): void {
  const above: Node[] = [];
  const visit = (node: Node): void => {
    if (visitor.enter?.(node, above) !== false) {
      above.push(node);
      for (const child of children(node)) visit(child);
      above.pop();
    }
    visitor.leave?.(node, above);
  };
  visit(root);
}

/**
 * The nodes that hold the offset, the root first and the innermost last. At the border of two nodes, the one that begins there is taken,
 * and in a blank after a word the word's nodes are not.
 */
export function nodeAt(root: Node, offset: number): Node[] {
  const path: Node[] = [];
  let next: Node | undefined = contains(root.span, offset) ? root : undefined;
  while (next !== undefined) {
    path.push(next);
    next = children(next).findLast((child) => contains(child.span, offset));
  }
  return path;
}
