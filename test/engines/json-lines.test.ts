import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { dataFile, verifyGzip } from '../../engines/files/data-file.ts';
import { jsonRow } from '../../engines/files/json-row.ts';
import { readAll, schemaOf, testFolder } from './folder.ts';

const { write } = testFolder();
const schema = schemaOf('vocabulary:\n  lead tags list of text\nfit: company "A*" +10; employees > 5 +5; tags has "x" +1\nintent: webinar "P*" +10\nmql when score > 5\n');

async function leadsOf(text: string | Uint8Array, name = 'a.jsonl') {
  return (await readAll(schema, { leads: write(name, text) })).leads.map(({ lead }) => lead);
}
const row = (fields: string): string => `{"company":null,"employees":null,"tags":null,${fields}}\n`;

describe('numbers keep their digits', () => {
  test.each(['12345678901234567890', '1.10', '1e3', '-0', '0.10000000000000000000001', '1E-7', '100', '0.5'])('%s', async (digits) => {
    expect(await leadsOf(row(`"id":${digits},"company":${digits}`))).toMatchObject([{ id: digits, company: digits }]);
  });

  test('whatever number it is', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?$/);
    fc.assert(fc.property(digits, fc.constantFrom('', ' ', '\t'), (number, blank) => {
      const shown = (value: unknown): string => String(value);
      const read = jsonRow(`{"a":${blank}${number}${blank},"b":[${number}${blank}],"c":{"d":${number}},"e":${number}}`);
      expect([read['a'], (read['b'] as unknown[])[0], (read['c'] as { d: unknown }).d, read['e']].map(shown)).toEqual([number, number, number, number]);
    }), { numRuns: 2000 });
  });
});

test('events find their leads by the digits of their ids', async () => {
  const ids = ['12345678901234567890123', '-0', '1e2', '0.10', '1e400', '"a\\u00e9\\n"'];
  const events = write('e.jsonl', ids.map((id) => `{"lead_id": ${id},"type":"webinar","at":0}\n`).join(''));
  const { leads, report } = await readAll(schema, { leads: write('a.jsonl', ids.map((id) => row(`"id":${id}`)).join('')), events });
  expect(leads.map(({ lead, events: own }) => [lead.id, own.length])).toEqual([...ids.slice(0, -1), 'aé\n'].map((id) => [id, 1]));
  expect(report.eventsWithoutLead).toBe(0);
});

test('lists and properties nest', async () => {
  const events = write('e.jsonl', '{"lead_id":"1","type":"webinar","at":0,"properties":{"title":"P;1"}}\n{"lead_id":1,"type":"webinar","at":"0","title":"Q"}\n');
  const { leads } = await readAll(schema, { leads: write('a.jsonl', row('"id":1,"tags":["x;y",5,true,null,""]').replace('"tags":null,', '')), events });
  expect(leads[0]!.lead['tags']).toEqual(['x;y', '5', 'true']);
  expect(leads[0]!.events.map((event) => event['title']).sort()).toEqual(['P;1', 'Q']);
});

test('keys of one column may be spelled in several ways', async () => {
  const leads = await leadsOf('{"ID":"1","Company":"A","Employees":7,"tags":[]}\n{"i-d":"2","COMPANY":"B"}\n');
  expect(leads).toMatchObject([{ id: '1', company: 'A', employees: 7 }, { id: '2', company: 'B' }]);
});

test('names that objects inherit are no values', async () => {
  const evil = schemaOf('vocabulary:\n  lead made text from "constructor"\n  lead hidden text from "__proto__"\nfit: made is known +1; hidden is known +1\nmql when score > 1\n');
  const { leads } = await readAll(evil, { leads: write('a.jsonl', '{"id":1}\n{"id":2,"constructor":"a","__proto__":"b"}\n') });
  expect(leads.map(({ lead }) => [lead['made'], lead['hidden']])).toEqual([[undefined, undefined], ['a', 'b']]);
});

test('a byte order mark, CRLF and blank lines are passed over', async () => {
  expect(await leadsOf(`\ufeff${row('"id":1').replace('\n', '\r\n')}\r\n  \n${row('"id":2')}`)).toMatchObject([{ id: '1' }, { id: '2' }]);
});

test('an array of objects is read, too', async () => {
  expect(await leadsOf(`[${row('"id":1')},${row('"id":2')}]`, 'a.json')).toMatchObject([{ id: '1' }, { id: '2' }]);
});

test('gzip is known by its bytes; one that was cut off is no whole one', async () => {
  const packed = gzipSync(row('"id":1').repeat(1000));
  await expect(readAll(schema, { leads: write('a.jsonl.gz', packed.subarray(0, packed.length - 20)) })).rejects.toThrow('the gzip ends in the middle');
  const damaged = Buffer.from(packed);
  damaged[30] = damaged[30]! ^ 0xff;
  await expect(readAll(schema, { leads: write('b.jsonl.gz', damaged) })).rejects.toThrow('cannot unpack');
  expect(await leadsOf(gzipSync(row('"id":1')), 'c.jsonl')).toMatchObject([{ id: '1' }]);
  expect(await leadsOf(gzipSync(row('"id":1')), 'without-extension')).toMatchObject([{ id: '1' }]);
});

test.each([
  ['a line that is no JSON', `${row('"id":1')}{"id":2,\n`, ':2: this line is no JSON'],
  ['two objects on a line', `${row('"id":1')}\n{"id":2} {"id":3}\n`, ':3: this line is no JSON'],
  ['half of a surrogate pair', `${row('"id":1')}{"id":"\\ud83d"}\n`, ':2: this line is no JSON: a text holds half of a surrogate pair'],
  ['an object over several lines', '{"id":1,\n"company":"a"}\n', ':1: this line is no JSON'],
])('%s rejects with its line', async (_what, text, message) => {
  await expect(leadsOf(text)).rejects.toThrow(message);
});

test('bytes that are no UTF-8 reject with their line', async () => {
  await expect(leadsOf(Buffer.from(`${row('"id":1')}${row('"id":2,"company":"caf\u00e9"')}`, 'latin1'))).rejects.toThrow(':2: the bytes are not UTF-8');
});

test('a column that no row has is missing from the data; an empty file has no rows to miss it', async () => {
  await expect(leadsOf('{"id":1,"employees":5,"tags":[]}\n')).rejects.toThrow('has no column `company`');
  expect(await leadsOf('')).toEqual([]);
});

test('a gzip that lacks its last byte is no whole one, however often it is read', async () => {
  const packed = gzipSync(row('"id":1'));
  const file = dataFile(write('a.jsonl.gz', packed.subarray(0, -1)));
  for (let times = 0; times < 300; times += 1) await expect(verifyGzip(file)).rejects.toThrow('it was cut off');
});
