import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { readAll, schemaOf, testFolder, type ReadData } from './folder.ts';

const { write, path } = testFolder();
const schema = schemaOf(`vocabulary:
  lead size number from "Company size", "Headcount"
  lead tags list of text
fit: size > 5 +10; country US +5; tags has "x" +1
intent: webinar "P*" +10; page_view where duration >= 60s +2
mql when score > 5
`);

const leadsCsv = 'id,Headcount,country,tags\n1,10,US,x;y\n2,20,DE,\n3,30,Atlantis,\n';
const bad = ({ badRows }: ReadData) => badRows.map(({ table, place, column, value, reason }) => `${table} ${place.line} ${column} ${JSON.stringify(value)} ${reason}`);
const ids = ({ leads }: ReadData) => leads.map(({ lead }) => lead.id);

describe('leads and their events', () => {
  test('come in the order of the leads, however the events lie', async () => {
    const events = write('e.csv', 'lead_id,type,at,title\n3,webinar,2026-01-03,c\n1,webinar,2026-01-01,a\n3,webinar,2026-01-02,b\n9,webinar,2026-01-02,z\n');
    const { leads, report } = await readAll(schema, { leads: write('l.csv', leadsCsv), events });
    expect(leads.map(({ lead, events: own }) => [lead.id, own.map((event) => event['title']).sort()])).toEqual([['1', ['a']], ['2', []], ['3', ['b', 'c']]]);
    expect(report).toMatchObject({ leadRows: 3, eventRows: 4, eventsWithoutLead: 1 });
  });

  test('more of them than fit into a chunk', async () => {
    const count = 6_000;
    const leads = Array.from({ length: count }, (_, index) => `${index},${index},US,`);
    const events = Array.from({ length: count * 3 }, (_, index) => `${(index * 7_919) % count},webinar,2026-01-01,t${index}`);
    const read = await readAll(schema, { leads: write('l.csv', `id,size,country,tags\n${leads.join('\n')}`), events: write('e.csv', `lead_id,type,at,title\n${events.join('\n')}`) });
    expect(ids(read)).toEqual(Array.from({ length: count }, (_, index) => String(index)));
    expect(read.leads.every(({ events: own }) => own.length === 3)).toBe(true);
  });

  test('of one lead alone', async () => {
    const events = write('e.csv', 'lead_id,type,at,title\n3,webinar,2026-01-03,c\n1,webinar,2026-01-01,a\n1,webinar,never,a\n');
    const read = await readAll(schema, { leads: write('l.csv', leadsCsv), events, id: '3' });
    expect(read.leads).toMatchObject([{ lead: { id: '3' }, events: [{ title: 'c' }] }]);
    expect(read.badRows).toEqual([]);
  });

  test('texts that look like numbers find their lead by their digits alone', async () => {
    const read = await readAll(schema, {
      leads: write('l.csv', 'id,size,country,tags\n01,1,US,\n1,1,US,\n'),
      events: write('e.jsonl', '{"lead_id":1,"type":"webinar","at":0}\n{"lead_id":"01","type":"webinar","at":0}\n{"lead_id":1.0,"type":"webinar","at":0}\n'),
    });
    expect(read.leads.map(({ events }) => events.length)).toEqual([1, 1]);
    expect(read.report.eventsWithoutLead).toBe(1);
  });
});

