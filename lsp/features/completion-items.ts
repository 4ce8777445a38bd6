/** The names, values and words that completion offers, each with its documentation. */
import { describeEvent, describeField, describeProperty, eventSignature, typeText } from './hover.ts';
import type { SubjectType } from './due.ts';
import type { Snippet } from './snippets.ts';
import type { Scope, ScoreSymbol } from '../../compiler/bind/scope.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import { standardVocabulary } from '../../compiler/vocabulary/standard.ts';
import type { EventType, LeadField, ValueType } from '../../compiler/vocabulary/types.ts';
import { reservedWords, writtenName } from '../../grammar/tokens.ts';
import { timeZoneNames } from '../../tables/calendar.ts';
import { countries } from '../../tables/countries.ts';

export type CompletionKind = 'field' | 'event' | 'property' | 'defined' | 'list' | 'section' | 'stage' | 'value' | 'keyword' | 'snippet' | 'type' | 'tier' | 'file';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail: string;
  readonly documentation: string | undefined;
  /** What is written; a snippet where `isSnippet`. */
  readonly text: string;
  readonly isSnippet: boolean;
  /** Smaller sorts first. */
  readonly rank: number;
}

export function plain(label: string, kind: CompletionKind, rank: number, detail = '', documentation?: string, text = label): Completion {
  return { label, kind, detail, documentation, text, isSnippet: false, rank };
}

export function snippet({ label, text, detail, documentation }: Snippet, rank: number): Completion {
  return { label, kind: 'snippet', detail, documentation, text, isSnippet: true, rank };
}

export function keywords(words: readonly string[], rank: number): Completion[] {
  return words.map((word, index) => plain(word, 'keyword', rank + index / 1000));
}

export function fields(scope: Scope, rank: number): Completion[] {
  return [...scope.vocabulary.values()].filter((symbol) => symbol.kind === 'field')
    .map((field) => plain(field.name, 'field', rank + (field.declared === undefined ? 0.5 : 0), typeText(field.type), describeField(field), writtenName(field.name)));
}

export function events(scope: Scope, rank: number): Completion[] {
  const declared = [...scope.vocabulary.values()].filter((symbol) => symbol.kind === 'event')
    .map((event) => plain(event.name, 'event', rank + (event.declared === undefined ? 0.5 : 0), eventSignature(event).replace(/^event /, ''), describeEvent(event), writtenName(event.name)));
  return [...declared, plain('activity', 'event', rank + 0.6, 'every event that is not passive')];
}

/** Names of the standard vocabulary that no file declares yet, with a declaration that says how the data spells them. */
export function standardNames(scope: Scope, of: 'field' | 'event'): Completion[] {
  const isFree = (one: LeadField | EventType): boolean => {
    const known = scope.vocabulary.get(one.name.toLowerCase());
    return known === undefined || ((known.kind === 'field' || known.kind === 'event') && known.declared === undefined);
  };
  if (of === 'field') {
    return standardVocabulary.fields.filter(isFree).map((field) => {
      const text = `${writtenName(field.name)} ${typeText(field.type)} from "\${1:${field.name}}"`;
      return { ...plain(field.name, 'field', 0, typeText(field.type), describeField(field), text), isSnippet: true };
    });
  }
  return standardVocabulary.events.filter(isFree).map((event) => {
    const signature = eventSignature(event).replace(/^event /, '');
    return { ...plain(event.name, 'event', 0, signature, describeEvent(event), `${signature} from "\${1:${event.name}}"`), isSnippet: true };
  });
}

export function properties(event: EventType, rank: number): Completion[] {
  return event.properties.map((property) => plain(property.name, 'property', rank, typeText(property.type), describeProperty(event, property), writtenName(property.name)));
}

export function lists(scope: Scope, rank: number): Completion[] {
  return [...scope.vocabulary.values()].filter((symbol) => symbol.kind === 'list').map((list) => (
    plain(list.name, 'list', rank + (list.declared === undefined ? 0.5 : 0), `a list of ${list.entries.length}`, undefined, writtenName(list.name))));
}

