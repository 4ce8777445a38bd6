/**
 * How texts are compared. Language reference, section 3 ("Text") and section 4 ("Comparisons").
 *
 * Compiled modules carry copies of these functions: each is pure, and calls nothing but `lowerCase` and its neighbours here.
 */
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

/** The words of a text in its normal form: its runs of letters and numbers. */
export function words(normal: string): readonly string[] {
  return normal.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether the words stand side by side, in order, among the words of a text in its normal form. At least one word. */
export function mentions(normal: string, sought: readonly string[]): boolean {
  const first = sought[0]!;
  // Most texts do not hold the word at all, and cutting into words is slow.
  if (!normal.includes(first)) return false;
  const found = words(normal);
  for (let start = found.indexOf(first); start !== -1; start = found.indexOf(first, start + 1)) {
    let index = 1;
    while (index < sought.length && found[start + index] === sought[index]) index += 1;
    if (index === sought.length) return true;
  }
  return false;
}

/**
 * Whether a text is the pieces in order, with any run of characters, maybe none, between each two. All in normal form. Two
 * pieces or more; only the first and the last may be empty.
 */
export function matchesPieces(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0]!;
  const last = pieces[pieces.length - 1]!;
  const end = text.length - last.length;
  let place = first.length;
  if (place > end || !text.startsWith(first) || !text.endsWith(last)) return false;
  // The leftmost place of each piece leaves the most room for those after it, so that nothing need be tried twice.
  for (let index = 1; index < pieces.length - 1; index += 1) {
    const piece = pieces[index]!;
    const found = text.indexOf(piece, place);
    if (found === -1 || found + piece.length > end) return false;
    place = found + piece.length;
  }
  return true;
}

/** `email.domain`: what follows the last `@`; `undefined` where nothing does. */
export function emailDomain(email: string): string | undefined {
  const at = email.lastIndexOf('@');
  if (at === -1) return undefined;
  const domain = trimmed(email.slice(at + 1));
  return domain === '' ? undefined : domain;
}

/** `url.host`: without user and port; `undefined` where there is none. */
export function urlHost(url: string): string | undefined {
  const address = urlAddress(url);
  const start = authorityStart(address);
  if (start === -1) return undefined;
  const slash = address.indexOf('/', start);
  const authority = address.slice(start, slash === -1 ? address.length : slash);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const colon = host.lastIndexOf(':');
  const name = colon !== -1 && /^[0-9]*$/.test(host.slice(colon + 1)) ? host.slice(0, colon) : host;
  return trimmed(name) === '' ? undefined : name;
}

/** `url.path`: without query and fragment, and without slashes at its end; `/` where nothing is left. */
export function urlPath(url: string): string {
  const address = urlAddress(url);
  const start = authorityStart(address);
  const slash = start === -1 ? 0 : address.indexOf('/', start);
  if (slash === -1) return '/';
  let end = address.length;
  while (end > slash && address.charCodeAt(end - 1) === 47) end -= 1;
  return end === slash ? '/' : address.slice(slash, end);
}

/** What stands before the fragment and the query. */
function urlAddress(url: string): string {
  const text = trimmed(url);
  const fragment = text.indexOf('#');
  const withoutFragment = fragment === -1 ? text : text.slice(0, fragment);
  const query = withoutFragment.indexOf('?');
  return query === -1 ? withoutFragment : withoutFragment.slice(0, query);
}

/** Where the authority begins; -1 for a path alone. */
function authorityStart(address: string): number {
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(address);
  if (scheme !== null) return scheme[0].length;
  return address.startsWith('/') ? -1 : 0;
}
