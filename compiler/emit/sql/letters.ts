/** Unicode as databases need it told: they know older versions, and some lower-case by more than the simple mapping. */
import { lowerCaseOf, lowerCaseRanges } from '../../../tables/lower-case.ts';
import { wordRanges } from './word-ranges.ts';

/**
 * Capital letters that some database leaves as they are (those of Unicode 14 and later), or lower-cases by its neighbours or to
 * two letters (sigma, dotted I). Said to a database that knows them, they change nothing.
 */
const lettersApart: readonly (readonly [first: number, last: number])[] = [
  [0x130, 0x130], [0x3a3, 0x3a3], [0x1c89, 0x1c89], [0x2c2f, 0x2c2f], [0xa7c0, 0xa7dc], [0x10570, 0x10595], [0x10d50, 0x10d65], [0x16ea0, 0x16eb8],
];

/** Letters and what to put in their place, one for one. */
export interface Translation {
  readonly from: string;
  readonly to: string;
}

/** Of the letters apart those that `include` names. */
export function translationOf(include: (code: number) => boolean): Translation {
  let from = '';
  let to = '';
  for (const [first, last] of lettersApart) {
    for (let code = first; code <= last; code += 1) {
      const lower = lowerCaseOf(code);
      if (lower === code || !include(code)) continue;
      from += String.fromCodePoint(code);
      to += String.fromCodePoint(lower);
    }
  }
  return { from, to };
}

/** Whether an expression is a name, which may stand in another twice and costs nothing. */
export function isName(expression: string): boolean {
  return /^[a-z_][a-z0-9_]*$/.test(expression);
}

/** The letters and numbers of Unicode 17 as the inside of a character class. */
export function wordClass(character: (code: number) => string): string {
  let inside = '';
  for (let index = 0; index < wordRanges.length; index += 2) {
    const [first, last] = [wordRanges[index]!, wordRanges[index + 1]!];
    inside += first === last ? character(first) : `${character(first)}-${character(last)}`;
  }
  return inside;
}

/**
 * The same as classes within classes, each with the range that it lies in, for a database that asks one part of a class after the
 * other: of the parts that a letter does not lie in, none but the range is asked.
 */
export function nestedWordClass(character: (code: number) => string): string {
  const range = (first: number, last: number): string => first === last ? character(first) : `${character(first)}-${character(last)}`;
  const nested = (from: number, to: number): string => {
    const pairs = (to - from) / 2;
    if (pairs <= partsOfClass) return Array.from({ length: pairs }, (_pair, index) => range(wordRanges[from + 2 * index]!, wordRanges[from + 2 * index + 1]!)).join('');
    const length = 2 * partsOfClass ** Math.floor(Math.log(pairs - 1) / Math.log(partsOfClass));
    let inside = '';
    for (let start = from; start < to; start += length) {
      const end = Math.min(start + length, to);
      inside += `[${range(wordRanges[start]!, wordRanges[end - 1]!)}&&[${nested(start, end)}]]`;
    }
    return inside;
  };
  // The first three are those of ASCII, which most letters are of.
  return wordRanges.slice(0, 6).reduce((inside, _code, index) => index % 2 === 0 ? inside + range(wordRanges[index]!, wordRanges[index + 1]!) : inside, '') + nested(6, wordRanges.length);
}

const partsOfClass = 9;

/** Every code point that has a lower-case form, for tests. */
export function capitalLetters(): number[] {
  const found: number[] = [];
  for (let index = 0; index < lowerCaseRanges.length; index += 4) {
    const [first, last, step] = lowerCaseRanges.slice(index, index + 3) as [number, number, number];
    for (let code = first; code <= last; code += step) found.push(code);
  }
  return found;
}
