/**
 * The items of the last reading of a file, so that the next reads only those that changed.
 *
 * INVARIANT: a remembered item is what reading its tokens anew would give. Only items without any mistake are remembered, and what these give
 * depends on the rule and the tokens alone, but for where they stand.
 * INVARIANT: holds the items of one text, the last, and keeps no older text alive.
 */
import type { IToken } from 'chevrotain';
import type { ItemRule, StatementRule } from './build-tree.ts';
import { detached } from './detached.ts';
import type { Span } from '../compiler/source/span.ts';

type Rule = ItemRule | StatementRule;

interface Remembered {
  readonly node: unknown;
  readonly start: number;
  /** Of each token its type, its place in the item and its length. */
  readonly shape: readonly number[];
}

export class ItemMemory {
  private last = new Map<string, Remembered>();
  private next = new Map<string, Remembered>();

  /** To be called before each reading. */
  turn(): void {
    this.last = this.next;
    this.next = new Map();
  }

  /** To be called after each reading. */
  settle(): void {
    this.last = new Map();
  }

  /** The item as reading it here would give it, or `undefined` where it has to be read. */
  recall(rule: Rule, text: string, tokens: readonly IToken[]): unknown {
    const start = tokens[0]!.startOffset;
    const key = keyOf(rule, text, tokens);
    const known = this.last.get(key) ?? this.next.get(key);
    if (known === undefined || !hasShape(known.shape, tokens, start)) return undefined;
    const moved = known.start === start ? known : { ...known, start, node: movedBy(known.node, start - known.start) };
    this.next.set(key, moved);
    return moved.node;
  }

  /** Gives the node to put in the tree. It must have been read without any mistake. */
  remember<Item>(rule: Rule, text: string, tokens: readonly IToken[], node: Item): Item {
    if (tokens.some((token) => token.payload !== undefined)) return node;
    const start = tokens[0]!.startOffset;
    const own = movedBy(node, 0);
    const shape: number[] = [];
    for (const token of tokens) shape.push(token.tokenTypeIdx, token.startOffset - start, token.image.length);
    this.next.set(keyOf(rule, text, tokens), { node: own, start, shape });
    return own;
  }
}

function keyOf(rule: Rule, text: string, tokens: readonly IToken[]): string {
  const last = tokens[tokens.length - 1]!;
  return `${rule} ${text.slice(tokens[0]!.startOffset, last.startOffset + last.image.length)}`;
}

/** What a token is can depend on what stands around the item, so the text alone does not tell. */
function hasShape(shape: readonly number[], tokens: readonly IToken[], start: number): boolean {
  if (shape.length !== 3 * tokens.length) return false;
  let at = 0;
  for (const token of tokens) {
    if (shape[at] !== token.tokenTypeIdx || shape[at + 1] !== token.startOffset - start || shape[at + 2] !== token.image.length) return false;
    if (token.payload !== undefined) return false;
    at += 3;
  }
  return true;
}

/** A copy whose spans are moved, with texts of its own. */
function movedBy<Value>(value: Value, by: number): Value {
  return copyOf(value, by) as Value;
}

function copyOf(value: unknown, by: number): unknown {
  if (typeof value === 'string') return by === 0 ? detached(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => copyOf(element, by));
  // Spread and not built up key by key: so the copy has the hidden class of the original, and is as quick to go through.
  const copy = { ...value } as Record<string, unknown>;
  for (const key in copy) {
    const part = copy[key];
    if (typeof part === 'string') copy[key] = by === 0 ? detached(part) : part;
    else if (typeof part === 'object' && part !== null) copy[key] = isSpan(part) ? { start: part.start + by, end: part.end + by } : copyOf(part, by);
  }
  return copy;
}

/** Every node has one, so most of what is copied is spans. */
function isSpan(value: object): value is Span {
  return 'start' in value && typeof value.start === 'number';
}
