/** The simple lower-case mapping of Unicode 17.0, the same on every machine and in every engine. Language reference, section 3. */
import { lowerCaseRanges } from './lower-case-ranges.ts';

export { lowerCaseRanges } from './lower-case-ranges.ts';

/**
 * The text with each code point replaced by its simple lower-case mapping; a code point without one stays.
 * Not `toLowerCase()`: that one looks at neighbours (final sigma), makes two code points out of one (U+0130), and
 * follows whichever Unicode version the machine happens to have.
 */
export function lowerCase(text: string): string {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 127) return lowerCaseBeyondAscii(text);
  }
  return text.toLowerCase();
}

function lowerCaseBeyondAscii(text: string): string {
  let lowered = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const lower = lowerCaseOf(code);
    lowered += lower === code ? character : String.fromCodePoint(lower);
  }
  return lowered;
}

/** The simple lower-case mapping of one code point; itself where it has none. */
export function lowerCaseOf(code: number): number {
  let low = 0;
  let high = lowerCaseRanges.length / 4 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const first = lowerCaseRanges[middle * 4]!;
    if (code < first) high = middle - 1;
    else if (code > lowerCaseRanges[middle * 4 + 1]!) low = middle + 1;
    else return (code - first) % lowerCaseRanges[middle * 4 + 2]! === 0 ? code + lowerCaseRanges[middle * 4 + 3]! : code;
  }
  return code;
}
