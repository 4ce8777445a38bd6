/** The choice of engine changes nothing but where the work is done: files, bad rows and reports are the same to the last byte. */
import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../compiler/analyze.ts';
import { badReason } from '../../runtime/bad-row.ts';
import { duckdbEngine } from '../../engines/duckdb/duckdb-engine.ts';
import { javascriptEngine } from '../../engines/javascript/javascript-engine.ts';
import { definitionOf } from '../check-text.ts';
import { examples, sourcesFromDisk } from '../examples/example-files.ts';
import { testFolder } from './folder.ts';
import { comparable, scoreFiles, type ScoredFiles, type ScoreFiles } from './score-files.ts';

const { write, path } = testFolder();
const now = Date.UTC(2026, 0, 2);

/** Scores by both engines, and answers what they agree on. */
async function agreed(asked: Omit<ScoreFiles, 'now' | 'format'> & Partial<ScoreFiles>): Promise<ScoredFiles> {
  const request: ScoreFiles = { now, format: 'jsonl', ...asked };
  const bySql = await scoreFiles(duckdbEngine, request);
  expect(comparable(bySql)).toEqual(comparable(await scoreFiles(javascriptEngine, request)));
  return bySql;
}

function one(text: string): ScoreFiles['definitions'] {
  return [{ name: 'a.mql', definition: definitionOf(text) }];
}

describe('over the examples', () => {
  const withData = examples().filter(({ folder, definitions }) => definitions.length === 1 && existsSync(join(folder, 'leads.csv')));

  test('of which several have data', () => expect(withData.length).toBeGreaterThan(3));

  test.each(withData.map((example) => [example.name, example] as const))('%s', async (name, { folder, definitions: [file] }) => {
    const path_ = join(folder, file!);
    const definition = analyze(sourcesFromDisk(path_)!, sourcesFromDisk).definition!;
    const events = existsSync(join(folder, 'events.csv')) ? join(folder, 'events.csv') : undefined;
    const format = (['csv', 'jsonl', 'parquet'] as const)[name.length % 3]!;
    const { leads } = await agreed({ definitions: [{ name, definition }], leads: join(folder, 'leads.csv'), events, now: Date.UTC(2026, 0, 1), format });
    expect(leads).toBeGreaterThan(0);
  });
});

const broad = `vocabulary:
  missing "n/a"
  lead note text
  lead tags list of text
  lead size number
  lead wait duration
  lead ok boolean
  lead seen datetime
  event login (title text, worth number, marks list of text)

fit:
  note "x" +1
  note "1.50" +2
  note "1e3" +4
  tags has "2.0" +8
  size > 2.5 +0.25
  wait >= 90s +16
  ok +32
  seen within 10d +64
  country US +128

behaviour:
  login where title "1.0" +256
  login where worth > 1 +0.1
  login where marks has "3.10" +512
  login +1024 once every 1h

tier A when score > 100
tier B when score > 1

handoff:
  to "a, b; c" within 2h when score > 100

mql when score > 100
`;

