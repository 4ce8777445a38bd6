/** Where a search would take long it is given up, and nothing is said: beside each that is too large one that is just not. */
import { describe, expect, test } from 'vitest';
import { boundsOf } from '../../compiler/reason/bounds.ts';
import { thatHolds } from '../../compiler/reason/reasoner.ts';
import { definitionOf } from '../check-text.ts';

function neverHolds(condition: string): boolean {
  const definition = definitionOf(`exclude: ${condition}\nmql when demo_request\n`);
  return boundsOf(definition).reasoner.refutes([thatHolds(definition.exclusions[0]!.condition)]);
}

const many = (count: number, of: (index: number) => string, between: string): string => Array.from({ length: count }, (_, index) => of(index)).join(between);

describe('more than 1,500 tests of one subject', () => {
  test.each([[1400, true], [1600, false]])('%d: seen: %s', (count, isSeen) => {
    expect(neverHolds(`employees in (${many(count, (index) => String(index), ', ')}) and employees < 0`)).toBe(isSeen);
  });
});

describe('more than 4,000 steps', () => {
  test.each([[8, true], [13, false]])('%d alternatives of two: seen: %s', (count, isSeen) => {
    const choices = many(count, (index) => `(title contains "a${index}" or title contains "b${index}")`, ' and ');
    expect(neverHolds(`(country MX or country DE) and country in (US, CA) and ${choices}`)).toBe(isSeen);
  });
});

describe('more than a hundred things known of one subject', () => {
  test.each([[90, true], [120, false]])('%d: seen: %s', (count, isSeen) => {
    expect(neverHolds(`${many(count, (index) => `employees != ${index + 10}`, ' and ')} and employees > 5 and employees < 4`)).toBe(isSeen);
  });
});

describe('patterns of more than 100,000 letters, multiplied', () => {
  test.each([[300, true], [330, false]])('%d: seen: %s', (length, isSeen) => {
    expect(neverHolds(`title "*${'x'.repeat(length)}*y*" and not title "*${'x'.repeat(length)}*y*z*" and title "*${'x'.repeat(length)}*y*z*q"`)).toBe(isSeen);
  });
});
