/** Writes the tables of the standard vocabulary into the language reference. A test holds that they are as made here. */
import { readFileSync, writeFileSync } from 'node:fs';
import { standardVocabulary } from '../compiler/vocabulary/standard.ts';
import type { ValueType } from '../compiler/vocabulary/types.ts';
import { unreachable } from '../compiler/unreachable.ts';

const begin = '<!-- standard vocabulary: begin (made by scripts/standard-vocabulary.ts) -->\n';
const end = '<!-- standard vocabulary: end -->';

function typeText(type: ValueType): string {
  switch (type.kind) {
    case 'list': return `list of ${typeText(type.element)}`;
    case 'money': return `money ${type.currency}`;
    case 'one of': return `one of (${type.members.map(member => member.name).join(', ')})`;
    case 'number': case 'boolean': case 'text': case 'email': case 'url': case 'country': case 'date': case 'datetime': case 'duration':
      return type.kind;
    default: return unreachable(type);
  }
}

export function standardVocabularyTables(): string {
  const fields = standardVocabulary.fields.map(field => `| \`${field.name}\` | \`${typeText(field.type)}\` | ${field.description ?? ''} |`);
  const events = standardVocabulary.events.map(event => {
    const properties = event.properties.map(property => `${property.name} ${typeText(property.type)}`).join(', ');
    return `| \`${event.name}\` | ${properties === '' ? '' : `\`${properties}\``} | ${event.passive ? 'passive' : ''} | ${event.description ?? ''} |`;
  });
  const spellings = standardVocabulary.fields.flatMap(field => (field.type.kind !== 'one of' ? [] : field.type.members
    .filter(member => member.spellings.length > 0)
    .map(member => `| \`${field.name}\` | \`${member.name}\` | ${member.spellings.map(spelling => `\`${spelling}\``).join(', ')} |`)));
  return [
    '', '| field | type | |', '|---|---|---|', ...fields,
    '', '| event | properties, the main one first | | |', '|---|---|---|---|', ...events,
    '', '| field | member | further spellings |', '|---|---|---|', ...spellings, '', '',
  ].join('\n');
}

/** The reference with its tables as they should be. */
export function withStandardVocabulary(reference: string): string {
  const from = reference.indexOf(begin);
  const to = reference.indexOf(end);
  if (from === -1 || to < from) throw new Error('docs/language.md has lost the marks of the standard vocabulary');
  return reference.slice(0, from + begin.length) + standardVocabularyTables() + reference.slice(to);
}

if (import.meta.main) {
  const path = new URL('../docs/language.md', import.meta.url);
  writeFileSync(path, withStandardVocabulary(readFileSync(path, 'utf8')));
}
