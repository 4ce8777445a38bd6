/** Which columns of leads and events a definition looks at. Language reference, section 9. */
import { isOwnColumnOfEvents } from '../runtime/folded-spelling.ts';
import { otherNamesOf } from '../compiler/vocabulary/other-names.ts';
import type { Schema } from '../runtime/schema.ts';
import { fieldDeclaration } from './vocabulary-lines.ts';
import type { ColumnUse, WantedColumn } from './wanted-columns.ts';

/** Columns that the user says are spelled otherwise. */
export interface ColumnNames {
  readonly leadId?: string | undefined;
  readonly eventLeadId?: string | undefined;
  readonly eventType?: string | undefined;
  readonly eventAt?: string | undefined;
}

/** `id` first. */
export function wantedOfLeads(schema: Schema, names: ColumnNames): readonly WantedColumn[] {
  const id = own('id', 'id', names.leadId, true, '--lead-id', ['lead id', 'record id', 'contact id', 'person id', 'vid', 'hs object id', 'lead number']);
  return [id, ...schema.fields.map((field) => ({
    name: field.name, spellings: [...field.spellings, field.name], required: true, uses: [field.type], guesses: otherNamesOf(field.name),
    declaration: (column: string) => fieldDeclaration(field, column),
  }))];
}

/** `lead_id`, `type`, `at`, `id`, `properties`, then the properties that the definition reads. */
export function wantedOfEvents(schema: Schema, names: ColumnNames): readonly WantedColumn[] {
  const used = schema.events.flatMap((event) => event.properties.filter((property) => property.used && !isOwnColumnOfEvents(property.name)));
  const properties = Map.groupBy(used, ({ name }) => name);
  return [
    own('lead_id', 'id', names.eventLeadId, true, '--event-lead-id', ['record id', 'contact id', 'person id', 'vid', 'associated contact id', 'prospect id', 'lead']),
    own('type', 'text', names.eventType, true, '--event-type', ['event type', 'event', 'event name', 'activity type', 'activity', 'activity name', 'action']),
    own('at', { kind: 'datetime', format: null }, names.eventAt, true, '--event-at', [
      'timestamp', 'time', 'date', 'event date', 'event time', 'activity date', 'occurred at', 'created at', 'datetime',
    ]),
    own('id', 'id', undefined, false),
    own('properties', 'properties', undefined, false),
    ...[...properties].map(([name, each]) => ({ name, spellings: [name], required: false, uses: each.map(({ type }) => type) })),
  ];
}

function own(name: string, use: ColumnUse, given: string | undefined, required: boolean, option?: string, guesses: readonly string[] = []): WantedColumn {
  return { name, spellings: [given ?? name], required, uses: [use], guesses, ...(option === undefined ? {} : { option }) };
}
