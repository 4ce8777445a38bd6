import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { commandLine } from './command-line.ts';

const { mql, write, read, folder, temporaryFolder } = commandLine();

const definition = `fit (up to 40):
  employees 50..500 +25.5
  country US +10
intent: webinar +10 once per day within 30d
mql when score > 30
tier A when score > 30
handoff: to "SDR, West" within 2h
`;
const leads = 'id,employees,country\n1,120,United States\n2,10,DE\n"3,x",60,US\n';
const events = 'lead_id,type,at\n1,webinar,2026-01-01\n1,webinar,2025-12-30\n2,email_open,2026-01-01\n9,webinar,2026-01-01\n';
const results = [
  { id: '1', score: 55.5, sections: { fit: 35.5, intent: 20 }, qualified: true, excluded: false, stages: { mql: true }, tier: 'A', handoff: { to: 'SDR, West', within_ms: 7_200_000 } },
  { id: '2', score: 0, sections: { fit: 0, intent: 0 }, qualified: true, excluded: false, stages: { mql: false }, tier: null, handoff: null },
  { id: '3,x', score: 35.5, sections: { fit: 35.5, intent: 0 }, qualified: true, excluded: false, stages: { mql: true }, tier: 'A', handoff: { to: 'SDR, West', within_ms: 7_200_000 } },
];
const csv = `id,score,fit,intent,qualified,excluded,mql,tier,handoff_to,handoff_within_ms
1,55.5,35.5,20,true,false,true,A,"SDR, West",7200000
2,0,0,0,true,false,false,,,
"3,x",35.5,35.5,0,true,false,true,A,"SDR, West",7200000
`;

function writeAll(): void {
  write('a.mql', definition);
  write('l.csv', leads);
  write('e.csv', events);
}
const score = ['score', 'a.mql', '--leads', 'l.csv', '--events', 'e.csv', '--now', '2026-01-02'];
const lines = (text: string): unknown[] => text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);

/** Files in the folder, and what the program left in the system's folder for temporary files. */
function leftovers(): string[] {
  return [...readdirSync(folder()), ...readdirSync(temporaryFolder()).filter((name) => name !== 'node-compile-cache')].sort();
}

describe('results', () => {
  test('as a table, the highest score first', async () => {
    writeAll();
    const { exitCode, out, err } = await mql([...score, '--top', '2']);
    expect(exitCode).toBe(0);
    expect(out).toBe(`id   score   fit  intent  mql  tier  handoff
1     55.5  35.5      20  yes  A     SDR, West within 2h
3,x   35.5  35.5       0  yes  A     SDR, West within 2h
… and 1 lead with lower scores
`);
    expect(err).toBe(`3 leads scored with 4 events, as of 2026-01-02T00:00:00.000Z: mql 2 (66.7%)
1 event of leads that are not among the leads
`);
  });

  test('as JSON Lines: section 6 of the language, keys in its order, leads in theirs', async () => {
    writeAll();
    const { out } = await mql([...score, '--format', 'jsonl']);
    expect(out).toBe(results.map((result) => `${JSON.stringify(result)}\n`).join(''));
  });

  test('as CSV', async () => {
    writeAll();
    expect((await mql([...score, '--format', 'csv'])).out).toBe(csv);
  });

  test('in a file, by the name of which the format is known; nothing on standard output', async () => {
    writeAll();
    expect(await mql([...score, '-o', 'out.jsonl'])).toMatchObject({ exitCode: 0, out: '' });
    expect(lines(read('out.jsonl'))).toEqual(results);
    await mql([...score, '-o', 'out.csv']);
    expect(read('out.csv')).toBe(csv);
    expect(leftovers()).toEqual(['a.mql', 'e.csv', 'l.csv', 'out.csv', 'out.jsonl']);
  });

  test('as Parquet', async () => {
    writeAll();
    await mql([...score, '-o', 'out.parquet']);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const found = await connection.runAndReadAll(`select * from '${join(folder(), 'out.parquet')}'`);
    expect(found.columnNames()).toEqual(csv.split('\n')[0]!.split(','));
    expect(found.columnTypes().map(String)).toEqual(['VARCHAR', 'DOUBLE', 'DOUBLE', 'DOUBLE', 'BOOLEAN', 'BOOLEAN', 'BOOLEAN', 'VARCHAR', 'VARCHAR', 'BIGINT']);
    expect(found.getRowsJson()[2]).toEqual(['3,x', 35.5, 35.5, 0, true, false, true, 'A', 'SDR, West', '7200000']);
    connection.closeSync();
  });

  test('in columns of names of their own, whatever sections are called', async () => {
    write('a.mql', 'ID: country US +10\nhandoff_to: country US +1\nMQL when score > 5\n');
    write('l.csv', 'id,country\n1,US\n');
    expect((await mql(['score', 'a.mql', '--leads', 'l.csv', '--now', '2026-01-01', '--format', 'csv'])).out)
      .toBe('id,score,ID_,handoff_to,qualified,excluded,MQL,tier,handoff_to_,handoff_within_ms\n1,11,10,1,true,false,true,,,\n');
  });

  test('an existing file is exchanged whole', async () => {
    writeAll();
    write('out.csv', 'what was there');
    await mql([...score, '-o', 'out.csv']);
    expect(read('out.csv')).toBe(csv);
  });

  test('without --now, the time of the run is used and said', async () => {
    writeAll();
    const { err } = await mql(['score', 'a.mql', '--leads', 'l.csv']);
    expect(err).toMatch(/^3 leads scored without events, as of \d{4}-\d\d-\d\dT[\d:.]+Z, the time of the run: /);
  });

  test('a time without offset is in the time zone of the definition', async () => {
    write('a.mql', `definition "x":\n  timezone "America/New_York"\n${definition}`);
    write('l.csv', leads);
    expect((await mql(['score', 'a.mql', '--leads', 'l.csv', '--now', '2026-01-02T00:00'])).err).toContain('as of 2026-01-02T05:00:00.000Z:');
  });
});

