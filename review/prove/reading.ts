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

/** Event types that some text in data names in one version and not in the other: a `from` of one type can take the name of another. */
function movedTypes(before: readonly EventType[], after: readonly EventType[]): Set<string> {
  const typeOf = (text: string, types: readonly EventType[]): string | undefined => (types.find((type) => type.spellings.some((spelling) => folded(spelling) === text))
    ?? types.find((type) => folded(type.name) === text))?.name.toLowerCase();
  const texts = new Set([...before, ...after].flatMap(({ name, spellings }) => [name, ...spellings].map(folded)));
  const moved = new Set<string>();
  for (const text of texts) {
    const [old, now] = [typeOf(text, before), typeOf(text, after)];
    // A type that one version does not have is asked by the other alone: what it takes from others is what counts.
    if (old !== now) for (const name of [old, now]) if (name !== undefined) moved.add(name);
  }
  const both = (name: string): boolean => [before, after].every((types) => types.some((type) => type.name.toLowerCase() === name));
  return new Set([...moved].filter(both));
}
