/** What the word at an offset means, in Markdown. */
import { boundsInPoints } from './bounds-text.ts';
import { definedInWords, formulaInWords, itemInWords, scoreInWords, stageInWords } from './hover-items.ts';
import { referenceAt } from './symbol-at.ts';
import { wordHelp } from './word-help.ts';
import { describeType } from '../../compiler/check/check-literal.ts';
import type { Section } from '../../compiler/check/checked.ts';
import type { NameReference, SymbolTarget } from '../../compiler/bind/scope.ts';
import { nameKey } from '../../compiler/bind/scope.ts';
import type { Span } from '../../compiler/source/span.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { EventProperty, EventType, LeadField, ValueType } from '../../compiler/vocabulary/types.ts';
import { lexer, Word } from '../../grammar/tokens.ts';
import { countries } from '../../tables/countries.ts';
import type { Analysis } from '../workspace.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

export function hoverAt(analysis: Analysis, offset: number): Hover | undefined {
  const reference = referenceAt(analysis, offset);
  const item = itemInWords(analysis, offset);
  if (reference !== undefined) {
    const isOfItem = !['section', 'derived score', 'stage'].includes(reference.target.kind) && !reference.declaration;
    return { span: reference.span, markdown: paragraphs(describeTarget(analysis, reference), ...isOfItem && item !== undefined ? ['---', item.words] : []) };
  }
  const word = wordAt(analysis, offset);
  if (word === undefined) return item && { span: item.span, markdown: item.words };
  const means = word.text.toLowerCase() === 'score' ? describeWholeScore(analysis) : wordHelp(word.text);
  if (means === undefined && item === undefined) return undefined;
  return { span: means === undefined ? item!.span : word.span, markdown: paragraphs(means, item?.words) };
}

/** The word of the language at the offset: no name, and not in a text or comment. */
function wordAt({ file }: Analysis, offset: number): { readonly text: string; readonly span: Span } | undefined {
  const start = file.text.lastIndexOf('\n', offset - 1) + 1;
  const end = file.text.indexOf('\n', offset);
  const token = lexer.tokenize(file.text.slice(start, end === -1 ? undefined : end)).tokens.find(({ startOffset, image }) => (
    start + startOffset <= offset && offset <= start + startOffset + image.length));
  if (token?.tokenType !== Word) return undefined;
  return { text: token.image, span: { start: start + token.startOffset, end: start + token.startOffset + token.image.length } };
}

function describeWholeScore(analysis: Analysis): string | undefined {
  const { definition } = analysis;
  const bounds = analysis.bounds();
  if (definition === undefined || bounds === undefined) return 'The sum of the sections, unless the file says otherwise.';
  return `The **score** is ${scoreInWords(definition)}. It can be ${boundsInPoints(bounds.score('score'))}.`;
}

/** A type as it is declared: `one of (a, b)`, `list of text`. */
export function typeText(type: ValueType): string {
  switch (type.kind) {
    case 'money': return `money ${type.currency}`;
    case 'one of': return `one of (${type.members.map((member) => member.name).join(', ')})`;
    case 'list': return `list of ${typeText(type.element)}`;
    case 'date': case 'datetime': return type.format === undefined ? type.kind : `${type.kind} "${type.format}"`;
    case 'number': case 'boolean': case 'text': case 'email': case 'url': case 'country': case 'duration': return type.kind;
    default: return unreachable(type);
  }
}

export function eventSignature(event: EventType): string {
  const properties = event.properties.map((property) => `${property.name} ${typeText(property.type)}`).join(', ');
  return `event ${event.name}${properties === '' ? '' : ` (${properties})`}${event.passive ? ' passive' : ''}`;
}

function code(text: string): string {
  return `\`\`\`mql\n${text}\n\`\`\``;
}

function spellings(symbol: { readonly spellings: readonly string[] }): string {
  return symbol.spellings.length === 0 ? '' : `In data: ${symbol.spellings.map((spelling) => `\`${spelling}\``).join(', ')}.`;
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

export function describeField(field: LeadField): string {
  return paragraphs(code(`lead ${field.name} ${typeText(field.type)}`), field.description, spellings(field), field.declared === undefined ? 'Standard vocabulary.' : undefined);
}

export function describeEvent(event: EventType): string {
  const passive = event.passive ? 'Passive: done to the lead, so not counted as `activity`.' : undefined;
  return paragraphs(code(eventSignature(event)), event.description, passive, spellings(event), event.declared === undefined ? 'Standard vocabulary.' : undefined);
}

export function describeProperty(event: EventType, property: EventProperty): string {
  const main = event.properties[0] === property ? ` The main property: \`${event.name} "..."\` looks at it.` : '';
  return paragraphs(code(`${event.name}.${property.name} ${typeText(property.type)}`), `A property of \`${event.name}\`, ${describeType(property.type)}.${main}`);
}

function describeTarget(analysis: Analysis, reference: NameReference): string {
  const { target } = reference;
  switch (target.kind) {
    case 'field': return describeField(target.field);
    case 'event': return describeEvent(target.event);
    case 'property': return describeProperty(target.event, target.property);
    case 'member': return paragraphs(code(`${target.owner.name} ${target.member.name}`), spellings(target.member));
    case 'country': return paragraphs(code(`country ${target.code}`), countries.find((country) => country.code === target.code)?.name);
    case 'list': {
      const { entries, declared } = target.list;
      const file = declared?.file;
      const shown = entries.slice(0, 8).map((entry) => (file === undefined ? (entry.kind === 'text' ? `"${entry.value}"` : '') : file.text.slice(entry.span.start, entry.span.end)));
      return paragraphs(code(`${target.list.name} = ${shown.join(', ')}${entries.length > 8 ? ', ...' : ''}`), `A list of ${entries.length}.`);
    }
    case 'defined': {
      const { file, node } = target.defined;
      const means = analysis.definition?.defined.find(({ name }) => nameKey(name) === nameKey(target.defined.name));
      return paragraphs(code(file.text.slice(node.span.start, node.span.end)), means === undefined ? 'A defined name.' : definedInWords(means, analysis.definition!));
    }
    case 'part': return paragraphs(code(`.${target.part}`), {
      domain: 'What follows the last `@`.', host: 'The host, without user and port.', path: 'The path, without host, query and fragment.',
    }[target.part]);
    case 'section': case 'derived score': case 'stage': return describeScore(analysis, target);
    default: return unreachable(target);
  }
}

function describeScore(analysis: Analysis, target: Extract<SymbolTarget, { kind: 'section' | 'derived score' | 'stage' }>): string {
  const { definition } = analysis;
  const name = nameKey(target.symbol.name);
  if (target.kind === 'stage') {
    const stage = definition?.stages.find((one) => nameKey(one.name) === name);
    return paragraphs(code(`stage ${target.symbol.name}`), stage && stageInWords(stage, definition!));
  }
  const score = definition?.scores.find((one) => nameKey(one.name) === name);
  const bounds = score === undefined ? undefined : analysis.bounds()?.score(score);
  const limits = bounds === undefined ? undefined : `A lead can score ${boundsInPoints(bounds)}.`;
  const counts = score?.kind === 'section' ? sectionCounts(score) : score && formulaInWords(score.formula);
  return paragraphs(code(`${target.kind === 'section' ? 'section' : 'score'} ${target.symbol.name}`), limits, counts);
}

function sectionCounts(section: Section): string {
  const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  return `${plural(section.rules.length, 'rule')}, ${plural(section.requirements.length, 'requirement')}.`;
}
