import { describe, expect, test } from 'vitest';
import { editDistance, nearest } from '../../../compiler/diagnostics/did-you-mean.ts';
import { standardVocabulary } from '../../../compiler/vocabulary/standard.ts';

const names = [...standardVocabulary.fields, ...standardVocabulary.events].map(({ name }) => name);

describe('nearest', () => {
  test.each([
    ['employes', ['employees']],
    ['employee', ['employees']],
    ['number of employees', ['employees']],
    ['contry', ['country']],
    ['PageView', ['page_view']],
    ['titel', ['title']],
    ['seniorty', ['seniority']],
    ['demo', ['demo_video', 'demo_request']],
    ['xyz', []],
    ['', []],
  ])('to %j is %j', (name, expected) => {
    expect(nearest(name, names)).toEqual(expected);
  });

  test('proposes three at most, the nearest first, each once', () => {
    expect(nearest('abcd', ['abcx', 'abce', 'abcd1', 'abcd', 'abcf', 'abcx'])).toEqual(['abcx', 'abce', 'abcd1']);
  });

  test('what holds the name, or is a part of it, comes behind what is nearer', () => {
    expect(nearest('abcdefghij', ['abcd', 'abcdefzzzz'])).toEqual(['abcdefzzzz', 'abcd']);
    expect(nearest('abcdefghij', ['abcd', 'abcdefghijzzzzz'])).toEqual(['abcd', 'abcdefghijzzzzz']);
  });

  test('does not propose a name of which no letter is right', () => {
    expect(nearest('a', ['b', 'c'])).toEqual([]);
    expect(nearest('a', ['b', 'ab'])).toEqual(['ab']);
  });

  test('of a short name one letter may be wrong', () => {
    expect(nearest('call', ['cell', 'cold', 'cola'])).toEqual(['cell']);
  });
});

test.each([
  ['', '', 0], ['a', '', 1], ['kitten', 'sitting', 3], ['titel', 'title', 1], ['ab', 'ba', 1], ['flaw', 'lawn', 2],
])('the distance of %j and %j is %d', (one, other, distance) => {
  expect(editDistance(one, other)).toBe(distance);
  expect(editDistance(other, one)).toBe(distance);
  if (distance > 1) expect(editDistance(one, other, distance - 1)).toBe(distance);
});

test.each([['', 'abc', 1], ['abcdef', 'uvwxyz', 2], ['abcd', 'bcdzz', 1]])('the distance of %j and %j is more than %d', (one, other, limit) => {
  expect(editDistance(one, other, limit)).toBe(limit + 1);
});

test('a distance that is the limit is told', () => {
  expect(editDistance('abc', 'abcde', 2)).toBe(2);
});
