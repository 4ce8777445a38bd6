/** What two versions of a definition read otherwise from the same rows. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { EventType, LeadField } from '../../compiler/vocabulary/types.ts';
import { folded } from '../../reference/columns.ts';
import type { Asked } from './asked.ts';
import type { Apart } from './equal-parts.ts';

export interface ReadApart extends Apart {
  /** Of the first thing that is read otherwise; `undefined` where nothing is. */
  readonly reason: string | undefined;
}

/** Of what is asked, as only that is read. */
export function readApart(before: Definition, after: Definition, asked: Asked): ReadApart {
  const zone = before.timezone !== after.timezone;
  const missing = ({ vocabulary }: Definition): string => [...vocabulary.missingTexts].sort().join('\n');
  const otherMissing = missing(before) !== missing(after);
  const moved = movedTypes(before.vocabulary.events, after.vocabulary.events);
  const fields = [...asked.fields].filter(([name]) => otherMissing || differs(name, before.vocabulary.fields, after.vocabulary.fields, fieldText) || (zone && isTimed(name, before, after)));
  // The time of an event may be written without its zone.
  const events = [...asked.events].filter(([name]) => otherMissing || zone || moved.has(name) || differs(name, before.vocabulary.events, after.vocabulary.events, eventText));
  const [field, event] = [fields[0]?.[1].field, events[0]?.[1].event];
  const reason = otherMissing ? 'other texts read as missing, so the two versions read other leads'
    : zone ? 'the time zone changed, and days with it'
      : field !== undefined ? `the field \`${field.name}\` is declared otherwise, so the two versions read other leads`
        : event !== undefined ? `the event \`${event.name}\` is declared otherwise, so the two versions read other events` : undefined;
  return { fields: new Set(fields.map(([name]) => name)), events: new Set(events.map(([name]) => name)), zone, reason: fields.length + events.length > 0 || zone ? reason : undefined };
}

function fieldText({ name, type, spellings }: LeadField): string {
  return JSON.stringify([name, type, spellings]);
}

function eventText({ name, properties, spellings }: EventType): string {
  return JSON.stringify([name, properties.map((property) => [property.name, property.type]), spellings]);
}

/** A name that only one version has is asked by that version alone. */
function differs<Named extends { readonly name: string }>(name: string, old: readonly Named[], now: readonly Named[], text: (one: Named) => string): boolean {
  const find = (all: readonly Named[]): Named | undefined => all.find((one) => one.name.toLowerCase() === name);
  const [first, second] = [find(old), find(now)];
  return first !== undefined && second !== undefined && text(first) !== text(second);
}

function isTimed(name: string, ...definitions: readonly Definition[]): boolean {
  const timed = ({ type }: LeadField): boolean => ['date', 'datetime'].includes(type.kind === 'list' ? type.element.kind : type.kind);
  return definitions.some(({ vocabulary }) => vocabulary.fields.some((field) => field.name.toLowerCase() === name && timed(field)));
}

/** Event types that some text in data names in one version and not in the other. */
function movedTypes(before: readonly EventType[], after: readonly EventType[]): Set<string> {
  // A type that one version does not have is asked by the other alone: what it takes from others is what counts.
  const moved = typesReadOtherwise(before, after).flatMap(({ old, now }) => [old, now].flatMap((type) => type?.name.toLowerCase() ?? []));
  const both = (name: string): boolean => [before, after].every((types) => types.some((type) => type.name.toLowerCase() === name));
  return new Set(moved.filter(both));
}

/** A text of the column `type`, and what each version takes it for. */
export interface TypeText {
  readonly text: string;
  readonly old: EventType | undefined;
  readonly now: EventType | undefined;
}

/** Texts in data that name another event type: a `from` takes the name of another type, and the type declared first a `from` of both. */
export function typesReadOtherwise(before: readonly EventType[], after: readonly EventType[]): TypeText[] {
  const typeOf = (text: string, types: readonly EventType[]): EventType | undefined => (
    types.find((type) => type.spellings.some((spelling) => folded(spelling) === text)) ?? types.find((type) => folded(type.name) === text));
  const texts = new Map([...before, ...after].flatMap(({ name, spellings }) => [name, ...spellings]).map((text) => [folded(text), text]));
  return [...texts].flatMap(([key, text]) => {
    const [old, now] = [typeOf(key, before), typeOf(key, after)];
    return old?.name.toLowerCase() === now?.name.toLowerCase() ? [] : [{ text, old, now }];
  });
}
