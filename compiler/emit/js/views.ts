/** How a value of a lead or an event is held in a local variable while tests look at it. */
import { unreachable } from '../../unreachable.ts';
import type { Part, ScalarType, ValueType } from '../../plan/plan.ts';
import type { LibraryName } from './library.generated.ts';
import type { ModuleParts } from './module-parts.ts';

/** The form of the local: what stands for missing is NaN of numbers, '' of texts, `undefined` of booleans, no elements of lists. */
export type Form = 'number' | 'text' | 'boolean' | 'list';

export interface View {
  readonly form: Form;
  /** Distinguishes the local from others of the same value: '' or `$domain`, a sign that no name of a definition has. */
  readonly suffix: string;
  /** The expression that reads the raw value into the form. */
  read(raw: string): string;
}

/** The form that is asked for; parts of texts and urls by their path have the normal one only. */
export function viewAs(parts: ModuleParts, as: 'raw' | 'lower case' | undefined, { type, part }: { readonly type: ValueType; readonly part: Part | null }, path: boolean): View {
  if (as === 'raw') return rawView;
  return as === 'lower case' && part === null && type.kind !== 'list' ? lowerCaseView(parts) : viewOf(parts, type, part, path);
}

/** The value as it is: enough to compare it with texts that it must be exactly. */
const rawView: View = { form: 'text', suffix: '$', read: (raw) => raw };

/** What lower case makes of a text in any version of Unicode; enough to look for some texts in it: see `isFoundInLowerCase`. */
function lowerCaseView(parts: ModuleParts): View {
  return { form: 'text', suffix: '$lower', read: (raw) => `${parts.helper('readLowerCase')}(${raw})` };
}

/**
 * Whether a text in normal form is contained in the normal form of a text exactly if it is in what `toLowerCase` makes of
 * it, which is quick. It is of ASCII alone, whose letters no others become but U+212A, a `k`, and U+0130, an `i` with a
 * dot above: so there must be no `i` in it.
 */
export function isFoundInLowerCase(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text) && !text.includes('i');
}

/** `path`: a url as it is compared by its path. */
export function viewOf(parts: ModuleParts, type: ValueType, part: Part | null, path: boolean): View {
  if (type.kind === 'list') {
    const element = readerOf(type.element, part, path);
    return {
      form: 'list',
      suffix: suffixOf(part, path),
      read: (raw) => `${parts.helper('readList')}(${raw}, ${parts.helper(element)})`,
    };
  }
  const reader = readerOf(type, part, path);
  return { form: formOf(reader), suffix: suffixOf(part, path), read: (raw) => `${parts.helper(reader)}(${raw})` };
}

function suffixOf(part: Part | null, path: boolean): string {
  return part === null && !path ? '' : `$${path ? 'path' : part}`;
}

function formOf(reader: LibraryName): Form {
  if (reader === 'readNumber' || reader === 'readDuration') return 'number';
  return reader === 'readBoolean' ? 'boolean' : 'text';
}

function readerOf(type: ScalarType, part: Part | null, path: boolean): LibraryName {
  if (path) return 'readPath';
  if (part !== null) return ({ domain: 'readDomain', host: 'readHost', path: 'readPath' } as const)[part];
  switch (type.kind) {
    case 'number':
    case 'money':
    case 'date':
    case 'datetime':
      return 'readNumber';
    case 'duration':
      return 'readDuration';
    case 'boolean':
      return 'readBoolean';
    case 'country':
    case 'one of':
      return 'readMember';
    case 'text':
    case 'email':
    case 'url':
      return 'readText';
    default:
      return unreachable(type);
  }
}

/** Whether a view holds nothing. */
export function missingCode(form: Form, name: string): string {
  return { number: `${name} !== ${name}`, text: `${name} === ''`, boolean: `${name} === undefined`, list: `${name}.length === 0` }[form];
}

/** Whether a view holds something. */
export function knownCode(form: Form, name: string): string {
  return { number: `${name} === ${name}`, text: `${name} !== ''`, boolean: `${name} !== undefined`, list: `${name}.length !== 0` }[form];
}
