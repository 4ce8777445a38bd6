import { describe, expect, test } from 'vitest';
import { createReader } from '../../runtime/reader.ts';
import type { EventSchema, FieldSchema, Schema } from '../../runtime/schema.ts';

const fields: readonly FieldSchema[] = [
  { name: 'employees', spellings: ['Number of Employees', 'headcount'], type: { kind: 'number' } },
  { name: 'country', spellings: [], type: { kind: 'country' } },
  { name: 'tech_stack', spellings: [], type: { kind: 'list', element: { kind: 'text' } } },
];

const events: readonly EventSchema[] = [
  { name: 'page_view', spellings: [], used: true, properties: [
    { name: 'url', type: { kind: 'url' }, used: true },
    { name: 'title', type: { kind: 'text' }, used: false },
    { name: 'duration', type: { kind: 'duration' }, used: true },
  ] },
  { name: 'webinar', spellings: ['Webinar Attended', 'training'], used: true, properties: [{ name: 'title', type: { kind: 'text' }, used: false }] },
  { name: 'training', spellings: [], used: true, properties: [] },
  { name: 'visit', spellings: [], used: true, properties: [
    { name: 'country', type: { kind: 'country' }, used: true },
    { name: 'tags', type: { kind: 'list', element: { kind: 'text' } }, used: true },
  ] },
  { name: 'export', spellings: [], used: true, properties: [{ name: 'type', type: { kind: 'text' }, used: true }, { name: 'ID', type: { kind: 'number' }, used: true }] },
  { name: 'email_open', spellings: [], used: false, properties: [] },
];

function readerOf(schema: Partial<Schema> = {}): ReturnType<typeof createReader> {
  return createReader({ timezone: 'UTC', missingTexts: [], fields, events, ...schema });
}

