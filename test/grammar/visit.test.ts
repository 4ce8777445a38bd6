/** Going through trees, and finding what stands at an offset. */
import { describe, expect, test } from 'vitest';
import { children, nodeAt, walk } from '../../grammar/visit.ts';
import type { Node } from '../../grammar/tree.ts';
import { readText } from './reading.ts';

const kindOf = (node: Node): string => ('kind' in node ? node.kind : 'part');

/** The path of kinds at `$0`. */
function pathAt(marked: string): string {
  const offset = marked.indexOf('$0');
  return nodeAt(readText(marked.replace('$0', '')).tree, offset).map(kindOf).join(' > ');
}

describe('nodeAt', () => {
  test.each([
    ['fit: coun$0try US +10', 'file > section > points rule > predicate > name'],
    ['fit: country $0US +10', 'file > section > points rule > predicate > alone > word'],
    ['fit: country US$0 +10', 'file > section > points rule > predicate > alone > word'],
    ['fit: country US +1$00', 'file > section > points rule > part'],
    ['fit: webinar where (title "a$0") +10', 'file > section > points rule > predicate > where > group > predicate > alone > text'],
    ['f$0it: a', 'file > section > name'],
    ['fit: a\n$0\nmql when a', 'file'],
    ['fit: a and $0', 'file'],
    ['mql when sco$0re > 5', 'file > stage > predicate > name'],
  ])('%s', (marked, path) => {
    expect(pathAt(marked)).toBe(path);
  });
});

describe('walk', () => {
  const { tree } = readText('fit: a and b +1 | c');

  test('calls enter before and leave after the children', () => {
    const calls: string[] = [];
    walk(readText('fit: a and b +1').tree, { enter: (node) => void calls.push(`+${kindOf(node)}`), leave: (node) => void calls.push(`-${kindOf(node)}`) });
    expect(calls.join(' ')).toBe(
      '+file +section +name -name +points rule +and +predicate +name -name -predicate +predicate +name -name -predicate -and +part -part -points rule -section -file',
    );
  });

  test('passes over the children where enter says so', () => {
    const entered: string[] = [];
    walk(tree, { enter: (node) => { entered.push(kindOf(node)); return kindOf(node) !== 'section'; } });
    expect(entered).toEqual(['file', 'section']);
  });

  test('children come in the order of the text', () => {
    const { tree: banded } = readText('fit: download "a" where (b) +5 | "c" +2 once');
    const starts: number[] = [];
    walk(banded, { enter: (node) => { const each = children(node).map((child) => child.span.start); starts.push(...each.slice(1).map((start, index) => start - each[index]!)); } });
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(0);
  });
});
