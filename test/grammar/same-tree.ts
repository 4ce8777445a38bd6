/** Whether two trees say the same: everything but places, the case of words, and comments. */
import type { FileTree } from '../../grammar/tree.ts';

const leftOut: ReadonlySet<string> = new Set(['span', 'headerSpan', 'file', 'comments']);

/** The tree as text; equal for trees that say the same. */
export function meaningOf(tree: FileTree): string {
  return JSON.stringify(tree.parts, (key, value: unknown) => {
    if (leftOut.has(key)) return undefined;
    if ((key === 'no' || key === 'require') && value !== undefined) return true;
    if (key === 'text' && typeof value === 'string') return value.toLowerCase();
    return value;
  });
}
