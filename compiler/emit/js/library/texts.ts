/** Comparisons of texts in their normal form that are more than one operation of JavaScript's. */

/** Whether the words stand side by side, in order, among the words of the text. */
export function mentions(value: string, words: readonly string[]): boolean {
  if (!value.includes(words[0]!)) return false;
  const found = value.match(/[\p{L}\p{N}]+/gu) ?? [];
  for (let start = 0; start + words.length <= found.length; start += 1) {
    let index = 0;
    while (index < words.length && found[start + index] === words[index]) index += 1;
    if (index === words.length) return true;
  }
  return false;
}

/** Whether the text is the pieces, two or more, with any run of characters between them. */
export function matches(value: string, pieces: readonly string[]): boolean {
  const first = pieces[0]!;
  const last = pieces[pieces.length - 1]!;
  const end = value.length - last.length;
  if (end < first.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  // The leftmost place of each piece leaves the most room for the others.
  let position = first.length;
  for (let index = 1; index < pieces.length - 1; index += 1) {
    const found = value.indexOf(pieces[index]!, position);
    if (found === -1) return false;
    position = found + pieces[index]!.length;
  }
  return position <= end;
}
