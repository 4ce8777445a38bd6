/** What tests of texts say of each other, beside all short texts. */
import { describe, expect, test } from 'vitest';
import type { TextTest } from '../../compiler/check/checked.ts';
import { areDisjoint, implies, matches, mentions, piecesOf, textImplies, textPasses, textsAreDisjoint } from '../../compiler/reason/text-pattern.ts';

/** All texts of these letters, the shortest first. */
function textsOf(letters: string, most: number): readonly string[] {
  const all = [''];
  for (let start = 0, length = 0; length < most; length += 1) {
    const end = all.length;
    for (; start < end; start += 1) all.push(...[...letters].map((letter) => all[start]! + letter));
  }
  return all;
}

const patterns = [...textsOf('ab*', 3), 'a*b*a', 'ab*a', 'a*ba', '*ab*a', 'a*ab*', 'a*a*a', 'aa*a', '*a*b*'];
const texts = textsOf('abc', 6);

/** By pattern, what its regular expression says of each text. */
const matched = patterns.map((pattern) => {
  const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
  return texts.map((text) => expression.test(text));
});

const pairs = patterns.flatMap((first, one) => patterns.map((second, other) => ({ first, second, one: matched[one]!, other: matched[other]! })));
const piecesIn = (pattern: string): readonly string[] => pattern.split('*');

test('a pattern matches what its regular expression matches', () => {
  for (const [index, pattern] of patterns.entries()) expect(texts.map((text) => matches(text, piecesIn(pattern))), pattern).toEqual(matched[index]);
});

test('longer patterns match what their regular expressions match', () => {
  const short = textsOf('ab', 6);
  for (const pattern of textsOf('ab*', 5)) {
    if (!pattern.includes('*') || pattern.includes('**')) continue;
    const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
    expect(short.filter((text) => matches(text, piecesIn(pattern)) !== expression.test(text)), pattern).toEqual([]);
  }
});

test('a pattern implies another if every text that it matches matches the other', () => {
  const wrong = pairs.filter(({ first, second, one, other }) => implies(piecesIn(first), piecesIn(second)) !== one.every((holds, index) => !holds || other[index]!));
  expect(wrong.map(({ first, second }) => [first, second])).toEqual([]);
});

test('patterns are disjoint if no text matches both', () => {
  const wrong = pairs.filter(({ first, second, one, other }) => areDisjoint(piecesIn(first), piecesIn(second)) === one.some((holds, index) => holds && other[index]!));
  expect(wrong.map(({ first, second }) => [first, second])).toEqual([]);
});

function textTest(operator: TextTest['operator'], operand: string, byPath = false): TextTest {
  return { kind: 'text', operator, operand, pieces: operator === 'matches' ? operand.split('*') : [], byPath };
}

describe('operators', () => {
  test.each<readonly [TextTest['operator'], string, readonly string[] | undefined]>([
    ['equals', ' A b\t', ['a b']], ['contains', 'A', ['', 'a', '']], ['starts with', 'A', ['a', '']], ['ends with', 'A', ['', 'a']], ['matches', 'A*B*', ['a', 'b', '']], ['mentions', 'a', undefined],
  ])('%s %j', (operator, operand, expected) => {
    const each = textTest(operator, operand);
    expect(piecesOf(each)).toEqual(expected);
    expect(piecesOf(each)).toEqual(expected);
  });

  test.each([
    ['mentions', 'B', ' a B ', true], ['mentions', 'b', 'ab', false], ['equals', 'A', ' a', true], ['equals', 'a', 'ab', false], ['contains', 'b', 'ABC', true], ['contains', 'b', 'ac', false],
  ] as const)('%s %j of %j: %s', (operator, operand, text, passes) => {
    expect(textPasses(text, textTest(operator, operand))).toBe(passes);
  });
});

test.each([
  ['head of sales', 'head', true], ['head of sales', 'Of Sales', true], ['head of sales', 'head sales', false], ['head of sales', 'sales', true], ['head-of', 'head of', true],
  ['heads', 'head', false], ['sales', 'of sales', false], ['of', 'of sales', false], ['a b a c', 'a c', true],
])('%j mentions %j: %s', (text, operand, expected) => {
  expect(mentions(text, operand)).toBe(expected);
});

describe('a text that mentions words contains each of them', () => {
  test.each<readonly [TextTest['operator'], string, boolean]>([
    ['contains', 'head', true], ['contains', 'Sale', true], ['contains', 'head of', false], ['contains', 'x', false], ['matches', '*', true], ['matches', '*h*d*', true], ['matches', '*o*h*', false],
    ['starts with', 'head', false], ['ends with', 'sales', false], ['equals', 'head', false],
  ])('%s %j: %s', (operator, operand, expected) => {
    expect(textImplies(textTest('mentions', 'Head of Sales'), textTest(operator, operand))).toBe(expected);
  });
});

describe('words', () => {
  const word = textTest('mentions', 'b c');
  test.each([
    ['the same words', textTest('mentions', 'B  C'), true, false],
    ['more words', textTest('mentions', 'a b c d'), true, false],
    ['fewer words', textTest('mentions', 'b'), false, false],
    ['a text that has them', textTest('equals', 'a B-c'), true, false],
    ['a text that has them not', textTest('equals', 'a bc'), false, true],
    ['a part of a text', textTest('contains', 'b c'), false, false],
    ['the same words in a path', textTest('mentions', 'b c', true), false, false],
    ['a path without them', textTest('equals', '/a', true), false, false],
  ])('%s', (_what, other, isImplied, isDisjoint) => {
    expect([textImplies(other, word), textsAreDisjoint(other, word), textsAreDisjoint(word, other)]).toEqual([isImplied, isDisjoint, isDisjoint]);
  });

  test.each([
    ['starts with', 'a', 'starts with', 'b', false, true], ['starts with', 'ab', 'starts with', 'a', true, false], ['ends with', 'a', 'ends with', 'b', false, true], ['starts with', 'a', 'ends with', 'b', false, false],
    ['contains', 'a', 'contains', 'b', false, false], ['contains', 'ab', 'contains', 'b', true, false], ['equals', 'A', 'starts with', 'a', true, false], ['equals', 'b', 'starts with', 'a', false, true],
  ] as const)('%s %j and %s %j', (operator, operand, otherOperator, other, isImplied, isDisjoint) => {
    const [one, second] = [textTest(operator, operand), textTest(otherOperator, other)];
    expect([textImplies(one, second), textsAreDisjoint(one, second), textsAreDisjoint(second, one)]).toEqual([isImplied, isDisjoint, isDisjoint]);
  });

  test.each([
    ['a', 'a', false, true, false], ['a', 'a', true, false, false], ['b', 'a', false, false, true], ['b', 'a', true, false, false],
  ])('%j and %j, one of them as a path: %s', (first, second, isPath, isImplied, isDisjoint) => {
    const [one, other] = [textTest('equals', first), textTest('equals', second, isPath)];
    expect([textImplies(one, other), textsAreDisjoint(one, other)]).toEqual([isImplied, isDisjoint]);
  });
});
