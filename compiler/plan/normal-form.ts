import { lowerCase } from '../../tables/lower-case.ts';

/** The form in which texts are compared; language reference, section 3. Empty for texts that read as missing. */
export function normalForm(text: string): string {
  return lowerCase(trimBlanks(text));
}

/** White space that the language trims: space, tab, line feed, vertical tab, form feed, carriage return. */
export function trimBlanks(text: string): string {
  return trimEndBlanks(trimStartBlanks(text));
}

export function trimStartBlanks(text: string): string {
  let start = 0;
  while (start < text.length && isBlank(text.charCodeAt(start))) start += 1;
  return text.slice(start);
}

export function trimEndBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** The runs of letters and numbers of a text in its normal form. */
export function words(normal: string): readonly string[] {
  return normal.match(/[\p{L}\p{N}]+/gu) ?? [];
}
