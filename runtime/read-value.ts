/** One value of the data, read by its type. Language reference, section 3. */
import { countryCode } from '../tables/countries.ts';
import { formatReader, readInstant } from './read-time.ts';
import type { ScalarType, ValueType } from './schema.ts';
import { normalForm, trimmed } from './text.ts';

/** Comes back where the type cannot read the value: the row is bad. */
export const unreadable: unique symbol = Symbol('unreadable');
export type Unreadable = typeof unreadable;

export type Scalar = number | boolean | string;
/** `undefined` is missing. */
export type ReadValue = Scalar | Scalar[] | undefined;

/** Reads the raw values of one column. */
export interface ValueReader {
  read(raw: unknown): ReadValue | Unreadable;
  /** How many unknown spellings of countries and members the value read last holds. */
  unknownSpellings: number;
}

/** Whether a text reads as missing. */
export type IsMissing = (text: string) => boolean;

/** @param missingTexts texts that read as missing in every column, besides the empty one */
export function missingTextCheck(missingTexts: readonly string[]): IsMissing {
  const missing = new Set(missingTexts.map(normalForm));
  missing.add('');
  if (missing.size === 1) return isBlankText;
  // The normal form has the length of the trimmed text: lower-casing never changes it.
  const lengths = new Set([...missing].map((text) => text.length));
  return (text) => {
    const inner = trimmed(text);
    return lengths.has(inner.length) && missing.has(normalForm(inner));
  };
}

function isBlankText(text: string): boolean {
  if (text.length > 0 && text.charCodeAt(0) > 32) return false;
  return trimmed(text) === '';
}

/**
 * A value's own text: a JSON number or boolean by its JSON text, a `Date` in ISO 8601. `undefined` where there is nothing;
 * objects and lists have none.
 */
export function textOf(raw: unknown): string | undefined | Unreadable {
  switch (typeof raw) {
    case 'string':
      return raw;
    case 'number':
      return Number.isFinite(raw) ? String(raw) : unreadable;
    case 'boolean':
    case 'bigint':
      return String(raw);
    case 'undefined':
      return undefined;
    default:
      if (raw === null) return undefined;
      return raw instanceof Date && !Number.isNaN(raw.getTime()) ? raw.toISOString() : unreadable;
  }
}

/** The exact text of an id, or a JSON number's digits; `undefined` where there is none. */
export function readId(raw: unknown, isMissing: IsMissing): string | undefined {
  if (typeof raw === 'boolean') return undefined;
  const text = textOf(raw);
  return text === unreadable || text === undefined || isMissing(text) ? undefined : text;
}

/** Makes the reader of a column. @param zone of times without an offset */
export function valueReader(type: ValueType, zone: string, isMissing: IsMissing): ValueReader {
  return type.kind === 'list' ? listReader(scalarReader(type.element, zone, isMissing), isMissing) : scalarReader(type, zone, isMissing);
}

interface ScalarReader extends ValueReader {
  read(raw: unknown): Scalar | undefined | Unreadable;
}

function listReader(element: ScalarReader, isMissing: IsMissing): ValueReader {
  const reader: ValueReader = { read, unknownSpellings: 0 };

  function read(raw: unknown): Scalar[] | undefined | Unreadable {
    reader.unknownSpellings = 0;
    if (Array.isArray(raw)) return readAll(raw);
    const text = textOf(raw);
    if (text === unreadable) return unreadable;
    return text === undefined || isMissing(text) ? undefined : readAll(text.split(';'));
  }

  function readAll(cells: readonly unknown[]): Scalar[] | undefined | Unreadable {
    const values: Scalar[] = [];
    for (const cell of cells) {
      const value = element.read(cell);
      if (value === unreadable) return unreadable;
      if (value === undefined) continue;
      values.push(value);
      reader.unknownSpellings += element.unknownSpellings;
    }
    return values.length === 0 ? undefined : values;
  }

  return reader;
}

function scalarReader(type: ScalarType, zone: string, isMissing: IsMissing): ScalarReader {
  const readText = textReader(type, zone);
  if (typeof readText === 'function') {
    // A number is its own value, unless some text of a number reads as missing.
    const takesNumbers = (type.kind === 'number' || type.kind === 'money') && isMissing === isBlankText;
    return {
      unknownSpellings: 0,
      read(raw) {
        if (takesNumbers && typeof raw === 'number') return Number.isFinite(raw) ? raw : unreadable;
        const text = textOf(raw);
        if (text === undefined || text === unreadable) return text;
        return isMissing(text) ? undefined : readText(text);
      },
    };
  }
  const { codeOf } = readText;
  const reader: ScalarReader = {
    unknownSpellings: 0,
    read(raw) {
      reader.unknownSpellings = 0;
      const text = textOf(raw);
      if (text === undefined || text === unreadable) return text;
      if (isMissing(text)) return undefined;
      const code = codeOf(text);
      if (code === undefined) reader.unknownSpellings = 1;
      return code ?? text;
    },
  };
  return reader;
}

type ReadText = (text: string) => Scalar | Unreadable;

/** For types whose values are spelled in several ways, what a spelling stands for; `undefined` for an unknown one. */
interface CodedType {
  readonly codeOf: (text: string) => string | undefined;
}

function textReader(type: ScalarType, zone: string): ReadText | CodedType {
  switch (type.kind) {
    case 'number':
    case 'money':
      return readNumber;
    case 'boolean':
      return readBoolean;
    case 'text':
    case 'email':
    case 'url':
      return (text) => text;
    case 'country':
      return { codeOf: remembering(countryCode) };
    case 'one of':
      return { codeOf: remembering(memberLookup(type.members)) };
    case 'date':
    case 'datetime': {
      const readFormatted = type.format === null ? undefined : formatReader(type.format, zone);
      return (text) => (readFormatted === undefined ? readInstant(text, zone) : readFormatted(text)) ?? unreadable;
    }
    case 'duration':
      return readDuration;
  }
}

const numberPattern = /^[ \t\n\v\f\r]*[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?[ \t\n\v\f\r]*$/;

function readNumber(text: string): number | Unreadable {
  if (!numberPattern.test(text)) return unreadable;
  const value = Number(text);
  return Number.isFinite(value) ? value : unreadable;
}

/** Seconds in data, whole milliseconds here, halves rounded away from zero. At most 36,500 days either way. */
function readDuration(text: string): number | Unreadable {
  const seconds = readNumber(text);
  if (seconds === unreadable) return unreadable;
  const size = Math.floor(Math.abs(seconds) * 1000 + 0.5);
  if (size > 36_500 * 86_400_000) return unreadable;
  return seconds < 0 ? 0 - size : size;
}

function readBoolean(text: string): boolean | Unreadable {
  switch (normalForm(text)) {
    case 'true': case 'yes': case '1': return true;
    case 'false': case 'no': case '0': return false;
    default: return unreadable;
  }
}

/** Names come before spellings, and earlier members before later ones. */
function memberLookup(members: readonly { readonly name: string; readonly spellings: readonly string[] }[]): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const add = (spelling: string, name: string): void => {
    const key = normalForm(spelling);
    if (!names.has(key)) names.set(key, name);
  };
  for (const { name } of members) add(name, name);
  for (const { name, spellings } of members) {
    for (const spelling of spellings) add(spelling, name);
  }
  return (text) => names.get(normalForm(text));
}

/** Columns repeat few values many times. Bounded, as a column may also hold a different text in every row. */
function remembering(lookUp: (text: string) => string | undefined): (text: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found;
    const code = lookUp(text);
    if (known.size < 1000) known.set(text, code);
    return code;
  };
}
