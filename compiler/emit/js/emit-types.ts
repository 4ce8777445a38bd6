/** The `.d.ts` of a compiled module: leads, events and results as this definition has them. */
import { unreachable } from '../../unreachable.ts';
import type { EventType, Plan, ScalarType, ValueType } from '../../plan/plan.ts';
import { docComment, indented, literal } from './code.ts';
import { isOwnNameOfEvents, isOwnNameOfLeads } from './own-names.ts';

export function moduleTypes(plan: Plan): string {
  const { fields, events } = plan.schema;
  const stages = plan.stages.map((stage) => stage.name);
  const scores = plan.scores.map((score) => score.name);
  const eventNames = uniqueNames(events.map((event) => event.name));
  return [
    docComment(`${plan.name ?? 'A definition without a title'}. Written by \`mql compile\`; change the definition, not this file.`),
    `export declare const name: ${literal(plan.name)};`,
    docComment('Changes when what the definition means changes.'),
    'export declare const version: string;',
    docComment('What of the data the definition reads.'),
    'export declare const schema: Schema;',
    '',
    docComment('The fields that the definition reads. `undefined`, `null`, a text without anything in it and a list without values are missing.'),
    ...block('export interface Lead', [
      'readonly id: string;',
      ...fields.filter((field) => !isOwnNameOfLeads(field.name)).flatMap(({ name, type }) => [docComment(typeNote(type)), `readonly ${name}?: ${valueType(type)} | null | undefined;`]),
      ...nested('fields', fields.filter((field) => isOwnNameOfLeads(field.name))),
    ]),
    '',
    docComment('What happened; in any order. Events after `now` and of types that the definition does not use count for nothing.'),
    `export type LeadEvent = ${eventNames.map((name) => `${name}Event`).join(' | ')};`,
    '',
    ...events.flatMap((event, index) => [...eventType(event, `${eventNames[index]!}Event`), '']),
    docComment('Score a lead at the instant `now`, in epoch milliseconds. Never throws, and changes nothing that it is given.'),
    'export declare function score(lead: Lead, events: readonly LeadEvent[], now: number): Result;',
    docComment('The same, and what every item of the definition came to.'),
    'export declare function explain(lead: Lead, events: readonly LeadEvent[], now: number): Explanation;',
    '',
    ...block('export interface Result', [
      'readonly id: string;',
      docComment('Points, with four decimal places at most.'),
      'readonly score: number;',
      `readonly sections: { ${scores.map((name) => `readonly ${name}: number`).join('; ')} };`,
      docComment('Not excluded, and every requirement holds.'),
      'readonly qualified: boolean;',
      'readonly excluded: boolean;',
      `readonly stages: { ${stages.map((name) => `readonly ${name}: boolean`).join('; ')} };`,
      ...(plan.tier === null ? [] : [`readonly tier: ${tierType(plan.tier)} | null;`]),
      ...(plan.handoffs === null ? [] : [`readonly handoff: { readonly to: ${union(plan.handoffs.map((handoff) => handoff.to))}; readonly within_ms: number | null } | null;`]),
    ]),
    '',
    ...block('export interface Explanation extends Result', [
      docComment('Exclusions; of each section its requirements, then its rules; the ways into each stage; tiers. Each in the order of the text.'),
      'readonly items: readonly ExplanationItem[];',
    ]),
    '',
    explanationTypes,
  ].join('\n');
}

function eventType(event: EventType, name: string): string[] {
  return block(`export interface ${name}`, [
    `readonly type: ${literal(event.name)};`,
    docComment('Epoch milliseconds.'),
    'readonly at: number;',
    ...event.properties.filter((property) => !isOwnNameOfEvents(property.name))
      .flatMap(({ name: property, type }) => [docComment(typeNote(type)), `readonly ${property}?: ${valueType(type)} | null | undefined;`]),
    ...nested('properties', event.properties.filter((property) => isOwnNameOfEvents(property.name))),
  ]);
}

function nested(name: string, members: readonly { readonly name: string; readonly type: ValueType }[]): string[] {
  if (members.length === 0) return [];
  return [`readonly ${name}?: { ${members.map((each) => `readonly ${each.name}?: ${valueType(each.type)} | null | undefined`).join('; ')} } | undefined;`];
}

