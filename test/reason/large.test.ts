/** Where a search would take long it is given up, and nothing is said: beside each that is too large one that is just not. */
import { describe, expect, test } from 'vitest';
import { caseFacts } from '../../compiler/reason/cases.ts';
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

describe('rules of one subject that would take more than 20,000 steps', () => {
  test.each([[140, 1], [141, 141], [142, 142]])('%d: at most %d', (count, most) => {
    const definition = definitionOf(`fit:\n${many(count, (index) => `  title "t${index}" +1`, '\n')}\nmql when demo_request\n`);
    expect(boundsOf(definition).score('score').most).toBe(most * 10_000);
  });
});

describe('cases of one subject that would take more than 2,000,000 steps', () => {
  test.each([[1300, false], [1450, true]])('%d: the last may be taken: %s', (count, isTaken) => {
    const definition = definitionOf(`fit: title ${many(count, (index) => `"t${index}" +1`, ' | ')} | "t5" +1\nmql when demo_request\n`);
    const section = definition.scores[0]!;
    const rule = section.kind === 'section' ? section.rules[0]! : undefined;
    if (rule?.kind !== 'band rule') throw new Error('the rule has cases');
    const { possible, taken } = caseFacts(rule.subject, boundsOf(definition).reasoner.rangeOf(rule.subject), rule.cases);
    expect([possible.at(-1), taken.at(-1)]).toEqual([true, isTaken]);
  });
});

describe('stages that ask others twice, which ask others twice', () => {
  const seen = (count: number, end: string, way: (before: string, index: number) => string): boolean => {
    const stages = many(count, (index) => `stage_${index + 1} when ${way(`stage_${index}`, index)}`, '\n');
    const definition = definitionOf(`stage_0 when country US\n${stages}\nmql when ${end}\n`);
    return boundsOf(definition).reasoner.refutes([thatHolds(definition.stages.at(-1)!.ways[0]!.condition)]);
  };
  test.each([[12, true], [19, false]])('more than a million goals: %d: seen: %s', (count, isSeen) => {
    expect(seen(count, `stage_${count} and country CA`, (before) => `${before} and (${before} and title is known)`)).toBe(isSeen);
  });

  test('thousands of alternatives one after the other', () => {
    expect(seen(12, 'not stage_12 and stage_12', (before, index) => `(${before} or title "a${index}") and (${before} or title "b${index}")`)).toBe(false);
  });
});
