/** What changed in the vocabulary, the lists and the defined names of a definition. */
import { arrow } from './changes.ts';
import type { Change, ChangedThing } from './changes.ts';
import { sourceText } from './facets.ts';
import { typesReadOtherwise } from '../prove/reading.ts';
import type { Definition, Origin } from '../../compiler/check/checked.ts';
import type { Declared, EventType, LeadField, ValueType } from '../../compiler/vocabulary/types.ts';

function originOf(declared: Declared | undefined): Origin | undefined {
  return declared === undefined ? undefined : { file: declared.file, span: declared.itemSpan };
}

function textOf(origin: Origin | undefined): string {
  return origin === undefined ? 'as in the standard vocabulary' : sourceText(origin);
}

function typeKey(type: ValueType): string {
  return JSON.stringify(type);
}

function fieldKey(field: LeadField): string {
  return `${typeKey(field.type)} ${field.spellings.join('|')}`;
}

function eventKey(event: EventType): string {
  return `${event.properties.map((property) => `${property.name.toLowerCase()} ${typeKey(property.type)}`).join()} ${event.passive} ${event.spellings.join('|')}`;
}

function compareNamed<Named extends { readonly name: string; readonly declared: Declared | undefined }>(
  thing: ChangedThing, before: readonly Named[], after: readonly Named[], key: (one: Named) => string,
): Change[] {
  const old = new Map(before.map((one) => [one.name.toLowerCase(), one]));
  const now = new Set(after.map((one) => one.name.toLowerCase()));
  const changes: Change[] = [];
  for (const one of after) {
    const partner = old.get(one.name.toLowerCase());
    if (partner !== undefined && key(partner) === key(one)) continue;
    const oldOrigin = originOf(partner?.declared);
    const newOrigin = originOf(one.declared);
    changes.push({
      kind: partner === undefined ? 'added' : 'changed', thing, section: undefined, name: one.name,
      before: partner === undefined ? undefined : textOf(oldOrigin), after: textOf(newOrigin),
      details: partner === undefined ? [] : [arrow('declared', textOf(oldOrigin), textOf(newOrigin))], oldOrigin, newOrigin,
    });
  }
  for (const one of before) {
    if (now.has(one.name.toLowerCase())) continue;
    const oldOrigin = originOf(one.declared);
    changes.push({
      kind: 'removed', thing, section: undefined, name: one.name, before: textOf(oldOrigin), after: undefined, details: [], oldOrigin, newOrigin: undefined,
    });
  }
  return changes;
}

/** The order of declarations means something where two types have a `from` in common: the first takes it. */
function orderChanges(before: readonly EventType[], after: readonly EventType[], others: readonly Change[]): Change[] {
  return typesReadOtherwise(before, after).flatMap(({ text, old, now }): Change[] => {
    if (old === undefined || now === undefined || others.some(({ name }) => [old, now].some((type) => type.name.toLowerCase() === name.toLowerCase()))) return [];
    return [{
      kind: 'changed', thing: 'event', section: undefined, name: now.name, before: undefined, after: textOf(originOf(now.declared)),
      details: [arrow(`events of type "${text}"`, old.name, now.name)], oldOrigin: originOf(old.declared), newOrigin: originOf(now.declared),
    }];
  });
}

function listChanges({ lists: oldLists }: Definition, { lists: newLists }: Definition): Change[] {
  const used = new Set([...oldLists, ...newLists].filter((list) => list.used).map((list) => list.name.toLowerCase()));
  const before = { lists: oldLists.filter((list) => used.has(list.name.toLowerCase())) };
  const after = { lists: newLists.filter((list) => used.has(list.name.toLowerCase())) };
  const changes: Change[] = [];
  const old = new Map(before.lists.map((list) => [list.name.toLowerCase(), list]));
  const now = new Set(after.lists.map((list) => list.name.toLowerCase()));
  for (const list of after.lists) {
    const partner = old.get(list.name.toLowerCase());
    const entries = list.entries;
    if (partner === undefined) {
      changes.push({ kind: 'added', thing: 'list', section: undefined, name: list.name, before: undefined, after: entries.join(', '), details: [], oldOrigin: undefined, newOrigin: list.origin });
      continue;
    }
    const oldEntries = partner.entries;
    const lower = (values: readonly string[]): Set<string> => new Set(values.map((value) => value.toLowerCase()));
    const come = entries.filter((entry) => !lower(oldEntries).has(entry.toLowerCase()));
    const gone = oldEntries.filter((entry) => !lower(entries).has(entry.toLowerCase()));
    if (come.length === 0 && gone.length === 0) continue;
    changes.push({
      kind: 'changed', thing: 'list', section: undefined, name: list.name, before: oldEntries.join(', '), after: entries.join(', '),
      details: [...come.map((entry) => `added ${entry}`), ...gone.map((entry) => `removed ${entry}`)], oldOrigin: partner.origin, newOrigin: list.origin,
    });
  }
  for (const list of before.lists) {
    if (now.has(list.name.toLowerCase())) continue;
    changes.push({
      kind: 'removed', thing: 'list', section: undefined, name: list.name, before: list.entries.join(', '), after: undefined, details: [],
      oldOrigin: list.origin, newOrigin: undefined,
    });
  }
  return changes;
}

/** Of the vocabulary, the missing texts and the lists. A list that nothing uses means nothing, and neither does its change. */
export function vocabularyChanges(before: Definition, after: Definition): Change[] {
  const missing: Change[] = [];
  const texts = ({ vocabulary }: Definition): string => [...vocabulary.missingTexts].map((text) => JSON.stringify(text)).sort().join(', ');
  if (texts(before) !== texts(after)) {
    missing.push({
      kind: 'changed', thing: 'setting', section: undefined, name: 'missing', before: texts(before), after: texts(after),
      details: [arrow('missing', texts(before) || 'none', texts(after) || 'none')], oldOrigin: undefined, newOrigin: undefined,
    });
  }
  const events = compareNamed('event', before.vocabulary.events, after.vocabulary.events, eventKey);
  return [
    ...missing,
    ...compareNamed('field', before.vocabulary.fields, after.vocabulary.fields, fieldKey),
    ...events, ...orderChanges(before.vocabulary.events, after.vocabulary.events, events),
    ...listChanges(before, after),
  ];
}