export function defined(scope: Scope, rank: number): Completion[] {
  return [...scope.vocabulary.values()].filter((symbol) => symbol.kind === 'defined').map(({ name, file, node }) => (
    plain(name, 'defined', rank, file.text.slice(node.condition.span.start, node.condition.span.end).replace(/\s+/g, ' '), undefined, writtenName(name))));
}

export function scores(symbols: readonly ScoreSymbol[], rank: number): Completion[] {
  return symbols.map((symbol) => plain(symbol.name, symbol.kind === 'stage' ? 'stage' : 'section', rank, symbol.kind, undefined, writtenName(symbol.name)));
}

/** After `name.`. */
export function parts(scope: Scope, of: string, event: EventType | undefined): Completion[] {
  const symbol = scope.vocabulary.get(of);
  const property = event?.properties.find((one) => one.name.toLowerCase() === of);
  if (property === undefined && symbol?.kind === 'event') return properties(symbol, 0);
  const type = property?.type ?? (symbol?.kind === 'field' ? symbol.type : undefined);
  if (type?.kind === 'email') return [plain('domain', 'property', 0, 'text', 'What follows the last `@`.')];
  if (type?.kind === 'url') return [plain('host', 'property', 0, 'text', 'The host, without user and port.'), plain('path', 'property', 0, 'text', 'The path, without host, query and fragment.')];
  return [];
}

/** Operators that the type has, the usual ones first. Language reference, section 4. */
export function comparisons(type: SubjectType, rank: number): Completion[] {
  if (type === 'handoff') return keywords(['in (', '!='], rank);
  if (typeof type === 'string') return type === 'condition' || type === 'tier' ? [] : keywords(['>=', '>', '<=', '<', '=', '!=', 'in ('], rank);
  const presence = keywords(['is known', 'is missing'], rank + 1);
  switch (type.kind) {
    case 'number': case 'money': case 'duration': return [...keywords(['>=', '>', '<=', '<', '=', '!=', 'in (', 'not in ('], rank), ...presence];
    case 'date': case 'datetime': return [...keywords(['within', 'before', 'after', '=', '>=', '<='], rank), ...presence];
    case 'text': case 'email': case 'url': {
      return [...keywords(['contains', 'mentions', 'starts with', 'ends with', 'matches', 'mentions any of (', 'in', 'in (', 'not in', '=', '!='], rank), ...presence];
    }
    case 'country': case 'one of': return [...keywords(['in (', 'not in (', '=', '!='], rank), ...presence];
    case 'boolean': return presence;
    case 'list': return [...keywords(['has', 'has any of (', 'has all of ('], rank), ...presence];
    default: return unreachable(type);
  }
}

/** After `not` behind a subject. */
export function negatedComparisons(type: SubjectType): Completion[] {
  const kind = typeof type === 'string' ? type : type.kind;
  if (kind === 'text' || kind === 'email' || kind === 'url') return keywords(['in (', 'in', 'contains', 'mentions', 'starts with', 'ends with', 'matches'], 0);
  return keywords(kind === 'list' ? ['has', 'has any of (', 'has all of ('] : ['in (', 'in'], 0);
}

export function values(type: ValueType, rank: number): Completion[] {
  switch (type.kind) {
    case 'boolean': return [plain('true', 'value', rank), plain('false', 'value', rank)];
    case 'one of': return type.members.map((member, index) => plain(member.name, 'value', rank + index / 1000, member.spellings.join(', ')));
    case 'country': return countries.map((country) => plain(country.code, 'value', rank + 0.5, country.name, undefined, country.code))
      .concat(countries.map((country) => plain(country.name, 'value', rank + 0.6, country.code, undefined, country.code)));
    case 'list': return values(type.element, rank);
    case 'duration': return ['30s', '3min', '1h', '7d', '30d'].map((text, index) => plain(text, 'value', rank + index / 1000));
    case 'number': case 'money': case 'text': case 'email': case 'url': case 'date': case 'datetime': return [];
    default: return unreachable(type);
  }
}

export function tierLabel(label: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(label) && !reservedWords.has(label.toLowerCase()) ? label : JSON.stringify(label);
}

export function timeZones(): Completion[] {
  return timeZoneNames().map((name) => plain(name, 'value', name === 'UTC' ? 0 : 1));
}
