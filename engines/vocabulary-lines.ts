/** Lines of a vocabulary to propose, where data spells a column or a type of events in a way that the definition does not know. Language reference, section 3. */
import { writtenName } from '../grammar/tokens.ts';
import type { EventSchema, FieldSchema, ValueType } from '../runtime/schema.ts';

/** A field with one more column that it is read from. */
export function fieldDeclaration({ name, spellings, type }: FieldSchema, column: string): string {
  return `lead ${writtenName(name)} ${typeText(type)} from ${[...spellings, column].map(quoted).join(', ')}`;
}

/** An event with more spellings of its type. What a file declares hides the standard declaration, so that its properties are said, too. */
export function eventDeclaration({ name, spellings, properties }: EventSchema, passive: boolean, types: readonly string[]): string {
  const all = properties.map((property) => `${writtenName(property.name)} ${typeText(property.type)}`).join(', ');
  const words = ['event', writtenName(name), ...(all === '' ? [] : [`(${all})`]), ...(passive ? ['passive'] : [])];
  return `${words.join(' ')} from ${[...spellings, ...types].map(quoted).join(', ')}`;
}

function typeText(type: ValueType): string {
  switch (type.kind) {
    case 'money': return `money ${type.currency}`;
    case 'one of': return `one of (${type.members.map((member) => [member.name, ...member.spellings.map(quoted)].join(' ')).join(', ')})`;
    case 'list': return `list of ${typeText(type.element)}`;
    case 'date': case 'datetime': return type.format === null ? type.kind : `${type.kind} ${quoted(type.format)}`;
    default: return type.kind;
  }
}

function quoted(text: string): string {
  return `"${text.replace(/["\\*]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}