describe('leads', () => {
  test('columns are found whatever their case, blanks, `_` and `-`', () => {
    const { leads } = readerOf().readLeads([{ ID: 7, 'number-of_EMPLOYEES': '120', Country: 'Germany', 'Tech Stack': 'HubSpot;Slack', other: {} }]);
    expect(leads).toEqual([{ id: '7', employees: 120, country: 'DE', tech_stack: ['HubSpot', 'Slack'] }]);
  });

  test('the first spelling that any row has counts for the whole file', () => {
    const { leads, missingFields } = readerOf().readLeads([{ id: 'a', headcount: 5 }, { id: 'b', 'Number of Employees': 6 }, { id: 'c', employees: 7 }]);
    expect(leads.map((lead) => lead['employees'])).toEqual([undefined, 6, undefined]);
    expect(missingFields).toEqual(['country', 'tech_stack']);
  });

  test('a later spelling counts where the first is nowhere, and the name last', () => {
    expect(readerOf().readLeads([{ id: 'a', headcount: 5, employees: 9 }]).leads[0]!['employees']).toBe(5);
    expect(readerOf().readLeads([{ id: 'a', employees: 9 }]).leads[0]!['employees']).toBe(9);
  });

  test('of two columns with one spelling the first counts', () => {
    const { leads } = readerOf().readLeads([{ id: 'a', Employees: 1, employees: 2 }]);
    expect(leads[0]!['employees']).toBe(1);
  });

  test('every lead has every field, missing or not', () => {
    const { leads } = readerOf().readLeads([{ id: 'a' }]);
    expect(Object.keys(leads[0]!)).toEqual(['id', 'employees', 'country', 'tech_stack']);
  });

  test('a bad row is told by its first fault, and never dropped in silence', () => {
    const rows = [{ id: '1', employees: '1,000' }, { id: '', employees: '5' }, { employees: 3 }, { id: '2', employees: '5' }, { id: '3', employees: { many: true } }];
    const { leads, badRows, ids } = readerOf().readLeads(rows);
    expect(leads.map((lead) => lead.id)).toEqual(['2']);
    expect(badRows).toEqual([
      { table: 'leads', row: 0, column: 'employees', value: '1,000', reason: 'MQL3001' },
      { table: 'leads', row: 1, column: 'id', value: '', reason: 'MQL3002' },
      { table: 'leads', row: 2, column: 'id', value: '', reason: 'MQL3002' },
      { table: 'leads', row: 4, column: 'employees', value: '{"many":true}', reason: 'MQL3001' },
    ]);
    expect([...ids]).toEqual(['1', '2', '3']);
  });

  test('all rows of a repeated id are bad', () => {
    const { leads, badRows } = readerOf().readLeads([{ Id: 1 }, { Id: '1' }, { Id: ' 1' }, { Id: 2 }]);
    expect(leads.map((lead) => lead.id)).toEqual([' 1', '2']);
    expect(badRows.map(({ row, column, value, reason }) => [row, column, value, reason])).toEqual([[0, 'Id', '1', 'MQL3003'], [1, 'Id', '1', 'MQL3003']]);
  });

  test('unknown spellings of good rows are counted by field', () => {
    const rows = [{ id: 1, country: 'Atlantis' }, { id: 2, country: 'US' }, { id: 3, country: 'atlantis' }, { id: 4, country: 'Atlantis', employees: 'x' }];
    expect(readerOf().readLeads(rows).unknownSpellings).toEqual({ country: 2 });
  });

  test('declared texts are missing in every column, the id too', () => {
    const { leads, badRows } = readerOf({ missingTexts: ['Select', 'n/a'] }).readLeads([{ id: 1, employees: 'N/A', country: ' select ' }, { id: 'n/a' }]);
    expect(leads).toEqual([{ id: '1', employees: undefined, country: undefined, tech_stack: undefined }]);
    expect(badRows.map(({ reason }) => reason)).toEqual(['MQL3002']);
  });

  test('names that objects have for themselves are fields like others', () => {
    const strange = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const reader = readerOf({ fields: strange.map((name) => ({ name, spellings: [], type: { kind: 'text' } })) });
    const { leads } = reader.readLeads([JSON.parse('{"id": 1, "__proto__": "a", "constructor": "b"}'), { id: 2 }]);
    expect(strange.map((name) => leads[0]![name])).toEqual(['a', 'b', undefined, undefined]);
    expect(strange.map((name) => leads[1]![name])).toEqual([undefined, undefined, undefined, undefined]);
    expect(Object.getPrototypeOf(leads[0])).toBe(Object.prototype);
  });

  test('a field called `id` or `fields` stands apart', () => {
    const reader = readerOf({ fields: [{ name: 'id', spellings: [], type: { kind: 'number' } }, { name: 'fields', spellings: [], type: { kind: 'text' } }] });
    expect(reader.readLeads([{ id: '042', fields: 'x' }]).leads).toEqual([{ id: '042', fields: { id: 42, fields: 'x' } }]);
  });

  test('rows may come as lists of values', () => {
    const rows = readerOf().leadRows(['Country', 'id', 'Employees', 'country', 'notes']);
    expect(rows.readCells(['USA', 42n, '7', 'DE', 'x'])).toEqual({ id: '42', employees: 7, country: 'US', tech_stack: undefined });
    expect(rows.readCells(['USA', 43n, 'seven', 'DE', 'x'])).toBeUndefined();
    expect(rows.problem).toEqual({ column: 'Employees', value: 'seven', reason: 'MQL3001' });
    expect(rows.readCells([null, 44n, null, null, null])).toEqual({ id: '44', employees: undefined, country: undefined, tech_stack: undefined });
    expect(rows.problem).toBeUndefined();
    expect(rows.missingFields).toEqual(['tech_stack']);
  });

  test('what is no object is a row without anything in it', () => {
    const strange = [null, 5, 'id', ['id'], undefined] as unknown as Record<string, unknown>[];
    expect(readerOf().readLeads([...strange, { id: 1 }]).badRows.map(({ row, reason }) => [row, reason])).toEqual([0, 1, 2, 3, 4].map((row) => [row, 'MQL3002']));
    expect(readerOf().readEvents(strange).badRows.map(({ reason }) => reason)).toEqual(['MQL3004', 'MQL3004', 'MQL3004', 'MQL3004', 'MQL3004']);
  });

  test('an empty table has no leads and no columns', () => {
    expect(readerOf().readLeads([])).toMatchObject({ leads: [], badRows: [], missingFields: ['employees', 'country', 'tech_stack'] });
  });
});