describe('columns', () => {
  test('are named by options where the data spells them otherwise', async () => {
    const read = await readAll(schema, {
      leads: write('l.csv', 'Prospect,id,size,country,tags\nx,wrong,1,US,\n'),
      events: write('e.csv', 'who,what,when,title,type\nx,webinar,2026-01-01,P,wrong\n,webinar,2026-01-01,P,wrong\n'),
      leadId: 'prospect', eventLeadId: 'Who', eventType: 'what', eventAt: 'WHEN',
    });
    expect(read.leads).toMatchObject([{ lead: { id: 'x' }, events: [{ type: 'webinar', title: 'P' }] }]);
    expect(bad(read)).toEqual(['events 3 who "" MQL3004']);
  });

  test.each([
    ['a field', 'id,Head count of all,country,tags\n', 'has no column `size` (sought as `Company size`, `Headcount`, `size`)', 'did you mean `Head count of all`? if so, write into the `vocabulary:` `lead size number from "Company size", "Headcount", "Head count of all"`'],
    ['the id', 'ident,size,country,tags\n', 'has no column `id`', 'with `--lead-id COLUMN`'],
    [
      'several, each named at once', 'id,contry,zzz\n', 'has no columns `country`, `size` (sought as `Company size`, `Headcount`, `size`), `tags`',
      'its columns are `id`, `contry`, `zzz`; say so with `from` in the vocabulary\n  did you mean `contry`? if so, write into the `vocabulary:` `lead country country from "contry"`',
    ],
    [
      'what other systems call otherwise', 'Record ID,size,Country Region,tags\n', 'has no columns `id`, `country`',
      'did you mean `Record ID` for `id`?\n  did you mean `Country Region` for `country`?\n  if so, give:\n    --lead-id "Record ID"\n'
      + '  if so, write into the `vocabulary:`:\n    lead country country from "Country Region"',
    ],
    ['two of one name', 'id,size,country,Country,tags\n', 'has two columns for `country`: `country` and `Country`', 'leave one of them'],
  ])('%s that is not there once rejects', async (_what, header, message, advice) => {
    await expect(readAll(schema, { leads: write('l.csv', header) })).rejects.toMatchObject({ message: expect.stringContaining(message) as string, advice: expect.stringContaining(advice) as string });
  });

  test('the first spelling of `from` that is there counts, file by file', async () => {
    write('l1.csv', 'id,Headcount,Company size,country,tags\n1,1,2,US,\n');
    write('l2.csv', 'tags,country,headcount,id\n,US,3,2\n');
    const read = await readAll(schema, { leads: path('l*.csv') });
    expect(read.leads.map(({ lead }) => lead['size'])).toEqual([2, 3]);
  });
});

describe('bad rows', () => {
  test('are named by the line of their own file', async () => {
    write('l1.csv', 'id,size,country,tags\n1,"many\nof them",US,\n2,5,US,\n');
    write('l2.csv', '\nid,size,country,tags\n\n,1,US,\n2,6,US,\n3,"1,000",US,\n');
    const read = await readAll(schema, { leads: path('l*.csv') });
    expect(ids(read)).toEqual([]);
    expect(bad(read)).toEqual([
      'leads 2 size "many\\nof them" MQL3001',
      'leads 4 id "2" MQL3003',
      'leads 4 id "" MQL3002',
      'leads 5 id "2" MQL3003',
      'leads 6 size "1,000" MQL3001',
    ]);
    expect(read.badRows.map(({ place }) => place.shownPath)).toEqual([path('l1.csv'), path('l1.csv'), path('l2.csv'), path('l2.csv'), path('l2.csv')]);
    expect(read.badRows.map(({ place }) => place.text)).toEqual(['1,"many\nof them",US,', '2,5,US,', ',1,US,', '2,6,US,', '3,"1,000",US,']);
  });

  test('of events: without lead, type or time, and of leads that are not there, too', async () => {
    const events = write('e.csv', 'lead_id,type,at,duration\n,webinar,2026-01-01,\n1,,2026-01-01,\n1,webinar,,\n1,webinar,01/02/2026,\n9,page_view,2026-01-01,long\n1,nothing_known,2026-01-01,long\n');
    const read = await readAll(schema, { leads: write('l.csv', leadsCsv), events });
    expect(bad(read)).toEqual([
      'events 2 lead_id "" MQL3004', 'events 3 type "" MQL3005', 'events 4 at "" MQL3006', 'events 5 at "01/02/2026" MQL3001', 'events 6 duration "long" MQL3001',
    ]);
    expect([...read.report.unknownEventTypes]).toEqual([['nothing_known', 1]]);
  });

  test('of events: one id with two contents; with one content they are one event', async () => {
    const events = write('e.csv', 'id,lead_id,type,at,title\na,1,webinar,2026-01-01,P\nb,1,webinar,2026-01-01,P\na,1,WEBINAR,2026-01-01T00:00:00Z,P\nb,1,webinar,2026-01-02,P\n,1,webinar,2026-01-01,P\n,1,webinar,2026-01-01,P\nc,1,what,2026-01-01,P\nc,1,webinar,2026-01-01,P\n');
    const read = await readAll(schema, { leads: write('l.csv', leadsCsv), events });
    expect(bad(read)).toEqual(['events 3 id "b" MQL3008', 'events 5 id "b" MQL3008']);
    expect(read.report.duplicateEvents).toBe(1);
    expect(read.leads[0]!.events).toHaveLength(4);
  });

  test('are found in the data of a query, too, without a line', async () => {
    write('q.csv', 'a,b\n1,x\n2,5\n');
    const query = write('l.sql', `select a as id, b as size, 'US' as country, null as tags from '${path('q.csv')}';`);
    expect((await readAll(schema, { leads: query })).badRows).toMatchObject([{ row: 0, column: 'size', value: 'x', place: { line: undefined } }]);
  });
});