describe('inputs', () => {
  test('standard input may hold the definition, the leads or the events', async () => {
    writeAll();
    const rest = ['--now', '2026-01-02', '--format', 'csv'];
    expect((await mql(['score', '-', '--leads', 'l.csv', '--events', 'e.csv', ...rest], { input: definition })).out).toBe(csv);
    expect((await mql(['score', 'a.mql', '--leads', '-', '--events', 'e.csv', ...rest], { input: leads })).out).toBe(csv);
    expect((await mql(['score', 'a.mql', '--leads', 'l.csv', '--events', '-', ...rest], { input: gzipSync(events) })).out).toBe(csv);
  });

  test('a pattern, and JSON Lines', async () => {
    write('a.mql', definition);
    write('p/l-1.jsonl', '{"id":1,"employees":120,"country":"USA"}\n{"id":"2","employees":10,"country":"DE"}\n');
    write('p/l-2.jsonl', '{"id":"3,x","employees":"60","country":"us"}\n');
    write('e.jsonl', '{"lead_id":1,"type":"webinar","at":"2026-01-01"}\n{"lead_id":1,"type":"webinar","at":1767052800000}\n');
    expect((await mql(['score', 'a.mql', '--leads', 'p/*.jsonl', '--events', 'e.jsonl', '--now', '2026-01-02', '--format', 'csv'])).out).toBe(csv);
  });

  test('queries: their paths are those of the current folder, else beside them', async () => {
    writeAll();
    write('q/leads.sql', "select * from 'l.csv'");
    write('q/events.sql', "select * from 'beside.csv'");
    write('q/beside.csv', events);
    expect((await mql(['score', 'a.mql', '--leads', 'q/leads.sql', '--events', 'q/events.sql', '--now', '2026-01-02', '--format', 'csv'])).out).toBe(csv);
  });

  test('a header alone is a table without rows', async () => {
    write('a.mql', definition);
    write('l.csv', 'id,employees,country\n');
    const { exitCode, out, err } = await mql(['score', 'a.mql', '--leads', 'l.csv', '--format', 'csv', '--now', '2026-01-02']);
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: csv.split('\n')[0] + '\n' });
    expect(err).toBe('0 leads scored without events, as of 2026-01-02T00:00:00.000Z: mql 0\n');
  });
});

describe('bad rows', () => {
  const badLeads = `${leads}4,many,US\n,5,US\n`;

  test('stop the run, are named, and nothing is written', async () => {
    writeAll();
    write('l.csv', badLeads);
    write('out.csv', 'what was there');
    for (const output of [['-o', 'out.csv'], ['--format', 'jsonl']]) {
      const { exitCode, out, err } = await mql([...score, ...output]);
      expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
      expect(err).toContain('l.csv:5 error MQL3001: `employees` holds `many`, which is not a number');
      expect(err).toContain('l.csv:6 error MQL3002: the lead has nothing in `id`');
      expect(err).toContain('error: 2 rows cannot be read, so nothing is scored');
    }
    expect(read('out.csv')).toBe('what was there');
    expect(leftovers()).toEqual(['a.mql', 'e.csv', 'l.csv', 'out.csv']);
  });

  test('are said ten at most', async () => {
    writeAll();
    write('l.csv', `id,employees,country\n${Array.from({ length: 25 }, (_, index) => `${index},x,US\n`).join('')}`);
    const { err } = await mql(score);
    expect(err.match(/error MQL3001/g)).toHaveLength(10);
    expect(err).toContain('l.csv:2 error');
    expect(err).toContain('… and 15 more bad rows');
  });

  test('go to a file with --rejects, and the others are scored', async () => {
    writeAll();
    write('l.csv', badLeads);
    const { exitCode, out, err } = await mql([...score, '--format', 'csv', '--rejects', 'bad.jsonl']);
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: csv });
    expect(err).toContain('2 bad rows left out and written to bad.jsonl');
    expect(lines(read('bad.jsonl'))).toMatchObject([
      { table: 'leads', file: 'l.csv', line: 5, column: 'employees', value: 'many', code: 'MQL3001', text: '4,many,US' },
      { table: 'leads', file: 'l.csv', line: 6, column: 'id', value: '', code: 'MQL3002', text: ',5,US' },
    ]);
    await mql([...score, '--rejects', 'bad.csv']);
    expect(read('bad.csv').split('\n').slice(0, 2).join('\n')).toMatch(/^table,file,line,row,column,value,code,reason,text\n"leads","l\.csv",5,4,"employees","many","MQL3001",/);
  });

  test('the file for them is there, and empty, where there are none', async () => {
    writeAll();
    expect(await mql([...score, '--rejects', 'bad.jsonl'])).toMatchObject({ exitCode: 0 });
    expect(read('bad.jsonl')).toBe('');
  });
});

