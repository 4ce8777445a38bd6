/** What can be written at an offset, with documentation and the right edits. */
import { completionPlace } from './completion-place.ts';
import type { BlockKind, Due } from './completion-place.ts';
import { describeEvent, describeField, describeProperty, eventSignature, typeText } from './hover.ts';
import { snippetsFor, tailSnippets } from './snippets.ts';
import type { Snippet } from './snippets.ts';
import type { Scope } from '../../compiler/bind/scope.ts';
import type { Span } from '../../compiler/source/span.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { EventType, ValueType } from '../../compiler/vocabulary/types.ts';
import { reservedWords } from '../../grammar/tokens.ts';
import { countries } from '../../tables/countries.ts';
import type { Analysis } from '../workspace.ts';

export type CompletionKind = 'field' | 'event' | 'property' | 'defined' | 'list' | 'section' | 'stage' | 'value' | 'keyword' | 'snippet' | 'type' | 'tier';

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

export interface CompletionList {
  readonly replaces: Span;
  readonly items: readonly Completion[];
}

export function completionsAt(analysis: Analysis, offset: number): CompletionList {
  const place = completionPlace(analysis.file, offset, analysis.scope);
  const items = itemsFor(analysis, place.block, place.due);
  const seen = new Set<string>();
  return { replaces: place.replaces, items: items.filter((item) => !seen.has(`${item.kind}:${item.label}`) && seen.add(`${item.kind}:${item.label}`)) };
}

function plain(label: string, kind: CompletionKind, rank: number, detail = '', documentation?: string, text = label): Completion {
  return { label, kind, detail, documentation, text, isSnippet: false, rank };
}

function snippet({ label, text, detail }: Snippet, rank: number): Completion {
  return { label, kind: 'snippet', detail, documentation: undefined, text, isSnippet: true, rank };
}

/** A name as it has to be written: in backquotes where it is a reserved word. */
function written(name: string): string {
  return reservedWords.has(name.toLowerCase()) ? `\`${name}\`` : name;
}

function keywords(words: readonly string[], rank: number): Completion[] {
  return words.map((word) => plain(word, 'keyword', rank));
}

function itemsFor(analysis: Analysis, block: BlockKind, due: Due): Completion[] {
  const { scope } = analysis;
  switch (due.kind) {
    case 'nothing': return [];
    case 'item': return itemStarts(analysis, block);
    case 'subject': return due.event === undefined ? subjects(analysis, block) : properties(due.event, 0);
    case 'part': return parts(scope, due.of, due.event);
    case 'comparison': return [...comparisons(due.type, due.isEvent), ...values(scope, typeof due.type === 'string' ? undefined : due.type, 1), ...afterCondition(block, 3)];
    case 'value': return [...values(scope, due.type, 0), ...(due.inParentheses ? [] : lists(scope, 2))];
    case 'list name': return lists(scope, 0);
    case 'tail': return afterCondition(block, 0);
    case 'type': return types();
    case 'duration': return ['1d', '7d', '14d', '30d', '60d', '90d', '1h', '24h'].map((text, index) => plain(text, 'value', index));
    case 'event': return events(scope, 0);
    case 'given': return [...fields(scope, 0), ...events(scope, 1)];
    case 'event property': return properties(due.event, 0);
    case 'expect': return outcomes(analysis);
    default: return unreachable(due);
  }
}

function itemStarts(analysis: Analysis, block: BlockKind): Completion[] {
  const own = snippetsFor(block).map((one) => snippet(one, 2));
  const statements = block === 'top' ? [] : snippetsFor('top').map((one) => snippet(one, 6));
  if (block === 'section') return [...subjects(analysis, block), ...keywords(['require'], 3), ...own, ...statements];
  if (block === 'claim') return [...subjects(analysis, block), ...keywords(['always', 'never'], 0), ...own, ...statements];
  if (block === 'exclude') return [...subjects(analysis, block), ...own, ...statements];
  return [...own, ...statements];
}

function fields(scope: Scope, rank: number): Completion[] {
  return [...scope.vocabulary.values()].filter((symbol) => symbol.kind === 'field')
    .map((field) => plain(field.name, 'field', rank + (field.declared === undefined ? 0.5 : 0), typeText(field.type), describeField(field), written(field.name)));
}

function events(scope: Scope, rank: number): Completion[] {
  const declared = [...scope.vocabulary.values()].filter((symbol) => symbol.kind === 'event')
    .map((event) => plain(event.name, 'event', rank + (event.declared === undefined ? 0.5 : 0), eventSignature(event).replace(/^event /, ''), describeEvent(event), written(event.name)));
  return [...declared, plain('activity', 'event', rank + 0.6, 'every event that is not passive')];
}

function properties(event: EventType, rank: number): Completion[] {
  return event.properties.map((property) => plain(property.name, 'property', rank, typeText(property.type), describeProperty(event, property), written(property.name)));
}

function lists(scope: Scope, rank: number): Completion[] {
  return [...scope.vocabulary.values()].filter((symbol) => symbol.kind === 'list')
    .map((list) => plain(list.name, 'list', rank, `a list of ${list.entries.length}`, undefined, written(list.name)));
}