describe('over odd data', () => {
  const definitions = one(broad);
  const leadColumns = 'id,note,tags,size,wait,ok,seen,country';

  test.each(['jsonl', 'csv', 'parquet'] as const)('ids and texts that every format writes in its own way, as %s', async (format) => {
    const ids = ['a,b', 'a"b', ' a', 'a ', 'a\nb', 'a\r\nb', "o'hare", 'é\u00a0', '\u3000x', 'back\\slash', '\\u000B', 'a\u001fb', '\u000b\u001b\\\\u001F', '\u007f', '\u2028', '{"a":1}', 'NULL', 'null', '0012', '1e5', '😀'];
    const rows = ids.map((id) => `"${id.replaceAll('"', '""')}",x,2.0;y,3,100,yes,2026-01-01,USA`);
    const { leads } = await agreed({ definitions, leads: write('l.csv', `${leadColumns}\n${rows.join('\n')}\n`), format });
    expect(leads).toBe(ids.length);
  });

  test('numbers of JSON whose digits DuckDB or JavaScript would change', async () => {
    const leads = write('l.jsonl', [
      '{"id":1.50,"note":1.50,"tags":[2.0,"z"],"size":2.50,"wait":9e1,"ok":1,"seen":"2026-01-01","country":"US"}',
      '{"id":12345678901234567890123,"note":1e3,"tags":[-0],"size":1e400,"wait":90.0,"ok":1.0,"seen":1767225600000.0,"country":"US"}',
      '{"id":"-0","note":-0,"tags":["2.0"],"size":0.1,"wait":89.9995,"ok":true,"seen":1767225600000,"country":null}',
      '{"id":-0,"id":"twice","note":"x","note":"y","tags":{},"size":{"a":1.0},"wait":null,"ok":"maybe","seen":null,"country":7}',
      '{"id":"deep","note":{"b":[1.50, 2]},"tags":null,"size":[1e3],"wait":null,"ok":null,"seen":null,"country":null}',
    ].join('\n'));
    const events = write('e.jsonl', [
      '{"lead_id":1.50,"type":"login","at":"2026-01-01T10:00:00.123456Z","properties":{"title":1.0,"worth":2.50,"marks":[3.10]}}',
      '{"lead_id":"-0","type":"LOGIN","at":1767225600000,"title":1.0,"worth":"x","marks":"3.10;a","id":7.0}',
      '{"lead_id":"-0","type":"log-in","at":1767225600000,"properties":{"Title":"1.0","WORTH":3},"id":"7.0"}',
      '{"lead_id":"twice","type":"login","at":1767225600000,"properties":"{\\"title\\":\\"1.0\\"}","id":7}',
    ].join('\n'));
    const { badRows } = await agreed({ definitions, leads, events });
    expect(badRows.map(({ table, row, reason }) => `${table} ${row} ${reason}`)).toEqual(expect.arrayContaining(['leads 1 MQL3001', 'events 1 MQL3001']));
  });

  test('a key that is spelled in two ways, null in one of them', async () => {
    const leads = write('l.jsonl', '{"ID":1,"Note":"x","country":"US"}\n{"id":"2","note":null,"NOTE":"x"}\n{"note":"x"}\n[1]\n{"id":"3","tags":["2.0",null],"size":" 3 ","wait":"","ok":null,"seen":null}\n');
    await agreed({ definitions, leads });
  });

  test('JSON in a column of CSV, well and badly written', async () => {
    const cells = ['{"title":1.0,"worth":2}', '{"title": "1.0", "worth": NaN}', '{"title":"1.0",}', '[1]', 'x', '', '{"Title":"1.0","title":"2.0"}', '{"marks":[3.10]}', '{"worth":"much"}'];
    const rows = cells.map((cell, index) => `e${index},1,login,2026-01-01T0${index}:00,"${cell.replaceAll('"', '""')}"`);
    const { badRows } = await agreed({
      definitions, leads: write('l.csv', `${leadColumns}\n1,x,,,,,,\n`), events: write('e.csv', `id,lead_id,type,at,Properties\n${rows.join('\n')}\n`),
    });
    expect(badRows.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [1, 'Properties', 'MQL3007'], [2, 'Properties', 'MQL3007'], [3, 'Properties', 'MQL3007'], [4, 'Properties', 'MQL3007'], [8, 'worth', 'MQL3001'],
    ]);
  });

  test('bad rows of every kind, and all that is odd', async () => {
    const leads = write('l.csv', `${leadColumns}\n1,x,,many,,,,\n2,x,,1,soon,,,\n3,x,,1,,maybe,,\n3,x,,1,,,,\n,x,,1,,,,\nn/a,x,,1,,,,\n4,n/a,,N/A,,,never,\n5,x,a;b,1,1,no,2026-01-01T10:00+02:00,Atlantis\n`);
    const events = write('e.csv', [
      'id,lead_id,type,at,title,worth', 'a,5,login,2026-01-01,1.0,2', 'a,5,LOGIN,2026-01-01T00:00:00Z,1.0,2.0', 'b,5,login,2026-01-01,,', 'b,4,login,2026-01-01,,', 'c,5,login,never,,',
      'd,5,,2026-01-01,,', 'e,,login,2026-01-01,,', 'f,5,login,,,', 'g,5,login,2026-01-01,,lots', 'a,5,what,2026-01-01,,', 'h,99,login,2026-01-01,,', 'i,3,login,2026-01-01,,', ' what,5, what ,2026-01-01,,',
    ].join('\n'));
    const { badRows, definitions: [scored] } = await agreed({ definitions, leads, events });
    expect(badRows).toHaveLength(14);
    expect(scored!.report).toMatchObject({ duplicateEvents: 1, eventsWithoutLead: 1, propertiesWithoutValues: ['login.marks'] });
    for (const engine of [duckdbEngine, javascriptEngine]) {
      const stopped = await scoreFiles(engine, { definitions, leads, events, setsBadRowsApart: false, now, format: 'csv' });
      expect(stopped.badRows.map(({ row, column, reason }) => [row, column, reason])).toEqual(badRows.map(({ row, column, reason }) => [row, column, reason]));
    }
  });

  test('Parquet with types', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`COPY (SELECT 7::double AS id, 1.50::decimal(9,2) AS note, [2.0::double, null] AS tags, 'nan'::double AS size, interval 90 seconds AS wait, true AS ok, timestamp '2026-01-01 10:00' AS seen, 'US' AS country
      UNION ALL SELECT 8, null, null, 2.75, null, null, null, null UNION ALL SELECT 'inf'::double, null, null, 'inf'::double, null, null, null, null) TO '${path('l.parquet')}' (FORMAT parquet)`);
    await connection.run(`COPY (SELECT 7 AS lead_id, 'login' AS type, timestamptz '2026-01-01 10:00:00.9996+00' AS at, {'title': 1.0::double, 'worth': 2, 'marks': ['3.10']} AS properties) TO '${path('e.parquet')}' (FORMAT parquet)`);
    connection.closeSync();
    await agreed({ definitions, leads: path('l.parquet'), events: path('e.parquet') });
  });

  test('Parquet with ids as JSON, some of them texts and some numbers', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const jsonIds = (ids: readonly string[]): string => `unnest([${ids.map((id) => `'${id}'::json`).join(', ')}])`;
    await connection.run(`COPY (SELECT ${jsonIds(['7', '"8"', '"7"'])} AS id, 'x' AS note, '' AS tags, 3 AS size, null AS wait, true AS ok, null AS seen, 'US' AS country) TO '${path('l.parquet')}' (FORMAT parquet)`);
    await connection.run(`COPY (SELECT ${jsonIds(['"7"', '8', '"8"'])} AS lead_id, 'login' AS type, timestamp '2026-01-01' AS at, ${jsonIds(['1', '2', '"2"'])} AS id) TO '${path('e.parquet')}' (FORMAT parquet)`);
    connection.closeSync();
    const { leads, badRows } = await agreed({ definitions, leads: path('l.parquet'), events: path('e.parquet') });
    expect({ leads, badRows: badRows.map(({ row, reason }) => [row, reason]) }).toEqual({ leads: 1, badRows: [[0, badReason.repeatedId], [2, badReason.repeatedId]] });
  });

  test('a field that is called id, and has a column of its own', async () => {
    const [{ definition }] = one('vocabulary:\n  lead id text from "CRM id"\nfit: id "x*" +1\nmql when fit > 0\n') as [ScoreFiles['definitions'][number]];
    const { results } = await agreed({ definitions: [{ name: 'a.mql', definition }], leads: write('l.csv', 'id,CRM id\n1,x1\nx2,y\n'), format: 'csv' });
    expect(results.toString()).toBe('id,score,fit,qualified,excluded,mql,tier,handoff_to,handoff_within_ms\n1,1,1,true,false,true,,,\nx2,0,0,true,false,false,,,\n');
  });

  test('no rows, and no events', async () => {
    for (const format of ['csv', 'jsonl', 'parquet'] as const) {
      await agreed({ definitions, leads: write('l.csv', `${leadColumns}\n`), events: write('e.csv', 'lead_id,type,at\n'), format });
    }
  });

  test('columns that the user names', async () => {
    const leads = write('l.csv', 'key,id,note,tags,size,wait,ok,seen,country\n1,9,x,,3,,,,\n');
    const events = write('e.csv', 'who,what,when,type\n1,login,2026-01-01,zzz\n2,login,soon,zzz\n');
    const { badRows } = await agreed({ definitions, leads, events, columns: { leadId: 'key', eventLeadId: 'who', eventType: 'what', eventAt: 'when' } });
    expect(badRows).toMatchObject([{ column: 'when', value: 'soon' }]);
  });
});

