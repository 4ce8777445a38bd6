/**
 * Names that typed leads and events have for themselves. A field or property of such a name stands in `fields` or
 * `properties`; what counts is the folded spelling, as in data: `leadId` is `lead_id`.
 */

const eventNames = new Set(['type', 'at', 'id', 'leadid', 'properties']);

export function isOwnNameOfEvents(name: string): boolean {
  return eventNames.has(name.toLowerCase().replaceAll('_', ''));
}

export function isOwnNameOfLeads(name: string): boolean {
  return name === 'id' || name === 'fields';
}
