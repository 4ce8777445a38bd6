/** How texts are compared. Language reference, section 3, "Text", and section 4, "Comparisons". */
import { lowerCase } from '../tables/lower-case.ts';

const asciiWhiteSpace = ' \t\n\v\f\r';

export function trim(text: string): string {
  return trimStart(trimEnd(text));
}

function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && asciiWhiteSpace.includes(text[start]!)) start += 1;
  return text.slice(start);
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && asciiWhiteSpace.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** Trimmed at both ends, each code point lower-cased by its one-to-one mapping. */
export function normalForm(text: string): string {
  return lowerCase(trim(text));
}

/** The runs of letters and numbers of the normal form. */
export function wordsOf(text: string): string[] {
  return normalForm(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether the operand's words stand side by side, in order, somewhere among the text's. */
export function mentions(text: string, operand: string): boolean {
  const words = wordsOf(text);
  const sought = wordsOf(operand);
  return words.some((_, start) => sought.every((word, index) => words[start + index] === word));
}

/** Whether the text is the pieces in order, with any run of characters (maybe none) in the place of each star between them. */
export function matchesPattern(text: string, pieces: readonly string[]): boolean {
  return matchesFrom(normalForm(text), pieces.map(lowerCase));
}

function matchesFrom(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0]!;
  if (pieces.length === 1) return text === first;
  if (!text.startsWith(first)) return false;
  const final = pieces[pieces.length - 1]!;
  let rest = text.slice(first.length);
  if (!rest.endsWith(final)) return false;
  rest = rest.slice(0, rest.length - final.length);
  // The leftmost place of each piece leaves the most room for the pieces after it.
  for (const piece of pieces.slice(1, -1)) {
    const found = rest.indexOf(piece);
    if (found === -1) return false;
    rest = rest.slice(found + piece.length);
  }
  return true;
}

/** What follows the last `@`; `undefined` without one, and where nothing follows. */
export function emailDomain(email: string): string | undefined {
  const trimmed = trim(email);
  const at = trimmed.lastIndexOf('@');
  if (at === -1) return undefined;
  const domain = trimmed.slice(at + 1);
  return trim(domain) === '' ? undefined : domain;
}

/** The part of a url that names its machine: no user, no port. `undefined` where there is none. */
export function urlHost(url: string): string | undefined {
  const { authority } = cutUrl(url);
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:[0-9]*$/, '');
  return trim(host) === '' ? undefined : host;
}

/** The path of a url, without slashes at its end; `/` where nothing is left. */
export function urlPath(url: string): string {
  let { path } = cutUrl(url);
  while (path.endsWith('/')) path = path.slice(0, -1);
  return path === '' ? '/' : path;
}

function cutUrl(url: string): { authority: string; path: string } {
  const withoutFragment = trim(url).split('#')[0]!;
  const address = withoutFragment.split('?')[0]!;
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(address);
  const afterScheme = address.slice(scheme === null ? 0 : scheme[0].length);
  const slash = afterScheme.indexOf('/');
  if (slash === -1) return { authority: afterScheme, path: '' };
  return { authority: afterScheme.slice(0, slash), path: afterScheme.slice(slash) };
}
