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
});

describe('conditions', () => {
  // `any of` is the hundredth of each hundred, and `or` one of the rest.
  const of = (hundreds: number, more: number): string => {
    const hundred = `  hundred = any of (${Array.from({ length: 99 }, (_, index) => `employees ${index + 1}`).join(', ')})`;
    const parts = [...Array<string>(hundreds).fill('hundred'), ...Array.from({ length: more }, (_, index) => `employees ${index + 1}`)];
    return `define:\n${hundred}\n  all_of_them = ${parts.join(' or ')}\nmql when all_of_them\n`;
  };
  test('10,000 are read', () => expect(codesOf(of(99, 99))).toEqual([]));
  test('10,001 are too many', () => expect(codesOf(of(99, 100)).map((code) => code.slice(0, 7))).toEqual(['MQL1064']));
  test('those of filters count, too', () => {
    const filtered = (count: number): string => `define:\n  seen = webinar where (${Array.from({ length: count }, (_, index) => `minutes ${index + 1}`).join(' or ')})\nmql when seen\n`;
    expect(codesOf(filtered(9998))).toEqual([]);
    expect(codesOf(filtered(9999)).map((code) => code.slice(0, 7))).toEqual(['MQL1064']);
  });
});
