/**
 * Parts of a tree that stand somewhere else in a newer text. A block's items are moved when somebody first looks at them: of most blocks behind
 * an edit nobody does before the next.
 */
import type { Block, Part } from './tree.ts';
import { moved } from '../compiler/source/span.ts';
import type { Span } from '../compiler/source/span.ts';
import { detached } from './detached.ts';

/** Of a block whose items nobody has looked at yet: from which it was moved, and how far. */
const unmoved = new WeakMap<Part, { readonly origin: Block; readonly by: number }>();
/** Of a part that was moved the one that was read. */
const readAs = new WeakMap<Part, Part>();

/** Parts that were moved are one with that which was read: the same words in other places. */
export function asRead(part: Part): Part {
  return readAs.get(part) ?? part;
}

/** As they were read: parts that hold nothing that could not be read. */
const flawless = new WeakSet<Part>();

export function markFlawless(part: Part): void {
  flawless.add(asRead(part));
}

/** Known to hold nothing that could not be read. `false` says nothing. */
export function isFlawless(part: Part): boolean {
  return flawless.has(asRead(part));
}

export function movedPart(part: Part, by: number): Part {
  if (by === 0) return part;
  const result = 'items' in part ? movedBlock(part, by) : movedNode(part, by);
  readAs.set(result, asRead(part));
  return result;
}

function movedBlock(block: Block, by: number): Block {
  const earlier = unmoved.get(block);
  const origin = earlier?.origin ?? block;
  const distance = (earlier?.by ?? 0) + by;
  const copy: Record<string, unknown> = {};
  for (const key in origin) {
    if (key !== 'items') copy[key] = movedValue(origin[key as keyof Block], distance);
    else Object.defineProperty(copy, key, { enumerable: true, configurable: true, get: () => {
      const items = movedNode(origin.items, distance);
      Object.defineProperty(copy, key, { enumerable: true, value: items });
      unmoved.delete(result);
      return items;
    } });
  }
  const result = copy as unknown as Block;
  unmoved.set(result, { origin, by: distance });
  return result;
}

/** A copy whose spans are moved. */
export function movedNode<Node extends object>(node: Node, by: number): Node {
  return movedValue(node, by) as Node;
}

/** A copy whose texts are no parts of a longer one. */
export function detachedNode<Node>(node: Node): Node {
  return movedValue(node, 0) as Node;
}

function movedValue(value: unknown, by: number): unknown {
  if (typeof value === 'string') return by === 0 ? detached(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => movedValue(element, by));
  if (isSpan(value)) return { start: value.start + by, end: value.end + by };
  // Spread and not built up key by key: so the copy has the hidden class of the original, and is as quick to go through.
  const copy = { ...value } as Record<string, unknown>;
  for (const key in copy) {
    const part = copy[key];
    if (typeof part === 'string') copy[key] = by === 0 ? detached(part) : part;
    else if (typeof part === 'object' && part !== null) copy[key] = movedValue(part, by);
  }
  return copy;
}

/** Every node has one, so most of what is copied is spans. */
function isSpan(value: object): value is Span {
  return 'start' in value && typeof value.start === 'number';
}
