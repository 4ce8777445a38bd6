/** How texts of the data are compared. Language reference, section 3 ("Text"). */
import { lowerCase } from '../tables/lower-case.ts';

/** Without the ASCII white space at both ends. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** The form in which texts are compared. Empty for a text that is missing. */
export function normalForm(text: string): string {
  return lowerCase(trimmed(text));
}
