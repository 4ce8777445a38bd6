/**
 * A file in stretches, each from the header of a block to the next header. What an edit changes is laid out anew in its own stretch alone: how a
 * stretch is cut into items depends on nothing before its header and nothing behind the next.
 */
import type { IToken } from 'chevrotain';
import type { SourceFile } from '../compiler/source/source-file.ts';
import { layOutFrom } from './layout.ts';
import type { Layout, LogicalItem } from './layout.ts';
import type { TokenChange } from './rescan.ts';

/** INVARIANT: an item whose tokens are where they were, as seen from its first, is the same object after an edit. */
export interface Stretch {
  /** The first is a header, but for the first stretch of all. Never empty. */
  readonly items: readonly LogicalItem[];
  /** Of each item the index of its first token, as seen from the stretch's first. */
  readonly starts: readonly number[];
  /** The index of its first token; moves with the edits before it. */
  first: number;
}

/** @param change what became of the tokens since `before` was made of them; without it all is laid out */
export function layOutStretches(file: SourceFile, tokens: readonly IToken[], before: readonly Stretch[], change: TokenChange | undefined): readonly Stretch[] {
  if (change === undefined || before.length === 0) return stretchesOf(layOutFrom(file, tokens, 0, () => false));
  const by = change.added - change.removed;
  // From the last header on that stands wholly before the change.
  let from = before.length - 1;
  while (from > 0 && before[from]!.first + before[from]!.items[0]!.tokens.length > change.first) from -= 1;
  let next = from + 1;
  let meets = false;
  const layout = layOutFrom(file, tokens, from === 0 ? 0 : before[from]!.first, (index) => {
    while (next < before.length && before[next]!.first + by < index) next += 1;
    const known = before[next];
    meets = known !== undefined && known.first + by === index && known.first >= change.first + change.removed;
    return meets;
  });
  if (!meets) next = before.length;
  const made = stretchesOf(withKnownItems(layout, before.slice(from, next), change));
  const rest = before.slice(next);
  for (const stretch of rest) stretch.first += by;
  return [...before.slice(0, from), ...made, ...rest];
}

function stretchesOf({ items, starts }: Layout): Stretch[] {
  const begins = items.flatMap(({ kind }, index) => (kind === 'header' || index === 0 ? [index] : []));
  return begins.map((begin, at) => {
    const end = begins[at + 1] ?? items.length;
    const first = starts[begin]!;
    return { items: items.slice(begin, end), starts: starts.slice(begin, end).map((start) => start - first), first };
  });
}

/** Items that stand wholly before or wholly behind the change are those that they were. */
function withKnownItems({ items, starts }: Layout, before: readonly Stretch[], { first, removed, added }: TokenChange): Layout {
  const old = before.flatMap((stretch) => stretch.items.map((item, index) => ({ item, start: stretch.first + stretch.starts[index]! })));
  const kept = [...items];
  const keep = (index: number, known: typeof old[number] | undefined, by: number): boolean => {
    const item = items[index];
    if (item === undefined || known === undefined || known.start + by !== starts[index]) return false;
    if (known.item.kind !== item.kind || known.item.tokens.length !== item.tokens.length) return false;
    kept[index] = known.item;
    return true;
  };
  for (let index = 0; index < items.length && starts[index]! + items[index]!.tokens.length <= first; index += 1) if (!keep(index, old[index], 0)) break;
  for (let back = 1; back <= items.length && starts[items.length - back]! >= first + added; back += 1) {
    if (!keep(items.length - back, old[old.length - back], added - removed)) break;
  }
  return { items: kept, starts };
}
