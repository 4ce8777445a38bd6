/** How much a defined name may come to, to the last one. Language reference, section 4. */
import { describe, expect, test } from 'vitest';
import { diagnosticsOf } from './checking.ts';

const codesOf = (text: string): string[] => diagnosticsOf(text).filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);

/** n1 stands for n2, and so on; the last for a field. */
function chain(length: number): string {
  const names = Array.from({ length }, (_, index) => `  n${index + 1} = ${index + 1 === length ? 'employees 5' : `n${index + 2}`}`);
  return `define:\n${names.join('\n')}\nmql when n1\n`;
}

describe('names that stand for names', () => {
  test('200 deep are read', () => expect(codesOf(chain(200))).toEqual([]));
  test('201 are too deep', () => expect(codesOf(chain(201)).map((code) => code.slice(0, 7))).toEqual(['MQL1064']));
  test('thousands are not followed to their end at once', () => {
    const found = codesOf(chain(3000));
    expect(found).toEqual(Array.from({ length: 14 }, (_, index) => `MQL1064 \`n${202 * (index + 1)}\` stands for more than 200 names that stand for names`));
  });
  test('many that do not stand for each other are read', () => {
    const names = Array.from({ length: 250 }, (_, index) => `n${index}`);
    expect(codesOf(`define:\n${names.map((name) => `  ${name} = employees 5\n`).join('')}mql when ${names.join(' or ')}\n`)).toEqual([]);
  });
});

describe('conditions', () => {
  const values = (field: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${field} ${index + 1}`);
  /** 99 times a name for 100 conditions, `or`, and so many more. */
  const over = (hundred: string, more: number): string[] => codesOf(
    `define:\n  hundred = ${hundred}\n  whole = ${[...Array<string>(99).fill('hundred'), ...values('employees', more)].join(' or ')}\nmql when whole\n`,
  ).map((code) => code.slice(0, 7));
  const ofFields = `any of (${values('employees', 99).join(', ')})`;
  const ofFilter = `webinar where (${values('minutes', 98).join(' or ')})`;

  test('10,000 are read', () => expect(over(ofFields, 99)).toEqual([]));
  test('what there is too much of is told', () => {
    expect(codesOf(`define:\n  whole = ${values('employees', 10_001).join(' or ')}\nmql when whole\n`)).toEqual(['MQL1064 `whole` stands for more than 10,000 conditions']);
  });
  test('10,001 are too many', () => expect(over(ofFields, 100)).toEqual(['MQL1064']));
  test('10,000 with those of filters are read', () => expect(over(ofFilter, 99)).toEqual([]));
  test('10,001 with those of filters are too many', () => expect(over(ofFilter, 100)).toEqual(['MQL1064']));
});

test('of a name with 10,000 conditions and 201 names deep the names are told, as its conditions are few enough', () => {
  // 199 names for one condition, and two for the rest.
  const names = Array.from({ length: 199 }, (_, index) => `  n${index + 1} = ${index === 198 ? 'employees 5' : `n${index + 2}`}\n`);
  const deep = (conditions: number): string[] => codesOf(
    `define:\n${names.join('')}  hundred = any of (${Array.from({ length: 99 }, (_, index) => `employees ${index + 1}`).join(', ')})\n`
    + `  n0 = any of (n1, ${[...Array<string>(99).fill('hundred'), ...Array.from({ length: conditions - 9902 }, (_, index) => `employees ${index + 1}`)].join(', ')})\n  whole = n0\nmql when whole\n`,
  );
  const tooDeep = 'MQL1064 `whole` stands for more than 200 names that stand for names';
  expect(deep(9999)).toEqual([tooDeep]);
  expect(deep(10_000)).toEqual([tooDeep]);
  expect(deep(10_001)).toEqual(['MQL1064 `n0` stands for more than 10,000 conditions']);
});

test('a tier that denies what it stands for counts as much', () => {
  const deep = (levels: number): string => `define:\n  n0 = employees 5\n${Array.from({ length: levels }, (_, index) => `  n${index + 1} = not n${index}\n`).join('')}mql when n${levels}\n`;
  expect(codesOf(deep(199))).toEqual([]);
  expect(codesOf(deep(200)).length).toBe(1);
});

test('ten thousand labels of a grid are known', () => {
  const cases = (letter: string, count: number): string => Array.from({ length: count }, (_, index) => `${index} "${letter}${index}"`).join(' | ');
  const grid = (label: string): string[] => codesOf(`mql when chat\ntier = employees ${cases('a', 100)}, founded ${cases('b', 101)}\nhandoff: to "x" when tier "${label}"\n`);
  expect(grid('a0b0')).toEqual([]);
  expect(grid('a99b0')).toEqual([]);
  expect(grid('a99b1').map((code) => code.slice(0, 7))).toEqual(['MQL1010']);
});
