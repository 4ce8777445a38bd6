/** Changes of the words of SQL that stand in code, in `sql` before a template. */
import type { Change, Node } from './mutants.ts';

/** What is looked for, and what stands instead. */
const words: readonly (readonly [sought: RegExp, instead: string])[] = [
  [/ < /g, ' <= '], [/ <= /g, ' < '], [/ > /g, ' >= '], [/ >= /g, ' > '], [/ = /g, ' <> '], [/ <> /g, ' = '], [/ and /g, ' or '], [/ or /g, ' and '],
  [/ \+ /g, ' - '], [/ - /g, ' + '], [/ \* /g, ' + '], [/ is not null\b/g, ' is null'], [/ is null\b/g, ' is not null'], [/ is true\b/g, ' is not false'],
  [/ is not true\b/g, ' is false'], [/ desc\b/g, ''], [/\bdistinct /g, ''], [/\bnot /g, ''], [/\bleft join\b/g, 'inner join'], [/\bfloor\(/g, 'ceil('], [/\babs\(/g, '('],
  [/\bleast\(/g, 'greatest('], [/\bgreatest\(/g, 'least('], [/\bmax\(/g, 'min('], [/\bmin\(/g, 'max('], [/\btrue\b/g, 'false'], [/(?<!\$\{[^}]*)\bfalse\b/g, 'true'],
];
const number = /(?<![\w.'])\d+(?![\w.'])/g;
const around = 24;

/** @param text of the file */
export function sqlChanges(node: Node, text: string): readonly Change[] {
  const quasi = node['quasi'] as Node;
  return (quasi['quasis'] as Node[]).flatMap((piece) => {
    const written = text.slice(piece.start, piece.end);
    const change = (start: number, end: number, instead: string): Change => {
      const at = piece.start + start;
      const short = (middle: string): string => text.slice(Math.max(node.start, at - around), at) + middle + text.slice(piece.start + end, Math.min(node.end, piece.start + end + around));
      return {
        kind: 'SQL', after: text.slice(node.start, at) + instead + text.slice(piece.start + end, node.end),
        shown: { before: short(written.slice(start, end)), after: short(instead) },
      };
    };
    return [
      ...words.flatMap(([sought, instead]) => [...written.matchAll(sought)].map((match) => change(match.index, match.index + match[0].length, instead))),
      ...[...written.matchAll(number)].map((match) => change(match.index, match.index + match[0].length, String(Number(match[0]) + 1))),
    ];
  });
}