describe('several definitions', () => {
  const vocabulary = 'vocabulary:\n  lead size number\n  event login\n';
  const plain = definitionOf(`${vocabulary}fit: size > 1 +1\nuse_of_it: login +2\nmql when score > 1\n`);
  const other = definitionOf(`${vocabulary}fit: country US +10\nmql when fit > 5\nsql when fit > 100\n`);
  const elsewhere = definitionOf(`definition "x":\n  timezone "America/New_York"\n${vocabulary}id: login +3 once per day\nmql when score > 1\n`);
  const definitions = [{ name: 'one.mql', definition: plain }, { name: 'two.mql', definition: other }, { name: 'three.mql', definition: elsewhere }];
  const leads = 'id,size,country\n1,5,US\n2,many,DE\n3,0,FR\n';
  const events = 'lead_id,type,at\n1,login,2026-01-01\n3,login,2025-12-31T23:00Z\n3,login,never\n';

  test.each(['csv', 'jsonl', 'parquet'] as const)('in one pass, as %s', async (format) => {
    await agreed({ definitions, leads: write('l.csv', leads), events: write('e.csv', events), format });
  });

  test('lead by lead, in columns of all of them', async () => {
    const { results, contributions } = await agreed({ definitions, leads: write('l.csv', leads), events: write('e.csv', events), format: 'csv' });
    expect(results.toString()).toBe([
      'definition,id,score,fit,use_of_it,id_,qualified,excluded,mql,sql,tier,handoff_to,handoff_within_ms',
      'one.mql,1,3,1,2,,true,false,true,,,,', 'two.mql,1,10,10,,,true,false,true,false,,,', 'three.mql,1,3,,,3,true,false,true,,,,',
      'one.mql,3,2,0,2,,true,false,true,,,,', 'two.mql,3,0,0,,,true,false,false,false,,,', 'three.mql,3,3,,,3,true,false,true,,,,', '',
    ].join('\n'));
    expect(contributions.toString()).toBe([
      'definition,id,section,label,line,points', 'one.mql,1,fit,size > 1 +1,4,1', 'one.mql,1,use_of_it,login +2,5,2', 'two.mql,1,fit,country US +10,4,10', 'three.mql,1,id,login +3 once per day,6,3',
      'one.mql,3,use_of_it,login +2,5,2', 'three.mql,3,id,login +3 once per day,6,3', '',
    ].join('\n'));
  });

  test('a row that one of them cannot read is bad for all, and said by the first that cannot', async () => {
    const { badRows, leads: scored } = await agreed({ definitions, leads: write('l.csv', leads), events: write('e.csv', events) });
    expect(scored).toBe(2);
    expect(badRows.map(({ table, row, definition }) => [table, row, definition])).toEqual([['leads', 1, 0], ['events', 2, 0]]);
  });
});