function subjects(analysis: Analysis, block: BlockKind): Completion[] {
  const { scope } = analysis;
  const asksTier = block === 'handoff' || block === 'claim';
  const asksScores = block === 'top' || asksTier;
  const scores = [...scope.scores.values()]
    .filter((symbol) => asksScores || (block === 'section' && symbol.kind !== 'stage'))
    .map((symbol) => plain(symbol.name, symbol.kind === 'stage' ? 'stage' : 'section', asksScores ? 0 : 2, symbol.kind, undefined, written(symbol.name)));
  const results = asksScores ? [...keywords(['score', 'qualified', 'excluded'], 0), ...(asksTier && analysis.tierLabels !== undefined ? keywords(['tier'], 0) : [])] : [];
  const defined = [...scope.vocabulary.values()].filter((symbol) => symbol.kind === 'defined')
    .map((symbol) => plain(symbol.name, 'defined', 0, symbol.file.text.slice(symbol.node.condition.span.start, symbol.node.condition.span.end).replace(/\s+/g, ' ')));
  const words = keywords(['not', 'no', 'any of', 'all of', 'none of', 'at least', 'days with', 'distinct', 'total', 'since'], 4);
  return [...defined, ...scores, ...results, ...fields(scope, 1), ...events(scope, 1), ...words];
}

function parts(scope: Scope, of: string, event: EventType | undefined): Completion[] {
  const symbol = scope.vocabulary.get(of);
  if (symbol?.kind === 'event') return properties(symbol, 0);
  const type = symbol?.kind === 'field' ? symbol.type : event?.properties.find((property) => property.name.toLowerCase() === of)?.type;
  if (type?.kind === 'email') return [plain('domain', 'property', 0, 'text', 'What follows the last `@`.')];
  if (type?.kind === 'url') return [plain('host', 'property', 0, 'text', 'The host, without user and port.'), plain('path', 'property', 0, 'text', 'The path, without host, query and fragment.')];
  return event === undefined ? [] : properties(event, 0);
}

function comparisons(type: ValueType | 'count' | 'points' | undefined, isEvent: boolean): Completion[] {
  if (isEvent) return [...keywords(['where', 'within'], 0), ...keywords(['>=', '=', '<', 'in (', 'in'], 1)];
  if (type === 'points' || type === 'count') return keywords(['>=', '>', '=', '<', '<=', 'in ('], 0);
  if (type === undefined) return [];
  const presence = keywords(['is missing', 'is known'], 2);
  switch (type.kind) {
    case 'number': case 'money': case 'duration': return [...keywords(['=', '!=', '>=', '>', '<', '<=', 'in (', 'not in ('], 1), ...presence];
    case 'date': case 'datetime': return [...keywords(['within', 'before', 'after', '='], 1), ...presence];
    case 'text': case 'email': case 'url': return [...keywords(['contains', 'starts with', 'ends with', 'mentions', 'matches', 'in', 'in (', '=', '!=', 'mentions any of ('], 1), ...presence];
    case 'country': case 'one of': return [...keywords(['in (', 'not in (', '=', '!='], 1), ...presence];
    case 'boolean': return presence;
    case 'list': return [...keywords(['has', 'has any of (', 'has all of ('], 1), ...presence];
    default: return unreachable(type);
  }
}

function values(scope: Scope, type: ValueType | undefined, rank: number): Completion[] {
  if (type === undefined) return [];
  switch (type.kind) {
    case 'boolean': return [plain('true', 'value', rank), plain('false', 'value', rank)];
    case 'one of': return type.members.map((member) => plain(member.name, 'value', rank, member.spellings.join(', ')));
    case 'country': return countries.map((country) => plain(country.code, 'value', rank + 0.5, country.name, undefined, country.code))
      .concat(countries.map((country) => plain(country.name, 'value', rank + 0.6, country.code, undefined, country.code)));
    case 'list': return values(scope, type.element, rank);
    case 'duration': return ['30s', '3min', '1h', '7d'].map((text) => plain(text, 'value', rank));
    case 'number': case 'money': case 'text': case 'email': case 'url': case 'date': case 'datetime': return [];
    default: return unreachable(type);
  }
}

function afterCondition(block: BlockKind, rank: number): Completion[] {
  const joining = keywords(['and', 'or'], rank + 1);
  if (block === 'claim') return [...keywords(['implies'], rank), ...joining];
  return block === 'section' ? [...tailSnippets.map((one) => snippet(one, rank)), ...joining] : block === 'handoff' ? [...keywords(['within', 'when'], rank), ...joining] : joining;
}

function types(): Completion[] {
  const plainTypes = ['number', 'boolean', 'text', 'email', 'url', 'country', 'date', 'datetime', 'duration'].map((name) => plain(name, 'type', 0));
  const made: Snippet[] = [
    { label: 'money', text: 'money ${1:USD}', detail: 'an amount in one currency' },
    { label: 'one of', text: 'one of (${1:first}, ${2:second})', detail: 'one of a few values' },
    { label: 'list of', text: 'list of ${1:text}', detail: 'a set of values' },
  ];
  return [...plainTypes, ...made.map((one) => snippet(one, 1))];
}

function outcomes(analysis: Analysis): Completion[] {
  const scores = [...analysis.scope.scores.values()].map((symbol) => plain(symbol.name, symbol.kind === 'stage' ? 'stage' : 'section', 0, symbol.kind, undefined, written(symbol.name)));
  const tiers = (analysis.tierLabels ?? []).slice(0, 50).map((label) => {
    const written = /^[A-Za-z_][A-Za-z0-9_]*$/.test(label) ? label : JSON.stringify(label);
    return plain(`tier ${label}`, 'tier', 1, 'tier', undefined, `tier ${written}`);
  });
  const handoffs = (analysis.definition?.handoffs ?? []).map((handoff) => plain(`handoff "${handoff.to}"`, 'value', 1, 'handoff'));
  return [...scores, ...tiers, ...handoffs, ...keywords(['score', 'qualified', 'excluded', 'not', 'no tier', 'no handoff'], 2)];
}