test('what is odd is counted', async () => {
  const events = write('e.csv', 'lead_id,type,at\n1,webinar,2026-01-01\n1,page_view,2026-01-01\n1,hmm,2026-01-01\n2,hmm,2026-01-01\n');
  const { report } = await readAll(schema, { leads: write('l.csv', leadsCsv), events });
  expect(report.propertiesWithoutValues).toEqual(['page_view.duration', 'webinar.title']);
  expect([...report.unknownSpellings]).toEqual([['country', 1]]);
  expect([...report.unknownEventTypes]).toEqual([['hmm', 2]]);
});

describe('Parquet and queries', () => {
  async function parquet(name: string, select: string): Promise<string> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`COPY (${select}) TO '${path(name)}' (FORMAT parquet)`);
    connection.closeSync();
    return path(name);
  }

  test('values read as the same values do in CSV', async () => {
    const typed = schemaOf(`vocabulary:
  lead score_of number
  lead when_made datetime
  lead day date
  lead instant datetime
  lead yes boolean
  lead tags list of text
  lead price number
  lead wait duration
  lead odd text
fit: score_of > 1 +1; when_made within 5d +1; day within 5d +1; instant within 5d +1; yes +1; tags has "x" +1; price > 1 +1; wait > 1s +1; odd "x" +1
mql when score > 1
`);
    const leads = await parquet('l.parquet', `select 42::double as id, 0.1::double as score_of, timestamp '2026-01-02 03:04:05.678' as when_made, date '2026-01-02' as day,
      timestamptz '2026-01-02 03:04:05+02' as instant, true as yes, ['x', 'y;z'] as tags, 12.50::decimal(10, 2) as price, interval 90 seconds as wait, 7.0::double as odd
      union all select 43, 'nan'::double, null, null, null, null, [], null, null, 'nan'::double`);
    const read = await readAll(typed, { leads });
    expect(read.badRows).toEqual([]);
    expect(read.leads[0]!.lead).toMatchObject({
      id: '42', score_of: 0.1, when_made: Date.UTC(2026, 0, 2, 3, 4, 5, 678), day: Date.UTC(2026, 0, 2), instant: Date.UTC(2026, 0, 2, 1, 4, 5),
      yes: true, tags: ['x', 'y;z'], price: 12.5, wait: 90_000, odd: '7',
    });
    expect(read.leads[1]!.lead).toMatchObject({ id: '43', score_of: undefined, tags: undefined, odd: undefined });
  });

  test('properties may be a structure', async () => {
    const events = await parquet('e.parquet', `select 1 as lead_id, 'webinar' as type, timestamp '2026-01-01 00:00:00' as at, {'title': 'Pipe', 'other': 1} as properties`);
    const { leads } = await readAll(schema, { leads: write('l.csv', leadsCsv), events });
    expect(leads[0]!.events).toMatchObject([{ type: 'webinar', at: Date.UTC(2026, 0, 1), title: 'Pipe' }]);
  });

  test('a query may stand under a comment and end in a semicolon', async () => {
    const query = write('l.sql', "-- leads; all of them\nselect '1' as id, 6 as size, 'US' as country, ['x'] as tags; -- that is all;\n");
    expect((await readAll(schema, { leads: query })).leads).toMatchObject([{ lead: { id: '1', size: 6, country: 'US', tags: ['x'] } }]);
  });

  test('paths in a query are looked for beside it', async () => {
    write('queries/data/l.csv', leadsCsv);
    expect(ids(await readAll(schema, { leads: write('queries/l.sql', "select * from read_csv('data/l.csv', all_varchar = true)") }))).toEqual(['1', '2', '3']);
  });

  test('a pattern in a query, too', async () => {
    for (const id of ['1', '2']) write(`queries/data/l${id}.csv`, `id,size,country,tags\n${id},1,US,\n`);
    expect(ids(await readAll(schema, { leads: write('queries/l.sql', "select * from read_csv('data/l*.csv', all_varchar = true)") }))).toEqual(['1', '2']);
  });

  test.each([
    ['two statements', 'select 1; select 2', 'holds 2 statements'],
    ['no query', 'create table t (a int)', 'holds a statement that is no query'],
    ['nothing', '  \n', 'is empty'],
    ['a mistake', 'selec 1', 'syntax error at or near "selec"'],
    ['a file that is not there', "select * from 'nowhere.csv'", 'No files found that match the pattern "nowhere.csv"'],
    ['a column that is not there', "select 1 as id, 2 as size, 'US' as country", 'has no column `tags`'],
  ])('a query with %s rejects', async (_what, text, message) => {
    await expect(readAll(schema, { leads: write('l.sql', text) })).rejects.toThrow(message);
  });

  test('a file that is no Parquet rejects', async () => {
    await expect(readAll(schema, { leads: write('l.parquet', 'PAR1 but no more') })).rejects.toThrow('cannot read');
  });
});