describe('events', () => {
  const at = Date.UTC(2026, 0, 14);
  const base = { lead_id: 'a', at: '2026-01-14' };

  test('types and columns are found whatever their case, blanks, `_` and `-`', () => {
    const { eventsByLead } = readerOf().readEvents([{ 'Lead ID': 'a', TYPE: 'Page-View', At: '2026-01-14', URL: '/x', 'dura tion': '2.5' }]);
    expect(eventsByLead.get('a')).toEqual([{ type: 'page_view', at, url: '/x', duration: 2500 }]);
  });

  test('a spelling from `from` comes before the name of another type, and its own name counts too', () => {
    const { eventsByLead } = readerOf().readEvents([{ ...base, type: 'webinar attended' }, { ...base, type: 'Training' }, { ...base, type: 'WEBINAR' }]);
    expect(eventsByLead.get('a')!.map((event) => event.type)).toEqual(['webinar', 'webinar', 'webinar']);
  });

  test('only properties that the definition reads are looked at', () => {
    const { eventsByLead, badRows } = readerOf().readEvents([{ ...base, type: 'page_view', title: { bad: true } }]);
    expect(badRows).toEqual([]);
    expect(eventsByLead.get('a')).toEqual([{ type: 'page_view', at, url: undefined, duration: undefined }]);
  });

  test.each([
    [{ url: '/column' }, '/column'],
    [{ url: '/column', properties: { URL: '/nested' } }, '/nested'],
    [{ url: '/column', properties: '{"url": "/text"}' }, '/text'],
    [{ url: '/column', properties: { url: null } }, undefined],
    [{ url: '/column', properties: {} }, '/column'],
    [{ url: '/column', properties: ' ' }, '/column'],
    [{ url: '/column', properties: null }, '/column'],
  ])('of %j the url is %j', (row, url) => {
    expect(readerOf().readEvents([{ ...base, type: 'page_view', ...row }]).eventsByLead.get('a')![0]!['url']).toBe(url);
  });

  test('properties of one row do not reach the next', () => {
    const { eventsByLead } = readerOf().readEvents([
      { ...base, type: 'page_view', properties: { url: '/1' } }, { ...base, type: 'page_view' }, { ...base, type: 'page_view', properties: { duration: 1 } },
    ]);
    expect(eventsByLead.get('a')!.map((event) => event['url'])).toEqual(['/1', undefined, undefined]);
  });

  test('a property with the name of a column of its own is found in `properties` alone', () => {
    const { eventsByLead } = readerOf().readEvents([{ ...base, type: 'export', id: 'e1' }, { ...base, type: 'export', id: 'e2', properties: { Type: 'pdf', id: '7' } }]);
    expect(eventsByLead.get('a')).toEqual([
      { type: 'export', at, properties: { type: undefined, ID: undefined } },
      { type: 'export', at, properties: { type: 'pdf', ID: 7 } },
    ]);
  });

  test('bad rows are told by their first fault', () => {
    const rows = [
      { type: 'webinar', at: '2026-01-14' }, { lead_id: 'a', at: '2026-01-14' }, { lead_id: 'a', type: 'webinar', At: '' }, { lead_id: 'a', type: 'webinar', at: 'soon' },
      { lead_id: 'a', type: 'webinar', at: {} }, { ...base, type: 'webinar', properties: '{"title"' }, { ...base, type: 'webinar', properties: [1] },
      { ...base, type: 'page_view', Duration: '3min' }, { ...base, type: 'page_view', duration: 5, properties: { duration: 'x' } }, { ...base, type: [] }, { ...base, type: 'webinar', properties: 5 },
      { lead_id: 'a', type: 'nothing known', at: 'soon' },
    ];
    const { badRows, eventsByLead } = readerOf().readEvents(rows);
    expect(eventsByLead.size).toBe(0);
    expect(badRows.map(({ row, column, value, reason }) => [row, column, value, reason])).toEqual([
      [0, 'lead_id', '', 'MQL3004'], [1, 'type', '', 'MQL3005'], [2, 'At', '', 'MQL3006'], [3, 'at', 'soon', 'MQL3001'], [4, 'at', '{}', 'MQL3001'],
      [5, 'properties', '{"title"', 'MQL3007'], [6, 'properties', '[1]', 'MQL3007'], [7, 'Duration', '3min', 'MQL3001'], [8, 'duration', 'x', 'MQL3001'],
      [9, 'type', '[]', 'MQL3005'], [10, 'properties', '5', 'MQL3007'], [11, 'at', 'soon', 'MQL3001'],
    ]);
  });

  test('unknown types count for nothing, and are counted', () => {
    const read = readerOf().readEvents([{ ...base, type: ' Poke ' }, { ...base, type: 'Poke' }, { ...base, type: '__proto__' }]);
    expect(read.eventsByLead.size).toBe(0);
    expect(Object.entries(read.unknownEventTypes)).toEqual([['Poke', 2], ['__proto__', 1]]);
  });

  test('types that the definition does not select are read and left out', () => {
    const { eventsByLead, badRows } = readerOf().readEvents([{ ...base, type: 'email_open' }, { lead_id: 'a', type: 'email_open', at: 'never' }]);
    expect(eventsByLead.size).toBe(0);
    expect(badRows).toHaveLength(1);
  });

  test('rows of one id and content are one event', () => {
    const tagged = { ...base, id: 5, type: 'visit' };
    const read = readerOf().readEvents([
      { ...tagged, country: 'US', tags: 'a;b' }, { ...tagged, id: '5', country: 'usa', tags: ['b', 'a', 'a'], note: 'ignored' }, { ...base, type: 'visit' }, { ...base, type: 'visit' },
    ]);
    expect(read.duplicateEvents).toBe(1);
    expect(read.eventsByLead.get('a')).toHaveLength(3);
    expect(read.badRows).toEqual([]);
  });

  test.each([
    ['another lead', { lead_id: 'b' }], ['another time', { at: '2026-01-15' }], ['another type', { type: 'webinar' }], ['another property', { country: 'DE' }], ['another list', { tags: 'a' }],
  ])('rows of one id with %s are all bad', (_name, change) => {
    const one = { ...base, id: 'e', type: 'visit', country: 'US', tags: 'a;b' };
    const read = readerOf().readEvents([one, { ...one }, { ...one, ...change }, { ...base, id: 'f', type: 'visit' }]);
    expect(read.badRows).toEqual([0, 1, 2].map((row) => ({ table: 'events', row, column: 'id', value: 'e', reason: 'MQL3008' })));
    expect(read.duplicateEvents).toBe(0);
    expect(read.eventsByLead.get('a')).toHaveLength(1);
  });

  test('unknown spellings are counted once for each event', () => {
    const rows = [{ ...base, id: 1, type: 'visit', country: 'Atlantis' }, { ...base, id: 1, type: 'visit', country: 'Atlantis' }, { ...base, type: 'visit', country: 'Lemuria' }];
    expect(readerOf().readEvents(rows).unknownSpellings).toEqual({ 'visit.country': 2 });
  });

  test('events of leads that are not there are counted', () => {
    const rows = [{ ...base, type: 'webinar' }, { ...base, lead_id: 'z', type: 'webinar' }, { ...base, lead_id: 'z', type: 'email_open' }];
    expect(readerOf().readEvents(rows, new Set(['a'])).eventsWithoutLead).toBe(2);
    expect(readerOf().readEvents(rows).eventsWithoutLead).toBe(0);
  });

  test('rows may come as lists of values', () => {
    const rows = readerOf().eventRows(['at', 'type', 'lead_id', 'id', 'url', 'properties']);
    expect(rows.readCells([at, 'page_view', 'a', 'e1', '/x', '{"duration": 3}'])).toEqual({ type: 'page_view', at, url: '/x', duration: 3000 });
    expect([rows.leadId, rows.id, rows.isUsed]).toEqual(['a', 'e1', true]);
    expect(rows.readCells([at, 'email_open', 'b', null, null, null])).toEqual({ type: 'email_open', at });
    expect([rows.leadId, rows.id, rows.isUsed]).toEqual(['b', undefined, false]);
    expect(rows.readCells([at, 'poke', 'b', null, null, null])).toBeUndefined();
    expect([rows.unknownType, rows.problem]).toEqual(['poke', undefined]);
    expect(rows.readCells([null, 'webinar', 'b', null, null, null])).toBeUndefined();
    expect([rows.unknownType, rows.problem]).toEqual([undefined, { column: 'at', value: '', reason: 'MQL3006' }]);
  });

  test('local times are of the time zone of the definition', () => {
    const { eventsByLead } = readerOf({ timezone: 'America/New_York' }).readEvents([{ ...base, type: 'webinar' }]);
    expect(eventsByLead.get('a')![0]!.at).toBe(Date.UTC(2026, 0, 14, 5));
  });
});