describe('faults', () => {
  test.each([
    ['leads that are not there', ['--leads', 'nowhere.csv'], 2, 'cannot read `nowhere.csv`: there is no such file'],
    ['a pattern that matches nothing', ['--leads', 'no*.csv'], 2, 'no file matches `no*.csv`'],
    ['leads that are a folder', ['--leads', 'dir'], 2, 'it is a folder'],
    ['an empty file', ['--leads', 'empty.csv'], 1, '`empty.csv` is empty'],
    ['a quote that is never closed', ['--leads', 'quote.csv'], 1, 'quote.csv:3: the quote that opens cell 2 of this record is never closed'],
    ['a column that is missing', ['--leads', 'column.csv'], 1, 'did you mean `employes`?'],
    ['an output folder that is not there', ['--leads', 'l.csv', '-o', 'nowhere/out.csv'], 2, 'cannot write `nowhere/out.csv`'],
    ['an output that is a folder', ['--leads', 'l.csv', '-o', 'dir'], 2, 'cannot write `dir`: it is a folder'],
    ['a full disk', ['--leads', 'l.csv', '--format', 'csv', '-o', '/dev/full'], 2, 'no space is left on the device'],
    ['an output that is an input', ['--leads', 'l.csv', '-o', './l.csv'], 2, '`./l.csv` is an input, and would be overwritten'],
    ['one file for results and rejects', ['--leads', 'l.csv', '-o', 'o.csv', '--rejects', 'o.csv'], 2, 'cannot both go to `o.csv`'],
    ['rejects that cannot be written', ['--leads', 'bad.csv', '-o', 'out.csv', '--rejects', 'nowhere/r.jsonl'], 2, 'cannot write `nowhere/r.jsonl`'],
  ])('%s', async (_what, args, code, message) => {
    writeAll();
    mkdirSync(join(folder(), 'dir'));
    write('empty.csv', '');
    write('quote.csv', 'id,employees,country\n1,2,US\n2,"3,US\n');
    write('column.csv', 'id,employes,country\n1,2,US\n');
    write('bad.csv', 'id,employees,country\n1,x,US\n');
    const before = leftovers();
    const { exitCode, out, err } = await mql(['score', 'a.mql', ...args]);
    expect({ exitCode, out }).toEqual({ exitCode: code, out: '' });
    expect(err).toContain(message);
    expect(err).not.toContain('bug');
    expect(leftovers()).toEqual(before);
  });

  test('a definition with an error is not run', async () => {
    writeAll();
    write('a.mql', 'fit: employes 5 +1\nmql when score > 0\n');
    const { exitCode, out, err } = await mql(score);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toContain('a.mql:1:6 error MQL1001');
    expect(err).toContain('error: `a.mql` has 1 error');
  });

  test('a reader that has read enough ends it quietly', async () => {
    write('a.mql', definition);
    write('l.csv', `id,employees,country\n${Array.from({ length: 50_000 }, (_, index) => `${index},60,US\n`).join('')}`);
    const { exitCode, err } = await mql(['score', 'a.mql', '--leads', 'l.csv', '--format', 'jsonl'], {
      during: (child) => child.stdout.once('data', () => child.stdout.destroy()),
    });
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s leaves nothing half-written, even when it comes twice', async (signal) => {
    write('a.mql', definition);
    const { exitCode } = await mql(['score', 'a.mql', '--leads', '-', '-o', 'out.csv'], {
      // Standard input stays open, so that the program waits for more leads when the signal comes.
      keepInputOpen: true,
      during: (child) => {
        const waiting = setInterval(() => {
          if (!readdirSync(folder()).some((name) => name.startsWith('.out.csv.'))) return;
          clearInterval(waiting);
          child.kill(signal);
          child.kill(signal);
        }, 20);
      },
    });
    expect(exitCode).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(leftovers()).toEqual(['a.mql']);
  });
});

test('a large input streams: results come in the order of the leads', async () => {
  write('a.mql', definition);
  write('l.csv', `id,employees,country\n${Array.from({ length: 20_000 }, (_, index) => `${index},60,US\n`).join('')}`);
  await mql(['score', 'a.mql', '--leads', 'l.csv', '-o', 'out.jsonl']);
  expect(lines(read('out.jsonl')).map((result) => (result as { id: string }).id)).toEqual(Array.from({ length: 20_000 }, (_, index) => String(index)));
});
