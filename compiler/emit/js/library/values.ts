/**
 * Values of leads and events as compiled modules read them. Source text of this folder is embedded in compiled modules,
 * as much of it as a definition needs (scripts/generate-library.ts); nothing here throws, whatever it is given.
 */
import { lowerCase } from '../../../../tables/lower-case.ts';

/** A finite number; NaN is missing. */
export function readNumber(value: unknown): number {
  return typeof value === 'number' && value - value === 0 ? value : NaN;
}

/** Whole milliseconds; NaN is missing. */
export function readDuration(value: unknown): number {
  return typeof value === 'number' && value >= -1e15 && value <= 1e15 ? Math.round(value) : NaN;
}

/** `undefined` is missing. */
export function readBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A country's code or the name of a `one of` member; '' is missing. */
export function readMember(value: unknown): string {
  return typeof value === 'string' && !isBlank(value) ? value : '';
}

/** The normal form of a text; '' is missing. */
export function readText(value: unknown): string {
  return typeof value === 'string' ? normalForm(value) : '';
}

/** A text in lower case, not yet in its normal form; '' is missing. */
export function readLowerCase(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

/** The normal form of an email's domain; '' is missing. */
export function readDomain(value: unknown): string {
  if (typeof value !== 'string') return '';
  const at = value.lastIndexOf('@');
  return at === -1 ? '' : normalForm(value.slice(at + 1));
}

/** The normal form of a url's host; '' is missing. */
export function readHost(value: unknown): string {
  if (typeof value !== 'string') return '';
  const address = addressOf(value);
  const start = authorityStart(address);
  const slash = address.indexOf('/', start);
  const authority = address.slice(start, slash === -1 ? address.length : slash);
  return normalForm(authority.slice(authority.lastIndexOf('@') + 1).replace(/:[0-9]*$/, ''));
}

/** The normal form of a url's path; '' is missing. */
export function readPath(value: unknown): string {
  if (typeof value !== 'string' || isBlank(value)) return '';
  const address = addressOf(value);
  const from = address.indexOf('/', authorityStart(address));
  if (from === -1) return '/';
  let end = address.length;
  while (end > from && address.charCodeAt(end - 1) === 47) end -= 1;
  return end === from ? '/' : normalForm(address.slice(from, end));
}

/** A url without what follows its first `#` or `?`. */
function addressOf(url: string): string {
  const trimmed = trimBlanks(url);
  for (let index = 0; index < trimmed.length; index += 1) {
    const code = trimmed.charCodeAt(index);
    if (code === 35 || code === 63) return trimmed.slice(0, index);
  }
  return trimmed;
}

/** Where the authority begins; of `/pricing`, which has none, that is where the path begins. */
function authorityStart(address: string): number {
  const colon = address.indexOf('://');
  if (colon === -1 || !isLetter(address.charCodeAt(0))) return 0;
  for (let index = 1; index < colon; index += 1) {
    const code = address.charCodeAt(index);
    // + - . and digits
    if (!isLetter(code) && code !== 43 && code !== 45 && code !== 46 && !(code >= 48 && code <= 57)) return 0;
  }
  return colon + 3;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** The known values of a list, each read by `read`; empty is missing. */
export function readList<Value>(value: unknown, read: (element: unknown) => Value): Value[] {
  const known: Value[] = [];
  if (!Array.isArray(value)) return known;
  for (const element of value) {
    const one = read(element);
    if (one !== '' && one !== undefined && one === one) known.push(one);
  }
  return known;
}

function isBlank(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code !== 32 && !(code >= 9 && code <= 13)) return false;
  }
  return true;
}

/** Trimmed, each code point lower-cased by its simple mapping. */
export function normalForm(value: string): string {
  let codes = 0;
  for (let index = 0; index < value.length; index += 1) codes |= value.charCodeAt(index);
  return codes > 127 ? lowerCase(trimBlanks(value)) : trimBlanks(value.toLowerCase());
}

function trimBlanks(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isTrimmed(value.charCodeAt(start))) start += 1;
  while (end > start && isTrimmed(value.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === value.length ? value : value.slice(start, end);
}

function isTrimmed(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** The events that have a time. */
export function onlyTimed(events: unknown): unknown[] {
  return Array.isArray(events) ? events.filter((event) => typeof event?.at === 'number') : [];
}

/** Of a lead's id: its text, or a number's digits. */
export function idText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}