function block(head: string, members: readonly string[]): string[] {
  return [`${head} {`, ...indented(members), '}'];
}

function valueType(type: ValueType): string {
  if (type.kind === 'list') return `readonly ${grouped(scalarType(type.element))}[]`;
  return scalarType(type);
}

function grouped(type: string): string {
  return type.includes('|') ? `(${type})` : type;
}

function scalarType(type: ScalarType): string {
  switch (type.kind) {
    case 'number':
    case 'money':
    case 'duration':
    case 'date':
    case 'datetime':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'text':
    case 'email':
    case 'url':
    case 'country':
      return 'string';
    case 'one of':
      return union(type.members.map((member) => member.name));
    default:
      return unreachable(type);
  }
}

function typeNote(type: ValueType): string {
  switch (type.kind) {
    case 'list':
      return `A list. ${typeNote(type.element)}`;
    case 'money':
      return `In ${type.currency}.`;
    case 'duration':
      return 'Milliseconds.';
    case 'date':
    case 'datetime':
      return 'Epoch milliseconds.';
    case 'country':
      return 'ISO 3166-1 alpha-2.';
    case 'one of':
      return 'One of its values.';
    case 'email':
    case 'url':
      return `A text: ${type.kind}.`;
    default:
      return `A ${type.kind}.`;
  }
}

function tierType(tier: NonNullable<Plan['tier']>): string {
  if (tier.kind === 'tier list') return union(tier.tiers.map(({ label }) => label));
  const labels = tier.bandings.map((banding) => [...new Set(banding.cases.map((one) => one.label))]);
  const count = labels.reduce((product, each) => product * each.length, 1);
  // Beyond that a union helps nobody.
  if (count > 200) return 'string';
  return union(labels.reduce<readonly string[]>((joined, each) => joined.flatMap((start) => each.map((end) => start + end)), ['']));
}

function union(texts: readonly string[]): string {
  return texts.length === 0 ? 'never' : [...new Set(texts)].map(literal).join(' | ');
}

/** Names of types in the manner of TypeScript: `page_view` gives `PageView`. */
function uniqueNames(names: readonly string[]): readonly string[] {
  const used = new Set(['Lead']);
  return names.map((name) => {
    const camel = name.split('_').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('').replace(/\W/g, '');
    const start = /^[A-Za-z]/.test(camel) ? camel : `_${camel}`;
    let unique = start;
    for (let number = 2; used.has(unique); number += 1) unique = `${start}${number}`;
    used.add(unique);
    return unique;
  });
}

const explanationTypes = `export interface ExplanationItem {
  readonly kind: 'exclusion' | 'requirement' | 'rule' | 'stage' | 'tier';
  /** Of requirements and rules. */
  readonly section?: string;
  /** The text after \`as\`, else the item's source text; of a stage its name, of a tier its label. */
  readonly label: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** Rules: whether they pay. Stages: whether this way in is open. */
  readonly held: boolean;
  /** Of rules. */
  readonly points?: number;
  /** Of band rules that hold: the index of the case taken. */
  readonly case?: number;
  /** Of rules that pay for each event: the events that paid, oldest first. */
  readonly events?: readonly { readonly at: string; readonly type: string; readonly points: number }[];
}

export interface Schema {
  readonly timezone: string;
  readonly missingTexts: readonly string[];
  readonly fields: readonly { readonly name: string; readonly spellings: readonly string[]; readonly type: ValueType }[];
  readonly events: readonly {
    readonly name: string;
    readonly spellings: readonly string[];
    readonly passive: boolean;
    readonly used: boolean;
    readonly properties: readonly { readonly name: string; readonly type: ValueType; readonly used: boolean }[];
  }[];
}

export type ScalarType =
  | { readonly kind: 'number' | 'boolean' | 'text' | 'email' | 'url' | 'country' | 'duration' }
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'one of'; readonly members: readonly { readonly name: string; readonly spellings: readonly string[] }[] }
  | { readonly kind: 'date' | 'datetime'; readonly format: string | null };

export type ValueType = ScalarType | { readonly kind: 'list'; readonly element: ScalarType };
`;
