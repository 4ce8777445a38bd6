/** Which columns of leads and events a definition looks at. Language reference, section 9. */
import { isOwnColumnOfEvents } from '../runtime/folded-spelling.ts';
import type { Schema } from '../runtime/schema.ts';
import type { WantedColumn } from './wanted-columns.ts';

/** Columns that the user says are spelled otherwise. */
export interface ColumnNames {
  readonly leadId?: string | undefined;
  readonly eventLeadId?: string | undefined;
  readonly eventType?: string | undefined;
  readonly eventAt?: string | undefined;
}

/** `id` first. */
export function wantedOfLeads(schema: Schema, names: ColumnNames): readonly WantedColumn[] {
  const id = own('id', names.leadId, true, '--lead-id');
  return [id, ...schema.fields.map((field) => ({ name: field.name, spellings: [...field.spellings, field.name], required: true }))];
}

/** `lead_id`, `type`, `at`, `id`, `properties`, then the properties that the definition reads. */
export function wantedOfEvents(schema: Schema, names: ColumnNames): readonly WantedColumn[] {
  const used = schema.events.flatMap((event) => event.properties.filter((property) => property.used).map((property) => property.name));
  const properties = [...new Set(used.filter((name) => !isOwnColumnOfEvents(name)))];
  return [
    own('lead_id', names.eventLeadId, true, '--event-lead-id'),
    own('type', names.eventType, true, '--event-type'),
    own('at', names.eventAt, true, '--event-at'),
    own('id', undefined, false),
    own('properties', undefined, false),
    ...properties.map((name) => ({ name, spellings: [name], required: false })),
  ];
}

function own(name: string, given: string | undefined, required: boolean, option?: string): WantedColumn {
  return { name, spellings: [given ?? name], required, ...(option === undefined ? {} : { option }) };
}
