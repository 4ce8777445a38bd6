/** What the word at an offset means, in Markdown. */
import { referenceAt } from './symbol-at.ts';
import { describeType } from '../../compiler/check/check-literal.ts';
import type { Section, Stage } from '../../compiler/check/checked.ts';
import type { NameReference, SymbolTarget } from '../../compiler/bind/scope.ts';
import { nameKey } from '../../compiler/bind/scope.ts';
import type { Bounds } from '../../compiler/reason/points-range.ts';
import { mostPoints } from '../../compiler/reason/points-range.ts';
import type { Span } from '../../compiler/source/span.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { EventProperty, EventType, LeadField, ValueType } from '../../compiler/vocabulary/types.ts';
import { countries } from '../../tables/countries.ts';
import type { Analysis } from '../workspace.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

export function hoverAt(analysis: Analysis, offset: number): Hover | undefined {
  const reference = referenceAt(analysis, offset);
  if (reference !== undefined) return { span: reference.span, markdown: describeTarget(analysis, reference) };
  return hoverRule(analysis, offset);
}

/** Ten-thousandths as people write points. */
export function pointsText(points: number): string {
  return String(points / 10_000);
}

/** "from 0 to 60", "at least -20", or that nothing limits it. */
export function boundsText({ least, most }: Bounds): string {
  const low = least <= -mostPoints ? undefined : pointsText(least);
  const high = most >= mostPoints ? undefined : pointsText(most);
  if (low === undefined && high === undefined) return 'any number of points';
  if (low === undefined) return `at most ${high}`;
  if (high === undefined) return `${low} or more`;
  return low === high ? `always ${low}` : `from ${low} to ${high}`;
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
      return paragraphs(code(file.text.slice(node.span.start, node.span.end)), 'A defined name: it means the same wherever it stands.');
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
    return paragraphs(code(`stage ${target.symbol.name}`), stage === undefined ? undefined : waysText(stage));
  }
  const score = definition?.scores.find((one) => nameKey(one.name) === name);
  const bounds = score === undefined ? undefined : analysis.bounds()?.score(score);
  const limits = bounds === undefined ? undefined : `A lead can score ${boundsText(bounds)}.`;
  const counts = score?.kind === 'section' ? sectionCounts(score) : undefined;
  return paragraphs(code(`${target.kind === 'section' ? 'section' : 'score'} ${target.symbol.name}`), limits, counts);
}

function sectionCounts(section: Section): string {
  const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  return `${plural(section.rules.length, 'rule')}, ${plural(section.requirements.length, 'requirement')}.`;
}

function waysText(stage: Stage): string {
  const ways = stage.ways.map((way) => `- ${way.origin.file.text.slice(way.origin.span.start, way.origin.span.end).replace(/\s+/g, ' ')}`);
  return `Holds for a lead that is qualified (not excluded, every requirement met) and where${ways.length === 1 ? '' : ' one of'}:\n\n${ways.join('\n')}`;
}

/** On the points of a rule, or any other place of it that is no name: what the rule can pay. */
function hoverRule(analysis: Analysis, offset: number): Hover | undefined {
  const bounds = analysis.bounds();
  if (bounds === undefined || analysis.definition === undefined) return undefined;
  for (const section of analysis.definition.scores) {
    if (section.kind !== 'section') continue;
    for (const rule of section.rules) {
      const { file, span } = rule.origin;
      if (file !== analysis.file || offset < span.start || offset > span.end) continue;
      const kind = {
        'condition rule': 'Pays once, if the condition holds.',
        'occurrence rule': 'Pays for each event that matches.',
        'band rule': 'Pays the first case that holds.',
        'proportional rule': 'Pays for every whole unit.',
      }[rule.kind];
      return { span, markdown: paragraphs(code(file.text.slice(span.start, span.end)), `${kind} In all it can pay ${boundsText(bounds.rule(rule))}.`) };
    }
    const requirement = section.requirements.find((one) => one.origin.file === analysis.file && one.origin.span.start <= offset && offset <= one.origin.span.end);
    if (requirement !== undefined) {
      return { span: requirement.origin.span, markdown: 'A requirement: a lead for which it does not hold does not qualify, whatever its score.' };
    }
  }
  return undefined;
}