test('a property that another type of events has in use is not read of a type that has not', () => {
  const { readEvents } = readerOf({ events: [
    { name: 'page_view', spellings: [], used: true, properties: [{ name: 'duration', type: { kind: 'duration' }, used: true }] },
    { name: 'demo_video', spellings: [], used: true, properties: [{ name: 'duration', type: { kind: 'duration' }, used: false }] },
  ] });
  const { eventsByLead, badRows } = readEvents([{ lead_id: 1, type: 'demo_video', at: '2026-01-01', duration: 'long' }, { lead_id: 1, type: 'page_view', at: '2026-01-01', duration: 5 }]);
  expect(badRows).toEqual([]);
  expect(eventsByLead.get('1')!.map((event) => [event.type, event['duration']])).toEqual([['demo_video', undefined], ['page_view', 5000]]);
});

test('a field named like the prototype of objects is a field like others', () => {
  const { leads } = readerOf({ fields: [{ name: '__proto__', spellings: [], type: { kind: 'text' } }] }).readLeads([JSON.parse('{"id": "a", "__proto__": "x"}') as Record<string, unknown>]);
  expect(Object.entries(leads[0]!)).toEqual([['id', 'a'], ['__proto__', 'x']]);
});

test('numbers that were read as a time in January 1970 are counted, large whole numbers of JavaScript among them', () => {
  const reader = readerOf({ fields: [{ name: 'seen', spellings: [], type: { kind: 'datetime', format: null } }] });
  const day = 86_400_000;
  const { earlyTimes } = reader.readLeads([
    { id: 'a', seen: 1_764_547_200n }, { id: 'b', seen: 31 * day - 1 }, { id: 'c', seen: 31 * day }, { id: 'd', seen: new Date(day) }, { id: 'e', seen: '1970-01-02' }, { id: 'f', seen: ' 5 ' },
  ]);
  expect(earlyTimes).toEqual({ seen: 3 });
  const { earlyEvents } = reader.readEvents([{ lead_id: 'a', type: 'training', at: 1_764_547_200n }, { lead_id: 'a', type: 'training', at: new Date(day) }]);
  expect(earlyEvents).toBe(1);
});
