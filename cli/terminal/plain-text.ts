/**
 * Text of the user's (a cell, a column's name, a path) as a terminal may show it: control characters, which could move the
 * cursor or change what stands above, become a dot, as in the lines of code that messages show. Line breaks and tabs stay.
 */
export function plainText(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\u00b7');
}