describe('files', () => {
  test('standard input is known by its content', async () => {
    expect(ids(await readAll(schema, { leads: '-', standardInput: leadsCsv }))).toEqual(['1', '2', '3']);
    expect(ids(await readAll(schema, { leads: '-', standardInput: ' {"id":7,"size":1,"country":"US","tags":[]}\n' }))).toEqual(['7']);
  });

  test('a pattern takes its files in order of their names, all of one format', async () => {
    for (const name of ['b', 'a', 'c']) write(`part-${name}.csv`, `id,size,country,tags\n${name},1,US,\n`);
    expect(ids(await readAll(schema, { leads: path('part-*.csv') }))).toEqual(['a', 'b', 'c']);
    write('part-d.csv.jsonl', '{}\n');
    await expect(readAll(schema, { leads: path('part-*') })).rejects.toThrow('matches files of two formats');
    await expect(readAll(schema, { leads: path('none-*') })).rejects.toThrow('no file matches');
  });

  test('a name with a star in it is a file, where there is one', async () => {
    expect(ids(await readAll(schema, { leads: write('odd[1].csv', leadsCsv) }))).toEqual(['1', '2', '3']);
  });

  test('a file that is not there, and a folder', async () => {
    await expect(readAll(schema, { leads: path('nowhere.csv') })).rejects.toMatchObject({ kind: 'file', message: expect.stringContaining('there is no such file') as string });
    await expect(readAll(schema, { leads: path('') })).rejects.toThrow('it is a folder');
  });
});
