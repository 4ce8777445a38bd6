import type { ValueType } from './types.ts';
import { unreachable } from '../unreachable.ts';

/** What data of a type looks like, to end "which is not ...". Language reference, section 3. */
export function dataForm(type: ValueType): string {
  switch (type.kind) {
    case 'number':
    case 'money':
      return 'a number as data writes it, such as `1000` or `-2.5` (no thousands separator, no currency sign)';
    case 'boolean':
      return 'true or false, yes or no, 1 or 0';
    case 'date':
    case 'datetime':
      return type.format === undefined
        ? 'a date such as `2026-12-31`, an instant such as `2026-12-31T10:00Z`, or epoch milliseconds'
        : `a time in the format \`${type.format}\``;
    case 'duration':
      return 'a number of seconds';
    case 'text':
    case 'email':
    case 'url':
    case 'country':
    case 'one of':
      return 'a text';
    case 'list':
      return `a list (a JSON array, or values separated by \`;\`) in which each is ${dataForm(type.element)}`;
    default:
      return unreachable(type);
  }
}
