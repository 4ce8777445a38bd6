/** How texts of a definition are compared. Language reference, section 3, "Normal form". */
import { lowerCase } from '../../tables/lower-case.ts';

/** The form in which texts are compared. Empty for texts that read as missing. */
export function normalForm(text: string): string {
  return lowerCase(trim(text));
}

export function isSameText(first: string, second: string): boolean {
  return normalForm(first) === normalForm(second);
}

/** Without the white space that the language trims: space, tab, line feed, vertical tab, form feed, carriage return. */
export function trim(text: string): string {
  return trimEnd(trimStart(text));
}

export function trimStart(text: string): string {
  let start = 0;
  while (isBlank(text.charCodeAt(start))) start += 1;
  return text.slice(start);
}

export function trimEnd(text: string): string {
  let end = text.length;
  while (isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Not for NaN, which stands beyond the ends of a text. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** The runs of letters and numbers of a text in its normal form. */
export function wordsOf(normal: string): readonly string[] {
  return normal.match(/[\p{L}\p{N}]+/gu) ?? [];
}
