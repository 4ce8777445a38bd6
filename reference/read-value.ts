/** One value of the data, by its type. Language reference, sections 3 and 9. */
import type { TypedScalar, TypedValue } from '../compiler/check/checked.ts';
import type { ScalarType, ValueType } from '../compiler/vocabulary/types.ts';
import { unreachable } from '../compiler/unreachable.ts';
import { countryCode } from '../tables/countries.ts';
import { readFormatted, readInstant } from './read-time.ts';
import { normalForm, trim } from './text.ts';

/** What the definition says of all columns. */
export interface Reading {
  readonly zone: string;
  /** In normal form. */
  readonly missingTexts: readonly string[];
}

/** `unreadable` where the type cannot read the value; the row is then bad. */
export const unreadable = Symbol('unreadable');
export type Unreadable = typeof unreadable;

export function readValue(raw: unknown, type: ValueType, reading: Reading): TypedValue | Unreadable {
  if (type.kind !== 'list') return readScalar(raw, type, reading);
  const whole = Array.isArray(raw) ? '' : textOf(raw);
  if (whole === unreadable) return unreadable;
  if (!Array.isArray(raw) && isMissing(whole, reading)) return undefined;
  const cells: readonly unknown[] = Array.isArray(raw) ? raw : whole!.split(';');
  const values: TypedScalar[] = [];
  for (const cell of cells) {
    const value = readScalar(cell, type.element, reading);
    if (value === unreadable) return unreadable;
    if (value !== undefined) values.push(value);
  }
  return values.length === 0 ? undefined : values;
}

/** A value's own text; of JSON numbers and booleans their JSON text. `undefined` where there is none at all. */
export function textOf(raw: unknown): string | undefined | Unreadable {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number' || typeof raw === 'boolean') return JSON.stringify(raw);
  return unreadable;
}

export function isMissing(text: string | undefined, reading: Reading): boolean {
  return text === undefined || trim(text) === '' || reading.missingTexts.includes(normalForm(text));
}

function readScalar(raw: unknown, type: ScalarType, reading: Reading): TypedScalar | undefined | Unreadable {
  const text = textOf(raw);
  if (text === unreadable) return unreadable;
  if (text === undefined || isMissing(text, reading)) return undefined;
  switch (type.kind) {
    case 'number':
    case 'money':
      return readNumber(raw, text);
    case 'boolean':
      return readBoolean(text);
    case 'text':
    case 'email':
    case 'url':
      return text;
    case 'country':
      return countryCode(text) ?? { unknown: text };
    case 'one of':
      return memberOf(text, type.members) ?? { unknown: text };
    case 'date':
    case 'datetime':
      return (type.format === undefined ? readInstant(text, reading.zone) : readFormatted(text, type.format, reading.zone)) ?? unreadable;
    case 'duration':
      return readDuration(raw, text);
    default:
      return unreachable(type);
  }
}

/** A number is its own value, its sign included where it is zero. */
function readNumber(raw: unknown, text: string): number | Unreadable {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : unreadable;
  const trimmed = trim(text);
  if (!/^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(trimmed)) return unreadable;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : unreadable;
}

function readBoolean(text: string): boolean | Unreadable {
  const word = normalForm(text);
  if (['true', 'yes', '1'].includes(word)) return true;
  if (['false', 'no', '0'].includes(word)) return false;
  return unreadable;
}

function memberOf(text: string, members: Extract<ScalarType, { kind: 'one of' }>['members']): string | undefined {
  const sought = normalForm(text);
  const isSought = (spelling: string): boolean => normalForm(spelling) === sought;
  return (members.find((member) => isSought(member.name)) ?? members.find((member) => member.spellings.some(isSought)))?.name;
}

const longestDuration = 36_500 * 86_400_000;

/** Seconds in data, whole milliseconds here: halves away from zero. */
function readDuration(raw: unknown, text: string): number | Unreadable {
  const seconds = readNumber(raw, text);
  if (seconds === unreadable) return unreadable;
  const size = Math.floor(Math.abs(seconds) * 1000 + 0.5);
  if (size > longestDuration) return unreadable;
  return seconds < 0 ? 0 - size : size;
}
