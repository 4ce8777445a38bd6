/**
 * What was read of the items of the last text, so that the next reading reads only those that changed.
 *
 * INVARIANT: what is remembered is what reading the item's tokens anew would give. Only items without any mistake are remembered, and what these
 * give depends on the rule and the tokens alone, but for where they stand. Items keep their tokens as long as these are where they were, as seen
 * from the first (`stretches.ts`).
 */
import type { IToken } from 'chevrotain';
import type { ItemRule, StatementRule } from './build-tree.ts';
import { detachedNode, movedNode } from './moved-parts.ts';

type Rule = ItemRule | StatementRule;

interface Remembered {
  readonly rule: Rule;
  readonly node: object;
  readonly start: number;
}

export class ItemMemory {
  /** By the item's tokens: what was read of tokens that are gone is gone with them. */
  private readonly known = new WeakMap<readonly IToken[], Remembered>();

  /** The item as reading it here would give it, or `undefined` where it has to be read. */
  recall(rule: Rule, tokens: readonly IToken[]): object | undefined {
    const known = this.known.get(tokens);
    if (known?.rule !== rule) return undefined;
    const start = tokens[0]!.startOffset;
    if (known.start === start) return known.node;
    const node = movedNode(known.node, start - known.start);
    this.known.set(tokens, { rule, node, start });
    return node;
  }

  /** Gives the node to put in the tree. It must have been read without any mistake. */
  remember<Item extends object>(rule: Rule, tokens: readonly IToken[], item: Item): Item {
    const node = detachedNode(item);
    this.known.set(tokens, { rule, node, start: tokens[0]!.startOffset });
    return node;
  }
}
