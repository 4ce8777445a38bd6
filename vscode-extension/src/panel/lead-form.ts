/** The lower part of the panel: the lead's fields and events, to fill in or change. */
import type { LeadFormResult } from '../../../lsp/protocol/requests.ts';
import { element } from './elements.ts';
import type { Row } from './messages.ts';

export interface EditedLead {
  fields: Record<string, unknown>;
  events: Record<string, unknown>[];
}

/** Of an event itself; everything else is a property. */
const ownColumns = ['type', 'at', 'id', 'properties'];

export function leadForm(form: LeadFormResult, lead: EditedLead, changed: () => void, rebuild: () => void): HTMLElement {
  return element('section', { class: 'form' },
    element('h2', {}, 'Lead'),
    element('div', { class: 'fields' }, form.fields.map(({ name, type, values }) => field(name, type, values, lead.fields, changed))),
    element('h2', {}, 'Events',
      element('button', { class: 'add', attributes: { type: 'button' }, onclick: () => { lead.events.push({ type: form.events[0]?.name ?? '', at: '1d' }); rebuild(); } }, '+ Add event')),
    lead.events.length === 0 ? element('p', { class: 'hint' }, form.events.length === 0 ? 'The definition asks for no events.' : 'None yet.') : undefined,
    element('ul', { class: 'event-list' }, lead.events.map((event, index) => eventRow(form, event, () => { lead.events.splice(index, 1); rebuild(); }, changed, rebuild))));
}

function field(name: string, type: string, values: readonly string[], row: Record<string, unknown>, changed: () => void): HTMLElement {
  return element('label', { class: 'field', title: type }, element('span', { class: 'name' }, name), input(name, type, values, row, changed));
}

function input(name: string, type: string, values: readonly string[], row: Record<string, unknown>, changed: () => void): HTMLElement {
  const value = shown(row[name]);
  const take = (text: string): void => {
    if (text === '') delete row[name];
    else row[name] = type.startsWith('list of') ? text.split(';').map((part) => part.trim()) : text;
    changed();
  };
  if (values.length > 0) {
    const member = values.find((each) => each.toLowerCase() === value.toLowerCase()) ?? value;
    const all = member === '' || values.includes(member) ? values : [member, ...values];
    const select = element('select', { attributes: { 'aria-label': name } }, ['', ...all].map((each) => element('option', { attributes: { value: each } }, each === '' ? '\u2013' : each)));
    select.value = member;
    select.addEventListener('change', () => take(select.value));
    return select;
  }
  const box = element('input', { attributes: { type: 'text', placeholder: placeholder(type), 'aria-label': name, spellcheck: 'false' } });
  box.value = value;
  box.addEventListener('input', () => take(box.value));
  return box;
}

function placeholder(type: string): string {
  return type === 'duration' ? 'seconds' : type;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(shown).join('; ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function eventRow(form: LeadFormResult, event: Record<string, unknown>, remove: () => void, changed: () => void, rebuild: () => void): HTMLElement {
  const type = shown(event['type']);
  const names = form.events.map(({ name }) => name);
  const offered = names.includes(type) ? names : [type, ...names];
  const select = element('select', { attributes: { 'aria-label': 'event' } }, offered.map((name) => element('option', { attributes: { value: name } }, name)));
  select.value = type;
  select.addEventListener('change', () => {
    for (const key of Object.keys(event)) if (!ownColumns.includes(key)) delete event[key];
    event['type'] = select.value;
    rebuild();
  });
  const at = element('input', { class: 'at', title: 'How long ago, such as 3d or 2h, or an instant', attributes: { type: 'text', 'aria-label': 'when', spellcheck: 'false' } });
  at.value = shown(event['at']);
  at.addEventListener('input', () => { event['at'] = at.value; changed(); });
  const properties = form.events.find(({ name }) => name === type)?.properties ?? [];
  return element('li', {},
    element('div', { class: 'event' }, select, at,
      element('button', { class: 'remove', title: 'Remove this event', onclick: remove, attributes: { type: 'button', 'aria-label': 'Remove this event' } }, '\u00d7')),
    properties.length > 0 && element('div', { class: 'fields properties' },
      properties.map((property) => field(property.name, property.type, [], event, changed))));
}

export function edited(lead: Row, events: readonly Row[]): EditedLead {
  return { fields: { ...lead }, events: events.map((event) => ({ ...event })) };
}
